/* Places, seals, references, containers: what 2.2 and 3.0 say alike, under names that differ a little. */
#include "codes/code.h"
#include "codes/iso6346.h"
#include "codes/locode.h"
#include "wire/dcsa_in/codes.h"
#include "wire/dcsa_in/taking.h"
#include "wire/partner_ask.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Places */

/* Counts what nobody mapped. */
static void not_mapped(struct taking *t, const char *code, const struct node *n)
{
	unknown_tell(
		t->sink, t->partner, t->message.sender, CODES_PLACE, code, node_path(t->arena, t->path, n));
}

/* What its partner means by it; what was said stays as the text. */
static const char *place_meant(struct taking *t, const char *said)
{
	const char *place = meaning_for(t->world, t->partner, CODES_PLACE, said);

	if (place)
		t->event.place_text = said;
	return place ? arena_strdup(t->arena, place) : NULL;
}

const char *take_place(struct taking *t, const struct node *n)
{
	const char *said = take_code(t, n), *meant;
	const struct decode_world *w = t->world;

	if (!said)
		return NULL;
	meant = place_meant(t, said);
	if (meant)
		return meant;
	if (!locode_shape(said)) {
		take_say(t, SEVERITY_WARNING, "place-unread", n, NULL,
			"\"%.40s\" is no UN/LOCODE: it was kept as received", said);
		t->event.place_text = said;
		not_mapped(t, said, n);
		return NULL;
	}
	if (w->knows_place && !w->knows_place(w->self, said)) {
		not_mapped(t, said, n);
		take_say(t, SEVERITY_INFORMATION, "place-unknown", n, NULL,
			"%s is no place we know: it was kept as received", said);
	}
	return said;
}

static void facility_resolve(struct taking *t)
{
	struct event *e = &t->event;
	const char *said = e->facility, *place;
	const char *meaning = meaning_for(t->world, t->partner, CODES_FACILITY, said);

	if (facility_meant(t->arena, meaning, &place, &e->facility_list, &e->facility))
		e->facility_said = said;
}

void take_facility(struct taking *t, const struct node *code, const struct node *list)
{
	struct event *e = &t->event;

	if (e->facility || !code)
		return;
	e->facility = take_text(t, code, 6);
	e->facility_list = take_code(t, list);
	facility_resolve(t);
}

static void read_coordinates(struct taking *t, const struct node *latitude, const struct node *longitude)
{
	const char *lat = take_text(t, latitude, 20), *lon = take_text(t, longitude, 20);

	if (lat && lon && strlen(lat) <= 20 && strlen(lon) <= 20) {
		take_measure(t, "LAT", lat, "DEG");
		take_measure(t, "LON", lon, "DEG");
	}
}

enum {
	LOCATION_NAME,
	LOCATION_PLACE,
	LOCATION_CODE,
	LOCATION_LIST,
	LOCATION_LATITUDE,
	LOCATION_LONGITUDE,
	LOCATION_GEO,
	LOCATION_FACILITY,
	LOCATION_FACILITY_NAME,
	LOCATION_PASSED, /* known, and passed over */
	LOCATION_SLOTS
};
static const struct field location_fields[] = {
	FIELD("locationName", LOCATION_NAME),
	FIELD("UNLocationCode", LOCATION_PLACE),
	FIELD("facilityCode", LOCATION_CODE),
	FIELD("facilityCodeListProvider", LOCATION_LIST),
	FIELD("latitude", LOCATION_LATITUDE),
	FIELD("longitude", LOCATION_LONGITUDE),
	FIELD("geoCoordinate", LOCATION_GEO),
	FIELD("facility", LOCATION_FACILITY),
	FIELD("facilityName", LOCATION_FACILITY_NAME),
	FIELD("address", LOCATION_PASSED),
	FIELD("facilityTypeCode", LOCATION_PASSED),
	FIELD("facilityType", LOCATION_PASSED),
	FIELD("locationType", LOCATION_PASSED),
};

static void read_nested_location(struct taking *t, const struct node *geo, const struct node *facility)
{
	const struct node *s[LOCATION_SLOTS];

	take_members(t, geo, location_fields, COUNT(location_fields), s, LOCATION_SLOTS);
	read_coordinates(t, s[LOCATION_LATITUDE], s[LOCATION_LONGITUDE]);
	take_members(t, facility, location_fields, COUNT(location_fields), s, LOCATION_SLOTS);
	take_facility(t, s[LOCATION_CODE], s[LOCATION_LIST]);
	take_remark(t, "FACILITY", take_text(t, s[LOCATION_FACILITY_NAME], 100));
}

void take_location(struct taking *t, const struct node *n)
{
	const struct node *s[LOCATION_SLOTS];
	struct event *e = &t->event;
	const char *name;

	take_members(t, n, location_fields, COUNT(location_fields), s, LOCATION_SLOTS);
	if (!e->place && !e->place_text)
		e->place = take_place(t, s[LOCATION_PLACE]);
	take_facility(t, s[LOCATION_CODE], s[LOCATION_LIST]);
	read_coordinates(t, s[LOCATION_LATITUDE], s[LOCATION_LONGITUDE]);
	read_nested_location(t, s[LOCATION_GEO], s[LOCATION_FACILITY]);
	name = take_text(t, s[LOCATION_NAME], 100);
	if (!e->place && !e->place_text && name) {
		e->place = place_meant(t, name);
		e->place_text = name;
		if (!e->place)
			not_mapped(t, name, s[LOCATION_NAME]);
	} else
		take_remark(t, "LOC", name);
}

/* Seals and references */

enum { SEAL_NUMBER, SEAL_SOURCE, SEAL_PASSED, SEAL_SLOTS };
static const struct field seal_fields[] = {
	FIELD("sealNumber", SEAL_NUMBER),
	FIELD("number", SEAL_NUMBER),
	FIELD("sealSource", SEAL_SOURCE),
	FIELD("source", SEAL_SOURCE),
	FIELD("sealType", SEAL_PASSED),
	FIELD("type", SEAL_PASSED),
	FIELD("placement", SEAL_PASSED),
};

/* The first element of a list, the list where it is one; with a word where it is none. */
static const struct node *elements(struct taking *t, const struct node *list)
{
	if (!list)
		return NULL;
	if (list->kind == NODE_ARRAY)
		return list->child;
	take_tally(t, TALLY_TYPE, list);
	return NULL;
}

void take_seals(struct taking *t, const struct node *list)
{
	const struct node *s[SEAL_SLOTS];

	for (const struct node *n = elements(t, list); n; n = n->next) {
		const char *number, *source;

		take_members(t, n, seal_fields, COUNT(seal_fields), s, SEAL_SLOTS);
		number = take_text(t, s[SEAL_NUMBER], 15);
		source = take_code(t, s[SEAL_SOURCE]);
		if (!number)
			take_missing(t, n, t->three ? "number" : "sealNumber");
		else
			take_seal(t, source ? arena_printf(t->arena, "%s:%s", seal_issuer_of(source), number)
					    : number);
	}
}

enum { REFERENCE_TYPE, REFERENCE_VALUE, REFERENCE_SLOTS };
static const struct field reference_fields[] = {
	FIELD("referenceType", REFERENCE_TYPE),
	FIELD("documentReferenceType", REFERENCE_TYPE),
	FIELD("typeCode", REFERENCE_TYPE),
	FIELD("type", REFERENCE_TYPE),
	FIELD("referenceValue", REFERENCE_VALUE),
	FIELD("documentReferenceValue", REFERENCE_VALUE),
	FIELD("reference", REFERENCE_VALUE),
	FIELD("value", REFERENCE_VALUE),
};

static void read_reference(struct taking *t, const struct node *n, enum reference_names names)
{
	const struct node *s[REFERENCE_SLOTS];
	const char *kind, *value;
	const struct code *code;

	take_members(t, n, reference_fields, COUNT(reference_fields), s, REFERENCE_SLOTS);
	kind = take_code(t, s[REFERENCE_TYPE]);
	value = take_text(t, s[REFERENCE_VALUE], 100);
	if (!kind || !value) {
		take_missing(t, n, kind ? "referenceValue" : "referenceType");
		return;
	}
	code = names == REFERENCES_OF_DOCUMENTS ? code_find(LIST_DOCUMENT, kind) : NULL;
	take_reference(t, code ? code->code : reference_kind_of(kind), value);
}

void take_references(struct taking *t, const struct node *list, enum reference_names names)
{
	if (list && list->kind == NODE_OBJECT) /* one, not a list of one */
		read_reference(t, list, names);
	else
		for (const struct node *n = elements(t, list); n; n = n->next)
			read_reference(t, n, names);
}

/* Containers */

void take_container(struct taking *t, const struct node *n)
{
	char code[CODE_RAW + 1], changed[128], expected = '?';
	const char *said = take_text(t, n, 15);
	struct event *e = &t->event;

	if (!said)
		return;
	if (strlen(said) > CODE_RAW || !code_normalise(said, code, sizeof code, changed, sizeof changed) ||
		!*code || strlen(code) > 15) {
		take_say(t, SEVERITY_ERROR, "container-unread", n, NULL,
			"\"%.40s\" is no container number: the event was refused", said);
		return;
	}
	if (strcmp(said, code) != 0)
		take_say(t, SEVERITY_INFORMATION, "container-normalised", n, NULL, "\"%s\" was read as %s",
			said, code);
	e->subject_kind = SUBJECT_CONTAINER;
	e->subject = arena_strdup(t->arena, code);
	switch (iso6346_judge(e->subject, &expected)) {
	case ISO6346_NOT_ONE:
		take_say(t, SEVERITY_WARNING, "container-number", n, NULL,
			"%s is not a container number of ISO 6346: it was kept as it is", code);
		break;
	case ISO6346_CHECK_FAILS:
		e->number_failed = true;
		take_say(t, SEVERITY_WARNING, "check-digit", n, NULL,
			"%s does not hold: its check digit would be %c. Check the number with who sent it",
			code, expected);
		break;
	default:
		break;
	}
}
