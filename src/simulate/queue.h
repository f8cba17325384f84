/*
 * What is due, earliest first; what is due at the same minute comes in the order in which it was put.
 */
#ifndef SIMULATE_QUEUE_H
#define SIMULATE_QUEUE_H

#include "simulate/network.h"

struct due {
	minute at;
	uint32_t turn;
	int what, whose;
};

struct queue {
	struct due *heap;
	size_t count, room;
	uint32_t turns;
};

void queue_put(struct queue *q, minute at, int what, int whose);
bool queue_take(struct queue *q, struct due *next); /* false where nothing is due any more */
minute queue_first(const struct queue *q);          /* when the next is due; INT32_MAX: never */
void queue_free(struct queue *q);

/* Room for one more behind count elements of size; ends the program where there is no memory. */
void *grown(void *array, size_t count, size_t *room, size_t size);

#endif
