#include "record/message.h"

#include "base/text.h"
#include "record/paper.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *const severity_names[] = {"information", "warning", "error"};
const char *const subject_kind_names[] = {"container", "transport", "document"};
const char *const event_type_names[] = {"EQUIPMENT", "TRANSPORT", "SHIPMENT"};
const char *const classifier_names[] = {"ACT", "EST", "PLN"};
const char *const load_state_names[] = {NULL, "EMPTY", "LADEN"};
const char *const mode_names[] = {NULL, "VESSEL", "RAIL", "TRUCK", "BARGE", "AIR", "MULTIMODAL"};
const char *const function_names[] = {
	"original", "cancel", "add", "change", "replace", "override", "retract"};
const char *const zone_source_names[] = {"message", "sender", "place", "country", "nobody"};
const char *const verdict_names[] = {"accepted", "accepted-with-warnings", "rejected"};
const char *const event_codes[] = {"GTIN", "GTOT", "LOAD", "DISC", "ARRI", "DEPA", "STUF", "STRP", "PICK",
	"DROP", "INSP", "RSEA", "RMVD", "AVPU", "AVDO", "CUSS", "CUSI", "CUSR", "WAYP", EVENT_ABOARD,
	EVENT_HANDOVER, EVENT_DAMAGED, EVENT_HELD, EVENT_RELEASED, EVENT_NOTE, EVENT_BEGINS, EVENT_ENDS,
	EVENT_GOES_ON, EVENT_ITINERARY, NULL};

const char *const paper_words[] = {
#define PAPER(name, word, about) [PAPER_##name] = word,
#include "record/paper.def"
#undef PAPER
};
const char *const paper_abouts[] = {
#define PAPER(name, word, about) [PAPER_##name] = about,
#include "record/paper.def"
#undef PAPER
};

enum paper_kind paper_of_word(const char *word)
{
	enum paper_kind k = 0;

	while (k < PAPERS && (!word || strcasecmp(paper_words[k], word) != 0))
		k++;
	return k;
}

bool event_restows(const struct event *e)
{
	return e->movement && e->code && strcmp(e->movement, MOVEMENT_RESTOW) == 0 &&
	       (strcmp(e->code, "DISC") == 0 || strcmp(e->code, "LOAD") == 0);
}

bool event_in_stock(const struct event *e)
{
	if (!e->code || strcmp(e->code, EVENT_NOTE) != 0 || !e->place)
		return false;
	for (size_t i = 0; i < e->remark_count; i++)
		if (strncmp(e->remarks[i], "SLOT:", 5) == 0 || strncmp(e->remarks[i], "AREA:", 5) == 0)
			return true;
	return false;
}

bool event_code_known(const char *code)
{
	for (size_t i = 0; event_codes[i]; i++)
		if (strcmp(event_codes[i], code) == 0)
			return true;
	return false;
}

static void position(struct json *j, const char *key, uint32_t n)
{
	if (n)
		jw_member_integer(j, key, n);
}

/* Where a spreadsheet shows it: "AB17". */
static void cell(struct json *j, const struct diagnostic *d)
{
	char name[24], *at = name + sizeof name - 12;

	if (!d->row || !d->column)
		return;
	snprintf(at, 12, "%u", d->row);
	for (uint32_t n = d->column; n; n = (n - 1) / 26)
		*--at = (char)('A' + (n - 1) % 26);
	jw_member(j, "cell", at);
}

void diagnostic_write(struct json *j, const struct diagnostic *d)
{
	jw_open(j, '{');
	jw_member(j, "severity", severity_names[d->severity]);
	jw_member(j, "code", d->code);
	jw_member(j, "text", d->text);
	jw_member(j, "subject", d->subject);
	position(j, "segment", d->segment);
	jw_member(j, "tag", d->tag);
	position(j, "element", d->element);
	position(j, "component", d->component);
	jw_member(j, "sheet", d->sheet);
	position(j, "row", d->row);
	position(j, "column", d->column);
	cell(j, d);
	jw_member(j, "path", d->path);
	if (d->offset != NO_OFFSET)
		jw_member_integer(j, "offset", (int64_t)d->offset);
	jw_close(j, '}');
}
