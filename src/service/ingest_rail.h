/*
 * What new events of wagons and trains do beside being stored: they are folded into what is known of those,
 * and the boxes that ride on them are folded anew in the same transaction (domain/ride.h).
 *
 * Who tells of wagons or trains and who tells of the boxes on them write one after the other, so that the
 * later one sees what the earlier one told, whichever it is.  Who tells of boxes alone waits for no other of
 * his kind; who tells nothing of rail waits for nobody and asks nothing.
 */
#ifndef SERVICE_INGEST_RAIL_H
#define SERVICE_INGEST_RAIL_H

#include "store/event_store.h"
#include "store/journey_store.h"

enum rail_part {
	RAIL_NONE,
	RAIL_BOXES,    /* boxes that name a wagon or train */
	RAIL_VEHICLES, /* wagons and trains, or other names for trains: other boxes may ride on them */
};

enum rail_part rail_part_of(const struct event *e);
enum rail_part rail_part_of_all(struct stored_event *const *events, size_t n);

/* Containers that ride on what these tell of, as far as is known before the transaction; sorted. */
bool rail_kin(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	enum rail_part part, struct subject **kin, size_t *count, struct fault *f);
/* Queues the wait for others who write of rail: before any journey is locked. */
void rail_claim_later(struct batch *b, struct arena *a, enum rail_part part);
/* After events were added and marked as new, before the journeys of their own containers are folded. */
bool rail_fold(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	enum rail_part part, struct fault *f);
/* Wagons, by their digits, of all that was told of them. */
bool rail_fold_wagons(struct conn *c, struct arena *a, const char **numbers, size_t n, struct fault *f);

#endif
