/*
 * Any bytes are rows, faults and an end; any bytes are records, diagnostics and an end.
 *
 * What it watches besides memory: reading ends, every field lies within the limits, and the reader never goes
 * back.
 */
#include "base/arena.h"
#include "base/fault.h"
#include "base/limits.h"
#include "wire/sheet/csv.h"
#include "wire/sheet/reference.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_rows(const char *bytes, size_t n)
{
	struct arena arena = ARENA_INIT;
	struct fault fault;
	struct csv csv;
	char **fields;
	size_t count, before;

	csv_start(&csv, bytes, n);
	for (;; arena_reset(&arena)) {
		before = csv.at;
		if (csv_next(&csv, &arena, &fields, &count, &fault)) {
			if (count == 0 || count > LIMIT_CSV_FIELDS)
				abort();
			for (size_t i = 0; i < count; i++)
				if (strlen(fields[i]) > LIMIT_CSV_FIELD)
					abort();
		} else if (fault.code == FAULT_NONE) {
			break;
		}
		if (csv.at <= before)
			abort();
	}
	if (csv.at != n && n != 0)
		abort();
	arena_free(&arena);
}

static bool on_place(void *self, const struct place *p, struct fault *f)
{
	(void)self, (void)f;
	if (strlen(p->code) != 5 || !p->name[LANG_EN] ||
		(p->lat == NO_COORDINATE) != (p->lon == NO_COORDINATE))
		abort();
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct reference_sink sink = {.place = on_place};
	const char *bytes = (const char *)data;
	struct reference_count count;
	struct fault fault;

	read_rows(bytes, size);
	if (reference_sniff(bytes, size) != REFERENCE_NONE &&
		!reference_decode(reference_sniff(bytes, size), bytes, size, &sink, &count, &fault))
		abort();
	return 0;
}
