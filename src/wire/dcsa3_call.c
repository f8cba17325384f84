/* Transport calls of 3.0 events: vessel, train and truck, service and voyages. */
#include "wire/dcsa3_parts.h"

#include "wire/dcsa3.h"
#include "wire/dcsa_in/codes.h"
#include "wire/dcsa_say.h"

#include <string.h>

enum {
	CALL_MOST = 100,
	VOYAGE_MOST = 50,
	SERVICE_MOST = 50,
	VESSEL_NAME_MOST = 50,
	CALL_SIGN_MOST = 10,
	CARRIER_MOST = 10,
	TRAIN_MOST = 100,
	RAIL_CAR_MOST = 50,
	PLATE_MOST = 15,
	DELAY_MOST = 3,
	CHANGE_MOST = 250,
};

bool parts_name_transport(const struct event *e)
{
	const struct transport_ref *t = &e->transport;

	if (e->subject_kind != SUBJECT_TRANSPORT || !e->subject)
		return false;
	if (strncmp(e->subject, "CALL:", 5) == 0)
		return say_fits(e->subject + 5, CALL_MOST);
	if (!t->key || strcmp(t->key, e->subject) != 0)
		return false;
	return t->mode == MODE_RAIL ? say_fits(t->train, TRAIN_MOST)
				    : say_fits(t->voyage, VOYAGE_MOST) &&
					      (t->imo || say_fits(t->call_sign, CALL_SIGN_MOST) ||
						      say_fits(t->name, VESSEL_NAME_MOST));
}

/* SR12345A */
static bool is_universal_service(const char *s)
{
	return strlen(s) == 8 && s[0] == 'S' && s[1] == 'R' && strspn(s + 2, "0123456789") == 5 &&
	       s[7] >= 'A' && s[7] <= 'Z';
}

/* 2301W */
static bool is_universal_voyage(const char *s)
{
	return strlen(s) == 5 && strspn(s, "0123456789") >= 2 && part_word(s + 2, 2) && strchr("NEWSR", s[4]);
}

bool picked_has(const struct reference *r, const struct reference *one, const struct reference *other)
{
	return (one && strcmp(one->value, r->value) == 0) || (other && strcmp(other->value, r->value) == 0);
}

static void pick_reference(struct picked *p, const struct event *e, const struct reference *r)
{
	const char *voyage = e->transport.voyage;
	bool universal;

	if (part_kind(r, "SERVICE") && !picked_has(r, p->service, p->universal_service)) {
		universal = is_universal_service(r->value);
		if (universal && !p->universal_service)
			p->universal_service = r;
		else if (!universal && !p->service && say_fits(r->value, SERVICE_MOST))
			p->service = r;
	} else if (part_kind(r, "VOYAGE") && voyage && strcmp(voyage, r->value) != 0) {
		universal = is_universal_voyage(r->value);
		if (universal && !p->universal_voyage)
			p->universal_voyage = r;
		else if (!universal && !p->voyage && say_fits(r->value, VOYAGE_MOST))
			p->voyage = r;
	}
}

/* Whether the key of a train ("TRAIN:K123/2026-06-15") has the day of the event, and so need not be told. */
static bool left_that_day(const struct event *e)
{
	struct civil day = instant_to_civil(e->happened.at, e->happened.offset);
	size_t n = strlen(e->transport.key);
	char words[48];

	snprintf(words, sizeof words, "/%04d-%02d-%02d", day.year, day.month, day.day);
	return n > strlen(words) && strcmp(e->transport.key + n - strlen(words), words) == 0;
}

static const char *call_of(const struct event *e)
{
	const struct transport_ref *t = &e->transport;

	if (e->subject_kind == SUBJECT_TRANSPORT && strncmp(e->subject, "CALL:", 5) == 0)
		return e->subject + 5;
	if (t->mode == MODE_RAIL && t->key && !left_that_day(e))
		return t->call ? t->call : t->key;
	for (size_t i = e->reference_count; i--;) /* as the decoder leaves it: the call's own is the last */
		if (part_kind(&e->references[i], "CALL") && say_fits(e->references[i].value, CALL_MOST))
			return e->references[i].value;
	return t->call;
}

struct picked parts_pick(const struct event *e)
{
	struct picked p = {.call = call_of(e), .document = parts_document(e)};

	for (size_t i = 0; i < e->reference_count; i++) {
		pick_reference(&p, e, &e->references[i]);
		if (!p.box && e->type == EVENT_SHIPMENT && part_kind(&e->references[i], "EQUIPMENT") &&
			say_fits(e->references[i].value, DCSA3_EQUIPMENT_MOST))
			p.box = e->references[i].value;
	}
	if (e->subject_kind == SUBJECT_CONTAINER)
		p.box = e->subject;
	return p;
}

static void write_numbers(struct part *call, const struct event *e, const struct picked *p)
{
	struct part service = {call->j, "serviceCodeOrReference", '{', false};
	struct part out = {call->j, "exportVoyageNumberOrReference", '{', false};
	struct part in = {call->j, "importVoyageNumberOrReference", '{', false};

	if (p->service || p->universal_service || e->transport.voyage)
		part_begin(call);
	if (p->service)
		part_member(&service, "carrierServiceCode", p->service->value, SERVICE_MOST);
	if (p->universal_service)
		part_member(&service, "universalServiceReference", p->universal_service->value, 8);
	part_end(&service);
	part_member(&out, "carrierVoyageNumber", e->transport.voyage, VOYAGE_MOST);
	if (out.open && p->universal_voyage)
		part_member(&out, "universalVoyageReference", p->universal_voyage->value, 5);
	part_end(&out);
	if (p->voyage)
		part_member(&in, "carrierVoyageNumber", p->voyage->value, VOYAGE_MOST);
	part_end(&in);
}

static void write_vehicle(struct part *call, const struct transport_ref *t)
{
	struct part vessel = {call->j, "vesselTransport", '{', false};
	struct part rail = {call->j, "railTransport", '{', false};

	if (t->mode == MODE_TRUCK) {
		if (!say_fits(t->wagon, PLATE_MOST))
			return;
		jw_key(part_begin(call), "truckTransport");
		jw_open(call->j, '{');
		jw_key(call->j, "tractorDetails");
		jw_open(call->j, '{');
		jw_member(call->j, "licensePlate", t->wagon);
		jw_close(call->j, '}');
		jw_close(call->j, '}');
	} else if (t->mode == MODE_RAIL) {
		if (say_fits(t->wagon, RAIL_CAR_MOST) || say_fits(t->train, TRAIN_MOST))
			part_begin(call);
		part_member(&rail, "railCarReference", t->wagon, RAIL_CAR_MOST);
		part_member(&rail, "departureID", t->train, TRAIN_MOST);
		part_end(&rail);
	} else {
		if (t->imo || t->name || t->call_sign || t->carrier)
			part_begin(call);
		part_member(&vessel, "vesselIMONumber", t->imo, 8);
		part_member(&vessel, "vesselName", t->name, VESSEL_NAME_MOST);
		part_member(&vessel, "vesselCallSign", t->call_sign, CALL_SIGN_MOST);
		part_member(&vessel, "operatorCarrierCode", t->carrier, CARRIER_MOST);
		part_end(&vessel);
	}
}

void parts_transport(struct json *j, const struct event *e, const struct picked *p)
{
	struct part details = {j, "transportDetails", '{', false}, call = {j, "transportCall", '{', false};
	struct part delays = {j, "delayReasonCodes", '[', false};
	const char *delay;

	for (size_t i = 0; (delay = say_remark(e, "DELAY:", DELAY_MOST, i)); i++) {
		part_begin(&details);
		jw_string(part_begin(&delays), delay);
	}
	part_end(&delays);
	part_member(&details, "changeRemark", say_remark(e, "CHANGE:", CHANGE_MOST, 0), CHANGE_MOST);
	if (p->call || e->transport.mode || e->transport.voyage || e->transport.imo || e->transport.name ||
		e->transport.call_sign || e->transport.carrier || p->service || p->universal_service) {
		part_begin(&details);
		part_begin(&call);
		part_member(&call, "transportCallReference", p->call, CALL_MOST);
		jw_member(j, "modeOfTransport", mode_names[e->transport.mode]);
		write_numbers(&call, e, p);
		write_vehicle(&call, &e->transport);
		part_end(&call);
	}
	part_end(&details);
}
