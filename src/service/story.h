/*
 * The story of a box: its timeline, its trips, the itinerary of each and what is wrong.
 *
 * Read with a few statements for all boxes that are asked for: their own events, what their wagons and trains
 * told, and the calls of the ships, barges and trains that they are, were or will be on.  As far as the
 * viewer may see.
 */
#ifndef SERVICE_STORY_H
#define SERVICE_STORY_H

#include "domain/exception.h"
#include "service/answers.h"
#include "service/rail.h"
#include "store/lookup_store.h"

struct told_trip {
	const struct trip *trip;
	struct itinerary itinerary;
	struct assessment wrong;
};

struct stories;
struct beside; /* service/beside.h */

struct story {
	const char *container;
	instant heard;           /* when the latest of its own events was learnt; INSTANT_NONE: it has none */
	const struct event *own; /* its own, and when each was learnt */
	const instant *recorded;
	size_t own_count;
	struct timeline line;
	struct trips trips;
	struct told_trip *told; /* a trip each */
	/* what its itineraries ask */
	const struct stories *of;
	bool whole; /* of this box the viewer sees all */
	struct ride_world ride;
	struct itinerary_world itinerary_world;
};

struct stories {
	struct story *list; /* in the order in which they were asked for; without events: nobody told of it */
	size_t count;
	bool cut; /* the last of them are not told: there was too much to read */
	struct arena *arena;
	struct world *world;
	struct rail *rail;        /* NULL: none names a wagon or train */
	struct rail_event *calls; /* of transports, sorted by subject */
	size_t call_count;
	struct beside *beside;      /* NULL: what is wrong is not wanted */
	const struct event *events; /* all that the boxes told, and when each was learnt */
	const instant *recorded;
	size_t event_count;
	const char **whole; /* of which the viewer sees all; sorted */
	size_t whole_count;
};

struct stories_asked {
	const char *const *containers; /* each once */
	size_t count;
	const char *viewer; /* NULL: sees all */
	instant now;
	int events_most; /* of all of them */
	bool plain;      /* what is wrong is not wanted */
};

/* The world is held while the stories are told, by whoever asks. */
bool stories_read(struct stories *s, struct conn *c, struct arena *a, struct world *w,
	const struct stories_asked *asked, struct fault *f);
/* When it was learnt, of the box or of what it rides on; INSTANT_NONE: not known. */
instant story_learnt(const struct story *x, const struct event *e);
/* What the box weighs with its cargo on the trip under way, in kilograms; -1: nobody told.  Of papers it asks
 * only where the story was read with what is beside it. */
int64_t story_kg(const struct story *x);
/* Of each of these containers, whose events (lookup_events) and rail are at hand, the itinerary of its latest
 * trip where somebody told one, else NULL; in the arena.  Where nobody did, nothing is read. */
bool itineraries_ahead(struct asking *q, struct arena *a, const char *const *containers, size_t n,
	const struct found_events *e, struct rail *rail, const struct itinerary ***ahead);
/* The same of one whose timeline is made: what is to be read is queued, and the itinerary is there when the
 * batch has run.  The world is held until then. */
struct ahead {
	struct stories stories;
	struct stories_asked asked;
	const char *container;
	bool planned;
};
void itinerary_ahead_later(struct ahead *x, struct batch *b, struct asking *q, struct world *w,
	struct rail *rail, const char *container, const struct timeline *t);
const struct itinerary *itinerary_ahead(struct ahead *x);
/* One; UNKNOWN where nobody told of the container. */
bool story_read(struct stories *s, struct asking *q, struct world *w, const char *container);

#endif
