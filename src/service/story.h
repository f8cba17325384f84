/*
 * The story of one box: its timeline, its trips, the itinerary of each and what is wrong.
 *
 * Read with a few statements: the box's own events, what its wagons and trains told, and the calls of the
 * ships, barges and trains that it is, was or will be on.  As far as the viewer may see.
 */
#ifndef SERVICE_STORY_H
#define SERVICE_STORY_H

#include "domain/exception.h"
#include "service/answers.h"
#include "service/rail.h"
#include "store/event_read.h"

struct told_trip {
	const struct trip *trip;
	struct itinerary itinerary;
	struct assessment wrong;
};

struct story {
	const char *container;
	struct history history; /* its own events, and when each was learnt */
	struct rail *rail;      /* NULL: it names no wagon or train */
	struct timeline line;
	struct trips trips;
	struct told_trip *told; /* a trip each */
	/* below: what the itineraries ask; for story.c */
	struct arena *arena;
	struct world *world;
	struct rail_event *calls; /* of transports, sorted by subject */
	size_t call_count;
	bool sees_all;
	struct ride_world ride;
	struct itinerary_world itinerary_world;
};

/* UNKNOWN where nobody told of the container.  The world is held while the story is told, by whoever asks. */
bool story_read(struct story *s, struct asking *q, struct world *w, const char *container, instant now);

#endif
