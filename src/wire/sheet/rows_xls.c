#include "wire/sheet/rows_xls.h"

#include "wire/sheet/biff.h"
#include "wire/sheet/ole.h"

static bool is_locked(const char *bytes, size_t n)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	return memmem(bytes, n, name, sizeof name) != NULL;
}

static bool book_open(struct biff *b, const void *bytes, size_t n)
{
	if (is_locked(bytes, n)) /* an XLSX with a password lies in such a file, too */
		return fault_say(b->fault, FAULT_BAD_BODY,
			"the workbook is protected by a password; save it without one and send it again");
	if (ole_stream(bytes, n, "Workbook", &b->stream) || ole_stream(bytes, n, "Book", &b->stream))
		return true;
	return fault_say(b->fault, FAULT_BAD_BODY,
		"the file is damaged or no workbook: no sheet is found in it; save it as XLSX and send it "
		"again");
}

bool xls_rows(const void *bytes, size_t n, const struct row_sink *sink, struct fault *f)
{
	struct biff b = {.sink = sink, .fault = f};
	bool goes = book_open(&b, bytes, n) && biff_book(&b);

	for (size_t i = 0; goes && i < b.sheet_count; i++)
		goes = biff_sheet(&b, &b.sheets[i], (uint32_t)i + 1);
	text_free(&b.stream);
	text_free(&b.strings);
	free(b.string_at);
	arena_free(&b.arena);
	return goes;
}
