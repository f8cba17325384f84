/* Row by row: titles, headings of one or two rows, rows that wait until the columns are known, the table's
 * own. */
#include "wire/sheet/sheet_parts.h"
#include "wire/sheet/value.h"

#include "base/limits.h"

#include <string.h>

#define TITLES_HELD (64u << 10) /* bytes of titles that are over */

/* ---- rows that wait ---- */

static struct held_row *row_kept(struct arena *a, const struct row *row)
{
	struct held_row *h = arena_alloc(a, sizeof *h);
	struct cell *cells;

	h->row = *row;
	if (h->row.count > LIMIT_SHEET_COLUMNS)
		h->row.count = LIMIT_SHEET_COLUMNS;
	cells = arena_alloc_array(a, h->row.count + 1, sizeof *cells);
	for (size_t i = 0; i < h->row.count; i++) {
		cells[i] = cell_read(&row->cells[i]);
		cells[i].text = arena_strdup(a, row->cells[i].text);
	}
	h->row.cells = cells;
	h->row.sheet = arena_strdup(a, row->sheet);
	return h;
}

static void hold(struct sheet_in *s, const struct row *row)
{
	struct held_row *h = row_kept(&s->held_arena, row);

	*s->held_end = h;
	s->held_end = &h->next;
	s->held_count++;
}

static void hold_nothing(struct sheet_in *s)
{
	s->held = NULL;
	s->held_end = &s->held;
	s->held_count = 0;
}

/* The rows below a heading that are still its own. */
static size_t own_rows(struct sheet_in *s, struct row *values)
{
	size_t n = 0;

	for (struct held_row *h = s->held; h && n < GUESS_ROWS; h = h->next) {
		struct headings again;

		if (row_is_text(&h->row)) {
			again = headings_of(&s->table_arena, &h->row, 1);
			if (headings_known(&s->book, &again) >= 2)
				break;
		}
		values[n++] = h->row;
	}
	return n;
}

/* The columns are settled by the rows that wait, which are then read. */
static bool release_held(struct sheet_in *s)
{
	struct arena kept = s->held_arena;
	struct held_row *first = s->held;
	struct row values[GUESS_ROWS] = {{.sheet = NULL}};
	size_t n = own_rows(s, values);
	bool going = true;

	sheet_settle(s, values, n);
	s->at = SHEET_SETTLED;
	s->held_arena = (struct arena)ARENA_INIT;
	hold_nothing(s);
	for (struct held_row *h = first; h && going; h = h->next)
		going = sheet_take_row(s, &h->row);
	arena_free(&kept);
	return going;
}

/* ---- titles, and rows that say nothing ---- */

static size_t cells_said(const struct row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->count; i++)
		n += cell_says_something(&row->cells[i]);
	return n;
}

/* Nearly all rows have more than one, which is all that is asked of them. */
static bool says_at_most_one(const struct row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->count && n < 2; i++)
		n += cell_says_something(&row->cells[i]);
	return n < 2;
}

static void title_taken(struct sheet_in *s, const struct sheet_title *said)
{
	struct sheet_title *t = &s->title;

	/* another train: what was said of the one before is over */
	if (s->title_old && (said->train || said->index))
		*t = (struct sheet_title){.station = t->station, .near = t->near, .zone = t->zone};
	s->title_old = false;
	if (said->train)
		t->train = said->train;
	if (said->index)
		t->index = said->index;
	if (said->programme)
		t->programme = said->programme;
	if (said->station)
		t->station = said->station;
	if (said->zone)
		t->zone = said->zone;
	if (said->near)
		t->near = said->near;
	if (said->has_day) {
		t->day = said->day;
		t->has_day = true;
		t->clocked = said->clocked;
	}
}

/* Text may have tables without end, each with its title: what those before said is let go now and then. */
static void titles_gone(struct sheet_in *s)
{
	struct arena old = s->title_arena, *a = &s->title_arena;
	struct sheet_title *t = &s->title;

	if (old.given < TITLES_HELD)
		return;
	*a = (struct arena)ARENA_INIT;
	s->sheet = arena_strdup(a, s->sheet);
	t->train = arena_strdup(a, t->train);
	t->index = arena_strdup(a, t->index);
	t->programme = arena_strdup(a, t->programme);
	t->station = arena_strdup(a, t->station);
	arena_free(&old);
}

static void title_kept(struct sheet_in *s, struct sheet_title *said)
{
	struct arena *a = &s->title_arena;

	titles_gone(s);
	said->train = arena_strdup(a, said->train);
	said->index = arena_strdup(a, said->index);
	said->programme = arena_strdup(a, said->programme);
	said->station = arena_strdup(a, said->station);
	said->near = arena_strdup(a, said->near);
}

/* "Date" beside its day: a title in two cells. */
static bool begins_with_label(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (cell_says_something(&row->cells[i]))
			return title_is_label(row->cells[i].text);
	return false;
}

static bool title_row(struct sheet_in *s, const struct row *row)
{
	struct sheet_title said = {.train = NULL};
	const char *text;
	size_t n;
	bool found;

	arena_reset(&s->row_arena);
	text = title_text(&s->row_arena, row);
	found = title_read_row(&s->row_arena, row, text, ORDER_GUESS, &said);
	/* between the rows of a table a date alone is a row's own */
	if (s->at == SHEET_SETTLED && cells_said(row) > 1 && !begins_with_label(row) && !said.train &&
		!said.index && !said.programme && !said.station)
		found = false;
	if (s->at == SHEET_LOOKING || found) {
		said.near = title_place(&s->row_arena, text, &s->world);
		said.zone = zone_told(text);
	}
	if (found || said.near || said.zone) {
		title_kept(s, &said);
		title_taken(s, &said);
	}
	if (found && s->at != SHEET_LOOKING)
		*s->title_words = '\0';
	n = strlen(s->title_words);
	if (found || s->at == SHEET_LOOKING)
		snprintf(s->title_words + n, sizeof s->title_words - n, " %s", text);
	return found;
}

static bool is_total(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (cell_says_something(&row->cells[i]) && title_is_total(row->cells[i].text))
			return true;
	return false;
}

/* ---- headings ---- */

static bool may_be_head(const struct row *row)
{
	return row_is_text(row) && cells_said(row) >= 2;
}

/* "班列号:" with its number beside it is no upper row of a heading. */
static bool has_colon(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (cell_says_something(&row->cells[i]) &&
			(strstr(row->cells[i].text, ":") || strstr(row->cells[i].text, "：")))
			return true;
	return false;
}

static void begin_table(struct sheet_in *s, const struct row *head, size_t n)
{
	*s->last_wagon = '\0';
	s->at = sheet_head(s, head, n) ? SHEET_HEADED : SHEET_LOOKING;
	s->top = NULL;
	hold_nothing(s);
	arena_reset(&s->held_arena);
	if (s->at == SHEET_LOOKING)
		s->looked = 0;
}

/* Below a row that may be the upper one of a heading.  True: the row was the lower one. */
static bool try_two_rows(struct sheet_in *s, const struct row *row)
{
	struct row both[2];
	unsigned wanted;

	both[0] = s->top->row;
	both[1] = *row;
	arena_reset(&s->row_arena);
	if (!may_be_head(row) || sheet_known(s, both, 2) < 2)
		return false;
	wanted = sheet_head_rows(s, both, 2);
	if (wanted == 1 || (!wanted && (has_colon(&both[0]) || sheet_known(s, row, 1) < 1)))
		return false;
	/* a heading of its own below a title of several words */
	if (!wanted && sheet_known(s, &both[0], 1) == 0 && cells_said(&both[0]) * 2 < cells_said(row) &&
		sheet_known(s, row, 1) > sheet_known(s, both, 2))
		return false;
	begin_table(s, both, 2);
	return true;
}

static void pass(struct sheet_in *s, const struct row *row)
{
	if (s->passed++ < 20)
		sheet_tell(s, SEVERITY_INFORMATION, "row-passed", row, 0, NULL,
			"this row has no number of a container or wagon and was passed over: \"%.100s\"",
			title_text(&s->row_arena, row));
}

static unsigned cells_mapped(const struct sheet_in *s, const struct row *row)
{
	unsigned n = 0;

	for (unsigned f = 0; f < FIELDS; f++) {
		unsigned column = s->table.column[f];

		n += column && column <= row->count && cell_says_something(&row->cells[column - 1]);
	}
	return n;
}

/* "制表人：张三", "审核：李四": who made the list and who looked at it. */
static bool is_footer(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (cell_says_something(&row->cells[i]) &&
			(row->cells[i].text[strcspn(row->cells[i].text, "0123456789")] ||
				!(strchr(row->cells[i].text, ':') || strstr(row->cells[i].text, "："))))
			return false;
	return true;
}

/* In a table: what is wrong with the row, or that it was passed over. */
static bool take_numberless(struct sheet_in *s, const struct row *row)
{
	if (!is_footer(row) && (cells_said(row) >= 3 || cells_mapped(s, row) >= 2))
		return sheet_message(s, row);
	arena_reset(&s->row_arena);
	pass(s, row);
	return true;
}

/* The row that was kept as the upper one of a heading: a heading of its own, or a title, or nothing. */
static void settle_top(struct sheet_in *s)
{
	struct row top = s->top->row;

	arena_reset(&s->row_arena);
	if (sheet_known(s, &top, 1) >= 2 && sheet_head_rows(s, &top, 1) != 2) {
		begin_table(s, &top, 1);
		return;
	}
	s->top = NULL;
	if (!title_row(s, &top) && s->at == SHEET_SETTLED && !take_numberless(s, &top))
		s->stopped = true;
}

static void keep_top(struct sheet_in *s, const struct row *row)
{
	if (s->at != SHEET_HEADED)
		arena_reset(&s->held_arena);
	s->top = row_kept(&s->held_arena, row);
}

/* ---- one row ---- */

/* A row of a settled table without a number of anything. */
static bool take_odd(struct sheet_in *s, const struct row *row)
{
	if (may_be_head(row) && !is_total(row)) {
		keep_top(s, row);
		return true;
	}
	if (is_total(row) || title_row(s, row))
		return true;
	return take_numberless(s, row);
}

/* Forms number their columns below the heading. */
static bool numbers_columns(const struct row *row)
{
	unsigned long n = 0;

	for (size_t i = 0; i < row->count; i++) {
		char number[12];

		if (!cell_says_something(&row->cells[i]))
			continue;
		if (!n && strcmp(row->cells[i].text, "1") != 0) /* nearly all rows */
			return false;
		snprintf(number, sizeof number, "%lu", ++n);
		if (strcmp(number, row->cells[i].text) != 0)
			return false;
	}
	return n >= 3;
}

static bool take_settled(struct sheet_in *s, const struct row *row)
{
	if (numbers_columns(row))
		return true;
	if (says_at_most_one(row) && !is_total(row) && title_row(s, row))
		return true;
	return sheet_has_key(s, row) ? sheet_message(s, row) : take_odd(s, row);
}

static bool take_looking(struct sheet_in *s, const struct row *row)
{
	if (s->given_up)
		return true;
	if (++s->looked > SHEET_LOOKED) {
		s->given_up = true;
		sheet_tell(s, SEVERITY_WARNING, "no-heading", row, 0, NULL,
			"no heading that is known here stands above this row: the rest of the sheet was "
			"passed over");
		return true;
	}
	if (may_be_head(row))
		keep_top(s, row);
	else
		title_row(s, row);
	return true;
}

bool sheet_take_row(struct sheet_in *s, const struct row *row)
{
	if (says_at_most_one(row) && !cells_said(row))
		return true;
	if (s->top) {
		if (try_two_rows(s, row))
			return true;
		settle_top(s);
		if (s->stopped)
			return false;
	}
	if (s->at == SHEET_HEADED) {
		hold(s, row);
		return s->held_count < GUESS_ROWS || release_held(s);
	}
	return s->at == SHEET_SETTLED ? take_settled(s, row) : take_looking(s, row);
}

bool sheet_ends(struct sheet_in *s)
{
	while (s->top || s->at == SHEET_HEADED) {
		if (s->top)
			settle_top(s);
		if (s->stopped || (s->at == SHEET_HEADED && !release_held(s)))
			return false;
	}
	return true;
}
