#include "domain/eta_paths.h"

#include <math.h>

#define KOROBOV       325 /* of the 24 first powers every pair lies evenly */
#define SPREAD_EVENLY 377
#define LITTLE        0.02
#define SURE          1e-9
/* Share of the ways that do not listen: who tells may not know of what holds it up.  Fewer where he was
 * seldom wrong by much: by a quarter of what is learned, or less. */
#define DEAF    0.2
#define QUARTER 4

/* The rank that way k has in a step is (k z + shift) mod ETA_PATHS. */
struct ranks {
	uint32_t z, shift;
};

static struct ranks ranks_in(uint32_t step)
{
	struct ranks r = {1, step * 389};

	for (uint32_t i = 0; i < step; i++)
		r.z = r.z * KOROBOV % ETA_PATHS;
	return r;
}

static uint32_t rank_of(struct ranks r, uint32_t k)
{
	return (k * r.z + r.shift) % ETA_PATHS;
}

void paths_begin(struct paths *p)
{
	for (uint32_t k = 0; k < ETA_PATHS; k++) {
		p->at[k] = 0;
		p->unheard[k] = false;
		p->weight[k] = 1.0 / ETA_PATHS;
	}
}

/* How many times as long as ever it takes, so many seconds from now: what is of late wears off. */
static double level_then(const struct eta_step *s, double ahead)
{
	double drift = stretch_rows[s->stretch.kind].drift * 7 * 86400;

	return s->spread->level == 1 || drift <= 0 ? 1 : pow(s->spread->level, exp2(-fmax(ahead, 0) / drift));
}

void paths_go(struct paths *p, const struct eta_step *s, uint32_t step)
{
	struct ranks ranks = ranks_in(step);

	spread_grid(s->spread, -INFINITY, p->grid, ETA_PATHS);
	for (uint32_t k = 0; k < ETA_PATHS; k++)
		p->at[k] += level_then(s, p->at[k]) * s->scale * p->grid[rank_of(ranks, k)];
}

/* How likely it is that an end so many seconds ago has not been told. */
static double unheard(const struct spread *s, double ago)
{
	double late = s->told_late > 0 ? exp(-ago / s->told_late) : 0;

	return s->untold + (1 - s->untold) * late;
}

/* Half of the ways for each of: it has ended since it was heard of, it has not. */
void paths_start(struct paths *p, const struct eta_step *s, double lasted, double heard)
{
	const struct spread *x = s->spread;
	double scale = s->scale * level_then(s, 0);
	double known = spread_below(x, heard / scale), now = spread_below(x, lasted / scale);
	double ended = known < 1 - SURE ? (now - known) / (1 - known) : 0;
	bool may = ended > SURE && (x->untold > 0 || x->told_late > 0);
	uint32_t n = may ? ETA_PATHS / 2 : 0;
	struct ranks ranks = ranks_in(0);

	paths_begin(p);
	spread_grid(x, lasted / scale, p->grid, ETA_PATHS - n);
	for (uint32_t k = 0; k < ETA_PATHS; k++) {
		uint32_t r = rank_of(ranks, k);

		p->unheard[k] = r < n;
		if (r < n) {
			double share = known + (now - known) * (r + 0.5) / n;

			p->at[k] = scale * spread_at(x, share) - lasted;
			p->weight[k] = ended / n;
		} else {
			p->at[k] = scale * p->grid[r - n] - lasted;
			p->weight[k] = fmax(may ? 1 - ended : 1, SURE) / (ETA_PATHS - n);
		}
	}
}

void paths_doubt(struct paths *p, const struct eta_step *s)
{
	for (uint32_t k = 0; s->spread && k < ETA_PATHS; k++)
		if (p->at[k] < 0)
			p->weight[k] *= unheard(s->spread, -p->at[k]);
}

void paths_not_before(struct paths *p, double seconds)
{
	for (uint32_t k = 0; k < ETA_PATHS; k++)
		p->at[k] = fmax(p->at[k], seconds);
}

/* Into as many buckets of time as there are ways, those in the order of their times; order[k] is a way. */
static void spread_out(struct paths *p)
{
	double low = INFINITY, high = -INFINITY, a_bucket;
	uint32_t begins[ETA_PATHS + 1] = {0}, in[ETA_PATHS];

	for (uint32_t k = 0; k < ETA_PATHS; k++) {
		low = fmin(low, p->at[k]);
		high = fmax(high, p->at[k]);
	}
	a_bucket = high > low ? (ETA_PATHS - 1) / (high - low) : 0;
	for (uint32_t k = 0; k < ETA_PATHS; k++) {
		in[k] = (uint32_t)((p->at[k] - low) * a_bucket);
		begins[in[k] + 1]++;
	}
	for (uint32_t i = 0; i < ETA_PATHS; i++)
		begins[i + 1] += begins[i];
	for (uint32_t k = 0; k < ETA_PATHS; k++)
		p->order[begins[in[k]]++] = k;
}

/* By their ends, ties by number.  Most of the time of an estimate goes into this: buckets first, so that none
 * has far to go. */
static void sort(struct paths *p)
{
	spread_out(p);
	for (uint32_t i = 1; i < ETA_PATHS; i++) {
		uint32_t way = p->order[i], to = i;

		for (; to && p->at[p->order[to - 1]] > p->at[way]; to--)
			p->order[to] = p->order[to - 1];
		p->order[to] = way;
	}
}

static double counts(const struct paths *p, uint32_t k, bool heard)
{
	return heard && p->unheard[k] ? 0 : p->weight[k];
}

static double sum_of(const struct paths *p, bool heard)
{
	double sum = 0;

	for (uint32_t k = 0; k < ETA_PATHS; k++)
		sum += counts(p, k, heard);
	return sum;
}

/* Of sorted ways. */
static double between(const struct paths *p, bool heard, double share)
{
	double all = sum_of(p, heard), sum = 0, at = -INFINITY, reached = 0;

	for (uint32_t i = 0; i < ETA_PATHS; i++) {
		uint32_t k = p->order[i];
		double weight = counts(p, k, heard), here = (sum + weight / 2) / all;

		if (weight <= 0)
			continue;
		if (here >= share)
			return isinf(at) ? p->at[k]
					 : at + (p->at[k] - at) * (share - reached) / (here - reached);
		sum += weight;
		at = p->at[k];
		reached = here;
	}
	return at;
}

void paths_between(struct paths *p, double outside, double seconds[3])
{
	sort(p);
	seconds[0] = fmin(between(p, false, outside), between(p, true, outside));
	seconds[1] = between(p, false, 0.5);
	seconds[2] = fmax(between(p, false, 1 - outside), between(p, true, 1 - outside));
}

double paths_passed(const struct paths *p)
{
	double passed = 0, all = 0;

	for (uint32_t k = 0; k < ETA_PATHS; k++) {
		all += p->weight[k];
		passed += p->at[k] < 0 ? p->weight[k] : 0;
	}
	return passed / all;
}

/* What was told can only still come; false where it hardly can. */
static bool still_to_come(struct paths *p, const struct spread *past, double at)
{
	if (spread_below(past, -at) > 1 - LITTLE)
		return false;
	spread_grid(past, -at, p->grid, ETA_PATHS);
	return true;
}

double paths_lean(struct paths *p, const struct spread *past, double at, const double *least)
{
	double all = sum_of(p, false), sum = 0, own, told, weight, deaf;

	sort(p);
	if (!still_to_come(p, past, at))
		return -1;
	own = between(p, false, 0.9) - between(p, false, 0.1);
	told = p->grid[ETA_PATHS * 9 / 10] - p->grid[ETA_PATHS / 10];
	weight = own > 0 ? 1 / (1 + pow(told / own, 4)) : 0;
	deaf = own > 0 ? DEAF * fmin(1, QUARTER * told / own) * ETA_PATHS : 0;
	for (uint32_t i = 0; i < ETA_PATHS; i++) {
		uint32_t k = p->order[i];
		uint32_t r = (uint32_t)((sum + p->weight[k] / 2) / all * ETA_PATHS);
		double leant =
			p->at[k] + weight * (at + p->grid[r < ETA_PATHS ? r : ETA_PATHS - 1] - p->at[k]);

		sum += p->weight[k];
		if (i * SPREAD_EVENLY % ETA_PATHS >= deaf)
			p->at[k] = fmax(leant, least[k]);
	}
	return weight;
}

bool paths_told(struct paths *p, const struct spread *past, double at, uint32_t step)
{
	struct ranks ranks = ranks_in(step);

	if (!still_to_come(p, past, at))
		return false;
	for (uint32_t k = 0; k < ETA_PATHS; k++)
		p->at[k] = fmax(p->at[k], at + p->grid[rank_of(ranks, k)]);
	p->known = true;
	return true;
}
