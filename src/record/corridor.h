/*
 * Corridors: the ways that boxes take, for a map to draw.
 *
 * A corridor is made of stretches, each of one mode and, on rails, of one gauge; a stretch is a line of
 * points from one end to the other.  A point is a place, or where the line bends.  Corridors share stretches:
 * what several of them use is one record, named by each.  Text is UTF-8, owned by whoever made the record.
 */
#ifndef RECORD_CORRIDOR_H
#define RECORD_CORRIDOR_H

#include "record/event.h"
#include "record/place.h"

struct corridor_point {
	const char *place; /* its code; NULL: where the line bends */
	int32_t lat, lon;  /* of a bend, millionths of a degree; NO_COORDINATE: the place's own */
};

struct stretch {
	const char *corridors; /* their codes, a space between */
	enum mode mode;
	int gauge; /* millimetres; 0: no rails */
	struct corridor_point *points;
	size_t count;
};

struct corridor {
	const char *code;
	const char *name[LANGUAGES];
};

struct corridors {
	struct corridor *corridors;
	struct stretch *stretches;
	size_t corridor_count, stretch_count;
};

/* Whether the stretch is one of that corridor. */
bool stretch_is_of(const struct stretch *s, const char *corridor);

#endif
