#include "service/alerts.h"

#include "base/limits.h"
#include "codes/code.h"
#include "domain/exception.h"
#include "service/answer_parts.h"

#include <string.h>

#define BOXES_MOST 1000
#define WORDS_MOST 500

static const struct exception_row *rule_of(const char *code)
{
	for (size_t i = 0; i < EXCEPTIONS; i++)
		if (strcmp(exception_rows[i].code, code) == 0)
			return &exception_rows[i];
	return NULL;
}

static void write_head(struct json *j, const struct world *w, const struct rows *r, int row)
{
	const struct exception_row *rule = rule_of(rows_text(r, row, 1));
	int kind = (int)rows_int(r, row, 2);

	jw_member(j, "id", rows_text(r, row, 0));
	jw_member(j, "code", rows_text(r, row, 1));
	jw_member(j, "severity", rule ? rule->severity : NULL);
	jw_member(j, "text", rule ? rule->text : NULL);
	jw_key(j, "cause");
	jw_open(j, '{');
	jw_member(j, "kind", kind >= 0 && kind < CAUSES ? cause_words[kind] : NULL);
	jw_member(j, "key", rows_text(r, row, 3));
	jw_member(j, "name", rows_text(r, row, 16));
	jw_close(j, '}');
	part_instant(j, "since", rows_instant(r, row, 12));
	part_instant(j, "opened", rows_instant(r, row, 4));
	part_instant(j, "closed", rows_instant(r, row, 5));
	jw_member_integer(j, "containers", rows_int(r, row, 11));
	part_place_as(j, "place", w, rows_text(r, row, 14), false);
	if (rows_int(r, row, 15))
		jw_member_integer(j, "bySeconds", rows_int(r, row, 15));
	if (rows_bool(r, row, 13))
		jw_member_bool(j, "toldLate", true);
	jw_member(j, "owner", rows_text(r, row, 6));
	part_instant(j, "due", rows_instant(r, row, 7));
	part_instant(j, "acknowledged", rows_instant(r, row, 8));
	part_instant(j, "snoozedUntil", rows_instant(r, row, 9));
	jw_member(j, "falseBecause", rows_text(r, row, 10));
}

/* "opened.id" of the last one told. */
static bool read_cursor(struct asking *q, struct param p[2])
{
	if (!cursor_take(q, p, "mu"))
		return false;
	if (q->cursor)
		p[0] = p_instant(q->arena, strtoll(p[0].bytes, NULL, 10));
	return true;
}

static const char *number_of(struct asking *q, const char *container)
{
	char code[32], changed[128];

	if (!container)
		return NULL;
	return code_normalise(container, code, sizeof code, changed, sizeof changed)
		       ? arena_strdup(q->arena, code)
		       : container;
}

bool alerts_list(struct asking *q, const struct alerts_asked *asked)
{
	struct param p[] = {p_bool(!asked->all), P_TEXT(asked->code), P_TEXT(number_of(q, asked->container)),
		P_TEXT(asked->owner), P_NULL, P_NULL, p_int(q->arena, q->limit + 1)};
	struct json j = {q->out, false};
	struct world *w;
	struct rows *r;
	int n;

	if (!read_cursor(q, p + 4) || !conn_query(q->conn, SQL_alerts_page, p, 7, q->arena, &r, q->fault))
		return false;
	n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	w = service_world(q->service);
	jw_open(&j, '{');
	jw_key(&j, "exceptions");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++) {
		jw_open(&j, '{');
		write_head(&j, w, r, i);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	world_release(w);
	if (rows_count(r) > n)
		q->next = page_next(q, arena_printf(q->arena, "%lld.%s", (long long)rows_instant(r, n - 1, 4),
					       rows_text(r, n - 1, 0)));
	jw_member(&j, "next", q->next);
	if (!q->next) {
		jw_key(&j, "next");
		jw_null(&j);
	}
	jw_close(&j, '}');
	return true;
}

static void write_box(struct json *j, const struct world *w, const struct rows *r, int row)
{
	jw_open(j, '{');
	jw_member(j, "container", rows_text(r, row, 0));
	jw_member(j, "journey", rows_text(r, row, 1));
	part_instant(j, "since", rows_instant(r, row, 2));
	part_place_as(j, "place", w, rows_text(r, row, 3), false);
	if (rows_int(r, row, 4))
		jw_member_integer(j, "bySeconds", rows_int(r, row, 4));
	jw_member(j, "eventID", rows_text(r, row, 5));
	if (rows_bool(r, row, 6))
		jw_member_bool(j, "toldLate", true);
	part_instant(j, "opened", rows_instant(r, row, 7));
	part_instant(j, "closed", rows_instant(r, row, 8));
	jw_close(j, '}');
}

static bool write_boxes(struct asking *q, struct json *j, const struct world *w, const char *id)
{
	struct param p[] = {P_TEXT(id), p_int(q->arena, BOXES_MOST + 1)};
	struct rows *r;

	if (!conn_query(q->conn, SQL_alert_boxes, p, 2, q->arena, &r, q->fault))
		return false;
	jw_key(j, "boxes");
	jw_open(j, '[');
	for (int i = 0; i < rows_count(r) && i < BOXES_MOST; i++)
		write_box(j, w, r, i);
	jw_close(j, ']');
	if (rows_count(r) > BOXES_MOST)
		jw_member_bool(j, "boxesCut", true);
	return true;
}

static bool write_steps(struct asking *q, struct json *j, const char *id)
{
	struct param p[] = {P_TEXT(id)};
	struct rows *r;

	if (!conn_query(q->conn, SQL_alert_steps, p, 1, q->arena, &r, q->fault))
		return false;
	jw_key(j, "steps");
	jw_open(j, '[');
	for (int i = 0; i < rows_count(r); i++) {
		jw_open(j, '{');
		part_instant(j, "at", rows_instant(r, i, 0));
		jw_member(j, "who", rows_text(r, i, 1));
		jw_member(j, "step", rows_text(r, i, 2));
		jw_member(j, "detail", rows_text(r, i, 3));
		jw_close(j, '}');
	}
	jw_close(j, ']');
	return true;
}

static bool say_unknown(struct asking *q, const char *id)
{
	return fault_say(q->fault, FAULT_UNKNOWN, "no exception has the id %.40s", id);
}

bool alerts_show(struct asking *q, const char *id)
{
	struct param p[] = {P_TEXT(id)};
	struct json j = {q->out, false};
	struct world *w;
	uint8_t bytes[16];
	struct rows *r;
	bool good;

	if (!uuid_read(id, bytes))
		return say_unknown(q, id);
	if (!conn_query(q->conn, SQL_alert_show, p, 1, q->arena, &r, q->fault))
		return false;
	if (!rows_count(r))
		return say_unknown(q, id);
	w = service_world(q->service);
	jw_open(&j, '{');
	write_head(&j, w, r, 0);
	good = write_boxes(q, &j, w, id) && write_steps(q, &j, id);
	jw_close(&j, '}');
	world_release(w);
	return good;
}

/* ---- steps ---- */

struct stepping {
	const char *detail, *owner, *because;
	instant due, until;
};

static bool text_of(struct asking *q, const json_t *body, const char *key, bool needed, const char **out)
{
	const json_t *v = json_object_get(body, key);

	*out = json_string_value(v);
	if (v && !json_is_null(v) && (!*out || strlen(*out) > WORDS_MOST))
		return fault_say(q->fault, FAULT_BAD_BODY, "%s: a text of at most %d bytes", key, WORDS_MOST);
	return (*out && **out) || !needed || fault_say(q->fault, FAULT_BAD_BODY, "%s is missing", key);
}

static bool time_of(struct asking *q, const json_t *body, const char *key, bool needed, instant *out)
{
	const char *s = json_string_value(json_object_get(body, key));
	int offset;

	*out = INSTANT_NONE;
	if (s && instant_read(s, strlen(s), out, &offset))
		return true;
	if (!s && !needed)
		return true;
	return fault_say(q->fault, FAULT_BAD_BODY, "%s: a time as 2026-06-18T02:00:00+08:00", key);
}

static bool take_acknowledge(struct asking *q, const json_t *body, struct stepping *s)
{
	return text_of(q, body, "note", false, &s->detail);
}

static bool take_assign(struct asking *q, const json_t *body, struct stepping *s)
{
	if (!text_of(q, body, "owner", true, &s->owner) || !time_of(q, body, "due", false, &s->due))
		return false;
	s->detail = s->owner;
	return true;
}

static bool take_snooze(struct asking *q, const json_t *body, struct stepping *s)
{
	if (!time_of(q, body, "until", true, &s->until))
		return false;
	s->detail = json_string_value(json_object_get(body, "until"));
	return true;
}

static bool take_false(struct asking *q, const json_t *body, struct stepping *s)
{
	if (!text_of(q, body, "because", true, &s->because))
		return false;
	s->detail = s->because;
	return true;
}

static bool take_note(struct asking *q, const json_t *body, struct stepping *s)
{
	return text_of(q, body, "note", true, &s->detail);
}

static const struct step_row {
	const char *word;
	bool (*take)(struct asking *q, const json_t *body, struct stepping *s);
} step_rows[] = {
	{"acknowledge", take_acknowledge},
	{"assign", take_assign},
	{"snooze", take_snooze},
	{"false", take_false},
	{"reopen", take_acknowledge},
	{"note", take_note},
};

#define STEPS (sizeof step_rows / sizeof *step_rows)

static const struct step_row *step_of(struct asking *q, const json_t *body)
{
	const char *word = json_string_value(json_object_get(body, "step"));

	for (size_t i = 0; word && i < STEPS; i++)
		if (strcmp(step_rows[i].word, word) == 0)
			return &step_rows[i];
	fault_say(
		q->fault, FAULT_BAD_BODY, "step is one of acknowledge, assign, snooze, false, reopen, note");
	return NULL;
}

bool alerts_step(struct asking *q, const char *id, const char *who, const json_t *body)
{
	const struct step_row *row = step_of(q, body);
	struct stepping s = {.due = INSTANT_NONE, .until = INSTANT_NONE};
	uint8_t bytes[16];
	struct rows *r;

	if (!row || !row->take(q, body, &s))
		return false;
	if (!uuid_read(id, bytes))
		return say_unknown(q, id);
	{
		struct param p[] = {P_TEXT(id), P_TEXT(who), P_TEXT(row->word), P_TEXT(s.detail),
			P_TEXT(s.owner), p_instant(q->arena, s.due), p_instant(q->arena, s.until),
			P_TEXT(s.because)};

		if (!conn_query(q->conn, SQL_alert_step, p, 8, q->arena, &r, q->fault))
			return false;
	}
	return rows_count(r) ? alerts_show(q, id) : say_unknown(q, id);
}

/* ---- rules ---- */

static void write_rule(struct json *j, const struct exception_row *rule, const struct rows *r)
{
	int64_t all = 0, wrong = 0, open = 0, waiting = 0;

	for (int i = 0; i < rows_count(r); i++)
		if (strcmp(rows_text(r, i, 0), rule->code) == 0) {
			all = rows_int(r, i, 1);
			wrong = rows_int(r, i, 2);
			open = rows_int(r, i, 3);
			waiting = rows_int(r, i, 4);
		}
	jw_open(j, '{');
	jw_member(j, "code", rule->code);
	jw_member(j, "severity", rule->severity);
	jw_member(j, "text", rule->text);
	jw_member_integer(j, "graceHours", rule->hours);
	jw_member(j, "cause", cause_words[rule->cause]);
	jw_member_integer(j, "alerts", all);
	jw_member_integer(j, "open", open);
	jw_member_integer(j, "waiting", waiting);
	jw_member_integer(j, "false", wrong);
	if (all) {
		jw_key(j, "precision");
		text_printf(j->out, "%lld.%02lld", (long long)((all - wrong) / all),
			(long long)((all - wrong) % all * 100 / all));
		j->comma = true;
	}
	jw_close(j, '}');
}

bool alerts_rules(struct asking *q)
{
	struct json j = {q->out, false};
	struct rows *r;

	if (!conn_query(q->conn, SQL_alerts_right, NULL, 0, q->arena, &r, q->fault))
		return false;
	jw_open(&j, '{');
	jw_key(&j, "rules");
	jw_open(&j, '[');
	for (size_t i = 0; i < EXCEPTIONS; i++)
		write_rule(&j, &exception_rows[i], r);
	jw_close(&j, ']');
	jw_close(&j, '}');
	return true;
}
