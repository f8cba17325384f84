/* Where the box stands on its way, by its last told move. */
#include "domain/eta_way_inside.h"
#include "domain/journey.h"

#include <string.h>

static bool among(const char *code, const char *words)
{
	return strlen(code) == 4 && strstr(words, code);
}

static bool stands_by(const struct fact *f)
{
	return f->speaker && journey_moves(f->code) && f->load_state != LOAD_EMPTY &&
	       f->when.at != INSTANT_NONE;
}

/* The fact nearest before `until` that tells a place; until: none. */
size_t way_placed_before(const struct way_making *m, size_t until)
{
	for (size_t k = until; k-- > m->t->first;)
		if (stands_by(m->f->list[k]) && m->f->list[k]->place)
			return k;
	return until;
}

/* The first fact of the stay at the border that fact k is of. */
static size_t border_since(const struct way_making *m, size_t k)
{
	size_t first = k;

	for (size_t j = k; j-- > m->t->first;) {
		const struct fact *f = m->f->list[j];

		if (!stands_by(f) || !f->place)
			continue;
		if (!way_same_spot(m, f->place, m->f->list[k]->place))
			break;
		first = j;
	}
	return first;
}

static const char *country_before(const struct way_making *m, size_t k)
{
	size_t before = way_placed_before(m, k);

	return before == k ? NULL : way_country(m, m->f->list[before]->place);
}

static void stand(struct way_making *m, size_t since)
{
	const struct fact *f = m->f->list[since];

	m->way->since = m->way->heard = f->when.at;
	for (size_t k = since; k < m->t->until; k++)
		if (stands_by(m->f->list[k]) && m->f->list[k]->when.at > m->way->heard)
			m->way->heard = m->f->list[k]->when.at;
	for (size_t k = 0; k < m->i->expected_count; k++)
		if (m->i->expected[k].fact == f && m->i->expected[k].planned.event)
			m->way->scheduled = m->i->expected[k].planned.at;
}

/* It left a border only by its other side, or by the only one there is. */
static bool left_border(const struct way_making *m, const struct ride *r, size_t k, size_t since)
{
	const struct fact *f = m->f->list[k], *first = m->f->list[since];
	const struct passage_point *points;
	size_t n;

	if (strcmp(f->code, "DEPA") != 0)
		return false;
	if (way_differ(way_country(m, first->place), way_country(m, f->place)))
		return true;
	n = m->w->points(m->w->self, f->place, r->to, r->mode, &points);
	return !n || !way_differ(way_country(m, f->place),
			     way_country(m, points[way_leaves(m, points, n, 0)].place));
}

/* The departure or passing from which it runs; what it came to on the way is no end of that. */
static size_t run_since(const struct way_making *m, size_t k)
{
	for (size_t j = k + 1; j-- > m->t->first;) {
		const struct fact *f = m->f->list[j];

		if (!stands_by(f) || !f->place)
			continue;
		if (among(stretch_code(f), "DEPA WAYP"))
			return j;
		if (!among(stretch_code(f), "ARRI"))
			break;
	}
	return k;
}

static void on_the_way(struct way_making *m, const struct ride *r, size_t k)
{
	const struct fact *f = m->f->list[k];
	size_t since = way_is_border(m, f->place) ? border_since(m, k) : k;

	if (way_is_border(m, f->place) && !left_border(m, r, k, since)) {
		const struct way_border border = {
			way_country(m, m->f->list[since]->place), country_before(m, since)};

		stand(m, since);
		way_add_ride(m, f->place, r->to, r->mode, &border);
	} else {
		since = run_since(m, k);
		stand(m, since);
		way_add_ride(m, m->f->list[since]->place, r->to, r->mode, NULL);
	}
	way_add_unloading(m, r);
}

static void on_ground(struct way_making *m, const struct ride *r, size_t k)
{
	const struct fact *f = m->f->list[k];
	const char *code = stretch_code(f);

	stand(m, k);
	if (among(code, "LOAD ABRD")) {
		way_add_trip(m, r, f->place);
	} else if (among(code, "GTOT PICK")) {
		way_add(m, STRETCH_HAUL, f->place, r->from ? r->from : f->place, MODE_UNKNOWN);
		way_add_here(m, STRETCH_WAIT, r->from ? r->from : f->place, MODE_UNKNOWN, "LOAD");
		way_add_trip(m, r, r->from ? r->from : f->place);
	} else {
		bool unloaded = strcmp(code, "DISC") == 0;

		way_add_here(m, unloaded ? STRETCH_TRANSFER : STRETCH_WAIT, f->place,
			unloaded ? f->transport->mode : MODE_UNKNOWN, "LOAD");
		way_add_trip(m, r, f->place);
	}
	way_add_unloading(m, r);
}

static void at_end(struct way_making *m, const struct ride *r, size_t k)
{
	const struct fact *f = m->f->list[k];
	const char *code = stretch_code(f);

	stand(m, k);
	if (among(code, "ARRI WAYP ABRD LOAD"))
		way_add_unloading(m, r);
	else if (!among(code, "GTOT PICK"))
		way_add_rest(m, r, f->place);
	else if (m->to == ETA_DELIVERED)
		way_add_out(m, f->place);
}

/* Who is on a list of what is aboard is so from before it left on: a departure from there counts more. */
static size_t left_with(const struct way_making *m, size_t k)
{
	size_t before = way_placed_before(m, k);

	if (before == k || strcmp(m->f->list[k]->code, "ABRD") != 0 ||
		!way_same_spot(m, m->f->list[k]->place, m->f->list[before]->place))
		return k;
	return strcmp(m->f->list[before]->code, "DEPA") == 0 ? before : k;
}

/* At a border it is still in the train that brought it: what is lifted over there goes on as anywhere else.
 */
static bool rides(const struct way_making *m, const struct fact *f, const char *code)
{
	return among(code, "ARRI WAYP DEPA") ||
	       (way_is_border(m, f->place) && !among(code, "GTIN GTOT PICK DISC LOAD ABRD"));
}

void way_stands(struct way_making *m, const struct ride *r, size_t last)
{
	size_t k = left_with(m, last);
	const struct fact *f = m->f->list[k];
	const char *code = stretch_code(f);
	bool here = way_same_spot(m, f->place, r->to);

	if (here && !among(code, "DEPA"))
		at_end(m, r, k);
	else if (rides(m, f, code))
		on_the_way(m, r, k);
	else
		on_ground(m, r, k);
}
