/*
 * Events of Track & Trace 3.0, the redesign with POST /events (not the 3.0.0-Beta-1 of 2023).
 *
 * Nothing is required there and its code lists are open.  An event takes the place of an earlier one with the
 * same eventID of the same party; a retraction takes all back that it has said: for that the subject of a
 * retraction is the eventID itself, and every event is also found by it (kind EVENT).
 */
#include "wire/dcsa_in/codes.h"
#include "wire/dcsa_in/taking.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum {
	ROOT_ROUTING,
	ROOT_ID,
	ROOT_RETRACTED,
	ROOT_WHEN,
	ROOT_UPDATED,
	ROOT_LOCATION,
	ROOT_REASON,
	ROOT_CLASSIFICATION,
	ROOT_SHIPMENT,
	ROOT_TRANSPORT,
	ROOT_EQUIPMENT,
	ROOT_REEFER,
	ROOT_DOCUMENTS,
	ROOT_REFERENCES,
	ROOT_PASSED,
	ROOT_SLOTS
};
static const struct field root_fields[] = {
	FIELD("eventRouting", ROOT_ROUTING),
	FIELD("eventID", ROOT_ID),
	FIELD("isRetracted", ROOT_RETRACTED),
	FIELD("eventDateTime", ROOT_WHEN),
	FIELD("eventUpdatedDateTime", ROOT_UPDATED),
	FIELD("eventLocation", ROOT_LOCATION),
	FIELD("reason", ROOT_REASON),
	FIELD("eventClassification", ROOT_CLASSIFICATION),
	FIELD("shipmentDetails", ROOT_SHIPMENT),
	FIELD("transportDetails", ROOT_TRANSPORT),
	FIELD("equipmentDetails", ROOT_EQUIPMENT),
	FIELD("reeferDetails", ROOT_REEFER),
	FIELD("documentReferences", ROOT_DOCUMENTS),
	FIELD("shipmentReferences", ROOT_REFERENCES),
	FIELD("iotDetails", ROOT_PASSED),
	FIELD("shipmentLocationType", ROOT_PASSED),
	FIELD("documentReferenceReplacements", ROOT_PASSED),
	FIELD("shipmentReferenceReplacements", ROOT_PASSED),
};

enum {
	KIND_TYPE,
	KIND_CLASSIFIER,
	KIND_SHIPMENT,
	KIND_TRANSPORT,
	KIND_EQUIPMENT,
	KIND_IOT,
	KIND_REEFER,
	KIND_SLOTS
};
static const struct field kind_fields[] = {
	FIELD("eventType", KIND_TYPE),
	FIELD("eventTypeCode", KIND_TYPE),
	FIELD("eventClassifier", KIND_CLASSIFIER),
	FIELD("eventClassifierCode", KIND_CLASSIFIER),
	FIELD("shipmentEventType", KIND_SHIPMENT),
	FIELD("shipmentEventTypeCode", KIND_SHIPMENT),
	FIELD("transportEventType", KIND_TRANSPORT),
	FIELD("transportEventTypeCode", KIND_TRANSPORT),
	FIELD("equipmentEventType", KIND_EQUIPMENT),
	FIELD("equipmentEventTypeCode", KIND_EQUIPMENT),
	FIELD("iotEventType", KIND_IOT),
	FIELD("iotEventTypeCode", KIND_IOT),
	FIELD("reeferEventType", KIND_REEFER),
	FIELD("reeferEventTypeCode", KIND_REEFER),
};

/* What a box's sensors say is kept as an event of the box. */
static const struct kind {
	const char *word, *member;
	int slot;
	enum event_type type;
	enum code_list codes;
} kinds[] = {
	{"SHIPMENT", "shipmentEventType", KIND_SHIPMENT, EVENT_SHIPMENT, LIST_SHIPMENT},
	{"TRANSPORT", "transportEventType", KIND_TRANSPORT, EVENT_TRANSPORT, LIST_TRANSPORT},
	{"EQUIPMENT", "equipmentEventType", KIND_EQUIPMENT, EVENT_EQUIPMENT, LIST_EQUIPMENT},
	{"IOT", "iotEventType", KIND_IOT, EVENT_EQUIPMENT, LIST_OTHER},
	{"REEFER", "reeferEventType", KIND_REEFER, EVENT_EQUIPMENT, LIST_OTHER},
};

static const struct kind *read_kind(struct taking *t, const struct node *where, const struct node **s)
{
	const char *said = take_code(t, s[KIND_TYPE]);

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (said ? strcmp(kinds[i].word, said) == 0 : s[kinds[i].slot] != NULL)
			return &kinds[i];
	take_say(t, SEVERITY_ERROR, "event-type", said ? s[KIND_TYPE] : where, said ? NULL : "eventType",
		"nothing that is known here says what type of event this is: it was refused");
	return NULL;
}

static void read_code(
	struct taking *t, const struct node *where, const struct node **s, const struct kind *kind)
{
	const char *said = take_code(t, s[kind->slot]);
	const struct code *code = said ? code_find(kind->codes, said) : NULL;

	if (!said) {
		take_say(t, SEVERITY_ERROR, "event-code", where, kind->member,
			"nothing says what happened: the event was refused");
		return;
	}
	t->event.code = code ? code->code : said;
	if (!code)
		take_say(t, SEVERITY_INFORMATION, "code-unknown", s[kind->slot], NULL,
			"%.40s is none of the codes known here: it was kept as it is", said);
}

static void read_classifier(struct taking *t, const struct node *where, const struct node *n)
{
	const char *said = take_code(t, n);
	const struct code *code = said ? code_find(LIST_CLASSIFIER, said) : NULL;

	t->event.classifier = CLASSIFIER_EST;
	for (int c = 0; code && c < CLASSIFIERS; c++)
		if (strcmp(classifier_names[c], code->code) == 0)
			t->event.classifier = (enum classifier)c;
	if (!code)
		take_say(t, SEVERITY_WARNING, "classifier", n ? n : where, n ? NULL : "eventClassifier",
			"nothing that is known here says whether this is a fact or a plan: taken as "
			"ESTIMATED");
}

static const struct kind *take_classification(struct taking *t, const struct node *root, const struct node *n)
{
	const struct node *s[KIND_SLOTS];
	const struct kind *kind;

	take_members(t, n, kind_fields, COUNT(kind_fields), s, KIND_SLOTS);
	if (!n)
		n = root;
	kind = read_kind(t, n, s);
	if (!kind)
		return NULL;
	t->event.type = kind->type;
	t->message.type = kind->word;
	read_code(t, n, s, kind);
	read_classifier(t, n, s[KIND_CLASSIFIER]);
	return kind;
}

enum { ROUTE_FROM, ROUTE_FROM_LIST, ROUTE_CODE, ROUTE_PASSED, ROUTE_SLOTS };
static const struct field route_fields[] = {
	FIELD("originatingParty", ROUTE_FROM),
	FIELD("originatingParties", ROUTE_FROM_LIST),
	FIELD("forwardingParties", ROUTE_PASSED),
	FIELD("destinationParty", ROUTE_PASSED),
	FIELD("destinationParties", ROUTE_PASSED),
	FIELD("partyCode", ROUTE_CODE),
	FIELD("codeListProvider", ROUTE_PASSED),
	FIELD("codeListName", ROUTE_PASSED),
	FIELD("partyFunction", ROUTE_PASSED),
};

static void take_routing(struct taking *t, const struct node *n)
{
	const struct node *s[ROUTE_SLOTS], *party;

	take_members(t, n, route_fields, COUNT(route_fields), s, ROUTE_SLOTS);
	party = s[ROUTE_FROM];
	if (!party && s[ROUTE_FROM_LIST] && s[ROUTE_FROM_LIST]->kind == NODE_ARRAY)
		party = s[ROUTE_FROM_LIST]->child;
	take_members(t, party, route_fields, COUNT(route_fields), s, ROUTE_SLOTS);
	take_sender(t, take_text(t, s[ROUTE_CODE], 150));
}

enum { BOX_NUMBER, BOX_SIZE_TYPE, BOX_EMPTY, BOX_PHASE, BOX_SEALS, BOX_SLOTS };
static const struct field box_fields[] = {
	FIELD("equipmentReference", BOX_NUMBER),
	FIELD("ISOEquipmentCode", BOX_SIZE_TYPE),
	FIELD("emptyIndicatorCode", BOX_EMPTY),
	FIELD("emptyIndicator", BOX_EMPTY),
	FIELD("transportPhase", BOX_PHASE),
	FIELD("movementType", BOX_PHASE),
	FIELD("seals", BOX_SEALS),
};

static void take_box(struct taking *t, const struct node *n)
{
	const struct node *s[BOX_SLOTS];
	struct event *e = &t->event;
	const char *load;

	take_members(t, n, box_fields, COUNT(box_fields), s, BOX_SLOTS);
	if (e->type != EVENT_SHIPMENT)
		take_container(t, s[BOX_NUMBER]);
	else
		take_reference(t, "EQUIPMENT", take_text(t, s[BOX_NUMBER], 15));
	e->size_type = take_text(t, s[BOX_SIZE_TYPE], 4);
	e->movement = take_code(t, s[BOX_PHASE]);
	load = take_code(t, s[BOX_EMPTY]);
	for (int i = LOAD_UNKNOWN + 1; load && i < LOAD_STATES; i++)
		if (strcmp(load_state_names[i], load) == 0)
			e->load_state = (enum load_state)i;
	take_seals(t, s[BOX_SEALS]);
}

enum { TRANSPORT_CALL, TRANSPORT_DELAYS, TRANSPORT_REMARK, TRANSPORT_SLOTS };
static const struct field transport_fields[] = {
	FIELD("transportCall", TRANSPORT_CALL),
	FIELD("delayReasonCodes", TRANSPORT_DELAYS),
	FIELD("changeRemark", TRANSPORT_REMARK),
};

static void take_transport(struct taking *t, const struct node *n)
{
	const struct node *s[TRANSPORT_SLOTS], *delay;

	take_members(t, n, transport_fields, COUNT(transport_fields), s, TRANSPORT_SLOTS);
	take_call(t, s[TRANSPORT_CALL]);
	delay = s[TRANSPORT_DELAYS] && s[TRANSPORT_DELAYS]->kind == NODE_ARRAY ? s[TRANSPORT_DELAYS]->child
									       : NULL;
	for (; delay; delay = delay->next)
		take_remark(t, "DELAY", take_text(t, delay, 3));
	take_remark(t, "CHANGE", take_text(t, s[TRANSPORT_REMARK], 250));
}

enum { SHIPMENT_DOCUMENT, SHIPMENT_MORE, SHIPMENT_REASON, SHIPMENT_PASSED, SHIPMENT_SLOTS };
static const struct field shipment_fields[] = {
	FIELD("documentReference", SHIPMENT_DOCUMENT),
	FIELD("additionalDocumentReferences", SHIPMENT_MORE),
	FIELD("reason", SHIPMENT_REASON),
	FIELD("priceCalculationDate", SHIPMENT_PASSED),
};

static void take_shipment(struct taking *t, const struct node *n)
{
	const struct node *s[SHIPMENT_SLOTS];
	struct event *e = &t->event;
	size_t before = e->reference_count;

	take_members(t, n, shipment_fields, COUNT(shipment_fields), s, SHIPMENT_SLOTS);
	take_references(t, s[SHIPMENT_DOCUMENT], REFERENCES_OF_DOCUMENTS);
	if (e->type == EVENT_SHIPMENT && e->reference_count > before) {
		const struct reference *document = &e->references[before];

		e->subject_kind = SUBJECT_DOCUMENT;
		e->subject = arena_printf(t->arena, "%s:%s", document->kind, document->value);
	}
	take_references(t, s[SHIPMENT_MORE], REFERENCES_OF_DOCUMENTS);
	take_remark(t, "REASON", take_text(t, s[SHIPMENT_REASON], 250));
}

static void name_transport(struct taking *t)
{
	struct event *e = &t->event;

	e->subject_kind = SUBJECT_TRANSPORT;
	e->subject = e->transport.key;
	for (size_t i = e->reference_count; i-- && !e->subject;) /* the call's own is the last */
		if (strcmp(e->references[i].kind, "CALL") == 0)
			e->subject = arena_printf(t->arena, "CALL:%s", e->references[i].value);
}

static void need_subject(struct taking *t, const struct node *root)
{
	static const char *const members[EVENT_TYPES] = {
		[EVENT_EQUIPMENT] = "equipmentDetails.equipmentReference",
		[EVENT_TRANSPORT] = "transportDetails.transportCall",
		[EVENT_SHIPMENT] = "shipmentDetails.documentReference",
	};

	if (!t->event.subject && !t->rejected)
		take_say(t, SEVERITY_ERROR, "subject-missing", root, members[t->event.type],
			"nothing says which container, transport or document this is about: it was refused");
}

/* The id by which later words take this one's place. */
static bool read_id(struct taking *t, const struct node *root, const struct node *n)
{
	struct event *e = &t->event;
	const char *id = take_text(t, n, TAKE_ID);

	if (!id) {
		take_say(t, SEVERITY_WARNING, "event-id", root, "eventID",
			"eventID is missing: nothing can take this event's place later");
		return false;
	}
	if (n->length > TAKE_ID) {
		take_say(t, SEVERITY_ERROR, "event-id", n, NULL, "an eventID has at most %d bytes here",
			TAKE_ID);
		return false;
	}
	t->message.reference = e->document = id;
	e->function = t->message.function = FUNCTION_OVERRIDE;
	return true;
}

static void read_updated(struct taking *t, const struct node *root, const struct node *n, bool retracted)
{
	struct moment said = take_moment(t, n, t->event.place);

	t->event.said = said.at;
	t->event.said_offset = said.offset;
	if (said.at == INSTANT_NONE && !n)
		take_say(t, retracted ? SEVERITY_INFORMATION : SEVERITY_WARNING, "updated-missing", root,
			"eventUpdatedDateTime", "%s",
			retracted ? "no time says when this was retracted: it takes back all that was and "
				    "will be said under its eventID"
				  : "eventUpdatedDateTime is missing: any other event of that eventID takes "
				    "the place of this one");
}

static void take_retraction(struct taking *t, const struct node *root, const struct node **s)
{
	struct event *e = &t->event;

	t->message.type = "RETRACTION";
	read_updated(t, root, s[ROOT_UPDATED], true);
	e->happened = (struct moment){INSTANT_NONE, 0, PRECISION_SECOND, ZONE_NOBODY, NULL};
	e->function = t->message.function = FUNCTION_RETRACT;
	e->code = "RETRACTED";
	e->subject_kind = SUBJECT_DOCUMENT;
	if (e->document)
		e->subject = arena_printf(t->arena, "EVENT:%s", e->document);
	else
		take_say(t, SEVERITY_ERROR, "event-id", root, "eventID",
			"a retraction without eventID takes nothing back: it was refused");
}

static void take_details(struct taking *t, const struct node *root, const struct node **s)
{
	struct event *e = &t->event;

	take_location(t, s[ROOT_LOCATION]);
	take_shipment(t, s[ROOT_SHIPMENT]);
	take_transport(t, s[ROOT_TRANSPORT]);
	take_box(t, s[ROOT_EQUIPMENT]); /* the container it names comes before those it refers to */
	take_references(t, s[ROOT_DOCUMENTS], REFERENCES_OF_DOCUMENTS);
	take_references(t, s[ROOT_REFERENCES], REFERENCES_OF_SHIPMENT);
	take_remark(t, "REASON", take_text(t, s[ROOT_REASON], 250));
	read_updated(t, root, s[ROOT_UPDATED], false);
	e->happened = take_moment(t, s[ROOT_WHEN], e->place);
	take_transport_keys(t);
	if (e->type == EVENT_TRANSPORT && !e->subject) /* else it is about the container on it */
		name_transport(t);
	need_subject(t, root);
	if (e->happened.at == INSTANT_NONE)
		take_say(t, SEVERITY_ERROR, "time-missing", root, "eventDateTime",
			"nothing says when this happened: the event was refused");
}

void take_event_3(struct taking *t, const struct node *root)
{
	const struct node *s[ROOT_SLOTS];

	t->three = true;
	t->message.directory = "3.0";
	take_members(t, root, root_fields, COUNT(root_fields), s, ROOT_SLOTS);
	take_routing(t, s[ROOT_ROUTING]);
	if (read_id(t, root, s[ROOT_ID]))
		take_reference(t, "EVENT", t->event.document);
	if (s[ROOT_RETRACTED] && s[ROOT_RETRACTED]->kind == NODE_TRUE)
		take_retraction(t, root, s);
	else if (take_classification(t, root, s[ROOT_CLASSIFICATION]))
		take_details(t, root, s);
}
