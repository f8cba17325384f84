/* Transport calls: what 2.2 and 3.0 say alike of vessel, train and truck, under names that differ a little.
 */
#include "codes/code.h"
#include "wire/dcsa_in/taking.h"
#include "wire/keys.h"

#include <strings.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { VESSEL_IMO, VESSEL_NAME, VESSEL_CALL_SIGN, VESSEL_CARRIER, VESSEL_PASSED, VESSEL_SLOTS };
static const struct field vessel_fields[] = {
	FIELD("vesselIMONumber", VESSEL_IMO),
	FIELD("vesselName", VESSEL_NAME),
	FIELD("vesselCallSignNumber", VESSEL_CALL_SIGN),
	FIELD("vesselCallSign", VESSEL_CALL_SIGN),
	FIELD("vesselOperatorCarrierCode", VESSEL_CARRIER),
	FIELD("operatorCarrierCode", VESSEL_CARRIER),
	FIELD("name", VESSEL_NAME),
	FIELD("callSign", VESSEL_CALL_SIGN),
	FIELD("flag", VESSEL_PASSED),
	FIELD("vesselFlag", VESSEL_PASSED),
	FIELD("vesselMMSINumber", VESSEL_PASSED),
	FIELD("vesselOperatorCarrierCodeListProvider", VESSEL_PASSED),
	FIELD("operatorCarrierCodeListProvider", VESSEL_PASSED),
};

static const char *read_imo(struct taking *t, const struct node *n)
{
	const char *said = take_text(t, n, 8);
	struct code_answer answer;

	if (!said || strlen(said) > CODE_RAW)
		return NULL;
	if (strncmp(said, "IMO", 3) == 0)
		said += 3;
	answer = code_judge(CODE_IMO, said);
	if (answer.verdict == CODE_HOLDS)
		return arena_strdup(t->arena, answer.code);
	take_say(t, SEVERITY_WARNING, "imo-number", n, NULL,
		"%.40s is no IMO ship number: its check digit fails or its shape is another", said);
	return NULL;
}

static void read_vessel(struct taking *t, const struct node *n)
{
	struct transport_ref *v = &t->event.transport;
	const struct node *s[VESSEL_SLOTS];

	if (!n)
		return;
	take_members(t, n, vessel_fields, COUNT(vessel_fields), s, VESSEL_SLOTS);
	v->imo = read_imo(t, s[VESSEL_IMO]);
	v->name = take_text(t, s[VESSEL_NAME], t->three ? 50 : 35);
	v->call_sign = take_text(t, s[VESSEL_CALL_SIGN], 10);
	v->carrier = take_text(t, s[VESSEL_CARRIER], 10);
	if (!s[VESSEL_IMO] && !t->three)
		take_missing(t, n, "vesselIMONumber");
}

enum {
	LAND_CAR,
	LAND_SERVICE,
	LAND_DEPARTURE,
	LAND_TRACTOR,
	LAND_TRAILER,
	LAND_PLATE,
	LAND_PASSED,
	LAND_SLOTS
};
static const struct field land_fields[] = {
	FIELD("railCarReference", LAND_CAR),
	FIELD("railServiceReference", LAND_SERVICE),
	FIELD("departureID", LAND_DEPARTURE),
	FIELD("tractorDetails", LAND_TRACTOR),
	FIELD("trailerDetails", LAND_TRAILER),
	FIELD("licensePlate", LAND_PLATE),
	FIELD("vehicleIdentificationNumber", LAND_PASSED),
};

static void read_land(struct taking *t, const struct node *n)
{
	struct transport_ref *v = &t->event.transport;
	const struct node *s[LAND_SLOTS], *tractor[LAND_SLOTS];

	if (!n)
		return;
	take_members(t, n, land_fields, COUNT(land_fields), s, LAND_SLOTS);
	take_members(t, s[LAND_TRACTOR], land_fields, COUNT(land_fields), tractor, LAND_SLOTS);
	if (s[LAND_CAR])
		v->wagon = take_text(t, s[LAND_CAR], 50);
	if (tractor[LAND_PLATE])
		v->wagon = take_text(t, tractor[LAND_PLATE], 15);
	v->train =
		s[LAND_DEPARTURE] ? take_text(t, s[LAND_DEPARTURE], 100) : take_text(t, s[LAND_SERVICE], 50);
	if (s[LAND_DEPARTURE])
		take_reference(t, "SERVICE", take_text(t, s[LAND_SERVICE], 50));
}

enum { NUMBER_CARRIERS, NUMBER_UNIVERSAL, NUMBER_SLOTS };
static const struct field voyage_fields[] = {
	FIELD("carrierVoyageNumber", NUMBER_CARRIERS),
	FIELD("universalVoyageReference", NUMBER_UNIVERSAL),
};
static const struct field service_fields[] = {
	FIELD("carrierServiceCode", NUMBER_CARRIERS),
	FIELD("universalServiceReference", NUMBER_UNIVERSAL),
};

/* 2.2 has a text here, 3.0 an object with the carrier's number and the universal one. */
static const char *read_number(
	struct taking *t, const struct node *n, const struct field *fields, const char *kind, unsigned most)
{
	const struct node *s[NUMBER_SLOTS];
	const char *carriers, *universal;

	if (!n || n->kind != NODE_OBJECT)
		return take_text(t, n, most);
	take_members(t, n, fields, NUMBER_SLOTS, s, NUMBER_SLOTS);
	carriers = take_text(t, s[NUMBER_CARRIERS], 0);
	universal = take_text(t, s[NUMBER_UNIVERSAL], 8);
	if (!carriers)
		return universal;
	take_reference(t, kind, universal);
	return carriers;
}

static enum mode read_mode(struct taking *t, const struct node *n)
{
	const char *said = take_code(t, n);

	for (int m = MODE_UNKNOWN + 1; said && m < MODES; m++)
		if (strcmp(mode_names[m], said) == 0)
			return (enum mode)m;
	if (said)
		take_say(t, SEVERITY_WARNING, "code-unknown", n, NULL,
			"\"%.40s\" is no mode of transport: it was taken as not said", said);
	return MODE_UNKNOWN;
}

enum {
	CALL_ID,
	CALL_MODE,
	CALL_SERVICE,
	CALL_EXPORT,
	CALL_CARRIERS_VOYAGE,
	CALL_IMPORT,
	CALL_PLACE,
	CALL_FACILITY,
	CALL_FACILITY_LIST,
	CALL_OTHER_FACILITY,
	CALL_LOCATION,
	CALL_VESSEL,
	CALL_RAIL,
	CALL_TRUCK,
	CALL_UNIVERSAL_SERVICE,
	CALL_UNIVERSAL_EXPORT,
	CALL_UNIVERSAL_IMPORT,
	CALL_PASSED,
	CALL_SLOTS
};
static const struct field call_fields[] = {
	FIELD("transportCallID", CALL_ID),
	FIELD("transportCallReference", CALL_ID),
	FIELD("modeOfTransport", CALL_MODE),
	FIELD("carrierServiceCode", CALL_SERVICE),
	FIELD("serviceCodeOrReference", CALL_SERVICE),
	FIELD("exportVoyageNumber", CALL_EXPORT),
	FIELD("exportVoyageNumberOrReference", CALL_EXPORT),
	FIELD("carrierVoyageNumber", CALL_CARRIERS_VOYAGE),
	FIELD("importVoyageNumber", CALL_IMPORT),
	FIELD("importVoyageNumberOrReference", CALL_IMPORT),
	FIELD("UNLocationCode", CALL_PLACE),
	FIELD("facilityCode", CALL_FACILITY),
	FIELD("facilityCodeListProvider", CALL_FACILITY_LIST),
	FIELD("otherFacility", CALL_OTHER_FACILITY),
	FIELD("location", CALL_LOCATION),
	FIELD("vessel", CALL_VESSEL),
	FIELD("vesselTransport", CALL_VESSEL),
	FIELD("railTransport", CALL_RAIL),
	FIELD("truckTransport", CALL_TRUCK),
	FIELD("transportCallSequenceNumber", CALL_PASSED),
	FIELD("transportCallSequenceNumberMax", CALL_PASSED),
	FIELD("facilityTypeCode", CALL_PASSED),
	FIELD("portVisitReference", CALL_PASSED),
	/* 3.0.0-Beta-1 */
	FIELD("carrierExportVoyageNumber", CALL_EXPORT),
	FIELD("carrierImportVoyageNumber", CALL_IMPORT),
	FIELD("universalServiceReference", CALL_UNIVERSAL_SERVICE),
	FIELD("universalExportVoyageReference", CALL_UNIVERSAL_EXPORT),
	FIELD("universalImportVoyageReference", CALL_UNIVERSAL_IMPORT),
};

static void read_call_place(struct taking *t, const struct node **s)
{
	struct event *e = &t->event;
	const char *other;

	if (!e->place && !e->place_text) {
		e->place = take_place(t, s[CALL_PLACE]);
		take_facility(t, s[CALL_FACILITY], s[CALL_FACILITY_LIST]);
	}
	if (!e->place && s[CALL_LOCATION])
		take_location(t, s[CALL_LOCATION]);
	other = take_text(t, s[CALL_OTHER_FACILITY], 50);
	if (!e->facility)
		e->facility = other;
	else
		take_remark(t, "FACILITY", other);
}

static void read_voyages(struct taking *t, const struct node **s)
{
	struct transport_ref *v = &t->event.transport;
	const char *in;

	v->voyage = read_number(t, s[CALL_EXPORT], voyage_fields, "VOYAGE", 50);
	if (!v->voyage)
		v->voyage = take_text(t, s[CALL_CARRIERS_VOYAGE], 50);
	in = read_number(t, s[CALL_IMPORT], voyage_fields, "VOYAGE", 50);
	if (!v->voyage)
		v->voyage = in;
	else if (in && strcmp(in, v->voyage) != 0)
		take_reference(t, "VOYAGE", in);
	for (int slot = CALL_UNIVERSAL_EXPORT; slot <= CALL_UNIVERSAL_IMPORT; slot++) {
		const char *universal = take_text(t, s[slot], 5);

		if (!v->voyage)
			v->voyage = universal;
		else if (universal && strcmp(universal, v->voyage) != 0)
			take_reference(t, "VOYAGE", universal);
	}
}

void take_call(struct taking *t, const struct node *n)
{
	struct transport_ref *v = &t->event.transport;
	const struct node *s[CALL_SLOTS];

	if (!n)
		return;
	take_members(t, n, call_fields, COUNT(call_fields), s, CALL_SLOTS);
	if (!s[CALL_ID] && !t->three)
		take_missing(t, n, "transportCallID");
	if (!s[CALL_MODE] && !t->three)
		take_missing(t, n, "modeOfTransport");
	v->mode = read_mode(t, s[CALL_MODE]);
	read_voyages(t, s);
	read_vessel(t, s[CALL_VESSEL]);
	read_land(t, s[CALL_RAIL]);
	if (!v->wagon)
		read_land(t, s[CALL_TRUCK]);
	if (v->mode == MODE_UNKNOWN && s[CALL_VESSEL])
		v->mode = MODE_VESSEL;
	take_reference(t, "SERVICE", read_number(t, s[CALL_SERVICE], service_fields, "SERVICE", 0));
	take_reference(t, "SERVICE", take_text(t, s[CALL_UNIVERSAL_SERVICE], 8));
	read_call_place(t, s);
	v->call = take_text(t, s[CALL_ID], 100); /* theirs, until take_transport_keys */
}

/* A name of ours in it ("TRAIN:K123" of "TRAIN:K123/2026-06-15@CNLYG") and what is between the slash and the
 * place; false: it is none. */
static bool split_own_call(struct arena *a, const char *call, const char *scheme, const char *place,
	const char **name, const char **behind)
{
	size_t n = strlen(scheme);
	const char *at = strrchr(call, '@'), *slash;

	if (strncmp(call, scheme, n) != 0)
		return false;
	if (at && (!place || strcmp(at + 1, place) != 0))
		at = NULL; /* of the name */
	call = arena_strndup(a, call, at ? (size_t)(at - call) : strlen(call));
	slash = strrchr(call, '/');
	if (!slash || slash == call + n || !slash[1])
		return false;
	*name = arena_strndup(a, call + n, (size_t)(slash - call) - n);
	*behind = slash + 1;
	return true;
}

static bool is_day(const char *s)
{
	return strlen(s) == 10 && strspn(s, "0123456789") == 4 && s[4] == '-' && s[7] == '-';
}

/*
 * A call that we named ourselves tells what DCSA has no member for: the day a train left, where it is another
 * than the event's; in 2.2 the train, and the vessel that has no IMO number.  NULL: it is none of ours, or of
 * another transport than the event's.
 */
static const char *own_key(struct taking *t, const char *call)
{
	struct transport_ref *v = &t->event.transport;
	const char *name, *behind, *place = t->event.place;

	if (v->mode == MODE_RAIL && split_own_call(t->arena, call, "TRAIN:", place, &name, &behind)) {
		if (!is_day(behind) || (v->train && strcasecmp(v->train, name) != 0))
			return NULL;
		if (!v->train)
			v->train = name;
		return arena_printf(t->arena, "TRAIN:%s/%s", name, behind);
	}
	if (v->mode == MODE_RAIL || v->imo || v->call_sign || v->name || !v->voyage)
		return NULL;
	if (split_own_call(t->arena, call, "CALLSIGN:", place, &name, &behind) &&
		strcasecmp(behind, v->voyage) == 0) {
		v->call_sign = name;
		return arena_printf(t->arena, "CALLSIGN:%s/%s", name, behind);
	}
	if (split_own_call(t->arena, call, "VESSEL:", place, &name, &behind) &&
		strcasecmp(behind, v->voyage) == 0) {
		v->name = name;
		return arena_printf(t->arena, "VESSEL:%s/%s", name, behind);
	}
	return NULL;
}

void take_transport_keys(struct taking *t)
{
	struct transport_ref *v = &t->event.transport;
	const struct moment *m = &t->event.happened;
	struct civil day = {0};
	const char *theirs = v->call, *own;
	bool too_long = false;

	if (m->at != INSTANT_NONE)
		day = instant_to_civil(m->at, m->offset);
	if (v->mode == MODE_RAIL && !v->train) {
		v->train = v->voyage;
		v->voyage = NULL;
	}
	own = theirs ? own_key(t, theirs) : NULL;
	v->key = own ? own : transport_key_of(t->arena, v, m->at == INSTANT_NONE ? NULL : &day, &too_long);
	if (too_long)
		take_say(t, SEVERITY_WARNING, "transport-name", NULL, NULL,
			"the transport's name is too long to find it by");
	v->call = transport_call_of(t->arena, v->key, t->event.place);
	if (theirs && !own && (!v->call || strcmp(theirs, v->call) != 0))
		take_reference(t, "CALL", theirs);
}
