#include "service/xls.h"

#include "base/limits.h"
#include "base/text.h"
#include "wire/sheet/rows_cell.h"

#include <errno.h>
#include <fcntl.h>
#include <freexl.h>
#include <sys/mman.h>
#include <unistd.h>

#define MOST_COLUMNS 256 /* what BIFF has */
#define MOST_ROWS    65536u

struct xls {
	const void *book;
	const struct row_sink *sink;
	struct fault *fault;
	const char *sheet;
	uint32_t number;
	struct text text; /* of the row under way */
	struct cell cells[MOST_COLUMNS];
	size_t text_at[MOST_COLUMNS];
};

static bool write_all(int fd, const char *bytes, size_t n)
{
	ssize_t k;

	while (n) {
		k = write(fd, bytes, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return false;
		bytes += k;
		n -= (size_t)k;
	}
	return true;
}

/* A file of these bytes and a name by which it can be opened now; remove: it must be unlinked.  -1: none. */
static int file_of(const void *bytes, size_t n, char name[64], bool *remove)
{
	int fd = memfd_create("workbook", MFD_CLOEXEC);

	*remove = false;
	snprintf(name, 64, "/proc/self/fd/%d", fd);
	if (fd < 0 || access(name, R_OK) != 0) { /* no /proc here */
		if (fd >= 0)
			close(fd);
		snprintf(name, 64, "%s/landbridge-XXXXXX", P_tmpdir);
		fd = mkostemp(name, O_CLOEXEC);
		*remove = fd >= 0;
	}
	if (fd >= 0 && !write_all(fd, bytes, n)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static bool unreadable(struct fault *f, int code)
{
	return fault_say(f, FAULT_BAD_BODY,
		"the binary workbook (.xls) is damaged, or protected by a password (%d); save it as XLSX "
		"without one and "
		"send it again",
		code);
}

static bool book_open(struct xls *x, const void *bytes, size_t n)
{
	char name[64];
	bool remove;
	int fd = file_of(bytes, n, name, &remove), code;
	unsigned secret = 0;

	if (fd < 0)
		return fault_say(
			x->fault, FAULT_ENVIRONMENT, "no room to unpack a workbook: %s", strerror(errno));
	code = freexl_open(name, &x->book);
	if (remove)
		unlink(name);
	close(fd);
	if (code != FREEXL_OK)
		return unreadable(x->fault, code);
	if (freexl_get_info(x->book, FREEXL_BIFF_PASSWORD, &secret) == FREEXL_OK &&
		secret == FREEXL_BIFF_OBFUSCATED)
		return fault_say(x->fault, FAULT_BAD_BODY,
			"the workbook is protected by a password; save it without one and send it again");
	return true;
}

static void set_text(struct xls *x, unsigned column, enum cell_kind kind, const char *s)
{
	size_t n = s ? strlen(s) : 0;

	if (n > LIMIT_XML_TEXT)
		n = 0;
	if (n)
		cell_trim(&s, &n);
	if (!n)
		return;
	x->cells[column].kind = kind;
	x->text_at[column] = x->text.length;
	text_add(&x->text, s, n);
	text_byte(&x->text, '\0');
}

static void set_number(struct xls *x, unsigned column, double number)
{
	struct cell *c = &x->cells[column];
	char out[CELL_NUMBER_ROOM];

	c->number = number;
	cell_number_write(out, number, &c->exact);
	set_text(x, column, CELL_NUMBER, out);
}

/* FreeXL writes days itself: 2026-06-15, 2026-06-15 09:00:00, 09:00:00. */
static void set_date(struct xls *x, unsigned column, const char *s)
{
	struct cell *c = &x->cells[column];
	char out[CELL_NUMBER_ROOM];

	if (!s || !cell_date_read(s, &c->number)) {
		set_text(x, column, CELL_TEXT, s);
		return;
	}
	out[cell_date_write(out, c->number, false)] = '\0';
	set_text(x, column, CELL_DATE, out);
}

static void set_cell(struct xls *x, unsigned column, const FreeXL_CellValue *v)
{
	x->cells[column] = (struct cell){.kind = CELL_EMPTY};
	switch (v->type) {
	case FREEXL_CELL_INT:
		set_number(x, column, v->value.int_value);
		break;
	case FREEXL_CELL_DOUBLE:
		set_number(x, column, v->value.double_value);
		break;
	case FREEXL_CELL_TEXT:
	case FREEXL_CELL_SST_TEXT:
		set_text(x, column, CELL_TEXT, v->value.text_value);
		break;
	case FREEXL_CELL_DATE:
	case FREEXL_CELL_DATETIME:
	case FREEXL_CELL_TIME:
		set_date(x, column, v->value.text_value);
		break;
	default:
		break;
	}
}

static bool row_read(struct xls *x, unsigned row, unsigned columns)
{
	struct row r = {.sheet = x->sheet,
		.sheet_number = x->number,
		.row = row + 1,
		.offset = NO_OFFSET,
		.cells = x->cells};
	FreeXL_CellValue value;

	text_clear(&x->text);
	for (unsigned c = 0; c < columns; c++) {
		value.type = FREEXL_CELL_NULL;
		if (freexl_get_cell_value(x->book, row, (unsigned short)c, &value) != FREEXL_OK)
			value.type = FREEXL_CELL_NULL;
		set_cell(x, c, &value);
		if (x->cells[c].kind != CELL_EMPTY)
			r.count = c + 1;
	}
	for (size_t c = 0; c < r.count; c++)
		if (x->cells[c].kind != CELL_EMPTY)
			x->cells[c].text = x->text.bytes + x->text_at[c];
	return !r.count || x->sink->row(x->sink->self, &r);
}

static bool sheet_read(struct xls *x, unsigned short at)
{
	unsigned rows = 0;
	unsigned short columns = 0;
	const char *name = NULL;
	int code = freexl_select_active_worksheet(x->book, at);

	if (code == FREEXL_OK)
		code = freexl_worksheet_dimensions(x->book, &rows, &columns);
	if (code != FREEXL_OK)
		return unreadable(x->fault, code);
	if (freexl_get_worksheet_name(x->book, at, &name) != FREEXL_OK || !name)
		name = "";
	if (rows > MOST_ROWS)
		return fault_say(x->fault, FAULT_TOO_LARGE,
			"sheet \"%.100s\" says it has %u rows; a .xls has at most %u", name, rows, MOST_ROWS);
	x->sheet = name;
	x->number = at + 1u;
	for (unsigned row = 0; row < rows; row++)
		if (!row_read(x, row, columns < MOST_COLUMNS ? columns : MOST_COLUMNS))
			return false;
	return true;
}

bool xls_rows(void *self, const void *bytes, size_t n, const struct row_sink *sink, struct fault *f)
{
	struct xls *x = calloc(1, sizeof *x);
	unsigned sheets = 0;
	bool read;

	(void)self;
	if (!x)
		abort();
	x->sink = sink;
	x->fault = f;
	read = book_open(x, bytes, n);
	if (read && freexl_get_info(x->book, FREEXL_BIFF_SHEET_COUNT, &sheets) != FREEXL_OK)
		read = unreadable(f, FREEXL_BIFF_WORKBOOK_NOT_FOUND);
	for (unsigned i = 0; read && i < sheets && i < UINT16_MAX; i++)
		read = sheet_read(x, (unsigned short)i);
	if (x->book)
		freexl_close(x->book);
	text_free(&x->text);
	free(x);
	return read;
}
