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

/*
 * How many of the rows make the page.  A page that is not the last holds only what no open transaction can
 * come before, so that who follows the cursor misses nothing and sees nothing twice.
 */
static int settled_rows(const struct asking *q, const struct rows *r)
{
	int kept = 0;

	while (kept < q->limit && rows_bool(r, kept, EVENTS_SETTLED))
		kept++;
	return kept;
}

static const char *cursor_behind(struct asking *q, const struct rows *r, int row, bool sorted)
{
	const char *xid = rows_text(r, row, EVENTS_XID), *line = rows_text(r, row, EVENTS_LINE);

	if (!sorted)
		return cursor_write(q->arena, arena_printf(q->arena, "%s.%s", xid, line));
	return cursor_write(q->arena, arena_printf(q->arena, "%s.%s.%s.%s", rows_text(r, row, EVENTS_FIRST),
					      rows_text(r, row, EVENTS_SECOND), xid, line));
}

/* In another order than the feed's a late event may stand anywhere: what is there is given. */
static int page_rows(struct asking *q, const struct rows *r, bool sorted)
{
	int kept;

	if (rows_count(r) <= q->limit)
		return rows_count(r);
	kept = sorted ? q->limit : settled_rows(q, r);
	if (kept)
		q->next = cursor_behind(q, r, kept - 1, sorted);
	else
		q->next = q->cursor ? q->cursor : cursor_write(q->arena, "0.0");
	return kept;
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
		dcsa_event(q->out, (const uint8_t *)rows_text(r, i, EVENTS_ID),
			rows_binary_instant(r, i, EVENTS_RECORDED), rows_text(r, i, EVENTS_DCSA),
			(size_t)rows_length(r, i, EVENTS_DCSA));
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
	n = page_rows(q, r, events_sorted(a));
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
