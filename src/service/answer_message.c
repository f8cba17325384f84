/* One message out of its delivery: what was made of it, and its bytes. */
#include "base/limits.h"
#include "service/answer_parts.h"

/* intake.line, as lists give it. */
static bool split_id(struct asking *q, const char *id, const char **intake, const char **line)
{
	const char *dot = strrchr(id, '.');
	int64_t n = dot && strlen(dot + 1) <= 10 && dot[1] && !dot[1 + strspn(dot + 1, "0123456789")]
			    ? strtoll(dot + 1, NULL, 10)
			    : 0;

	if (dot) {
		*intake = arena_strndup(q->arena, id, (size_t)(dot - id));
		*line = dot + 1;
	}
	return dot && n > 0 && n <= INT32_MAX && uuid_read(*intake, NULL);
}

static bool find(struct asking *q, const char *id, struct rows **r)
{
	const char *intake = NULL, *line = NULL;

	if (split_id(q, id, &intake, &line)) {
		struct param p[] = {P_TEXT(q->viewer), P_TEXT(intake), P_TEXT(line)};

		if (!conn_query(q->conn, SQL_message_show, p, 3, q->arena, r, q->fault))
			return false;
		if (rows_count(*r))
			return true;
	}
	return fault_say(q->fault, FAULT_UNKNOWN, "no message %.60s is known here", id);
}

bool answer_message(struct asking *q, const char *id)
{
	struct json j = {q->out, false};
	struct rows *r;

	if (!find(q, id, &r))
		return false;
	jw_open(&j, '{');
	part_message(&j, r, 0);
	jw_key(&j, "intake");
	jw_open(&j, '{');
	jw_member(&j, "id", rows_text(r, 0, 0));
	jw_member(&j, "sender", rows_text(r, 0, 19));
	part_instant(&j, "received", rows_instant(r, 0, 17));
	jw_member(&j, "name", rows_text(r, 0, 20));
	jw_member(&j, "format", rows_text(r, 0, 21));
	jw_member_bool(&j, "kept", rows_bool(r, 0, 22));
	jw_close(&j, '}');
	jw_close(&j, '}');
	return true;
}

/* Pieces of a delivery are of one length but for the last (LIMIT_CHUNK). */
static bool add_bytes(struct asking *q, const char *intake, int64_t at, int64_t end)
{
	while (at < end) {
		struct arena scratch = ARENA_INIT;
		struct param p[] = {
			P_TEXT(q->viewer), P_TEXT(intake), p_int(&scratch, at / (int64_t)LIMIT_CHUNK)};
		struct rows *r;
		bool got = conn_query(q->conn, SQL_intake_bytes, p, 3, &scratch, &r, q->fault);
		int64_t from = at % (int64_t)LIMIT_CHUNK, n = 0;

		if (got && rows_count(r)) {
			n = rows_length(r, 0, 0) / 2 - from;
			if (n > end - at)
				n = end - at;
		}
		if (n > 0)
			part_hex(q->out, rows_text(r, 0, 0) + 2 * from, (size_t)(2 * n));
		arena_free(&scratch);
		if (n <= 0)
			return got &&
			       fault_say(q->fault, FAULT_GONE, "the bytes of this message are not kept");
		at += n;
	}
	return true;
}

bool answer_message_raw(struct asking *q, const char *id)
{
	struct rows *r;
	int64_t at, n;

	if (!find(q, id, &r))
		return false;
	at = rows_int(r, 0, 14);
	n = rows_int(r, 0, 15);
	if (n > (int64_t)q->service->settings.raw_most)
		return fault_say(q->fault, FAULT_TOO_LARGE,
			"this message has %lld bytes; over HTTP at most %lld are given back", (long long)n,
			(long long)q->service->settings.raw_most);
	return add_bytes(q, rows_text(r, 0, 0), at, at + n);
}
