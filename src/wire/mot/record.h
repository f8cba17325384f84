/*
 * One record of a platform file, taken apart: text in UTF-8, what was released bare, blanks around it gone.
 */
#ifndef WIRE_MOT_RECORD_H
#define WIRE_MOT_RECORD_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define MOT_FIELDS 64  /* of a record; what stands behind is passed over */
#define MOT_TEXT   256 /* bytes of a field that are kept; the layout has none of more than 70 characters */

struct mot_record {
	int id; /* 0 to 99; -1: it does not begin with two digits */
	uint32_t segment;
	uint64_t offset; /* of its first byte */
	size_t count;    /* fields, the id's is the first */
	bool bad;        /* U+FFFD stands for bytes that are no text */
	bool cut;        /* a field was too long to be kept whole */
	struct {
		const char *text; /* "" where nothing stands; never NULL */
		uint64_t offset;
	} field[MOT_FIELDS];
};

/* n bytes without the apostrophe at their end. */
void mot_record_read(struct mot_record *r, struct arena *a, const char *bytes, size_t n, uint64_t offset);
/* Field 1, 2, 3 ...; "" where the record ends before it. */
const char *mot_text(const struct mot_record *r, unsigned place);

#endif
