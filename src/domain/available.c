#include "domain/available.h"

#include "domain/journey.h"
#include "domain/trip.h"

const char *const condition_words[] = {"discharged", "released", "freight-cleared", "no-hold"};

#define FREIGHT_PAID "freight paid|freight cleared|freight released|运费已付|运费已结|фрахт оплачен|оплачен"

static const char *const brought[] = {"ARRI", "WAYP", "LOAD", "ABRD", "DEPA", "DISC", NULL};
static const char *const unloaded[] = {"DISC", "GTIN", "DROP", NULL};
static const char *const surrendered[] = {"SURR", "RELS", NULL};
static const char *const taken[] = {"GTOT", "PICK", "DROP", NULL};

struct looking {
	const struct line *line;
	struct available *v;
	size_t from; /* the move that brought it to where it is */
};

/* The last move that put it on or took it off a vehicle by which it came; count: none, or it was taken away
 * since. */
static size_t came_by(const struct line *l)
{
	size_t at = l->count;

	for (size_t i = l->trip; i < l->count; i++) {
		const struct event *e = l->events[i];

		if (!line_stands(l, i))
			continue;
		if (is_among(e->code, brought) && e->transport.mode != MODE_TRUCK)
			at = i;
		else if (is_among(e->code, taken) || trip_ends(e))
			at = l->count;
	}
	return at;
}

static void set(struct available *v, enum condition c, enum known is, const struct event *by)
{
	v->conditions[c] = (struct condition_state){is, by};
}

/* Of two words the later one counts. */
static void set_later(struct available *v, enum condition c, enum known is, const struct event *by)
{
	if (!v->conditions[c].by || event_compare(by, v->conditions[c].by) > 0)
		set(v, c, is, by);
}

static void look_at_moves(struct looking *x)
{
	const struct line *l = x->line;

	set(x->v, CONDITION_DISCHARGED, KNOWN_NO, NULL);
	for (size_t i = x->from; i < l->count; i++)
		if (line_stands(l, i) && is_among(l->events[i]->code, unloaded)) {
			set(x->v, CONDITION_DISCHARGED, KNOWN_YES, l->events[i]);
			return;
		}
}

static void look_at_customs(struct looking *x, const struct event *e)
{
	if (is(e, "CUSR"))
		set_later(x->v, CONDITION_RELEASED, KNOWN_YES, e);
	else if (is(e, "CUSS") || is(e, "CUSI"))
		set_later(x->v, CONDITION_RELEASED, KNOWN_NO, e);
}

/* The line lets it go: an order by its number or its kind, or the freight is paid. */
static bool clears_freight(const struct event *e)
{
	if (e->load_state == LOAD_EMPTY)
		return false;
	if (is(e, "GTOT") && e->classifier != CLASSIFIER_ACT)
		return line_reference(e, "RELEASE") || line_reference(e, "DELIVERY");
	return is(e, EVENT_NOTE) && (line_marked(e, "ORDER:RELEASE") || line_remark(e, FREIGHT_PAID));
}

/* Customs look at what is wherever it is; what was told for the border before is another one's word. */
static void look_at_words(struct looking *x)
{
	const struct line *l = x->line;
	const struct event *there = l->events[x->from];

	for (size_t i = l->trip; i < l->count; i++) {
		const struct event *e = l->events[i];

		if (l->voided[i])
			continue;
		if (clears_freight(e))
			set_later(x->v, CONDITION_FREIGHT, KNOWN_YES, e);
		if (!line_fact(l, i))
			continue;
		if (!place_known(e) || !place_known(there) || same_place(e, there))
			look_at_customs(x, e);
	}
}

static bool is_bill(const struct event *e)
{
	return strncmp(e->subject, "TRD:", 4) == 0;
}

/* The latest word of a bill. */
static void look_at_documents(
	struct looking *x, const struct event *const *documents, const bool *voided, size_t n)
{
	const struct event *last = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct event *e = documents[i];

		if (voided[i] || e->classifier != CLASSIFIER_ACT || !is_bill(e) ||
			!(is_among(e->code, surrendered) || is(e, EVENT_HELD)))
			continue;
		if (!last || event_compare(e, last) > 0)
			last = e;
	}
	if (last)
		set_later(x->v, CONDITION_FREIGHT, is(last, EVENT_HELD) ? KNOWN_NO : KNOWN_YES, last);
}

static void look_at_freight_hold(struct looking *x, const struct hold *h)
{
	if (h->kind == HOLD_FREIGHT && h->end == HOLD_LIFTED)
		set_later(x->v, CONDITION_FREIGHT, KNOWN_YES, h->lifted);
	else if (h->kind == HOLD_FREIGHT && h->end == HOLD_OPEN)
		set_later(x->v, CONDITION_FREIGHT, KNOWN_NO, h->opened);
}

/* What nobody told of does not hold. */
static void look_at_holds(struct looking *x, const struct hold *holds, size_t n)
{
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		if (holds[i].stop == STOP_DAMAGED)
			continue;
		look_at_freight_hold(x, &holds[i]);
		if (!open && holds[i].end == HOLD_OPEN)
			set(x->v, CONDITION_FREE, KNOWN_NO, holds[i].opened);
		else if (!open)
			set_later(x->v, CONDITION_FREE, KNOWN_YES, holds[i].lifted);
		open |= holds[i].end == HOLD_OPEN;
	}
	if (!open)
		x->v->conditions[CONDITION_FREE].is = KNOWN_YES;
}

/* "Available" says of all that was not told later that it is so. */
static void look_at_announcement(struct looking *x)
{
	const struct line *l = x->line;

	for (size_t i = x->from; i < l->count; i++) {
		const struct event *e = l->events[i];

		if (!line_fact(l, i) || !is(e, "AVPU"))
			continue;
		for (enum condition c = 0; c < CONDITIONS; c++) {
			struct condition_state *s = &x->v->conditions[c];

			if (s->is != KNOWN_YES && (!s->by || event_compare(s->by, e) < 0))
				*s = (struct condition_state){KNOWN_YES, e};
		}
	}
}

static void conclude(struct available *v)
{
	const struct event *last = NULL;

	v->is = KNOWN_YES;
	for (enum condition c = 0; c < CONDITIONS; c++) {
		const struct condition_state *s = &v->conditions[c];

		if (s->is == KNOWN_NO || (s->is == KNOWN_NOT && v->is != KNOWN_NO))
			v->is = s->is;
		if (s->by && (!last || event_compare(s->by, last) > 0))
			last = s->by;
	}
	if (v->is == KNOWN_YES && last)
		v->since = last->happened;
}

void available_make(struct available *v, const struct line *l, const struct hold *holds, size_t hold_count,
	const struct event *const *documents, const bool *documents_voided, size_t document_count)
{
	struct looking x = {l, v, came_by(l)};

	*v = (struct available){.since.at = INSTANT_NONE};
	v->applies = x.from < l->count && l->events[x.from]->load_state != LOAD_EMPTY;
	if (!v->applies)
		return;
	look_at_moves(&x);
	look_at_documents(&x, documents, documents_voided, document_count);
	look_at_words(&x);
	look_at_holds(&x, holds, hold_count);
	look_at_announcement(&x);
	conclude(v);
}
