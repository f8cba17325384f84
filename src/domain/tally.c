#include "domain/tally.h"

#include <math.h>
#include <string.h>

#define UNIT 900.0 /* seconds below which classes are of one width rather than of one ratio */
#define FINE 32    /* classes a doubling */
#define WEEK (7 * INSTANT_DAY)
#define HOUR (3600 * INSTANT_SECOND)

double tally_edge(int i)
{
	double side = UNIT * (exp2(fabs((double)(i - TALLY_SIDE)) / FINE) - 1);

	return i < TALLY_SIDE ? -side : side;
}

int tally_class(double seconds)
{
	double steps = FINE * log2(1 + fabs(seconds) / UNIT);
	int side = steps < TALLY_SIDE - 1 ? (int)steps : TALLY_SIDE - 1;

	return seconds < 0 ? TALLY_SIDE - 1 - side : TALLY_SIDE + side;
}

static uint32_t place_of(const struct tally *t, uint32_t hash)
{
	uint32_t from = 0, until = t->passing_count;

	while (from < until) {
		uint32_t middle = from + (until - from) / 2;

		if (t->passings[middle] < hash)
			from = middle + 1;
		else
			until = middle;
	}
	return from;
}

/* Makes room at a place of the list (by 1), or closes it (by -1). */
static void shift(struct tally *t, uint32_t at, int by)
{
	uint32_t from = by > 0 ? at : at + 1, n = t->passing_count - from;

	memmove(&t->passings[from + (uint32_t)by], &t->passings[from], n * sizeof *t->passings);
	memmove(&t->boxes[from + (uint32_t)by], &t->boxes[from], n * sizeof *t->boxes);
	t->passing_count += (uint32_t)by;
	if (by < 0)
		t->passings[t->passing_count] = t->boxes[t->passing_count] = 0;
}

static void pass(struct tally *t, uint32_t hash, uint32_t boxes)
{
	uint32_t at = place_of(t, hash);

	if (at < t->passing_count && t->passings[at] == hash) {
		t->boxes[at] += boxes;
	} else if (t->passing_count < TALLY_PASSINGS) {
		shift(t, at, 1);
		t->passings[at] = hash;
		t->boxes[at] = boxes;
	} else {
		t->others += boxes;
	}
}

static void unpass(struct tally *t, uint32_t hash)
{
	uint32_t at = place_of(t, hash);

	if (at == t->passing_count || t->passings[at] != hash)
		t->others -= t->others > 0;
	else if (--t->boxes[at] == 0)
		shift(t, at, -1);
}

void tally_add(struct tally *t, const struct tally_entry *e)
{
	int class = tally_class(e->seconds);

	if (e->running) {
		t->running[class]++;
		return;
	}
	t->ended[class]++;
	pass(t, e->passing, 1);
	if (e->told_late >= 0) {
		t->told++;
		t->told_late += (int64_t)e->told_late;
	}
}

void tally_take_out(struct tally *t, const struct tally_entry *e)
{
	int class = tally_class(e->seconds);

	if (e->running) {
		t->running[class]--;
		return;
	}
	t->ended[class]--;
	unpass(t, e->passing);
	if (e->told_late >= 0) {
		t->told--;
		t->told_late -= (int64_t)e->told_late;
	}
}

void tally_age(struct tally_week *w, instant now, instant longest)
{
	struct tally *t = &w->tally;

	for (int hour = 0; hour < TALLY_HOURS; hour++) {
		instant lasted = now - tally_week_begins(w->week) - hour * HOUR - HOUR / 2;

		if (t->began[hour] && lasted > longest)
			t->untold += t->began[hour];
		else if (t->began[hour])
			t->running[tally_class(lasted > 0 ? (double)lasted / INSTANT_SECOND : 0)] +=
				t->began[hour];
		t->began[hour] = 0;
	}
}

void tally_merge(struct tally *t, const struct tally *other)
{
	for (int i = 0; i < TALLY_CLASSES; i++) {
		t->ended[i] += other->ended[i];
		t->running[i] += other->running[i];
	}
	for (int i = 0; i < TALLY_HOURS; i++)
		t->began[i] += other->began[i];
	t->untold += other->untold;
	t->told += other->told;
	t->told_late += other->told_late;
	t->others += other->others;
	for (uint32_t i = 0; i < other->passing_count; i++)
		pass(t, other->passings[i], other->boxes[i]);
}

/* Others have as many boxes each as those that are known. */
double tally_passings(const struct tally *t)
{
	double boxes = 0;

	for (uint32_t i = 0; i < t->passing_count; i++)
		boxes += t->boxes[i];
	return t->passing_count + (boxes > 0 ? t->others * t->passing_count / boxes : 0);
}

/* Steele, Lea, Flood: SplitMix (2014), the last step. */
static uint64_t stirred(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

uint32_t tally_passing(const char *what, instant began)
{
	uint64_t h = (uint64_t)began;

	for (; *what; what++)
		h = stirred(h + UINT64_C(0x9E3779B97F4A7C15)) ^ (uint8_t)*what;
	h = stirred(h + UINT64_C(0x9E3779B97F4A7C15)) >> 32;
	return h ? (uint32_t)h : 1;
}

int32_t tally_week_of(instant t)
{
	instant since = t + 3 * INSTANT_DAY; /* 1970 began on a Thursday */

	return (int32_t)((since - (since < 0 ? WEEK - 1 : 0)) / WEEK);
}

instant tally_week_begins(int32_t week)
{
	return week * WEEK - 3 * INSTANT_DAY;
}
