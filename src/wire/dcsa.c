#include "wire/dcsa.h"

#include "base/text.h"
#include "wire/dcsa_say.h"

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
	SERVICE_MOST = 5,
	REMARK_MOST = 250,
	DELAY_MOST = 3,
};

const char *const dcsa_equipment_codes[] = {
	"LOAD", "DISC", "GTIN", "GTOT", "STUF", "STRP", "PICK", "DROP", "INSP", "RSEA", "RMVD", NULL};
const char *const dcsa_transport_codes[] = {"ARRI", "DEPA", NULL};
const char *const dcsa_shipment_codes[] = {"RECE", "DRFT", "PENA", "PENU", "REJE", "APPR", "ISSU", "SURR",
	"SUBM", "VOID", "CONF", "REQS", "CMPL", "HOLD", "RELS", NULL};
const char *const dcsa_document_types[] = {
	"CBR", "BKG", "SHI", "SRM", "TRD", "ARN", "VGM", "CAS", "CUS", "DGD", "OOG", NULL};

/* Our kinds of reference, and the standard's. */
static const struct {
	const char *kind, *type;
} reference_types[] = {{"FORWARDER", "FF"}, {"SHIPPER", "SI"}, {"PO", "PO"}, {"ON", "PO"}, {"CR", "CR"},
	{"AAO", "AAO"}, {"EQUIPMENT", "EQ"}};

bool dcsa_in(const char *const *list, const char *word)
{
	for (; word && *list; list++)
		if (strcmp(*list, word) == 0)
			return true;
	return false;
}

const char *const *dcsa_codes_of(enum event_type type)
{
	return type == EVENT_EQUIPMENT   ? dcsa_equipment_codes
	       : type == EVENT_TRANSPORT ? dcsa_transport_codes
					 : dcsa_shipment_codes;
}

static bool provider_is_dcsas(const struct event *e)
{
	return e->facility_list &&
	       (strcmp(e->facility_list, "SMDG") == 0 || strcmp(e->facility_list, "BIC") == 0);
}

static bool has_locode(const struct event *e)
{
	return say_locode(e->place);
}

static void write_facility(struct json *j, const struct event *e)
{
	if (provider_is_dcsas(e) && say_fits(e->facility, FACILITY_MOST)) {
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
	return say_fits(e->transport.call, CALL_MOST) && mode_is_dcsas(e->transport.mode);
}

/* The carrier's code among the service's names: the universal ones are longer. */
static const char *service_of(const struct event *e)
{
	for (size_t i = 0; i < e->reference_count; i++)
		if (strcmp(e->references[i].kind, "SERVICE") == 0 &&
			say_fits(e->references[i].value, SERVICE_MOST))
			return e->references[i].value;
	return NULL;
}

static void write_call(struct json *j, const struct event *e)
{
	const struct transport_ref *t = &e->transport;

	jw_key(j, "transportCall");
	jw_open(j, '{');
	jw_member(j, "transportCallID", t->call);
	jw_member(j, "carrierServiceCode", service_of(e));
	say_if(j, "exportVoyageNumber", t->voyage, VOYAGE_MOST);
	if (has_locode(e))
		jw_member(j, "UNLocationCode", e->place);
	write_facility(j, e);
	if (!provider_is_dcsas(e))
		say_if(j, "otherFacility", e->facility, OTHER_FACILITY_MOST);
	jw_member(j, "modeOfTransport", mode_names[t->mode]);
	if (t->imo) {
		jw_key(j, "vessel");
		jw_open(j, '{');
		jw_member(j, "vesselIMONumber", t->imo);
		say_if(j, "vesselName", t->name, VESSEL_NAME_MOST);
		say_if(j, "vesselCallSignNumber", t->call_sign, CALL_SIGN_MOST);
		say_if(j, "vesselOperatorCarrierCode", t->carrier, CARRIER_MOST);
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

		if (!is_document(r) || !say_fits(r->value, REFERENCE_MOST))
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

static void write_reference(struct json *j, bool *any, const char *type, const char *value)
{
	if (!*any) {
		jw_key(j, "references");
		jw_open(j, '[');
		*any = true;
	}
	jw_open(j, '{');
	jw_member(j, "referenceType", type);
	jw_member(j, "referenceValue", value);
	jw_close(j, '}');
}

static const char *reference_type(const char *kind)
{
	for (size_t i = 0; i < sizeof reference_types / sizeof *reference_types; i++)
		if (strcmp(reference_types[i].kind, kind) == 0)
			return reference_types[i].type;
	return NULL;
}

static void write_references(struct json *j, const struct event *e)
{
	bool any = false;

	if (e->type != EVENT_EQUIPMENT && e->subject_kind == SUBJECT_CONTAINER)
		write_reference(j, &any, "EQ", e->subject);
	for (size_t i = 0; i < e->reference_count; i++) {
		const struct reference *r = &e->references[i];
		const char *type = reference_type(r->kind);

		if (type && say_fits(r->value, REFERENCE_MOST) &&
			!(strcmp(type, "EQ") == 0 && strcmp(r->value, e->subject) == 0))
			write_reference(j, &any, type, r->value);
	}
	if (any)
		jw_close(j, ']');
}

/* "BKG" of the subject "BKG:4006531400"; NULL: it is none of the standard's documents. */
static const char *document_type(const struct event *e)
{
	if (e->subject_kind != SUBJECT_DOCUMENT || !e->subject || strlen(e->subject) < 5 ||
		e->subject[3] != ':')
		return NULL;
	for (const char *const *type = dcsa_document_types; *type; type++)
		if (strncmp(e->subject, *type, 3) == 0)
			return *type;
	return NULL;
}

static void write_document(struct json *j, const struct event *e)
{
	jw_member(j, "shipmentEventTypeCode", e->code);
	jw_member(j, "documentID", e->subject + 4);
	jw_member(j, "documentTypeCode", document_type(e));
	jw_member(j, "reason", say_remark(e, "REASON:", REMARK_MOST, 0));
}

static void write_transport(struct json *j, const struct event *e)
{
	jw_member(j, "transportEventTypeCode", e->code);
	jw_member(j, "delayReasonCode", say_remark(e, "DELAY:", DELAY_MOST, 0));
	jw_member(j, "changeRemark", say_remark(e, "CHANGE:", REMARK_MOST, 0));
}

static void write_equipment(struct json *j, const struct event *e)
{
	jw_member(j, "equipmentEventTypeCode", e->code);
	if (e->subject_kind == SUBJECT_CONTAINER)
		say_if(j, "equipmentReference", e->subject, EQUIPMENT_REFERENCE_MOST);
	jw_member(j, "ISOEquipmentCode", say_size_type(e));
	jw_member(j, "emptyIndicatorCode", load_state_names[e->load_state]);
	write_location(j, e);
}

static const char *cannot_say(const struct event *e)
{
	const char *no_time = say_no_time(e);

	if (no_time)
		return no_time;
	if (e->function == FUNCTION_CANCEL || e->function == FUNCTION_RETRACT)
		return "it takes another event back, which 2.2 cannot say";
	if (!e->code)
		return "it has no code";
	if (!dcsa_in(dcsa_codes_of(e->type), e->code))
		return "its code is none that DCSA's events of its type have";
	switch (e->type) {
	case EVENT_EQUIPMENT:
		return e->load_state == LOAD_UNKNOWN ? "empty or laden is not known" : NULL;
	case EVENT_TRANSPORT:
		if (say_of_wagon(e))
			return "it is of a wagon, not of a train or ship";
		return has_call(e) ? NULL : "its transport call is not known";
	default:
		if (!document_type(e))
			return "its document is of no type that DCSA knows";
		return say_fits(e->subject + 4, REFERENCE_MOST) ? NULL : "its document's number is too long";
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
	if (e->type == EVENT_TRANSPORT)
		write_transport(&j, e);
	else if (e->type == EVENT_EQUIPMENT)
		write_equipment(&j, e);
	else
		write_document(&j, e);
	if (e->type != EVENT_SHIPMENT) {
		if (has_call(e))
			write_call(&j, e);
		write_documents(&j, e);
	}
	write_references(&j, e);
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
