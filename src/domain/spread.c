#include "domain/spread.h"

#include <math.h>
#include <string.h>

#define RECENT_WEEKS 2 /* whose median is held against that of the weeks before */
#define BEFORE_WEEKS 8
#define RISING_LEAST 10 /* passings on each side of that */
#define LEAN         2  /* passings that the tail counts for */
#define HEAVY        3  /* of the tail: what is twice as long beyond where it begins is an eighth */
#define POOL         10 /* passings that a pool counts for beside one's own */
#define SURE         1e-9
#define UNTOLD_FIRST 0.05 /* a guess to begin with */
#define LEVEL_MOST   3    /* doublings */
#define LEVEL_ROUNDS 12
#define LEVEL_LEAN   3 /* passings of late that would have been as ever */
#define ROUNDS       40
#define CLOSE        1e-4

struct weighed { /* tallies added with their weights */
	double ended[TALLY_CLASSES], running[TALLY_CLASSES];
	double boxes, passings, squares;
	/* These not weighed. */
	double all, count, untold, told, told_late, still[TALLY_CLASSES];
};

static double weight_of(const struct tally_week *w, double half_life, instant now)
{
	double age = (double)(now - tally_week_begins(w->week)) / (7.0 * INSTANT_DAY) - 0.5;

	return age > 0 ? exp2(-age / half_life) : 1;
}

static void weigh_in(struct weighed *to, const struct tally *t, double weight)
{
	double passings = tally_passings(t);

	for (int i = 0; i < TALLY_CLASSES; i++) {
		to->ended[i] += weight * t->ended[i];
		to->running[i] += weight * t->running[i];
		to->boxes += weight * t->ended[i];
		to->still[i] += t->running[i];
		to->count += t->ended[i];
	}
	to->passings += weight * passings;
	to->squares += weight * weight * passings;
	to->all += passings;
	to->untold += t->untold;
	to->told += t->told;
	to->told_late += (double)t->told_late;
}

/* How many equal ones say as much (Kish). */
static double effective(const struct tally_week *weeks, size_t n, double half_life, instant now)
{
	double sum = 0, squares = 0;

	for (size_t i = 0; i < n; i++) {
		double w = weight_of(&weeks[i], half_life, now), p = tally_passings(&weeks[i].tally);

		sum += w * p;
		squares += w * w * p;
	}
	return squares > 0 ? sum * sum / squares : 0;
}

/* The half-life at which enough count; at most one by which all weigh alike. */
static double long_enough(const struct tally_week *weeks, size_t n, double half_life, instant now)
{
	for (int doubled = 0; doubled < 10 && effective(weeks, n, half_life, now) < SPREAD_LEAST; doubled++)
		half_life *= 2;
	return half_life;
}

/* The share of those at risk that ends in each class, with `lean` more at risk that end as the tail would. */
static void estimate(struct spread *s, const struct weighed *w, double lean)
{
	double risk = 0, over = 1;

	for (int i = 0; i < TALLY_CLASSES; i++)
		risk += w->ended[i] + w->running[i];
	for (int i = 0; i < TALLY_CLASSES; i++) {
		double ended = w->ended[i], at_risk = risk - w->running[i] / 2;

		s->below[i] = 1 - over;
		if (lean > 0 && s->edge[i] > s->from) {
			ended += lean *
				 (1 - pow((s->edge[i + 1] - s->base) / (s->edge[i] - s->base), -s->alpha));
			at_risk += lean;
		}
		if (at_risk > SURE)
			over *= fmax(0, 1 - ended / at_risk);
		risk -= w->ended[i] + w->running[i];
	}
	s->below[TALLY_CLASSES] = 1;
}

static double middle(const struct spread *s, int class)
{
	return (s->edge[class] + s->edge[class + 1]) / 2;
}

/* A Pareto tail of what is above the median (where most still go on: above the half of what is known), by how
 * much longer it is on the average, what still goes on counted as such.  How heavy it is few cannot tell:
 * that is given. */
static void fit_tail(struct spread *s, const struct weighed *w)
{
	double ended = 0, longer = 0;
	int last = TALLY_CLASSES - 1;

	while (last > 0 && w->ended[last] <= 0)
		last--;
	s->from = spread_at(s, fmin(0.5, s->below[last + 1] / 2));
	for (int i = TALLY_CLASSES - 1; i >= 0 && s->edge[i] > s->from; i--) {
		longer += (w->ended[i] + w->running[i]) * (middle(s, i) - s->from);
		ended += w->ended[i];
	}
	s->alpha = longer > 0 && ended > 0 ? HEAVY : 0;
	s->base = s->alpha > 0 ? s->from - (HEAVY - 1) * longer / ended : s->from;
}

/* The share whose end is never told, where that of those in each class that still go on is `gone`. */
static double share_untold(const struct weighed *w, const double *gone)
{
	double untold = w->untold, all = w->untold + w->count;

	for (int i = 0; i < TALLY_CLASSES; i++) {
		untold += w->still[i] * gone[i];
		all += w->still[i];
	}
	return untold / all;
}

static void estimate_with_tail(struct spread *s, const struct weighed *w)
{
	estimate(s, w, 0);
	fit_tail(s, w);
	if (s->alpha > 0)
		estimate(s, w, LEAN * w->boxes / w->passings);
}

/* Of what goes on longer than is likely, a part has ended and nobody will tell: how much, and what the rest
 * says of the length, each follow from the other (expectation and maximisation). */
static void settle(struct spread *s, struct weighed *w)
{
	double gone[TALLY_CLASSES], running[TALLY_CLASSES], before = 1;

	memcpy(running, w->running, sizeof running);
	s->untold = UNTOLD_FIRST;
	for (int i = 0; i < ROUNDS && fabs(s->untold - before) > CLOSE; i++) {
		estimate_with_tail(s, w);
		for (int c = 0; c < TALLY_CLASSES; c++) {
			double left = 1 - (s->below[c] + s->below[c + 1]) / 2;

			gone[c] = s->untold / (s->untold + (1 - s->untold) * fmax(left, SURE));
			w->running[c] = running[c] * (1 - gone[c]);
		}
		before = s->untold;
		s->untold = share_untold(w, gone);
	}
	estimate_with_tail(s, w);
}

/* The median of the weeks from `first` to before `last` weeks ago; 0: too few. */
static double median_between(
	struct spread *s, const struct tally_week *weeks, size_t n, int32_t now_week, int first, int last)
{
	struct weighed w = {0};

	for (size_t i = 0; i < n; i++)
		if (now_week - weeks[i].week >= first && now_week - weeks[i].week < last)
			weigh_in(&w, &weeks[i].tally, 1);
	if (w.all < RISING_LEAST)
		return 0;
	estimate(s, &w, 0);
	return spread_at(s, 0.5);
}

static double rising_of(struct spread *s, const struct tally_week *weeks, size_t n, instant now)
{
	int32_t week = tally_week_of(now);
	double recent = median_between(s, weeks, n, week, 0, RECENT_WEEKS);
	double before = median_between(s, weeks, n, week, RECENT_WEEKS, BEFORE_WEEKS);

	return recent > 0 && before > 0 ? recent / before : 0;
}

static void note_period(struct spread *s, const struct tally_week *weeks, size_t n)
{
	s->since = s->until = INSTANT_NONE;
	for (size_t i = 0; i < n; i++) {
		instant from = tally_week_begins(weeks[i].week);

		if (!weeks[i].tally.passing_count)
			continue;
		if (s->since == INSTANT_NONE || from < s->since)
			s->since = from;
		if (s->until == INSTANT_NONE || from + 7 * INSTANT_DAY > s->until)
			s->until = from + 7 * INSTANT_DAY;
	}
}

bool spread_make(struct spread *s, const struct tally_week *weeks, size_t n, double half_life, instant now)
{
	struct weighed w = {0};

	*s = (struct spread){0};
	note_period(s, weeks, n);
	half_life = long_enough(weeks, n, half_life, now);
	for (size_t i = 0; i < n; i++)
		weigh_in(&w, &weeks[i].tally, weight_of(&weeks[i], half_life, now));
	s->passings = w.all;
	if (s->passings < SPREAD_SOME)
		return false;
	for (int i = 0; i <= TALLY_CLASSES; i++)
		s->edge[i] = tally_edge(i);
	s->level = 1;
	s->effective = w.passings * w.passings / w.squares;
	s->told_late = w.told > 0 ? w.told_late / w.told : 0;
	s->rising = rising_of(s, weeks, n, now);
	settle(s, &w);
	s->median = spread_at(s, 0.5);
	return spread_usable(s);
}

/* Where in the spread, on the average, lies what is so many times as long as it: what goes on, half way from
 * where it is now to the end. */
static double place_at(const struct spread *s, const struct weighed *w, double level)
{
	double sum = 0, all = 0;

	for (int i = 0; i < TALLY_CLASSES; i++) {
		double below = w->ended[i] + w->running[i] > 0 ? spread_below(s, middle(s, i) / level) : 0;

		sum += w->ended[i] * below + w->running[i] * (1 + below) / 2;
		all += w->ended[i] + w->running[i];
	}
	return all > 0 ? sum / all : 0.5;
}

/* The level at which it is in the middle. */
static double level_of(const struct spread *s, const struct weighed *w)
{
	double low = -LEVEL_MOST, high = LEVEL_MOST;

	for (int i = 0; i < LEVEL_ROUNDS; i++) {
		double middle = (low + high) / 2;

		if (place_at(s, w, exp2(middle)) > 0.5)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void spread_level(struct spread *s, const struct tally_week *weeks, size_t n, double drift, instant now)
{
	struct weighed w = {0};

	if (s->passings < SPREAD_SOME)
		return;
	for (size_t i = 0; i < n; i++)
		weigh_in(&w, &weeks[i].tally, weight_of(&weeks[i], drift, now));
	s->level = exp2(level_of(s, &w) * w.passings / (w.passings + LEVEL_LEAN));
}

void spread_blend(struct spread *s, const struct spread *few, const struct spread *pool, double scale)
{
	double own = few->passings / (few->passings + POOL), rest = 1 - own;

	*s = *few;
	for (int i = 1; i < TALLY_CLASSES; i++)
		s->below[i] = own * few->below[i] + rest * spread_below(pool, few->edge[i] / scale);
	s->alpha = pool->alpha;
	s->base = scale * pool->base;
	s->from = scale * pool->from;
	s->passings = fmax(few->passings, pool->passings);
	s->effective = own * few->effective + rest * pool->effective;
	s->since = few->since < pool->since ? few->since : pool->since;
	s->until = few->until > pool->until ? few->until : pool->until;
	s->level = few->level;
	s->rising = few->rising > 0 ? few->rising : pool->rising;
	s->untold = own * few->untold + rest * pool->untold;
	s->told_late = own * few->told_late + rest * pool->told_late;
	s->median = spread_at(s, 0.5);
}

bool spread_usable(const struct spread *s)
{
	return s && s->passings >= SPREAD_LEAST;
}

double spread_below(const struct spread *s, double seconds)
{
	int i = tally_class(seconds);
	double in = (seconds - s->edge[i]) / (s->edge[i + 1] - s->edge[i]);

	return s->below[i] + (s->below[i + 1] - s->below[i]) * fmin(fmax(in, 0), 1);
}

/* Where in class i the share is reached. */
static double reached(const struct spread *s, int i, double share)
{
	double in = s->below[i + 1] - s->below[i];

	return s->edge[i] + (s->edge[i + 1] - s->edge[i]) * (in > 0 ? (share - s->below[i]) / in : 1);
}

double spread_at(const struct spread *s, double share)
{
	int low = 0, high = TALLY_CLASSES - 1;

	while (low < high) {
		int i = (low + high) / 2;

		if (s->below[i + 1] < share)
			low = i + 1;
		else
			high = i;
	}
	return reached(s, low, share);
}

/* Past all that was seen: as the tail goes on from there; what has none, as if it had begun just now. */
static void grid_of_tail(const struct spread *s, double beyond, double *values, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		double left = 1 - ((double)k + 0.5) / (double)n;

		values[k] = s->base + (beyond - s->base) * pow(left, -1 / fmax(s->alpha, 1));
	}
}

void spread_grid(const struct spread *s, double beyond, double *values, size_t n)
{
	double gone = isinf(beyond) ? 0 : spread_below(s, beyond), left = 1 - gone;
	int i = 0;

	if (left < SURE) {
		grid_of_tail(s, beyond, values, n);
		return;
	}
	for (size_t k = 0; k < n; k++) {
		double share = gone + left * ((double)k + 0.5) / (double)n;

		while (i < TALLY_CLASSES - 1 && s->below[i + 1] < share)
			i++;
		values[k] = reached(s, i, share);
	}
}
