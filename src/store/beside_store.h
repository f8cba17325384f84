/*
 * What stories ask beside events: when senders were heard, lists of calls, cooling (sql/schema/022), who
 * may ride with them.
 */
#ifndef STORE_BESIDE_STORE_H
#define STORE_BESIDE_STORE_H

#include "domain/listed.h"
#include "domain/reefer.h"
#include "store/db.h"

/* Each queues its question; what it is for is set when the batch has run. */

/* A time each; INSTANT_NONE: not known. */
void heard_later(struct batch *b, struct arena *a, const char *const *senders, size_t n, instant **heard);
/* "IMO9227273/031W@CNLYG": what is listed for those calls, those of one together, in their order; and
 * departures from them. */
void listings_later(struct batch *b, struct arena *a, const char *const *calls, size_t n, struct listings *l);
/* One each. */
void cooling_later(struct batch *b, struct arena *a, const char *const *containers, size_t n, instant now,
	struct reefer_watch **watches);

/* Boxes that may be on these wagons and were held since then; sorted. */
void mates_of_later(struct batch *b, struct arena *a, const char *const *wagons, size_t n, instant since,
	const char ***containers, size_t *count);

#endif
