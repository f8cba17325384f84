/*
 * Events made of what was read.
 */
#ifndef WIRE_EDIFACT_EVENTS_H
#define WIRE_EDIFACT_EVENTS_H

#include "wire/edifact/reading.h"

/* The open box is complete: makes its event or events. */
void box_end(struct reading *r);
/* The open box goes on as another one in the same place: makes the event of what it was by now. */
void box_bundle(struct reading *r);
/* The head is complete (once): sender, time of saying, the transport's key and its calls. */
void head_end(struct reading *r);
/* Hands over what was made so far, where the caller takes events before the message's end and enough wait. */
void events_pass_on(struct reading *r);
/* An arrival or departure of the head's transport. */
void event_of_call(struct reading *r, const char *code, enum classifier classifier, const struct told *told,
	struct spot *spot);

/* An event of this message, empty but for what the message says of all. */
struct event *event_new(struct reading *r);
/* When and where (NULL: not known) it happened. */
void event_at(struct reading *r, struct event *e, const struct told *told, struct spot *spot);
/* A list of its own; NULL where it is empty. */
const char **listed(struct reading *r, const struct list *list);
const char *spot_name(const struct spot *spot);

/* When the message was written: DTM+137, else the interchange; NULL: neither says. */
const struct told *message_told(struct reading *r);
/* The open box's port, else the one of the head's call; NULL: neither is said. */
const char *port_of(struct reading *r, enum spot_kind kind);

/* The first call of a kind, NULL: none; by its qualifier (3227). */
struct call *call_of(struct reading *r, enum spot_kind kind);
struct call *call_told(struct reading *r, unsigned qualifier);

#endif
