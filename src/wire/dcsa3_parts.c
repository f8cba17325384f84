#include "wire/dcsa3_parts.h"

#include "wire/dcsa3.h"
#include "wire/dcsa_in/codes.h"
#include "wire/dcsa_say.h"

#include <string.h>

enum {
	LOCATION_NAME_MOST = 100,
	FACILITY_MOST = 6,
	PROVIDER_MOST = 10,
	COORDINATE_MOST = 20,
	SEAL_MOST = 15,
};

struct json *part_begin(struct part *p)
{
	if (!p->open) {
		jw_key(p->j, p->key);
		jw_open(p->j, p->bracket);
		p->open = true;
	}
	return p->j;
}

void part_end(struct part *p)
{
	if (p->open)
		jw_close(p->j, p->bracket == '{' ? '}' : ']');
}

void part_member(struct part *p, const char *key, const char *s, size_t most)
{
	if (say_fits(s, most))
		jw_member(part_begin(p), key, s);
}

bool part_word(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!(s[i] >= 'A' && s[i] <= 'Z') && !(s[i] >= '0' && s[i] <= '9') && s[i] != '_')
			return false;
	return n > 0;
}

bool part_kind(const struct reference *r, const char *kind)
{
	return strcmp(r->kind, kind) == 0;
}

/* Where */

static const char *location_name(const struct event *e)
{
	const char *told = say_remark(e, "LOC:", LOCATION_NAME_MOST, 0);

	if (!say_locode(e->place))
		return e->place_text ? e->place_text : e->place;
	return told ? told : e->place_text;
}

static void write_facility(struct part *p, const struct event *e)
{
	struct part facility = {p->j, "facility", '{', false};
	const char *name = say_remark(e, "FACILITY:", LOCATION_NAME_MOST, 0);
	bool coded = say_fits(e->facility, FACILITY_MOST);

	if (!coded && !name)
		name = e->facility;
	if (coded || say_fits(name, LOCATION_NAME_MOST))
		part_begin(p);
	if (coded) {
		part_member(&facility, "facilityCode", e->facility, FACILITY_MOST);
		part_member(&facility, "facilityCodeListProvider", e->facility_list, PROVIDER_MOST);
	}
	part_member(&facility, "facilityName", name, LOCATION_NAME_MOST);
	part_end(&facility);
}

/* "LAT:34.75:DEG": what stands between, as long as said; 0: nothing of the kind. */
static int coordinate(const struct event *e, const char *kind, const char **at)
{
	for (size_t i = 0; i < e->measure_count; i++) {
		const char *s = e->measures[i], *unit = strrchr(s, ':');

		if (strncmp(s, kind, 4) == 0 && unit > s + 4 && unit - s - 4 <= COORDINATE_MOST &&
			strcmp(unit, ":DEG") == 0) {
			*at = s + 4;
			return (int)(unit - s - 4);
		}
	}
	return 0;
}

static void write_coordinates(struct part *p, const struct event *e)
{
	const char *lat = NULL, *lon = NULL;
	int lat_length = coordinate(e, "LAT:", &lat), lon_length = coordinate(e, "LON:", &lon);
	struct part geo = {p->j, "geoCoordinate", '{', false};

	if (!lat_length || !lon_length)
		return;
	part_begin(p);
	jw_key(part_begin(&geo), "latitude");
	jw_string_n(p->j, lat, (size_t)lat_length);
	jw_key(p->j, "longitude");
	jw_string_n(p->j, lon, (size_t)lon_length);
	part_end(&geo);
}

void parts_location(struct json *j, const struct event *e)
{
	struct part p = {j, "eventLocation", '{', false};

	part_member(&p, "locationName", location_name(e), LOCATION_NAME_MOST);
	if (say_locode(e->place))
		part_member(&p, "UNLocationCode", e->place, 5);
	write_facility(&p, e);
	write_coordinates(&p, e);
	part_end(&p);
}

/* Of which document */

struct own_document parts_document(const struct event *e)
{
	struct own_document d = {"", NULL};
	const char *colon =
		e->subject_kind == SUBJECT_DOCUMENT && e->subject ? strchr(e->subject, ':') : NULL;
	size_t n = colon ? (size_t)(colon - e->subject) : 0;

	if (n < sizeof d.kind && part_word(e->subject, n) && say_fits(colon + 1, REFERENCE_MOST)) {
		memcpy(d.kind, e->subject, n);
		d.value = colon + 1;
	}
	return d;
}

static const char *document_word(const char *kind)
{
	const struct code *c = code_find(LIST_DOCUMENT, kind);

	return c && strcmp(c->code, kind) == 0 ? c->word : NULL;
}

static void write_typed(struct json *j, const char *type, const char *value)
{
	jw_open(j, '{');
	jw_member(j, "type", type);
	jw_member(j, "reference", value);
	jw_close(j, '}');
}

static void write_shipment(struct json *j, const struct picked *p)
{
	const char *word = document_word(p->document.kind);

	if (!p->document.value)
		return;
	jw_key(j, "shipmentDetails");
	jw_open(j, '{');
	jw_key(j, "documentReference");
	write_typed(j, word ? word : p->document.kind, p->document.value);
	jw_close(j, '}');
}

static bool is_own_document(const struct picked *p, const struct reference *r)
{
	return p->document.value && part_kind(r, p->document.kind) &&
	       strcmp(r->value, p->document.value) == 0;
}

/* Whether it stands where it has a place of its own. */
static bool stands_elsewhere(const struct picked *p, const struct event *e, const struct reference *r)
{
	if (part_kind(r, "SERVICE"))
		return picked_has(r, p->service, p->universal_service);
	if (part_kind(r, "VOYAGE"))
		return picked_has(r, p->voyage, p->universal_voyage);
	if (part_kind(r, "CALL"))
		return p->call && strcmp(r->value, p->call) == 0;
	if (part_kind(r, "EQUIPMENT"))
		return p->box && e->type == EVENT_SHIPMENT && strcmp(r->value, p->box) == 0;
	if (part_kind(r, "EVENT"))
		return e->function == FUNCTION_OVERRIDE && e->document && strcmp(r->value, e->document) == 0;
	return is_own_document(p, r);
}

static void write_references(struct json *j, const struct event *e, const struct picked *p, bool documents)
{
	struct part list = {j, documents ? "documentReferences" : "shipmentReferences", '[', false};

	for (size_t i = 0; i < e->reference_count; i++) {
		const struct reference *r = &e->references[i];
		const char *word = document_word(r->kind);

		if ((word != NULL) == documents && say_fits(r->value, REFERENCE_MOST) &&
			part_word(r->kind, strlen(r->kind)) && !stands_elsewhere(p, e, r))
			write_typed(part_begin(&list), word ? word : reference_type_of(r->kind), r->value);
	}
	part_end(&list);
}

/* Of which container */

/* "CA:1234567": the issuer in the standard's word, or as it came. */
static void write_seal(struct part *list, const char *seal)
{
	const char *colon = strchr(seal, ':');
	size_t n = colon ? (size_t)(colon - seal) : 0;
	char issuer[24] = "";
	const char *number = seal;

	if (n && n < sizeof issuer && part_word(seal, n) && colon[1]) {
		memcpy(issuer, seal, n);
		number = colon + 1;
	}
	if (!say_fits(number, SEAL_MOST))
		return;
	jw_open(part_begin(list), '{');
	jw_member(list->j, "number", number);
	jw_member(list->j, "source", *issuer ? seal_source_of(issuer) : NULL);
	jw_close(list->j, '}');
}

static bool is_phase(const struct event *e)
{
	static const char *const phases[] = {"EXPORT", "IMPORT", "TRANSSHIPMENT"};

	for (size_t i = 0; e->movement && i < sizeof phases / sizeof *phases; i++)
		if (strcmp(phases[i], e->movement) == 0)
			return true;
	return e->movement && e->function == FUNCTION_OVERRIDE;
}

static void write_box(struct json *j, const struct event *e, const struct picked *p)
{
	struct part box = {j, "equipmentDetails", '{', false}, seals = {j, "seals", '[', false};

	part_member(&box, "equipmentReference", p->box, DCSA3_EQUIPMENT_MOST);
	part_member(&box, "ISOEquipmentCode", say_size_type(e), 4);
	if (e->load_state)
		jw_member(part_begin(&box), "emptyIndicator", load_state_names[e->load_state]);
	if (is_phase(e))
		jw_member(part_begin(&box), "transportPhase", e->movement);
	if (e->seal_count)
		part_begin(&box);
	for (size_t i = 0; i < e->seal_count; i++)
		write_seal(&seals, e->seals[i]);
	part_end(&seals);
	part_end(&box);
}

void parts_details(struct json *j, const struct event *e)
{
	struct picked p = parts_pick(e);

	write_references(j, e, &p, true);
	write_references(j, e, &p, false);
	write_shipment(j, &p);
	parts_transport(j, e, &p);
	write_box(j, e, &p);
}
