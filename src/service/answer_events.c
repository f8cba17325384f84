/* DCSA's events: the answers under /v2. */
#include "base/limits.h"
#include "service/answer_parts.h"
#include "wire/dcsa.h"

#define BRIEF_ROWS 200 /* a page that a worker may fetch itself */

enum { COLUMN_ID, COLUMN_RECORDED, COLUMN_DCSA, COLUMN_XID, COLUMN_LINE, COLUMN_SETTLED };

/* "2026-06-15 08:00:00.123456+00", as a session of ours writes a time, becomes RFC 3339. */
static void add_event(struct text *out, const struct rows *r, int row)
{
	const char *recorded = rows_text(r, row, COLUMN_RECORDED);

	text_say(out, "{\"eventID\":\"");
	text_say(out, rows_text(r, row, COLUMN_ID));
	text_say(out, "\",\"eventCreatedDateTime\":\"");
	text_add(out, recorded, 10);
	text_byte(out, 'T');
	text_add(out, recorded + 11, strcspn(recorded + 11, "+"));
	text_say(out, "Z\",");
	text_say(out, rows_text(r, row, COLUMN_DCSA));
	text_byte(out, '}');
}

/*
 * How many of the rows make the page.  A page that is not the last holds only what no open transaction can
 * come before, so that who follows the cursor misses nothing and sees nothing twice.
 */
static int page_rows(struct asking *q, const struct rows *r)
{
	int n = rows_count(r), kept = 0;

	if (n <= q->limit)
		return n;
	while (kept < q->limit && rows_bool(r, kept, COLUMN_SETTLED))
		kept++;
	if (kept)
		q->next = cursor_write(
			q->arena, arena_printf(q->arena, "%s.%s", rows_text(r, kept - 1, COLUMN_XID),
					  rows_text(r, kept - 1, COLUMN_LINE)));
	else
		q->next = q->cursor ? q->cursor : cursor_write(q->arena, "0.0");
	return kept;
}

static bool is_number(const char *s)
{
	return strlen(s) <= 19 && s[strspn(s, "0123456789")] == '\0';
}

/* The cursor's two parts as parameters. */
static bool after(struct asking *q, struct param p[2])
{
	const char *parts[2], *plain;

	p[0] = p[1] = P_NULL;
	if (!q->cursor)
		return true;
	plain = cursor_read(q->arena, q->cursor, q->fault);
	if (!plain || !cursor_split(q->arena, plain, parts, 2, q->fault))
		return false;
	if (!is_number(parts[0]) || !is_number(parts[1]) || strlen(parts[1]) > 9)
		return fault_say(q->fault, FAULT_BAD_REQUEST,
			"cursor is none that this endpoint gave; begin again without it");
	p[0] = P_TEXT(parts[0]);
	p[1] = P_TEXT(parts[1]);
	return true;
}

static const char *codes_literal(struct asking *q, const struct events_query *e)
{
	size_t n = e->equipment_code_count + e->transport_code_count;
	const char **all = arena_alloc_array(q->arena, n + 1, sizeof *all);

	for (size_t i = 0; i < e->equipment_code_count; i++)
		all[i] = e->equipment_codes[i];
	for (size_t i = 0; i < e->transport_code_count; i++)
		all[e->equipment_code_count + i] = e->transport_codes[i];
	return array_literal(q->arena, all, n);
}

/* Everything of one box, for who may see all. */
static bool asks_plainly(const struct asking *q, const struct events_query *e)
{
	return e->equipment_reference && !q->cursor && !e->location && !q->viewer && !e->types &&
	       !e->equipment_code_count && !e->transport_code_count && e->created_from == INSTANT_NONE &&
	       e->created_until == INSTANT_NONE;
}

static bool ask(struct asking *q, struct question *a, enum sql s, const struct param *p, int params)
{
	struct param *kept = arena_alloc_array(q->arena, (size_t)params, sizeof *kept);

	memcpy(kept, p, (size_t)params * sizeof *kept);
	*a = (struct question){.sql = s,
		.p = kept,
		.params = params,
		.arena = q->arena,
		.brief = (s == SQL_events_of_box || s == SQL_events_of_equipment) && q->limit <= BRIEF_ROWS};
	return true;
}

static bool ask_plainly(struct asking *q, const struct events_query *e, struct question *a)
{
	struct param p[] = {P_TEXT(e->equipment_reference), p_int(q->arena, q->limit + 1)};

	return ask(q, a, SQL_events_of_box, p, 2);
}

static bool ask_any(
	struct asking *q, const struct events_query *e, const struct param after[2], struct question *a)
{
	const char *container = e->equipment_reference, *place = e->location;
	enum sql statement = place       ? SQL_events_at_place
			     : container ? SQL_events_of_equipment
					 : SQL_events_all;
	struct param p[10] = {
		P_TEXT(q->viewer),
		P_TEXT(place ? place : container),
		p_int(q->arena, e->types),
		P_TEXT(codes_literal(q, e)),
		p_instant(q->arena, e->created_from),
		p_instant(q->arena, e->created_until),
		after[0],
		after[1],
		p_int(q->arena, q->limit + 1),
		P_TEXT(container),
	};

	return ask(q, a, statement, p, place ? 10 : 9);
}

bool events_ask(struct asking *q, const struct events_query *e, struct question *a)
{
	struct param after_cursor[2];
	bool first = a->rows == NULL;

	if (first && asks_plainly(q, e))
		return ask_plainly(q, e, a);
	return after(q, after_cursor) && ask_any(q, e, after_cursor, a);
}

/* The plain statement gives no cursor: where there is more than a page, the answer is not this. */
static bool tell_plainly(struct asking *q, const struct rows *r)
{
	int n = rows_count(r);

	if (n > q->limit)
		return false;
	text_byte(q->out, '[');
	for (int i = 0; i < n; i++) {
		if (i)
			text_byte(q->out, ',');
		dcsa_event(q->out, (const uint8_t *)rows_text(r, i, COLUMN_ID),
			rows_binary_instant(r, i, COLUMN_RECORDED), rows_text(r, i, COLUMN_DCSA),
			(size_t)rows_length(r, i, COLUMN_DCSA));
	}
	text_byte(q->out, ']');
	return true;
}

bool events_tell(struct asking *q, const struct question *a)
{
	const struct rows *r = a->rows;
	int n;

	if (a->sql == SQL_events_of_box)
		return tell_plainly(q, r);
	n = page_rows(q, r);
	text_byte(q->out, '[');
	for (int i = 0; i < n; i++) {
		if (i)
			text_byte(q->out, ',');
		add_event(q->out, r, i);
	}
	text_byte(q->out, ']');
	return true;
}

bool answer_event(struct asking *q, const char *event_id)
{
	struct param p[] = {P_TEXT(q->viewer), P_TEXT(event_id)};
	struct rows *r;

	if (!is_uuid(event_id))
		return fault_say(q->fault, FAULT_UNKNOWN, "eventID is a UUID, this is none");
	if (!conn_query(q->conn, SQL_event_by_id, p, 2, q->arena, &r, q->fault))
		return false;
	if (rows_count(r) == 0)
		return fault_say(q->fault, FAULT_UNKNOWN,
			"no event %s that DCSA 2.2 can express is known here", event_id);
	add_event(q->out, r, 0);
	return true;
}
