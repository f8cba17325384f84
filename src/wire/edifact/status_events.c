#include "wire/edifact/codes.h"
#include "wire/edifact/events.h"
#include "wire/edifact/status.h"
#include "wire/edifact/transport.h"
#include "wire/edifact/when.h"

static bool is(const char *code, const char *one)
{
	return strcmp(code, one) == 0;
}

/* ---- where ---- */

/* The end of a leg that a code is of; SPOT_KINDS: neither. */
static enum spot_kind side_of(const char *code)
{
	static const struct {
		const char *code;
		enum spot_kind side;
	} sides[] = {{"LOAD", SPOT_LOAD}, {"DEPA", SPOT_LOAD}, {"GTIN", SPOT_LOAD}, {"PICK", SPOT_LOAD},
		{"STUF", SPOT_LOAD}, {"DISC", SPOT_DISCHARGE}, {"ARRI", SPOT_DISCHARGE},
		{"GTOT", SPOT_DISCHARGE}, {"STRP", SPOT_DISCHARGE}, {"DROP", SPOT_DELIVERY}};
	size_t i;

	for (i = 0; i < sizeof sides / sizeof *sides; i++)
		if (is(code, sides[i].code))
			return sides[i].side;
	return SPOT_KINDS;
}

static struct call *call_at(struct status *st, enum spot_kind kind)
{
	size_t i;

	for (i = 0; st->has_ride && i < st->ride.calls; i++)
		if (st->ride.call[i].kind == kind)
			return &st->ride.call[i];
	return NULL;
}

/* The status's own place, the box's, the transport's call on that side, the message's. */
static struct spot *where(struct reading *r, struct status *st, struct carried *box, const char *code)
{
	struct statuses *all = statuses_of(r);
	enum spot_kind side = side_of(code);
	struct call *call;

	if (st->spot[SPOT_HERE].said)
		return &st->spot[SPOT_HERE];
	if (side != SPOT_KINDS && st->spot[side].said)
		return &st->spot[side];
	if (box && box->here.said)
		return &box->here;
	call = call_at(st, SPOT_HERE);
	if (!call)
		call = call_at(st, side);
	if (call)
		return &call->spot;
	if (all->spot[SPOT_HERE].said)
		return &all->spot[SPOT_HERE];
	if (all->head_spot[SPOT_HERE].said)
		return &all->head_spot[SPOT_HERE];
	if (!st->where_said)
		say_at(r, SEVERITY_INFORMATION, "place-missing", "STS", st->segment, st->offset,
			"no LOC says where this happened: the place stays unknown");
	st->where_said = true;
	return NULL;
}

static const char *place_named(struct reading *r, struct status *st, enum spot_kind kind)
{
	struct statuses *all = statuses_of(r);
	struct call *call = call_at(st, kind);

	if (st->spot[kind].said)
		return spot_name(&st->spot[kind]);
	if (call)
		return spot_name(&call->spot);
	if (all->spot[kind].said)
		return spot_name(&all->spot[kind]);
	return all->head_spot[kind].said ? spot_name(&all->head_spot[kind]) : NULL;
}

/* ---- when ---- */

static const unsigned arrivals[] = {334, 178, 203, 7, 132, 232, 0};
static const unsigned departures[] = {334, 186, 136, 203, 7, 133, 189, 0};
static const unsigned others[] = {334, 203, 7, 35, 186, 178, 0};
static const unsigned of_message[] = {334, 203, 7, 137, 0};

static const unsigned *times_of(const char *code)
{
	return is(code, "ARRI") ? arrivals : is(code, "DEPA") ? departures : others;
}

/* What the status, the box, the transport's call says; whatever the status says; what the message says. */
static const struct told *when_told(
	struct reading *r, struct status *st, const struct carried *box, const char *code)
{
	const unsigned *order = times_of(code);
	const struct told *told = times_find(&st->times, order);
	struct call *call = call_at(st, side_of(code));

	if (!told && box && box->times)
		told = times_find(box->times, order);
	if (!told && call)
		told = times_find(&call->times, order);
	if (!told && st->has_ride)
		told = times_find(&st->ride.times, order);
	if (!told && st->times.count)
		told = &st->times.at[0];
	return told ? told : times_find(&r->head.times, of_message);
}

static void time_odd(struct reading *r, const struct status *st, const struct told *told)
{
	if (!told)
		say_at(r, SEVERITY_WARNING, "time-missing", "STS", st->segment, st->offset,
			"nothing says when this happened: no event was made. Ask for DTM+334");
	else if (told->qualifier == 137)
		say_at(r, SEVERITY_WARNING, "time-fallback", "STS", st->segment, st->offset,
			"no DTM says when this happened: the time of saying it, DTM+137, was taken");
	else if (told->qualifier != 334)
		say_at(r, SEVERITY_INFORMATION, "time-fallback", "STS", st->segment, st->offset,
			"no DTM+334 says when: DTM+%u was taken", told->qualifier);
}

static const struct told *when(
	struct reading *r, struct status *st, const struct carried *box, const char *code)
{
	const struct told *told = when_told(r, st, box, code);

	if (!st->when_said)
		time_odd(r, st, told);
	st->when_said = true;
	return told;
}

static enum classifier classifier_of(const struct status *st, const struct told *told)
{
	switch (told->qualifier) {
	case 132:
	case 133:
		return CLASSIFIER_EST;
	case 189:
	case 232:
		return CLASSIFIER_PLN;
	default:
		return st->means.classifier;
	}
}

/* ---- on what ---- */

/* The day a train runs: when it leaves. */
static const struct civil *running_day(struct status *st, const struct told *told, const char *code)
{
	static const unsigned runs[] = {186, 133, 189, 136, 0};
	const struct told *leaves = st->has_ride ? times_find(&st->ride.times, runs) : NULL;
	size_t i;

	for (i = 0; !leaves && st->has_ride && i < st->ride.calls; i++)
		leaves = times_find(&st->ride.call[i].times, runs);
	if (!leaves && (is(code, "DEPA") || is(code, "LOAD")))
		leaves = told;
	return leaves ? &leaves->local : NULL;
}

/* A status by rail, road or gate often names the ship that the box is for: it does not move on that. */
static bool another_leg(const struct status *st, const struct transport_ref *t, const char *code)
{
	if (t->mode != MODE_VESSEL)
		return false;
	return *code == 'G' || (st->means.mode && st->means.mode != MODE_VESSEL);
}

static void transport_set(struct reading *r, struct status *st, const struct carried *box, struct event *e,
	const struct told *told)
{
	struct transport_ref *t = &e->transport;

	if (st->has_ride)
		*t = st->ride.transport;
	else if (box && box->has_leg)
		*t = box->leg;
	if (another_leg(st, t, e->code))
		memset(t, 0, sizeof *t);
	if (!t->mode)
		t->mode = st->means.mode;
	if (!t->carrier && t->mode == MODE_VESSEL)
		t->carrier = r->head.carrier_code;
	transport_key(r, t, running_day(st, told, e->code));
	transport_call(r, t, e->place);
}

/* ---- what else ---- */

/* Adds references that are not there yet; those to boxes are said by the subject. */
static size_t references_join(
	struct reference *to, size_t n, const struct reference *from, size_t count, bool boxes_too)
{
	size_t i, k;

	for (i = 0; i < count; i++) {
		if (!boxes_too && is(from[i].kind, "EQUIPMENT"))
			continue;
		for (k = 0; k < n; k++)
			if (is(to[k].kind, from[i].kind) && is(to[k].value, from[i].value))
				break;
		if (k == n)
			to[n++] = from[i];
	}
	return n;
}

struct papers { /* what a status and all around it refer to */
	struct reference *reference;
	size_t count;
	const char **remarks;
	size_t remark_count;
	const char *document; /* subject key; NULL: none */
};

/* What a shipment is best known by. */
static const char *document_of(struct reading *r, const struct papers *p)
{
	static const char *const kinds[] = {"TRD", "WAYBILL", "BKG", "HBL", "CUSTOMS"};
	size_t i, k;

	for (k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (i = 0; i < p->count; i++)
			if (is(p->reference[i].kind, kinds[k]))
				return arena_printf(r->arena, "%s:%s", kinds[k], p->reference[i].value);
	return NULL;
}

static struct papers papers_of(struct reading *r, struct status *st)
{
	struct statuses *all = statuses_of(r);
	const struct head *h = &r->head;
	struct reference consignment = {"WAYBILL", all->document};
	struct papers p = {.remarks = listed(r, &st->remarks), .remark_count = st->remarks.count};
	size_t most = st->references + all->references + h->references + 1;

	p.reference = arena_alloc_array(r->arena, most, sizeof *p.reference);
	p.count = references_join(p.reference, 0, st->reference, st->references, false);
	p.count = references_join(p.reference, p.count, all->reference, all->references, false);
	if (all->document)
		p.count = references_join(p.reference, p.count, &consignment, 1, false);
	p.count = references_join(p.reference, p.count, h->reference, h->references, false);
	p.document = document_of(r, &p);
	return p;
}

static void box_references(
	struct reading *r, struct event *e, const struct papers *p, const struct carried *box)
{
	e->references = p->count ? p->reference : NULL;
	e->reference_count = p->count;
	if (!box->references)
		return;
	e->references = arena_alloc_array(r->arena, p->count + box->references, sizeof *e->references);
	e->reference_count = references_join(e->references, 0, box->reference, box->references, false);
	e->reference_count =
		references_join(e->references, e->reference_count, p->reference, p->count, false);
}

static void box_remarks(struct reading *r, struct event *e, const struct papers *p, const struct carried *box)
{
	size_t n = p->remark_count;

	e->remarks = p->remarks;
	e->remark_count = n;
	if (!box->remark_count)
		return;
	e->remark_count = n + box->remark_count;
	e->remarks = arena_alloc_array(r->arena, e->remark_count, sizeof *e->remarks);
	memcpy(e->remarks, p->remarks, n * sizeof *e->remarks);
	memcpy(e->remarks + n, box->remarks, box->remark_count * sizeof *e->remarks);
}

static const char *first(const char *a, const char *b, const char *c)
{
	return a ? a : b ? b : c;
}

static void box_describe(struct reading *r, struct event *e, struct status *st, const struct papers *p,
	const struct carried *box)
{
	e->subject_kind = SUBJECT_CONTAINER;
	e->subject = box->number;
	e->type = is(e->code, "ARRI") || is(e->code, "DEPA") ? EVENT_TRANSPORT : EVENT_EQUIPMENT;
	e->load_state = st->means.load_state ? st->means.load_state : box->load_state;
	e->number_failed = box->failed;
	e->size_type = box->size_type;
	e->movement = movement_of(box->status);
	e->operator_code = box->operator_code;
	e->load_place = box->load_place;
	e->discharge_place = box->discharge_place;
	e->destination = box->destination;
	e->stowage = box->stowage;
	e->seals = box->seals;
	e->seal_count = box->seal_count;
	e->measures = box->measures;
	e->measure_count = box->measure_count;
	box_references(r, e, p, box);
	box_remarks(r, e, p, box);
}

static void document_describe(struct event *e, const struct papers *p)
{
	e->subject_kind = SUBJECT_DOCUMENT;
	e->subject = p->document;
	e->type = EVENT_SHIPMENT;
	e->references = p->count ? p->reference : NULL;
	e->reference_count = p->count;
	e->remarks = p->remarks;
	e->remark_count = p->remark_count;
}

static void places_describe(struct reading *r, struct event *e, struct status *st)
{
	const struct head *h = &r->head;

	e->operator_code =
		first(first(e->operator_code, st->operator_code, h->operator_code), h->carrier_code, NULL);
	e->load_place = first(e->load_place, place_named(r, st, SPOT_LOAD), NULL);
	e->discharge_place = first(e->discharge_place, place_named(r, st, SPOT_DISCHARGE), NULL);
	e->destination = first(
		e->destination, place_named(r, st, SPOT_DESTINATION), place_named(r, st, SPOT_DELIVERY));
}

/* Whose clock the message is written by: that of the place of its first status. */
static void head_ready(struct reading *r, const struct spot *spot)
{
	if (!r->head_done && spot)
		statuses_of(r)->writer = (struct call){.kind = SPOT_HERE, .spot = *spot};
	head_end(r);
}

static void status_event(struct reading *r, struct status *st, const struct papers *p, struct carried *box)
{
	const char *code = st->means.event ? st->means.event : EVENT_NOTE;
	struct spot *spot = where(r, st, box, code);
	const struct told *told = when(r, st, box, code);
	bool own = box && box->segment > st->segment;
	struct event *e;

	if (!told)
		return;
	head_ready(r, spot);
	e = event_new(r);
	e->code = code;
	e->classifier = classifier_of(st, told);
	event_at(r, e, told, spot);
	if (box)
		box_describe(r, e, st, p, box);
	else
		document_describe(e, p);
	places_describe(r, e, st);
	transport_set(r, st, box, e, told);
	e->segment = own ? box->segment : st->segment;
	e->offset = own ? box->offset : st->offset;
	event_identify(e, r->message.sender);
}

void status_events(struct reading *r, struct status *st, const struct carriage *boxes)
{
	struct papers p = papers_of(r, st);
	size_t i;

	for (i = 0; i < boxes->count && reading_fits(r); i++)
		status_event(r, st, &p, &boxes->box[i]);
	if (boxes->count)
		return;
	if (p.document)
		status_event(r, st, &p, NULL);
	else
		say_at(r, SEVERITY_WARNING, "status-of-nothing", "STS", st->segment, st->offset,
			"no container and no document says what this status is about: no event was made");
}
