/*
 * What a restriction does to boxes on their way: the same way followed in two networks, and the room on what
 * still runs shared among those that it hits.
 *
 * A way is the rides that a box is to take from where it is now on.  Trips are named by service, date and
 * number, so that a way can be followed in any network of one timetable.  Who follows it takes each ride as
 * told; where its trip does not run, has left before the box is there, or has no room, the next one of that
 * service; and waits with its trip before what is closed until that is open again.
 *
 * Room: `left` has what is left on each trip of the network (search.h).  A ride that is the box's own has its
 * room there already; every other one takes it.
 */
#ifndef DOMAIN_DISRUPT_H
#define DOMAIN_DISRUPT_H

#include "domain/search.h"

struct disrupt_ride {
	uint32_t service;
	int32_t date, number;
	uint16_t board, alight; /* stops */
	bool own;
};

struct disrupt_way {
	/* Where it begins: aboard its first ride, which it has left `stop` with; else at a place. */
	bool aboard;
	uint16_t stop;
	uint32_t place;
	minute ready; /* not asked aboard; MINUTE_NEVER: it never comes there */
	uint32_t to;
	struct disrupt_ride *rides;
	size_t count;
	size_t told; /* so many of them were told by somebody; the others are the best way from there */
};

struct disrupt_leg { /* a ride as it is taken */
	uint32_t trip;
	uint16_t board, alight;
	uint32_t edge; /* by which it is ready; NETWORK_NONE: no rule, or aboard */
	minute ready, departs, arrives;
	bool own, other; /* other: than the trip that was told */
};

struct disrupt_followed {
	struct disrupt_leg *legs; /* one a ride */
	uint32_t edge;            /* from the last to the place; NETWORK_NONE: no rule */
	minute arrives;           /* MINUTE_NEVER: not as far as the network knows */
	size_t stuck;             /* then the ride that it does not get beyond */
};

/* When what is to come to a place then may: what closes it keeps it out.  MINUTE_NEVER: for ever. */
minute disrupt_comes(const struct timetable_restriction *r, const struct search_cargo *cargo, uint32_t place,
	minute ready);

/* Whether nothing but a transfer leads from that stop of a service to the place. */
bool disrupt_leads(const struct network *n, uint32_t service, unsigned stop, uint32_t place);

/* left NULL: there is room for it everywhere.  Legs are a's. */
void disrupt_follow(const struct network *n, const struct search_left *left, const struct search_cargo *cargo,
	const struct disrupt_way *w, struct arena *a, struct disrupt_followed *f);

/* Whether the restriction changes anything of it: a trip, or when that goes, on the way ahead. */
bool disrupt_hits(const struct network *before, const struct disrupt_followed *was,
	const struct network *after, const struct disrupt_followed *is, const struct disrupt_way *w);

/* The room of each trip of `after` by that of `before`; of one that did not run there all that its service
 * has.
 */
struct search_left *disrupt_left(struct arena *a, const struct network *before,
	const struct search_left *left, const struct network *after);
bool disrupt_fits(const struct search_left *left, const struct search_cargo *c);
/* What it takes of a trip's room; that is taken, never more than there is, and given back. */
struct search_left disrupt_room(const struct search_cargo *c);
void disrupt_take(struct search_left *left, const struct search_left *room);
void disrupt_give(struct search_left *left, const struct search_left *room);

/* Off a train and on to one of the same route that stands there before it, or waits there as it does, is no
 * other way: trains that are held stand in a row at a border. */
bool disrupt_swaps(const struct network *n, const struct plan *p);

/* Whose turn it is: who has a deadline, the earliest first; then what few trips take, dangerous goods before
 * reefers; then who comes latest by waiting; then by number. */
struct disrupt_claim {
	minute deadline; /* MINUTE_NEVER: none */
	bool dangerous, reefer;
	minute waits; /* when it arrives if it waits; MINUTE_NEVER: never */
	const char *number;
};
int disrupt_turn(const struct disrupt_claim *a, const struct disrupt_claim *b);

#endif
