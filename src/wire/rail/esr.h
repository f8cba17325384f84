/*
 * Stations as the coded messages of the 1520 mm railways write them, and the places we have for them.
 *
 * A station's number has six digits: two of the network district, two of the station in it, one more, and a
 * check digit (codes/station.h).  Messages leave out what they can: four digits are those of a station that
 * trains are formed at, whose fifth is 0; five are the number without its check digit, or those four with
 * theirs.
 */
#ifndef WIRE_RAIL_ESR_H
#define WIRE_RAIL_ESR_H

#include "wire/decode.h"

struct esr_station {
	char number[7];    /* six digits; as written where they are not four to six */
	const char *place; /* the world's; NULL: no place we know */
	bool failed;       /* it has a check digit, and that does not hold */
};

struct esr_station esr_find(const struct decode_world *w, const char *digits, size_t n);

#endif
