#include "store/partner_store.h"

#include "store/column.h"
#include "store/reference_store.h"

#include <string.h>

#define HEARD_AMONG 10000 /* messages that are looked through for who was heard of */

bool partner_rows_read(struct conn *c, struct arena *a, const char *name, const char *after, int most,
	struct partner_row **rows, size_t *n, struct fault *f)
{
	struct param p[] = {P_TEXT(name), P_TEXT(after), p_int(a, most), p_int(a, HEARD_AMONG)};
	struct rows *r;

	if (!conn_query(c, SQL_partners_all, p, 4, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*rows = arena_alloc_array(a, *n + 1, sizeof **rows);
	for (int i = 0; i < (int)*n; i++)
		(*rows)[i] = (struct partner_row){.name = rows_text(r, i, 0),
			.title = rows_text(r, i, 1),
			.strictness = rows_text(r, i, 2),
			.zones = rows_text(r, i, 3),
			.acknowledge = rows_text(r, i, 4),
			.contrl = (int)rows_int(r, i, 5),
			.datum = rows_text(r, i, 6),
			.role = rows_text(r, i, 7),
			.changed = rows_text(r, i, 8),
			.last = rows_text(r, i, 9),
			.intakes = rows_int(r, i, 10),
			.unknown = rows_int(r, i, 11)};
	return true;
}

bool partner_signs_read(struct conn *c, struct arena *a, const char *name, struct partner_sign **signs,
	size_t *n, struct fault *f)
{
	struct param p[] = {P_TEXT(name)};
	struct rows *r;

	if (!conn_query(c, SQL_partner_signs_all, p, 1, a, &r, f))
		return false;
	*n = 0;
	*signs = arena_alloc_array(a, (size_t)rows_count(r) + 1, sizeof **signs);
	for (int i = 0; i < rows_count(r); i++) {
		size_t kind = partner_word(sign_names, SIGN_KINDS, rows_text(r, i, 0));

		if (kind < SIGN_KINDS) /* a later version's is none of ours */
			(*signs)[(*n)++] = (struct partner_sign){
				(enum sign_kind)kind, rows_text(r, i, 1), rows_text(r, i, 2)};
	}
	return true;
}

static int within(const struct rows *r, int row, int column, int end)
{
	int64_t n = rows_int(r, row, column);

	return n >= 0 && n < end ? (int)n : 0;
}

/* "STATUS UN" is a status of the list UN; "STATUS " of any list. */
static void of_statuses(struct partner_row_code *c)
{
	static const char statuses[] = "STATUS ";

	if (strncmp(c->list, statuses, sizeof statuses - 1) != 0)
		return;
	c->status_list = c->list + sizeof statuses - 1;
	c->list = partner_list_words[CODES_STATUS];
	for (enum partner_list l = 0; l < PARTNER_LISTS; l++)
		if (l != CODES_STATUS && partner_list_shapes[l] == MEANING_EVENT &&
			strcmp(partner_status_list(l), c->status_list) == 0)
			c->list = partner_list_words[l];
	if (!c->meaning)
		c->meaning = EVENT_NOTE;
}

bool partner_codes_read(struct conn *c, struct arena *a, const char *name, struct partner_row_code **codes,
	size_t *n, struct fault *f)
{
	struct param p[] = {P_TEXT(name)};
	struct rows *r;

	if (!conn_query(c, SQL_partner_codes_of, p, 1, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*codes = arena_alloc_array(a, *n + 1, sizeof **codes);
	for (int i = 0; i < (int)*n; i++) {
		(*codes)[i] = (struct partner_row_code){.list = rows_text(r, i, 0),
			.code = rows_text(r, i, 1),
			.meaning = rows_text(r, i, 2),
			.classifier = (enum classifier)within(r, i, 3, CLASSIFIERS),
			.mode = (enum mode)within(r, i, 4, MODES),
			.load_state = (enum load_state)within(r, i, 5, LOAD_STATES)};
		of_statuses(&(*codes)[i]);
	}
	return true;
}

static bool codes_world(struct conn *c, struct arena *a, struct partner_rows *all, struct fault *f)
{
	struct rows *r;

	if (!conn_query(c, SQL_partner_codes_all, NULL, 0, a, &r, f))
		return false;
	all->code_count = (size_t)rows_count(r);
	all->codes = arena_alloc_array(a, all->code_count + 1, sizeof *all->codes);
	for (int i = 0; i < rows_count(r); i++)
		all->codes[i] = (struct partner_code){
			rows_text(r, i, 0), rows_text(r, i, 1), rows_text(r, i, 2), rows_text(r, i, 3)};
	return true;
}

bool partners_world(
	struct conn *c, struct arena *a, struct partner_rows *all, struct partner_row **rows, struct fault *f)
{
	struct rows *r;

	*all = (struct partner_rows){0};
	if (!conn_query(c, SQL_partners_world, NULL, 0, a, &r, f))
		return false;
	all->partner_count = (size_t)rows_count(r);
	all->partners = arena_alloc_array(a, all->partner_count + 1, sizeof *all->partners);
	*rows = arena_alloc_array(a, all->partner_count + 1, sizeof **rows);
	for (int i = 0; i < rows_count(r); i++) {
		size_t acknowledge = partner_word(acknowledge_names, ACKNOWLEDGES, rows_text(r, i, 1));
		size_t datum = partner_word(datum_names, DATUMS, rows_text(r, i, 3));
		enum source_kind role = source_of_word(rows_text(r, i, 6));

		all->partners[i] = (struct partner){rows_text(r, i, 0),
			acknowledge < ACKNOWLEDGES ? (enum acknowledge)acknowledge : ACKNOWLEDGE_ASKED,
			(int)rows_int(r, i, 2), datum < DATUMS ? (enum datum)datum : DATUM_WGS84,
			role < SOURCES ? role : SOURCE_UNKNOWN};
		(*rows)[i] = (struct partner_row){.name = rows_text(r, i, 0),
			.strictness = rows_text(r, i, 4),
			.zones = rows_text(r, i, 5)};
	}
	return partner_signs_read(c, a, NULL, &all->signs, &all->sign_count, f) && codes_world(c, a, all, f);
}

/* The partner and two columns of texts. */
static struct param *sign_params(struct arena *a, const struct partner_set *p)
{
	struct param *params = arena_alloc_array(a, 3, sizeof *params);
	struct column kind, value;

	column_open(&kind, a, OID_TEXT);
	column_open(&value, a, OID_TEXT);
	for (size_t i = 0; i < p->sign_count; i++) {
		wire_array_text(&kind.array, sign_names[p->signs[i].kind]);
		wire_array_text(&value.array, p->signs[i].value);
	}
	params[0] = P_TEXT(p->row.name);
	params[1] = column_close(&kind);
	params[2] = column_close(&value);
	return params;
}

static bool signs_free(struct conn *c, struct arena *a, const struct partner_set *p, struct fault *f)
{
	struct rows *r;

	if (!conn_query(c, SQL_partner_signs_taken, sign_params(a, p), 3, a, &r, f))
		return false;
	return !rows_count(r) || fault_say(f, FAULT_CLASH, "%s %s is a sign of the partner %s already",
					 rows_text(r, 0, 0), rows_text(r, 0, 1), rows_text(r, 0, 2));
}

static void put_codes(struct batch *b, struct arena *a, const struct partner_set *p)
{
	struct param *params = arena_alloc_array(a, 4, sizeof *params);
	struct column c[3];

	if (p->place_count)
		place_codes_put_later(b, a, p->places, p->place_count);
	if (p->status_count)
		status_codes_put_later(b, a, "partner", p->statuses, p->status_count);
	if (!p->code_count)
		return;
	for (int i = 0; i < 3; i++)
		column_open(&c[i], a, OID_TEXT);
	for (size_t i = 0; i < p->code_count; i++) {
		wire_array_text(&c[0].array, p->codes[i].list);
		wire_array_text(&c[1].array, p->codes[i].code);
		wire_array_text(&c[2].array, p->codes[i].meaning);
	}
	params[0] = P_TEXT(p->row.name);
	for (int i = 0; i < 3; i++)
		params[i + 1] = column_close(&c[i]);
	batch_add(b, SQL_partner_codes_put, params, 4, NULL);
}

bool partner_save(struct conn *c, struct arena *a, const struct partner_set *p, struct fault *f)
{
	const struct partner_row *row = &p->row;
	struct param put[] = {P_TEXT(row->name), P_TEXT(row->title), P_TEXT(row->strictness),
		P_TEXT(row->zones), P_TEXT(row->acknowledge), p_int(a, row->contrl), P_TEXT(row->datum),
		P_TEXT(row->role)};
	struct batch *b = batch_new(c, a);
	bool fine;

	if (!signs_free(c, a, p, f))
		return false;
	batch_begin(b);
	batch_add(b, SQL_partner_put, put, 8, NULL);
	batch_add(b, SQL_partner_signs_drop, put, 1, NULL);
	batch_add(b, SQL_partner_codes_drop, put, 1, NULL);
	if (p->sign_count)
		batch_add(b, SQL_partner_signs_put, sign_params(a, p), 3, NULL);
	put_codes(b, a, p);
	lists_changed_later(b);
	batch_commit(b);
	fine = batch_run(b, f);
	if (!fine)
		conn_rollback(c);
	if (!fine && strcmp(f->sqlstate, "23505") == 0)
		fault_say(f, FAULT_CLASH, "one of these signs became another partner's just now");
	return fine;
}

bool partner_remove(struct conn *c, struct arena *a, const char *name, struct fault *f)
{
	struct param p[] = {P_TEXT(name)};
	struct batch *b = batch_new(c, a);
	struct rows *gone;

	batch_begin(b);
	batch_add(b, SQL_partner_codes_drop, p, 1, NULL);
	batch_add(b, SQL_partner_drop, p, 1, &gone);
	lists_changed_later(b);
	if (batch_run(b, f) && (rows_count(gone) || fault_say(f, FAULT_UNKNOWN, "no partner %.64s", name)) &&
		conn_commit(c, f))
		return true;
	conn_rollback(c);
	return false;
}

bool partner_map(
	struct conn *c, struct arena *a, const char *list, const struct partner_set *p, struct fault *f)
{
	const char *code = p->place_count    ? p->places[0].code
			   : p->status_count ? p->statuses[0].status
					     : p->codes[0].code;
	struct param params[] = {P_TEXT(p->row.name), P_TEXT(list), P_TEXT(code),
		P_TEXT(p->status_count ? p->statuses[0].list : NULL)};
	struct batch *b = batch_new(c, a);
	struct rows *there;

	batch_begin(b);
	batch_add(b, SQL_partner_touch, params, 1, &there);
	batch_add(b, SQL_partner_code_drop, params, 4, NULL);
	lists_changed_later(b);
	if (batch_run(b, f) &&
		(rows_count(there) || fault_say(f, FAULT_UNKNOWN, "no partner %.64s", p->row.name))) {
		b = batch_new(c, a);
		put_codes(b, a, p);
		batch_commit(b);
		if (batch_run(b, f))
			return true;
	}
	conn_rollback(c);
	return false;
}
