#include "wire/dcsa3.h"

#include "wire/dcsa3_parts.h"
#include "wire/dcsa_in/codes.h"
#include "wire/dcsa_say.h"

#include <string.h>

enum { PARTY_MOST = 150, ID_MOST = 500, REASON_MOST = 250 };

const char *const dcsa3_type_names[] = {"SHIPMENT", "TRANSPORT", "EQUIPMENT", "IOT", "REEFER", NULL};

/* Of the codes that sensors' events have, those of a reefer's machine. */
static bool is_reefers(const char *code)
{
	return strcmp(code, "ADJUSTED") == 0 || strcmp(code, "MEASURED") == 0;
}

static bool has_code(enum code_list list, const char *code)
{
	const struct code *c = code_find(list, code);

	return c && strcmp(c->code, code) == 0;
}

enum dcsa3_type dcsa3_type_of(enum event_type type, const char *code)
{
	if (type != EVENT_EQUIPMENT)
		return type == EVENT_TRANSPORT ? DCSA3_TRANSPORT : DCSA3_SHIPMENT;
	if (!has_code(LIST_OTHER, code))
		return DCSA3_EQUIPMENT;
	return is_reefers(code) ? DCSA3_REEFER : DCSA3_IOT;
}

const char *dcsa3_code(enum dcsa3_type type, size_t nth)
{
	const struct code *c;

	for (size_t i = 0; (c = code_at(LIST_OTHER, i)); i++)
		if (is_reefers(c->code) == (type == DCSA3_REEFER) && nth-- == 0)
			return c->code;
	return NULL;
}

/* It came as 3.0, under an id of its publisher's. */
static bool is_theirs(const struct event *e)
{
	return e->document && (e->function == FUNCTION_OVERRIDE || e->function == FUNCTION_RETRACT);
}

/* The standard's word; of what came as 3.0 also one of none of its lists. */
static const char *word_of(const struct event *e)
{
	static const enum code_list lists[DCSA3_TYPES] = {
		LIST_SHIPMENT, LIST_TRANSPORT, LIST_EQUIPMENT, LIST_OTHER, LIST_OTHER};
	enum code_list list = lists[dcsa3_type_of(e->type, e->code)];

	if (!has_code(list, e->code))
		return is_theirs(e) ? e->code : NULL;
	return list == LIST_OTHER ? e->code : code_find(list, e->code)->word;
}

static bool is_box(const struct event *e)
{
	return e->subject_kind == SUBJECT_CONTAINER && say_fits(e->subject, DCSA3_EQUIPMENT_MOST);
}

static const char *no_subject(const struct event *e)
{
	switch (e->type) {
	case EVENT_EQUIPMENT:
		return is_box(e) ? NULL : "its container's number is longer than 3.0 has them";
	case EVENT_TRANSPORT:
		if (say_of_wagon(e))
			return "it is of a wagon, not of a train or ship";
		return is_box(e) || parts_name_transport(e) ? NULL : "its transport call is not known";
	default:
		return parts_document(e).value ? NULL : "it is of no document that 3.0 can name";
	}
}

bool dcsa3_says(const struct event *e, const char **why)
{
	if (is_theirs(e) && !say_fits(e->document, ID_MOST))
		*why = "its eventID is too long";
	else if (e->function == FUNCTION_RETRACT)
		*why = is_theirs(e) ? NULL : "it takes back what has no eventID";
	else if (e->function == FUNCTION_CANCEL)
		*why = "it only takes other events back: those are retracted";
	else if (!e->code)
		*why = "it has no code";
	else if (!word_of(e))
		*why = "3.0 has no word for it";
	else if (!(*why = say_no_time(e)))
		*why = no_subject(e);
	return !*why;
}

static void member_time(struct json *j, const char *key, instant at, int offset)
{
	jw_key(j, key);
	text_byte(j->out, '"');
	instant_write(j->out, at, offset % 60 ? 0 : offset);
	text_byte(j->out, '"');
	j->comma = true;
}

/* As it was received where that is how the standard has it: what was said to the digit stays so. */
static void write_happened(struct json *j, const struct moment *m)
{
	const char *s = m->text;
	int offset;
	instant at;

	if (s && strlen(s) <= 30 && strchr(s, 'T') && instant_read(s, strlen(s), &at, &offset) &&
		at == m->at && offset == m->offset)
		jw_member(j, "eventDateTime", s);
	else
		member_time(j, "eventDateTime", m->at, m->offset);
}

static void write_routing(struct json *j, const struct event *e)
{
	if (!say_fits(e->sender, PARTY_MOST))
		return;
	jw_key(j, "eventRouting");
	jw_open(j, '{');
	jw_key(j, "originatingParties");
	jw_open(j, '[');
	jw_open(j, '{');
	jw_member(j, "partyCode", e->sender);
	jw_close(j, '}');
	jw_close(j, ']');
	jw_close(j, '}');
}

static void write_identity(struct json *j, const struct event *e)
{
	write_routing(j, e);
	if (is_theirs(e)) {
		jw_member(j, "eventID", e->document);
		return;
	}
	jw_key(j, "eventID");
	jw_open(j, '"');
	text_uuid(j->out, e->id);
	jw_close(j, '"');
}

static void write_classification(struct json *j, const struct event *e)
{
	static const char *const members[DCSA3_TYPES] = {"shipmentEventType", "transportEventType",
		"equipmentEventType", "iotEventType", "reeferEventType"};
	enum dcsa3_type type = dcsa3_type_of(e->type, e->code);

	jw_key(j, "eventClassification");
	jw_open(j, '{');
	jw_member(j, "eventType", dcsa3_type_names[type]);
	jw_member(j, "eventClassifier", code_find(LIST_CLASSIFIER, classifier_names[e->classifier])->word);
	jw_member(j, members[type], word_of(e));
	jw_close(j, '}');
}

void dcsa3_retracted(struct text *out, const struct event *e, instant updated)
{
	struct json j = {out, false};

	jw_open(&j, '{');
	write_identity(&j, e);
	jw_member_bool(&j, "isRetracted", true);
	if (updated != INSTANT_NONE)
		member_time(&j, "eventUpdatedDateTime", updated, 0);
	jw_close(&j, '}');
}

static void write_updated(struct json *j, const struct event *e, instant recorded)
{
	if (e->said != INSTANT_NONE)
		member_time(j, "eventUpdatedDateTime", e->said, e->said_offset);
	else if (recorded != INSTANT_NONE)
		member_time(j, "eventUpdatedDateTime", recorded, 0);
}

bool dcsa3_event(struct text *out, const struct event *e, instant recorded, const char **why)
{
	struct json j = {out, false};

	if (!dcsa3_says(e, why))
		return false;
	jw_open(&j, '{');
	write_identity(&j, e);
	if (e->function == FUNCTION_RETRACT) {
		jw_member_bool(&j, "isRetracted", true);
		write_updated(&j, e, recorded);
	} else {
		write_happened(&j, &e->happened);
		write_updated(&j, e, recorded);
		parts_location(&j, e);
		jw_member(&j, "reason", say_remark(e, "REASON:", REASON_MOST, 0));
		write_classification(&j, e);
		parts_details(&j, e);
	}
	jw_close(&j, '}');
	return true;
}
