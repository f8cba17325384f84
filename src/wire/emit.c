#include "wire/emit.h"

#include "wire/dcsa.h"
#include "wire/dcsa3.h"
#include "wire/edifact_out/edifact_out.h"
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

static void write_dcsa3(struct text *out, const struct emit_head *head, const struct emitted *events,
	size_t n, struct emit_told *told)
{
	const char *why;

	text_say(out, "{\"events\":[");
	for (size_t i = 0; i < n; i++) {
		instant recorded = events[i].recorded == INSTANT_NONE ? head->now : events[i].recorded;
		size_t before = out->length;

		if (told->said)
			text_byte(out, ',');
		if (dcsa3_event(out, events[i].event, recorded, &why)) {
			told->said++;
			continue;
		}
		told->left_out++;
		out->length = before;
	}
	text_say(out, "]}");
}

static const struct emit_format formats[] = {
	{"DCSA-2.2", "application/json", "json", "DCSA Track & Trace 2.2: an array of events", write_dcsa2},
	{"DCSA-3.0", "application/json", "json", "DCSA Track & Trace 3.0: events, with what was retracted",
		write_dcsa3},
	{"CODECO", "application/edifact", "edi", "EDIFACT CODECO D.00B: gate moves", codeco_write},
	{"COARRI", "application/edifact", "edi",
		"EDIFACT COARRI D.00B: loaded and discharged, the ship's arrival and departure",
		coarri_write},
	{"IFTSTA", "application/edifact", "edi", "EDIFACT IFTSTA D.00B: a status each event", iftsta_write},
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
