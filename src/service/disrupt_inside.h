/* What an answer about a disruption is made of: only for src/service/disrupt*.c. */
#ifndef SERVICE_DISRUPT_INSIDE_H
#define SERVICE_DISRUPT_INSIDE_H

#include "domain/disrupt.h"
#include "service/disrupt.h"
#include "service/plans_box.h"
#include "service/ways.h"

struct disrupt_net {
	struct timetable timetable;
	struct network *network;
	struct search_space *space;
	struct search_left *left;
};

struct disrupt_said {          /* of a ride that somebody told */
	const char *transport; /* key; NULL: not said */
	minute departs, arrives;
	bool counted;            /* its room is taken in the network as it is */
	struct search_left room; /* that it has there */
};

enum disrupt_advice { DISRUPT_NONE, DISRUPT_WAIT, DISRUPT_CHANGE };

struct disrupt_box {
	const char *container, *is, *place, *to;
	const char *unknown; /* why nothing can be said of it; NULL */
	instant ready;
	struct search_cargo cargo;
	struct search_left booked; /* of a trip where it is counted */
	struct disrupt_way way;
	minute ready_after;        /* its way's, where the restriction keeps it out of its next place */
	struct disrupt_said *said; /* of each of its rides that were told */
	bool planned;              /* an itinerary was told */
	instant deadline;          /* INSTANT_NONE: none */
	struct disrupt_followed was, waits;
	enum disrupt_advice advice;
	struct disrupt_followed takes; /* as advised, in the network after */
	struct plan_cost more;         /* than its way of before */
	struct plan chosen;
	const char *nothing; /* why no other way is better */
	bool apply, kept;    /* kept: its itinerary says so already */
	const char *id, *refused;
};

struct disrupting {
	struct asking *q;
	struct ways *ways;
	instant now;
	const struct timetable_restriction *rule;
	struct disrupt_net before, after;
	const struct search_rate *rates;
	size_t rate_count;
	struct disrupt_box *boxes; /* those that are hit, or of which nothing is known */
	size_t box_count, box_room, looked;
	struct arena *scratch; /* of some boxes at a time */
};

struct disrupt_way disrupt_way_after(const struct disrupt_box *b);
/* The way of one, from its story; false: nothing of it is kept. */
bool disrupt_box_read(struct disrupting *d, const struct story *x, struct disrupt_box *b);
/* Queries of that box in one of the networks; at a place. */
struct search_query disrupt_query(const struct disrupting *d, const struct disrupt_net *n,
	const struct disrupt_box *b, uint32_t from, minute at);
/* What the best plan of a query adds to a way. */
void disrupt_rides_add(struct arena *a, const struct network *n, const struct plan *p, struct disrupt_way *w);

/* For each that is hit, in turn: whether it waits or goes another way, with the room that there is. */
void disrupt_share(struct disrupting *d);

/* The word for a box: its itinerary as advised. */
json_t *disrupt_word(const struct disrupting *d, const struct disrupt_box *b);
void disrupt_box_write(struct json *j, const struct disrupting *d, const struct disrupt_box *b, size_t turn);

#endif
