/* A network is made of its parts, and read. */
#include "domain/network_inside.h"

#include "base/calendar.h"

#include <string.h>

/* ---- clocks ---- */

#define CHANGES INT32_MIN /* in place of an offset: the day has more than one */

struct clocks {
	const struct timetable *t;
	int32_t first;
	size_t days;
	uint32_t *zone_of; /* of each place */
	int32_t *offsets;  /* minutes east of UTC, of each zone and day */
};

/* A change within a day shows at one of its hours: none is undone within the hour. */
static int32_t offset_of_day(const struct zone *z, int32_t date)
{
	int32_t midnight = date * DAY_MINUTES, offset = midnight - timetable_utc(z, date, 0);

	for (int hour = 1; hour <= 24; hour++) {
		int32_t at = hour * 60;
		minute utc = timetable_utc(z, date + hour / 24, at % DAY_MINUTES);

		if (midnight + at - utc != offset)
			return CHANGES;
	}
	return offset;
}

static uint32_t zone_slot(const struct clocks *c, const struct zone **zones, size_t n, uint32_t place)
{
	uint32_t i = 0;

	while (i < n && zones[i] != c->t->places[place].zone)
		i++;
	zones[i] = c->t->places[place].zone;
	return i;
}

struct clocks *clocks_make(struct arena *a, const struct timetable *t, int32_t first, int32_t last)
{
	struct clocks *c = arena_alloc(a, sizeof *c);
	const struct zone **zones = arena_alloc_array(a, t->place_count, sizeof *zones);
	size_t n = 0;

	*c = (struct clocks){.t = t, .first = first, .days = (size_t)(last - first + 1)};
	c->zone_of = arena_alloc_array(a, t->place_count, sizeof *c->zone_of);
	for (uint32_t i = 0; i < t->place_count; i++) {
		c->zone_of[i] = zone_slot(c, zones, n, i);
		n += c->zone_of[i] == n;
	}
	c->offsets = arena_alloc_array(a, n * c->days, sizeof *c->offsets);
	for (size_t z = 0; z < n; z++)
		for (size_t d = 0; d < c->days; d++)
			c->offsets[z * c->days + d] = offset_of_day(zones[z], first + (int32_t)d);
	return c;
}

minute clocks_utc(const struct clocks *c, uint32_t place, int32_t date, int32_t minutes)
{
	int32_t day = date + (int32_t)calendar_floor(minutes, DAY_MINUTES);
	int32_t rest = minutes - (day - date) * DAY_MINUTES;
	size_t at = (size_t)(day - c->first);
	int32_t offset = at < c->days ? c->offsets[c->zone_of[place] * c->days + at] : CHANGES;

	if (offset == CHANGES)
		return timetable_utc(c->t->places[place].zone, day, rest);
	return day * DAY_MINUTES + rest - offset;
}

/* ---- made, and read ---- */

#define AROUND 2 /* days, for clocks that are ahead or behind */

struct network *network_make(struct arena *a, const struct timetable *t, int32_t first, int32_t last)
{
	struct network *n = arena_alloc(a, sizeof *n);
	struct arena scratch = ARENA_INIT;
	struct clocks *c = clocks_make(&scratch, t, first - AROUND, last + AROUND);
	struct runs *runs;

	n->timetable = t;
	n->from = first * DAY_MINUTES;
	n->until = (last + 1) * DAY_MINUTES;
	network_make_transfers(n, a, &scratch);
	runs = runs_make(&scratch, n, c);
	network_make_holds(n, a, &scratch, runs);
	network_make_trips(n, a, &scratch, runs);
	network_make_bounds(n, a, &scratch);
	network_make_hours(n, a, c);
	network_make_fares(n, a);
	arena_free(&scratch);
	return n;
}

uint32_t network_next(const struct network *n, uint32_t first, uint32_t end, minute departs)
{
	const minute *at = &n->departs[first];
	uint32_t left = end - first;

	while (left) { /* without a branch on what is looked at: it cannot be foretold */
		const uint32_t half = (left + 1) / 2;

		at += at[half - 1] < departs ? half : 0;
		left -= half;
	}
	return (uint32_t)(at - n->departs);
}

static int trip_compare(const struct network_trip *t, uint32_t service, int32_t date, int number)
{
	if (t->service != service)
		return t->service < service ? -1 : 1;
	if (t->date != date)
		return t->date < date ? -1 : 1;
	return (t->number > number) - (t->number < number);
}

uint32_t network_trip_find(const struct network *n, uint32_t service, int32_t date, int number)
{
	size_t low = 0, high = n->trip_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int d = trip_compare(&n->trips[n->trip_at[middle]], service, date, number);

		if (d == 0)
			return n->trip_at[middle];
		if (d < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NETWORK_NONE;
}

const struct network_hold *network_holds(const struct network *n, uint32_t trip, size_t *count)
{
	const struct network_trip *t = &n->trips[trip];
	size_t low = 0, high = n->hold_count, end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct network_hold *h = &n->holds[middle];
		const struct network_trip of = {h->service, h->date, 0, h->number};

		if (trip_compare(&of, t->service, t->date, t->number) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < n->hold_count && n->holds[end].service == t->service &&
			n->holds[end].date == t->date && n->holds[end].number == t->number;
		end++)
		;
	*count = end - low;
	return &n->holds[low];
}

/* ---- transfers ---- */

/* The first of a rule's open spans that ends behind `at`, or where they end. */
static uint32_t open_behind(const struct network *n, uint32_t rule, minute at)
{
	uint32_t low = n->open_of[rule], high = n->open_of[rule + 1];

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (n->open[middle].until <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_hours(const struct timetable_transfer *rule)
{
	return rule->hour_count || rule->holiday_count;
}

minute network_done(const struct network *n, const struct network_edge *e, minute at)
{
	if (!e->hours)
		return at + e->minutes;
	for (uint32_t i = e->step; i < e->step + e->steps; i++) {
		uint32_t rule = n->steps[i];

		if (has_hours(&n->timetable->transfers[rule])) {
			uint32_t o = open_behind(n, rule, at);

			if (o == n->open_of[rule + 1])
				return MINUTE_NEVER;
			at = at > n->open[o].from ? at : n->open[o].from;
		}
		at += n->timetable->transfers[rule].minutes;
	}
	return at;
}

minute network_begun(const struct network *n, const struct network_edge *e, minute by)
{
	if (!e->hours)
		return by - e->minutes;
	for (uint32_t i = e->step + e->steps; i-- > e->step;) {
		uint32_t rule = n->steps[i];

		by -= n->timetable->transfers[rule].minutes;
		if (has_hours(&n->timetable->transfers[rule])) {
			uint32_t o = open_behind(n, rule, by);

			if (o < n->open_of[rule + 1] && n->open[o].from <= by)
				continue;
			if (o == n->open_of[rule])
				return MINUTE_PAST;
			by = n->open[o - 1].until - 1;
		}
	}
	return by;
}

/* ---- restrictions ---- */

/* A stretch is what lies between a call at its one end and the next call at the other. */
static bool on_stretch(const struct timetable_service *s, unsigned stop, uint32_t from, uint32_t to)
{
	for (unsigned i = stop + 1; i-- > 0;) {
		if (s->stops[i].place == from) {
			for (unsigned k = i + 1; k < s->stop_count; k++)
				if (s->stops[k].place == to)
					return k > stop;
			return false;
		}
	}
	return false;
}

static unsigned restricts_ends(enum direction d, bool from, bool to)
{
	unsigned when = from && (d & DIRECTION_BACK) ? RESTRICTED_DEPARTING : 0;

	return when | (to && (d & DIRECTION_FORTH) ? RESTRICTED_ARRIVING : 0);
}

unsigned network_restricts(
	const struct timetable *t, const struct timetable_restriction *r, uint32_t service, unsigned stop)
{
	const struct timetable_service *s = &t->services[service];
	uint32_t from = s->stops[stop].place, to = s->stops[stop + 1].place;

	switch (r->what) {
	case RESTRICTED_PLACE:
		return restricts_ends(r->direction, from == r->place, to == r->place);
	case RESTRICTED_COUNTRY:
		return restricts_ends(r->direction, strcmp(t->places[from].country, r->country) == 0,
			strcmp(t->places[to].country, r->country) == 0);
	case RESTRICTED_STRETCH:
		return ((r->direction & DIRECTION_FORTH) && on_stretch(s, stop, r->place, r->to_place)) ||
				       ((r->direction & DIRECTION_BACK) &&
					       on_stretch(s, stop, r->to_place, r->place))
			       ? RESTRICTED_DEPARTING
			       : 0;
	case RESTRICTED_SERVICE:
		return service == r->service ? RESTRICTED_DEPARTING : 0;
	case RESTRICTEDS:
		break;
	}
	return 0;
}

/* Whether it came into the country at a stop before. */
static bool has_come(
	const struct timetable *t, const struct timetable_service *s, const char *country, unsigned stop)
{
	for (unsigned i = 0; i < stop; i++)
		if (strcmp(t->places[s->stops[i].place].country, country) != 0)
			return true;
	return false;
}

unsigned network_passes(
	const struct timetable *t, const struct timetable_restriction *r, uint32_t service, unsigned stop)
{
	const struct timetable_service *s = &t->services[service];
	const struct timetable_place *from = &t->places[s->stops[stop].place],
				     *to = &t->places[s->stops[stop + 1].place];
	const bool both = r->direction == DIRECTION_BOTH;
	bool leaves, comes;

	if (r->what == RESTRICTED_SERVICE)
		return service == r->service && stop == 0 ? RESTRICTED_DEPARTING : 0;
	if (s->carry != CARRY_RAIL)
		return 0;
	if (r->what == RESTRICTED_STRETCH)
		return ((r->direction & DIRECTION_FORTH) && s->stops[stop].place == r->place &&
			       on_stretch(s, stop, r->place, r->to_place)) ||
				       ((r->direction & DIRECTION_BACK) &&
					       s->stops[stop].place == r->to_place &&
					       on_stretch(s, stop, r->to_place, r->place))
			       ? RESTRICTED_DEPARTING
			       : 0;
	if (r->what == RESTRICTED_PLACE) {
		leaves = s->stops[stop].place == r->place && (!both || stop == 0);
		comes = s->stops[stop + 1].place == r->place;
	} else {
		const bool inside = strcmp(from->country, r->country) == 0;

		leaves = inside && strcmp(to->country, r->country) != 0 &&
			 (!both || !has_come(t, s, r->country, stop));
		comes = !inside && strcmp(to->country, r->country) == 0;
	}
	return restricts_ends(r->direction, leaves, comes);
}

bool network_restricts_then(const struct timetable_restriction *r, unsigned when, const struct network_leg *l)
{
	return ((when & RESTRICTED_DEPARTING) && l->departs >= r->from && l->departs < r->until) ||
	       ((when & RESTRICTED_ARRIVING) && l->arrives >= r->from && l->arrives < r->until);
}

static bool is_of(const char *commodity, const char *begins)
{
	return !begins || (commodity && strncmp(commodity, begins, strlen(begins)) == 0);
}

minute network_closed_until(
	const struct network *n, const struct network_leg *l, const char *commodity, bool dangerous)
{
	const struct timetable *t = n->timetable;
	minute until = MINUTE_PAST;

	for (size_t i = 0; l->restricted && i < t->restriction_count; i++) {
		const struct timetable_restriction *r = &t->restrictions[i];

		if (!r->trains && r->until > until && (dangerous || !r->dangerous) &&
			is_of(commodity, r->commodity) &&
			network_restricts_then(
				r, network_restricts(t, r, n->trips[l->trip].service, l->stop), l))
			until = r->until;
	}
	return until;
}

bool network_closed(
	const struct network *n, const struct network_leg *l, const char *commodity, bool dangerous)
{
	return network_closed_until(n, l, commodity, dangerous) != MINUTE_PAST;
}
