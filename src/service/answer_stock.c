/* Empties as stock, by depot. */
#include "base/limits.h"
#include "domain/stock.h"
#include "service/answer_parts.h"
#include "service/as_of.h"
#include "service/boxes.h"

#define ORDERS_SINCE (90 * INSTANT_DAY) /* an older order is nobody's any more */

struct stocking {
	struct asking *q;
	const char *place; /* NULL: any */
	const struct world *w;
	struct stock_box *boxes;
	struct stock_order *orders;
	size_t box_count, box_room, order_count;
	bool cut;
};

static void add_box(struct stocking *s, struct stock_box b)
{
	s->boxes = arena_grow(s->q->arena, s->boxes, s->box_count, &s->box_room, sizeof *s->boxes);
	s->boxes[s->box_count++] = b;
}

static bool gather_boxes(struct stocking *s, const char *places)
{
	struct arena *a = s->q->arena;
	struct param p[] = {P_NULL, P_TEXT(places), p_int(a, LIMIT_STOCK + 1)};
	struct rows *r;

	if (!conn_query(s->q->conn, SQL_stock_boxes, p, 3, a, &r, s->q->fault))
		return false;
	s->cut |= rows_count(r) > LIMIT_STOCK;
	for (int i = 0; i < rows_count(r) && i < LIMIT_STOCK; i++)
		add_box(s, (struct stock_box){rows_text(r, i, 1), rows_text(r, i, 2), rows_text(r, i, 3),
				   rows_text(r, i, 4), rows_instant(r, i, 5), rows_instant(r, i, 6),
				   rows_instant(r, i, 7)});
	return true;
}

static bool gather_orders(struct stocking *s, const char *places)
{
	struct arena *a = s->q->arena;
	struct param p[] = {P_NULL, P_TEXT(places), p_instant(a, asking_now(s->q) - ORDERS_SINCE),
		p_int(a, LIMIT_STOCK_ORDERS + 1)};
	struct rows *r;

	if (!conn_query(s->q->conn, SQL_stock_orders, p, 4, a, &r, s->q->fault))
		return false;
	s->cut |= rows_count(r) > LIMIT_STOCK_ORDERS;
	s->orders = arena_alloc_array(a, (size_t)rows_count(r) + 1, sizeof *s->orders);
	for (int i = 0; i < rows_count(r) && i < LIMIT_STOCK_ORDERS; i++)
		s->orders[s->order_count++] = (struct stock_order){rows_text(r, i, 0), rows_text(r, i, 1),
			rows_text(r, i, 2), rows_text(r, i, 3), rows_int(r, i, 4), rows_int(r, i, 5)};
	return true;
}

/* A party's stock is made of what it may see: what is expected next of a box is all that it knows of orders.
 */
static void take_box(void *self, size_t at, const struct box *b)
{
	struct stocking *s = self;
	struct arena *a = s->q->arena;
	const struct journey *j = &b->state;
	const struct event *next = b->outlook.next, *last = b->outlook.last;
	bool stands = j->status == JOURNEY_IN_TERMINAL || j->status == JOURNEY_EMPTY_RETURNED;

	(void)at;
	if (!stands || j->load_state != LOAD_EMPTY || !j->place ||
		(s->place && !world_same_place(s->w, j->place, s->place)))
		return;
	add_box(s, (struct stock_box){arena_strdup(a, j->place), arena_strdup(a, j->facility),
			   arena_strdup(a, last ? last->operator_code : NULL), arena_strdup(a, j->size_type),
			   j->since.at, next && strcmp(next->code, "GTOT") == 0 ? next->said : INSTANT_NONE,
			   INSTANT_NONE});
}

static bool gather(struct stocking *s)
{
	const char *places = s->place ? part_complex(s->q, s->w, s->place) : NULL;

	const char *last;

	if (s->q->viewer)
		return boxes_seen(s->q, asking_now(s->q), LIMIT_MAP_EVENTS, take_box, s, &s->cut);
	if (!(places ? as_of_boxes_at(s->q, places, NULL, &last, &s->cut)
		     : as_of_boxes(s->q, NULL, NULL, LIMIT_AS_OF, &last)))
		return false;
	s->cut |= last != NULL;
	return gather_boxes(s, places) && gather_orders(s, places);
}

static void write_row(struct json *j, const struct world *w, const struct stock_row *r)
{
	jw_open(j, '{');
	part_place(j, w, r->place, NULL);
	jw_member(j, "facility", r->facility);
	jw_member(j, "operator", r->operator_code);
	part_size_type(j, r->size_type);
	for (enum stock_state s = 0; s < STOCK_STATES; s++)
		jw_member_integer(j, stock_state_words[s], r->count[s]);
	jw_member_integer(j, "asked", r->asked);
	part_instant(j, "oldest", r->oldest);
	jw_close(j, '}');
}

bool answer_stock(struct asking *q, const char *place)
{
	struct stocking s = {.q = q, .place = place, .w = service_world(q->service)};
	struct json j = {q->out, false};
	struct stock_row *rows;
	bool fine = gather(&s);
	size_t n;

	if (fine) {
		n = stock_find(q->arena, s.boxes, s.box_count, s.orders, s.order_count, &rows);
		jw_open(&j, '{');
		answer_as_of(q, &j, asking_now(q));
		jw_member_integer(&j, "boxes", (int64_t)s.box_count);
		jw_key(&j, "stock");
		jw_open(&j, '[');
		for (size_t i = 0; i < n; i++)
			write_row(&j, s.w, &rows[i]);
		jw_close(&j, ']');
		jw_member_bool(&j, "cut", s.cut);
		jw_close(&j, '}');
	}
	world_release((struct world *)(uintptr_t)s.w);
	return fine;
}
