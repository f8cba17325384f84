/* The hubs: places where boxes change from one vehicle to another, those with most boxes first. */
#include "base/limits.h"
#include "service/answer_parts.h"
#include "service/hub.h"

#include <stdlib.h>

struct busy {
	const char *place;
	int64_t count, in_status[JOURNEY_STATUSES], expected;
};

struct hubs {
	struct asking *q;
	const struct world *w;
	instant now;
	struct busy *at; /* sorted by place while they are gathered */
	size_t count;
	bool cut;
};

static bool is_hub(const struct place *p)
{
	static const char *const kinds[] = {"hub", "border", "gauge-change", "port", "dry-port", NULL};

	for (const char *const *k = kinds; *k; k++)
		if (hub_has_word(p->kinds, *k))
			return true;
	return false;
}

static int by_place(const void *a, const void *b)
{
	return strcmp(((const struct busy *)a)->place, ((const struct busy *)b)->place);
}

static struct busy *busy_at(struct hubs *h, const char *place)
{
	struct busy sought = {.place = place};

	return place ? bsearch(&sought, h->at, h->count, sizeof *h->at, by_place) : NULL;
}

static void list_hubs(struct hubs *h)
{
	size_t n = world_places(h->w);

	h->at = arena_alloc_array(h->q->arena, n + 1, sizeof *h->at);
	for (size_t i = 0; i < n; i++) {
		const struct place *p = world_place_at(h->w, i);

		if (is_hub(p))
			h->at[h->count++] = (struct busy){.place = p->code};
	}
	qsort(h->at, h->count, sizeof *h->at, by_place);
}

static void stand(struct hubs *h, const char *place, enum journey_status status, int64_t count)
{
	struct busy *b = busy_at(h, place);

	if (!b || status >= JOURNEY_STATUSES || status_moves(status))
		return;
	b->count += count;
	b->in_status[status] += count;
}

static bool count_all(struct hubs *h)
{
	struct param p[] = {P_NULL, P_NULL, P_NULL, p_instant(h->q->arena, h->now)};
	const char *last;
	struct rows *r;

	if (!as_of_boxes(h->q, NULL, NULL, LIMIT_AS_OF, &last) ||
		!conn_query(h->q->conn, SQL_map_places, p, 4, h->q->arena, &r, h->q->fault))
		return false;
	h->cut |= last != NULL;
	for (int i = 0; i < rows_count(r); i++)
		stand(h, rows_text(r, i, 0), journey_status_of_word(rows_text(r, i, 1)), rows_int(r, i, 2));
	return true;
}

static void take_box(void *self, size_t at, const struct box *b)
{
	(void)at;
	stand(self, b->state.place, b->state.status, 1);
}

static bool count_expected(struct hubs *h)
{
	struct arena *a = h->q->arena;
	const char **codes = arena_alloc_array(a, h->count + 1, sizeof *codes);
	struct rows *r;

	for (size_t i = 0; i < h->count; i++)
		codes[i] = h->at[i].place;
	if (!h->count)
		return true;
	if (!conn_query(h->q->conn, SQL_hubs_expected,
		    (struct param[]){P_TEXT(h->q->viewer), P_TEXT(array_literal(a, codes, h->count)),
			    p_instant(a, h->now - HUB_BACKWARD), p_instant(a, h->now + HUB_FORWARD),
			    P_TEXT(hub_words(a, hub_arrivals)), P_TEXT(hub_words(a, hub_departures)),
			    p_int(a, LIMIT_HUB_LOOKED)},
		    7, a, &r, h->q->fault))
		return false;
	for (int i = 0; i < rows_count(r); i++) {
		struct busy *b = busy_at(h, rows_text(r, i, 0));

		h->cut |= rows_bool(r, i, 2);
		if (b)
			b->expected = rows_int(r, i, 1);
	}
	return true;
}

static int busiest_first(const void *a, const void *b)
{
	const struct busy *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	if (x->expected != y->expected)
		return x->expected < y->expected ? 1 : -1;
	return strcmp(x->place, y->place);
}

static void write_busy(struct json *j, const struct hubs *h, const struct busy *b)
{
	jw_open(j, '{');
	part_place_as(j, "place", h->w, b->place, true);
	jw_member_integer(j, "count", b->count);
	jw_key(j, "status");
	jw_open(j, '{');
	for (int s = 0; s < JOURNEY_STATUSES; s++)
		if (b->in_status[s])
			jw_member_integer(j, journey_status_words[s], b->in_status[s]);
	jw_close(j, '}');
	jw_member_integer(j, "expected", b->expected);
	jw_close(j, '}');
}

static void write_hubs(struct hubs *h)
{
	struct json j = {h->q->out, false};
	size_t told = 0;

	qsort(h->at, h->count, sizeof *h->at, busiest_first);
	jw_open(&j, '{');
	answer_as_of(h->q, &j, h->now);
	jw_key(&j, "hubs");
	jw_open(&j, '[');
	for (size_t i = 0; i < h->count; i++) {
		if (!h->at[i].count && !h->at[i].expected)
			continue;
		if (told == LIMIT_MAP_PLACES) {
			h->cut = true;
			break;
		}
		write_busy(&j, h, &h->at[i]);
		told++;
	}
	jw_close(&j, ']');
	jw_member_bool(&j, "cut", h->cut);
	jw_close(&j, '}');
}

bool answer_hubs(struct asking *q)
{
	struct world *w = service_world(q->service);
	struct hubs h = {.q = q, .w = w, .now = asking_now(q)};
	bool answered;

	list_hubs(&h);
	answered =
		(q->viewer ? boxes_seen(q, h.now, LIMIT_MAP_EVENTS, take_box, &h, &h.cut) : count_all(&h)) &&
		count_expected(&h);
	if (answered)
		write_hubs(&h);
	world_release(w);
	return answered;
}
