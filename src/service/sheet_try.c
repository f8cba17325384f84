/* What would come of a sheet: its tables, what each column is taken for, the first rows, what is wrong, and
 * codes that nobody mapped.  Nothing is stored. */
#include "base/limits.h"
#include "service/ingest_steps.h"
#include "service/profiles.h"
#include "system/clock.h"
#include "wire/sheet/guess.h"
#include "wire/sheet/value.h"

#include <string.h>

#define PREVIEW_ROWS 50
#define FIRST_ROWS   20  /* of a table, as they stand */
#define CELL_SHOWN   160 /* bytes */
#define TOLD_MOST    200 /* diagnostics */
#define CODES_MOST   100

struct code_times {
	const char *list, *code;
	unsigned times;
};

struct row_counts {
	uint64_t taken, warned, refused;
};

struct trying {
	struct arena *a;
	struct text tables, rows, diagnostics;
	unsigned table_count, row_count, told;
	struct row_counts all, table;
	uint64_t events;
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

static void write_counts(struct json *j, const struct row_counts *c)
{
	jw_member_integer(j, "accepted", (int64_t)c->taken);
	jw_member_integer(j, "warnings", (int64_t)c->warned);
	jw_member_integer(j, "rejected", (int64_t)c->refused);
}

static void write_day(struct json *j, const char *name, const struct civil *c, bool clocked)
{
	char day[40];

	snprintf(day, sizeof day, clocked ? "%04d-%02d-%02d %02d:%02d" : "%04d-%02d-%02d", c->year, c->month,
		c->day, c->hour, c->minute);
	if (name)
		jw_member(j, name, day);
	else
		jw_string(j, day);
}

static void write_title(struct json *j, const struct sheet_title *t)
{
	jw_key(j, "title");
	jw_open(j, '{');
	jw_member(j, "train", t->train);
	jw_member(j, "index", t->index);
	jw_member(j, "plan", t->programme);
	jw_member(j, "station", t->station);
	if (t->has_day)
		write_day(j, "day", &t->day, t->clocked);
	jw_close(j, '}');
}

/* As a person sees it: a day is a day and no number. */
static void write_cell(struct json *j, const struct row *r, unsigned column)
{
	const struct cell *c = column <= r->count ? &r->cells[column - 1] : NULL;
	const char *text = c && c->text ? c->text : "";
	size_t n = strlen(text), kept = 0, one;
	struct cell_time at;

	if (c && c->kind == CELL_DATE && time_of_serial(c->number, r->date_1904, &at) && at.has_day) {
		write_day(j, NULL, &at.local, at.has_clock);
		return;
	}
	while (kept < CELL_SHOWN && kept < n && (one = utf8_length(text + kept, n - kept)))
		kept += one;
	jw_string_n(j, text, kept);
}

/* The cells of each row are those of the columns, in their order. */
static void write_first(struct json *j, const struct sheet_told *t)
{
	jw_key(j, "first");
	jw_open(j, '[');
	for (size_t i = 0; i < t->row_count && i < FIRST_ROWS; i++) {
		jw_open(j, '{');
		jw_member_integer(j, "row", t->rows[i].row);
		jw_key(j, "cells");
		jw_open(j, '[');
		for (size_t k = 0; k < t->count; k++)
			write_cell(j, &t->rows[i], t->columns[k].column);
		jw_close(j, ']');
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

/* Its rows come after it: what became of them is told at its end. */
static void end_table(struct trying *y)
{
	struct json j = {&y->tables, true};

	if (!y->table_count)
		return;
	jw_key(&j, "rows");
	jw_open(&j, '{');
	write_counts(&j, &y->table);
	jw_close(&j, '}');
	jw_close(&j, '}');
	y->table = (struct row_counts){0};
}

static void take_table(void *self, const struct sheet_told *t)
{
	struct trying *y = self;
	struct json j = {&y->tables, y->table_count > 0};
	char separator[2] = {t->about.separator, 0};

	end_table(y);
	y->table_count++;
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
	write_title(&j, t->title);
	write_first(&j, t);
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

static void count(struct row_counts *c, enum verdict verdict)
{
	c->refused += verdict == VERDICT_REJECTED;
	c->warned += verdict == VERDICT_WARNINGS;
	c->taken += verdict == VERDICT_ACCEPTED;
}

static bool take_message(void *self, const struct message *m)
{
	struct trying *y = self;

	count(&y->all, m->verdict);
	count(&y->table, m->verdict);
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
	write_counts(&j, &y->all);
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

bool profiles_try(struct asking *q, const struct delivery *d, const char *draft)
{
	struct trying y = {.a = q->arena};
	const struct decode_limits limits = {LIMIT_SHEET_MESSAGES};
	const struct decode_sink sink = {.self = &y,
		.message = take_message,
		.diagnostic = take_diagnostic,
		.unknown = take_unknown,
		.table = take_table};
	struct decode_hint hint = {.sender = d->sender,
		.name = d->name,
		.profile = d->profile,
		.partner = d->partner,
		.received = clock_now()};
	const char *format = d->content_type ? decode_format_of_type(d->content_type) : NULL;
	struct decode_world world;
	struct decoder *decoder;
	struct world *w;

	if (draft) {
		hint.profile = "draft";
		hint.draft = profile_read(q->arena, draft, strlen(draft), q->fault);
		if (!hint.draft)
			return false;
	}
	if (!format)
		format = decode_sniff(d->bytes, d->length);
	w = service_world(q->service);
	world = world_decode(w);
	decoder = decoder_new(format ? format : "SHEET", &world, &limits, &sink);
	decoder_hint(decoder, &hint);
	if (decoder_feed(decoder, d->bytes, d->length))
		decoder_end(decoder);
	decoder_free(decoder);
	world_release(w);
	end_table(&y);
	answer(q, format ? format : "SHEET", &y);
	text_free(&y.tables);
	text_free(&y.rows);
	text_free(&y.diagnostics);
	return true;
}
