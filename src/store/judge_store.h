/*
 * What the judge keeps: how far it followed the feed, which boxes are due, what it found (sql/schema/020).
 */
#ifndef STORE_JUDGE_STORE_H
#define STORE_JUDGE_STORE_H

#include "store/db.h"

/* Of a transaction that has begun.  False of *alone: another judges. */
bool judge_begin(struct conn *c, struct arena *a, bool *alone, struct fault *f);
/* The same, when nobody else judges any more. */
bool judge_alone(struct conn *c, struct arena *a, struct fault *f);
/* Takes the next stretch of the feed, of at most so many events; *events: how many there were. */
bool judge_follow(struct conn *c, struct arena *a, instant now, int most, int *events, struct fault *f);
bool judge_due(struct conn *c, struct arena *a, instant now, int most, const char ***containers, size_t *n,
	struct fault *f);

struct judged_trip {
	const char *container;
	int number;
	const uint8_t *id;
	int arrangement, ended, routing;
	const char *status, *origin, *destination, *next_code, *next_place;
	instant opened, closed, deadline, next_due, arrives;
};

struct judged_wrong {
	const char *container, *code, *cause, *place;
	int cause_kind;
	const uint8_t *trip, *event; /* event NULL: none */
	instant since;
	int64_t seconds;
};

struct judged_on {
	const char *transport, *container;
	int kg; /* -1: nobody told */
};

struct judged_booked {                                     /* a leg ahead that is planned on a route */
	const char *container, *route, *place, *transport; /* transport NULL: not told */
	int leg, day, kg;                                  /* day 0, kg -1: not told */
	instant departs;                                   /* INSTANT_NONE: not told */
};

struct judged {
	const char **containers; /* that were judged; what is told of them stands in their order */
	instant *again;          /* each; INSTANT_NONE: not by itself */
	size_t count;
	struct judged_trip *trips;
	struct judged_wrong *wrong;
	struct judged_on *on;
	struct judged_booked *booked;
	size_t trip_count, wrong_count, on_count, booked_count, trip_room, wrong_room, on_room, booked_room;
};

struct judged_news { /* of each container whether something else is kept */
	bool *trips, *on, *booked, *wrong;
};
bool judged_news(
	struct judged_news *news, struct conn *c, struct arena *a, const struct judged *j, struct fault *f);
/* Queues what was found, in the place of what stood there and is otherwise, and that they were judged. */
void judged_later(struct batch *b, struct arena *a, const struct judged *j, instant now);
/* Queues what is kept of trips as known at the moment that the connection reads (store/as_of.h). */
void trips_as_of_later(struct batch *b, struct arena *a, const struct judged *j);
/* Those of these containers that are due, sorted; *behind: more of them may be, the feed has gone on. */
bool judge_waits(struct conn *c, struct arena *a, const char *const *containers, size_t n, instant now,
	const char ***waiting, size_t *count, bool *behind, struct fault *f);

#endif
