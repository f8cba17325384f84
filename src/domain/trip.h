/*
 * One trip of a container among all that is known of it: from the empty pick-up to the empty return.
 *
 * Events are those of one box as journey_fold left them, in the order of the timeline; voided ones count for
 * nothing.
 */
#ifndef DOMAIN_TRIP_H
#define DOMAIN_TRIP_H

#include "record/event.h"

/* The first event of the trip under way, or of the last one: where the box was fetched empty; where nobody
 * told of that, behind its return from the trip before.  0 where neither is known. */
size_t trip_begins(const struct event *const *events, const bool *voided, size_t n);
/* This fact is the trip's end: delivered, or returned empty. */
bool trip_ends(const struct event *e);

#endif
