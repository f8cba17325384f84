/*
 * Binary workbooks made of their records, for tests: a stream of records, and an OLE file around it.
 */
#ifndef TESTS_XLS_MADE_H
#define TESTS_XLS_MADE_H

#include "base/text.h"

static inline void le(struct text *t, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		text_byte(t, (char)(value >> (8 * i)));
}

static inline void record(struct text *t, unsigned id, const void *bytes, size_t n)
{
	le(t, id, 2);
	le(t, n, 2);
	text_add(t, bytes, n);
}
#define RECORD(t, id, s) record(t, id, s, sizeof s - 1)

/* An OLE file with one stream of that name, at most 60 KB long: sector 0 says what follows each, 1 is the
 * directory. */
static inline void ole_made(struct text *out, const char *name, const struct text *stream)
{
	size_t size = stream->length < 4096 ? 4096 : stream->length, sectors = (size + 511) / 512;

	text_clear(out);
	text_add(out, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
	le(out, 0, 8), le(out, 0, 8);
	le(out, 0x3E, 2), le(out, 3, 2), le(out, 0xFFFE, 2), le(out, 9, 2), le(out, 6, 2);
	le(out, 0, 8), le(out, 0, 2);
	le(out, 1, 4), le(out, 1, 4), le(out, 0, 4), le(out, 4096, 4); /* one table, the directory at 1 */
	le(out, 0xFFFFFFFE, 4), le(out, 0, 4), le(out, 0xFFFFFFFE, 4), le(out, 0, 4), le(out, 0, 4);
	while (out->length < 512)
		le(out, 0xFFFFFFFF, 4);
	le(out, 0xFFFFFFFD, 4), le(out, 0xFFFFFFFE, 4);
	for (size_t i = 0; i < 126; i++)
		le(out, i + 1 < sectors ? i + 3 : i < sectors ? 0xFFFFFFFE : 0xFFFFFFFF, 4);
	for (unsigned entry = 0; entry < 4; entry++) {
		const char *called = entry == 0 ? "Root Entry" : entry == 1 ? name : "";
		size_t begin = out->length, n = strlen(called);

		for (size_t i = 0; i < n; i++)
			le(out, (uint8_t)called[i], 2);
		while (out->length < begin + 64)
			text_byte(out, 0);
		le(out, n ? (n + 1) * 2 : 0, 2);
		text_byte(out, entry == 0 ? 5 : entry == 1 ? 2 : 0);
		while (out->length < begin + 116)
			text_byte(out, 0);
		le(out, entry == 1 ? 2 : 0xFFFFFFFE, 4);
		le(out, entry == 1 ? size : 0, 8);
	}
	text_add(out, stream->bytes, stream->length);
	while (out->length < (sectors + 3) * 512)
		text_byte(out, 0);
}

#endif
