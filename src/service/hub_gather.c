#include "base/limits.h"
#include "service/answer_parts.h"
#include "service/hub.h"

#include <stdlib.h>

const char *hub_words(struct arena *a, const char *const *words)
{
	size_t n = 0;

	while (words[n])
		n++;
	return array_literal(a, words, n);
}

static bool is_among(const char *word, const char *const *words)
{
	for (; word && *words; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

static const char *const shifted[] = {"DISC", NULL};

bool hub_stands(const struct hub_box *b)
{
	return !status_moves(b->status);
}

/* On board the train that it came with is there too, and waits; not so what is only shifted on the quay. */
static bool has_just_come(const struct hub_box *b)
{
	return is_among(b->code, hub_arrivals) && !(status_moves(b->status) && is_among(b->code, shifted));
}

bool hub_waits(const struct hub_box *b)
{
	return b->status == JOURNEY_IN_TERMINAL || (status_moves(b->status) && has_just_come(b));
}

static bool is_here(const struct hub *h, const char *place)
{
	for (size_t i = 0; place && i < h->place_count; i++)
		if (strcmp(h->places[i], place) == 0)
			return true;
	return false;
}

static struct hub_box *add_box(struct hub *h)
{
	h->boxes = arena_grow(h->q->arena, h->boxes, h->box_count, &h->box_room, sizeof *h->boxes);
	h->boxes[h->box_count] = (struct hub_box){.number = NULL};
	return &h->boxes[h->box_count++];
}

static void add_call(struct hub *h, struct hub_call call)
{
	h->calls = arena_grow(h->q->arena, h->calls, h->call_count, &h->call_room, sizeof *h->calls);
	h->calls[h->call_count++] = call;
}

static struct moment moment_of(const struct rows *r, int row, int column)
{
	return (struct moment){rows_instant(r, row, column), (int)rows_int(r, row, column + 1),
		(enum precision)rows_int(r, row, column + 2), (enum zone_source)rows_int(r, row, column + 3),
		rows_text(r, row, column + 4)};
}

static struct hub_vehicle vehicle_of(const struct rows *r, int row, int column)
{
	return (struct hub_vehicle){(enum mode)rows_int(r, row, column), rows_text(r, row, column + 1),
		rows_text(r, row, column + 2), rows_text(r, row, column + 3), rows_text(r, row, column + 4),
		rows_text(r, row, column + 5)};
}

static void read_box(struct hub *h, const struct rows *r, int row)
{
	struct hub_box *b = add_box(h);

	b->number = rows_text(r, row, 0);
	b->place = rows_text(r, row, 1);
	b->status = journey_status_of_word(rows_text(r, row, 2));
	b->facility = rows_text(r, row, 3);
	b->facility_list = rows_text(r, row, 4);
	b->load = (enum load_state)rows_int(r, row, 5);
	b->code = rows_text(r, row, 6);
	b->since = moment_of(r, row, 7);
	b->destination = rows_text(r, row, 12);
	b->vehicle = vehicle_of(r, row, 13);
}

/* As the journeys have it, for who may see all. */
static bool gather_all(struct hub *h)
{
	struct arena *a = h->q->arena;
	struct param p[] = {P_NULL, P_TEXT(array_literal(a, h->places, h->place_count)),
		p_instant(a, h->now - HUB_BACKWARD), P_TEXT(status_moving_words(a)),
		p_int(a, LIMIT_HUB_BOXES + 1), p_int(a, LIMIT_HUB_LOOKED)};
	const char *last;
	struct rows *r;

	if (!as_of_boxes_at(h->q, p[1].bytes, NULL, &last, &h->cut) ||
		!conn_query(h->q->conn, SQL_hub_boxes, p, 6, a, &r, h->q->fault))
		return false;
	h->cut |= last || rows_count(r) > LIMIT_HUB_LOOKED;
	for (int i = 0; i < rows_count(r) && i < LIMIT_HUB_BOXES; i++)
		read_box(h, r, i);
	return true;
}

/* A box is gone when the next one is read. */
static void keep_box(struct arena *a, struct hub_box *b)
{
	b->place = arena_strdup(a, b->place);
	b->facility = arena_strdup(a, b->facility);
	b->facility_list = arena_strdup(a, b->facility_list);
	b->code = arena_strdup(a, b->code);
	b->since.text = arena_strdup(a, b->since.text);
	b->destination = arena_strdup(a, b->destination);
	b->vehicle.key = arena_strdup(a, b->vehicle.key);
	b->vehicle.name = arena_strdup(a, b->vehicle.name);
	b->vehicle.imo = arena_strdup(a, b->vehicle.imo);
	b->vehicle.voyage = arena_strdup(a, b->vehicle.voyage);
	b->vehicle.wagon = arena_strdup(a, b->vehicle.wagon);
}

static void take_box(void *self, size_t at, const struct box *box)
{
	struct hub *h = self;
	const struct journey *j = &box->state;
	bool recent = j->since.at != INSTANT_NONE && j->since.at >= h->now - HUB_BACKWARD;
	const struct event *last = box->outlook.last;
	struct hub_box b = {.number = box->number,
		.place = j->place,
		.facility = j->facility,
		.facility_list = j->facility_list,
		.code = j->code,
		.status = j->status,
		.load = j->load_state,
		.since = j->since};

	(void)at;
	if (!is_here(h, j->place) || (!recent && !hub_stands(&b) && !has_just_come(&b)))
		return;
	b.destination = box->outlook.destination;
	if (!b.destination && box->outlook.next && !is_here(h, box->outlook.next->place))
		b.destination = box->outlook.next->place;
	if (recent && last)
		b.vehicle = (struct hub_vehicle){last->transport.mode, last->transport.key,
			last->transport.name ? last->transport.name : last->transport.train,
			last->transport.imo, last->transport.voyage, last->transport.wagon};
	keep_box(h->q->arena, &b);
	*add_box(h) = b;
}

static int longest_first(const void *a, const void *b)
{
	const struct hub_box *x = a, *y = b;

	if (x->since.at != y->since.at)
		return x->since.at < y->since.at ? -1 : 1;
	return strcmp(x->number, y->number);
}

static bool gather_seen(struct hub *h)
{
	if (!boxes_seen(h->q, h->now, LIMIT_MAP_EVENTS, take_box, h, &h->cut))
		return false;
	if (h->box_count)
		qsort(h->boxes, h->box_count, sizeof *h->boxes, longest_first);
	return true;
}

/* What came and what went lately, where that is the last that is known of it: its destination was looked for.
 */
static void call_of_box(struct hub *h, const struct hub_box *b)
{
	bool departs = is_among(b->code, hub_departures);

	if (b->since.at == INSTANT_NONE || b->since.at < h->now - HUB_BACKWARD ||
		(!departs && !has_just_come(b)))
		return;
	add_call(h, (struct hub_call){.departs = departs,
			    .subject = b->number,
			    .classifier = CLASSIFIER_ACT,
			    .when = b->since,
			    .other = departs ? b->destination : NULL,
			    .vehicle = b->vehicle,
			    .count = 1});
}

/* And whatever came of it since. */
static bool gather_moved(struct hub *h)
{
	struct arena *a = h->q->arena;
	struct param p[] = {P_TEXT(h->q->viewer), P_TEXT(array_literal(a, h->places, h->place_count)),
		p_instant(a, h->now - HUB_BACKWARD), P_TEXT(hub_words(a, hub_arrivals)),
		P_TEXT(hub_words(a, hub_departures)), p_int(a, LIMIT_HUB_MOVED + 1)};
	struct rows *r;

	if (!conn_query(h->q->conn, SQL_hub_moved, p, 6, a, &r, h->q->fault))
		return false;
	h->cut |= rows_count(r) > LIMIT_HUB_MOVED;
	for (int i = 0; i < rows_count(r) && i < LIMIT_HUB_MOVED; i++) {
		bool departs = rows_bool(r, i, 1);

		add_call(h, (struct hub_call){.departs = departs,
				    .subject = rows_text(r, i, 0),
				    .classifier = CLASSIFIER_ACT,
				    .when = moment_of(r, i, 2),
				    .other = departs ? rows_text(r, i, 7) : NULL,
				    .vehicle = vehicle_of(r, i, 8),
				    .count = 1});
	}
	return true;
}

static bool gather_expected(struct hub *h)
{
	struct arena *a = h->q->arena;
	struct param p[] = {P_TEXT(h->q->viewer), P_TEXT(array_literal(a, h->places, h->place_count)),
		p_instant(a, h->now - HUB_BACKWARD), p_instant(a, h->now + HUB_FORWARD),
		P_TEXT(hub_words(a, hub_arrivals)), P_TEXT(hub_words(a, hub_departures)),
		P_TEXT(status_moving_words(a)), p_int(a, LIMIT_HUB_CALLS + 1)};
	struct rows *r;

	if (!conn_query(h->q->conn, SQL_hub_expected, p, 8, a, &r, h->q->fault))
		return false;
	h->cut |= rows_count(r) > LIMIT_HUB_CALLS;
	for (int i = 0; i < rows_count(r) && i < LIMIT_HUB_CALLS; i++) {
		bool own = rows_int(r, i, 1) == SUBJECT_TRANSPORT;

		add_call(h, (struct hub_call){.departs = rows_bool(r, i, 2),
				    .own = own,
				    .subject = rows_text(r, i, 0),
				    .classifier = (enum classifier)rows_int(r, i, 3),
				    .when = moment_of(r, i, 4),
				    .other = rows_text(r, i, 9),
				    .vehicle = vehicle_of(r, i, 10),
				    .count = own ? rows_int(r, i, 16) : 1});
	}
	return true;
}

static int by_facility(const char *place, const char *code, const struct rows *r, int row)
{
	int d = strcmp(place, rows_text(r, row, 0));

	return d ? d : strcmp(code, rows_text(r, row, 1));
}

static bool ask_facilities(struct hub *h)
{
	struct rows *r;

	if (!conn_query(h->q->conn, SQL_hub_facilities,
		    (struct param[]){P_TEXT(array_literal(h->q->arena, h->places, h->place_count))}, 1,
		    h->q->arena, &r, h->q->fault))
		return false;
	for (size_t i = 0; i < h->box_count; i++) {
		struct hub_box *b = &h->boxes[i];

		for (int row = 0; b->facility && row < rows_count(r); row++)
			if (by_facility(b->place, b->facility, r, row) == 0) {
				b->facility_type = rows_text(r, row, 2);
				b->facility_name = rows_text(r, row, 3);
				break;
			}
	}
	return true;
}

bool hub_gather(struct hub *h)
{
	if (!(h->q->viewer ? gather_seen(h) : gather_all(h)) || !ask_facilities(h))
		return false;
	for (size_t i = 0; i < h->box_count; i++)
		call_of_box(h, &h->boxes[i]);
	return gather_moved(h) && gather_expected(h);
}
