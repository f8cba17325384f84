/* DCSA's events: the answers under /v2. */
#include "base/limits.h"
#include "service/answer_parts.h"
#include "service/events_ask.h"

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

bool answer_events(struct asking *q, const struct events_query *e)
{
	bool sorted = e->sort[0] != SORT_FEED;
	struct rows *r;
	int n;

	if (!events_ask(q, e, &r))
		return false;
	n = page_rows(q, r, sorted);
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
