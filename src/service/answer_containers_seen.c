/* The list of containers for one party: where they are, as far as it may see. */
#include "codes/iso6346.h"
#include "service/answer_parts.h"
#include "service/rail.h"
#include "store/event_store.h"

struct places { /* the place asked for and its complex; no count: any */
	const char *codes[64];
	size_t count;
};

static bool is_among(const struct places *p, const char *place)
{
	for (size_t i = 0; place && i < p->count; i++)
		if (strcmp(p->codes[i], place) == 0)
			return true;
	return false;
}

static bool fits(const struct seen_query *s, const struct places *places, const struct journey *state)
{
	return (!s->place || is_among(places, state->place)) &&
	       (!s->status || strcmp(journey_status_words[state->status], s->status) == 0);
}

/* One container's events, which stand together. */
static struct journey folded(struct arena *a, const struct rail *rail, struct event *events, size_t n)
{
	struct journey state;
	struct timeline t;

	rail_timeline_all(rail, a, events->subject, events, n, &t);
	state = t.state;
	if (state.since.zone_source != ZONE_NOBODY)
		state.since.text = NULL; /* as the list of everybody's */
	/* Where nothing but plans is known, no fact has said it. */
	state.number_failed = iso6346_judge(events[0].subject, NULL) != ISO6346_HOLDS;
	return state;
}

static void write_seen(struct asking *q, struct json *j, const struct world *w, const struct seen_query *s,
	const struct rail *rail, struct event *events, size_t n)
{
	struct places places = {.count = 0};

	if (s->place)
		places.count = world_complex(
			w, s->place, places.codes, sizeof places.codes / sizeof places.codes[0]);
	for (size_t i = 0, until; i < n; i = until) {
		struct journey state;

		for (until = i + 1; until < n; until++)
			if (strcmp(events[until].subject, events[i].subject) != 0)
				break;
		state = folded(q->arena, rail, events + i, until - i);
		if (fits(s, &places, &state))
			part_listed(j, w, events[i].subject, &state);
	}
}

/* A page's numbers; the rest is behind q->next. */
static bool numbers_of(struct asking *q, const struct seen_query *s, const char ***numbers, size_t *n)
{
	struct param p[] = {
		P_TEXT(q->viewer), P_TEXT(s->prefix), P_TEXT(s->after), p_int(q->arena, q->limit + 1)};
	struct rows *r;

	if (!conn_query(q->conn, SQL_containers_of_party, p, 4, q->arena, &r, q->fault))
		return false;
	*n = (size_t)(rows_count(r) < q->limit ? rows_count(r) : q->limit);
	*numbers = arena_alloc_array(q->arena, *n + 1, sizeof **numbers);
	for (size_t i = 0; i < *n; i++)
		(*numbers)[i] = rows_text(r, (int)i, 0);
	if (rows_count(r) > (int)*n)
		q->next = page_next(q, (*numbers)[*n - 1]);
	return true;
}

bool answer_containers_seen(struct asking *q, const struct world *w, const struct seen_query *s)
{
	struct json j = {q->out, false};
	const char **numbers;
	struct event *events;
	struct rail *rail;
	size_t n, count;

	if (!numbers_of(q, s, &numbers, &n) ||
		!events_of(q->conn, q->arena, numbers, n, q->viewer, &events, &count, q->fault) ||
		!rail_read_all(&rail, q->conn, q->arena, q->viewer, events, count, q->fault))
		return false;
	jw_open(&j, '{');
	jw_key(&j, "containers");
	jw_open(&j, '[');
	write_seen(q, &j, w, s, rail, events, count);
	jw_close(&j, ']');
	jw_member(&j, "next", q->next);
	jw_close(&j, '}');
	return true;
}
