/* What came in: intakes, their bytes and receipts, and the messages in them. */
#include "base/limits.h"
#include "service/answer_parts.h"

/* kept: the column that says whether the bytes are here. */
static void add_intake(struct json *j, const struct rows *r, int row, int kept)
{
	jw_member(j, "intakeId", rows_text(r, row, 0));
	jw_member(j, "sender", rows_text(r, row, 1));
	jw_member(j, "channel", rows_text(r, row, 2));
	jw_member(j, "format", rows_text(r, row, 3));
	jw_member(j, "name", rows_text(r, row, 4));
	jw_member_integer(j, "bytes", rows_int(r, row, 5));
	part_instant(j, "received", rows_instant(r, row, 6));
	jw_member(j, "status", rows_text(r, row, 7));
	jw_member_integer(j, "messages", rows_int(r, row, 8));
	jw_member_integer(j, "events", rows_int(r, row, 9));
	jw_member_integer(j, "new", rows_int(r, row, 10));
	jw_member(j, "sha256", rows_text(r, row, 11));
	if (!rows_bool(r, row, kept))
		jw_member_bool(j, "kept", false);
}

bool answer_intakes(struct asking *q, const char *status)
{
	struct param at[2],
		p[5] = {P_TEXT(q->viewer), P_TEXT(status), P_NULL, P_NULL, p_int(q->arena, q->limit + 1)};
	struct json j = {q->out, false};
	struct rows *r;
	int n;

	if (!cursor_take(q, at, "mu"))
		return false;
	if (q->cursor) {
		p[2] = p_instant(q->arena, (instant)strtoll(at[0].bytes, NULL, 10));
		p[3] = at[1];
	}
	if (!conn_query(q->conn, SQL_intakes_page, p, 5, q->arena, &r, q->fault))
		return false;
	n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	jw_open(&j, '{');
	jw_key(&j, "intakes");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++) {
		jw_open(&j, '{');
		add_intake(&j, r, i, 12);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	if (rows_count(r) > n)
		q->next = cursor_write(
			q->arena, arena_printf(q->arena, "%lld.%s", (long long)rows_instant(r, n - 1, 6),
					  rows_text(r, n - 1, 0)));
	jw_member(&j, "next", q->next);
	jw_close(&j, '}');
	return true;
}

static bool no_intake(struct asking *q, const char *id)
{
	return fault_say(q->fault, FAULT_UNKNOWN, "no intake %.40s is known here", id);
}

bool answer_intake(struct asking *q, const char *id)
{
	struct param p[] = {P_TEXT(q->viewer), P_TEXT(id)};
	struct json j = {q->out, false};
	const char *receipt;
	struct rows *r;

	if (!uuid_read(id, NULL))
		return no_intake(q, id);
	if (!conn_query(q->conn, SQL_intake_show, p, 2, q->arena, &r, q->fault))
		return false;
	if (!rows_count(r))
		return no_intake(q, id);
	receipt = rows_text(r, 0, 13);
	jw_open(&j, '{');
	add_intake(&j, r, 0, 14);
	jw_member(&j, "contentType", rows_text(r, 0, 12));
	if (receipt) {
		jw_key(&j, "receipt");
		jw_raw(&j, receipt);
	}
	jw_close(&j, '}');
	return true;
}

static int hex_digit(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

void part_hex(struct text *out, const char *hex, size_t n)
{
	for (size_t i = 0; i + 1 < n; i += 2)
		text_byte(out, (char)(hex_digit(hex[i]) << 4 | hex_digit(hex[i + 1])));
}

bool answer_intake_raw(struct asking *q, const char *id)
{
	struct param p[] = {P_TEXT(q->viewer), P_TEXT(id), P_NULL};
	struct rows *r;
	int64_t bytes;

	if (!uuid_read(id, NULL))
		return no_intake(q, id);
	if (!conn_query(q->conn, SQL_intake_show, p, 2, q->arena, &r, q->fault))
		return false;
	if (!rows_count(r))
		return no_intake(q, id);
	if (!rows_bool(r, 0, 14))
		return fault_say(q->fault, FAULT_GONE,
			"this delivery was %s and its bytes are not kept; its size, sha256 and reasons stand "
			"at "
			"/api/v1/intakes/%s",
			rows_text(r, 0, 7), id);
	bytes = rows_int(r, 0, 5);
	if (bytes > (int64_t)q->service->settings.raw_most)
		return fault_say(q->fault, FAULT_TOO_LARGE,
			"this intake has %lld bytes; over HTTP at most %lld are given back", (long long)bytes,
			(long long)q->service->settings.raw_most);
	for (int piece = 0; (int64_t)q->out->length < bytes; piece++) {
		struct arena scratch = ARENA_INIT;
		bool got;

		p[2] = p_int(&scratch, piece);
		got = conn_query(q->conn, SQL_intake_bytes, p, 3, &scratch, &r, q->fault) &&
		      (rows_count(r) || fault_say(q->fault, FAULT_INTERNAL,
						"piece %d of intake %s is missing", piece, id));
		if (got)
			part_hex(q->out, rows_text(r, 0, 0), (size_t)rows_length(r, 0, 0));
		arena_free(&scratch);
		if (!got)
			return false;
	}
	return true;
}

void part_message(struct json *j, const struct rows *r, int row)
{
	text_printf(j->out, "%s\"messageId\":\"%s.%s\"", j->comma ? "," : "", rows_text(r, row, 0),
		rows_text(r, row, 1));
	j->comma = true;
	jw_member(j, "intakeId", rows_text(r, row, 0));
	jw_member(j, "format", rows_text(r, row, 2));
	jw_member(j, "type", rows_text(r, row, 3));
	jw_member(j, "directory", rows_text(r, row, 4));
	jw_member(j, "reference", rows_text(r, row, 5));
	jw_member(j, "document", rows_text(r, row, 6));
	jw_member(j, "sender", rows_text(r, row, 7));
	jw_member(j, "recipient", rows_text(r, row, 8));
	part_instant(j, "said", rows_instant(r, row, 9));
	jw_member(j, "function", function_names[rows_int(r, row, 10) % FUNCTIONS]);
	jw_member(j, "status", rows_text(r, row, 11));
	jw_member_integer(j, "events", rows_int(r, row, 12));
	jw_member_integer(j, "new", rows_int(r, row, 13));
	jw_member_integer(j, "offset", rows_int(r, row, 14));
	jw_member_integer(j, "length", rows_int(r, row, 15));
	jw_key(j, "diagnostics");
	jw_raw(j, rows_text(r, row, 16));
	part_instant(j, "received", rows_instant(r, row, 17));
}

static bool messages_of(struct asking *q, const char *intake, const char *status, const struct param after[3],
	struct rows **r)
{
	struct param most = p_int(q->arena, q->limit + 1);
	struct param of_one[] = {P_TEXT(q->viewer), P_TEXT(intake), P_TEXT(status), after[2], most};
	struct param of_all[] = {P_TEXT(q->viewer), P_TEXT(status), after[0], after[1], after[2], most};

	return intake ? conn_query(q->conn, SQL_messages_of_intake, of_one, 5, q->arena, r, q->fault)
		      : conn_query(q->conn, SQL_messages_page, of_all, 6, q->arena, r, q->fault);
}

bool answer_messages(struct asking *q, const char *intake, const char *status)
{
	struct param after[3];
	struct json j = {q->out, false};
	struct rows *r;
	int n;

	if (intake && !uuid_read(intake, NULL))
		return no_intake(q, intake);
	if (!cursor_take(q, after, "xul") || !messages_of(q, intake, status, after, &r))
		return false;
	n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	jw_open(&j, '{');
	jw_key(&j, "messages");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++) {
		jw_open(&j, '{');
		part_message(&j, r, i);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	if (rows_count(r) > n)
		q->next = cursor_write(q->arena, arena_printf(q->arena, "%s.%s.%s", rows_text(r, n - 1, 18),
							 rows_text(r, n - 1, 0), rows_text(r, n - 1, 1)));
	jw_member(&j, "next", q->next);
	jw_close(&j, '}');
	return true;
}
