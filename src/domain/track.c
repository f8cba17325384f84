#include "domain/track.h"

#include <math.h>

#define EARTH   6371008.8 /* metres */
#define RADIANS (3.14159265358979323846 / 180.0)

double track_metres(const struct track_point *a, const struct track_point *b)
{
	double lat_a = a->lat / 1e6 * RADIANS, lat_b = b->lat / 1e6 * RADIANS;
	double north = sin((lat_b - lat_a) / 2);
	double east = sin((b->lon - (double)a->lon) / 1e6 * RADIANS / 2);
	double h = north * north + cos(lat_a) * cos(lat_b) * east * east;

	return 2 * EARTH * asin(sqrt(h < 1 ? h : 1));
}

static bool is_reached(const struct track_point *from, const struct track_point *to)
{
	double hours = (double)(to->at - from->at) / (3600.0 * INSTANT_SECOND);

	return track_metres(from, to) <= TRACK_SLACK + TRACK_FASTEST * 1000.0 * hours;
}

bool track_jumps(
	const struct track_point *before, const struct track_point *here, const struct track_point *after)
{
	if (before->at == INSTANT_NONE || is_reached(before, here))
		return false;
	return after->at == INSTANT_NONE || !is_reached(here, after);
}
