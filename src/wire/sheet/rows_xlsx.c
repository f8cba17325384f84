#include "wire/sheet/rows_xlsx.h"

#include "base/limits.h"
#include "wire/sheet/xlsx.h"

/* A directory is read as a whole when a ZIP is opened: one of a million files is refused before. */
static bool has_many_parts(const char *bytes, size_t n)
{
	const char *at = bytes, *end = bytes + n;
	unsigned parts = 0;

	while (parts <= LIMIT_SHEET_PARTS && (at = memmem(at, (size_t)(end - at), "PK\1\2", 4))) {
		parts++;
		at += 4;
	}
	return parts > LIMIT_SHEET_PARTS;
}

static bool book_open(struct xlsx *x, const void *bytes, size_t n)
{
	zip_error_t error;
	zip_source_t *source;

	if (has_many_parts(bytes, n))
		return fault_say(
			x->fault, FAULT_TOO_LARGE, "this ZIP archive has more files in it than any workbook");
	zip_error_init(&error);
	source = zip_source_buffer_create(bytes, n, 0, &error);
	x->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
	if (!x->zip) {
		if (source)
			zip_source_free(source);
		fault_say(x->fault, FAULT_BAD_BODY,
			"the workbook is damaged or cut short: its directory cannot be read (%s)",
			zip_error_strerror(&error));
	}
	zip_error_fini(&error);
	return x->zip != NULL;
}

bool xlsx_rows(const void *bytes, size_t n, const struct row_sink *sink, struct fault *f)
{
	struct xlsx x = {.size = n, .sink = sink, .fault = f};
	bool read = book_open(&x, bytes, n) && xlsx_book_read(&x);

	if (x.zip)
		zip_discard(x.zip);
	text_free(&x.strings);
	free(x.string_at);
	arena_free(&x.arena);
	return read;
}

#define MOST_TOLD 100 /* of a workbook: behind that, it is known to be odd */

void xlsx_tell(struct xlsx *x, const struct diagnostic *d)
{
	if (x->sink->odd && x->told++ < MOST_TOLD)
		x->sink->odd(x->sink->self, d);
}
