#include "wire/emit.h"

#include "wire/dcsa.h"
#include "wire/sheet/history.h"

#include <strings.h>

static void write_dcsa2(struct text *out, const struct emit_head *head, const struct emitted *events,
	size_t n, struct emit_told *told)
{
	struct text body = TEXT_INIT;
	const char *why;

	text_byte(out, '[');
	for (size_t i = 0; i < n; i++) {
		instant recorded = events[i].recorded == INSTANT_NONE ? head->now : events[i].recorded;

		text_clear(&body);
		if (!dcsa_body(&body, events[i].event, &why)) {
			told->left_out++;
			continue;
		}
		if (told->said++)
			text_byte(out, ',');
		dcsa_event(out, events[i].event->id, recorded, body.bytes, body.length);
	}
	text_byte(out, ']');
	text_free(&body);
}

static const struct emit_format formats[] = {
	{"DCSA-2.2", "application/json", "json", "DCSA Track & Trace 2.2: an array of events", write_dcsa2},
	{"CSV", "text/csv; charset=utf-8; header=present", "csv", "Comma-separated values: a line an event",
		sheet_write_csv},
};

#define FORMATS (sizeof formats / sizeof *formats)

const struct emit_format *emit_format(size_t i)
{
	return i < FORMATS ? &formats[i] : NULL;
}

const struct emit_format *emit_format_named(const char *name)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (strcasecmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}
