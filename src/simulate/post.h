/*
 * The post: messages on their way from a party to who imports them.
 *
 * A message is late, lost, doubled, or cut on its way, as its sender's habits have it; it is handed out when
 * it arrives, under a name that sorts by that.  Those on their way are all that is held.
 */
#ifndef SIMULATE_POST_H
#define SIMULATE_POST_H

#include "base/text.h"
#include "simulate/queue.h"
#include "simulate/simulate.h"

enum charset { UTF8, GB18030, CP1251 };

struct habits {
	struct spread delay;
	int lost, doubled, cut; /* of ten thousand */
};

struct letter {
	const char *sender, *word, *kind; /* kind: the end of the file's name */
	char *bytes, *told;               /* told: what truth/told.ndjson says of it */
	size_t count;
	bool broken;
};

struct sending { /* a message in UTF-8, and how it is sent */
	const char *sender, *word, *kind;
	enum charset set;
	const struct habits *habits;
	const struct text *message, *told; /* told: objects of JSON with commas between */
};

struct post {
	const struct simulate_sink *sink;
	struct chance chance;
	struct queue due; /* slots of letters */
	struct letter *letters;
	size_t count, room;
	int *empty; /* slots that are free again */
	size_t empty_count, empty_room;
	uint64_t files, bytes;
	struct text line;
	bool failed; /* the sink wants no more */
};

void post_send(struct post *p, minute now, const struct sending *s);
void post_deliver(struct post *p, minute until);                       /* hands out what arrives by then */
void post_put(struct post *p, const char *path, const struct text *t); /* to the sink at once */
void post_free(struct post *p);
void write_minute(struct text *t, minute at); /* RFC 3339, UTC; null for MINUTE_NONE */

#endif
