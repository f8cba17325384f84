/*
 * Runs: a train or ship is loaded, leaves, comes, and is unloaded at its end.
 */
#include "simulate/voice.h"

#define OFF_BEGINS 90 /* minutes from the arrival to the first box that is lifted off */
#define OFF_EACH   6

static void tell_run(struct world *w, int run, enum happening what, minute at)
{
	const struct run *r = &w->runs[run];
	struct fact f = {.at = at,
		.box = -1,
		.run = run,
		.wagon = -1,
		.what = (uint8_t)what,
		.place = (uint8_t)stretches[r->stretch].stops[r->stop].place,
		.stop = r->stop};

	voices_hear(w, &f);
}

static void put_aboard(struct run *r, struct aboard a)
{
	r->aboard = grown(r->aboard, r->count, &r->space, sizeof a);
	r->aboard[r->count++] = a;
}

/* One 40' a wagon, or two 20'. */
static struct aboard place_on(struct world *w, struct run *r, int box, int *half_wagon)
{
	const struct stretch *s = &stretches[r->stretch];
	struct aboard a = {.box = box,
		.wagon = -1,
		.listed_wagon = -1,
		.listed_cell = cell_of(box),
		.since = w->now,
		.gone = INT32_MAX};

	if (s->mode == SHIP)
		return a;
	if (!w->boxes[box].forty && *half_wagon >= 0) {
		a.wagon = *half_wagon;
		a.spot = 2;
		*half_wagon = -1;
	} else {
		a.wagon = ++w->wagon_serial[s->gauge];
		a.spot = w->boxes[box].forty ? 0 : 1;
		if (a.spot)
			*half_wagon = a.wagon;
	}
	a.listed_wagon = a.off_wagon = a.wagon;
	return a;
}

static int halves_of(const struct world *w, const struct run *r, int box, int half_wagon)
{
	if (stretches[r->stretch].mode == SHIP)
		return 1 + w->boxes[box].forty;
	return !w->boxes[box].forty && half_wagon >= 0 ? 0 : 2;
}

static bool goes_with(const struct box *b, int run)
{
	return b->plan[b->leg] <= run && b->plan[b->leg] >= 0;
}

/* Where much goes wrong, a box that was lifted off a train stands where nobody finds it for the next. */
static void overlook(struct world *w, int run, const struct waiting *q)
{
	for (size_t i = 0; i < q->count; i++) {
		struct box *b = &w->boxes[q->boxes[i]];

		if (b->leg && b->ready <= w->now && goes_with(b, run) && mishap(w, 30))
			b->overlooked = run;
	}
}

/* Takes on who is ready: first those of this run or an earlier one, then a few of later ones. */
static void take_ready(struct world *w, int run, struct waiting *q, bool later, int *used, int *half)
{
	struct run *r = &w->runs[run];
	size_t kept = 0;

	for (size_t i = 0; i < q->count; i++) {
		struct box *b = &w->boxes[q->boxes[i]];
		bool mine = goes_with(b, run);
		int halves = halves_of(w, r, q->boxes[i], *half);

		if ((mine || (later && chance_in(&w->chance, 1, 6))) && b->ready <= w->now &&
			b->overlooked != run && *used + halves <= r->room) {
			*used += halves;
			put_aboard(r, place_on(w, r, q->boxes[i], half));
		} else {
			q->boxes[kept++] = q->boxes[i];
		}
	}
	q->count = kept;
}

static void mislaid(struct world *w, int run, int box)
{
	struct box *b = &w->boxes[box];

	goes_wrong(w, box, WRONG_MISDIRECTED, CAUSE_LOADING, b->place, w->now)->run = run;
	if (b->plan[b->leg] >= 0)
		w->runs[b->plan[b->leg]].booked -= 1 + b->forty;
	b->plan[b->leg] = -1;
}

/* Somebody takes a box for this train that stands there for another direction. */
static void take_wrong(struct world *w, int run, int *used, int *half)
{
	struct run *r = &w->runs[run];

	if (stretches[r->stretch].mode == SHIP || !goes_amiss(w, 1, 10))
		return;
	for (int s = 0; s < STRETCHES; s++) {
		struct waiting *q = &w->waiting[s];

		if (s == r->stretch || stretch_from((enum stretch_id)s) != stretch_from(r->stretch) ||
			!q->count || w->boxes[q->boxes[0]].ready > w->now || *used + 2 > r->room)
			continue;
		*used += halves_of(w, r, q->boxes[0], *half);
		put_aboard(r, place_on(w, r, q->boxes[0], half));
		mislaid(w, run, q->boxes[0]);
		for (size_t i = 1; i < q->count; i++)
			q->boxes[i - 1] = q->boxes[i];
		q->count--;
		return;
	}
}

/* It was to go with this run: it is late, maybe a leg behind, or there was no room. */
static void left_behind(struct world *w, int run, int box, int leg)
{
	struct run *r = &w->runs[run];
	struct box *b = &w->boxes[box];
	bool ready = leg == b->leg && b->ready != MINUTE_NONE && b->ready <= w->now;
	enum cause why = !ready                 ? CAUSE_CAME_LATE
			 : b->overlooked == run ? CAUSE_LOADING
			 : r->cancelled         ? CAUSE_NO_WAGONS
						: CAUSE_NO_ROOM;

	if (ready) {
		rights(w, box, WRONG_MISSED, w->now);
		rights(w, box, WRONG_ROLLED, w->now);
	}
	if (ready || !goes_on(b, WRONG_MISSED))
		goes_wrong(w, box, ready ? WRONG_ROLLED : WRONG_MISSED, why, stretch_from(r->stretch),
			r->planned)
			->run = run;
	plan_from(w, box, leg, w->now + (leg > b->leg ? DAY : ready ? 1 : 6 * HOUR), why);
}

static void leave_behind(struct world *w, int run)
{
	for (int i = 0; i < w->box_count; i++) {
		struct box *b = &w->boxes[i];
		int leg = b->where == UNBORN ? -1 : plan_leg(b, run);

		if (leg >= 0 && !(b->where == ABOARD && b->run == run))
			left_behind(w, run, i, leg);
	}
}

/* Where much goes wrong, a train has fewer wagons than were ordered for it. */
static void lacks_wagons(struct world *w, struct run *r)
{
	int given = r->booked * chance_between(&w->mishaps, 10, 60) / 100;

	if (given < r->room)
		r->room = given;
}

static void load(struct world *w, int run)
{
	struct run *r = &w->runs[run];
	const struct stretch *s = &stretches[r->stretch];
	int used = 0, half = -1, each;

	if (w->trouble > 1 && s->mode == RAIL && mishap(w, 20))
		lacks_wagons(w, r);
	if (w->trouble > 1 && s->mode == RAIL)
		overlook(w, run, &w->waiting[r->stretch]);
	take_ready(w, run, &w->waiting[r->stretch], false, &used, &half);
	take_ready(w, run, &w->waiting[r->stretch], true, &used, &half);
	if (r->count)
		take_wrong(w, run, &used, &half);
	r->cancelled = !r->count && s->mode == RAIL;
	each = r->count ? s->loading * 3 / 4 / (int)r->count : 0;
	for (size_t i = 0; i < r->count; i++) {
		struct box *b = &w->boxes[r->aboard[i].box];
		minute at = w->now + 1 + (each < 12 ? each : 12) * (int)i;

		plan_taken(w, r->aboard[i].box, run);
		b->where = ABOARD;
		b->run = run;
		b->wagon = r->aboard[i].wagon;
		b->spot = r->aboard[i].spot;
		rights(w, r->aboard[i].box, WRONG_MISSED, at);
		rights(w, r->aboard[i].box, WRONG_ROLLED, at);
		happens_aboard(w, r->aboard[i].box, LOADED, stretch_from(r->stretch), at, &r->aboard[i], run);
	}
	leave_behind(w, run);
	if (r->cancelled)
		return;
	lists_spoil(w, run);
	w->told.runs++;
	tell_run(w, run, LISTED, w->now + s->loading * 7 / 8);
	queue_put(&w->due, r->planned + pace_of(w, LEAVES_LATE), STEP_LEAVE, run);
}

/* A wagon in a hundred trains or so does not get farther. */
static void set_out(struct world *w, int run)
{
	struct run *r = &w->runs[run];
	enum place here = stretches[r->stretch].stops[r->stop].place;
	int next = run + 1, wagon;

	if (!r->stop || !r->count || stretches[r->stretch].mode == SHIP || !goes_amiss(w, 1, 120))
		return;
	while (next < run + 4 && next < w->run_count && !w->runs[next].count)
		next++;
	if (next >= w->run_count || w->runs[next].stretch != r->stretch || !w->runs[next].count ||
		w->runs[next].stop >= r->stop)
		return;
	wagon = r->aboard[chance_below(&w->chance, (int)r->count)].wagon;
	for (size_t i = 0; i < r->count; i++) {
		struct aboard *a = &r->aboard[i];

		if (a->wagon != wagon || a->off)
			continue;
		a->off = true;
		a->gone = w->now;
		happens_aboard(w, a->box, SET_OUT_AT, here, w->now, a, run);
		goes_wrong(w, a->box, WRONG_SET_OUT, CAUSE_REPAIR, here, w->now)->run = run;
		w->boxes[a->box].run = next; /* which takes it on when it comes here */
	}
}

static void take_on(struct world *w, int run, int from)
{
	struct run *r = &w->runs[run], *before = &w->runs[from];
	enum place here = stretches[r->stretch].stops[r->stop].place;

	for (size_t i = 0; i < before->count; i++) {
		struct aboard a = before->aboard[i];
		struct box *b = &w->boxes[a.box];

		if (!a.off || b->run != run || b->where != ABOARD || !b->moment_count ||
			b->moments[b->moment_count - 1].what != SET_OUT_AT ||
			b->moments[b->moment_count - 1].place != here)
			continue;
		a.off = false;
		a.since = w->now + 1;
		a.gone = INT32_MAX;
		put_aboard(r, a);
		happens_aboard(w, a.box, TAKEN_ON, here, w->now, &a, run);
		rights(w, a.box, WRONG_SET_OUT, w->now);
	}
}

static void leave(struct world *w, int run)
{
	struct run *r = &w->runs[run];
	const struct stop *next = &stretches[r->stretch].stops[r->stop + 1];
	int late = pace_of(w, RUNS_LONGER); /* of a hundred */

	set_out(w, run);
	r->left[r->stop] = w->now;
	r->moves = true;
	tell_run(w, run, LEFT, w->now);
	queue_put(&w->due, w->now + next->run + next->run * late / 100, STEP_COME, run);
}

static void warms(struct world *w, int run, int box, minute from, minute lasts)
{
	struct run *r = &w->runs[run];
	struct wrong *g = goes_wrong(
		w, box, WRONG_REEFER, CAUSE_GENSET, stretches[r->stretch].stops[r->stop].place, from);

	g->run = run;
	g->until = from + lasts;
}

/* Now and then the cooling fails anywhere. */
static void fails(struct world *w, int run)
{
	struct run *r = &w->runs[run];

	for (size_t i = 0; i < r->count; i++)
		if (w->boxes[r->aboard[i].box].reefer && !r->aboard[i].off && mishap(w, 120))
			warms(w, run, r->aboard[i].box, w->now,
				chance_between(&w->mishaps, 10 * HOUR, 60 * HOUR));
}

/* What drives the cooling stands still at a long halt. */
static void cooling(struct world *w, int run, minute until)
{
	struct run *r = &w->runs[run];

	for (size_t i = 0; i < r->count; i++)
		if (w->boxes[r->aboard[i].box].reefer && !r->aboard[i].off && goes_amiss(w, 1, 20))
			warms(w, run, r->aboard[i].box, w->now + (until - w->now) / 2,
				chance_between(&w->chance, 5 * HOUR, 40 * HOUR));
}

static void queued(struct world *w, int run, minute until, bool embargo)
{
	struct run *r = &w->runs[run];
	minute from = w->now + 2 * DAY;

	for (size_t i = 0; i < r->count && until > from; i++)
		if (!r->aboard[i].off) {
			struct wrong *g = goes_wrong(w, r->aboard[i].box, WRONG_QUEUED,
				embargo ? CAUSE_EMBARGO : CAUSE_QUEUE,
				stretches[r->stretch].stops[r->stop].place, from);

			g->run = run;
			g->until = until;
		}
}

/* A seal that is found broken at a long halt. */
static void find_seals(struct world *w, int run)
{
	struct run *r = &w->runs[run];
	const struct aboard *a = r->count ? &r->aboard[chance_below(&w->chance, (int)r->count)] : NULL;

	if (!a || a->off || stretches[r->stretch].mode == SHIP || !goes_amiss(w, 1, 160))
		return;
	happens(w, a->box, BROKEN, stretches[r->stretch].stops[r->stop].place, w->now);
	goes_wrong(w, a->box, WRONG_SEAL, CAUSE_THEFT, stretches[r->stretch].stops[r->stop].place, w->now)
		->run = run;
}

static void come(struct world *w, int run)
{
	struct run *r = &w->runs[run];
	const struct stretch *s = &stretches[r->stretch];
	const struct stop *here = &s->stops[++r->stop];
	minute until = w->now + here->dwell + pace_of(w, HALTS_LONGER);
	bool embargo = false;
	int n = 0;

	r->came[r->stop] = w->now;
	r->moves = false;
	for (int before = run - 1; before >= 0 && before >= run - 4 && w->runs[before].stretch == r->stretch;
		before--)
		take_on(w, run, before);
	tell_run(w, run, CAME, w->now);
	find_seals(w, run);
	fails(w, run);
	if (r->stop + 1 == stretch_stops(s)) {
		for (size_t i = 0; i < r->count; i++)
			if (!r->aboard[i].off)
				queue_put(&w->due,
					w->now + OFF_BEGINS + OFF_EACH * n++ +
						chance_below(&w->chance, OFF_EACH),
					STEP_OFF, r->aboard[i].box);
		return;
	}
	if (here->border) {
		until = border_wait(w, here->border, w->now, &embargo);
		queued(w, run, until, embargo);
		cooling(w, run, until);
	}
	queue_put(&w->due, until, STEP_LEAVE, run);
}

void run_step(struct world *w, int run, enum step step)
{
	if (step == STEP_LOAD)
		load(w, run);
	else if (step == STEP_LEAVE)
		leave(w, run);
	else
		come(w, run);
}
