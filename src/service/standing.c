#include "service/standing.h"

#include "base/limits.h"
#include "base/words.h"
#include "service/answer_parts.h"
#include "service/ingest_steps.h"
#include "service/rates.h"
#include "service/routes.h"
#include "service/terms.h"

#include <string.h>

#define NAME_MOST 64
#define SAID_MOST 100 /* words on one that are shown, the latest */

const struct standing_kind standing_kinds[STANDINGS] = {
	[STANDING_TERM] = {"terms", "a term", false, term_kept, term_columns, NULL},
	[STANDING_ROUTE] = {"routes", "a route", true, route_kept, route_columns, NULL},
	[STANDING_TRANSFER] = {"transfers", "a transfer", true, transfer_kept, transfer_columns,
		transfers_apart},
	[STANDING_RESTRICTION] = {"restrictions", "a restriction", false, restriction_kept,
		restriction_columns, NULL},
	[STANDING_RATE] = {"rates", "a rate", false, rate_kept, rate_columns, NULL},
};

bool standing_called(const char *plural, enum standing *of)
{
	for (*of = 0; *of < STANDINGS; ++*of)
		if (strcmp(standing_kinds[*of].plural, plural) == 0)
			return true;
	return false;
}

bool standing_named(const struct member_reading *r, const char *name)
{
	size_t n = name ? strlen(name) : 0;

	return (n && n <= NAME_MOST && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == n &&
		       !strchr("._-", *name)) ||
	       member_wrong(r, "name", "1 to %d of a-z 0-9 . _ - are expected, a letter or a digit first",
		       NAME_MOST);
}

/* Answers */

static void write_told(struct json *j, const struct standing_row *t)
{
	jw_open(j, '{');
	jw_member(j, "name", t->name);
	text_byte(j->out, ',');
	text_add(j->out, t->told + 1, strlen(t->told) - 2); /* its members */
	j->comma = true;
	part_instant(j, "set", t->set);
	jw_member(j, "by", t->by);
	if (t->dropped)
		jw_member_bool(j, "dropped", true);
}

static bool query_of(struct asking *q, enum standing of, const char *place, const char *as_of,
	struct standing_query *query)
{
	int offset;

	*query = (struct standing_query){.of = of, .as_of = INSTANT_NONE, .most = q->limit + 1};
	if (q->cursor && !(query->after = cursor_read(q->arena, q->cursor, q->fault)))
		return false;
	if (as_of && !instant_read(as_of, strlen(as_of), &query->as_of, &offset))
		return fault_say(q->fault, FAULT_BAD_REQUEST,
			"asOf is a time like 2026-06-15T00:00:00Z, not \"%.40s\"", as_of);
	if (place) {
		struct world *w = service_world(q->service);

		query->places = part_complex(q, w, place);
		world_release(w);
	}
	return true;
}

static void write_page(struct asking *q, enum standing of, const struct standing_row *rows, size_t n)
{
	struct json j = {q->out, false};

	jw_open(&j, '{');
	jw_key(&j, standing_kinds[of].plural);
	jw_open(&j, '[');
	for (size_t i = 0; i < n && i < (size_t)q->limit; i++) {
		write_told(&j, &rows[i]);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	if (n > (size_t)q->limit)
		q->next = cursor_write(q->arena, rows[q->limit - 1].name);
	jw_key(&j, "next");
	jw_string(&j, q->next);
	jw_close(&j, '}');
}

bool standing_list(
	struct asking *q, enum standing of, const char *place, const char *as_of, enum standing_form form)
{
	struct batch *b = batch_new(q->conn, q->arena);
	struct standing_query query;
	struct standing_row *rows;
	struct rows *r;
	size_t n;

	if (!query_of(q, of, place, as_of, &query))
		return false;
	if (form != STANDING_JSON)
		query.most = LIMIT_STANDING;
	standing_later(b, q->arena, &query, &r);
	if (!batch_run(b, q->fault))
		return false;
	n = standing_taken(q->arena, r, &rows);
	if (form != STANDING_JSON)
		return standing_sheet_write(q->out, q->arena, of, rows, n, form == STANDING_XLSX, q->fault);
	write_page(q, of, rows, n);
	return true;
}

bool standing_show(struct asking *q, enum standing of, const char *name)
{
	struct json j = {q->out, false};
	struct standing_row *rows;
	size_t n;

	if (!standing_said(q->conn, q->arena, of, name, SAID_MOST, &rows, &n, q->fault))
		return false;
	if (!n)
		return fault_say(q->fault, FAULT_UNKNOWN, "no %s %.64s", standing_words[of], name);
	write_told(&j, &rows[0]);
	jw_key(&j, "before");
	jw_open(&j, '[');
	for (size_t i = 1; i < n; i++) {
		write_told(&j, &rows[i]);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	jw_close(&j, '}');
	return true;
}

/* Setting */

static void let_go(void *json)
{
	json_decref(json);
}

struct setting {
	struct asking *q;
	enum standing of;
	struct world *w;
	struct standing_row *rows;
	size_t count, room;
	const char **routes; /* that there are, in order; NULL: not read yet */
	size_t route_count;
};

static bool read_routes(struct setting *s)
{
	struct asking *q = s->q;
	struct standing_row *rows;

	if (!standing_all(q->conn, q->arena, STANDING_ROUTE, &rows, &s->route_count, q->fault))
		return false;
	s->routes = arena_alloc_array(q->arena, s->route_count + 1, sizeof *s->routes);
	for (size_t i = 0; i < s->route_count; i++)
		s->routes[i] = rows[i].name;
	s->route_count = words_once(s->routes, s->route_count);
	return true;
}

/* What a record is about is there. */
static bool route_known(struct setting *s, const struct member_reading *r, const char *route)
{
	if (!route)
		return true;
	if (!s->routes && !read_routes(s))
		return false;
	return (s->route_count && words_find(s->routes, s->route_count, route)) ||
	       member_wrong(r, "route", "there is no route %.64s", route);
}

static bool add_record(struct setting *s, const struct member_reading *r, const char *name, const json_t *o)
{
	struct standing_row row = {.name = name};

	if (!standing_named(r, name))
		return false;
	row.name = arena_strdup(r->a, name);
	row.at = r->sheet ? r->at : "";
	if (!standing_kinds[s->of].read(r, row.name, o, &row) || !route_known(s, r, row.route))
		return false;
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->rows[i].name, name) == 0)
			return member_wrong(r, "name", "%s stands before it as well", name);
	s->rows = arena_grow(r->a, s->rows, s->count, &s->room, sizeof *s->rows);
	s->rows[s->count++] = row;
	return true;
}

static bool stands_apart(const struct setting *s, const struct member_reading *r,
	const struct standing_row *row, const struct standing_row *others, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (others[i].about && !standing_kinds[s->of].apart(row->about, others[i].about))
			return fault_say(r->f, FAULT_BAD_BODY, "%s%s: %s is for the same", row->at, row->name,
				others[i].name);
	return true;
}

/* Of those that stay as they are. */
static bool read_others(struct setting *s, struct standing_row **others, size_t *count)
{
	struct asking *q = s->q;
	size_t n;

	if (!standing_all(q->conn, q->arena, s->of, others, &n, q->fault))
		return false;
	*count = 0;
	for (size_t i = 0; i < n; i++) {
		struct fault none = {.code = FAULT_NONE};
		const struct member_reading r = {q->arena, s->w, &none, "", NULL};
		struct standing_row row = (*others)[i];
		bool set = false;

		for (size_t k = 0; k < s->count && !set; k++)
			set = strcmp(s->rows[k].name, row.name) == 0;
		if (!set && standing_kinds[s->of].read(&r, row.name,
				    arena_later(q->arena, let_go, json_loads(row.told, 0, NULL)), &row))
			(*others)[(*count)++] = row;
	}
	return true;
}

/* No two may be told that cannot stand beside one another. */
static bool fit(struct setting *s, const struct member_reading *r)
{
	struct standing_row *others;
	size_t n;

	if (!standing_kinds[s->of].apart)
		return true;
	if (!read_others(s, &others, &n))
		return false;
	for (size_t i = 0; i < s->count; i++)
		if (!stands_apart(s, r, &s->rows[i], others, n) ||
			!stands_apart(s, r, &s->rows[i], s->rows, i))
			return false;
	return true;
}

static bool again(struct fault *f, int tries)
{
	if (tries == TRIES || !fault_runs_again(f))
		return false;
	*f = (struct fault){0};
	return true;
}

/* Who has set a route finds it in the plans at once; elsewhere it is there within a second. */
static bool kept_up(struct asking *q, enum standing of)
{
	return of == STANDING_TERM || service_keep_ways(q->service, q->conn, q->fault);
}

static bool save(struct setting *s, const char *by)
{
	bool good;
	int tries = 1;

	do
		good = standing_save(s->q->conn, s->q->arena, s->of, s->rows, s->count, by, s->q->fault);
	while (!good && again(s->q->fault, tries++));
	return good && kept_up(s->q, s->of);
}

bool standing_put(
	struct asking *q, enum standing of, const char *name, const char *by, const json_t *body, bool *made)
{
	struct setting s = {.q = q, .of = of, .w = service_world(q->service)};
	const struct member_reading r = {q->arena, s.w, q->fault, "", NULL};
	struct standing_row *before;
	size_t n;
	bool fine = add_record(&s, &r, name, body) && fit(&s, &r) &&
		    standing_said(q->conn, q->arena, of, name, 1, &before, &n, q->fault) && save(&s, by);

	world_release(s.w);
	if (!fine)
		return false;
	*made = !n || before[0].dropped;
	return standing_show(q, of, name);
}

static bool saved(struct setting *s, const char *by)
{
	struct json j = {s->q->out, false};

	if (!save(s, by))
		return false;
	jw_open(&j, '{');
	jw_member_integer(&j, "set", (int64_t)s->count);
	jw_close(&j, '}');
	return true;
}

static bool too_many(struct asking *q, enum standing of, size_t n)
{
	return n > LIMIT_STANDING &&
	       !fault_say(q->fault, FAULT_TOO_LARGE, "there are %zu %s, %u may be set at once", n,
		       standing_kinds[of].plural, LIMIT_STANDING);
}

static bool put_each(struct setting *s, const struct member_reading *r, const json_t *const *records,
	size_t n, const char *by)
{
	bool fine = !too_many(s->q, s->of, n);

	s->w = service_world(s->q->service);
	for (size_t i = 0; fine && i < n; i++) {
		struct member_reading item;

		item = member_item(r, standing_kinds[s->of].plural, i, records[i]);
		item.w = s->w;
		fine = add_record(
			s, &item, json_string_value(json_object_get(records[i], "name")), records[i]);
	}
	fine = fine && fit(s, r) && saved(s, by);
	world_release(s->w);
	return fine;
}

bool standing_put_all(struct asking *q, enum standing of, const char *by, const json_t *body)
{
	const char *plural = standing_kinds[of].plural;
	const struct member_reading r = {q->arena, NULL, q->fault, "", NULL};
	const json_t *list = json_object_get(body, plural), **records;
	struct setting s = {.q = q, .of = of};

	if (!json_is_array(list))
		return member_wrong(&r, plural, "a list is expected");
	records = arena_alloc_array(q->arena, json_array_size(list) + 1, sizeof(json_t *));
	for (size_t i = 0; i < json_array_size(list); i++)
		records[i] = json_array_get(list, i);
	return put_each(&s, &r, records, json_array_size(list), by);
}

bool standing_put_sheet(struct asking *q, enum standing of, const char *by, const char *bytes, size_t n)
{
	const struct member_sheet rows = standing_sheet_of(of);
	const struct member_reading r = {q->arena, NULL, q->fault, "", &rows};
	struct setting s = {.q = q, .of = of};
	struct standing_sheet sheet;
	struct world *w = service_world(q->service);
	bool fine = standing_sheet_read(q->arena, w, of, bytes, n, &sheet, q->fault);

	world_release(w);
	return fine && put_each(&s, &r, (const json_t *const *)sheet.records, sheet.count, by);
}

bool standing_drop(struct asking *q, enum standing of, const char *name, const char *by)
{
	struct json j = {q->out, false};
	bool good;
	int tries = 1;

	do
		good = standing_remove(q->conn, q->arena, of, name, by, q->fault);
	while (!good && again(q->fault, tries++));
	if (!good || !kept_up(q, of))
		return false;
	jw_open(&j, '{');
	jw_member(&j, "name", name);
	jw_member_bool(&j, "dropped", true);
	jw_close(&j, '}');
	return true;
}
