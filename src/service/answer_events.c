/* DCSA's events: the answers under /v2. */
#include "base/limits.h"
#include "service/answer_parts.h"
#include "service/events_ask.h"
#include "wire/dcsa.h"

/* "2026-06-15 08:00:00.123456+00", as a session of ours writes a time, becomes RFC 3339. */
static void add_event(struct text *out, const struct rows *r, int row)
{
	const char *recorded = rows_text(r, row, EVENTS_RECORDED);

	text_say(out, "{\"eventID\":\"");
	text_say(out, rows_text(r, row, EVENTS_ID));
	text_say(out, "\",\"eventCreatedDateTime\":\"");
	text_add(out, recorded, 10);
	text_byte(out, 'T');
	text_add(out, recorded + 11, strcspn(recorded + 11, "+"));
	text_say(out, "Z\",");
	text_say(out, rows_text(r, row, EVENTS_DCSA));
	text_byte(out, '}');
}

static void add_binary_event(struct text *out, const struct rows *r, int row)
{
	dcsa_event(out, (const uint8_t *)rows_text(r, row, EVENTS_ID),
		rows_binary_instant(r, row, EVENTS_RECORDED), rows_text(r, row, EVENTS_DCSA),
		(size_t)rows_length(r, row, EVENTS_DCSA));
}

static void add_events(struct text *out, const struct question *a, int n)
{
	bool plain = events_plain(a);

	text_byte(out, '[');
	for (int i = 0; i < n; i++) {
		if (i)
			text_byte(out, ',');
		if (plain)
			add_binary_event(out, a->rows, i);
		else
			add_event(out, a->rows, i);
	}
	text_byte(out, ']');
}

/*
 * How many of the rows make the page.  A page that is not the last holds only what no open transaction can
 * come before, so that who follows the cursor misses nothing and sees nothing twice.
 */
static int settled_rows(const struct asking *q, const struct question *a)
{
	const struct rows *r = a->rows;
	bool plain = events_plain(a);
	int kept = 0;

	while (kept < q->limit &&
		(plain ? rows_binary_int(r, kept, EVENTS_SETTLED) : rows_bool(r, kept, EVENTS_SETTLED)))
		kept++;
	return kept;
}

static const char *cursor_behind(struct asking *q, const struct question *a, int row)
{
	const struct rows *r = a->rows;

	if (events_plain(a))
		return cursor_write(q->arena, arena_printf(q->arena, "%llu.%lld",
						      (unsigned long long)rows_binary_int(r, row, EVENTS_XID),
						      (long long)rows_binary_int(r, row, EVENTS_LINE)));
	if (!events_sorted(a))
		return cursor_write(q->arena, arena_printf(q->arena, "%s.%s", rows_text(r, row, EVENTS_XID),
						      rows_text(r, row, EVENTS_LINE)));
	return cursor_write(q->arena, arena_printf(q->arena, "%s.%s.%s.%s", rows_text(r, row, EVENTS_FIRST),
					      rows_text(r, row, EVENTS_SECOND), rows_text(r, row, EVENTS_XID),
					      rows_text(r, row, EVENTS_LINE)));
}

/* In another order than the feed's a late event may stand anywhere: what is there is given. */
static int page_rows(struct asking *q, const struct question *a)
{
	int kept;

	if (rows_count(a->rows) <= q->limit)
		return rows_count(a->rows);
	kept = events_sorted(a) ? q->limit : settled_rows(q, a);
	if (kept)
		q->next = cursor_behind(q, a, kept - 1);
	else
		q->next = q->cursor ? q->cursor : cursor_write(q->arena, "0.0");
	return kept;
}

/* Whether the rows of a plain statement are all that make the page; of a box it gives no cursor. */
static bool is_whole(const struct asking *q, const struct question *a)
{
	int n = rows_count(a->rows);

	if (a->sql == SQL_events_of_box)
		return n <= q->limit;
	if (a->sql == SQL_events_of_booking || a->sql == SQL_events_of_bill)
		return n && !rows_binary_int(a->rows, 0, EVENTS_ELSEWHERE);
	return true;
}

bool events_tell(struct asking *q, const struct question *a)
{
	if (!is_whole(q, a))
		return false;
	add_events(q->out, a, page_rows(q, a));
	return true;
}

bool answer_event(struct asking *q, const char *event_id)
{
	struct param p[] = {P_TEXT(q->viewer), P_TEXT(event_id)};
	struct rows *r;

	if (!uuid_read(event_id, NULL))
		return fault_say(q->fault, FAULT_UNKNOWN, "eventID is a UUID, this is none");
	if (!conn_query(q->conn, SQL_event_by_id, p, 2, q->arena, &r, q->fault))
		return false;
	if (rows_count(r) == 0)
		return fault_say(q->fault, FAULT_UNKNOWN,
			"no event %s that DCSA 2.2 can express is known here", event_id);
	add_event(q->out, r, 0);
	return true;
}
