#include "service/answer_journeys.h"

#include "codes/code.h"
#include "record/cargo.h"
#include "service/answer_parts.h"
#include "service/story.h"

#include <string.h>

static const char *const expected_state_words[] = {"ahead", "done", "implied"};
static const char *const replanned_words[] = {NULL, "advanced", "rolled", "other"};

struct writing_story {
	struct json *j;
	struct arena *a;
	const struct world *w;
	const struct story *s;
	const struct cargo *cargo;
	const struct estimates *estimates;
};

/* By the clock of the place. */
static void write_at(const struct writing_story *x, const char *key, instant at, const char *place)
{
	const struct zone *zone = place ? world_zone(x->w, place) : NULL;

	if (at == INSTANT_NONE)
		return;
	jw_key(x->j, key);
	text_byte(x->j->out, '"');
	instant_write(x->j->out, at, zone ? zone_offset_at(zone, at) : 0);
	text_byte(x->j->out, '"');
	x->j->comma = true;
}

static void write_id(struct json *j, const char *key, const uint8_t id[16])
{
	jw_key(j, key);
	text_byte(j->out, '"');
	text_uuid(j->out, id);
	text_byte(j->out, '"');
	j->comma = true;
}

static void write_hours(struct json *j, const char *key, instant by)
{
	if (by)
		jw_member_integer(j, key, by / INSTANT_SECOND);
}

/* ---- legs ---- */

static void write_leg(const struct writing_story *x, const struct leg *l, const struct leg_state *s)
{
	struct json *j = x->j;

	jw_open(j, '{');
	jw_member(j, "mode", mode_names[l->mode]);
	part_place_as(j, "from", x->w, l->from, false);
	part_place_as(j, "to", x->w, l->to, false);
	jw_member(j, "transport", l->transport);
	jw_member(j, "vehicle", l->vehicle);
	jw_member(j, "voyage", l->voyage);
	jw_member(j, "service", l->service);
	jw_member(j, "serviceName", l->service_name);
	jw_member(j, "serviceDate", l->service_date);
	part_moment(j, "departs", &l->departs);
	part_moment(j, "arrives", &l->arrives);
	write_at(x, "cutOff", l->cut_off, l->from);
	jw_member(j, "replanned", replanned_words[s->replanned]);
	jw_member(j, "taken", s->taken);
	if (s->missed) {
		jw_member_bool(j, "missed", true);
		write_hours(j, "shortBySeconds", s->short_by);
	}
	jw_close(j, '}');
}

static void write_estimates(const struct writing_story *x, const struct expected *e)
{
	struct json *j = x->j;

	if (!e->estimate_count)
		return;
	jw_key(j, "estimates");
	jw_open(j, '[');
	for (size_t i = 0; i < e->estimate_count; i++) {
		const struct event *said = e->estimates[i].event;

		jw_open(j, '{');
		jw_member(j, "classifier", classifier_names[said->classifier]);
		write_at(x, "at", e->estimates[i].at, e->place);
		part_instant(j, "said", said->said);
		jw_member(j, "sender", said->sender);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_expected(const struct writing_story *x, const struct expected *e)
{
	struct json *j = x->j;

	jw_open(j, '{');
	jw_member(j, "eventCode", e->code);
	part_place(j, x->w, e->place, NULL);
	jw_member_integer(j, "leg", (int64_t)e->leg + 1);
	jw_member(j, "state", expected_state_words[e->state]);
	if (!e->counts)
		jw_member_bool(j, "ofTransport", true);
	if (e->planned.event)
		write_at(x, "planned", e->planned.at, e->place);
	write_at(x, "due", e->due, e->place);
	if (e->pushed)
		jw_member_bool(j, "pushed", true);
	if (e->fact && e->fact->speaker) {
		part_moment(j, "happened", &e->fact->when);
		write_id(j, "eventID", e->fact->speaker->id);
	}
	write_estimates(x, e);
	jw_close(j, '}');
}

static void write_itinerary(const struct writing_story *x, const struct itinerary *i)
{
	struct json *j = x->j;

	part_place_as(j, "origin", x->w, i->origin, false);
	part_place_as(j, "destination", x->w, i->destination, false);
	write_at(x, "deadline", i->deadline, i->destination);
	jw_member(j, "routing", routing_words[i->routing]);
	if (i->told)
		write_id(j, "itineraryFrom", i->told->id);
	jw_key(j, "legs");
	jw_open(j, '[');
	for (size_t k = 0; k < i->leg_count; k++)
		write_leg(x, &i->legs[k], &i->states[k]);
	jw_close(j, ']');
	jw_key(j, "expected");
	jw_open(j, '[');
	for (size_t k = 0; k < i->expected_count; k++)
		write_expected(x, &i->expected[k]);
	jw_close(j, ']');
	if (i->next) {
		jw_key(j, "next");
		write_expected(x, i->next);
	}
}

/* ---- what is wrong ---- */

/* A ship goes by the name that the journey knows it by. */
static const char *ship_named(const struct itinerary *i, const char *transport)
{
	for (size_t k = 0; k < i->leg_count; k++)
		if (i->legs[k].mode == MODE_VESSEL && i->legs[k].transport &&
			strcmp(i->legs[k].transport, transport) == 0)
			return i->legs[k].vehicle;
	return NULL;
}

static void write_cause(const struct writing_story *x, const struct told_trip *t, const struct exception *e)
{
	enum cause_kind kind = e->cause ? exception_rows[e->code].cause : CAUSE_BOX;
	struct json *j = x->j;

	jw_key(j, "cause");
	jw_open(j, '{');
	jw_member(j, "kind", cause_words[kind]);
	jw_member(j, "key", e->cause ? e->cause : x->s->container);
	jw_member(j, "name", kind == CAUSE_TRANSPORT ? ship_named(&t->itinerary, e->cause) : NULL);
	jw_close(j, '}');
}

static void write_exception(
	const struct writing_story *x, const struct told_trip *t, const struct exception *e)
{
	const struct exception_row *row = &exception_rows[e->code];
	const struct event *event = exception_event(e);
	struct json *j = x->j;

	jw_open(j, '{');
	jw_member(j, "code", row->code);
	jw_member(j, "severity", row->severity);
	jw_member(j, "text", row->text);
	write_at(x, "since", e->since, e->place);
	write_cause(x, t, e);
	part_place(j, x->w, e->place, NULL);
	write_hours(j, "bySeconds", e->by);
	jw_member(j, "causedBy", rolled_by_words[e->rolled_by]);
	if (event)
		write_id(j, "eventID", event->id);
	if (event && story_learnt(x->s, event) > e->since + TOLD_LATE)
		jw_member_bool(j, "toldLate", true);
	jw_close(j, '}');
}

static void write_wrong(const struct writing_story *x, const struct told_trip *t)
{
	const struct assessment *wrong = &t->wrong;
	struct json *j = x->j;

	jw_key(j, "exceptions");
	jw_open(j, '[');
	for (size_t i = 0; i < wrong->count; i++)
		write_exception(x, t, &wrong->list[i]);
	jw_close(j, ']');
	jw_key(j, "notAssessed");
	jw_open(j, '[');
	for (enum exception_code c = 0; c < EXCEPTIONS; c++)
		if (wrong->not_assessed & UINT64_C(1) << c)
			jw_string(j, exception_rows[c].code);
	jw_close(j, ']');
}

/* ---- the journey ---- */

static bool is_paper(const struct reference *r)
{
	static const char *const not_papers[] = {"EVENT", "JOURNEY", "CALL", "SERVICE", "SEQUENCE", "VOYAGE",
		"VESSEL", "EQUIPMENT", REFERENCE_ARRANGEMENT, REFERENCE_CARGO_FROM};

	for (size_t i = 0; i < sizeof not_papers / sizeof *not_papers; i++)
		if (strcmp(not_papers[i], r->kind) == 0)
			return false;
	return strncmp(r->kind, "TRAIN-", 6) != 0;
}

#define REFERENCES_MOST 50

struct papers {
	const struct reference *list[REFERENCES_MOST];
	size_t count;
};

static void gather_papers(struct papers *p, const struct event *e)
{
	for (size_t i = 0; i < e->reference_count && p->count < REFERENCES_MOST; i++) {
		const struct reference *r = &e->references[i];
		size_t k = 0;

		while (k < p->count &&
			(strcmp(p->list[k]->kind, r->kind) != 0 || strcmp(p->list[k]->value, r->value) != 0))
			k++;
		if (k == p->count && is_paper(r))
			p->list[p->count++] = r;
	}
}

static void write_papers(const struct writing_story *x, const struct trip *t)
{
	struct papers p = {.count = 0};
	struct json *j = x->j;

	for (size_t i = t->first; i < t->until; i++)
		for (size_t k = 0; k < x->s->line.facts.list[i]->observation_count; k++)
			gather_papers(&p, x->s->line.facts.list[i]->observations[k]);
	for (size_t i = 0; i < t->plan_count; i++)
		gather_papers(&p, t->plans[i]);
	jw_key(j, "references");
	jw_open(j, '[');
	for (size_t i = 0; i < p.count; i++) {
		jw_open(j, '{');
		jw_member(j, "kind", p.list[i]->kind);
		jw_member(j, "value", p.list[i]->value);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_boxes(struct json *j, const char *key, const char *const *containers, size_t n)
{
	if (!n)
		return;
	jw_key(j, key);
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++)
		jw_string(j, containers[i]);
	jw_close(j, ']');
}

static void write_trip(const struct writing_story *x, const struct told_trip *t)
{
	const struct trip *trip = t->trip;
	struct json *j = x->j;

	jw_open(j, '{');
	write_id(j, "id", trip->id);
	jw_member(j, "container", x->s->container);
	jw_member_integer(j, "number", (int64_t)(trip - x->s->trips.list) + 1);
	jw_member(j, "arrangement", arrangement_words[trip->arrangement]);
	jw_member(j, "status", journey_status_words[trip->status]);
	jw_member(j, "end", trip_end_words[trip->end]);
	part_instant(j, "opened", trip->opened);
	part_instant(j, "closed", trip->closed);
	write_papers(x, trip);
	write_boxes(j, "cargoFrom", x->cargo->from, x->cargo->from_count);
	write_boxes(j, "cargoTo", x->cargo->to, x->cargo->to_count);
	write_itinerary(x, &t->itinerary);
	part_estimate(j, x->estimates, x->s->container, trip->id);
	write_wrong(x, t);
	jw_close(j, '}');
}

bool journeys_beside(struct journeys_beside *b, struct asking *q, const char *const *containers, size_t n)
{
	return estimates_for(&b->estimates, q, containers, n) && cargo_read(q, containers, n, &b->cargo);
}

bool journey_write(struct asking *q, struct json *j, const struct journeys_beside *b, const struct story *s,
	const struct told_trip *t)
{
	struct cargo cargo;
	struct writing_story x = {j, q->arena, s->of->world, s, &cargo, &b->estimates};

	if (!cargo_find(q, &b->cargo, s, t->trip, &cargo))
		return false;
	write_trip(&x, t);
	return true;
}

bool answer_journeys(struct asking *q, const char *container)
{
	struct world *w = service_world(q->service);
	struct json j = {q->out, false};
	char code[32], changed[128];
	struct journeys_beside beside;
	struct stories s;
	bool good = code_normalise(container, code, sizeof code, changed, sizeof changed)
			    ? story_read(&s, q, w, code)
			    : part_say_unknown(q->fault, NULL);

	good = good && journeys_beside(&beside, q, &s.list->container, 1);
	if (good) {
		jw_open(&j, '{');
		jw_member(&j, "container", code);
		jw_key(&j, "journeys");
		jw_open(&j, '[');
		for (size_t i = s.list->trips.count; good && i--;)
			good = journey_write(q, &j, &beside, s.list, &s.list->told[i]);
		jw_close(&j, ']');
		jw_close(&j, '}');
	}
	world_release(w);
	return good;
}

static const char *container_of(struct asking *q, const char *id)
{
	struct param p[] = {P_TEXT(q->viewer), P_TEXT(id)};
	struct rows *r;
	uint8_t bytes[16];

	if (!uuid_read(id, bytes)) {
		fault_say(q->fault, FAULT_UNKNOWN, "%.40s is no id of a journey, nor of an event in one", id);
		return NULL;
	}
	if (!conn_query(q->conn, SQL_journey_of_event, p, 2, q->arena, &r, q->fault))
		return NULL;
	if (rows_count(r))
		return rows_text(r, 0, 0);
	fault_say(q->fault, FAULT_UNKNOWN, "no journey has the event %.40s", id);
	return NULL;
}

static bool write_one(struct asking *q, const struct story *s, const char *id)
{
	struct json j = {q->out, false};
	struct journeys_beside beside;
	const struct trip *trip;
	uint8_t bytes[16];

	uuid_read(id, bytes);
	trip = trips_find(&s->trips, &s->line.facts, bytes);
	if (!trip)
		return fault_say(q->fault, FAULT_UNKNOWN,
			"the event %.40s counts in no journey: it was taken back", id);
	return journeys_beside(&beside, q, &s->container, 1) &&
	       journey_write(q, &j, &beside, s, &s->told[trip - s->trips.list]);
}

bool answer_journey(struct asking *q, const char *id)
{
	struct world *w = service_world(q->service);
	const char *container = container_of(q, id);
	struct stories s;
	bool good = container && story_read(&s, q, w, container) && write_one(q, s.list, id);

	world_release(w);
	return good;
}
