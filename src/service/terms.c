#include "service/terms.h"

#include "base/limits.h"
#include "base/words.h"
#include "service/answer_parts.h"
#include "service/ingest_steps.h"
#include "store/term_store.h"

#define NAME_MOST  64
#define WORDS_MOST 100 /* of one term that are shown, the latest */

static bool name_read(const struct term_reading *r, const char *name)
{
	size_t n = name ? strlen(name) : 0;

	return (n && n <= NAME_MOST && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == n &&
		       !strchr("._-", *name)) ||
	       fault_say(r->f, FAULT_BAD_BODY,
		       "%sname: 1 to %d of a-z 0-9 . _ - are expected, a letter or a digit first", r->row,
		       NAME_MOST);
}

/* Answers */

static void write_told(struct json *j, const struct term_row *t)
{
	jw_open(j, '{');
	jw_member(j, "name", t->name);
	text_byte(j->out, ',');
	text_add(j->out, t->told + 1, strlen(t->told) - 2); /* its members */
	j->comma = true;
	part_instant(j, "set", t->set);
	jw_member(j, "by", t->by);
}

bool terms_list(struct asking *q, const char *place, const char *as_of)
{
	struct json j = {q->out, false};
	const char *after = NULL, *places = NULL;
	struct batch *b = batch_new(q->conn, q->arena);
	struct term_row *rows;
	struct rows *r;
	instant at = INSTANT_NONE;
	int offset;
	size_t n;

	if (q->cursor && !(after = cursor_read(q->arena, q->cursor, q->fault)))
		return false;
	if (as_of && !instant_read(as_of, strlen(as_of), &at, &offset))
		return fault_say(q->fault, FAULT_BAD_REQUEST,
			"asOf is a time like 2026-06-15T00:00:00Z, not \"%.40s\"", as_of);
	if (place) {
		struct world *w = service_world(q->service);

		places = part_complex(q, w, place);
		world_release(w);
	}
	terms_later(b, q->arena, &(struct terms_query){places, at, after, q->limit + 1}, &r);
	if (!batch_run(b, q->fault))
		return false;
	n = terms_taken(q->arena, r, &rows);
	jw_open(&j, '{');
	jw_key(&j, "terms");
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
	return true;
}

bool terms_show(struct asking *q, const char *name)
{
	struct json j = {q->out, false};
	struct term_row *rows;
	size_t n;

	if (!term_words(q->conn, q->arena, name, WORDS_MOST, &rows, &n, q->fault))
		return false;
	if (!n)
		return fault_say(q->fault, FAULT_UNKNOWN, "no term %.64s", name);
	write_told(&j, &rows[0]);
	if (rows[0].dropped)
		jw_member_bool(&j, "dropped", true);
	jw_key(&j, "before");
	jw_open(&j, '[');
	for (size_t i = 1; i < n; i++) {
		write_told(&j, &rows[i]);
		if (rows[i].dropped)
			jw_member_bool(&j, "dropped", true);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	jw_close(&j, '}');
	return true;
}

/* Setting */

struct setting {
	struct asking *q;
	struct world *w;
	struct term_row *rows;
	size_t count, room;
};

static bool add_term(struct setting *s, const char *row, const char *name, const json_t *o)
{
	struct term_reading r = {s->q->arena, s->w, s->q->fault, row};
	struct term t;

	if (!name_read(&r, name) || !term_read(&r, arena_strdup(r.a, name), o, &t))
		return false;
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->rows[i].name, name) == 0)
			return fault_say(
				r.f, FAULT_BAD_BODY, "%sname: %s stands before it as well", row, name);
	s->rows = arena_grow(r.a, s->rows, s->count, &s->room, sizeof *s->rows);
	s->rows[s->count++] = (struct term_row){.name = t.name, .place = t.place, .told = term_told(r.a, &t)};
	return true;
}

static bool again(struct fault *f, int tries)
{
	if (tries == TRIES || !fault_runs_again(f))
		return false;
	*f = (struct fault){0};
	return true;
}

static bool save(struct setting *s, const char *by)
{
	bool good;
	int tries = 1;

	do
		good = terms_save(s->q->conn, s->q->arena, s->rows, s->count, by, s->q->fault);
	while (!good && again(s->q->fault, tries++));
	return good;
}

bool terms_put(struct asking *q, const char *name, const char *by, const json_t *body, bool *made)
{
	struct setting s = {q, service_world(q->service), NULL, 0, 0};
	struct term_row *before;
	size_t n;
	bool fine = add_term(&s, "", name, body) &&
		    term_words(q->conn, q->arena, name, 1, &before, &n, q->fault) && save(&s, by);

	world_release(s.w);
	if (!fine)
		return false;
	*made = !n || before[0].dropped;
	return terms_show(q, name);
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

static bool too_many(struct asking *q, size_t n)
{
	return n > LIMIT_TERMS && !fault_say(q->fault, FAULT_TOO_LARGE,
					  "there are %zu terms, %u may be set at once", n, LIMIT_TERMS);
}

bool terms_put_all(struct asking *q, const char *by, const json_t *body)
{
	const json_t *list = json_object_get(body, "terms");
	struct setting s = {q, NULL, NULL, 0, 0};
	bool fine = true;

	if (!json_is_array(list))
		return fault_say(q->fault, FAULT_BAD_BODY, "terms: a list is expected");
	if (too_many(q, json_array_size(list)))
		return false;
	s.w = service_world(q->service);
	for (size_t i = 0; fine && i < json_array_size(list); i++) {
		const json_t *o = json_array_get(list, i);

		fine = add_term(&s, arena_printf(q->arena, "terms[%zu].", i),
			json_string_value(json_object_get(o, "name")), o);
	}
	fine = fine && saved(&s, by);
	world_release(s.w);
	return fine;
}

bool terms_put_sheet(struct asking *q, const char *by, const char *bytes, size_t n)
{
	struct setting s = {q, service_world(q->service), NULL, 0, 0};
	struct term_sheet sheet;
	bool fine = term_sheet_read(q->arena, s.w, bytes, n, &sheet, q->fault) && !too_many(q, sheet.count);

	for (size_t i = 0; fine && i < sheet.count; i++)
		fine = add_term(&s, arena_printf(q->arena, "row %u, ", sheet.rows[i].row),
			json_string_value(json_object_get(sheet.rows[i].told, "name")), sheet.rows[i].told);
	fine = fine && saved(&s, by);
	world_release(s.w);
	return fine;
}

bool terms_drop(struct asking *q, const char *name, const char *by)
{
	struct json j = {q->out, false};
	bool good;
	int tries = 1;

	do
		good = term_remove(q->conn, q->arena, name, by, q->fault);
	while (!good && again(q->fault, tries++));
	if (!good)
		return false;
	jw_open(&j, '{');
	jw_member(&j, "name", name);
	jw_member_bool(&j, "dropped", true);
	jw_close(&j, '}');
	return true;
}

static void let_go(void *json)
{
	json_decref(json);
}

void terms_of_later(
	struct batch *b, struct arena *a, const char **places, size_t n, instant as_of, struct rows **r)
{
	*r = NULL;
	if (n)
		terms_later(b, a,
			&(struct terms_query){
				array_literal(a, places, words_once(places, n)), as_of, NULL, LIMIT_TERMS},
			r);
}

/* A place may have gone since: its term is none any more. */
size_t terms_of(struct arena *a, const struct world *w, const struct rows *r, struct term **terms)
{
	struct term_row *rows;
	size_t count = r ? terms_taken(a, r, &rows) : 0, n = 0;

	*terms = arena_alloc_array(a, count + 1, sizeof **terms);
	for (size_t i = 0; i < count; i++) {
		struct fault none = {.code = FAULT_NONE};
		struct term_reading reading = {a, w, &none, ""};
		json_t *o = arena_later(a, let_go, json_loads(rows[i].told, 0, NULL));

		if (o && term_read(&reading, rows[i].name, o, &(*terms)[n]))
			(*terms)[n++].set = rows[i].set;
	}
	return n;
}
