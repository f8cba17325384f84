#include "wire/edifact/codes.h"
#include "wire/edifact/events.h"
#include "wire/edifact/own.h"
#include "wire/edifact/status.h"
#include "wire/edifact/transport.h"
#include "wire/edifact/when.h"
#include "wire/partner_ask.h"

static bool is(const char *code, const char *one)
{
	return strcmp(code, one) == 0;
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
static const struct civil *running_day(
	struct reading *r, struct status *st, const struct told *told, const char *code)
{
	static const unsigned any[] = {186, 133, 189, 136, 0}, ours[] = {136, 0};
	const unsigned *runs = r->own ? ours : any;
	const struct told *leaves = st->has_ride ? times_find(&st->ride.times, runs) : NULL;
	size_t i;

	for (i = 0; !leaves && st->has_ride && i < st->ride.calls; i++)
		leaves = times_find(&st->ride.call[i].times, runs);
	if (!leaves && !r->own && (is(code, "DEPA") || is(code, "LOAD")))
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
	if (!r->own && another_leg(st, t, e->code))
		memset(t, 0, sizeof *t);
	if (!t->mode)
		t->mode = st->means.mode;
	if (!t->carrier && t->mode == MODE_VESSEL)
		t->carrier = r->head.carrier_code;
	transport_key(r, t, running_day(r, st, told, e->code));
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
	if (n)
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
	size_meant(r->world, r->partner, e);
	e->movement = movement_of(box->status);
	e->operator_code = box->operator_code;
	e->load_place = box->load_place;
	e->discharge_place = box->discharge_place;
	e->destination = box->destination;
	e->stowage = first(st->said.stowage, box->stowage, NULL);
	e->seals = st->seals.count ? listed(r, &st->seals) : box->seals;
	e->seal_count = st->seals.count ? st->seals.count : box->seal_count;
	e->measures = box->measures;
	e->measure_count = box->measure_count;
	box_references(r, e, p, box);
	box_remarks(r, e, p, box);
}

/* What is about no box: about a document, or, where our own messages say so, about a voyage. */
static void document_describe(struct event *e, const struct status *st, const struct papers *p)
{
	e->subject_kind = st->said.of_voyage ? SUBJECT_TRANSPORT : SUBJECT_DOCUMENT;
	e->subject = st->said.subject ? st->said.subject : p->document;
	e->type = st->said.of_voyage ? EVENT_TRANSPORT : EVENT_SHIPMENT;
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
	e->load_place = first(e->load_place, status_place(r, st, SPOT_LOAD), NULL);
	e->discharge_place = first(e->discharge_place, status_place(r, st, SPOT_DISCHARGE), NULL);
	e->destination = first(
		e->destination, status_place(r, st, SPOT_DESTINATION), status_place(r, st, SPOT_DELIVERY));
}

/* Whose clock the message is written by: that of the place of its first status. */
static void head_ready(struct reading *r, const struct spot *spot)
{
	if (!r->head_done && spot)
		statuses_of(r)->writer = (struct call){.kind = SPOT_HERE, .spot = *spot};
	head_end(r);
}

static struct event *event_made(struct reading *r, struct status *st, const struct papers *p,
	struct carried *box, const char *code, const struct told *told, struct spot *spot)
{
	bool own = box && box->segment > st->stand.segment;
	struct event *e = event_new(r);

	e->code = code;
	e->classifier = classifier_of(st, told);
	event_at(r, e, told, spot);
	if (box)
		box_describe(r, e, st, p, box);
	else
		document_describe(e, st, p);
	places_describe(r, e, st);
	e->segment = own ? box->segment : st->stand.segment;
	e->offset = own ? box->offset : st->stand.offset;
	return e;
}

static void arrival_expected(struct reading *r, struct status *st, const struct papers *p,
	struct carried *box, struct call *call, const struct told *told)
{
	struct event *e = event_made(r, st, p, box, "ARRI", told, &call->spot);

	e->remarks = NULL; /* what the status says is not said of this */
	e->remark_count = 0;
	if (call->kind == SPOT_DISCHARGE)
		transport_set(r, st, box, e, told);
}

/* Where the transport will be, its calls say beside the status: a box is expected there.  What it leaves is
 * not; several statuses say the same, which makes the same event. */
static void arrivals_expected(struct reading *r, struct status *st, const struct papers *p,
	struct carried *box, const struct told *used)
{
	size_t i, k;

	for (i = 0; st->has_ride && i < st->ride.calls; i++) {
		struct call *call = &st->ride.call[i];

		for (k = 0; call->kind != SPOT_LOAD && k < call->times.count; k++) {
			const struct told *told = &call->times.at[k];

			if (told != used && (told->qualifier == 132 || told->qualifier == 232))
				arrival_expected(r, st, p, box, call, told);
		}
	}
}

static void status_event(struct reading *r, struct status *st, const struct papers *p, struct carried *box)
{
	const char *code = st->means.event ? st->means.event : EVENT_NOTE;
	struct spot *spot = status_where(r, st, box, code);
	const struct told *told = status_when(r, st, box, code);
	struct told exact;
	struct event *e;

	if (!told)
		return;
	exact = own_told(told, &st->said);
	head_ready(r, spot);
	e = event_made(r, st, p, box, code, &exact, spot);
	transport_set(r, st, box, e, &exact);
	if (box)
		arrivals_expected(r, st, p, box, told);
}

void status_events(struct reading *r, struct status *st, const struct carriage *boxes)
{
	struct papers p = papers_of(r, st);
	size_t i;

	for (i = 0; i < boxes->count && reading_fits(r); i++)
		status_event(r, st, &p, &boxes->box[i]);
	if (boxes->count)
		return;
	if (p.document || st->said.subject)
		status_event(r, st, &p, NULL);
	else
		say_at(r, SEVERITY_WARNING, "status-of-nothing", &st->stand, 0, 0,
			"no container and no document says what this status is about: no event was made");
}
