#include "domain/tally.h"

#include <math.h>
#include <string.h>

#define UNIT 900.0 /* seconds below which classes are of one width rather than of one ratio */
#define FINE 32    /* classes a doubling */
#define WEEK (7 * INSTANT_DAY)

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

/* Into an ascending list of the least ones, each once. */
static void pass(struct tally *t, uint32_t hash)
{
	uint32_t at = t->passing_count;

	while (at && t->passings[at - 1] > hash)
		at--;
	if (at == TALLY_PASSINGS || (at && t->passings[at - 1] == hash))
		return;
	if (t->passing_count < TALLY_PASSINGS)
		t->passing_count++;
	memmove(&t->passings[at + 1], &t->passings[at], (t->passing_count - 1 - at) * sizeof t->passings[0]);
	t->passings[at] = hash;
}

void tally_add(struct tally *t, const struct tally_entry *e)
{
	int class = tally_class(e->seconds);

	if (e->running) {
		t->running[class]++;
		return;
	}
	t->ended[class]++;
	pass(t, e->passing);
	if (e->told_late >= 0) {
		t->told++;
		t->told_late += (int64_t)e->told_late;
	}
}

void tally_merge(struct tally *t, const struct tally *other)
{
	for (int i = 0; i < TALLY_CLASSES; i++) {
		t->ended[i] += other->ended[i];
		t->running[i] += other->running[i];
	}
	t->untold += other->untold;
	t->told += other->told;
	t->told_late += other->told_late;
	for (uint32_t i = 0; i < other->passing_count; i++)
		pass(t, other->passings[i]);
}

/* The least k of n hashes that lie evenly reach up to k / n of their range. */
double tally_passings(const struct tally *t)
{
	if (t->passing_count < TALLY_PASSINGS)
		return t->passing_count;
	return (TALLY_PASSINGS - 1) * 0x1p32 / (t->passings[TALLY_PASSINGS - 1] + 1.0);
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
