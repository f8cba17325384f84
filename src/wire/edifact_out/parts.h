/*
 * What the messages that are handed out have in common: how an event's members become segments.
 *
 * Lengths are those of D.00B.  A name or a text that is longer is cut at a character; a number (of a
 * document, a seal, a weight, a wagon) never is: it stands in a field of its own (wire/edifact/own.h), or is
 * left out.
 */
#ifndef WIRE_EDIFACT_OUT_PARTS_H
#define WIRE_EDIFACT_OUT_PARTS_H

#include "record/event.h"
#include "wire/edifact/own.h"
#include "wire/edifact_out/segments.h"

#define MOST_OF_EACH 9 /* RFF, MEA, DIM, SEL, FTX of a box or status */

/* What is said once for everything in a message: BGM, DTM+137, what they have no room for, and the sender. */
void put_begin(struct segments *s, const char *document_code, const struct event *e);
void put_sender(struct segments *s, const struct event *e);

/* DTM, and whether its text says when (else a field WHEN does). */
bool put_time(struct segments *s, const char *qualifier, const struct moment *m);
void put_field(struct segments *s, enum own_field field, const char *value);

/* LOC of where it happened; of a place that is only named. */
void put_here(struct segments *s, const char *qualifier, const struct event *e);
void put_place(struct segments *s, const char *qualifier, const char *name);
void put_cell(struct segments *s, const char *stowage);

void put_equipment(struct segments *s, const struct event *e, unsigned movement);
/* TDT and what stands directly under it; nothing where no transport is told of, unless it must be there. */
void put_transport(struct segments *s, const struct transport_ref *transport, bool must);
/* Whether its key is made again of what the segments say of it. */
bool key_comes_back(const struct transport_ref *t);
void put_measures(struct segments *s, const struct event *e);
void put_climate(struct segments *s, const struct event *e);
void put_seals(struct segments *s, const struct event *e);
void put_references(struct segments *s, const struct event *e, size_t most, bool boxes_too);
void put_operator(struct segments *s, const struct event *e);

struct texts { /* FTX of a box or status, fields first */
	const struct event *event;
	bool when;      /* its DTM does not say it all */
	bool stowage;   /* there is no LOC+147 */
	bool boxes_too; /* references to boxes are among them */
	bool apart;     /* TMD and DGS may stand: remarks of theirs are said there */
	bool subject;   /* no EQD says what it is about */
};
void put_texts(struct segments *s, const struct texts *t);
void put_movement_kind(struct segments *s, const struct event *e);
void put_dangers(struct segments *s, const struct event *e);

/* 8249 of a movement, 0: none. */
unsigned movement_code(const char *movement);

#endif
