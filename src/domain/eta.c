#include "domain/eta.h"

#include "domain/eta_paths.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST      0.02 /* share of the past that was quicker: a step takes at least that long */
#define MINUTE     (60 * INSTANT_SECOND)
#define OUTSIDE    ((1 - ETA_COVERAGE) / 2)
#define RISEN      1.25
#define WORTH      0.05 /* a share or weight that is told of */
#define WORTH_TIME 3600 /* seconds that are told of */

const char *const eta_goal_words[ETA_GOALS] = {"arrival", "discharge", "available", "delivered"};
const char *const eta_reason_words[ETA_REASON_CODES] = {
#define REASON(name, word, text) word,
#include "domain/eta.def"
#undef REASON
};

struct made { /* under way */
	struct eta *eta;
	struct arena *scratch;
	const struct eta_box *box;
	instant now;
	struct paths *p;
	double before[ETA_PATHS];   /* where the ways were before the step */
	double passings, effective; /* of the least known step so far */
	instant since, period;
	double late; /* seconds behind the timetable that slack has not taken yet */
};

static void reason(struct made *m, struct eta_reason r)
{
	if (m->eta->reason_count < ETA_REASONS)
		m->eta->reasons[m->eta->reason_count++] = r;
}

static double seconds(const struct made *m, instant t)
{
	return (double)(t - m->now) / INSTANT_SECOND;
}

static void rely_on(struct made *m, const struct spread *s)
{
	m->passings = fmin(m->passings, s->passings);
	m->effective = fmin(m->effective, s->effective);
	m->since = m->since == INSTANT_NONE || s->since < m->since ? s->since : m->since;
	m->period = m->period == INSTANT_NONE || s->until > m->period ? s->until : m->period;
}

static void say_usual(struct made *m, uint32_t i, const struct eta_step *s)
{
	const struct spread *x = s->spread;

	reason(m, (struct eta_reason){s->pooled ? ETA_POOLED : ETA_USUAL, i, NULL, s->scale * x->median,
			  s->scale * (spread_at(x, 1 - OUTSIDE) - spread_at(x, OUTSIDE))});
	if (x->rising > RISEN)
		reason(m, (struct eta_reason){ETA_RISING, i, NULL, x->rising, 1});
	else if (x->rising > 0 && x->rising < 1 / RISEN)
		reason(m, (struct eta_reason){ETA_FALLING, i, NULL, x->rising, 1});
}

static void go(struct made *m, uint32_t i, const struct eta_step *s)
{
	double lasted = fmax(-seconds(m, m->box->since), 0);

	if (i == 0) {
		paths_start(m->p, s, lasted, fmax(lasted + seconds(m, m->box->heard), 0));
		if (lasted > s->scale * spread_at(s->spread, 1 - OUTSIDE))
			reason(m, (struct eta_reason){
					  ETA_LONGER, 0, NULL, lasted, s->scale * s->spread->median});
	} else {
		paths_go(m->p, s, i);
	}
	if (m->p->known) {
		say_usual(m, i, s);
		rely_on(m, s->spread);
	}
}

/* By when it was said, then by what and by whom: whatever the order in which they came. */
static int in_order(const void *a, const void *b)
{
	const struct eta_told *x = *(const struct eta_told *const *)a,
			      *y = *(const struct eta_told *const *)b;
	int d = (x->said > y->said) - (x->said < y->said);

	d = d ? d : (x->at > y->at) - (x->at < y->at);
	return d ? d : strcmp(x->who, y->who);
}

/* Of one source the latest word counts. */
static bool superseded(const struct eta_told *const *sorted, size_t n, size_t i)
{
	for (size_t k = i + 1; k < n; k++)
		if (strcmp(sorted[k]->who, sorted[i]->who) == 0)
			return true;
	return false;
}

/* What a departure that is waited for leaves of a delay. */
static void absorb(struct made *m, uint32_t i, const struct eta_step *s)
{
	instant began = i ? s[-1].scheduled : m->box->scheduled;
	double least = spread_usable(s->spread) ? s->scale * spread_at(s->spread, LEAST) : 0;

	if (!stretch_rows[s->stretch.kind].waits || s->scheduled == INSTANT_NONE)
		return;
	if (began != INSTANT_NONE)
		m->late -= fmax(0, (double)(s->scheduled - began) / INSTANT_SECOND - least);
	m->late = fmax(m->late, 0);
}

/* Takes a telling; on an unknown way it is all there is. */
static void take(struct made *m, uint32_t i, const struct spread *past, const char *who, double at,
	const double *least)
{
	double weight = 1;

	if (!spread_usable(past))
		return;
	if (m->p->known)
		weight = paths_lean(m->p, past, at, least);
	else if (!paths_told(m->p, past, at, i))
		weight = -1;
	if (weight < 0)
		reason(m, (struct eta_reason){ETA_TOLD_PAST, i, who, -at, 0});
	else if (weight > WORTH)
		reason(m, (struct eta_reason){ETA_TOLD, i, who,
				  (spread_at(past, 1 - OUTSIDE) - spread_at(past, OUTSIDE)) / 2, weight});
	if (weight > 1 - WORTH)
		m->passings = m->effective = INFINITY;
	if (weight > WORTH)
		rely_on(m, past);
}

static void listen(struct made *m, uint32_t i, const struct eta_step *s)
{
	const struct eta_told **sorted = arena_alloc_array(m->scratch, s->told_count + 1, sizeof *sorted);
	double least = i && spread_usable(s->spread) ? s->scale * spread_at(s->spread, LEAST) : 0;

	for (uint32_t k = 0; k < ETA_PATHS; k++)
		m->before[k] = (i ? m->before[k] : -INFINITY) + least;
	if (s->scheduled != INSTANT_NONE)
		take(m, i, s->timetable, "timetable", seconds(m, s->scheduled) + m->late, m->before);
	for (size_t t = 0; t < s->told_count; t++)
		sorted[t] = &s->told[t];
	qsort(sorted, s->told_count, sizeof *sorted, in_order);
	for (size_t t = 0; t < s->told_count; t++)
		if (!superseded(sorted, s->told_count, t))
			take(m, i, sorted[t]->past, sorted[t]->who, seconds(m, sorted[t]->at), m->before);
}

static void step(struct made *m, uint32_t i, const struct eta_step *s)
{
	bool came = i == 0 || m->p->known;

	memcpy(m->before, m->p->at, sizeof m->before);
	m->p->known = came && spread_usable(s->spread);
	if (spread_usable(s->spread))
		go(m, i, s);
	absorb(m, i, s);
	if (m->p->known && stretch_rows[s->stretch.kind].waits && s->scheduled != INSTANT_NONE)
		paths_not_before(m->p, seconds(m, s->scheduled));
	listen(m, i, s);
	if (m->p->known)
		paths_doubt(m->p, s);
	else if (came)
		reason(m, (struct eta_reason){
				  ETA_NO_PAST, i, NULL, s->spread ? s->spread->passings : 0, SPREAD_LEAST});
}

static instant minute_of(const struct made *m, double from_now)
{
	instant t = m->now + (instant)(fmax(from_now, 0) * INSTANT_SECOND);

	return (t + MINUTE - 1) / MINUTE * MINUTE;
}

/* The share that is left outside on each side is less than OUTSIDE: few values lie closer together than the
 * truth does. */
static void reach(struct made *m, uint32_t i, const struct eta_step *s)
{
	struct eta_interval e = {.asked = true, .known = m->p->known, .steps = i + 1};
	double t[3];

	if (e.known) {
		paths_between(m->p, fmax(OUTSIDE - 0.4 / m->effective, 0), t);
		e.from = minute_of(m, t[0]);
		e.likely = minute_of(m, t[1]);
		e.until = minute_of(m, t[2]);
		e.added_from = e.from;
		e.added_until = e.until;
		e.passings = m->passings;
		e.since = m->since;
		e.period = m->period;
	}
	for (int goal = 0; goal < ETA_GOALS; goal++)
		if (s->goals >> goal & 1)
			m->eta->goals[goal] = e;
}

/* How late it is. */
static double begin(struct made *m)
{
	double silent;

	if (m->box->since == INSTANT_NONE) /* it stands nowhere, and has no way */
		return 0;
	silent = (double)(m->now - m->box->heard) / INSTANT_SECOND;
	if (m->box->scheduled != INSTANT_NONE)
		m->late = fmax(0, (double)(m->box->since - m->box->scheduled) / INSTANT_SECOND);
	if (silent > WORTH_TIME)
		reason(m, (struct eta_reason){ETA_SILENT, 0, NULL, silent, 0});
	return m->late;
}

/* What few passings tell of itself draws the pool to itself. */
static void learn_of_pool(struct eta_step *s, struct arena *a, const struct spread *own,
	const struct spread *pool, double scale)
{
	struct spread *blend = own && own->passings >= SPREAD_SOME ? arena_alloc(a, sizeof *blend) : NULL;

	if (blend)
		spread_blend(blend, own, pool, scale);
	s->spread = blend ? blend : pool;
	s->scale = blend ? 1 : scale;
	s->pooled = true;
}

void eta_learn(
	struct eta_step *s, struct arena *a, const struct stretch_world *w, const struct eta_past *past)
{
	const struct spread *own = past->spread_of(past->self, &s->stretch);

	s->spread = own;
	s->scale = 1;
	s->pooled = false;
	for (int which = STRETCH_OWN + 1; !spread_usable(s->spread) && which < STRETCH_POOLS; which++) {
		struct stretch pool;

		if (s->stretch.kind == STRETCH_BORDER && which == STRETCH_MODE &&
			!(own && own->passings >= SPREAD_SOME))
			continue;
		double scale = stretch_pool(w, &s->stretch, (enum stretch_pool)which, a, &pool);
		const struct spread *spread = scale > 0 ? past->spread_of(past->self, &pool) : NULL;

		if (spread_usable(spread))
			learn_of_pool(s, a, own, spread, scale);
	}
}

void eta_make(struct eta *e, struct arena *scratch, const struct eta_box *box, instant now)
{
	struct made *m = arena_alloc(scratch, sizeof *m);
	double late;

	*e = (struct eta){0};
	*m = (struct made){.eta = e,
		.scratch = scratch,
		.box = box,
		.now = now,
		.p = arena_alloc(scratch, sizeof *m->p),
		.passings = INFINITY,
		.effective = INFINITY,
		.since = INSTANT_NONE,
		.period = INSTANT_NONE};
	late = begin(m);
	paths_begin(m->p);
	if (!box->count || box->count > ETA_STEPS)
		reason(m, (struct eta_reason){ETA_NO_WAY, 0, NULL, 0, 0});
	for (uint32_t i = 0; box->count <= ETA_STEPS && i < box->count; i++) {
		step(m, i, &box->steps[i]);
		if (i == 0 && m->p->known && paths_passed(m->p) > WORTH)
			reason(m, (struct eta_reason){ETA_UNTOLD, 0, NULL, paths_passed(m->p), 0});
		if (box->steps[i].goals)
			reach(m, i, &box->steps[i]);
	}
	if (fabs(late) > WORTH_TIME)
		reason(m, (struct eta_reason){ETA_LATE, 0, NULL, late, m->late});
}
