/*
 * Events of Track & Trace 3.0.0-Beta-1 (2023): the members of 2.2 apart, what is of the message in
 * `metadata`, what happened in `payload`, some under other names.
 *
 * retractedEventID takes another event of the publisher back; without a payload that is all there is.  So
 * each is said under its eventID, as events of the redesign are, and can be taken back by it.
 */
#include "wire/dcsa_in/taking.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { ROOT_METADATA, ROOT_PAYLOAD, ROOT_SLOTS };
static const struct field root_fields[] = {
	FIELD("metadata", ROOT_METADATA),
	FIELD("payload", ROOT_PAYLOAD),
};

enum { DATA_ID, DATA_CREATED, DATA_RETRACTED, DATA_PUBLISHER, DATA_PASSED, DATA_SLOTS };
static const struct field data_fields[] = {
	FIELD("eventID", DATA_ID),
	FIELD("eventCreatedDateTime", DATA_CREATED),
	FIELD("retractedEventID", DATA_RETRACTED),
	FIELD("publisher", DATA_PUBLISHER),
	FIELD("eventType", DATA_PASSED),
	FIELD("publisherRole", DATA_PASSED),
};

enum { PARTY_CODE, PARTY_NAME, PARTY_PASSED, PARTY_SLOTS };
static const struct field party_fields[] = {
	FIELD("carrierCode", PARTY_CODE),
	FIELD("partyName", PARTY_NAME),
	FIELD("carrierCodeListProvider", PARTY_PASSED),
	FIELD("identifyingCodes", PARTY_PASSED),
	FIELD("taxReference1", PARTY_PASSED),
	FIELD("taxReference2", PARTY_PASSED),
	FIELD("publicKey", PARTY_PASSED),
	FIELD("address", PARTY_PASSED),
	FIELD("partyContactDetails", PARTY_PASSED),
};

static void take_publisher(struct taking *t, const struct node *n)
{
	const struct node *s[PARTY_SLOTS];

	take_members(t, n, party_fields, COUNT(party_fields), s, PARTY_SLOTS);
	take_sender(t, take_text(t, s[PARTY_CODE], 10));
	if (!t->message.sender)
		take_sender(t, take_text(t, s[PARTY_NAME], 100));
}

static bool is_object(const struct node *n)
{
	return n && n->kind == NODE_OBJECT && n->child;
}

/* The members of both in one object, each where it stood: 2.2's reader takes that. */
static const struct node *laid_flat(
	struct taking *t, const struct node *root, const struct node *metadata, const struct node *payload)
{
	struct node *flat = arena_alloc(t->arena, sizeof *flat), **at = &flat->child;
	const struct node *const parts[] = {metadata, payload};

	*flat = *root;
	flat->child = NULL;
	for (size_t i = 0; i < COUNT(parts); i++)
		for (const struct node *n = is_object(parts[i]) ? parts[i]->child : NULL; n; n = n->next) {
			struct node *copy = arena_alloc(t->arena, sizeof *copy);

			*copy = *n;
			copy->next = NULL;
			*at = copy;
			at = &copy->next;
		}
	return flat;
}

/* Takes back what was said under an id, as of when this was said. */
static struct event retraction_of(struct taking *t, const char *id, const struct node *created)
{
	struct moment said = take_moment(t, created, NULL);

	return (struct event){.subject_kind = SUBJECT_DOCUMENT,
		.subject = arena_printf(t->arena, "EVENT:%s", id),
		.code = "RETRACTED",
		.function = FUNCTION_RETRACT,
		.document = id,
		.said = said.at,
		.said_offset = said.offset,
		.happened = {INSTANT_NONE, 0, PRECISION_SECOND, ZONE_NOBODY, NULL},
		.offset = t->offset};
}

static void take_retraction(struct taking *t, const struct node **s, bool alone)
{
	const char *id = take_text(t, s[DATA_RETRACTED], TAKE_ID);
	struct event e;

	if (!id)
		return;
	e = retraction_of(t, id, s[DATA_CREATED]);
	if (alone) {
		t->event = e;
		t->message.type = "RETRACTION";
		t->message.reference = take_text(t, s[DATA_ID], TAKE_ID);
		t->message.function = FUNCTION_RETRACT;
		take_reference(t, "EVENT", id);
		return;
	}
	t->also = arena_alloc(t->arena, sizeof *t->also);
	*t->also = e;
	t->also->references = arena_alloc(t->arena, sizeof *e.references);
	t->also->references[t->also->reference_count++] = (struct reference){"EVENT", id};
}

void take_event_beta(struct taking *t, const struct node *root)
{
	const struct node *s[ROOT_SLOTS], *d[DATA_SLOTS];

	t->beta = true;
	take_members(t, root, root_fields, COUNT(root_fields), s, ROOT_SLOTS);
	take_members(t, s[ROOT_METADATA], data_fields, COUNT(data_fields), d, DATA_SLOTS);
	take_publisher(t, d[DATA_PUBLISHER]);
	take_retraction(t, d, !is_object(s[ROOT_PAYLOAD]));
	if (t->event.function != FUNCTION_RETRACT) {
		take_event_2(t, laid_flat(t, root, s[ROOT_METADATA], s[ROOT_PAYLOAD]));
		if (t->event.document) {
			t->event.function = t->message.function = FUNCTION_OVERRIDE;
			take_reference(t, "EVENT", t->event.document);
		}
	}
	t->message.directory = "3.0.0-Beta-1";
}
