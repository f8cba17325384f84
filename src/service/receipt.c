#include "service/receipt.h"

#include "base/limits.h"

#include <stdio.h>
#include <string.h>

static const char *const words[] = {
	[RECEIPT_ACCEPTED] = "accepted",
	[RECEIPT_WARNINGS] = "accepted-with-warnings",
	[RECEIPT_DUPLICATE] = "duplicate",
	[RECEIPT_REJECTED] = "rejected",
};

const char *receipt_status_word(enum receipt_status s)
{
	return words[s];
}

enum receipt_status receipt_status_of(const char *word)
{
	for (int i = 0; i <= RECEIPT_REJECTED; i++)
		if (strcmp(words[i], word) == 0)
			return (enum receipt_status)i;
	return RECEIPT_REJECTED;
}

enum receipt_status receipt_verdict(
	enum receipt_status ended, uint64_t rejected, uint64_t events, uint64_t new_events)
{
	return !rejected && events && !new_events ? RECEIPT_DUPLICATE : ended;
}

static void write_head(
	struct json *j, const char *id, const char *status, uint64_t events, uint64_t new_events)
{
	jw_open(j, '{');
	jw_member(j, "intakeId", id);
	jw_member(j, "status", status);
	jw_member_integer(j, "events", (int64_t)events);
	jw_member_integer(j, "new", (int64_t)new_events);
}

static void write_id(char out[37], const uint8_t id[16])
{
	struct text t = TEXT_INIT;

	text_uuid(&t, id);
	memcpy(out, t.bytes, 37);
	text_free(&t);
}

void receipt_begin(struct receipt_writing *w, struct text *out, const uint8_t intake[16], const char *status,
	uint64_t events, uint64_t new_events)
{
	*w = (struct receipt_writing){.json = {out, false}};
	write_id(w->id, intake);
	write_head(&w->json, w->id, status, events, new_events);
	jw_key(&w->json, "messages");
	jw_open(&w->json, '[');
}

void receipt_diagnostics(struct receipt_writing *w, const char *objects)
{
	if (!*objects)
		return;
	if (w->all.length)
		text_byte(&w->all, ',');
	text_say(&w->all, objects);
}

/* What stands between the brackets of an array. */
static void add_array(struct receipt_writing *w, const char *array)
{
	size_t n = strlen(array);

	if (n <= 2)
		return;
	if (w->all.length)
		text_byte(&w->all, ',');
	text_add(&w->all, array + 1, n - 2);
}

/* Rows of a sheet are many: beyond what a receipt holds those without a word are left out, then all. */
static bool has_no_room(const struct receipt_writing *w, const struct receipt_line *m)
{
	size_t said = w->json.out->length;

	if (!m->format || strcmp(m->format, "SHEET") != 0)
		return false;
	return said > LIMIT_RECEIPT / 2 && (said > LIMIT_RECEIPT || strcmp(m->diagnostics, "[]") == 0);
}

void receipt_message(struct receipt_writing *w, const struct receipt_line *m)
{
	struct json *j = &w->json;

	if (has_no_room(w, m)) {
		w->cut = true;
		return;
	}
	jw_open(j, '{');
	jw_key(j, "messageId");
	j->comma = true;
	text_printf(j->out, "\"%s.%u\"", w->id, m->line);
	jw_member(j, "format", m->format);
	jw_member(j, "reference", m->reference);
	jw_member(j, "status", m->status);
	jw_member_integer(j, "events", (int64_t)m->events);
	jw_key(j, "diagnostics");
	if (w->all.length + strlen(m->diagnostics) <= LIMIT_RECEIPT) {
		jw_raw(j, m->diagnostics);
		add_array(w, m->diagnostics);
	} else {
		jw_raw(j, "[]");
		w->cut = true;
	}
	jw_close(j, '}');
}

static void say_cut(struct receipt_writing *w)
{
	struct json j = {&w->all, w->all.length > 0};
	char told[160];

	snprintf(told, sizeof told,
		"there are more than a receipt holds: /api/v1/messages?intake=%s has those of each message",
		w->id);
	jw_open(&j, '{');
	jw_member(&j, "severity", "information");
	jw_member(&j, "code", RECEIPT_CUT);
	jw_member(&j, "text", told);
	jw_close(&j, '}');
}

static void write_rows(struct json *j, const struct receipt_rows *r)
{
	jw_key(j, "rows");
	jw_open(j, '{');
	jw_member(j, "list", r->list);
	jw_member_integer(j, "taken", (int64_t)r->taken);
	jw_member_integer(j, "passed", (int64_t)r->passed);
	jw_member_integer(j, "refused", (int64_t)r->refused);
	jw_member_integer(j, "warnings", (int64_t)r->warnings);
	jw_close(j, '}');
}

void receipt_end(struct receipt_writing *w)
{
	struct json *j = &w->json;

	jw_close(j, ']');
	if (w->cut)
		say_cut(w);
	jw_key(j, "diagnostics");
	jw_open(j, '[');
	text_add(j->out, w->all.length ? w->all.bytes : "", w->all.length);
	jw_close(j, ']');
	if (w->rows)
		write_rows(j, w->rows);
	if (w->contrl) {
		jw_key(j, "contrl");
		jw_open(j, '"');
		text_printf(j->out, "/api/v1/intakes/%s/contrl", w->id);
		jw_close(j, '"');
	}
	if (w->mended)
		jw_member_integer(j, "mended", (int64_t)w->mended);
	if (w->positions)
		jw_member_integer(j, "positions", (int64_t)w->positions);
	jw_close(j, '}');
	text_free(&w->all);
}

void receipt_of_duplicate(struct text *out, const struct intake *first)
{
	struct json j = {out, false};
	/* The words before it are this program's own and hold no quote: the first hit is the member. */
	const char *rest = first->receipt ? strstr(first->receipt, "\"messages\":") : NULL;
	char id[37];

	write_id(id, first->id);
	write_head(&j, id, words[RECEIPT_DUPLICATE], first->events, 0);
	text_byte(out, ',');
	text_say(out, rest ? rest : "\"messages\":[],\"diagnostics\":[]}");
}

void receipt_free(struct receipt *r)
{
	text_free(&r->json);
}
