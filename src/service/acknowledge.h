/*
 * Acknowledgements of interchanges (CONTRL, ISO 9735): one for each of a delivery, in its partner's version.
 *
 * One is made when it is first asked for, from the delivery's bytes and what became of its messages, and
 * kept: whoever asks again is given the same bytes, whatever is understood by then.  Acknowledgements are not
 * acknowledged.
 */
#ifndef SERVICE_ACKNOWLEDGE_H
#define SERVICE_ACKNOWLEDGE_H

#include "service/answers.h"
#include "wire/decode.h"

/* Whether the receipt is to say where an acknowledgement is: its interchange asks for one, or whoever
 * delivers does (wanted), or its partner is always given one; never, where that partner wants none.  world
 * NULL: nobody is known. */
bool acknowledge_owed(const struct decode_world *world, const struct decode_hint *hint,
	const struct message *m, bool wanted);
/* The acknowledgements of a delivery, one behind the other.  UNKNOWN where it has no interchange to
 * acknowledge. */
bool acknowledge_show(struct asking *q, const char *intake);

#endif
