#include "domain/planned.h"

#include <stdlib.h>

#define DAYS_LATE 14 /* that a trip of which the date is not told may be late by */

static int32_t apart(const struct network *n, uint32_t trip, unsigned stop, minute at)
{
	const struct network_trip *t = &n->trips[trip];
	const struct timetable_stop *s = &n->timetable->services[t->service].stops[stop];
	const int32_t now = abs(network_leg(n, trip, stop).departs - at),
		      scheduled = abs(
			      timetable_utc(n->timetable->places[s->place].zone, t->date, s->departs) - at);

	return t->number || now < scheduled ? now : scheduled;
}

uint32_t planned_trip(const struct network *n, uint32_t service, unsigned stop, int32_t date, minute departs)
{
	const bool dated = date != PLANNED_NO_DATE, timed = departs != MINUTE_NEVER;
	const int32_t about =
		departs / DAY_MINUTES - n->timetable->services[service].stops[stop].departs / DAY_MINUTES;
	const int32_t first = dated ? date : about - DAYS_LATE, last = dated ? date : about + 1;
	uint32_t best = NETWORK_NONE;
	int32_t near = dated ? INT32_MAX : PLANNED_NEAR + 1;

	for (int32_t d = first; (dated || timed) && d <= last; d++)
		for (int number = 0;; number++) {
			const uint32_t trip = network_trip_find(n, service, d, number);
			int32_t off;

			if (trip == NETWORK_NONE && number)
				break;
			if (trip == NETWORK_NONE)
				continue;
			off = timed ? apart(n, trip, stop, departs) : number;
			if (off < near) {
				near = off;
				best = trip;
			}
		}
	return best;
}
