/*
 * Timetables, and itineraries made from them: for each leg of a box the first run with room that it reaches.
 */
#include "simulate/world.h"

#include <stdio.h>
#include <stdlib.h>

#define SLACK_DAYS 60 /* runs are known so far behind the end, for itineraries that go on */

/* How many halves of a wagon a stretch is to carry, all days together. */
static int load_of(const struct world *w, enum stretch_id s)
{
	int halves = 0;

	for (int i = 0; i < w->box_count; i++) {
		const struct route *r = &routes[w->boxes[i].route];

		for (int l = 0; l < w->boxes[i].legs; l++)
			if (r->leg[l] == s)
				halves += 1 + w->boxes[i].forty;
	}
	return halves;
}

static minute interval_of(const struct world *w, enum stretch_id s)
{
	int64_t span = (int64_t)w->days * DAY, full = stretches[s].wagons * 2 * 80 / 100,
		load = load_of(w, s);
	int64_t every = load ? span * full / load : span, least = stretches[s].shortest * HOUR;
	int64_t most = (stretches[s].mode == SHIP ? 84 : 60) * HOUR;

	every = every < most ? every : most;
	every = every < least ? least : every;
	return (minute)(every < HOUR ? HOUR : every);
}

static void run_make(struct world *w, enum stretch_id s, int k, struct run *r)
{
	const struct timetable *t = &w->timetable[s];
	int wagons = stretches[s].wagons;

	if (stretches[s].mode == RAIL && chance_in(&w->chance, 9, 100)) /* wagons are short now and then */
		wagons = wagons * chance_between(&w->chance, 30, 75) / 100;
	*r = (struct run){.stretch = (uint8_t)s,
		.number = k,
		.ghost = -1,
		.room = wagons * 2,
		.planned = t->first + k * t->every};
	for (int i = 0; i < STOPS_MOST; i++)
		r->came[i] = r->left[i] = MINUTE_NONE;
}

void timetable_make(struct world *w)
{
	int base = 0;

	for (int s = 0; s < STRETCHES; s++) {
		struct timetable *t = &w->timetable[s];

		t->every = interval_of(w, (enum stretch_id)s);
		t->first = w->begins + stretches[s].loading + chance_below(&w->chance, t->every);
		t->base = base;
		t->count = (w->days + SLACK_DAYS) * DAY / t->every + 1;
		base += t->count;
	}
	w->run_count = base;
	w->runs = calloc((size_t)base, sizeof *w->runs);
	if (!w->runs)
		abort();
	for (int s = 0; s < STRETCHES; s++)
		for (int k = 0; k < w->timetable[s].count; k++)
			run_make(w, (enum stretch_id)s, k, &w->runs[w->timetable[s].base + k]);
}

minute run_planned(const struct world *w, int run, int stop, bool leaves)
{
	const struct run *r = &w->runs[run];

	return r->planned + stretch_minutes(&stretches[r->stretch], stop, leaves);
}

/* The first run that takes who is there at that time; -1: none within what is known. */
static int first_run(const struct world *w, enum stretch_id s, minute there, int halves)
{
	const struct timetable *t = &w->timetable[s];
	int k = (there + stretches[s].loading - t->first) / t->every;

	for (k = k < 0 ? 0 : k; k < t->count; k++) {
		const struct run *r = &w->runs[t->base + k];

		if (r->planned - stretches[s].loading >= there && r->planned > w->now &&
			r->booked + halves <= stretches[s].wagons * 2 * 94 / 100)
			return t->base + k;
	}
	return -1;
}

static void revise(struct world *w, struct box *b, int leg, enum cause why)
{
	struct revision *v;

	b->revisions = grown(b->revisions, b->revision_count, &b->revision_room, sizeof *v);
	v = &b->revisions[b->revision_count++];
	*v = (struct revision){w->now, (uint8_t)leg, (uint8_t)why, {0}};
	for (int l = 0; l < LEGS_MOST; l++)
		v->runs[l] = b->plan[l];
}

static void book(struct world *w, struct box *b, int leg, int run)
{
	int halves = 1 + b->forty;

	if (b->plan[leg] >= 0)
		w->runs[b->plan[leg]].booked -= halves;
	b->plan[leg] = run;
	if (run >= 0)
		w->runs[run].booked += halves;
}

void plan_from(struct world *w, int box, int leg, minute earliest, enum cause why)
{
	struct box *b = &w->boxes[box];
	const struct route *r = &routes[b->route];

	for (int l = leg; l < b->legs; l++) {
		book(w, b, l, -1);
		if (earliest != MINUTE_NONE)
			book(w, b, l, first_run(w, r->leg[l], earliest, 1 + b->forty));
		if (b->plan[l] < 0) {
			earliest = MINUTE_NONE;
			continue;
		}
		earliest = run_planned(w, b->plan[l], stretch_stops(&stretches[r->leg[l]]) - 1, false);
		if (l + 1 < b->legs)
			earliest += transfer_minutes(transfer_between(r->leg[l], r->leg[l + 1]));
	}
	revise(w, b, leg, why);
}

void plan_taken(struct world *w, int box, int run)
{
	struct box *b = &w->boxes[box];
	int planned = b->plan[b->leg];

	if (planned == run || w->runs[run].stretch != routes[b->route].leg[b->leg])
		return;
	book(w, b, b->leg, run);
	revise(w, b, b->leg, run < planned ? CAUSE_ADVANCED : CAUSE_NOTHING);
}

int plan_leg(const struct box *b, int run)
{
	for (int l = b->leg; l < b->legs; l++)
		if (b->plan[l] == run)
			return l;
	return -1;
}

/* Each railway numbers trains its own way; a ship has its voyage. */
void run_name(const struct world *w, int run, int stop, char out[16])
{
	const struct run *r = &w->runs[run];
	const struct stretch *s = &stretches[r->stretch];
	int k = r->number;

	switch (s->stops[stop].railway) {
	case NO_RAILWAY:
		snprintf(out, 16, "%03dW", 100 + k % 800);
		break;
	case CR:
		snprintf(out, 16, "X%d", (r->stretch == LYG_DOSTYK ? 8001 : 9001) + k % 450 * 2);
		break;
	case PKP:
	case DB:
		snprintf(out, 16, "%d", 42000 + r->stretch * 100 + k % 50 * 2);
		break;
	case TCDD:
		snprintf(out, 16, "%d", 53000 + r->stretch * 100 + k % 50 * 2);
		break;
	default: /* 1520 mm: four digits, another at each railway */
		snprintf(out, 16, "%d",
			1001 + (int)s->stops[stop].railway * 300 + r->stretch * 20 % 280 + k % 10 * 2);
	}
}

static const struct {
	const char *name;
	int imo;
} ships[STRETCHES][2] = {
	[PUSAN_LYG] = {{"HANBIT PIONEER", 9345677}, {"YELLOW SEA STAR", 9412347}},
	[INCHON_LYG] = {{"GYEONGGI BRIDGE", 9298765}, {"MISTY STRAIT", 9276547}},
	[OSAKA_LYG] = {{"NANIWA BREEZE", 9531236}, {"KANSAI LANTERN", 9487653}},
	[AKTAU_ALAT] = {{"CASPIAN HERON", 9654329}, {"MANGYSTAU", 9612343}},
};

const char *ship_name(const struct run *r)
{
	return ships[r->stretch][r->number % 2].name;
}

/* Six digits and the check digit that goes with them. */
int ship_imo(const struct run *r)
{
	int six = ships[r->stretch][r->number % 2].imo / 10, sum = 0;

	for (int n = six, weight = 2; n; n /= 10, weight++)
		sum += n % 10 * weight;
	return six * 10 + sum % 10;
}
