/*
 * The ways through a network of dated legs: the earliest arrival, the latest departure that makes a deadline,
 * and all plans of which none is better in everything (Pareto) by arrival, price, CO2e and transfers.
 *
 * Of each pattern a box boards the next trip that it catches before the longest cut-off: a later one is of no
 * use (domain/network.h).  Nodes are looked at in the order of when it may be at the goal by them, which is
 * bounded by what it would take without ever waiting (A*, landmarks): most of a network is not looked at at
 * all.  Price and CO2e are of a ride, from where it was boarded to where it is left, and do not add up leg by
 * leg.
 *
 * What is not known is not zero.  A plan of which a part has no price is *unpriced*: its price is told of the
 * rest, and it is worse than any that is priced, and as good as any that is not, whatever is known of the
 * two. So with CO2e: *uncounted*.  Where a price at most is asked for an unpriced plan is none.
 *
 * Exact: the vectors are those of all ways that there are, each with one plan.  A query is as of domain/
 * timetable.h: minutes UTC, minor units, hundredths of a TEU.
 */
#ifndef DOMAIN_SEARCH_H
#define DOMAIN_SEARCH_H

#include "domain/network.h"

#define SEARCH_REQUIRED_MOST 8 /* places that a plan must touch */
#define SEARCH_NO_LIMIT      (-1)

enum search_criteria { SEARCH_PRICE = 1, SEARCH_CO2E = 2, SEARCH_TRANSFERS = 4, SEARCH_ALL = 7 };

struct search_rate {
	const char *currency;
	int64_t millionths; /* of a minor unit of the answer, for one of this currency */
};

struct search_cargo {
	const char *size; /* size and type code, of which prices may have the beginning; NULL: only those for
			     any */
	struct emission_load load;
	bool reefer, dangerous;
	const char *commodity; /* NULL: not told, which no restriction of a commodity closes */
};

struct search_left { /* of a dated trip; SEARCH_NO_LIMIT: as its service says */
	int32_t teu, kg, plugs;
};

struct search_aboard {
	uint32_t trip;    /* NETWORK_NONE: at a place */
	uint16_t boarded; /* the stop from which its price and CO2e count */
	uint16_t stop;    /* that it leaves now: it may alight at the next one */
};

struct search_query {
	uint32_t from, to; /* places; from is not asked aboard */
	struct search_aboard aboard;
	minute at;       /* ready at the place; not asked aboard nor by search_latest() */
	minute deadline; /* to be there by; MINUTE_NEVER */
	struct search_cargo cargo;
	const struct search_left *left; /* of each trip of the network; NULL: as the services say */
	unsigned avoid_carry;           /* CARRY_BITs */
	/* No leg of these services, none that begins or ends at these places or in these countries. */
	const uint32_t *avoid_services, *avoid_places;
	const char *const *avoid_countries;
	size_t avoid_service_count, avoid_place_count, avoid_country_count;
	const uint32_t *required; /* places that a leg begins or ends at, or a shuttle; at most
				     SEARCH_REQUIRED_MOST */
	size_t required_count;
	int max_transfers; /* SEARCH_NO_LIMIT */
	unsigned counted;  /* CARRY_BITs: only transfers from one of these to one of these count; 0: all */
	int64_t max_price; /* SEARCH_NO_LIMIT */
	const struct search_rate *rates; /* a currency that is not among them has no price */
	size_t rate_count;
	/* Of search_plans() only: */
	unsigned criteria; /* beside arrival */
	int32_t horizon;   /* minutes after the earliest arrival; SEARCH_NO_LIMIT */
};

struct plan_ride {
	uint32_t edge; /* by which it is ready here; NETWORK_NONE: it is aboard already */
	uint32_t trip;
	uint16_t board, alight; /* stops */
	minute ready;           /* when boarding is possible as far as the box is concerned */
};

struct plan_cost {
	int64_t price, grams;
	bool unpriced, uncounted;
};

struct plan {
	struct plan_ride *rides;
	size_t count;
	uint32_t edge; /* from the last ride to the place */
	minute begins, arrives;
	struct plan_cost cost;
};

static inline int plan_transfers(const struct plan *p)
{
	return p->count > 1 ? (int)p->count - 1 : 0;
}

/* What searches of one network write on: for one thread at a time. */
struct search_space;
struct search_space *search_space_make(struct arena *a, const struct network *n);

/* Plans are a's.  The one that arrives first; false: there is none. */
bool search_earliest(struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p);
/* The one that begins last of those that arrive by the deadline, not before the network's first minute. */
bool search_latest(struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p);
/* By arrival, then price, CO2e, transfers. */
size_t search_plans(
	struct search_space *s, const struct search_query *q, struct arena *a, struct plan **plans);
/* What a plan costs that was made otherwise; edges may be NETWORK_NONE. */
void search_cost(struct search_space *s, const struct search_query *q, struct plan *p);

#endif
