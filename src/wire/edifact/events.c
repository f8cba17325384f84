#include "wire/edifact/events.h"

#include "base/clear.h"
#include "wire/edifact/codes.h"
#include "wire/edifact/own.h"
#include "wire/edifact/transport.h"
#include "wire/edifact/when.h"
#include "wire/partner_ask.h"

#include <stdlib.h>

#define MOST_MADE    256          /* events that wait to be handed over */
#define MOST_PASSING (256u << 10) /* bytes that their boxes hold */

struct call *call_of(struct reading *r, enum spot_kind kind)
{
	size_t i;

	for (i = 0; i < r->head.calls; i++)
		if (r->head.call[i].kind == kind)
			return &r->head.call[i];
	return NULL;
}

struct call *call_told(struct reading *r, unsigned qualifier)
{
	for (size_t i = 0; i < r->head.calls; i++)
		if (r->head.call[i].qualifier == qualifier)
			return &r->head.call[i];
	return NULL;
}

static bool asked_before(struct reading *r, const char *code)
{
	size_t i;

	for (i = 0; i < r->asked_count; i++)
		if (strcmp(r->asked[i], code) == 0)
			return true;
	if (r->asked_count < sizeof r->asked / sizeof *r->asked)
		r->asked[r->asked_count++] = arena_strdup(r->lasting, code);
	return false;
}

/* What nobody mapped is counted wherever it stands, so that it shows which mapping pays. */
static void not_mapped(struct reading *r, enum partner_list list, const char *code, const struct stand *at)
{
	if (r->own || !r->sink->unknown)
		return;
	unknown_tell(r->sink, r->partner, r->message.sender, list, code,
		arena_printf(r->arena, "message %u, segment %u %s", r->message.line, at->segment, at->tag));
}

/* Codes of the lists that all use are known to who needs them. */
static bool of_a_public_list(const char *list)
{
	return list && (strcmp(list, "SMDG") == 0 || strcmp(list, "BIC") == 0 || strcmp(list, "OWN") == 0);
}

/* Said once a message: a place we do not know is kept, and resolves itself when it is added. */
static void place_check(struct reading *r, struct spot *spot)
{
	const struct decode_world *w = r->world;
	bool known;

	if (spot->checked)
		return;
	spot->checked = true;
	if (r->partner && spot->facility && !spot->facility_said && !of_a_public_list(spot->facility_list))
		not_mapped(r, CODES_FACILITY, spot->facility, &spot->stand);
	known = !spot->code || !w->knows_place || w->knows_place(w->self, spot->code);
	if (!known)
		not_mapped(r, CODES_PLACE, spot->text ? spot->text : spot->code, &spot->stand);
	if (!spot->code && spot->text)
		not_mapped(r, CODES_PLACE, spot->text, &spot->stand);
	if (!known && !asked_before(r, spot->code))
		say_at(r, SEVERITY_INFORMATION, "place-unknown", &spot->stand, 2, 1,
			"%s is no place we know: it was kept as received", spot->code);
	if (!spot->code && spot->text && !asked_before(r, spot->text))
		say_at(r, SEVERITY_INFORMATION, "place-unread", &spot->stand, 2, 1,
			"\"%s\" is no UN/LOCODE, nor another code of a place we know: it was kept as "
			"received",
			spot->text);
}

static struct event *made_next(struct made *made)
{
	struct event *e;

	if (made->count == made->room) {
		made->room = made->room ? made->room * 2 : 64;
		made->events = realloc(made->events, made->room * sizeof *made->events);
		if (!made->events)
			abort();
	}
	e = &made->events[made->count++];
	clear(e, sizeof *e);
	return e;
}

struct event *event_new(struct reading *r)
{
	const struct message *m = &r->message;
	struct event *e = made_next(r->made);

	r->message.event_count++;
	e->said = m->said;
	e->said_offset = m->said_offset;
	e->function = m->function;
	e->document = m->document;
	return e;
}

/* What is told as done, and lies ahead of its telling, is a slip or a plan. */
static void time_check(struct reading *r, const struct event *e, const struct told *told)
{
	bool dtm = told->segment != 0; /* else it is the interchange's time */
	struct stand at = {dtm ? "DTM" : NULL, told->segment, told->where};

	if (e->happened.zone_source == ZONE_NOBODY && !r->zone_missed) {
		r->zone_missed = true;
		say_at(r, SEVERITY_INFORMATION, "zone-missing", &at, dtm ? 1 : 0, dtm ? 2 : 0,
			"nobody says whose clock this is: the time was kept as local, without an offset");
	}
	if (e->classifier == CLASSIFIER_ACT && e->said != INSTANT_NONE && e->happened.at != INSTANT_NONE &&
		e->happened.at > e->said + INSTANT_DAY)
		say_at(r, SEVERITY_WARNING, "actual-in-future", &at, dtm ? 1 : 0, dtm ? 2 : 0,
			"this is told as done, and is more than a day later than the message itself");
}

void event_at(struct reading *r, struct event *e, const struct told *told, struct spot *spot)
{
	if (spot && !spot->clock) {
		place_check(r, spot);
		e->place = spot->code;
		e->place_text = spot->text;
		e->facility = spot->facility;
		e->facility_list = spot->facility_list;
		e->facility_said = spot->facility_said;
	}
	e->happened = moment_at(r, told, spot);
	time_check(r, e, told);
}

void event_of_call(struct reading *r, const char *code, enum classifier classifier, const struct told *told,
	struct spot *spot)
{
	struct event *e = event_new(r);

	e->subject_kind = SUBJECT_TRANSPORT;
	e->subject = r->head.transport.key;
	e->type = EVENT_TRANSPORT;
	e->code = code;
	e->classifier = classifier;
	event_at(r, e, told, spot);
	e->transport = r->head.transport;
	transport_call(r, &e->transport, e->place);
	e->segment = told->segment;
	e->offset = told->where;
}

/* When it happened: the box's own time, else the message's, said where it is not the one that is meant. */
static const struct told *box_time(struct reading *r, const char *code)
{
	const unsigned *order = r->kind->times;
	const struct told *told = times_find(&r->box.times, order);

	if (r->kind->when)
		return r->kind->when(r, code);
	if (told && told->qualifier != *order)
		say_box(r, SEVERITY_INFORMATION, "time-fallback", "no DTM+%u says when: DTM+%u was taken",
			*order, told->qualifier);
	if (told)
		return told;
	told = times_find(&r->head.times, order);
	if (told)
		say_box(r, SEVERITY_WARNING, "time-fallback",
			"no DTM of this container says when: the message's own DTM+%u was taken",
			told->qualifier);
	else
		say_box(r, SEVERITY_WARNING, "time-missing",
			"nothing says when this happened: no event was made. Ask for DTM+%u", *order);
	return told;
}

const char **listed(struct reading *r, const struct list *list)
{
	const char **copy;

	if (!list->count)
		return NULL;
	copy = arena_alloc_array(r->arena, list->count, sizeof *copy);
	memcpy(copy, list->item, list->count * sizeof *copy);
	return copy;
}

static void references_set(struct reading *r, struct event *e)
{
	const struct head *h = &r->head;
	const struct box *b = &r->box;
	size_t n = b->references + h->references;

	if (!n)
		return;
	e->references = arena_alloc_array(r->arena, n, sizeof *e->references);
	memcpy(e->references, b->reference, b->references * sizeof *e->references);
	memcpy(e->references + b->references, h->reference, h->references * sizeof *e->references);
	e->reference_count = n;
}

static const char *either(const char *a, const char *b)
{
	return a ? a : b;
}

const char *spot_name(const struct spot *spot)
{
	return either(spot->code, spot->text);
}

/* The port of the head's call where the box does not say its own; what is only shifted there is from and for
 * others.
 */
const char *port_of(struct reading *r, enum spot_kind kind)
{
	const struct call *call = call_of(r, kind);
	bool shifted = r->box.status == STATUS_SHIFTER || r->box.status == STATUS_RELOADED;

	if (r->box.spot[kind].said)
		return spot_name(&r->box.spot[kind]);
	return call && !shifted ? spot_name(&call->spot) : NULL;
}

static void box_describe(struct reading *r, struct event *e)
{
	const struct box *b = &r->box;
	const struct head *h = &r->head;

	e->load_state = b->load_state;
	e->number_failed = b->failed;
	e->size_type = b->size_type;
	size_meant(r->world, r->partner, e);
	e->movement = movement_of(b->status);
	e->operator_code =
		either(either(b->operator_code, h->operator_code), either(b->carrier_code, h->carrier_code));
	e->load_place = port_of(r, SPOT_LOAD);
	e->discharge_place = port_of(r, SPOT_DISCHARGE);
	e->destination = either(spot_name(&b->spot[SPOT_DESTINATION]), spot_name(&b->spot[SPOT_DELIVERY]));
	e->stowage = b->stowage;
	e->seals = listed(r, &b->seals);
	e->seal_count = b->seals.count;
	e->measures = listed(r, &b->measures);
	e->measure_count = b->measures.count;
	e->remarks = listed(r, &b->remarks);
	e->remark_count = b->remarks.count;
	references_set(r, e);
	e->segment = b->segment;
	e->offset = b->offset;
}

/* The head of a gate report often names the ship that the box is for: that does not come through the gate. */
static bool sea_leg(const struct head *h)
{
	return h->transport.mode == MODE_VESSEL || (h->transport.mode == MODE_UNKNOWN && h->stage == 20);
}

/* Loading and discharge are of the head's ship; a gate move is of the leg that brings or takes the box. */
static void box_transport(struct reading *r, struct event *e, const struct told *told)
{
	static const unsigned runs[] = {136, 0};
	const struct head *h = &r->head;
	bool gate = *e->code == 'G';

	if (!gate && h->has_transport)
		e->transport = h->transport;
	else if (gate && r->box.has_leg)
		e->transport = r->box.leg;
	else if (gate && h->has_transport && !sea_leg(h))
		e->transport = h->transport;
	if (r->own)
		told = times_find(&r->box.leg_times, runs);
	if (!e->transport.key && (gate || e->transport.mode == MODE_RAIL))
		transport_key(r, &e->transport, told ? &told->local : NULL);
	transport_call(r, &e->transport, e->place);
}

/* The message's terminal, by its partner's map where that has it. */
static void terminal_set(struct reading *r, struct event *e)
{
	const char *meaning = meaning_for(r->world, r->partner, CODES_FACILITY, r->head.terminal), *place;

	e->facility = r->head.terminal;
	e->facility_list = r->head.terminal_list;
	if (facility_meant(r->arena, meaning, &place, &e->facility_list, &e->facility))
		e->facility_said = r->head.terminal;
}

static void box_event(struct reading *r, const char *code, const struct told *told, const struct event *twin)
{
	struct event *e = event_new(r);

	if (twin) { /* the other half of a restow: memory may have moved, so twin is a copy of the caller's */
		*e = *twin;
		e->code = code;
		return;
	}
	e->subject_kind = SUBJECT_CONTAINER;
	e->subject = r->box.number;
	e->type = EVENT_EQUIPMENT;
	e->code = code;
	e->classifier = strcmp(code, EVENT_NOTE) == 0 ? CLASSIFIER_ACT : r->kind->classifier;
	event_at(r, e, told, r->kind->place(r, code));
	if (!e->facility && r->head.terminal)
		terminal_set(r, e);
	box_describe(r, e);
	box_transport(r, e, told);
}

static void box_make(struct reading *r)
{
	const char *codes[2];
	const struct told *told;
	struct told exact;
	size_t n;

	if (!r->box.number)
		return;
	if (r->box.cut)
		say_box(r, SEVERITY_INFORMATION, "list-cut",
			"more than %d references, seals, measures or remarks", MOST_LIST);
	n = r->kind->decide(r, codes);
	told = n ? box_time(r, codes[0]) : NULL;
	if (!told)
		return;
	exact = own_told(told, &r->box.said);
	box_event(r, codes[0], &exact, NULL);
	if (n == 2) {
		struct event twin = r->made->events[r->made->count - 1];

		box_event(r, codes[1], &exact, &twin);
	}
}

void events_pass_on(struct reading *r)
{
	if (r->hand_over && !r->rejected &&
		(r->made->count >= MOST_MADE || r->passing->given >= MOST_PASSING))
		reading_hand_over(r);
}

void box_bundle(struct reading *r)
{
	struct arena *arena = r->arena;

	head_end(r);
	r->arena = r->passing;
	box_make(r);
	r->arena = arena;
}

void box_end(struct reading *r)
{
	head_end(r);
	r->box.open = false;
	r->arena = r->passing;
	box_make(r);
	r->arena = r->lasting;
	events_pass_on(r);
}
