/* What is wrong with the box itself: holds, transit, seals, weight, wagon, cooling, free time. */
#include "domain/exception_inside.h"
#include "domain/findings.h"

static instant told_at(const struct event *e)
{
	return moment_sorts(&e->happened);
}

static instant later(instant a, instant b)
{
	return a > b ? a : b;
}

/* ---- holds and damage ---- */

static enum exception_code code_of(const struct hold *h)
{
	if (h->stop == STOP_DAMAGED)
		return EXCEPTION_DAMAGED;
	if (h->stop == STOP_CUSTOMS)
		return EXCEPTION_INSPECTION;
	if (h->kind == HOLD_CUSTOMS || h->kind == HOLD_INSPECTION || h->kind == HOLD_QUARANTINE ||
		(h->kind == HOLD_OTHER && h->opened->source == SOURCE_CUSTOMS))
		return EXCEPTION_CUSTOMS_HOLD;
	return EXCEPTION_HELD;
}

/* A broken seal is told as damage, and is one of seals. */
static bool is_open(const struct hold *h)
{
	return h->end == HOLD_OPEN && !(h->stop == STOP_DAMAGED && seal_broken(h->opened));
}

static void holds(struct assessing *x, const struct findings *f)
{
	for (size_t i = 0; i < f->hold_count; i++) {
		const struct hold *h = &f->holds[i];

		if (is_open(h))
			exception_tell(x, &(struct exception){.code = code_of(h),
						  .since = told_at(h->opened),
						  .word = h->opened,
						  .place = h->opened->place});
	}
}

static void mate(struct assessing *x)
{
	const struct event *word = x->s->mate_held;

	if (word)
		exception_tell(x, &(struct exception){.code = EXCEPTION_MATE_HELD,
					  .since = x->s->mate_since,
					  .word = word,
					  .place = word->place});
}

/* ---- customs transit ---- */

/* Where nobody told of the office of destination, the place to which the box is bound is as good. */
static const char *office_of(const struct assessing *x, const struct transit *t)
{
	return t->paper->office_to ? t->paper->office_to : x->s->itinerary->destination;
}

static const char *complex_of(const struct assessing *x, const char *place)
{
	const struct ride_world *w = x->s->world ? x->s->world->ride : NULL;

	return w ? w->complex_of(w->self, place) : place;
}

static bool comes_to(const struct assessing *x, const struct fact *f, const char *place)
{
	static const char *const codes[] = {"ARRI", "DISC", "GTIN", "DROP", NULL};

	return f->place && is_among(f->code, codes) && same(complex_of(x, f->place), complex_of(x, place));
}

static bool has_arrived(const struct assessing *x, const struct transit *t, const char *office)
{
	instant opened = t->paper->issued == INSTANT_NONE ? INT64_MIN : t->paper->issued - INSTANT_DAY / 2;

	for (size_t i = x->s->trip->until; i-- > x->s->trip->first;)
		if (exception_at(x->s->facts->list[i]) >= opened && comes_to(x, x->s->facts->list[i], office))
			return true;
	return false;
}

static void limit(struct assessing *x, const struct transit *t, const char *office)
{
	instant until = t->paper->until;

	exception_look_again(x, until + 1);
	exception_tell(x,
		&(struct exception){.code = x->now > until ? EXCEPTION_TRANSIT_PAST : EXCEPTION_TRANSIT_NEAR,
			.since = x->now > until ? until : until - TRANSIT_NEAR,
			.word = t->first,
			.place = office});
}

static void under_way(struct assessing *x, const struct transit *t)
{
	const char *office = t->paper ? office_of(x, t) : NULL;

	if (!office || t->paper->until == INSTANT_NONE)
		exception_cannot(x, EXCEPTION_TRANSIT_PAST);
	else if (!has_arrived(x, t, office))
		limit(x, t, office);
}

static void transit(struct assessing *x, const struct findings *f)
{
	for (size_t i = 0; i < f->transit_count; i++) {
		const struct transit *t = &f->transits[i];

		if (t->state == TRANSIT_ARRIVED)
			exception_tell(x, &(struct exception){.code = EXCEPTION_UNDISCHARGED,
						  .since = told_at(t->arrived),
						  .word = t->arrived,
						  .place = t->arrived->place});
		else if (t->state == TRANSIT_OPENED)
			under_way(x, t);
	}
}

/* ---- seals ---- */

/* The last step that is wrong and was not put right since; NULL: none. */
static const struct seal_change *wrong_step(const struct seals *s)
{
	const struct seal_change *wrong = NULL;

	for (size_t i = 0; i < s->change_count; i++)
		if (seal_rows[s->changes[i].step].wrong)
			wrong = &s->changes[i];
		else if (s->changes[i].step == SEAL_CHANGED)
			wrong = NULL;
	return wrong;
}

static void seals(struct assessing *x, const struct findings *f)
{
	const struct seal_change *c = wrong_step(&f->seals);

	if (c)
		exception_tell(x, &(struct exception){.code = c->step == SEAL_BROKEN ? EXCEPTION_SEAL_BROKEN
										     : EXCEPTION_SEAL_OTHER,
					  .since = told_at(c->told),
					  .word = c->told,
					  .place = c->told->place});
	for (size_t i = 0; i < f->seals.apart_count && !c; i++) {
		const struct line_paper *p = f->seals.apart[i];

		exception_tell(
			x, &(struct exception){
				   .code = EXCEPTION_SEAL_OTHER, .since = p->issued, .place = p->place});
	}
}

/* ---- weight ---- */

static instant weighed_at(const struct weight *w)
{
	return w->told ? told_at(w->told) : w->paper->issued;
}

static void tell_weight(struct assessing *x, instant since, const struct event *word)
{
	exception_tell(x, &(struct exception){.code = EXCEPTION_WEIGHT,
				  .since = since,
				  .word = word,
				  .place = word ? word->place : NULL});
}

/* The first of its reasons: one exception. */
static void weight(struct assessing *x, const struct findings *f)
{
	const struct weights *w = &f->weights;

	if (!w->count)
		exception_cannot(x, EXCEPTION_WEIGHT);
	else if (w->over < w->count)
		tell_weight(x, weighed_at(&w->weights[w->over]), w->weights[w->over].told);
	else if (w->unbalanced)
		tell_weight(x, told_at(w->unbalanced), w->unbalanced);
	else if (w->apart_count) {
		const struct weight *a = &w->weights[w->apart[0].a], *b = &w->weights[w->apart[0].b];
		bool second = weighed_at(b) >= weighed_at(a);

		tell_weight(x, later(weighed_at(a), weighed_at(b)), second ? b->told : a->told);
	}
}

/* ---- the wagon ---- */

static void wagon(struct assessing *x, const struct findings *f)
{
	for (size_t i = 0; i < f->change_count; i++) {
		const struct gauge_change *g = &f->changes[i];

		if (g->against)
			exception_tell(x, &(struct exception){.code = EXCEPTION_OTHER_WAGON,
						  .since = told_at(g->against),
						  .word = g->against,
						  .place = g->against->place});
	}
}

/* ---- cooling ---- */

static void cooling(struct assessing *x, const struct findings *f)
{
	const struct reefer *r = &f->reefer;

	if (r->is == KNOWN_YES && !r->watched)
		exception_cannot(x, EXCEPTION_REEFER);
	if (r->wrong != INSTANT_NONE)
		exception_tell(
			x, &(struct exception){.code = EXCEPTION_REEFER, .since = r->wrong, .word = r->word});
}

/* ---- free time ---- */

#define FREE_NEAR (2 * INSTANT_DAY) /* before the last free day is over */

static void clock_of(struct assessing *x, const struct dwell_clock *c)
{
	bool over = x->now >= c->over;

	exception_look_again(x, c->over);
	exception_tell(x, &(struct exception){.code = over ? EXCEPTION_DWELL : EXCEPTION_LAST_FREE_DAY,
				  .since = over ? c->over : c->over - FREE_NEAR,
				  .word = c->start,
				  .place = c->term->place});
}

static void free_time(struct assessing *x, const struct findings *f)
{
	if (!f->dwell.earliest && f->dwell.since) {
		exception_cannot(x, EXCEPTION_LAST_FREE_DAY);
		exception_cannot(x, EXCEPTION_DWELL);
	}
	for (size_t i = 0; i < f->dwell.count; i++)
		if (!f->dwell.clocks[i].stop)
			clock_of(x, &f->dwell.clocks[i]);
}

void exceptions_of_findings(struct assessing *x)
{
	static void (*const rules[])(struct assessing * x, const struct findings *f) = {
		holds, transit, seals, weight, wagon, cooling, free_time};

	mate(x);
	for (size_t i = 0; x->s->findings && i < sizeof rules / sizeof *rules; i++)
		rules[i](x, x->s->findings);
}
