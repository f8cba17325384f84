/*
 * Which events hold: what was cancelled, replaced, overridden or retracted does not.
 *
 * Cancelling and replacing messages (EDIFACT 1225 = 1, 4, 5) void earlier ones of the same party, sender and
 * document, and so does DCSA 3.0 (override, retract) by the sender's own id of an event, whatever else it
 * says.  A note of a status that nobody knew is voided by the event that the same status is once its meaning
 * was said.  What is voided stays in the timeline.  A function of the set of events; rules: docs/facts.md.
 */
#ifndef DOMAIN_SETTLE_H
#define DOMAIN_SETTLE_H

#include "base/arena.h"
#include "record/event.h"

/* Sorts events of one subject into the order of the timeline; voided[i] tells which of the sorted ones were
 * cancelled or replaced.  True where any of them says so of others.  What is borrowed (`via`) takes nothing
 * back and is not taken back here: that is told of what it was borrowed from. */
bool events_settle(struct arena *scratch, const struct event **events, size_t n, bool *voided);
/* It says nothing but that something else does not hold. */
bool event_only_voids(const struct event *e);
/* It takes the place of what was said before, or takes it back. */
bool event_voids_others(const struct event *e);

#endif
