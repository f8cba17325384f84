/*
 * A network of dated trips: all that runs within some weeks, made from a timetable.
 *
 * Trips that run alike are of one pattern: of one service, the same minutes after their first departure,
 * under the same restrictions and the same prices.  Whoever takes the earlier of two of them is everywhere
 * earlier and pays as much, so that a search looks at the next one alone (domain/search.h).  Each leg takes
 * at least a minute and no trip leaves before it came: where a change of clocks or a delay would have it
 * otherwise, what comes later is pushed on.
 *
 * A node is a place and a way of carrying; boxes alight into it and board out of it.  What lies between two
 * rides is an edge from a node to a node: at one place, or to another one by shuttle.  It never pays to start
 * on it later (FIFO): its steps begin in the first open minute, and take as long whenever they begin.  Where
 * no rule says, it takes the timetable's time; before the first ride and after the last one nothing.
 *
 * Immutable once made, so that any number of threads may read it; another one is made aside.  It keeps 24
 * bytes a trip, 80 a call of a pattern and 88 a node, and what it was made from must outlive it.
 */
#ifndef DOMAIN_NETWORK_H
#define DOMAIN_NETWORK_H

#include "base/arena.h"
#include "domain/timetable.h"

#define NETWORK_NONE     UINT32_MAX
#define NETWORK_NO_BOARD UINT16_MAX /* in place of a cut-off */

struct network_call { /* a stop of a pattern's trips, in minutes after their first departure */
	int32_t arrives, departs;
	uint32_t node;
	uint16_t cut_off; /* minutes before departure when a box must be there; NETWORK_NO_BOARD */
	bool no_alight;
	bool restricted; /* a restriction may close what leads from here to the next: ask network_closed() */
};

struct network_pattern {
	uint32_t service;
	uint32_t call;           /* in `calls` its first one */
	uint32_t trip, trip_end; /* in `trips` */
	uint16_t stops;
	bool dangerous; /* as the service says */
	uint8_t carry;
	int32_t teu, kg, plugs;
};

struct network_trip {
	uint32_t service;
	int32_t date;
	uint32_t pattern;
	int32_t number; /* 0: by the calendar; else the how manieth that was added that day */
};

/* A call as it is looked at from its node, of those where one may board, or alight.  A search looks at many
 * of them and goes through few: what tells the next trip stands together. */
struct network_door {
	uint32_t call, pattern;
	int32_t minutes; /* after the first departure: when it closes, before the cut-off; when it comes */
	minute first;    /* first departure of the first of the pattern's trips */
	float often;     /* trips a minute from that to the last one's */
	uint32_t trip, trip_end; /* of the pattern */
	uint16_t stop;
};

/* What a trip does from a stop to the next. */
struct network_leg {
	minute departs, arrives;
	uint32_t trip;
	uint32_t from, to; /* nodes */
	uint16_t cut_off;
	uint16_t stop; /* that it leaves */
	bool no_alight, restricted;
};

struct network_node {
	uint32_t place;
	enum carry carry;
	/* Where its own begin; those of the next node are behind its last. */
	uint32_t out;    /* edges that lead from it, in `edges` */
	uint32_t into;   /* edges that lead to it, in `edges_into` */
	uint32_t board;  /* in `boards` */
	uint32_t alight; /* in `alights` */
};

struct network_edge {
	uint32_t from, to; /* nodes */
	int32_t minutes;   /* of all its steps, without waiting */
	uint32_t step;     /* in `steps`, which are rules of the timetable */
	uint16_t steps;
	bool hours; /* some of them are not always open */
	bool ends;  /* nothing is boarded where it leads */
};

struct network_service {
	enum carry carry;
	uint32_t stop_count;
	uint32_t stop;  /* in `stops` its first one */
	uint32_t pair;  /* in `fare_at` that from its first stop to its first stop */
	uint32_t extra; /* in `extras` its first one */
	uint32_t extras;
};

struct network_stop { /* from the first stop of its service on */
	int64_t metres;
	int32_t gaps; /* stretches of which the distance is not known */
};

struct network_fare {
	int64_t amount;
	struct timetable_days valid;
	uint16_t currency, size; /* words; size 0: any */
};

/* A trip that waits at a stop because of a quota, which is passed behind it.  On a local day only so many
 * pass, in the order in which they come there; who finds no room waits whole days for the first with room,
 * unless the quota ends before.  For whom there is none while the network reaches does not run. */
struct network_hold {
	uint32_t service;
	int32_t date;
	int32_t number;
	uint16_t stop;
	int32_t minutes;      /* MINUTE_NEVER: it does not run */
	uint32_t restriction; /* the last that it waited for */
};

/* How far a node is from landmarks at the least, if nothing is waited for: minutes from when a box comes into
 * it until it is at each of them, and from each, below zero, until it comes into it.  Of a goal the same, so
 * that the highest sum of the two is how far it is from there to the goal at the least. */
#define NETWORK_LANDMARKS 8
#define NETWORK_BOUNDS    (2 * NETWORK_LANDMARKS)
#define NETWORK_FAR       (INT32_C(1) << 28) /* it does not lead there */

struct network_bound {
	int32_t far[NETWORK_BOUNDS];
};

struct network_words { /* numbered from 1 on */
	const char **list;
	size_t count, room;
};

struct network_open { /* from, and before until */
	minute from, until;
};

struct network {
	const struct timetable *timetable;
	minute from, until;               /* trips are those that run within */
	minute first, last;               /* no door closes before, nothing arrives or is done later */
	struct network_pattern *patterns; /* by service */
	struct network_call *calls;
	struct network_trip *trips;            /* by pattern and first departure */
	minute *departs;                       /* first, of each trip */
	uint32_t *trip_at;                     /* by service, date and number: positions in `trips` */
	struct network_door *boards, *alights; /* by node */
	struct network_node *nodes;            /* and one behind the last */
	struct network_edge *edges;
	uint32_t *edges_into;
	uint32_t *steps;
	struct network_open *open;        /* those of a rule are ascending and apart */
	uint32_t *open_of;                /* of each rule the first one; the next rule's is behind its last */
	uint32_t *node_at;                /* place * CARRIES + carry */
	struct network_bound *bounds;     /* of each node */
	struct network_service *services; /* as those of the timetable */
	struct network_stop *stops;
	struct network_fare *fares;  /* by service, pair of stops, and as they were told */
	uint32_t *fare_at;           /* network_fares() */
	struct network_fare *extras; /* as the surcharges of the timetable */
	struct network_words currencies, sizes;
	struct network_hold *holds; /* by service, date, number and stop */
	size_t hold_count;
	size_t pattern_count, call_count, board_count, trip_count, node_count, edge_count, step_count;
	size_t leg_count; /* of all trips */
};

/* first, last: days since 1970 UTC; trips that run within them, whole.  The timetable must have passed
 * timetable_check(). */
struct network *network_make(struct arena *a, const struct timetable *t, int32_t first, int32_t last);

/* NETWORK_NONE: nothing of that kind stops there. */
static inline uint32_t network_node(const struct network *n, uint32_t place, enum carry carry)
{
	return n->node_at[(size_t)place * CARRIES + carry];
}

/* NETWORK_NONE: there is no such trip. */
uint32_t network_trip_find(const struct network *n, uint32_t service, int32_t date, int number);

/* Where that trip waits. */
const struct network_hold *network_holds(const struct network *n, uint32_t trip, size_t *count);

static inline struct network_leg network_leg(const struct network *n, uint32_t trip, unsigned stop)
{
	const struct network_call *c = &n->calls[n->patterns[n->trips[trip].pattern].call + stop];

	return (struct network_leg){.departs = n->departs[trip] + c[0].departs,
		.arrives = n->departs[trip] + c[1].arrives,
		.trip = trip,
		.from = c[0].node,
		.to = c[1].node,
		.cut_off = c[0].cut_off,
		.stop = (uint16_t)stop,
		.no_alight = c[1].no_alight,
		.restricted = c[0].restricted};
}

/* Of those from `first` to before `end` of one pattern the first that leaves then or later; `end`: none. */
uint32_t network_next(const struct network *n, uint32_t first, uint32_t end, minute departs);

/* The same of a door's trips, by when it closes, or they come. */
static inline uint32_t network_through(const struct network *n, const struct network_door *d, minute at)
{
	const minute departs = at - d->minutes;
	uint32_t i = d->trip;

	if (departs <= d->first)
		return i;
	i += (uint32_t)((float)(departs - d->first) * d->often);
	i = i < d->trip_end ? i : d->trip_end - 1;
	while (n->departs[i] >= departs) /* the first one does not */
		i--;
	do
		i++;
	while (i < d->trip_end && n->departs[i] < departs);
	return i;
}

/* The fares from a stop to a later one. */
static inline const struct network_fare *network_fares(
	const struct network *n, const struct network_service *s, unsigned from, unsigned to, size_t *count)
{
	const uint32_t *at = &n->fare_at[s->pair + from * s->stop_count + to];

	*count = at[1] - at[0];
	return &n->fares[at[0]];
}

/* 0: no such word. */
uint16_t network_word(const struct network_words *w, const char *word);

struct network_bound network_goal(const struct network *n, uint32_t node);
/* At the least; NETWORK_FAR: it does not lead there. */
static inline int32_t network_far(const struct network *n, uint32_t node, const struct network_bound *goal)
{
	int32_t far = 0;

	for (int i = 0; i < NETWORK_BOUNDS; i++) {
		const int32_t least = n->bounds[node].far[i] + goal->far[i];

		far = least > far ? least : far;
	}
	return far < NETWORK_FAR / 2 ? far : NETWORK_FAR;
}

/* When a box is ready that is there at `at`; MINUTE_NEVER: not as far as the network knows. */
minute network_done(const struct network *n, const struct network_edge *e, minute at);
/* The latest minute to be there, to be ready by `by`; MINUTE_PAST: there is none. */
minute network_begun(const struct network *n, const struct network_edge *e, minute by);

/* Whether it may not pass: commodity may be NULL. */
bool network_closed(
	const struct network *n, const struct network_leg *l, const char *commodity, bool dangerous);
/* Until when all that closes it does; MINUTE_PAST: nothing. */
minute network_closed_until(
	const struct network *n, const struct network_leg *l, const char *commodity, bool dangerous);

#endif
