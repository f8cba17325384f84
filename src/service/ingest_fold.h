/*
 * Folds new events into the journeys they belong to.
 */
#ifndef SERVICE_INGEST_FOLD_H
#define SERVICE_INGEST_FOLD_H

#include "store/event_store.h"
#include "store/journey_store.h"

/* journeys are sorted by container.  Takes those of the events that are new into the journeys of their
 * containers.  A journey with cancelled or replaced events is folded anew from all it has. */
bool fold_journeys(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	struct stored_journey *journeys, size_t journey_count, struct fault *f);
/* Folds these containers' journeys from all of their events and those of the wagons and trains they ride on,
 * and writes down on what they ride and where their gauge changed. */
bool fold_anew(struct conn *c, struct arena *a, const char **containers, size_t n,
	struct stored_journey *journeys, size_t journey_count, struct fault *f);

#endif
