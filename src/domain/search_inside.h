/* What a search is made of: only for src/domain/search*.c. */
#ifndef DOMAIN_SEARCH_INSIDE_H
#define DOMAIN_SEARCH_INSIDE_H

#include "domain/agenda.h"
#include "domain/search.h"

/* A node as a search has it.  Forth: when a box comes into it and is ready at it at the earliest, by what
 * ride it came and by what edge it is ready.  Back: the latest that it may, by what edge and by what ride it
 * goes on. */
struct search_at {
	minute out, into;
	uint32_t edge;
	uint32_t trip;          /* NETWORK_NONE: no ride */
	uint16_t board, alight; /* its stops */
	int32_t far;            /* forth: from there to the goal at the least; -1: not looked up */
};

struct search_scan {
	struct search_at *at; /* of each node */
	uint32_t *trip;       /* of each call the first trip, back: the last, that leaves it with the box */
	struct agenda agenda; /* search_due() */
	minute begins;        /* its minute 0 */
	minute until;         /* what is at the goal later is of no interest */
	struct network_bound goal;
};

struct search_space {
	const struct network *n;
	const struct search_query *q;
	struct search_scan forth, back;
	minute since;                        /* when it sets out */
	uint32_t round;                      /* of a search: what carries another one is old */
	uint8_t *service_no, *place_no;      /* what the query does not take */
	bool avoids_services, avoids_places; /* any */
	int64_t *rates;                      /* millionths, by number of the currency; -1: none */
	bool *sizes;           /* of each that is priced, by number: is the cargo of it; 0: any */
	struct pareto *pareto; /* NULL: not yet asked for */
	struct arena *a;
};

/* What is due of a node: that a box comes into it, or that it is ready there. */
static inline uint32_t search_due(uint32_t node, bool out)
{
	return node * 2 + out;
}

void search_scan_make(struct search_scan *scan, struct arena *a, const struct network *n);
/* As it is before a search: all nodes at `at`. */
void search_scan_clear(struct search_scan *scan, const struct network *n, minute at);

/* From where the query begins, as far as it comes until then, and so many minutes after it is at the goal
 * (SEARCH_NO_LIMIT). */
void search_forth(struct search_space *s, minute until, int32_t horizon);
/* From where it goes, to be there by the deadline; met: only where search_forth() has come. */
void search_back(struct search_space *s, minute deadline, bool met);

/* Takes up a query. */
void search_begin(struct search_space *s, const struct search_query *q);

bool search_passes_leg(const struct search_space *s, uint32_t trip, unsigned stop);
/* Whether it may board trips of the pattern, wherever the box is. */
bool search_takes(const struct search_space *s, const struct network_pattern *p);
bool search_fits_left(const struct search_query *q, uint32_t trip);

/* Whether the query may be aboard of the trip from that stop to the next at all. */
static inline bool search_passes(
	const struct search_space *s, const struct network_pattern *p, uint32_t trip, unsigned stop)
{
	return !(s->avoids_places || s->n->calls[p->call + stop].restricted) ||
	       search_passes_leg(s, trip, stop);
}

static inline bool search_has_room(const struct search_space *s, uint32_t trip)
{
	return !s->q->left || search_fits_left(s->q, trip);
}

/* The first of a door's trips that is caught at `at`, and has room; trip_end: none. */
static inline uint32_t search_catches(const struct search_space *s, const struct network_door *d, minute at)
{
	uint32_t trip = network_through(s->n, d, at);

	while (trip < d->trip_end && !search_has_room(s, trip))
		trip++;
	return trip;
}

/* What a ride and a transfer add. */
void search_ride_cost(
	const struct search_space *s, uint32_t trip, unsigned board, unsigned alight, struct plan_cost *c);
void search_edge_cost(const struct search_space *s, uint32_t edge, struct plan_cost *c);
void search_plan_cost(const struct search_space *s, struct plan *p);

/* Whether constraints are of a whole plan, so that the first arrival at a node need not be the best. */
static inline bool search_is_bound(const struct search_query *q)
{
	return q->required_count || q->max_transfers >= 0 || q->max_price >= 0;
}

/* The same answers where they are: from plans that are best in all that is bound. */
bool search_earliest_bound(
	struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p);
bool search_latest_bound(
	struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p);

#endif
