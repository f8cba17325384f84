/* Wagons: the list, and one with its trains and loadings. */
#include "codes/code.h"
#include "domain/gauge.h"
#include "service/answer_rail.h"
#include "service/answer_rail_parts.h"
#include "service/as_of.h"

static const char *const systems[] = {"uic", "cis", "cr", NULL};

enum column {
	W_NUMBER,
	W_SYSTEM,
	W_FAILED,
	W_GAUGE,
	W_TYPE,
	W_PLACE,
	W_PLACE_TEXT,
	W_CODE,
	W_SINCE,
	W_OFFSET,
	W_PRECISION,
	W_ZONE_SOURCE,
	W_TRAIN
};

static void write_row(struct json *j, const struct world *w, const struct rows *r, int row)
{
	struct moment since = {rows_instant(r, row, W_SINCE), (int)rows_int(r, row, W_OFFSET),
		(enum precision)rows_int(r, row, W_PRECISION),
		(enum zone_source)rows_int(r, row, W_ZONE_SOURCE), NULL};

	jw_open(j, '{');
	jw_member(j, "number", rows_text(r, row, W_NUMBER));
	jw_member(j, "system", systems[rows_int(r, row, W_SYSTEM) & 3]);
	jw_member(j, "checkDigit", rows_bool(r, row, W_FAILED) ? "invalid" : "valid");
	if (rows_text(r, row, W_GAUGE))
		jw_member_integer(j, "gauge", rows_int(r, row, W_GAUGE));
	jw_member(j, "type", rows_text(r, row, W_TYPE));
	part_place(j, w, rows_text(r, row, W_PLACE), rows_text(r, row, W_PLACE_TEXT));
	part_moment(j, "since", &since);
	jw_member(j, "lastEvent", rows_text(r, row, W_CODE));
	jw_member(j, "train", rows_text(r, row, W_TRAIN));
	jw_close(j, '}');
}

/* Keys of the train that is asked for; none is known: no wagon is in it. */
static bool train_param(struct asking *q, const char *train, struct param *p, const char ***keys, size_t *n)
{
	struct train_name *names;
	size_t count;

	if (!train)
		return true;
	if (!rail_train_find(q, train, NULL, keys, n, &names, &count))
		return false;
	*p = P_TEXT(*n ? array_literal(q->arena, *keys, *n) : "{}");
	return true;
}

/* Of then: those in the trains that are asked for, else by their numbers. */
static bool fold_page(struct asking *q, const struct param p[5], const char **trains, size_t n,
	const char **last, bool *cut)
{
	return n ? as_of_riders(q, NULL, 0, trains, n, cut)
		 : as_of_wagons(q, p[1].bytes, p[3].bytes, last, cut);
}

static bool list(
	struct asking *q, const struct world *w, struct param p[5], const char **trains, size_t train_count)
{
	struct json j = {q->out, false};
	const char *last = NULL;
	bool cut = false;
	struct rows *r;
	int n;

	if (!fold_page(q, p, trains, train_count, &last, &cut) ||
		!conn_query(q->conn, SQL_wagons_page, p, 5, q->arena, &r, q->fault))
		return false;
	n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	jw_open(&j, '{');
	jw_key(&j, "wagons");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++)
		write_row(&j, w, r, i);
	jw_close(&j, ']');
	if (rows_count(r) > n)
		last = rows_text(r, n - 1, W_NUMBER);
	if (last)
		q->next = page_next(q, last);
	jw_member(&j, "next", q->next);
	if (cut)
		jw_member_bool(&j, "cut", true);
	jw_close(&j, '}');
	return true;
}

bool answer_wagons(struct asking *q, const char *place, const char *train)
{
	struct world *w = service_world(q->service);
	struct param p[5] = {P_TEXT(q->viewer), P_TEXT(place ? part_complex(q, w, place) : NULL), P_NULL,
		P_NULL, p_int(q->arena, q->limit + 1)};
	const char *after = q->cursor ? cursor_read(q->arena, q->cursor, q->fault) : NULL;
	const char **keys;
	size_t n = 0;
	bool fine = (!q->cursor || after) && train_param(q, train, &p[2], &keys, &n);

	p[3] = P_TEXT(after);
	fine = fine && list(q, w, p, keys, n);
	world_release(w);
	return fine;
}

static void write_number(struct json *j, const char *number)
{
	size_t n = strlen(number);
	enum code_kind kind = n == 12 ? CODE_WAGON_UIC : n == 8 ? CODE_WAGON_CIS : CODE_WAGON_CR;
	struct code_answer answer = code_judge(kind, number);

	jw_member(j, "number", number);
	jw_member(j, "system", systems[kind - CODE_WAGON_UIC]);
	jw_member(j, "checkDigit", answer.verdict == CODE_FAILS ? "invalid" : "valid");
	jw_member_integer(j, "gauge", gauge_of_wagon(number));
}

static const char *type_of(const struct rail_vehicle *v)
{
	for (size_t i = v->count; i--;)
		if (!v->voided[i] && v->events[i]->size_type)
			return v->events[i]->size_type;
	return NULL;
}

struct spans {
	struct ride_span *list;
	size_t count;
};

static void write_train(struct json *j, struct asking *q, const struct spans *s)
{
	struct train_name *names;
	const char **keys;
	size_t n, count;

	for (size_t i = s->count; i--;) {
		if (s->list[i].classifier != CLASSIFIER_ACT)
			continue;
		if (s->list[i].to)
			return;
		jw_key(j, "train");
		jw_open(j, '{');
		jw_member(j, "key", s->list[i].train);
		if (rail_train_find(q, s->list[i].train, NULL, &keys, &n, &names, &count) && n)
			rail_names_write(j, names, count);
		jw_close(j, '}');
		return;
	}
}

static void write_consists(struct json *j, const struct spans *s)
{
	jw_key(j, "consists");
	jw_open(j, '[');
	for (size_t i = 0; i < s->count; i++) {
		jw_open(j, '{');
		jw_member(j, "train", s->list[i].train);
		jw_member(j, "place", s->list[i].place);
		part_instant(j, "since", s->list[i].since);
		part_instant(j, "until", s->list[i].until);
		jw_member(j, "classifier", classifier_names[s->list[i].classifier]);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_loadings(struct json *j, const struct rail_rides *rides)
{
	jw_key(j, "loadings");
	jw_open(j, '[');
	for (size_t i = 0; i < rides->count; i++) {
		const struct rail_ride *r = &rides->list[i];

		jw_open(j, '{');
		jw_member(j, "container", r->container);
		jw_member(j, "position", r->place);
		part_instant(j, "since", r->since);
		part_instant(j, "until", r->until);
		jw_member(j, "classifier", classifier_names[r->classifier]);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_wagon(struct asking *q, const struct world *w, const char *number,
	const struct rail_vehicle *v, const struct rail_rides *rides)
{
	const struct event *stands = rail_vehicle_stands(v);
	struct json j = {q->out, false};
	struct spans s;

	s.count = consist_spans(q->arena, v->events, v->voided, v->count, &s.list);
	jw_open(&j, '{');
	write_number(&j, number);
	jw_member(&j, "type", type_of(v));
	if (stands) {
		part_place(&j, w, stands->place, stands->place_text);
		part_moment(&j, "since", &stands->happened);
		jw_member(&j, "lastEvent", stands->code);
	}
	write_train(&j, q, &s);
	write_consists(&j, &s);
	write_loadings(&j, rides);
	rail_vehicle_events(&j, w, v);
	jw_close(&j, '}');
}

bool answer_wagon(struct asking *q, const char *number)
{
	struct event asked = {.transport = {.mode = MODE_RAIL, .wagon = number}};
	const char *wagon = ride_wagon(q->arena, &asked), *subject;
	struct rail_vehicle v;
	struct rail_rides rides;
	bool cut = false; /* a wagon has few boxes */
	struct world *w;

	if (!wagon)
		return fault_say(q->fault, FAULT_UNKNOWN,
			"this is no wagon number; one has 7 digits (China), 8 (1520 mm) or 12 (UIC)");
	subject = arena_printf(q->arena, RIDE_WAGON "%s", wagon);
	if (!as_of_riders(q, &wagon, 1, NULL, 0, &cut) || !rail_vehicle_read(q, &subject, 1, &v) ||
		!rail_rides_read(q, &wagon, 1, NULL, 0, &rides))
		return false;
	if (!v.count && !rides.count)
		return fault_say(q->fault, FAULT_UNKNOWN, "nothing is known of wagon %s", wagon);
	w = service_world(q->service);
	write_wagon(q, w, wagon, &v, &rides);
	world_release(w);
	return true;
}
