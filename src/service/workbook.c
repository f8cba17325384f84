#include "service/workbook.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define CELL_MOST 32767 /* characters */

enum { DAY, MINUTE, SECOND, FORMATS };

struct book {
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *bold, *time[FORMATS];
	const struct workbook_table *table;
	struct workbook_cell cell;
	bool bad; /* the library said no */
};

/* U+FFFE and U+FFFF stand in no XML: Excel opens nothing that has them. */
static void without_noncharacters(struct text *t)
{
	for (char *at = t->bytes; (at = strstr(at, "\xEF\xBF")); at += 2)
		if (at[2] == '\xBE' || at[2] == '\xBF')
			at[2] = '\xBD';
}

static void write_text(struct book *b, lxw_row_t row, lxw_col_t column, struct text *t)
{
	size_t at = 0, whole = 0, n = 0; /* whole: where the last character ends that leaves room for one */

	if (!t->length)
		return;
	without_noncharacters(t);
	for (size_t c; at < t->length && n <= CELL_MOST; n++, at += c) {
		c = utf8_length(t->bytes + at, t->length - at);
		c = c ? c : 1;
		whole = n < CELL_MOST - 1 ? at + c : whole;
	}
	if (n > CELL_MOST) {
		t->length = whole;
		text_say(t, "\xE2\x80\xA6");
	}
	b->bad |= worksheet_write_string(b->sheet, row, column, t->bytes, NULL) != LXW_NO_ERROR;
}

/* Days since 1899-12-31, as Excel counts them: it believes that there was a 29 February 1900. */
static bool serial_of(instant local, double *days)
{
	const instant first = civil_to_instant(&(struct civil){1900, 3, 1, 0, 0, 0, 0}, 0);
	const instant end = civil_to_instant(&(struct civil){9999, 12, 31, 23, 59, 59, 0}, 0);

	if (local < first || local > end)
		return false;
	*days = 61.0 + (double)(local - first) / (double)INSTANT_DAY;
	return true;
}

static lxw_format *format_for(const struct book *b, const struct sheet_time *t)
{
	return b->time[t->precision == PRECISION_DAY      ? DAY
		       : t->precision == PRECISION_SECOND ? SECOND
							  : MINUTE];
}

static void write_time(struct book *b, lxw_row_t row, lxw_col_t column, struct sheet_time t)
{
	instant local = t.zoned ? t.at + t.offset * INSTANT_SECOND : t.at;
	unsigned offset = (unsigned)(t.offset < 0 ? -t.offset : t.offset);
	double days;

	if (t.at == INSTANT_NONE)
		return;
	text_clear(&b->cell.text);
	if (!serial_of(local, &days)) {
		instant_write(&b->cell.text, t.at, t.zoned ? t.offset : 0);
		if (!t.zoned)
			b->cell.text.length--; /* nobody knows that it is Z */
		b->cell.text.bytes[b->cell.text.length] = '\0';
		write_text(b, row, column, &b->cell.text);
	} else {
		b->bad |= worksheet_write_number(b->sheet, row, column, days, format_for(b, &t)) !=
			  LXW_NO_ERROR;
	}
	if (!t.zoned)
		return;
	text_clear(&b->cell.text);
	text_printf(&b->cell.text, "%c%02u:%02u", t.offset < 0 ? '-' : '+', offset / 3600, offset / 60 % 60);
	write_text(b, row, (lxw_col_t)(column + 1), &b->cell.text);
}

static void write_cell(struct book *b, lxw_row_t row, lxw_col_t column)
{
	if (b->cell.counts)
		b->bad |= worksheet_write_number(b->sheet, row, column, b->cell.number, NULL) != LXW_NO_ERROR;
	else
		write_text(b, row, column, &b->cell.text);
}

static void write_row(struct book *b, size_t row)
{
	const struct workbook_table *t = b->table;
	lxw_col_t column = 0;

	for (size_t i = 0; i < t->columns; i++) {
		text_clear(&b->cell.text);
		b->cell.time = (struct sheet_time){.at = INSTANT_NONE};
		b->cell.counts = false;
		t->cell(t->self, row, i, &b->cell);
		if (!t->column(t->self, i).offset) {
			write_cell(b, (lxw_row_t)row + 1, column++);
			continue;
		}
		write_time(b, (lxw_row_t)row + 1, column, b->cell.time);
		column = (lxw_col_t)(column + 2);
	}
}

static void write_title(struct book *b, lxw_col_t column, const char *name, int width)
{
	b->bad |= worksheet_write_string(b->sheet, 0, column, name, b->bold) != LXW_NO_ERROR ||
		  worksheet_set_column(b->sheet, column, column, width, NULL) != LXW_NO_ERROR;
}

/* Returns how many columns there are. */
static lxw_col_t write_titles(struct book *b)
{
	lxw_col_t column = 0;

	for (size_t i = 0; i < b->table->columns; i++) {
		struct workbook_column c = b->table->column(b->table->self, i);

		write_title(b, column++, c.name, c.width);
		if (c.offset)
			write_title(b, column++, c.offset, 9);
	}
	return column;
}

static void make_formats(struct book *b)
{
	static const char *const patterns[FORMATS] = {
		"yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd hh:mm", "yyyy\\-mm\\-dd hh:mm:ss"};

	b->bold = workbook_add_format(b->book);
	format_set_bold(b->bold);
	for (int i = 0; i < FORMATS; i++) {
		b->time[i] = workbook_add_format(b->book);
		format_set_num_format(b->time[i], patterns[i]);
		format_set_align(b->time[i], LXW_ALIGN_LEFT);
	}
}

/* Fills the sheet, and has the library write the file and let go of everything. */
static bool fill(struct book *b)
{
	lxw_doc_properties about = {
		.title = (char *)(uintptr_t)b->table->title, .created = b->table->made / INSTANT_SECOND};
	lxw_col_t columns;

	workbook_set_properties(b->book, &about);
	b->sheet = workbook_add_worksheet(b->book, b->table->sheet);
	make_formats(b);
	columns = write_titles(b);
	for (size_t i = 0; i < b->table->rows; i++)
		write_row(b, i);
	/* Numbers are words here: nobody need be warned of each. */
	worksheet_ignore_errors(b->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
	worksheet_freeze_panes(b->sheet, 1, 1);
	worksheet_autofilter(b->sheet, 0, 0, (lxw_row_t)b->table->rows, (lxw_col_t)(columns - 1));
	b->bad |= workbook_close(b->book) != LXW_NO_ERROR;
	text_free(&b->cell.text);
	return !b->bad;
}

static bool read_back(struct text *out, int fd)
{
	char piece[16384];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, piece, sizeof piece, at)) > 0) {
		text_add(out, piece, (size_t)n);
		at += n;
	}
	return n == 0 && at > 0;
}

/* The library writes to a file by its name: this one is in memory, and gone when it is closed. */
bool workbook_write(struct text *out, const struct workbook_table *t, struct fault *f)
{
	struct book b = {.table = t, .cell.text = TEXT_INIT};
	int fd = memfd_create("workbook", MFD_CLOEXEC);
	char name[40];
	bool done;

	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	if (fd >= 0)
		b.book = workbook_new(name);
	done = b.book && fill(&b) && read_back(out, fd);
	if (fd >= 0)
		close(fd);
	return done || fault_say(f, FAULT_INTERNAL, "the workbook could not be written");
}
