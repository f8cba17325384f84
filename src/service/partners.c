#include "service/partners.h"

#include "service/answer_parts.h"
#include "service/partner_json.h"

#include <string.h>

bool partners_into_world(struct conn *c, struct arena *a, struct world *w, struct fault *f)
{
	struct partner_rows all;
	struct partner_row *rows;
	struct partner_zone_name *zones = NULL;
	size_t zone_count = 0, zone_room = 0, severity_room = 0;

	if (!partners_world(c, a, &all, &rows, f))
		return false;
	for (size_t i = 0; i < all.partner_count; i++) {
		partner_strictness_of(a, &rows[i], &all, &severity_room);
		partner_zones_of(a, &rows[i], &zones, &zone_count, &zone_room);
	}
	world_partners(w, &all, zones, zone_count);
	return true;
}

static void write_signs(struct json *j, const char *name, const struct partner_sign *signs, size_t n)
{
	jw_key(j, "signs");
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++) {
		if (strcmp(signs[i].partner, name) != 0)
			continue;
		jw_open(j, '{');
		jw_member(j, "kind", sign_names[signs[i].kind]);
		jw_member(j, "value", signs[i].value);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

/* All but its codes; the object stays open. */
static void write_partner(
	struct json *j, const struct partner_row *p, const struct partner_sign *signs, size_t n)
{
	jw_open(j, '{');
	jw_member(j, "name", p->name);
	jw_key(j, "title");
	jw_string(j, p->title);
	write_signs(j, p->name, signs, n);
	jw_key(j, "strictness");
	jw_raw(j, p->strictness);
	jw_key(j, "zones");
	jw_raw(j, p->zones);
	jw_member(j, "acknowledge", p->acknowledge);
	jw_member_integer(j, "contrl", p->contrl);
	jw_member(j, "datum", p->datum);
	jw_member(j, "role", p->role);
	jw_member(j, "changed", p->changed);
	jw_key(j, "seen");
	jw_open(j, '{');
	jw_member(j, "last", p->last);
	jw_member_integer(j, "intakes", p->intakes);
	jw_member_integer(j, "unknown", p->unknown);
	jw_close(j, '}');
}

/* Of an event its code and what is not as usual. */
static const char *meaning_told(struct arena *a, const struct partner_row_code *c)
{
	const char *told = c->meaning;

	if (!c->status_list)
		return told;
	if (c->classifier)
		told = arena_printf(a, "%s %s", told, classifier_names[c->classifier]);
	if (c->mode)
		told = arena_printf(a, "%s %s", told, mode_names[c->mode]);
	if (c->load_state)
		told = arena_printf(a, "%s %s", told, load_state_names[c->load_state]);
	return told;
}

static void write_codes(struct json *j, struct arena *a, const struct partner_row_code *codes, size_t n)
{
	jw_key(j, "codes");
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++) {
		const struct partner_row_code *c = &codes[i];

		jw_open(j, '{');
		jw_member(j, "list", c->list);
		if (c->status_list && *c->status_list && partner_list_of(c->list) == CODES_STATUS)
			jw_member(j, "of", c->status_list);
		jw_member(j, "code", c->code);
		jw_member(j, "meaning", meaning_told(a, c));
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

bool partners_list(struct asking *q)
{
	struct json j = {q->out, false};
	const char *after = NULL;
	struct partner_row *rows;
	struct partner_sign *signs;
	size_t n, sign_count;

	if (q->cursor && !(after = cursor_read(q->arena, q->cursor, q->fault)))
		return false;
	if (!partner_rows_read(q->conn, q->arena, NULL, after, q->limit + 1, &rows, &n, q->fault) ||
		!partner_signs_read(q->conn, q->arena, NULL, &signs, &sign_count, q->fault))
		return false;
	jw_open(&j, '{');
	jw_key(&j, "partners");
	jw_open(&j, '[');
	for (size_t i = 0; i < n && i < (size_t)q->limit; i++) {
		write_partner(&j, &rows[i], signs, sign_count);
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

bool partners_show(struct asking *q, const char *name)
{
	struct json j = {q->out, false};
	struct partner_row *row;
	struct partner_sign *signs;
	struct partner_row_code *codes;
	size_t n, sign_count, code_count;

	if (!partner_rows_read(q->conn, q->arena, name, NULL, 1, &row, &n, q->fault))
		return false;
	if (!n)
		return fault_say(q->fault, FAULT_UNKNOWN, "no partner %.64s", name);
	if (!partner_signs_read(q->conn, q->arena, name, &signs, &sign_count, q->fault) ||
		!partner_codes_read(q->conn, q->arena, name, &codes, &code_count, q->fault))
		return false;
	write_partner(&j, row, signs, sign_count);
	write_codes(&j, q->arena, codes, code_count);
	jw_close(&j, '}');
	return true;
}

bool partners_put(struct asking *q, const char *name, const json_t *body, bool *made)
{
	struct world *w = service_world(q->service);
	struct partner_row *before;
	struct partner_set p;
	size_t n;
	bool fine = partner_name_read(name, q->fault) &&
		    partner_rows_read(q->conn, q->arena, name, NULL, 1, &before, &n, q->fault) &&
		    partner_read(q->arena, w, name, body, &p, q->fault) &&
		    partner_save(q->conn, q->arena, &p, q->fault);

	world_release(w);
	if (!fine || !service_reload_with(q->service, q->conn, q->fault))
		return false;
	*made = !n;
	return partners_show(q, name);
}

bool partners_drop(struct asking *q, const char *name)
{
	struct json j = {q->out, false};

	if (!partner_remove(q->conn, q->arena, name, q->fault) ||
		!service_reload_with(q->service, q->conn, q->fault))
		return false;
	jw_open(&j, '{');
	jw_member(&j, "name", name);
	jw_member_bool(&j, "dropped", true);
	jw_close(&j, '}');
	return true;
}
