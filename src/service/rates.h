/*
 * Rates of exchange: records that the hub keeps (service/standing.h), by which prices in several currencies
 * are added for a plan.
 *
 * {"currency":"EUR","in":"USD","rate":1.0834,"source":"…","note":"…"}: one EUR is so many USD.  What one
 * currency is in another is known where both are told in a third one, or the one in the other.
 */
#ifndef SERVICE_RATES_H
#define SERVICE_RATES_H

#include "domain/search.h"
#include "service/standing.h"

struct rate {
	const char *currency, *in;
	int64_t millionths; /* units of `in` for one of currency */
};

bool rate_read(const struct member_reading *r, const json_t *o, struct rate *rate);
/* What each currency that is known is in this one, this one itself first. */
size_t rates_into(
	struct arena *a, const struct rate *rates, size_t n, const char *currency, struct search_rate **into);

/* For service/standing.c. */
bool rate_kept(const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row);
extern const struct standing_column rate_columns[];

#endif
