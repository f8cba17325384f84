/*
 * A made past: trains on a lane with a border, whose times are of known distributions and the same on every
 * run.  The border drifts by the season and has a heavy tail; the timetable knows nothing of that.
 */
#ifndef UNIT_ETA_MADE_H
#define UNIT_ETA_MADE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "domain/eta.h"

#include <math.h>
#include <string.h>

#define HOUR       (3600 * INSTANT_SECOND)
#define HOURS      3600.0 /* in seconds */
#define MADE_STEPS 5
#define MADE_BEGIN (20454 * INSTANT_DAY) /* 2026-01-01 */
#define MADE_WEEKS 70

struct made_way {
	instant at[MADE_STEPS +
		   1]; /* facts: departed, at the border, past it, arrived, unloaded, collected */
	instant told[MADE_STEPS + 1]; /* when that was learnt; INT64_MAX: never */
	instant scheduled[MADE_STEPS + 1];
};

static const enum stretch_kind made_kinds[MADE_STEPS] = {
	STRETCH_RUN, STRETCH_BORDER, STRETCH_RUN, STRETCH_UNLOAD, STRETCH_COLLECT};
static const double made_hours[MADE_STEPS] = {96, 48, 140, 8, 30}; /* medians, and the timetable's */

static inline double chance_share(struct chance *c)
{
	return ((double)(chance_next(c) >> 11) + 0.5) * 0x1p-53;
}

/* Lognormal. */
static inline double chance_hours(struct chance *c, double median, double sigma)
{
	double size = sqrt(-2 * log(chance_share(c))), turn = 2 * M_PI * chance_share(c);

	return median * exp(sigma * size * cos(turn));
}

static inline double made_border(struct chance *c, double week)
{
	double hours = chance_hours(c, made_hours[1] * exp(0.6 * sin(week / 16 * 2 * M_PI)), 0.5);

	return chance_share(c) < 0.05 ? hours * (2 + 1 / sqrt(chance_share(c))) : hours;
}

/* Two trains a day.  missing: share of facts that nobody tells; late: hours until one is told, on the
 * average. */
static inline void made_ways(struct made_way *ways, size_t n, uint64_t seed, double missing, double late)
{
	static const double sigma[MADE_STEPS] = {0.15, 0, 0.12, 0.6, 0.8};
	struct chance c = {seed};

	for (size_t i = 0; i < n; i++) {
		struct made_way *w = &ways[i];

		w->scheduled[0] = MADE_BEGIN + (instant)i * 12 * HOUR;
		w->at[0] = w->scheduled[0] + (instant)(chance_share(&c) * 6 * (double)HOUR);
		for (int s = 0; s < MADE_STEPS; s++) {
			double hours = s == 1 ? made_border(&c, (double)i / 14)
					      : chance_hours(&c, made_hours[s], sigma[s]);

			w->at[s + 1] = w->at[s] + (instant)(hours * (double)HOUR);
			w->scheduled[s + 1] = w->scheduled[s] + (instant)(made_hours[s] * (double)HOUR);
		}
		for (int s = 0; s <= MADE_STEPS; s++) {
			bool never = s && chance_share(&c) < missing;
			double later = -log(chance_share(&c)) * late;

			w->told[s] = never ? INT64_MAX : w->at[s] + (instant)(later * (double)HOUR);
		}
	}
}

/* The last fact that is known; -1: none. */
static inline int made_stands(const struct made_way *w, instant now)
{
	int last = MADE_STEPS;

	while (last >= 0 && w->told[last] > now)
		last--;
	return last;
}

static inline void made_count(struct tally *t, const struct made_way *w, int s, instant now)
{
	struct tally_entry e = {.passing = tally_passing("TRAIN", w->at[0]), .told_late = -1};

	if (w->told[s] > now)
		return;
	if (w->told[s + 1] <= now) {
		e.seconds = (double)(w->at[s + 1] - w->at[s]) / INSTANT_SECOND;
		e.told_late = (double)(w->told[s + 1] - w->at[s + 1]) / INSTANT_SECOND;
		tally_add(t, &e);
	} else if (made_stands(w, now) > s || now - w->at[s] > 60 * INSTANT_DAY) {
		t->untold++;
	} else {
		e.running = true;
		e.seconds = (double)(now - w->at[s]) / INSTANT_SECOND;
		tally_add(t, &e);
	}
}

/* What is learned of step s by then. */
static inline bool made_learn(
	struct spread *spread, const struct made_way *ways, size_t n, int s, instant now)
{
	static struct tally_week weeks[MADE_WEEKS];
	int32_t first = tally_week_of(MADE_BEGIN);

	memset(weeks, 0, sizeof weeks);
	for (int i = 0; i < MADE_WEEKS; i++)
		weeks[i].week = first + i;
	for (size_t i = 0; i < n; i++)
		made_count(&weeks[tally_week_of(ways[i].at[s]) - first].tally, &ways[i], s, now);
	return spread_make(spread, weeks, MADE_WEEKS, stretch_rows[made_kinds[s]].half_life, now);
}

/* A box on that way, as known. */
static inline struct eta_box made_box(
	struct eta_step steps[MADE_STEPS], const struct spread *spreads, const struct made_way *w, int stands)
{
	for (int s = stands; s < MADE_STEPS; s++)
		steps[s - stands] = (struct eta_step){.stretch = {.kind = made_kinds[s]},
			.spread = &spreads[s],
			.scale = 1,
			.scheduled = INSTANT_NONE,
			.goals = s == 2                ? 1u << ETA_ARRIVAL
				 : s == MADE_STEPS - 1 ? 1u << ETA_DELIVERED
						       : 0};
	return (struct eta_box){.since = w->at[stands],
		.heard = w->at[stands],
		.scheduled = INSTANT_NONE,
		.steps = steps,
		.count = (size_t)(MADE_STEPS - stands)};
}

/* A spread of as many passings as there are quantiles of a lognormal. */
static inline void made_lognormal(struct spread *s, double median_hours, double sigma, instant now)
{
	struct tally_week week = {.week = tally_week_of(now) - 2};
	struct chance c = {7};

	for (int i = 0; i < 2000; i++)
		tally_add(&week.tally,
			&(struct tally_entry){.seconds = chance_hours(&c, median_hours, sigma) * HOURS,
				.passing = tally_passing("TRAIN", i),
				.told_late = -1});
	assert_true(spread_make(s, &week, 1, 13, now));
}

/* One of errors that lie evenly around nought. */
static inline void made_errors(struct spread *s, double hours, instant now)
{
	struct tally_week week = {.week = tally_week_of(now) - 2};

	for (int i = -100; i <= 100; i++)
		tally_add(&week.tally, &(struct tally_entry){.seconds = hours * i / 100 * HOURS,
					       .passing = tally_passing("TOLD", i),
					       .told_late = -1});
	assert_true(spread_make(s, &week, 1, 13, now));
}

#endif
