#include "wire/sheet/rows.h"

#include "base/limits.h"
#include "base/text.h"
#include "wire/sheet/rows_csv.h"
#include "wire/sheet/rows_xls.h"
#include "wire/sheet/rows_xlsx.h"

#define OLE  "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
#define HEAD 8 /* bytes that tell a workbook from text */

enum kind { KIND_OPEN, KIND_CSV, KIND_XLSX, KIND_XLS };

struct rows {
	const struct row_sink *sink;
	uint64_t held_most;
	enum kind kind;
	struct csv_rows *csv;
	struct text held; /* the head while the kind is open; a workbook */
	bool too_large, stopped, ended;
};

struct rows *rows_new(const struct row_sink *sink, const struct decode_world *world, uint64_t held_most)
{
	struct rows *r = calloc(1, sizeof *r);

	if (!r)
		abort();
	r->sink = sink;
	(void)world;
	r->held_most = held_most < LIMIT_SHEET_HELD ? held_most : LIMIT_SHEET_HELD;
	r->csv = csv_rows_new(sink);
	return r;
}

void rows_free(struct rows *r)
{
	if (!r)
		return;
	csv_rows_free(r->csv);
	text_free(&r->held);
	free(r);
}

static bool is_zip(const char *bytes, size_t n)
{
	return n >= 4 && memcmp(bytes, "PK\3\4", 4) == 0;
}

static bool is_ole(const char *bytes, size_t n)
{
	return n >= HEAD && memcmp(bytes, OLE, HEAD) == 0;
}

bool rows_sniff_workbook(const char *bytes, size_t n)
{
	return is_zip(bytes, n) || is_ole(bytes, n);
}

static bool feed_csv(struct rows *r, const char *bytes, size_t n)
{
	r->stopped = !csv_rows_feed(r->csv, bytes, n);
	return !r->stopped;
}

static bool hold(struct rows *r, const char *bytes, size_t n)
{
	if (r->held.length + n > r->held_most)
		r->too_large = true;
	else
		text_add(&r->held, bytes, n);
	return true;
}

/* What the first bytes say; what was held of them goes where it belongs. */
static bool open_kind(struct rows *r)
{
	struct text head = r->held;
	bool goes = true;

	r->kind = is_zip(head.bytes, head.length)   ? KIND_XLSX
		  : is_ole(head.bytes, head.length) ? KIND_XLS
						    : KIND_CSV;
	if (r->kind != KIND_CSV)
		return true;
	r->held = (struct text)TEXT_INIT;
	if (head.length)
		goes = feed_csv(r, head.bytes, head.length);
	text_free(&head);
	return goes;
}

bool rows_feed(struct rows *r, const void *bytes, size_t n)
{
	const char *s = bytes;
	size_t take;

	if (r->stopped || r->ended)
		return !r->stopped;
	if (r->kind == KIND_OPEN) {
		take = HEAD - r->held.length;
		take = n < take ? n : take;
		text_add(&r->held, s, take);
		s += take;
		n -= take;
		if (r->held.length < HEAD)
			return true;
		if (!open_kind(r))
			return false;
	}
	return r->kind == KIND_CSV ? feed_csv(r, s, n) : hold(r, s, n);
}

static bool read_workbook(struct rows *r, struct fault *f)
{
	if (r->too_large)
		return fault_say(f, FAULT_TOO_LARGE,
			"the workbook is larger than %llu MB: it is read from its end and must be held; save "
			"it as "
			"CSV, which may have any size",
			(unsigned long long)r->held_most >> 20);
	return r->kind == KIND_XLSX ? xlsx_rows(r->held.bytes, r->held.length, r->sink, f)
				    : xls_rows(r->held.bytes, r->held.length, r->sink, f);
}

bool rows_end(struct rows *r, struct fault *f)
{
	f->code = FAULT_NONE;
	if (r->stopped || r->ended)
		return !r->stopped;
	r->ended = true;
	if (r->kind == KIND_OPEN && !open_kind(r))
		return false;
	r->stopped = !(r->kind == KIND_CSV ? csv_rows_end(r->csv) : read_workbook(r, f));
	return !r->stopped;
}

uint64_t rows_safe_offset(const struct rows *r)
{
	if (r->kind == KIND_CSV)
		return csv_rows_safe_offset(r->csv);
	return r->ended && !r->stopped ? r->held.length : 0;
}

/* A workbook is read at its end, at once: either nothing of it was told, or all. */
static const char told[] = "workbook told";

const char *rows_state(const struct rows *r, struct arena *a)
{
	if (r->kind == KIND_CSV)
		return csv_rows_state(r->csv, a);
	return rows_safe_offset(r) ? told : "";
}

bool rows_resume(struct rows *r, const char *state, uint64_t offset)
{
	if (*state == '\0' || offset == 0)
		return offset == 0;
	if (strcmp(state, told) == 0) {
		r->ended = true;
		return true;
	}
	r->kind = KIND_CSV;
	return csv_rows_resume(r->csv, state, offset);
}

struct rows_about rows_about(const struct rows *r)
{
	if (r->kind == KIND_OPEN)
		return (struct rows_about){0};
	if (r->kind == KIND_CSV)
		return csv_rows_about(r->csv);
	return (struct rows_about){
		.kind = r->kind == KIND_XLSX ? "XLSX" : "XLS", .character_set = "UTF-8", .sure = 100};
}
