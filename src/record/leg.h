/*
 * A leg of an itinerary, and how an event carries it.
 *
 * An itinerary that is told in one piece is one event of the container (EVENT_ITINERARY, a plan) with a
 * remark for each leg, in order:
 * "LEG:RAIL;CNLYG;KZDOS;TRAIN:X8155/2026-06-15;X8155;;2026-06-15T08:00:00+08:00;
 * 2026-06-22T18:00:00+05:00;2026-06-14T16:00:00Z": mode, from, to, transport's key, what it is called,
 * voyage, departs, arrives, cut-off for loading, and where it is planned on a route of ours that one's name,
 * its title and the date of its trip.  Empty: not said.  Another remark has the deadline
 * ("DEADLINE:" and a time): the box must have arrived before it.
 */
#ifndef RECORD_LEG_H
#define RECORD_LEG_H

#include "base/arena.h"
#include "record/event.h"

struct leg {
	enum mode mode;
	const char *from, *to; /* places; NULL: not said */
	const char *transport; /* key; NULL: not said */
	const char *vehicle, *voyage;
	struct moment departs, arrives;     /* as planned; none: not said */
	instant cut_off;                    /* for loading; INSTANT_NONE */
	const char *service, *service_name; /* of a route; NULL: not said */
	const char *service_date;           /* of its trip, "2026-06-15"; NULL: not said */
};

#define LEG_DEADLINE "DEADLINE:"

const char *leg_write(struct arena *a, const struct leg *l);
bool leg_read(struct arena *a, const char *remark, struct leg *l); /* false: it is none */
/* All of an itinerary, in order; of any other event none. */
size_t legs_read(struct arena *a, const struct event *e, struct leg **legs);
/* The time behind a remark's words; none where it is none. */
struct moment leg_time(const char *s);

#endif
