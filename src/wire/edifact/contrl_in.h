/*
 * CONTRL, the syntax and service report of ISO 9735, versions 3 and 4: what became of what we sent.
 *
 * Nothing of it is an event.  What it says is said again for people, a diagnostic each: the interchange
 * (UCI), a group (UCF) or a message (UCM) was accepted (information) or refused (warning), with the reasons
 * that UCS and UCD give, "segment 4, element 2: missing (13)".  0098 counts an element from the segment's tag
 * on, which is 1: here, as everywhere in this program, the first element behind the tag is 1.
 */
#ifndef WIRE_EDIFACT_CONTRL_IN_H
#define WIRE_EDIFACT_CONTRL_IN_H

#include "wire/edifact/reading.h"

extern const struct message_kind contrl_in;

/* What an error code (0085) means, in words that go behind a place; NULL: no such code. */
const char *syntax_error_words(unsigned code);

#endif
