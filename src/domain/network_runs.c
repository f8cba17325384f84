/* Dated trips by their calendars, and when they run by what became of them. */
#include "domain/network_inside.h"

#include <string.h>

struct runs {
	const struct network *n;
	struct arena *a;
	const struct clocks *clocks;
	struct timetable_patch *patches; /* by service, date and number, as they were told */
	size_t patch_count;
	minute *arrives, *departs; /* of a trip's stops */
};

/* What was told of the trips of one service and date. */
struct told {
	const struct timetable_patch *patches;
	size_t count;
};

/* ---- patches ---- */

static int compare_patch(const struct timetable_patch *p, uint32_t service, int32_t date)
{
	if (p->service != service)
		return p->service < service ? -1 : 1;
	return (p->date > date) - (p->date < date);
}

static int by_trip_then_stop(const void *a, const void *b)
{
	const struct timetable_patch *x = a, *y = b;
	int d = compare_patch(x, y->service, y->date);

	if (d || x->number != y->number)
		return d ? d : x->number - y->number;
	if (x->what != y->what)
		return (int)x->what - (int)y->what;
	return x->stop * 2 + x->departs - (y->stop * 2 + y->departs);
}

void runs_patch(struct runs *m, const struct timetable_patch *more, size_t count)
{
	struct timetable_patch *all = arena_alloc_array(m->a, m->patch_count + count + 1, sizeof *all);

	if (m->patch_count)
		memcpy(all, m->patches, m->patch_count * sizeof *all);
	if (count)
		memcpy(all + m->patch_count, more, count * sizeof *all);
	m->patches = all;
	m->patch_count += count;
	qsort(all, m->patch_count, sizeof *all, by_trip_then_stop);
}

static size_t first_patch(const struct runs *m, uint32_t service, int32_t date)
{
	size_t low = 0, high = m->patch_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_patch(&m->patches[middle], service, date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_cancelled(const struct told *told, int number)
{
	for (size_t i = 0; i < told->count; i++)
		if (told->patches[i].what == PATCH_CANCELLED && told->patches[i].number == number)
			return true;
	return false;
}

/* By how much its arrival at the stop, or its departure, is moved. */
static int32_t moved(const struct told *told, int number, size_t stop, bool departs)
{
	int32_t own = 0, last = 0;

	for (size_t i = 0; i < told->count; i++) {
		const struct timetable_patch *p = &told->patches[i];

		if (p->number != number)
			continue;
		if (p->what == PATCH_ADDED)
			own = p->minutes;
		else if (p->what == PATCH_MOVED && p->stop * 2u + p->departs <= stop * 2 + departs)
			last = p->minutes;
	}
	return own + last;
}

/* ---- a trip ---- */

static void time_run(struct runs *m, const struct run *r, const struct told *told)
{
	const struct timetable_service *s = &m->n->timetable->services[r->service];

	for (size_t i = 0; i < s->stop_count; i++) {
		const struct timetable_stop *stop = &s->stops[i];
		minute arrives = clocks_utc(m->clocks, stop->place, r->date, stop->arrives) +
				 moved(told, r->number, i, false);
		minute departs = clocks_utc(m->clocks, stop->place, r->date, stop->departs) +
				 moved(told, r->number, i, true);

		if (i && arrives <= m->departs[i - 1])
			arrives = m->departs[i - 1] + 1;
		if (i && departs < arrives)
			departs = arrives;
		m->arrives[i] = arrives;
		m->departs[i] = departs;
	}
}

/* All that it would have done from then on, so much later. */
static void hold_run(struct runs *m, const struct run *r, const struct told *told)
{
	const size_t stops = m->n->timetable->services[r->service].stop_count;

	for (size_t i = 0; i < told->count; i++) {
		const struct timetable_patch *p = &told->patches[i];

		if (p->what != PATCH_HELD || p->number != r->number)
			continue;
		for (size_t k = p->stop; k < stops; k++) {
			m->arrives[k] += k > p->stop ? p->minutes : 0;
			m->departs[k] += p->minutes;
		}
	}
}

/* ---- a calendar ---- */

static struct told told_of(const struct runs *m, uint32_t service, int32_t date)
{
	size_t first = first_patch(m, service, date), end = first;

	while (end < m->patch_count && compare_patch(&m->patches[end], service, date) == 0)
		end++;
	return (struct told){&m->patches[first], end - first};
}

static int done(const struct told *told, int number)
{
	int last = -1;

	for (size_t i = 0; i < told->count; i++) {
		const struct timetable_patch *p = &told->patches[i];

		if (p->fact && p->number == number && p->stop * 2 + p->departs > last)
			last = p->stop * 2 + p->departs;
	}
	return last;
}

struct each {
	void (*one)(void *to, const struct run *r);
	void *to;
};

static void run(struct runs *m, uint32_t service, int32_t date, int number, const struct told *told,
	const struct each *e)
{
	const struct run r = {service, date, number, m->arrives, m->departs, done(told, number)};
	const size_t last = m->n->timetable->services[service].stop_count - 1;

	if (is_cancelled(told, number))
		return;
	time_run(m, &r, told);
	hold_run(m, &r, told);
	if (m->arrives[last] > m->n->from && m->departs[0] < m->n->until)
		e->one(e->to, &r);
}

/* How many days a trip may run outside its own date. */
static int32_t reach(const struct runs *m, uint32_t service)
{
	const struct timetable_service *s = &m->n->timetable->services[service];
	int32_t most = 0;

	for (size_t i = first_patch(m, service, INT32_MIN);
		i < m->patch_count && m->patches[i].service == service; i++)
		if (m->patches[i].what != PATCH_HELD && abs(m->patches[i].minutes) > most)
			most = abs(m->patches[i].minutes);
	return (s->stops[s->stop_count - 1].arrives + 2 * most) / DAY_MINUTES + 3;
}

void runs_each(struct runs *m, uint32_t service, void (*one)(void *to, const struct run *r), void *to)
{
	const struct timetable_service *s = &m->n->timetable->services[service];
	const struct each e = {one, to};
	const int32_t around = reach(m, service), last = m->n->until / DAY_MINUTES + around;

	for (int32_t date = m->n->from / DAY_MINUTES - around; date <= last; date++) {
		const struct told told = told_of(m, service, date);

		if (timetable_runs(s, date))
			run(m, service, date, 0, &told, &e);
		for (size_t i = 0; i < told.count; i++)
			if (told.patches[i].what == PATCH_ADDED)
				run(m, service, date, told.patches[i].number, &told, &e);
	}
}

struct runs *runs_make(struct arena *a, const struct network *n, const struct clocks *c)
{
	const struct timetable *t = n->timetable;
	struct runs *m = arena_alloc(a, sizeof *m);
	size_t most = 0;

	for (size_t s = 0; s < t->service_count; s++)
		most = t->services[s].stop_count > most ? t->services[s].stop_count : most;
	*m = (struct runs){.n = n, .a = a, .clocks = c};
	m->arrives = arena_alloc_array(a, most, sizeof *m->arrives);
	m->departs = arena_alloc_array(a, most, sizeof *m->departs);
	runs_patch(m, t->patches, t->patch_count);
	return m;
}
