#include "service/ingest_noted.h"

#include "service/ingest_part.h"

#include <stdlib.h>
#include <string.h>

static void note_box(struct noted *n, const struct event *e)
{
	text_byte(&n->boxes, (char)e->number_failed);
	text_add(&n->boxes, e->subject, strlen(e->subject) + 1);
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* FNV-1a */
static size_t hash(const char *s)
{
	uint32_t h = 2166136261u;

	while (s && *s)
		h = (h ^ (uint8_t)*s++) * 16777619u;
	return h % NOTED_SEEN;
}

static void note_transport(struct noted *n, struct arena *a, const struct event *e, uint32_t line)
{
	const struct transport_ref *t = &e->transport;
	struct stored_event **seen = &n->seen[hash(t->call ? t->call : t->key)], *s;

	if (!t->key)
		return;
	if (*seen && same((*seen)->event.transport.key, t->key) &&
		same((*seen)->event.transport.call, t->call) && same((*seen)->event.place, e->place))
		return;
	s = arena_alloc(a, sizeof *s);
	s->line = line;
	s->event.transport = *t;
	transport_keep(a, &s->event.transport);
	s->event.place = arena_strdup(a, e->place);
	n->named = arena_grow(a, n->named, n->named_count, &n->named_room, sizeof *n->named);
	n->named[n->named_count++] = *seen = s;
}

void noted_event(struct noted *n, struct arena *a, const struct event *e, uint32_t line)
{
	n->events++;
	if (n->rail < RAIL_VEHICLES && rail_part_of(e) > n->rail)
		n->rail = rail_part_of(e);
	note_box(n, e);
	note_transport(n, a, e, line);
}

struct noted_mark noted_mark(const struct noted *n)
{
	return (struct noted_mark){n->events, n->boxes.length, n->named_count};
}

void noted_back(struct noted *n, struct noted_mark mark)
{
	if (n->events == mark.events)
		return;
	n->events = mark.events;
	n->boxes.length = mark.boxes;
	n->named_count = mark.named;
	memset(n->seen, 0, sizeof n->seen);
}

static int by_number(const void *a, const void *b)
{
	return strcmp(((const struct subject *)a)->number, ((const struct subject *)b)->number);
}

struct subject *noted_boxes(const struct noted *n, struct arena *a, size_t *count)
{
	struct subject *all = arena_alloc_array(a, n->events + 1, sizeof *all);
	const char *at = n->boxes.bytes;
	size_t kept = 0;

	for (uint64_t i = 0; i < n->events; i++) {
		all[i] = (struct subject){at + 1, *at, NULL};
		at += strlen(at + 1) + 2;
	}
	qsort(all, n->events, sizeof *all, by_number);
	for (uint64_t i = 0; i < n->events; i++)
		if (!kept || by_number(&all[kept - 1], &all[i]) != 0)
			all[kept++] = all[i];
	*count = kept;
	return all;
}

void noted_free(struct noted *n)
{
	text_free(&n->boxes);
}
