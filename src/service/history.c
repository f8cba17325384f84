#include "service/history.h"

#include "base/limits.h"
#include "codes/code.h"
#include "domain/journey.h"
#include "service/answer_parts.h"
#include "service/rail.h"
#include "service/workbook.h"
#include "store/event_read.h"
#include "system/clock.h"

#include <ctype.h>
#include <strings.h>

static const struct emit_format workbook = {
	"XLSX", WORKBOOK_TYPE, "xlsx", "An Excel workbook: a line an event, times as dates", NULL};

const struct emit_format *history_format(size_t i)
{
	size_t n = 0;

	while (n < i && emit_format(n))
		n++;
	if (n == i && emit_format(n))
		return emit_format(n);
	return n == i ? &workbook : NULL;
}

const struct emit_format *history_format_named(const char *name)
{
	return strcasecmp(name, workbook.name) == 0 ? &workbook : emit_format_named(name);
}

const char *history_formats_told(struct arena *a)
{
	const char *told = history_format(0)->name;

	for (size_t i = 1; history_format(i); i++)
		told = arena_printf(
			a, "%s%s%s", told, history_format(i + 1) ? ", " : " or ", history_format(i)->name);
	return told;
}

static const char *place_name(const void *places, const char *code)
{
	const struct place *p = world_place(places, code);

	return p ? p->name[LANG_EN] : NULL;
}

/* "CSQU3054383-codeco.edi", "CSQU3054383.csv"; whatever a number may be, the name is one of a file. */
static const char *file_name(struct arena *a, const char *number, const struct emit_format *f)
{
	bool same = strcasecmp(f->name, f->ending) == 0;
	char *name = arena_printf(a, "%s%s%s.%s", number, same ? "" : "-", same ? "" : f->name, f->ending);

	for (char *c = name; *c; c++) {
		if (c - name >= (ptrdiff_t)strlen(number))
			*c = (char)tolower((unsigned char)*c);
		if (!isalnum((unsigned char)*c) && !strchr("-._", *c))
			*c = '_';
	}
	return name;
}

/* Fourteen characters that no two handings out of a second share. */
static const char *reference_of(struct arena *a, instant now)
{
	static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	char *reference = arena_strdup(a, "LB000000000000");
	uint64_t n = (uint64_t)now;

	for (size_t i = strlen(reference); i-- > 2; n /= 36)
		reference[i] = digits[n % 36];
	return reference;
}

/* A table tells people what happened to the box, of what it rode on too; in a message that would be said
 * anew, of another subject. */
static bool tells_rides(const struct emit_format *format)
{
	return format == &workbook || strcmp(format->name, "CSV") == 0;
}

/* What holds of it, in order. */
static bool holding(struct asking *q, const struct history *h, const char *number,
	const struct emit_format *format, struct emitted **holds, size_t *n)
{
	struct rail *rail = NULL;
	struct timeline t;

	if (tells_rides(format) &&
		!rail_read_all(&rail, q->conn, q->arena, q->viewer, h->events, h->count, q->fault))
		return false;
	rail_timeline_all(rail, q->arena, number, h->events, h->count, &t);
	*holds = arena_alloc_array(q->arena, t.count + 1, sizeof **holds);
	*n = 0;
	for (size_t i = 0; i < t.count; i++) {
		const struct event *e = t.events[i];

		if (!t.voided[i])
			(*holds)[(*n)++] = (struct emitted){
				e, e->via ? rail_source(rail, e)->recorded : h->recorded[e - h->events]};
	}
	return true;
}

/* A history as a table. */
struct told {
	const struct emit_head *head;
	const struct emitted *events;
};

static struct workbook_column column_of(const void *self, size_t column)
{
	const struct sheet_column *c = &sheet_columns[column];

	(void)self;
	return (struct workbook_column){c->name, c->offset, c->width};
}

static void cell_of(const void *self, size_t row, size_t column, struct workbook_cell *cell)
{
	const struct told *told = self;
	const struct sheet_column *c = &sheet_columns[column];

	if (c->time)
		cell->time = c->time(&told->events[row]);
	else
		sheet_cell(&cell->text, c, told->head, &told->events[row]);
}

static bool write_workbook(struct text *out, const struct emit_head *head, const struct emitted *events,
	size_t n, struct fault *f)
{
	struct told told = {head, events};
	struct workbook_table table = {
		"Container history", "History", head->now, sheet_column_count, n, &told, column_of, cell_of};

	return workbook_write(out, &table, f);
}

static bool write_out(struct asking *q, struct handed_out *h, const struct emitted *holds, size_t n)
{
	struct world *w = service_world(q->service);
	instant now = clock_now();
	struct emit_head head = {.recipient = q->viewer,
		.reference = reference_of(q->arena, now),
		.now = now,
		.place_name = place_name,
		.places = w};
	bool done = true;

	if (h->format == &workbook) {
		done = write_workbook(q->out, &head, holds, n, q->fault);
		h->told.said = n;
	} else {
		h->format->write(q->out, &head, holds, n, &h->told);
	}
	world_release(w);
	return done;
}

bool answer_history(
	struct asking *q, const char *number, const struct emit_format *format, struct handed_out *h)
{
	char code[32], changed[128];
	struct history history;
	struct emitted *holds;
	size_t n;

	if (!code_normalise(number, code, sizeof code, changed, sizeof changed))
		return part_say_unknown(q->fault, NULL);
	if (!events_history(q->conn, q->arena, q->viewer, code, LIMIT_TIMELINE, &history, q->fault))
		return false;
	if (!history.count)
		return part_say_unknown(q->fault, code);
	*h = (struct handed_out){.format = format,
		.file_name = file_name(q->arena, code, format),
		.cut = history.count >= LIMIT_TIMELINE};
	return holding(q, &history, code, format, &holds, &n) && write_out(q, h, holds, n);
}
