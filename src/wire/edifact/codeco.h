/*
 * CODECO, container gate-in/gate-out report: D.95B to D.23A, UN and SMDG/ITIGG practice.
 *
 * Directories disagree with practice about BGM 1001 (34 and 36 are something else there), so the message
 * type, BGM and EQD 8249 decide together.  A gate move takes place at LOC+165 (ITIGG's; no directory has it
 * so), else at the head's port on that side of the sea leg; else its place is not known.
 */
#ifndef WIRE_EDIFACT_CODECO_H
#define WIRE_EDIFACT_CODECO_H

#include "wire/edifact/reading.h"

extern const struct message_kind codeco;

#endif
