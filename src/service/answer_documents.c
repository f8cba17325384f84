/* Papers: what holds of each, what replaced it, who told of it, and which boxes and wagons it covers. */
#include "base/limits.h"
#include "codes/code.h"
#include "record/found_by.h"
#include "record/paper.h"
#include "service/answer_parts.h"

#include <strings.h>

/* Columns of paper_show.sql; of lists the first REPLACES + 1. */
enum column {
	KIND = PAPER_KIND,
	NUMBER,
	WRITTEN = PAPER_WRITTEN,
	SENDER,
	SAID,
	FUNCTION = PAPER_FUNCTION,
	ISSUED,
	PLACE,
	RAILWAY,
	REASON,
	REPLACES_KIND,
	REPLACES,
	DETAIL,
	INTAKE
};

static bool takes_back(const struct rows *r, int row)
{
	int64_t function = rows_int(r, row, FUNCTION);

	return function == FUNCTION_CANCEL || function == FUNCTION_RETRACT;
}

static void add_place(struct json *j, const struct world *w, const char *place)
{
	const struct place *known = place ? world_place(w, place) : NULL;

	part_place(j, w, known ? place : NULL, known ? NULL : place);
}

/* Whose clock it was, and how exact, is not kept: told by that of the place, so that a day stays that day. */
static void add_issued(struct json *j, const struct world *w, instant t, const char *place)
{
	const struct zone *zone = place ? world_zone(w, place) : NULL;

	if (t == INSTANT_NONE)
		return;
	jw_key(j, "issued");
	jw_open(j, '{');
	jw_key(j, "at");
	text_byte(j->out, '"');
	instant_write(j->out, t, zone ? zone_offset_at(zone, t) : 0);
	text_byte(j->out, '"');
	j->comma = true;
	jw_close(j, '}');
}

static void add_name(struct json *j, const char *key, const char *kind, const char *number)
{
	if (!number)
		return;
	jw_key(j, key);
	jw_open(j, '{');
	jw_member(j, "kind", kind);
	jw_member(j, "number", number);
	jw_close(j, '}');
}

/* What a word says of its paper. */
static void add_word(struct json *j, const struct world *w, const struct rows *r, int row)
{
	jw_member(j, "kind", rows_text(r, row, KIND));
	jw_member(j, "number", rows_text(r, row, WRITTEN));
	add_issued(j, w, rows_instant(r, row, ISSUED), rows_text(r, row, PLACE));
	add_place(j, w, rows_text(r, row, PLACE));
	jw_member(j, "railway", rows_text(r, row, RAILWAY));
	jw_member(j, "reason", rows_text(r, row, REASON));
	add_name(j, "replaces", rows_text(r, row, REPLACES_KIND), rows_text(r, row, REPLACES));
}

static bool add_replaced(struct asking *q, struct json *j, const char *kind, const char *number)
{
	struct param p[] = {P_TEXT(q->viewer), P_TEXT(kind), P_TEXT(number)};
	struct rows *r;

	if (!conn_query(q->conn, SQL_paper_replaced, p, 3, q->arena, &r, q->fault))
		return false;
	if (rows_count(r))
		add_name(j, "replacedBy", rows_text(r, 0, 0), rows_text(r, 0, 2));
	return true;
}

static bool add_subjects(struct asking *q, struct json *j, const char *kind, const char *number)
{
	struct param p[] = {P_TEXT(q->viewer), P_TEXT(kind), P_TEXT(number)};
	struct rows *r;

	if (!conn_query(q->conn, SQL_paper_subjects, p, 3, q->arena, &r, q->fault))
		return false;
	jw_key(j, "subjects");
	jw_open(j, '[');
	for (int i = 0; i < rows_count(r); i++)
		jw_string(j, rows_text(r, i, 0));
	jw_close(j, ']');
	return true;
}

static void add_told(struct json *j, const struct rows *r)
{
	jw_key(j, "told");
	jw_open(j, '[');
	for (int i = 0; i < rows_count(r); i++) {
		jw_open(j, '{');
		jw_member(j, "sender", rows_text(r, i, SENDER));
		part_instant(j, "said", rows_instant(r, i, SAID));
		jw_member(j, "function", function_names[rows_int(r, i, FUNCTION)]);
		jw_member(j, "intake", rows_text(r, i, INTAKE));
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

/* The last word counts; a cancelling one says nothing but that, so the one before it describes the paper. */
static int word_that_holds(const struct rows *r)
{
	for (int i = 0; i < rows_count(r); i++)
		if (!takes_back(r, i))
			return i;
	return 0;
}

static bool write_paper(struct asking *q, const struct world *w, const struct rows *r)
{
	const char *kind = rows_text(r, 0, KIND), *number = rows_text(r, 0, NUMBER);
	int row = word_that_holds(r);
	struct json j = {q->out, false};

	jw_open(&j, '{');
	add_word(&j, w, r, row);
	if (takes_back(r, 0))
		jw_member_bool(&j, "cancelled", true);
	if (!add_replaced(q, &j, kind, number) || !add_subjects(q, &j, kind, number))
		return false;
	jw_key(&j, "detail");
	jw_raw(&j, rows_text(r, row, DETAIL));
	add_told(&j, r);
	jw_close(&j, '}');
	return true;
}

static bool kind_named(struct asking *q, const char *word, const char **kind)
{
	enum paper_kind k = paper_of_word(word);

	if (k == PAPERS)
		return fault_say(q->fault, FAULT_BAD_REQUEST,
			"\"%.40s\" is no kind of paper that is known here", word);
	*kind = paper_words[k];
	return true;
}

void part_papers_later(struct batch *b, struct arena *a, const char *viewer, const char *const *containers,
	size_t n, struct rows **r)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);

	p[0] = P_TEXT(viewer);
	p[1] = P_TEXT(array_literal(a, containers, n));
	p[2] = p_int(a, LIMIT_BOX_PAPERS);
	batch_add(b, SQL_papers_of_containers, p, 3, r);
}

void part_papers(struct json *j, const struct world *w, const struct rows *r)
{
	jw_key(j, "documents");
	jw_open(j, '[');
	for (int i = 0; i < rows_count(r); i++) {
		jw_open(j, '{');
		add_word(j, w, r, i);
		add_name(j, "replacedBy", rows_text(r, i, PAPER_REPLACED_KIND),
			rows_text(r, i, PAPER_REPLACED));
		if (takes_back(r, i))
			jw_member_bool(j, "cancelled", true);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

bool answer_document(struct asking *q, const char *kind, const char *number)
{
	char value[FOUND_BY_ROOM];
	struct param p[] = {P_TEXT(q->viewer), P_NULL, P_TEXT(value)};
	struct world *w;
	struct rows *r;
	bool fine;

	if (!kind_named(q, kind, &p[1].bytes))
		return false;
	if (!found_by_value(number, value))
		return fault_say(q->fault, FAULT_UNKNOWN, "\"%.60s\" is no number of a paper", number);
	if (!conn_query(q->conn, SQL_paper_show, p, 3, q->arena, &r, q->fault))
		return false;
	if (!rows_count(r))
		return fault_say(q->fault, FAULT_UNKNOWN, "nobody told of %s %.60s", p[1].bytes, number);
	w = service_world(q->service);
	fine = write_paper(q, w, r);
	world_release(w);
	return fine;
}

/* Lists */

static const char *box_asked(struct asking *q, const char *container)
{
	struct code_answer a = code_judge(CODE_CONTAINER, container);

	if (a.verdict != CODE_NOT_THIS)
		return arena_strdup(q->arena, a.code);
	part_say_unknown(q->fault, container);
	return NULL;
}

static const char *wagon_asked(struct asking *q, const char *wagon)
{
	char digits[32];

	if (code_normalise(wagon, digits, sizeof digits, NULL, 0))
		return arena_printf(q->arena, "WAGON:%s", digits);
	fault_say(q->fault, FAULT_BAD_REQUEST, "wagon: \"%.40s\" is no number", wagon);
	return NULL;
}

static void write_list(struct asking *q, const struct world *w, const struct rows *r)
{
	int n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	struct json j = {q->out, false};

	jw_open(&j, '{');
	jw_key(&j, "documents");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++) {
		jw_open(&j, '{');
		add_word(&j, w, r, i);
		if (takes_back(r, i))
			jw_member_bool(&j, "cancelled", true);
		jw_member(&j, "sender", rows_text(r, i, SENDER));
		part_instant(&j, "said", rows_instant(r, i, SAID));
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	if (rows_count(r) > n)
		q->next = page_next(q, arena_printf(q->arena, "%s.%s", rows_text(r, n - 1, KIND),
					       rows_text(r, n - 1, NUMBER)));
	jw_key(&j, "next");
	jw_string(&j, q->next);
	jw_close(&j, '}');
}

static bool find_list(
	struct asking *q, const char *kind, const char *subject, const char *also, struct rows **r)
{
	struct param limit = p_int(q->arena, q->limit + 1);
	struct param at[2]; /* "kind.number" of the last paper told */

	if (!cursor_take(q, at, "tt"))
		return false;
	if (subject) {
		struct param p[] = {
			P_TEXT(q->viewer), P_TEXT(kind), P_TEXT(subject), P_TEXT(also), at[0], at[1], limit};

		return conn_query(q->conn, SQL_papers_of_subject, p, 7, q->arena, r, q->fault);
	}
	struct param p[] = {P_TEXT(q->viewer), P_TEXT(kind), at[1], limit};

	return conn_query(q->conn, SQL_papers_of_kind, p, 4, q->arena, r, q->fault);
}

bool answer_documents(struct asking *q, const char *kind, const char *container, const char *wagon)
{
	const char *box = NULL, *car = NULL;
	struct world *w;
	struct rows *r;

	if (!kind && !container && !wagon)
		return fault_say(q->fault, FAULT_BAD_REQUEST, "say a kind of paper, a container or a wagon");
	if ((kind && !kind_named(q, kind, &kind)) || (container && !(box = box_asked(q, container))) ||
		(wagon && !(car = wagon_asked(q, wagon))))
		return false;
	if (!find_list(q, kind, box ? box : car, box ? car : NULL, &r))
		return false;
	w = service_world(q->service);
	write_list(q, w, r);
	world_release(w);
	return true;
}
