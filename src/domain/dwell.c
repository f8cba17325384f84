#include "domain/dwell.h"

#include "base/calendar.h"
#include "domain/journey.h"
#include "domain/trip.h"

const char *const clock_kind_words[] = {
#define CLOCK(name, word, text) [CLOCK_##name] = word,
#include "domain/dwell.def"
#undef CLOCK
};
const char *const day_kind_words[] = {"calendar", "working"};

#define THURSDAY 3 /* 1970-01-01, of a week that begins with Monday */

static bool is_free_day(const struct term *t, int64_t day)
{
	if (t->days == DAYS_CALENDAR)
		return true;
	if ((day + THURSDAY) - calendar_floor(day + THURSDAY, 7) * 7 >= 5)
		return false;
	for (size_t i = 0; i < t->holiday_count; i++)
		if (t->holidays[i] == day)
			return false;
	return true;
}

/* With the free days used up the next days are charged, be they what they may. */
int64_t dwell_last_free_day(const struct term *t, int64_t first)
{
	int64_t day = first - 1;

	for (int64_t left = t->free_days; left > 0;)
		left -= is_free_day(t, ++day);
	return day;
}

int64_t dwell_cost(const struct term *t, int64_t n)
{
	int64_t cost = 0;

	for (size_t i = 0; i < t->step_count; i++) {
		int64_t until = i + 1 < t->step_count ? t->steps[i + 1].from - 1 : INT64_MAX;
		int64_t days = (n < until ? n : until) - t->steps[i].from + 1;

		if (days > 0)
			cost += days * t->steps[i].minor;
	}
	return cost;
}

struct finding {
	struct arena *a;
	struct dwell *d;
	const struct line *line;
	const struct dwell_world *world;
	const char *operator_code, *size_type;
	int64_t today; /* of the box's place */
	size_t room;
	instant now;
};

static int64_t day_at(const struct finding *f, const char *place, instant t)
{
	int offset = place ? f->world->offset_at(f->world->self, place, t) : 0;

	return calendar_floor(t / INSTANT_SECOND + offset, DAY_SECONDS);
}

/* A time known to the day is that day there, wherever midnight is. */
static int64_t day_of(const struct finding *f, const struct event *e)
{
	return day_at(f, e->place,
		e->happened.precision == PRECISION_DAY ? moment_sorts(&e->happened) : e->happened.at);
}

static bool is_there(const struct term *t, const struct event *e)
{
	return is_at(e, t->place) && (!t->facility || same(t->facility, e->facility));
}

static bool fits_box(const struct finding *f, const struct term *t, const struct event *start)
{
	if (t->size && (!f->size_type || strncmp(f->size_type, t->size, strlen(t->size)) != 0))
		return false;
	if (t->load && start->load_state && t->load != start->load_state)
		return false;
	if (t->party && !same(t->party, start->operator_code ? start->operator_code : f->operator_code))
		return false;
	return true;
}

static bool starts(const struct finding *f, const struct term *t, const struct event *e)
{
	int64_t day;

	if (!is(e, t->start) || !is_there(t, e) || !fits_box(f, t, e) || e->happened.at == INSTANT_NONE)
		return false;
	day = day_of(f, e);
	return day >= t->from && day <= t->until;
}

/* A box that has left the place for good has stopped every clock of it but the line's own for its box away.
 */
static bool stops(const struct term *t, const struct event *e)
{
	if (is(e, t->stop))
		return true;
	if (t->kind == CLOCK_DETENTION)
		return trip_ends(e);
	return journey_moves(e->code) && e->place && !is_at(e, t->place);
}

static int particular(const struct term *t)
{
	return 8 * (t->facility != NULL) + 4 * (t->party != NULL) + 2 * (t->size != NULL) +
	       (t->load != LOAD_UNKNOWN);
}

static bool is_better(const struct term *a, const struct term *b)
{
	if (particular(a) != particular(b))
		return particular(a) > particular(b);
	return a->set != b->set ? a->set > b->set : strcmp(a->name, b->name) < 0;
}

/* Another term of the same clock on the same start that counts before this one. */
static bool is_beaten(const struct finding *f, const struct term *terms, size_t n, const struct term *t,
	const struct event *start)
{
	for (size_t i = 0; i < n; i++)
		if (&terms[i] != t && terms[i].kind == t->kind && fits(terms[i].party, t->party) &&
			starts(f, &terms[i], start) && is_better(&terms[i], t))
			return true;
	return false;
}

static int64_t charged_until(const struct dwell_clock *c, int64_t day)
{
	return day > c->last_free_day ? day - c->last_free_day : 0;
}

static void price(struct dwell_clock *c)
{
	c->charged = charged_until(c, c->until_day);
	c->cost = dwell_cost(c->term, c->charged);
	c->free_left = !c->stop && c->last_free_day >= c->until_day ? c->last_free_day - c->until_day + 1 : 0;
	for (int64_t day = c->until_day + 1; !c->stop && c->coming_count < DWELL_COMING; day++) {
		int64_t total = dwell_cost(c->term, charged_until(c, day)),
			before = dwell_cost(c->term, charged_until(c, day - 1));

		c->coming[c->coming_count++] = (struct dwell_day){day, total - before, total};
	}
}

static bool is_running(const struct finding *f, const struct term *t)
{
	for (size_t i = 0; i < f->d->count; i++)
		if (f->d->clocks[i].term == t && !f->d->clocks[i].stop)
			return true;
	return false;
}

static void stop_clocks(struct finding *f, const struct event *e)
{
	for (size_t i = 0; i < f->d->count; i++) {
		struct dwell_clock *c = &f->d->clocks[i];

		if (!c->stop && c->start != e && stops(c->term, e))
			c->stop = e;
	}
}

static void start_clocks(struct finding *f, const struct event *e, const struct term *terms, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct term *t = &terms[i];

		if (!starts(f, t, e) || is_running(f, t) || is_beaten(f, terms, n, t, e))
			continue;
		f->d->clocks = arena_grow(f->a, f->d->clocks, f->d->count, &f->room, sizeof *f->d->clocks);
		f->d->clocks[f->d->count++] = (struct dwell_clock){.term = t, .start = e};
	}
}

static instant day_begins(const struct finding *f, const char *place, int64_t day)
{
	instant local = day * DAY_SECONDS * INSTANT_SECOND;

	return local - f->world->offset_at(f->world->self, place, local) * INSTANT_SECOND;
}

static void count_days(struct finding *f, struct dwell_clock *c)
{
	c->first_day = day_of(f, c->start) + !c->term->start_counts;
	c->last_free_day = dwell_last_free_day(c->term, c->first_day);
	c->over = day_begins(f, c->term->place, c->last_free_day + 1);
	c->until_day = c->stop ? day_of(f, c->stop) : day_at(f, c->term->place, f->now);
	price(c);
	if (!c->stop && (!f->d->earliest || c->last_free_day < f->d->earliest->last_free_day))
		f->d->earliest = c;
}

/* Since when it stands where it stands. */
static void follow_stay(struct finding *f, const struct event *e)
{
	static const char *const comes[] = {"GTIN", "DISC", NULL};
	const struct event *since = f->d->since;

	if (!journey_moves(e->code))
		return;
	if (!is_among(e->code, comes))
		f->d->since = NULL;
	else if (!since || !same_place(since, e))
		f->d->since = e;
}

void dwell_find(struct dwell *d, struct arena *a, const struct line *l, const struct term *terms,
	size_t term_count, const char *operator_code, const char *size_type, const struct dwell_world *w,
	instant now)
{
	struct finding f = {.a = a,
		.d = d,
		.line = l,
		.world = w,
		.operator_code = operator_code,
		.size_type = size_type,
		.now = now};

	*d = (struct dwell){.clocks = NULL};
	for (size_t i = l->trip; i < l->count; i++) {
		if (!line_stands(l, i))
			continue;
		stop_clocks(&f, l->events[i]);
		start_clocks(&f, l->events[i], terms, term_count);
		follow_stay(&f, l->events[i]);
	}
	for (size_t i = 0; i < d->count; i++)
		count_days(&f, &d->clocks[i]);
	d->assessed = d->count > 0;
}
