/* What making a network is made of: only for src/domain/network*.c. */
#ifndef DOMAIN_NETWORK_INSIDE_H
#define DOMAIN_NETWORK_INSIDE_H

#include "domain/network.h"

/* The clocks of all places, for dates first..last: most days have one offset. */
struct clocks;
struct clocks *clocks_make(struct arena *a, const struct timetable *t, int32_t first, int32_t last);
/* minutes from 00:00 of that date on the place's clock */
minute clocks_utc(const struct clocks *c, uint32_t place, int32_t date, int32_t minutes);

/* Nodes and edges; scratch is thrown away. */
void network_make_transfers(struct network *n, struct arena *a, struct arena *scratch);

struct run { /* a dated trip */
	uint32_t service;
	int32_t date;
	int number;
	const minute *arrives, *departs; /* of its stops; until the next one is told */
	int done; /* the last thing that it did: twice the stop, and 1 that it left; -1 */
};
/* All of them, with what became of each. */
struct runs;
struct runs *runs_make(struct arena *scratch, const struct network *n, const struct clocks *c);
void runs_patch(struct runs *runs, const struct timetable_patch *more, size_t count);
/* Those of a service that run while the network reaches, by date and number. */
void runs_each(struct runs *runs, uint32_t service, void (*one)(void *to, const struct run *r), void *to);

/* Who waits for a day with room, by the quotas among the restrictions: n->holds, and a patch for each. */
void network_make_holds(struct network *n, struct arena *a, struct arena *scratch, struct runs *runs);
/* Patterns, trips and doors. */
void network_make_trips(struct network *n, struct arena *a, struct arena *scratch, struct runs *runs);
/* How far it is from and to landmarks. */
void network_make_bounds(struct network *n, struct arena *a, struct arena *scratch);
/* Prices and distances. */
void network_make_fares(struct network *n, struct arena *a);
/* Opening hours, as far as boxes travel. */
void network_make_hours(struct network *n, struct arena *a, const struct clocks *c);

/* Whether the restriction, at some time, is for what the service carries from that stop to the next: bits of
 * when that is looked at. */
enum { RESTRICTED_DEPARTING = 1, RESTRICTED_ARRIVING = 2 };
unsigned network_restricts(
	const struct timetable *t, const struct timetable_restriction *r, uint32_t service, unsigned stop);
/* Where a trip passes what the restriction is of, which a quota counts: one of these bits, for a stop that it
 * would wait at, or 0. */
unsigned network_passes(
	const struct timetable *t, const struct timetable_restriction *r, uint32_t service, unsigned stop);
bool network_restricts_then(
	const struct timetable_restriction *r, unsigned when, const struct network_leg *l);

#endif
