#include "wire/dcsa.h"

#include "base/text.h"
#include "codes/size_type.h"

#include <string.h>

/* Members that both kinds of event have, as far as this event knows them; lengths are the standard's. */
enum {
	EQUIPMENT_REFERENCE_MOST = 15,
	CALL_MOST = 100,
	VOYAGE_MOST = 50,
	VESSEL_NAME_MOST = 35,
	CALL_SIGN_MOST = 10,
	FACILITY_MOST = 6,
	OTHER_FACILITY_MOST = 50,
	CARRIER_MOST = 10,
	REFERENCE_MOST = 100,
};

static const char *const equipment_codes[] = {
	"LOAD", "DISC", "GTIN", "GTOT", "STUF", "STRP", "PICK", "DROP", "INSP", "RSEA", "RMVD"};

static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static bool fits(const char *s, size_t most)
{
	return s && *s && characters(s) <= most;
}

static void member_if(struct json *j, const char *key, const char *s, size_t most)
{
	if (fits(s, most))
		jw_member(j, key, s);
}

static bool is_locode(const char *s)
{
	if (!s || strlen(s) != 5)
		return false;
	for (size_t i = 0; i < 5; i++)
		if (!(s[i] >= 'A' && s[i] <= 'Z') && !(i >= 2 && s[i] >= '2' && s[i] <= '9'))
			return false;
	return true;
}

static bool provider_is_dcsas(const struct event *e)
{
	return e->facility_list &&
	       (strcmp(e->facility_list, "SMDG") == 0 || strcmp(e->facility_list, "BIC") == 0);
}

/* Codes of ours (X and four more) are no UN/LOCODEs: they go out only under the program's own face. */
static bool has_locode(const struct event *e)
{
	return is_locode(e->place) && e->place[0] != 'X';
}

static void write_facility(struct json *j, const struct event *e)
{
	if (provider_is_dcsas(e) && fits(e->facility, FACILITY_MOST)) {
		jw_member(j, "facilityCode", e->facility);
		jw_member(j, "facilityCodeListProvider", e->facility_list);
	}
}

static void write_location(struct json *j, const struct event *e)
{
	if (!has_locode(e))
		return;
	jw_key(j, "eventLocation");
	jw_open(j, '{');
	jw_member(j, "UNLocationCode", e->place);
	write_facility(j, e);
	jw_close(j, '}');
}

static bool mode_is_dcsas(enum mode m)
{
	return m == MODE_VESSEL || m == MODE_RAIL || m == MODE_TRUCK || m == MODE_BARGE;
}

static bool has_call(const struct event *e)
{
	return fits(e->transport.call, CALL_MOST) && mode_is_dcsas(e->transport.mode);
}

static void write_call(struct json *j, const struct event *e)
{
	const struct transport_ref *t = &e->transport;

	jw_key(j, "transportCall");
	jw_open(j, '{');
	jw_member(j, "transportCallID", t->call);
	member_if(j, "exportVoyageNumber", t->voyage, VOYAGE_MOST);
	if (has_locode(e))
		jw_member(j, "UNLocationCode", e->place);
	write_facility(j, e);
	if (!provider_is_dcsas(e))
		member_if(j, "otherFacility", e->facility, OTHER_FACILITY_MOST);
	jw_member(j, "modeOfTransport", mode_names[t->mode]);
	if (t->imo) {
		jw_key(j, "vessel");
		jw_open(j, '{');
		jw_member(j, "vesselIMONumber", t->imo);
		member_if(j, "vesselName", t->name, VESSEL_NAME_MOST);
		member_if(j, "vesselCallSignNumber", t->call_sign, CALL_SIGN_MOST);
		member_if(j, "vesselOperatorCarrierCode", t->carrier, CARRIER_MOST);
		jw_close(j, '}');
	}
	jw_close(j, '}');
}

static bool is_document(const struct reference *r)
{
	return strcmp(r->kind, "BKG") == 0 || strcmp(r->kind, "TRD") == 0;
}

static void write_documents(struct json *j, const struct event *e)
{
	bool any = false;

	for (size_t i = 0; i < e->reference_count; i++) {
		const struct reference *r = &e->references[i];

		if (!is_document(r) || !fits(r->value, REFERENCE_MOST))
			continue;
		if (!any) {
			jw_key(j, "documentReferences");
			jw_open(j, '[');
			any = true;
		}
		jw_open(j, '{');
		jw_member(j, "documentReferenceType", r->kind);
		jw_member(j, "documentReferenceValue", r->value);
		jw_close(j, '}');
	}
	if (any)
		jw_close(j, ']');
}

static bool equipment_code_is_dcsas(const char *code)
{
	for (size_t i = 0; i < sizeof equipment_codes / sizeof equipment_codes[0]; i++)
		if (strcmp(equipment_codes[i], code) == 0)
			return true;
	return false;
}

static const char *cannot_say(const struct event *e)
{
	if (e->happened.at == INSTANT_NONE)
		return "no time was said";
	if (e->happened.zone_source == ZONE_NOBODY)
		return "the zone of its time is not known";
	if (e->happened.precision == PRECISION_DAY || e->happened.precision == PRECISION_HOUR)
		return "its time is known only to the day or hour";
	if (e->function == FUNCTION_CANCEL)
		return "it takes another event back, which 2.2 cannot say";
	if (!e->code)
		return "it has no code";
	switch (e->type) {
	case EVENT_EQUIPMENT:
		if (!equipment_code_is_dcsas(e->code))
			return "its code is none of DCSA's equipment events";
		if (e->load_state == LOAD_UNKNOWN)
			return "empty or laden is not known";
		return NULL;
	case EVENT_TRANSPORT:
		if (strcmp(e->code, "ARRI") != 0 && strcmp(e->code, "DEPA") != 0)
			return "its code is none of DCSA's transport events";
		return has_call(e) ? NULL : "its transport call is not known";
	default:
		return "shipment events come from documents, which are not taken yet";
	}
}

bool dcsa_says(const struct event *e)
{
	return !cannot_say(e);
}

bool dcsa_body(struct text *out, const struct event *e, const char **why)
{
	struct json j = {out, false};

	*why = cannot_say(e);
	if (*why)
		return false;
	jw_member(&j, "eventType", event_type_names[e->type]);
	jw_member(&j, "eventClassifierCode", classifier_names[e->classifier]);
	jw_key(&j, "eventDateTime");
	text_byte(out, '"');
	instant_write(out, e->happened.at, e->happened.offset);
	text_byte(out, '"');
	j.comma = true;
	if (e->type == EVENT_TRANSPORT) {
		jw_member(&j, "transportEventTypeCode", e->code);
	} else {
		jw_member(&j, "equipmentEventTypeCode", e->code);
		if (e->subject_kind == SUBJECT_CONTAINER)
			member_if(&j, "equipmentReference", e->subject, EQUIPMENT_REFERENCE_MOST);
		if (e->size_type && strlen(e->size_type) == 4 &&
			size_type_read(e->size_type).form != SIZE_TYPE_NONE)
			jw_member(&j, "ISOEquipmentCode", e->size_type);
		jw_member(&j, "emptyIndicatorCode", load_state_names[e->load_state]);
		write_location(&j, e);
	}
	if (has_call(e))
		write_call(&j, e);
	write_documents(&j, e);
	return true;
}

void dcsa_event(struct text *out, const uint8_t id[16], instant created, const char *body, size_t n)
{
	text_say(out, "{\"eventID\":\"");
	text_uuid(out, id);
	text_say(out, "\",\"eventCreatedDateTime\":\"");
	instant_write(out, created, 0);
	text_say(out, "\",");
	text_add(out, body, n);
	text_byte(out, '}');
}
