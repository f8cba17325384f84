/* Events of Track & Trace 2.2, and what carriers send for them. */
#include "wire/dcsa_in/codes.h"
#include "wire/dcsa_in/taking.h"

#include <strings.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum {
	ROOT_ID,
	ROOT_CREATED,
	ROOT_TYPE,
	ROOT_CLASSIFIER,
	ROOT_WHEN,
	ROOT_EQUIPMENT_CODE,
	ROOT_TRANSPORT_CODE,
	ROOT_SHIPMENT_CODE,
	ROOT_OLD_CODE,
	ROOT_EQUIPMENT,
	ROOT_SIZE_TYPE,
	ROOT_EMPTY,
	ROOT_LOCATION,
	ROOT_CALL,
	ROOT_CALL_ID,
	ROOT_DOCUMENTS,
	ROOT_REFERENCES,
	ROOT_SEALS,
	ROOT_DOCUMENT,
	ROOT_DOCUMENT_TYPE,
	ROOT_REASON,
	ROOT_DELAY,
	ROOT_REMARK,
	ROOT_TRANSSHIPMENT,
	ROOT_PASSED,
	ROOT_SLOTS
};
static const struct field root_fields[] = {
	FIELD("eventID", ROOT_ID),
	FIELD("eventCreatedDateTime", ROOT_CREATED),
	FIELD("eventType", ROOT_TYPE),
	FIELD("eventClassifierCode", ROOT_CLASSIFIER),
	FIELD("eventDateTime", ROOT_WHEN),
	FIELD("equipmentEventTypeCode", ROOT_EQUIPMENT_CODE),
	FIELD("transportEventTypeCode", ROOT_TRANSPORT_CODE),
	FIELD("shipmentEventTypeCode", ROOT_SHIPMENT_CODE),
	FIELD("eventTypeCode", ROOT_OLD_CODE),
	FIELD("equipmentReference", ROOT_EQUIPMENT),
	FIELD("ISOEquipmentCode", ROOT_SIZE_TYPE),
	FIELD("emptyIndicatorCode", ROOT_EMPTY),
	FIELD("eventLocation", ROOT_LOCATION),
	FIELD("transportCall", ROOT_CALL),
	FIELD("transportCallID", ROOT_CALL_ID),
	FIELD("documentReferences", ROOT_DOCUMENTS),
	FIELD("references", ROOT_REFERENCES),
	FIELD("seals", ROOT_SEALS),
	FIELD("documentID", ROOT_DOCUMENT),
	FIELD("documentTypeCode", ROOT_DOCUMENT_TYPE),
	FIELD("shipmentInformationTypeCode", ROOT_DOCUMENT_TYPE),
	FIELD("reason", ROOT_REASON),
	FIELD("delayReasonCode", ROOT_DELAY),
	FIELD("changeRemark", ROOT_REMARK),
	FIELD("vesselScheduleChangeRemark", ROOT_REMARK),
	FIELD("facilityTypeCode", ROOT_PASSED),
	FIELD("shipmentID", ROOT_PASSED),
	/* 3.0.0-Beta-1 */
	FIELD("documentReference", ROOT_DOCUMENT),
	FIELD("relatedDocumentReferences", ROOT_DOCUMENTS),
	FIELD("isTransshipmentMove", ROOT_TRANSSHIPMENT),
	FIELD("retractedEventID", ROOT_PASSED),
	FIELD("publisher", ROOT_PASSED),
	FIELD("publisherRole", ROOT_PASSED),
};

/* What each type of event calls its code. */
static const struct kind {
	enum event_type type;
	const char *word, *list, *member;
	int slot;
	enum code_list codes;
} kinds[] = {
	{EVENT_EQUIPMENT, "EQUIPMENT", "equipmentEvents", "equipmentEventTypeCode", ROOT_EQUIPMENT_CODE,
		LIST_EQUIPMENT},
	{EVENT_TRANSPORT, "TRANSPORT", "transportEvents", "transportEventTypeCode", ROOT_TRANSPORT_CODE,
		LIST_TRANSPORT},
	{EVENT_SHIPMENT, "SHIPMENT", "shipmentEvents", "shipmentEventTypeCode", ROOT_SHIPMENT_CODE,
		LIST_SHIPMENT},
};

static bool is_uuid(const char *s)
{
	for (int i = 0; i < 36; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		char c = s[i];

		if (dash ? c != '-'
			 : !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F'))
			return false;
	}
	return !s[36];
}

/* Longer than can be looked up by: nothing is made of it. */
static const char *read_id(struct taking *t, const struct node *n)
{
	const char *id = take_text(t, n, 0);

	if (id && !is_uuid(id))
		take_say(t, SEVERITY_WARNING, "event-id", n, NULL,
			"\"%.40s\" is no UUID: it was kept as it is", id);
	return id;
}

/* The type as it says, else as its list says, else as its code's name says. */
static const struct kind *read_kind(struct taking *t, const struct node *root, const struct node **s)
{
	const char *said = take_code(t, s[ROOT_TYPE]);
	const struct kind *kind = NULL;

	for (size_t i = 0; said && i < COUNT(kinds); i++)
		if (strcmp(kinds[i].word, said) == 0)
			return &kinds[i];
	if (said) {
		take_say(t, SEVERITY_ERROR, "event-type", s[ROOT_TYPE], NULL,
			"\"%.40s\" is no type of event: the event was refused", said);
		return NULL;
	}
	for (size_t i = 0; i < COUNT(kinds) && !kind; i++)
		if (strcmp(kinds[i].list, t->list) == 0 || s[kinds[i].slot])
			kind = &kinds[i];
	if (!kind)
		take_say(t, SEVERITY_ERROR, "event-type", root, "eventType",
			"nothing says what type of event this is: it was refused");
	else
		take_say(t, SEVERITY_WARNING, "required-missing", root, "eventType",
			"eventType is missing: taken as %s", kind->word);
	return kind;
}

static void read_code(
	struct taking *t, const struct node *root, const struct node **s, const struct kind *kind)
{
	const struct node *n = s[kind->slot] ? s[kind->slot] : s[ROOT_OLD_CODE];
	const char *said = take_code(t, n);
	const struct code *code = said ? code_find(kind->codes, said) : NULL;

	if (!said) {
		take_say(t, SEVERITY_ERROR, "event-code", root, kind->member,
			"nothing says what happened: the event was refused");
		return;
	}
	if (!s[kind->slot])
		take_say(
			t, SEVERITY_WARNING, "key-deprecated", n, NULL, "%s was expected here", kind->member);
	t->event.code = code ? code->code : said;
	if (!code || (!code->two && !t->beta))
		take_say(t, SEVERITY_WARNING, "code-unknown", n, NULL,
			"%.40s is no code of %s: it was kept as it is", said,
			t->beta ? "3.0.0-Beta-1" : "2.2");
}

/* What is not said to have happened is not taken for a fact. */
static void read_classifier(struct taking *t, const struct node *root, const struct node *n)
{
	const char *said = take_code(t, n);
	const struct code *code = said ? code_find(LIST_CLASSIFIER, said) : NULL;

	t->event.classifier = CLASSIFIER_EST;
	for (int c = 0; code && c < CLASSIFIERS; c++)
		if (strcmp(classifier_names[c], code->code) == 0)
			t->event.classifier = (enum classifier)c;
	if (said && !code)
		take_say(t, SEVERITY_WARNING, "code-unknown", n, NULL,
			"\"%.40s\" is neither ACT, EST nor PLN: taken as EST", said);
	else if (!said)
		take_say(t, SEVERITY_WARNING, "required-missing", root, "eventClassifierCode",
			"nothing says whether this is a fact or a plan: taken as EST");
}

static void read_times(struct taking *t, const struct node *root, const struct node **s)
{
	struct event *e = &t->event;
	struct moment said = take_moment(t, s[ROOT_CREATED], e->place);

	e->said = said.at;
	e->said_offset = said.offset;
	if (said.at == INSTANT_NONE && !s[ROOT_CREATED])
		take_missing(t, root, "eventCreatedDateTime");
	e->happened = take_local_moment(t, s[ROOT_WHEN], e->place);
	if (e->happened.at != INSTANT_NONE)
		return;
	if (e->type == EVENT_SHIPMENT && said.at != INSTANT_NONE) {
		take_say(t, SEVERITY_WARNING, "required-missing", root, "eventDateTime",
			"eventDateTime is missing: eventCreatedDateTime was taken, as it must be the same");
		e->happened = said;
		return;
	}
	take_say(t, SEVERITY_ERROR, "time-missing", root, "eventDateTime",
		"nothing says when this happened: the event was refused");
}

/* The only container among the references, where the event names none itself. */
static void take_referred_container(struct taking *t, const struct node *root)
{
	const struct event *e = &t->event;
	const char *only = NULL;

	for (size_t i = 0; i < e->reference_count; i++)
		if (strcmp(e->references[i].kind, "EQUIPMENT") == 0) {
			if (only)
				return;
			only = e->references[i].value;
		}
	if (only) {
		struct node *n = arena_alloc(t->arena, sizeof *n); /* what is odd about it is told later */

		*n = (struct node){.kind = NODE_STRING,
			.text = only,
			.length = (uint32_t)strlen(only),
			.offset = root->offset};
		take_say(t, SEVERITY_WARNING, "equipment-reference", root, "equipmentReference",
			"equipmentReference is missing: the reference of type EQ was taken");
		take_container(t, n);
	}
}

static void read_load_state(struct taking *t, const struct node *root, const struct node *n)
{
	const char *said = take_code(t, n);

	for (int i = LOAD_UNKNOWN + 1; said && i < LOAD_STATES; i++)
		if (strcmp(load_state_names[i], said) == 0)
			t->event.load_state = (enum load_state)i;
	if (said && t->event.load_state == LOAD_UNKNOWN)
		take_say(t, SEVERITY_WARNING, "code-unknown", n, NULL,
			"\"%.40s\" is neither EMPTY nor LADEN: taken as not said", said);
	else if (!said)
		take_missing(t, root, "emptyIndicatorCode");
}

static void take_equipment(struct taking *t, const struct node *root, const struct node **s)
{
	struct event *e = &t->event;

	take_container(t, s[ROOT_EQUIPMENT]);
	if (!s[ROOT_EQUIPMENT])
		take_referred_container(t, root);
	if (!e->subject && !t->rejected)
		take_say(t, SEVERITY_ERROR, "container-missing", root, "equipmentReference",
			"no container is named: the event was refused");
	e->size_type = take_text(t, s[ROOT_SIZE_TYPE], 4);
	read_load_state(t, root, s[ROOT_EMPTY]);
	take_seals(t, s[ROOT_SEALS]);
	if (s[ROOT_TRANSSHIPMENT] && s[ROOT_TRANSSHIPMENT]->kind == NODE_TRUE)
		e->movement = "TRANSSHIPMENT";
}

/* The voyage, else the call by the sender's own name for it. */
static void take_transport(struct taking *t, const struct node *root, const struct node **s)
{
	struct event *e = &t->event;

	e->subject_kind = SUBJECT_TRANSPORT;
	e->subject = e->transport.key;
	for (size_t i = 0; i < e->reference_count && !e->subject; i++)
		if (strcmp(e->references[i].kind, "CALL") == 0)
			e->subject = arena_printf(t->arena, "CALL:%s", e->references[i].value);
	if (!s[ROOT_CALL])
		take_missing(t, root, "transportCall");
	if (!e->subject)
		take_say(t, SEVERITY_ERROR, "transport-unnamed", root, "transportCall",
			"neither a voyage nor a call is named: the event was refused");
}

static void take_shipment(struct taking *t, const struct node *root, const struct node **s)
{
	const char *id = take_text(t, s[ROOT_DOCUMENT], 100), *type = take_code(t, s[ROOT_DOCUMENT_TYPE]);
	struct event *e = &t->event;

	if (!id || !type) {
		take_say(t, SEVERITY_ERROR, "document-missing", root, id ? "documentTypeCode" : "documentID",
			"no document is named: the event was refused");
		return;
	}
	if (!code_find(LIST_DOCUMENT, type))
		take_say(t, SEVERITY_WARNING, "code-unknown", s[ROOT_DOCUMENT_TYPE], NULL,
			"%.40s is no type of document: it was kept as it is", type);
	e->subject_kind = SUBJECT_DOCUMENT;
	e->subject = arena_printf(t->arena, "%s:%s", type, id);
	take_reference(t, type, id);
	take_remark(t, "REASON", take_text(t, s[ROOT_REASON], 250));
}

static void take_around(struct taking *t, const struct node **s)
{
	take_location(t, s[ROOT_LOCATION]);
	take_call(t, s[ROOT_CALL]);
	if (!s[ROOT_CALL])
		t->event.transport.call = take_text(t, s[ROOT_CALL_ID], 100);
	take_references(t, s[ROOT_DOCUMENTS], REFERENCES_OF_DOCUMENTS);
	take_references(t, s[ROOT_REFERENCES], REFERENCES_OF_SHIPMENT);
	take_remark(t, "DELAY", take_text(t, s[ROOT_DELAY], 3));
	take_remark(t, "CHANGE", take_text(t, s[ROOT_REMARK], 250));
}

void take_event_2(struct taking *t, const struct node *root)
{
	const struct node *s[ROOT_SLOTS];
	struct event *e = &t->event;
	const struct kind *kind;

	t->message.directory = "2.2";
	take_members(t, root, root_fields, COUNT(root_fields), s, ROOT_SLOTS);
	t->message.reference = e->document = read_id(t, s[ROOT_ID]);
	kind = read_kind(t, root, s);
	if (!kind)
		return;
	e->type = kind->type;
	t->message.type = kind->word;
	read_code(t, root, s, kind);
	read_classifier(t, root, s[ROOT_CLASSIFIER]);
	take_around(t, s);
	read_times(t, root, s);
	take_transport_keys(t);
	if (e->type == EVENT_EQUIPMENT)
		take_equipment(t, root, s);
	else if (e->type == EVENT_TRANSPORT)
		take_transport(t, root, s);
	else
		take_shipment(t, root, s);
}
