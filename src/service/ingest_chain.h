/*
 * What is said under one id of an event, wherever it was said (DCSA 3.0): an update may move the event to
 * another container, a retraction names no container at all.
 *
 * The journeys of containers that lose an event so are none that the transaction has locked for events of its
 * own: they are found by the id, locked and folded anew.  Writers of the same id wait for each other, so that
 * of two at once the later sees what the earlier said.
 */
#ifndef SERVICE_INGEST_CHAIN_H
#define SERVICE_INGEST_CHAIN_H

#include "store/event_store.h"

/* Queues the wait for others who write under the ids of these events: before any journey is locked, so that
 * who waits holds nothing that the other may need. */
void chain_lock_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n);
/* After events were added and marked as new, before the journeys of their own containers are folded. */
bool chain_fold(
	struct conn *c, struct arena *a, struct stored_event *const *events, size_t n, struct fault *f);

#endif
