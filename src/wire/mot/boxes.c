#include "codes/size_type.h"
#include "wire/keys.h"
#include "wire/mot/message.h"
#include "wire/partner_ask.h"

#include <string.h>

static bool is(const char *s, const char *word)
{
	return s && strcmp(s, word) == 0;
}

static enum load_state load_state_of(const char *status)
{
	return is(status, "E") ? LOAD_EMPTY : is(status, "F") || is(status, "L") ? LOAD_LADEN : LOAD_UNKNOWN;
}

/* Its size and whether it is laden, as the sender means them. */
static void described(struct mot_reading *r, struct event *e)
{
	const struct mot_box *b = &r->box;
	const struct partner *p = making_partner(&r->m);

	e->size_type = b->size;
	e->load_state = load_state_of(b->status);
	if (!load_meant(r->m.world, p, e, b->status) && !e->load_state && b->status)
		making_unknown(&r->m, CODES_LOAD, b->status, &b->at);
	if (!size_meant(r->m.world, p, e) && b->size && size_type_read(b->size).form == SIZE_TYPE_NONE)
		making_unknown(&r->m, CODES_SIZE_TYPE, b->size, &b->at);
}

/* Where it happened: of a stowage plan where the ship leaves, of gates and yards the sender's port. */
static const struct mot_spot *box_spot(const struct mot_reading *r)
{
	const struct mot_box *b = &r->box;
	const struct mot_spot *own = NULL;

	if (r->kind == MOT_COARRI)
		own = is(r->code, "DISC") ? &b->discharge : &b->load;
	if (own && mot_place(own))
		return own;
	if (r->kind != MOT_BAPLIE && mot_place(&r->port))
		return &r->port;
	return &r->departs;
}

/* The day the ship sails, of what was loaded, or arrives. */
static struct moment ship_moment(struct mot_reading *r, const struct mot_spot *spot)
{
	return is(r->code, "DISC") ? mot_moment(r, r->arrives, &r->arrives_at, spot)
				   : mot_moment(r, r->sails, &r->sails_at, spot);
}

/* The box's own time; else the ship's day, unless it lies ahead of a report, or days ahead of a stowage plan;
 * else when the file was made. */
static struct moment box_moment(struct mot_reading *r, const struct mot_spot *spot)
{
	instant said = r->m.message.said, until = r->kind == MOT_BAPLIE ? said + INSTANT_DAY : said;
	struct moment m = mot_moment(r, r->box.operated, &r->box.operated_at, spot);

	if (m.at != INSTANT_NONE)
		return m;
	if (r->kind == MOT_BAPLIE || r->kind == MOT_COARRI)
		m = ship_moment(r, spot);
	if (m.at != INSTANT_NONE && (said == INSTANT_NONE || m.at <= until))
		return m;
	m = mot_moment(r, r->created, &r->created_at, spot);
	if (r->kind == MOT_COARRI || r->kind == MOT_CODECO) /* lists tell what is as they are written */
		m.precision = PRECISION_DAY;
	return m;
}

static void carried_by(struct mot_reading *r, struct event *e)
{
	const struct mot_box *b = &r->box;

	if (r->kind == MOT_BAPLIE || r->kind == MOT_COARRI) {
		e->transport = r->ship;
		e->transport.call = transport_call_of(r->m.arena, r->ship.key, e->place);
		e->stowage = b->stowage;
	} else if (r->kind == MOT_CODECO && b->plate) {
		e->transport.mode = MODE_TRUCK;
		e->transport.wagon = b->plate;
	}
	if (r->kind == MOT_COEDOR)
		making_remark(&r->m, e, "SLOT", b->stowage);
	if (r->kind == MOT_CODECO || r->kind == MOT_COEDOR)
		making_reference(&r->m, e, "VOYAGE", r->ship.voyage);
	making_reference(&r->m, e, "VESSEL-CODE", r->vessel_code);
}

static void time_check(struct mot_reading *r, const struct moment *happened)
{
	instant said = r->m.message.said;

	if (said != INSTANT_NONE && happened->at != INSTANT_NONE && happened->at > said + INSTANT_DAY)
		making_say(&r->m, SEVERITY_WARNING, "actual-in-future", &r->box.at, NULL,
			"this is told as done, and is more than a day later than the message itself");
}

static void box_event(struct mot_reading *r, const char *number, bool failed)
{
	const struct mot_box *b = &r->box;
	const struct mot_spot *spot = box_spot(r);
	struct moment happened = box_moment(r, spot);
	struct event *e = making_event(&r->m, &b->at);

	time_check(r, &happened);
	e->subject_kind = SUBJECT_CONTAINER;
	e->subject = number;
	e->number_failed = failed;
	e->type = EVENT_EQUIPMENT;
	e->code = r->code;
	e->happened = happened;
	e->place = spot->code;
	e->place_text = spot->text;
	described(r, e);
	e->operator_code = b->operator_code;
	e->load_place = mot_place(&b->load);
	e->discharge_place = mot_place(&b->discharge);
	e->destination = mot_place(&b->delivery);
	carried_by(r, e);
	making_reference(&r->m, e, "TRD", b->bill);
	making_seal(&r->m, e, "", b->seal);
	making_measure(&r->m, e, "G", b->weight, "KGM");
	making_measure(&r->m, e, "TMP", b->temperature, is(b->unit, "F") ? "FAH" : "CEL");
}

/* What a manifest tells of a box: nothing moves. */
static void manifest_event(struct mot_reading *r, const char *number, bool failed)
{
	const struct mot_box *b = &r->box;
	struct moment said = mot_moment(r, r->created, &r->created_at, &r->port);
	struct event *e = making_event(&r->m, &b->at);

	e->subject_kind = SUBJECT_CONTAINER;
	e->subject = number;
	e->number_failed = failed;
	e->type = EVENT_EQUIPMENT;
	e->code = EVENT_NOTE;
	e->happened = said;
	described(r, e);
	e->load_place = mot_place(&r->bill.load);
	e->discharge_place = mot_place(&r->bill.discharge);
	e->destination = mot_place(&r->bill.delivery);
	making_reference(&r->m, e, "TRD", r->bill.number);
	making_reference(&r->m, e, "MANIFEST", r->m.message.reference);
	making_seal(&r->m, e, "", b->seal);
	making_measure(&r->m, e, "PACKAGES", b->packages, "C62");
	making_measure(&r->m, e, "AAL", b->net, "KGM");
	making_measure(&r->m, e, "T", b->tare, "KGM");
	making_measure(&r->m, e, "AAW", b->volume, "MTQ");
	making_remark(&r->m, e, "MANIFEST", r->bill.number); /* tells it apart from another bill's word */
}

void mot_box_close(struct mot_reading *r)
{
	const char *number;
	bool failed;

	if (!r->box.open)
		return;
	r->box.open = false;
	number = mot_container(r, r->box.number, &r->box.at, &failed);
	if (!number)
		return;
	if (r->kind != MOT_IFCSUM) {
		box_event(r, number, failed);
		return;
	}
	manifest_event(r, number, failed);
	r->bill.boxes =
		arena_grow(r->m.arena, r->bill.boxes, r->bill.count, &r->bill.room, sizeof *r->bill.boxes);
	r->bill.boxes[r->bill.count++] = number;
	r->boxes = arena_grow(r->m.arena, r->boxes, r->box_count, &r->box_room, sizeof *r->boxes);
	r->boxes[r->box_count++] = number;
}

static void box_read(struct mot_reading *r, const struct mot_record *x)
{
	mot_box_close(r);
	r->box = (struct mot_box){.open = true,
		.at = mot_at(x, AT_CONTAINER),
		.number = mot_key(r, x, AT_CONTAINER),
		.size = mot_said(x, AT_SIZE),
		.status = mot_said(x, AT_STATUS),
		.stowage = mot_said(x, AT_STOWAGE),
		.unit = mot_said(x, AT_TEMPERATURE_UNIT),
		.temperature = mot_said(x, AT_TEMPERATURE),
		.weight = mot_said(x, AT_WEIGHT),
		.operator_code = mot_key(r, x, AT_OPERATOR)};
}

static void box_more(struct mot_reading *r, const struct mot_record *x)
{
	struct mot_box *b = &r->box;
	struct making_at at = mot_at(x, 1);

	if (!b->open) {
		making_say(&r->m, SEVERITY_WARNING, "record-order", &at, NULL,
			"no box stands before this record: it was passed over");
	} else if (x->id == 51) {
		b->operated = mot_said(x, AT_OPERATED);
		b->operated_at = mot_at(x, AT_OPERATED);
		b->seal = mot_key(r, x, AT_SEAL);
		b->bill = mot_key(r, x, AT_BOX_BILL);
		b->plate = mot_key(r, x, AT_PLATE);
	} else {
		b->load = mot_spot_read(r, x, AT_BOX_LOAD_CODE);
		b->discharge = mot_spot_read(r, x, AT_BOX_DISCHARGE_CODE);
		b->delivery = mot_spot_read(r, x, AT_BOX_DELIVERY_CODE);
	}
}

void mot_box_record(struct mot_reading *r, const struct mot_record *record)
{
	if (record->id == 50)
		box_read(r, record);
	else if (record->id == 51 || record->id == 52)
		box_more(r, record);
}
