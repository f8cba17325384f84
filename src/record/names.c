#include "record/message.h"

#include "base/text.h"

#include <string.h>

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
	"DROP", "INSP", "RSEA", "RMVD", "AVPU", "AVDO", "CUSS", "CUSI", "CUSR", "WAYP", EVENT_HANDOVER,
	EVENT_DAMAGED, EVENT_HELD, EVENT_RELEASED, EVENT_NOTE, NULL};

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
	position(j, "row", d->row);
	position(j, "column", d->column);
	jw_member(j, "path", d->path);
	if (d->offset != NO_OFFSET)
		jw_member_integer(j, "offset", (int64_t)d->offset);
	jw_close(j, '}');
}
