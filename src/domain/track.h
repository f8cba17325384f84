/*
 * The track of a device: which of its positions can be, beside their neighbours.
 *
 * A jump is a position that nothing on land reaches in the time since the one before it, and from which
 * nothing reaches the one behind it: a fix in the sea, a hemisphere mistaken.  The last one of a track is a
 * jump until the next one bears it out; the first is taken at its word.  Only neighbours are looked at, so
 * that the verdict is the same wherever a page of positions begins, and whatever came in first.
 */
#ifndef DOMAIN_TRACK_H
#define DOMAIN_TRACK_H

#include "base/instant.h"

#include <stdbool.h>

#define TRACK_FASTEST 350  /* kilometres an hour: no train or truck that carries boxes comes near it */
#define TRACK_SLACK   2000 /* metres that fixes may lie apart whenever they were taken */

struct track_point {
	instant at;       /* INSTANT_NONE: there is none */
	int32_t lat, lon; /* millionths of a degree */
};

/* Metres on a sphere: right to half a per cent. */
double track_metres(const struct track_point *a, const struct track_point *b);
/* before and after: its neighbours, without what is held back by itself. */
bool track_jumps(
	const struct track_point *before, const struct track_point *here, const struct track_point *after);

#endif
