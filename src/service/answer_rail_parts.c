#include "service/answer_rail_parts.h"

#include "domain/journey.h"
#include "domain/settle.h"

#include <stdlib.h>

#define RIDES_MOST 1000

bool rail_vehicle_read(struct asking *q, const char *const *subjects, size_t n, struct rail_vehicle *v)
{
	struct rail_asked *asked = arena_alloc_array(q->arena, n + 1, sizeof *asked);
	struct rail_event *events;
	size_t count;

	for (size_t i = 0; i < n; i++)
		asked[i] = (struct rail_asked){subjects[i], 0, INSTANT_LAST};
	if (!rail_events(q->conn, q->arena, asked, n, q->viewer, &events, &count, q->fault))
		return false;
	*v = (struct rail_vehicle){.of = events,
		.events = arena_alloc_array(q->arena, count + 1, sizeof *v->events),
		.voided = arena_alloc_array(q->arena, count + 1, sizeof *v->voided)};
	for (size_t i = 0; i < count; i++)
		if (events[i].seen)
			v->events[v->count++] = &events[i].event;
	events_settle(q->arena, v->events, v->count, v->voided);
	return true;
}

const struct event *rail_vehicle_stands(const struct rail_vehicle *v)
{
	for (size_t i = v->count; i--;)
		if (!v->voided[i] && v->events[i]->classifier == CLASSIFIER_ACT &&
			v->events[i]->happened.at != INSTANT_NONE && journey_moves(v->events[i]->code))
			return v->events[i];
	return NULL;
}

static void write_event(struct json *j, const struct world *w, const struct rail_vehicle *v, size_t i)
{
	const struct event *e = v->events[i];
	const struct rail_event *from = (const struct rail_event *)e; /* its first member */

	jw_open(j, '{');
	jw_member(j, "eventCode", e->code);
	jw_member(j, "classifier", classifier_names[e->classifier]);
	part_moment(j, "happened", &e->happened);
	part_instant(j, "said", e->said);
	part_instant(j, "recorded", from->recorded);
	if (v->voided[i])
		jw_member_bool(j, "voided", true);
	part_place(j, w, e->place, e->place_text);
	jw_member(j, "train", e->transport.key);
	jw_member(j, "position", e->stowage);
	jw_member(j, "document", e->document);
	jw_member(j, "sender", e->sender);
	jw_member(j, "intakeId", from->intake);
	jw_close(j, '}');
}

void rail_vehicle_events(struct json *j, const struct world *w, const struct rail_vehicle *v)
{
	jw_key(j, "events");
	jw_open(j, '[');
	for (size_t i = v->count; i--;)
		write_event(j, w, v, i);
	jw_close(j, ']');
}

static bool same_name(const struct train_name *a, const struct train_name *b)
{
	return a->kind == b->kind && strcmp(a->told, b->told) == 0 && strcmp(a->railway, b->railway) == 0;
}

static int by_kind(const void *x, const void *y)
{
	const struct train_name *a = x, *b = y;
	int order = (int)a->kind - (int)b->kind;

	order = order ? order : strcmp(a->told, b->told);
	return order ? order : strcmp(a->railway, b->railway);
}

void rail_names_write(struct json *j, const struct train_name *names, size_t n)
{
	jw_key(j, "names");
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++) {
		if (i && same_name(&names[i], &names[i - 1]))
			continue;
		jw_open(j, '{');
		jw_member(j, "kind", train_kind_words[names[i].kind]);
		jw_member(j, "name", names[i].told);
		if (*names[i].railway)
			jw_member(j, "railway", names[i].railway);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

/* Of all that may be one with the keys, what is. */
static void keep_class(struct asking *q, const char *key, struct train_name *names, size_t *n,
	const char ***keys, size_t *key_count)
{
	const char **classes = arena_alloc_array(q->arena, *n + 1, sizeof *classes), *class = NULL;
	size_t kept = 0;

	train_classes(q->arena, names, *n, classes);
	*keys = arena_alloc_array(q->arena, *n + 1, sizeof **keys);
	*key_count = 0;
	for (size_t i = 0; i < *n; i++)
		if (strcmp(names[i].train, key) == 0)
			class = classes[i];
	for (size_t i = 0; class && i < *n; i++) {
		if (strcmp(classes[i], class) != 0)
			continue;
		if (!*key_count || strcmp((*keys)[*key_count - 1], names[i].train) != 0)
			(*keys)[(*key_count)++] = names[i].train;
		names[kept++] = names[i];
	}
	qsort(names, kept, sizeof *names, by_kind);
	*n = kept;
}

bool rail_train_find(struct asking *q, const char *name, const char *day, const char ***keys,
	size_t *key_count, struct train_name **names, size_t *name_count)
{
	struct param p[3] = {P_NULL, P_TEXT(name), P_NULL};
	const char *first;
	struct rows *r;

	*key_count = *name_count = 0;
	p[0] = P_TEXT(part_loosely(q->arena, name));
	if (!rail_day(q, day, &p[2]) || !conn_query(q->conn, SQL_train_find, p, 3, q->arena, &r, q->fault))
		return false;
	if (!rows_count(r))
		return true;
	first = rows_text(r, 0, 0);
	if (!rail_names(q->conn, q->arena, &first, 1, names, name_count, q->fault))
		return false;
	keep_class(q, first, *names, name_count, keys, key_count);
	return true;
}

static struct param texts(struct asking *q, const char *const *words, size_t n)
{
	return P_TEXT(array_literal(q->arena, words, n));
}

bool rail_rides_read(struct asking *q, const char *const *wagons, size_t wagon_count,
	const char *const *trains, size_t train_count, struct rail_rides *rides)
{
	struct param p[] = {P_TEXT(q->viewer), texts(q, wagons, wagon_count), texts(q, trains, train_count),
		p_int(q->arena, RIDES_MOST)};
	struct rows *r;

	if (!conn_query(q->conn, SQL_rides_of, p, 4, q->arena, &r, q->fault))
		return false;
	rides->count = (size_t)rows_count(r);
	rides->list = arena_alloc_array(q->arena, rides->count + 1, sizeof *rides->list);
	for (int i = 0; i < rows_count(r); i++)
		rides->list[i] = (struct rail_ride){rows_text(r, i, 0), rows_text(r, i, 1),
			rows_text(r, i, 2), rows_text(r, i, 3), rows_instant(r, i, 4), rows_instant(r, i, 5),
			(enum classifier)(rows_int(r, i, 6) % CLASSIFIERS)};
	return true;
}

bool rail_day(struct asking *q, const char *day, struct param *p)
{
	int32_t ignored;

	if (!day)
		return true;
	if (!train_day_of(arena_printf(q->arena, TRAIN_PREFIX "X/%s", day), &ignored))
		return fault_say(
			q->fault, FAULT_BAD_REQUEST, "day is a date like 2026-06-15, not \"%.40s\"", day);
	*p = P_TEXT(day);
	return true;
}

bool rail_since(struct asking *q, const char *since, struct param *p)
{
	instant at;
	int offset;

	if (!since)
		return true;
	if (!instant_read(since, strlen(since), &at, &offset))
		return fault_say(q->fault, FAULT_BAD_REQUEST,
			"since is a time like 2026-06-15T00:00:00Z, not \"%.40s\"", since);
	*p = p_instant(q->arena, at);
	return true;
}
