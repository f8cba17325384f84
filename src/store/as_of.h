/*
 * "As known at": a connection that reads what was recorded by a moment.
 *
 * From as_of_begin to as_of_end it is in one transaction that only reads, of one snapshot, and the names of
 * tables mean these tables as they stood (sql/schema/016_as_known_at.sql): the statements stay as they are.
 * What is but a cache of a fold (journeys, rides, consists, wagons, changes of gauge) is empty there until it
 * is told: *_as_of_later in store/journey_store.h and store/rail_store.h add to it.
 */
#ifndef STORE_AS_OF_H
#define STORE_AS_OF_H

#include "store/db.h"

bool as_of_begin(struct conn *c, struct arena *a, instant t, struct fault *f);
void as_of_end(struct conn *c);

#endif
