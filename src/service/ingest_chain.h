/*
 * What is said under one id of an event, wherever it was said (DCSA 3.0): an update may move the event to
 * another container, a retraction names no container at all.
 *
 * The journeys of containers that lose an event so are none that the transaction has events for: they are
 * found by the id, locked with its own and folded anew.  Writers of the same id wait for each other, so that
 * of two at once the later sees what the earlier said.
 */
#ifndef SERVICE_INGEST_CHAIN_H
#define SERVICE_INGEST_CHAIN_H

#include "store/event_store.h"
#include "store/journey_store.h"

/* Containers that may lose an event to one of these, as far as is known before the transaction: to be locked
 * with its own, all in one order, so that no two writers wait for each other in a circle. */
bool chain_kin(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	struct subject **kin, size_t *count, struct fault *f);
/* Both, sorted, each once; own are sorted already. */
struct subject *chain_with_kin(
	struct arena *a, struct subject *own, size_t *count, const struct subject *kin, size_t kin_count);
/* Queues the wait for others who write under the ids of these events: before any journey is locked, so that
 * who waits holds nothing that the other may need. */
void chain_lock_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n);
/* After events were added and marked as new, before the journeys of their own containers are folded: folds
 * those that lose an event, also the few that were not known as kin, and takes what no longer holds out of
 * what DCSA 2.2 is shown. */
bool chain_fold(
	struct conn *c, struct arena *a, struct stored_event *const *events, size_t n, struct fault *f);

/* Folds those of these containers, sorted, that have no new events of their own, and writes down what came of
 * it. */
bool chain_fold_kin(struct conn *c, struct arena *a, struct subject *kin, size_t count,
	struct stored_event *const *events, size_t n, struct fault *f);

#endif
