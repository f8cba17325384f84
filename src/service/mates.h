/*
 * Mates: boxes on one wagon.  While one of them is held, the wagon and whoever is on it with it stays.
 *
 * Mates are read, with their own stories, only where one of those that may be on such a wagon was held of
 * late.  Of a mate whose holds the viewer may not see nothing is told.
 */
#ifndef SERVICE_MATES_H
#define SERVICE_MATES_H

#include "service/story.h"

struct held_mate;

struct mates {
	const char **containers; /* that may be on one of the wagons, and were held; sorted */
	size_t container_count;
	struct held_mate *held;
	size_t count;
};

/* Queues the question of who may ride with these boxes. */
void mates_later(struct mates *m, struct batch *b, const struct stories *s, instant now);
/* Once it was answered. */
bool mates_read(struct mates *m, struct conn *c, const struct stories *s, const struct stories_asked *asked,
	struct fault *f);
/* Since when a mate of that box is held, and by what word; NULL: none is. */
const struct event *mates_hold(const struct mates *m, const struct story *x, instant *since);

#endif
