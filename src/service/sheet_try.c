/* What would come of a sheet: its tables, what each column is taken for, the first rows, what is wrong, and
 * codes that nobody mapped.  Nothing is stored. */
#include "base/limits.h"
#include "service/ingest_steps.h"
#include "service/profiles.h"
#include "system/clock.h"
#include "wire/sheet/guess.h"

#include <string.h>

#define PREVIEW_ROWS 50
#define TOLD_MOST    200 /* diagnostics */
#define CODES_MOST   100

struct code_times {
	const char *list, *code;
	unsigned times;
};

struct trying {
	struct arena *a;
	struct text tables, rows, diagnostics;
	unsigned table_count, row_count, told;
	uint64_t taken, warned, refused, events;
	struct code_times codes[CODES_MOST];
	size_t code_count;
};

static void write_column(struct json *j, const struct sheet_column_told *c)
{
	char letter[8], *at = letter + sizeof letter - 1;

	*at = 0;
	for (unsigned n = c->column; n; n = (n - 1) / 26)
		*--at = (char)('A' + (n - 1) % 26);
	jw_open(j, '{');
	jw_member(j, "column", at);
	jw_member(j, "header", c->header);
	if (c->field < FIELDS) {
		jw_member(j, "field", sheet_field_rows[c->field].word);
		jw_member_integer(j, "sure", c->sure);
	}
	jw_member(j, "doubt", c->doubt);
	jw_close(j, '}');
}

static void take_table(void *self, const struct sheet_told *t)
{
	struct trying *y = self;
	struct json j = {&y->tables, y->table_count++ > 0};
	char separator[2] = {t->about.separator, 0};

	jw_open(&j, '{');
	jw_member(&j, "sheet", t->sheet);
	jw_member_integer(&j, "headerRow", t->head_row);
	jw_member(&j, "kind", sheet_kind_rows[t->kind].word);
	jw_member(&j, "profile", t->profile);
	jw_member(&j, "format", t->about.kind);
	jw_member(&j, "characterSet", t->about.character_set);
	if (t->about.character_set)
		jw_member_integer(&j, "characterSetSure", t->about.sure);
	jw_member(&j, "separator", *separator ? separator : NULL);
	jw_member(&j, "dateOrder", date_order_words[t->order]);
	if (t->order_doubtful)
		jw_member_bool(&j, "dateOrderDoubtful", true);
	jw_key(&j, "columns");
	jw_open(&j, '[');
	for (size_t i = 0; i < t->count; i++)
		write_column(&j, &t->columns[i]);
	jw_close(&j, ']');
	jw_close(&j, '}');
}

static void take_diagnostic(void *self, const struct diagnostic *d)
{
	struct trying *y = self;
	struct json j = {&y->diagnostics, y->told > 0};

	if (y->told >= TOLD_MOST && d->severity != SEVERITY_ERROR)
		return;
	if (y->told >= 2 * TOLD_MOST)
		return;
	y->told++;
	diagnostic_write(&j, d);
}

static void preview(struct trying *y, const struct message *m)
{
	struct json j = {&y->rows, y->row_count++ > 0};

	jw_open(&j, '{');
	jw_member(&j, "at", m->reference);
	jw_member(&j, "type", m->type);
	jw_member(&j, "status", verdict_names[m->verdict]);
	jw_key(&j, "events");
	jw_open(&j, '[');
	for (size_t i = 0; i < m->event_count; i++)
		event_write(&j, &m->events[i]);
	jw_close(&j, ']');
	jw_close(&j, '}');
}

static bool take_message(void *self, const struct message *m)
{
	struct trying *y = self;

	y->refused += m->verdict == VERDICT_REJECTED;
	y->warned += m->verdict == VERDICT_WARNINGS;
	y->taken += m->verdict == VERDICT_ACCEPTED;
	y->events += m->event_count;
	for (size_t i = 0; i < m->diagnostic_count; i++)
		take_diagnostic(y, &m->diagnostics[i]);
	if (y->row_count < PREVIEW_ROWS)
		preview(y, m);
	return true;
}

static void take_unknown(void *self, const struct unknown_code *u)
{
	struct trying *y = self;

	for (size_t i = 0; i < y->code_count; i++)
		if (strcmp(y->codes[i].list, u->list) == 0 && strcmp(y->codes[i].code, u->code) == 0) {
			y->codes[i].times++;
			return;
		}
	if (y->code_count < CODES_MOST)
		y->codes[y->code_count++] =
			(struct code_times){arena_strdup(y->a, u->list), arena_strdup(y->a, u->code), 1};
}

static void write_list(struct json *j, const char *name, const struct text *objects)
{
	jw_key(j, name);
	jw_open(j, '[');
	if (objects->length)
		jw_raw(j, text_string(objects));
	jw_close(j, ']');
}

static void answer(const struct asking *q, const char *format, const struct trying *y)
{
	struct json j = {q->out, false};

	jw_open(&j, '{');
	jw_member(&j, "format", format);
	jw_key(&j, "rows");
	jw_open(&j, '{');
	jw_member_integer(&j, "accepted", (int64_t)y->taken);
	jw_member_integer(&j, "warnings", (int64_t)y->warned);
	jw_member_integer(&j, "rejected", (int64_t)y->refused);
	jw_member_integer(&j, "events", (int64_t)y->events);
	jw_close(&j, '}');
	write_list(&j, "tables", &y->tables);
	write_list(&j, "preview", &y->rows);
	write_list(&j, "diagnostics", &y->diagnostics);
	jw_key(&j, "unknown");
	jw_open(&j, '[');
	for (size_t i = 0; i < y->code_count; i++) {
		jw_open(&j, '{');
		jw_member(&j, "list", y->codes[i].list);
		jw_member(&j, "code", y->codes[i].code);
		jw_member_integer(&j, "times", y->codes[i].times);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	jw_close(&j, '}');
}

bool profiles_try(struct asking *q, const struct delivery *d)
{
	struct trying y = {.a = q->arena};
	struct world *w = service_world(q->service);
	struct decode_world world = world_decode(w);
	const struct decode_limits limits = {LIMIT_SHEET_MESSAGES};
	const struct decode_sink sink = {.self = &y,
		.message = take_message,
		.diagnostic = take_diagnostic,
		.unknown = take_unknown,
		.table = take_table};
	const struct decode_hint hint = {.sender = d->sender,
		.name = d->name,
		.profile = d->profile,
		.partner = d->partner,
		.received = clock_now()};
	const char *format = d->content_type ? decode_format_of_type(d->content_type) : NULL;
	struct decoder *decoder;

	if (!format)
		format = decode_sniff(d->bytes, d->length);
	decoder = decoder_new(format ? format : "SHEET", &world, &limits, &sink);
	decoder_hint(decoder, &hint);
	if (decoder_feed(decoder, d->bytes, d->length))
		decoder_end(decoder);
	decoder_free(decoder);
	world_release(w);
	answer(q, format ? format : "SHEET", &y);
	text_free(&y.tables);
	text_free(&y.rows);
	text_free(&y.diagnostics);
	return true;
}
