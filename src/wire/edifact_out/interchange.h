/*
 * An interchange put together of what each event says: its head, its body, its foot.
 */
#ifndef WIRE_EDIFACT_OUT_INTERCHANGE_H
#define WIRE_EDIFACT_OUT_INTERCHANGE_H

#include "wire/edifact_out/segments.h"
#include "wire/emit.h"

struct sheet {                            /* one event, written */
	struct segments head, body, foot; /* events with the same head and foot share a message */
	size_t most;                      /* bodies a message */
	bool box;                         /* the body is one container of CNT+16 */
	unsigned half;                    /* of two events that one body says: 1 or 2; 0: it says one */
};

struct form {
	const char *type, *identifier; /* S009: "D:00B:UN:SMDG21" behind the type */
	bool consignments;             /* CNI, numbered, stands before each body */
	bool counted;                  /* CNT+16 ends the message */
	/* Writes an event; alone: no other event can say half of it.  False: there is no word for it. */
	bool (*write)(struct sheet *sheet, const struct event *e, bool alone);
};

void interchange_write(const struct form *form, struct text *out, const struct emit_head *head,
	const struct emitted *events, size_t n, struct emit_told *told);

#endif
