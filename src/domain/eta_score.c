#include "domain/eta_score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LINES_A_ROW 4 /* of its corridor or all, of its lead or all */

struct entry { /* a row, where it counts */
	const char *corridor;
	int lead;
	const struct eta_asked *row;
};

static int by_line(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int d = !x->corridor - !y->corridor;

	if (!d && x->corridor)
		d = strcmp(x->corridor, y->corridor);
	d = d ? d : (int)x->row->goal - (int)y->row->goal;
	return d ? d : x->lead - y->lead;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double off(const struct eta_asked *row, instant t)
{
	return fabs((double)(t - row->happened)) / INSTANT_SECOND;
}

static void hold_against(struct eta_against *x, const struct eta_asked *row, instant said)
{
	if (said == INSTANT_NONE)
		return;
	x->n++;
	x->error += off(row, said);
	x->own += off(row, row->estimate.likely);
}

static void mean_of(struct eta_against *x)
{
	x->error = x->n ? x->error / (double)x->n : 0;
	x->own = x->n ? x->own / (double)x->n : 0;
}

static void add(struct eta_score *s, double *errors, const struct eta_asked *row)
{
	const struct eta_interval *e = &row->estimate;

	if (!e->known) {
		s->unknown++;
		return;
	}
	errors[s->n++] = off(row, e->likely);
	s->error += off(row, e->likely);
	s->covered += row->happened >= e->from && row->happened <= e->until;
	s->width += (double)(e->until - e->from) / INSTANT_SECOND;
	hold_against(&s->booked, row, row->booked);
	hold_against(&s->timetable, row, row->scheduled);
	hold_against(&s->told, row, row->told);
	hold_against(&s->lane, row, row->lane);
}

static struct eta_score line_of(const struct entry *e, size_t n, double *errors)
{
	struct eta_score s = {.corridor = e->corridor, .goal = e->row->goal, .lead = e->lead};

	for (size_t i = 0; i < n; i++)
		add(&s, errors, e[i].row);
	qsort(errors, s.n, sizeof *errors, by_size);
	if (s.n) {
		s.error /= (double)s.n;
		s.covered /= (double)s.n;
		s.width /= (double)s.n;
		s.error_90 = errors[(size_t)ceil(0.9 * (double)s.n) - 1];
	}
	mean_of(&s.booked);
	mean_of(&s.timetable);
	mean_of(&s.told);
	mean_of(&s.lane);
	return s;
}

static size_t entries_of(struct entry *e, const struct eta_asked *asked, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		int lead;

		if (asked[i].asked >= asked[i].happened)
			continue;
		lead = stretch_lead(asked[i].happened - asked[i].asked);
		e[count++] = (struct entry){asked[i].corridor, lead, &asked[i]};
		e[count++] = (struct entry){asked[i].corridor, STRETCH_LEADS, &asked[i]};
		e[count++] = (struct entry){NULL, lead, &asked[i]};
		e[count++] = (struct entry){NULL, STRETCH_LEADS, &asked[i]};
	}
	return count;
}

size_t eta_score(struct arena *a, const struct eta_asked *asked, size_t n, struct eta_score **lines)
{
	struct entry *e = arena_alloc_array(a, n * LINES_A_ROW + 1, sizeof *e);
	double *errors = arena_alloc_array(a, n + 1, sizeof *errors);
	size_t count = entries_of(e, asked, n), room = 0, made = 0;

	*lines = NULL;
	qsort(e, count, sizeof *e, by_line);
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && by_line(&e[from], &e[to]) == 0;)
			to++;
		*lines = arena_grow(a, *lines, made, &room, sizeof **lines);
		(*lines)[made++] = line_of(&e[from], to - from, errors);
	}
	return made;
}
