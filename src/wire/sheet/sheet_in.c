#include "wire/sheet/sheet_in.h"

#include "base/limits.h"
#include "wire/partner_ask.h"
#include "wire/sheet/sheet_parts.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void sheet_tell(struct sheet_in *s, enum severity severity, const char *code, const struct row *row,
	unsigned column, const char *tag, const char *fmt, ...)
{
	struct diagnostic d = {.severity = severity_for(&s->world, s->who, code, severity),
		.code = code,
		.sheet = row->sheet,
		.row = row->row,
		.column = column,
		.tag = tag,
		.offset = row->offset};
	char text[512];
	va_list args;

	d.tightened = d.severity == SEVERITY_ERROR && severity != SEVERITY_ERROR;
	s->failed |= d.severity == SEVERITY_ERROR;
	if (d.severity >= SEVERITIES || !s->sink.diagnostic ||
		(s->told++ >= LIMIT_DIAGNOSTICS && d.severity != SEVERITY_ERROR))
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	d.text = text;
	s->sink.diagnostic(s->sink.self, &d);
}

/* ---- sheets ---- */

static void sheet_begins(struct sheet_in *s, const struct row *row)
{
	arena_reset(&s->title_arena);
	arena_reset(&s->held_arena);
	s->sheet_number = row->sheet_number;
	s->sheet = arena_strdup(&s->title_arena, row->sheet);
	s->at = SHEET_LOOKING;
	s->looked = 0;
	s->given_up = false;
	s->top = NULL;
	s->title = (struct sheet_title){.train = NULL};
	s->title_old = false;
	*s->title_words = '\0';
	*s->last_wagon = '\0';
}

static bool on_row(void *self, const struct row *row)
{
	struct sheet_in *s = self;

	if (row->sheet_number != s->sheet_number) {
		if (!sheet_ends(s)) {
			s->stopped = true;
			return false;
		}
		sheet_begins(s, row);
	}
	if (!sheet_take_row(s, row))
		s->stopped = true;
	return !s->stopped;
}

static void on_odd(void *self, const struct diagnostic *d)
{
	struct sheet_in *s = self;
	struct diagnostic taken = *d;

	taken.severity = severity_for(&s->world, s->who, d->code, d->severity);
	taken.tightened = taken.severity == SEVERITY_ERROR && d->severity != SEVERITY_ERROR;
	s->failed |= taken.severity == SEVERITY_ERROR;
	if (taken.severity < SEVERITIES && s->sink.diagnostic &&
		(s->told++ < LIMIT_DIAGNOSTICS || taken.severity == SEVERITY_ERROR))
		s->sink.diagnostic(s->sink.self, &taken);
}

/* ---- the decoder ---- */

void *sheet_in_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	struct sheet_in *s = calloc(1, sizeof *s);

	if (!s)
		abort();
	s->world = *world;
	if (limits)
		s->limits = *limits;
	s->sink = *sink;
	s->hint.received = INSTANT_NONE;
	s->held_end = &s->held;
	heading_book_make(&s->book, &s->arena);
	s->ear = (struct row_sink){.self = s, .row = on_row, .odd = on_odd};
	s->rows = rows_new(&s->ear, &s->world, LIMIT_SHEET_HELD);
	return s;
}

void sheet_in_hand_over(void *self, decode_events *events)
{
	((struct sheet_in *)self)->hand_over = events;
}

void sheet_in_hint(void *self, const struct decode_hint *hint)
{
	struct sheet_in *s = self;

	s->hint = *hint;
	s->who = partner_for(&s->world, hint, NULL, NULL);
	s->partner = s->who ? s->who->name : NULL;
	memset(&s->memo, 0, sizeof s->memo);
}

bool sheet_in_feed(void *self, const void *bytes, size_t n)
{
	struct sheet_in *s = self;

	return !s->stopped && rows_feed(s->rows, bytes, n) && !s->stopped;
}

bool sheet_in_end(void *self)
{
	struct sheet_in *s = self;
	struct row nowhere = {.offset = NO_OFFSET};
	struct fault f = {.code = FAULT_NONE};

	if (s->stopped)
		return false;
	if (!rows_end(s->rows, &f)) {
		if (s->stopped)
			return false;
		sheet_tell(s, SEVERITY_ERROR, "sheet-unreadable", &nowhere, 0, NULL, "%s", f.text);
		return true;
	}
	if (!sheet_ends(s))
		return false;
	if (!s->found && !s->failed)
		sheet_tell(s, SEVERITY_ERROR, "no-heading", &nowhere, 0, NULL,
			"no row of this sheet is a heading that is known here: a row with words such as "
			"\"Container\" "
			"and \"Wagon\" is expected, or a profile");
	return true;
}

void sheet_in_free(void *self)
{
	struct sheet_in *s = self;

	if (!s)
		return;
	rows_free(s->rows);
	arena_free(&s->arena);
	arena_free(&s->table_arena);
	arena_free(&s->title_arena);
	arena_free(&s->held_arena);
	arena_free(&s->row_arena);
	free(s);
}
