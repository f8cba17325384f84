#include "domain/eta_held.h"

#include <math.h>

#define OUTSIDE ((1 - ETA_COVERAGE) / 2)
#define UNIT    86400.0 /* a half width */
#define MOST    100     /* of them off; what is farther is as far */
#define MINUTE  (60 * INSTANT_SECOND)

struct stretch eta_held_by(enum eta_goal goal)
{
	return (struct stretch){STRETCH_HELD, "", eta_goal_words[goal], MODE_UNKNOWN, ""};
}

/* The half of the interval on that side of the likely time. */
static double half(const struct eta_interval *e, bool behind)
{
	instant wide = behind ? e->added_until - e->likely : e->likely - e->added_from;

	return (double)(wide > MINUTE ? wide : MINUTE);
}

struct stretch_seen eta_held_seen(
	enum eta_goal goal, instant stood, const struct eta_interval *given, const struct eta_came *came)
{
	instant off = came->happened[goal] - given->likely;
	double halves = (double)off / half(given, off > 0);

	return (struct stretch_seen){.stretch = eta_held_by(goal),
		.began = stood,
		.ended = came->happened[goal],
		.entry = {.seconds = UNIT * fmax(fmin(halves, MOST), -MOST),
			.passing = came->passing,
			.told_late = -1}};
}

size_t eta_held_all(struct arena *a, enum eta_goal goal, const struct eta_made *made, size_t n,
	const struct eta_came *came, struct stretch_seen **seen)
{
	size_t count = 0, room = 0;

	*seen = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct eta_interval *e = &made[i].interval;
		instant until = i + 1 < n ? made[i + 1].at : came->happened[goal];
		instant at = (made[i].at + ETA_HELD_EVERY - 1) / ETA_HELD_EVERY * ETA_HELD_EVERY;

		until = until < came->happened[goal] ? until : came->happened[goal];
		for (; e->known && e->added_from != INSTANT_NONE && at < until; at += ETA_HELD_EVERY) {
			*seen = arena_grow(a, *seen, count, &room, sizeof **seen);
			(*seen)[count++] = eta_held_seen(goal, at, e, came);
		}
	}
	return count;
}

/* Of so many passings beside as many that held as they were to. */
static double counts(const struct spread *s)
{
	return s->passings / (s->passings + SPREAD_LEAST);
}

static instant reach(const struct eta_interval *e, const struct spread *s, double share)
{
	double as_added = share < 0.5 ? -1 : 1, learned = spread_at(s, share) / UNIT;
	double halves = as_added + counts(s) * (learned - as_added);
	instant t = e->likely + (instant)(halves * half(e, halves > 0));

	return (t + MINUTE - 1) / MINUTE * MINUTE;
}

static void widen(struct eta_interval *e, const struct spread *s, instant now)
{
	instant from = reach(e, s, OUTSIDE), until = reach(e, s, 1 - OUTSIDE);

	e->from = from > now ? from : now;
	e->from = e->from < e->likely ? e->from : e->likely;
	e->until = until > e->likely ? until : e->likely;
}

static void say(struct eta *e, const struct eta_interval *i, const struct spread *s)
{
	double wide = (double)(i->until - i->from), was = (double)(i->added_until - i->added_from);

	if (e->reason_count < ETA_REASONS)
		e->reasons[e->reason_count++] = (struct eta_reason){ETA_HELD, i->steps - 1, NULL,
			spread_below(s, UNIT) - spread_below(s, -UNIT), wide / fmax(was, MINUTE)};
}

void eta_hold(struct eta *e, const struct eta_past *past, instant now)
{
	for (enum eta_goal g = 0; g < ETA_GOALS; g++) {
		const struct stretch by = eta_held_by(g);
		const struct spread *held = e->goals[g].known ? past->spread_of(past->self, &by) : NULL;

		if (!held || held->passings < SPREAD_SOME)
			continue;
		widen(&e->goals[g], held, now);
		say(e, &e->goals[g], held);
	}
}
