#include "service/events3.h"

#include "base/limits.h"
#include "service/answer_parts.h"
#include "service/feedback.h"
#include "store/event_read.h"
#include "wire/dcsa3.h"

#include <string.h>

#define SPARE      100 /* rows beyond the limit, for those that have no words */
#define BRIEF_ROWS 200 /* a page that a worker may fetch itself */
#define CODES_MOST 32

enum { E3_RECORDED = EVENT_COLUMNS, E3_XID, E3_LINE, E3_SETTLED, E3_BACK, E3_WANTED };

/* Asking */

enum { P_VIEWER, P_XID, P_LINE, P_ROWS, P_TYPES, P_IOT, P_REEFER, P_FROM, P_UNTIL, P_FEED };
enum { P_KEY = P_FEED, P_BOOKING, P_DOCUMENT, P_EQUIPMENT, P_KIND = P_EQUIPMENT, P_PAPER };

static struct param codes_of(struct asking *q, enum dcsa3_type type)
{
	const char *codes[CODES_MOST];
	size_t n = 0;

	while (n < CODES_MOST && (codes[n] = dcsa3_code(type, n)))
		n++;
	return P_TEXT(array_literal(q->arena, codes, n));
}

static void ask_for(struct question *a, enum sql s, int params, bool brief)
{
	a->sql = s;
	a->params = params;
	a->brief = brief;
}

/* The feed is read by stretches of one size, whatever is wanted of them. */
static int rows_asked(const struct asking *q, const struct events3_query *e)
{
	return e->equipment || e->booking || e->transport_document ? q->limit + SPARE : LIMIT_PAGE + 1;
}

bool events3_ask(struct asking *q, const struct events3_query *e, struct question *a)
{
	struct param *p = arena_alloc_array(q->arena, P_PAPER, sizeof *p);
	bool few = q->limit <= BRIEF_ROWS;

	p[P_VIEWER] = P_TEXT(q->viewer);
	if (!cursor_take(q, &p[P_XID], "xl"))
		return false;
	p[P_ROWS] = p_int(q->arena, rows_asked(q, e));
	p[P_TYPES] = p_int(q->arena, e->types);
	p[P_IOT] = codes_of(q, DCSA3_IOT);
	p[P_REEFER] = codes_of(q, DCSA3_REEFER);
	p[P_FROM] = p_instant(q->arena, e->updated_from);
	p[P_UNTIL] = p_instant(q->arena, e->updated_until);
	p[P_BOOKING] = P_TEXT(e->booking);
	p[P_DOCUMENT] = P_TEXT(e->transport_document);
	*a = (struct question){.p = p, .arena = q->arena};
	if (e->equipment) {
		p[P_KEY] = P_TEXT(e->equipment);
		ask_for(a, SQL_events3_of_equipment, P_EQUIPMENT, few);
	} else if (e->booking || e->transport_document) {
		p[P_KEY] = P_TEXT(e->booking ? e->booking : e->transport_document);
		p[P_KIND] = P_TEXT(e->booking ? "BKG" : "TRD");
		ask_for(a, SQL_events3_of_document, P_PAPER, false); /* it may be of a shipload */
	} else {
		ask_for(a, SQL_events3_all, P_FEED, false);
	}
	return true;
}

/* Telling */

struct page {
	struct text *out;
	size_t said, left_out;
};

static bool is_wanted(const struct question *a, int row)
{
	return a->sql != SQL_events3_all || rows_bool(a->rows, row, E3_WANTED);
}

/* Reads a row; false: it is none that is asked for, or one without words, which is counted. */
static bool read_row(struct page *p, struct asking *q, const struct question *a, int row, struct event *e)
{
	const char *why;

	if (!is_wanted(a, row))
		return false;
	event_read(e, q->arena, a->rows, row);
	if (dcsa3_says(e, &why))
		return true;
	p->left_out++;
	return false;
}

static void say_row(struct page *p, const struct question *a, int row, const struct event *e)
{
	instant back = rows_instant(a->rows, row, E3_BACK);
	const char *why;

	if (p->said++)
		text_byte(p->out, ',');
	if (back != INSTANT_NONE)
		dcsa3_retracted(p->out, e, back);
	else
		dcsa3_event(p->out, e, rows_instant(a->rows, row, E3_RECORDED), &why);
}

static const char *cursor_behind(struct asking *q, const struct rows *r, int row)
{
	return cursor_write(q->arena,
		arena_printf(q->arena, "%s.%s", rows_text(r, row, E3_XID), rows_text(r, row, E3_LINE)));
}

/*
 * How many of the rows make the page: until it has its events.  A page that is not the last holds only what
 * no open transaction can come before, so that who follows the cursor misses nothing and sees nothing twice.
 */
static int page_rows(struct asking *q, const struct question *a, bool settled, struct page *p)
{
	int n = rows_count(a->rows), i;
	struct event e;

	*p = (struct page){.out = q->out};
	text_clear(q->out);
	text_say(q->out, "{\"events\":[");
	for (i = 0; i < n && (!settled || rows_bool(a->rows, i, E3_SETTLED)); i++) {
		if (!read_row(p, q, a, i, &e))
			continue;
		if ((int)p->said == q->limit)
			break;
		say_row(p, a, i, &e);
	}
	return i;
}

static void say_feedback(struct asking *q, const struct page *p)
{
	struct json j = {p->out, true};

	if (!p->left_out)
		return;
	jw_key(&j, "feedbackElements");
	jw_open(&j, '[');
	feedback_element(&j, "INFO",
		arena_printf(q->arena,
			"events that have no words in DCSA 3.0 were left out here: %zu; "
			"/api/v1/containers/{number} has them",
			p->left_out),
		NULL);
	jw_close(&j, ']');
}

bool events3_tell(struct asking *q, const struct question *a)
{
	int n = rows_count(a->rows), kept;
	/* nothing stands behind the rows */
	bool whole = n < (int)strtol(a->p[P_ROWS].bytes, NULL, 10);
	struct page p;

	kept = page_rows(q, a, false, &p);
	if (!whole || kept < n) { /* this is not the last page */
		kept = page_rows(q, a, true, &p);
		if (kept)
			q->next = cursor_behind(q, a->rows, kept - 1);
		else
			q->next = q->cursor ? q->cursor : cursor_write(q->arena, "0.0");
	}
	text_byte(q->out, ']');
	say_feedback(q, &p);
	text_byte(q->out, '}');
	return true;
}
