/*
 * Terms of free time: records that the hub keeps (service/standing.h).
 *
 * {"kind":"storage","place":"CNLYG","facility":"LNOCT","party":"COSU","size":"4","load":"LADEN","freeDays":7,
 *  "days":"working","holidays":["2026-06-19"],"startCounts":false,"start":"DISC","stop":"GTOT",
 *  "currency":"CNY","rates":[{"from":1,"minor":4500},{"from":8,"minor":9000}],"from":"2026-01-01","until":"2026-12-31"}
 * kind, place, freeDays, start and stop must be said; domain/dwell.h has what each means.
 */
#ifndef SERVICE_TERMS_H
#define SERVICE_TERMS_H

#include "domain/dwell.h"
#include "service/standing.h"

/* Queues the question of terms of these places, each as often as it comes, as they were by as_of
 * (INSTANT_NONE: now); *r NULL: there are no places.  When the batch has run, terms_of makes them terms for
 * the domain and says how many. */
void terms_of_later(
	struct batch *b, struct arena *a, const char **places, size_t n, instant as_of, struct rows **r);
size_t terms_of(struct arena *a, const struct world *w, const struct rows *r, struct term **terms);

bool term_read(const struct member_reading *r, const char *name, const json_t *o, struct term *t);
/* Its JSON as it is kept. */
const char *term_told(struct arena *a, const struct term *t);

/* For service/standing.c. */
bool term_kept(const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row);
extern const struct standing_column term_columns[];

#endif
