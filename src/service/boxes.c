#include "service/boxes.h"

#include "base/limits.h"
#include "codes/iso6346.h"
#include "service/answer_parts.h"
#include "service/rail.h"
#include "service/story.h"

#define BOXES_AT_ONCE 100

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

static void fold_box(struct box *box, struct arena *a, const struct rail *rail, const struct event *events,
	size_t n, const struct itinerary *ahead, instant now)
{
	struct timeline t;

	rail_timeline_all(rail, a, box->number, events, n, &t);
	box->state = t.state;
	outlook_make(&box->outlook, a, &box->state, t.events, t.voided, t.count, ahead,
		iso6346_judge(box->number, NULL) != ISO6346_HOLDS, now);
}

struct reading {
	struct asking *q;
	instant now;
	const char *const *numbers;
	size_t n;
	box_taker *take;
	void *self;
	size_t events; /* so far */
};

/* Those from `at` on, with what they are made of in an arena that is let go. */
static bool read_some(struct reading *r, struct arena *a, size_t at, size_t n)
{
	struct found_events e = {.count = 0};
	const struct itinerary **ahead;
	struct rail *rail;
	size_t next = 0;

	if (!lookup_events(r->q->conn, a, r->numbers + at, n, r->q->viewer, LIMIT_TIMELINE,
		    BOXES_AT_ONCE * LIMIT_TIMELINE, &e, r->q->fault) ||
		!rail_read_all(&rail, r->q->conn, a, r->q->viewer, e.events, e.count, r->q->fault) ||
		!itineraries_ahead(r->q, a, r->numbers + at, n, &e, rail, &ahead))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct box box = {.number = r->numbers[at + i], .state.since.at = INSTANT_NONE};
		size_t from = next;

		while (next < e.count && e.container[next] == i)
			next++;
		if (next > from)
			fold_box(&box, a, rail, e.events + from, next - from, ahead[i], r->now);
		else if (r->q->as_of)
			continue; /* nobody had told it of this one then */
		r->take(r->self, at + i, &box);
	}
	r->events += e.count;
	return true;
}

/* *at: the first that was not read. */
static bool read_all(struct reading *r, size_t most_events, size_t *at)
{
	struct arena scratch = ARENA_INIT;
	bool fine = true;

	for (*at = 0; fine && *at < r->n && r->events < most_events;) {
		size_t some = r->n - *at < BOXES_AT_ONCE ? r->n - *at : BOXES_AT_ONCE;

		fine = read_some(r, &scratch, *at, some);
		arena_reset(&scratch);
		*at += some;
	}
	arena_free(&scratch);
	return fine;
}

bool boxes_of(
	struct asking *q, const char *const *numbers, size_t n, instant now, box_taker *take, void *self)
{
	struct reading r = {q, now, numbers, n, take, self, 0};
	size_t at;

	return read_all(&r, SIZE_MAX, &at);
}

bool boxes_seen(struct asking *q, instant now, size_t events, box_taker *take, void *self, bool *cut)
{
	struct param p[] = {P_TEXT(q->viewer), P_NULL, P_NULL, p_int(q->arena, LIMIT_MAP_SEEN + 1)};
	struct reading reading = {q, now, NULL, 0, take, self, 0};
	const char **numbers;
	struct rows *r;
	size_t at;

	if (!conn_query(q->conn, SQL_containers_of_party, p, 4, q->arena, &r, q->fault))
		return false;
	reading.n = rows_count(r) < LIMIT_MAP_SEEN ? (size_t)rows_count(r) : LIMIT_MAP_SEEN;
	numbers = arena_alloc_array(q->arena, reading.n + 1, sizeof *numbers);
	for (size_t i = 0; i < reading.n; i++)
		numbers[i] = rows_text(r, (int)i, 0);
	reading.numbers = numbers;
	if (!read_all(&reading, events, &at))
		return false;
	*cut = at < (size_t)rows_count(r);
	return true;
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
