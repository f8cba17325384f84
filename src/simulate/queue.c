#include "simulate/queue.h"

#include <stdlib.h>
#include <string.h>

void *grown(void *array, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return array;
	*room = *room ? *room * 2 : 8;
	array = reallocarray(array, *room, size);
	if (!array)
		abort();
	return array;
}

static bool before(const struct due *a, const struct due *b)
{
	return a->at != b->at ? a->at < b->at : a->turn < b->turn;
}

void queue_put(struct queue *q, minute at, int what, int whose)
{
	struct due d = {at, q->turns++, what, whose};
	size_t i = q->count;

	q->heap = grown(q->heap, q->count, &q->room, sizeof d);
	for (q->count++; i && before(&d, &q->heap[(i - 1) / 2]); i = (i - 1) / 2)
		q->heap[i] = q->heap[(i - 1) / 2];
	q->heap[i] = d;
}

bool queue_take(struct queue *q, struct due *next)
{
	size_t i = 0;
	struct due last;

	if (!q->count)
		return false;
	*next = q->heap[0];
	last = q->heap[--q->count];
	for (size_t child; (child = 2 * i + 1) < q->count; i = child) {
		if (child + 1 < q->count && before(&q->heap[child + 1], &q->heap[child]))
			child++;
		if (!before(&q->heap[child], &last))
			break;
		q->heap[i] = q->heap[child];
	}
	q->heap[i] = last;
	return true;
}

minute queue_first(const struct queue *q)
{
	return q->count ? q->heap[0].at : INT32_MAX;
}

void queue_free(struct queue *q)
{
	free(q->heap);
	*q = (struct queue){0};
}
