/* Changes of gauge and handings over: what happens to boxes at borders. */
#include "service/answer_rail.h"
#include "service/answer_rail_parts.h"
#include "service/as_of.h"
#include "service/rail_write.h"

#define OWN_MOST 5000 /* containers and wagons that a party knows of, for each to be looked at */

enum column {
	G_CONTAINER,
	G_LINE,
	G_PLACE,
	G_FROM,
	G_TO,
	G_KIND,
	G_ACT,
	G_AT,
	G_OFF, /* wagon, time, its offset, precision, zone and text, sender, seals */
	G_ON = G_OFF + 8,
};

static struct gauge_side side_at(struct arena *a, const struct rows *r, int row, int at)
{
	struct gauge_side s = {rows_text(r, row, at), rows_text(r, row, at + 6),
		{rows_instant(r, row, at + 1), (int)rows_int(r, row, at + 2),
			(enum precision)rows_int(r, row, at + 3), (enum zone_source)rows_int(r, row, at + 4),
			rows_text(r, row, at + 5)},
		NULL, 0};

	s.seals = rows_words(r, row, at + 7, a, &s.seal_count);
	return s;
}

static void write_change(
	struct asking *q, struct json *j, const struct world *w, const struct rows *r, int row)
{
	struct gauge_told told = {
		.container = rows_text(r, row, G_CONTAINER),
		.place = rows_text(r, row, G_PLACE),
		.from = (int)rows_int(r, row, G_FROM),
		.to = (int)rows_int(r, row, G_TO),
		.kind = (enum gauge_kind)(rows_int(r, row, G_KIND) % GAUGE_KINDS),
		.act = rows_text(r, row, G_ACT),
		.off = side_at(q->arena, r, row, G_OFF),
		.on = side_at(q->arena, r, row, G_ON),
	};

	rail_write_gauge(j, w, &told);
}

/* What a party that knows of little sees would be far apart in the list of all: that of its own is asked. */
static bool query_page(struct asking *q, enum sql all, enum sql own, struct param p[7], struct rows **r)
{
	struct param party[] = {P_TEXT(q->viewer), p_int(q->arena, OWN_MOST)};
	bool few = false;

	if (q->viewer) {
		if (!conn_query(q->conn, SQL_party_small, party, 2, q->arena, r, q->fault))
			return false;
		few = rows_bool(*r, 0, 0);
	}
	return conn_query(q->conn, few ? own : all, p, 7, q->arena, r, q->fault);
}

static bool list_changes(struct asking *q, const struct world *w, struct param p[7])
{
	struct json j = {q->out, false};
	bool cut = false;
	struct rows *r;
	int n;

	if (!(q->viewer ? as_of_party(q, &cut) : as_of_changes(q, p[1], p[3], &cut)) ||
		!query_page(q, SQL_gauge_page, SQL_gauge_of, p, &r))
		return false;
	n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	jw_open(&j, '{');
	jw_key(&j, "gaugeChanges");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++)
		write_change(q, &j, w, r, i);
	jw_close(&j, ']');
	if (rows_count(r) > n)
		q->next =
			page_next(q, arena_printf(q->arena, "%s.%s.%s", rows_text(r, n - 1, G_AT),
					     rows_text(r, n - 1, G_CONTAINER), rows_text(r, n - 1, G_LINE)));
	jw_member(&j, "next", q->next);
	if (cut)
		jw_member_bool(&j, "cut", true);
	jw_close(&j, '}');
	return true;
}

/* p: viewer, places, since, three of the cursor, rows */
typedef bool lister(struct asking *q, const struct world *w, struct param p[7]);

static bool answer_list(
	struct asking *q, const char *place, const char *since, const char *cursor_kinds, lister *list)
{
	struct world *w = service_world(q->service);
	struct param p[7] = {P_TEXT(q->viewer), P_TEXT(place ? part_complex(q, w, place) : NULL), P_NULL,
		P_NULL, P_NULL, P_NULL, p_int(q->arena, q->limit + 1)};
	bool fine = rail_since(q, since, &p[2]) && cursor_take(q, &p[3], cursor_kinds) && list(q, w, p);

	world_release(w);
	return fine;
}

bool answer_gauge_changes(struct asking *q, const char *place, const char *since)
{
	return answer_list(q, place, since, "mtn", list_changes);
}

enum handover_column {
	H_ID,
	H_SUBJECT,
	H_SUBJECT_KIND,
	H_PLACE,
	H_PLACE_TEXT,
	H_HAPPENED,
	H_OFFSET,
	H_PRECISION,
	H_ZONE_SOURCE,
	H_TEXT,
	H_MODE,
	H_WAGON,
	H_RAILWAY,
	H_SENDER,
	H_LIST
};

static void write_handover(struct json *j, const struct world *w, const struct rows *r, int row)
{
	struct moment happened = {rows_instant(r, row, H_HAPPENED), (int)rows_int(r, row, H_OFFSET),
		(enum precision)rows_int(r, row, H_PRECISION),
		(enum zone_source)rows_int(r, row, H_ZONE_SOURCE), rows_text(r, row, H_TEXT)};
	const char *subject = rows_text(r, row, H_SUBJECT);
	bool wagon = strncmp(subject, RIDE_WAGON, strlen(RIDE_WAGON)) == 0;

	jw_open(j, '{');
	part_place(j, w, rows_text(r, row, H_PLACE), rows_text(r, row, H_PLACE_TEXT));
	part_moment(j, "happened", &happened);
	jw_member(
		j, rows_int(r, row, H_SUBJECT_KIND) == SUBJECT_CONTAINER ? "container" : "subject", subject);
	jw_member(j, "wagon", wagon ? subject + strlen(RIDE_WAGON) : rows_text(r, row, H_WAGON));
	jw_member(j, "railway", rows_text(r, row, H_RAILWAY));
	jw_member(j, "list", rows_text(r, row, H_LIST));
	jw_member(j, "sender", rows_text(r, row, H_SENDER));
	jw_close(j, '}');
}

static bool list_handovers(struct asking *q, const struct world *w, struct param p[7])
{
	struct json j = {q->out, false};
	struct rows *r;
	int n;

	if (!query_page(q, SQL_handovers_page, SQL_handovers_of, p, &r))
		return false;
	n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	jw_open(&j, '{');
	jw_key(&j, "handovers");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++)
		write_handover(&j, w, r, i);
	jw_close(&j, ']');
	if (rows_count(r) > n)
		q->next = page_next(q, arena_printf(q->arena, "%s.%s", rows_text(r, n - 1, H_HAPPENED),
					       rows_text(r, n - 1, H_ID)));
	jw_member(&j, "next", q->next);
	jw_close(&j, '}');
	return true;
}

bool answer_handovers(struct asking *q, const char *place, const char *since)
{
	return answer_list(q, place, since, "mu", list_handovers);
}
