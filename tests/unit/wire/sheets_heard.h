/* What is heard of a sheet, by the world that is built in: lines as heard.h has them. */
#ifndef UNIT_WIRE_SHEETS_HEARD_H
#define UNIT_WIRE_SHEETS_HEARD_H

#include "service/world.h"
#include "wire/heard.h"

static struct world *sheets_world;
static struct decode_hint sheets_hint;
static unsigned sheets_unknown; /* codes that nobody mapped */

static int sheets_open(void **state)
{
	struct fault f;

	(void)state;
	sheets_world = world_embedded(&f);
	return sheets_world ? 0 : -1;
}

static int sheets_close(void **state)
{
	(void)state;
	world_release(sheets_world);
	return 0;
}

static inline void sheets_note_unknown(void *self, const struct unknown_code *u)
{
	sheets_unknown++;
	heard_unknown(self, u);
}

/* In pieces of so many bytes. */
static inline void sheet_heard_by(
	struct heard *h, const struct decode_world *w, const char *bytes, size_t n, size_t piece)
{
	struct decode_sink sink = heard_sink(h);
	struct decoder *d;

	*h = (struct heard){.out = TEXT_INIT};
	sink.self = h;
	sink.unknown = sheets_note_unknown;
	sheets_unknown = 0;
	d = decoder_new("SHEET", w, NULL, &sink);
	decoder_hint(d, &sheets_hint);
	h->went_on = true;
	for (size_t at = 0; at < n && h->went_on; at += piece) {
		size_t length = n - at < piece ? n - at : piece;
		char *copy = malloc(length);

		memcpy(copy, bytes + at, length);
		h->went_on = decoder_feed(d, copy, length);
		free(copy);
	}
	if (h->went_on)
		h->went_on = decoder_end(d);
	decoder_free(d);
}

static inline void sheet_heard(struct heard *h, const char *text)
{
	struct decode_world w = world_decode(sheets_world);

	sheets_hint.received = sheets_hint.received ? sheets_hint.received : INSTANT_NONE;
	sheet_heard_by(h, &w, text, strlen(text), 4096);
}

#endif
