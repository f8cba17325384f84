#include "service/journey_list.h"

#include "base/limits.h"
#include "record/found_by.h"
#include "service/answer_journeys.h"
#include "service/answer_parts.h"
#include "service/as_of.h"
#include "service/lookup.h"

#include <stdlib.h>
#include <string.h>

/* ---- those under way ---- */

enum column {
	CONTAINER,
	NUMBER,
	ID,
	ARRANGEMENT,
	STATUS,
	OPENED,
	ORIGIN,
	DESTINATION,
	DEADLINE,
	ROUTING,
	NEXT_CODE,
	NEXT_PLACE,
	NEXT_DUE,
	ARRIVES,
	PLACE,
	EXCEPTIONS_MET
};

static void write_next(struct json *j, const struct world *w, const struct rows *r, int row)
{
	if (!rows_text(r, row, NEXT_CODE))
		return;
	jw_key(j, "next");
	jw_open(j, '{');
	jw_member(j, "eventCode", rows_text(r, row, NEXT_CODE));
	part_place_as(j, "place", w, rows_text(r, row, NEXT_PLACE), false);
	part_instant(j, "due", rows_instant(r, row, NEXT_DUE));
	jw_close(j, '}');
}

static void write_row(struct json *j, const struct world *w, const struct rows *r, int row)
{
	jw_open(j, '{');
	jw_member(j, "id", rows_text(r, row, ID));
	jw_member(j, "container", rows_text(r, row, CONTAINER));
	jw_member_integer(j, "number", rows_int(r, row, NUMBER));
	jw_member(j, "arrangement", arrangement_words[rows_int(r, row, ARRANGEMENT) % ARRANGEMENTS]);
	jw_member(j, "status", rows_text(r, row, STATUS));
	part_place_as(j, "place", w, rows_text(r, row, PLACE), false);
	part_instant(j, "opened", rows_instant(r, row, OPENED));
	part_place_as(j, "origin", w, rows_text(r, row, ORIGIN), false);
	part_place_as(j, "destination", w, rows_text(r, row, DESTINATION), false);
	part_instant(j, "deadline", rows_instant(r, row, DEADLINE));
	jw_member(j, "routing", routing_words[rows_int(r, row, ROUTING) % ROUTINGS]);
	write_next(j, w, r, row);
	part_instant(j, "arrives", rows_instant(r, row, ARRIVES));
	jw_key(j, "exceptions");
	jw_raw(j, rows_text(r, row, EXCEPTIONS_MET));
	jw_close(j, '}');
}

/* By what leads to the fewest; of then there are only those that were folded. */
static enum sql driven_by(const struct asking *q, const struct journeys_asked *a)
{
	return q->as_of         ? SQL_journeys_any
	       : a->code        ? SQL_journeys_wrong
	       : a->place       ? SQL_journeys_at
	       : a->destination ? SQL_journeys_bound
	       : a->status      ? SQL_journeys_in_status
				: SQL_journeys_any;
}

static void end_page(struct asking *q, struct json *j)
{
	jw_key(j, "next");
	jw_string(j, q->next);
	jw_close(j, '}');
}

/* Of then: those that may be on this page; *last: where they end, if not by themselves. */
static bool fold_page(
	struct asking *q, const struct journeys_asked *a, const struct param *p, const char **last, bool *cut)
{
	bool filtered = a->status || a->destination || a->place || a->code;

	return as_of_trips(q, p[3].bytes, p[5].bytes, filtered ? LIMIT_AS_OF : q->limit + 1, last, cut);
}

static void write_list(
	struct asking *q, const struct world *w, const struct rows *r, const char *last, bool cut)
{
	int n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	struct json j = {q->out, false};

	jw_open(&j, '{');
	jw_key(&j, "journeys");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++)
		write_row(&j, w, r, i);
	jw_close(&j, ']');
	if (rows_count(r) > n)
		q->next = page_next(q, arena_printf(q->arena, "%s.%s", rows_text(r, n - 1, CONTAINER),
					       rows_text(r, n - 1, NUMBER)));
	else if (last)
		q->next = page_next(q, arena_printf(q->arena, "%s.%d", last, INT16_MAX));
	if (cut)
		jw_member_bool(&j, "cut", true);
	end_page(q, &j);
}

static const char *complex_of(struct asking *q, const struct world *w, const char *place)
{
	return place ? part_complex(q, w, place) : NULL;
}

bool answer_journey_list(struct asking *q, const struct journeys_asked *asked)
{
	struct world *w = service_world(q->service);
	struct param p[] = {P_TEXT(q->viewer), P_TEXT(asked->status),
		P_TEXT(complex_of(q, w, asked->destination)), P_TEXT(complex_of(q, w, asked->place)),
		P_TEXT(asked->code), P_NULL, P_NULL, p_int(q->arena, q->limit + 1)};
	const char *last;
	bool cut = false;
	struct rows *r;
	bool good = cursor_take(q, p + 5, "tn") && fold_page(q, asked, p, &last, &cut) &&
		    conn_query(q->conn, driven_by(q, asked), p, 8, q->arena, &r, q->fault);

	if (good)
		write_list(q, w, r, last, cut);
	world_release(w);
	return good;
}

/* ---- those under a paper ---- */

#define EVENTS_AT_ONCE 20000

struct led { /* a container to which the reference leads */
	const char *container, *value;
};

static int by_container(const void *x, const void *y)
{
	return strcmp(((const struct led *)x)->container, ((const struct led *)y)->container);
}

/* Each once, behind the cursor, one more than a page has; *n: how many. */
static struct led *led_to(struct asking *q, const struct lookup *l, const char *after, size_t *n)
{
	struct led *led = arena_alloc_array(q->arena, l->count + 1, sizeof *led);
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < l->count; i++)
		if (l->rows[i].box && (!after || strcmp(l->rows[i].box->number, after) > 0))
			led[count++] = (struct led){l->rows[i].box->number, l->rows[i].value};
	if (count)
		qsort(led, count, sizeof *led, by_container);
	for (size_t i = 0; i < count; i++)
		if (!kept || by_container(&led[kept - 1], &led[i]) != 0)
			led[kept++] = led[i];
	*n = kept > (size_t)q->limit ? (size_t)q->limit + 1 : kept;
	return led;
}

static bool bears(const struct event *e, const char *value)
{
	char written[FOUND_BY_ROOM];

	for (size_t i = 0; i < e->reference_count; i++)
		if (found_by_value(e->references[i].value, written) && strcmp(written, value) == 0)
			return true;
	return false;
}

static bool trip_bears(const struct story *s, const struct trip *t, const char *value)
{
	for (size_t i = t->first; i < t->until; i++)
		for (size_t k = 0; k < s->line.facts.list[i]->observation_count; k++)
			if (bears(s->line.facts.list[i]->observations[k], value))
				return true;
	for (size_t i = 0; i < t->plan_count; i++)
		if (bears(t->plans[i], value))
			return true;
	return false;
}

static bool write_led(struct json *j, struct asking *q, const struct journeys_beside *b,
	const struct story *s, const char *value)
{
	bool any = false, good = true;

	for (size_t i = s->trips.count; good && i--;)
		if (trip_bears(s, &s->trips.list[i], value)) {
			good = journey_write(q, j, b, s, &s->told[i]);
			any = true;
		}
	if (!any && s->trips.count)
		return journey_write(q, j, b, s, &s->told[s->trips.count - 1]);
	return good;
}

static bool tell_led(struct asking *q, struct json *j, struct world *w, const struct led *led, size_t n)
{
	const char **containers = arena_alloc_array(q->arena, n + 1, sizeof *containers);
	const struct stories_asked asked = {containers, n, q->viewer, asking_now(q), EVENTS_AT_ONCE, false};
	struct journeys_beside beside;
	struct stories s;

	for (size_t i = 0; i < n; i++)
		containers[i] = led[i].container;
	if (!stories_read(&s, q->conn, q->arena, w, &asked, q->fault) ||
		!journeys_beside(&beside, q, containers, s.count))
		return false;
	for (size_t i = 0; i < s.count; i++)
		if (!write_led(j, q, &beside, &s.list[i], led[i].value))
			return false;
	if (s.count && s.count < n)
		q->next = page_next(q, led[s.count - 1].container);
	return true;
}

bool answer_journeys_under(struct asking *q, const char *reference)
{
	const char *after = q->cursor ? cursor_read(q->arena, q->cursor, q->fault) : NULL;
	struct asked_list asked = {.count = 0};
	struct json j = {q->out, false};
	struct lookup l;
	struct led *led;
	struct world *w;
	size_t n, told;
	bool good;

	asked_add(&asked, q->arena, reference, strlen(reference));
	if ((q->cursor && !after) || !lookup_make(q, &asked, &l))
		return false;
	led = led_to(q, &l, after, &n);
	told = n > (size_t)q->limit ? (size_t)q->limit : n;
	if (n > told)
		q->next = page_next(q, led[told - 1].container);
	w = service_world(q->service);
	jw_open(&j, '{');
	jw_member(&j, "reference", reference);
	jw_key(&j, "journeys");
	jw_open(&j, '[');
	good = !told || tell_led(q, &j, w, led, told);
	jw_close(&j, ']');
	end_page(q, &j);
	world_release(w);
	return good;
}
