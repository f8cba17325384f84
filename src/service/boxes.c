#include "service/boxes.h"

#include "base/limits.h"
#include "codes/iso6346.h"
#include "service/answer_parts.h"
#include "store/lookup_store.h"

#define BOXES_AT_ONCE 1000

bool status_moves(enum journey_status s)
{
	return s == JOURNEY_ON_BOARD || s == JOURNEY_ON_ROAD;
}

const char *status_moving_words(struct arena *a)
{
	const char *words[JOURNEY_STATUSES];
	size_t n = 0;

	for (int s = 0; s < JOURNEY_STATUSES; s++)
		if (status_moves((enum journey_status)s))
			words[n++] = journey_status_words[s];
	return array_literal(a, words, n);
}

instant journey_heard(const struct journey *j)
{
	return j->said > j->since.at ? j->said : j->since.at;
}

static void fold_box(struct box *box, struct arena *a, const struct event *events, size_t n, instant now)
{
	const struct event **order = arena_alloc_array(a, n + 1, sizeof *order);
	bool *voided = arena_alloc_array(a, n + 1, sizeof *voided);

	for (size_t i = 0; i < n; i++)
		order[i] = &events[i];
	journey_fold(&box->state, a, order, n, voided);
	box->events = order;
	box->voided = voided;
	box->count = n;
	outlook_make(&box->outlook, a, &box->state, order, voided, n,
		iso6346_judge(box->number, NULL) != ISO6346_HOLDS, now);
}

/* A bounded number at once, so that no statement answers too much. */
static bool load(struct asking *q, struct box *boxes, const char *const *numbers, size_t n, instant now)
{
	struct found_events e = {.count = 0};

	if (!lookup_events(q->conn, q->arena, numbers, n, q->viewer, LIMIT_TIMELINE,
		    BOXES_AT_ONCE * LIMIT_TIMELINE, &e, q->fault))
		return false;
	for (size_t i = 0, until; i < e.count; i = until) {
		for (until = i + 1; until < e.count && e.container[until] == e.container[i]; until++)
			;
		fold_box(&boxes[e.container[i]], q->arena, e.events + i, until - i, now);
	}
	return true;
}

bool boxes_of(struct asking *q, const char *const *numbers, size_t n, instant now, struct box **boxes)
{
	*boxes = arena_alloc_array(q->arena, n + 1, sizeof **boxes);
	for (size_t i = 0; i < n; i++)
		(*boxes)[i] = (struct box){.number = numbers[i], .state.since.at = INSTANT_NONE};
	for (size_t i = 0; i < n; i += BOXES_AT_ONCE) {
		size_t some = n - i < BOXES_AT_ONCE ? n - i : BOXES_AT_ONCE;

		if (!load(q, *boxes + i, numbers + i, some, now))
			return false;
	}
	return true;
}

bool boxes_seen(struct asking *q, instant now, struct box **boxes, size_t *n, bool *cut)
{
	struct param p[] = {P_TEXT(q->viewer), P_NULL, P_NULL, p_int(q->arena, LIMIT_MAP_SEEN + 1)};
	const char **numbers;
	struct rows *r;

	if (!conn_query(q->conn, SQL_containers_of_party, p, 4, q->arena, &r, q->fault))
		return false;
	*cut = rows_count(r) > LIMIT_MAP_SEEN;
	*n = *cut ? LIMIT_MAP_SEEN : (size_t)rows_count(r);
	numbers = arena_alloc_array(q->arena, *n + 1, sizeof *numbers);
	for (size_t i = 0; i < *n; i++)
		numbers[i] = rows_text(r, (int)i, 0);
	return boxes_of(q, numbers, *n, now, boxes);
}

static bool leads_on(const struct world *w, const struct journey *j, const char *place)
{
	return place && !(j->place && world_same_place(w, j->place, place));
}

/* A ship goes no farther than its port of discharge, wherever the box goes then. */
static const char *bound_for(const struct box *b)
{
	const struct event *last = b->outlook.last;

	if (last && last->discharge_place && (b->state.mode == MODE_VESSEL || b->state.mode == MODE_BARGE))
		return last->discharge_place;
	return b->outlook.destination;
}

struct heading heading_of(const struct world *w, const struct box *b)
{
	const struct event *ahead[] = {b->outlook.next, b->outlook.eta};
	const char *bound = bound_for(b);

	for (size_t i = 0; i < 2; i++)
		if (ahead[i] && leads_on(w, &b->state, ahead[i]->place))
			return (struct heading){ahead[i]->place, ahead[i]->happened};
	if (leads_on(w, &b->state, bound))
		return (struct heading){bound, {.at = INSTANT_NONE}};
	return (struct heading){NULL, {.at = INSTANT_NONE}};
}

void answer_as_of(struct asking *q, struct json *j, instant now)
{
	part_instant(j, "asOf", now - now % INSTANT_SECOND);
	q->passing = q->out->length;
}
