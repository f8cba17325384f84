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
/* Trips and legs. */
void network_make_legs(struct network *n, struct arena *a, struct arena *scratch, const struct clocks *c);
/* Prices and distances. */
void network_make_fares(struct network *n, struct arena *a);
/* Opening hours, as far as boxes travel. */
void network_make_hours(struct network *n, struct arena *a, const struct clocks *c);

/* Whether the restriction, at some time, is for what the service carries from that stop to the next: bits of
 * when that is looked at. */
enum { RESTRICTED_DEPARTING = 1, RESTRICTED_ARRIVING = 2 };
unsigned network_restricts(
	const struct timetable *t, const struct timetable_restriction *r, uint32_t service, unsigned stop);
bool network_restricts_then(
	const struct timetable_restriction *r, unsigned when, const struct network_leg *l);

#endif
