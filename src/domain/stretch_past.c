/* What is learned from stretches: pools that they belong to, counts, and how good tellings were. */
#include "domain/stretch.h"

#include <string.h>

#define HOUR    (3600 * INSTANT_SECOND)
#define POOL_KM 1000 /* a run of a pool is of so many */

const char *const stretch_lead_words[STRETCH_LEADS] = {"6h", "1d", "3d", "7d", "14d", "longer"};

int stretch_lead(instant before)
{
	static const int hours[STRETCH_LEADS - 1] = {6, 24, 3 * 24, 7 * 24, 14 * 24};
	int lead = 0;

	while (lead < STRETCH_LEADS - 1 && before >= hours[lead] * 3600 * INSTANT_SECOND)
		lead++;
	return lead;
}

static bool leads_away(const struct stretch *s)
{
	return strcmp(s->from, s->to) != 0;
}

bool stretch_is_told(enum stretch_kind kind)
{
	return kind == STRETCH_ESTIMATE || kind == STRETCH_PLAN || kind == STRETCH_HELD;
}

/* Of what happens, wherever that is. */
static double pool_of_telling(
	const struct stretch *s, enum stretch_pool which, struct arena *a, struct stretch *pool)
{
	size_t code = strcspn(s->to, " ");

	if (which != STRETCH_CORRIDOR || !s->to[code])
		return 0;
	pool->to = arena_strndup(a, s->to, code);
	return 1;
}

const char *stretch_told_of(struct arena *a, const char *code, const char *complex)
{
	return arena_printf(a, "%s %s", code, complex);
}

double stretch_pool(const struct stretch_world *w, const struct stretch *s, enum stretch_pool which,
	struct arena *a, struct stretch *pool)
{
	bool border = s->direction[0] != '\0';

	*pool = *s;
	if (which == STRETCH_OWN)
		return 1;
	if (stretch_is_told(s->kind))
		return pool_of_telling(s, which, a, pool);
	pool->from = pool->to = "";
	if (border && which == STRETCH_MODE) {
		pool->direction = "";
		return 1;
	}
	if (which == STRETCH_CORRIDOR && !border) {
		const char *from = w->country_of(w->self, s->from), *to = w->country_of(w->self, s->to);

		if (!from || !to)
			return 0;
		pool->direction = arena_printf(a, "%s-%s", from, to);
	}
	return leads_away(s) ? w->km(w->self, s->from, s->to, s->mode) / POOL_KM : 1;
}

bool stretch_learn(
	struct spread *s, enum stretch_kind kind, struct tally_week *weeks, size_t n, instant now)
{
	const struct stretch_row *row = &stretch_rows[kind];
	bool usable;

	for (size_t i = 0; i < n; i++)
		tally_age(&weeks[i], now, row->most_days * INSTANT_DAY);
	usable = spread_make(s, weeks, n, row->half_life, now);
	if (row->drift > 0)
		spread_level(s, weeks, n, row->drift, now);
	return usable;
}

void stretch_count(struct tally *t, const struct stretch_seen *seen, double scale, int sign)
{
	struct tally_entry e = seen->entry;
	instant hour = (seen->began - tally_week_begins(tally_week_of(seen->began))) / HOUR;

	e.seconds /= scale;
	if (seen->untold)
		t->untold += (uint32_t)sign;
	else if (e.running)
		t->began[hour] += scale == 1 ? (uint32_t)sign : 0;
	else if (sign > 0)
		tally_add(t, &e);
	else
		tally_take_out(t, &e);
}

int stretch_compare(const struct stretch *a, const struct stretch *b)
{
	int d = (int)a->kind - (int)b->kind;

	d = d ? d : strcmp(a->from, b->from);
	d = d ? d : strcmp(a->to, b->to);
	d = d ? d : (int)a->mode - (int)b->mode;
	return d ? d : strcmp(a->direction, b->direction);
}

static bool same_text(const char *a, const char *b)
{
	return !a || !b || strcmp(a, b) == 0;
}

/* The first fact since it was said that it can have been said of; NULL: none.  What its train told is of its
 * train, whatever each of them calls that. */
static const struct fact *come_true(
	const struct stretch_world *w, const struct facts *facts, const struct event *e)
{
	const char *place = w->complex_of(w->self, e->place);

	for (size_t i = 0; i < facts->count; i++) {
		const struct fact *f = facts->list[i];

		if (f->speaker && f->place && strcmp(f->code, e->code) == 0 && f->when.at >= e->said &&
			f->when.at - e->said < RIDE_LONGEST &&
			strcmp(w->complex_of(w->self, f->place), place) == 0 &&
			(e->via || same_text(f->transport->key, e->transport.key)))
			return f;
	}
	return NULL;
}

static bool tells_ahead(const struct event *e)
{
	return e->classifier != CLASSIFIER_ACT && e->place && e->happened.at != INSTANT_NONE &&
	       e->said != INSTANT_NONE;
}

size_t stretch_tellings(struct arena *a, const struct stretch_world *w, const struct facts *facts,
	const struct event *const *events, size_t n, struct stretch_seen **seen)
{
	size_t count = 0, room = 0;

	*seen = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct event *e = events[i];
		const struct fact *f = tells_ahead(e) ? come_true(w, facts, e) : NULL;
		struct stretch_seen *s;

		if (!f)
			continue;
		*seen = arena_grow(a, *seen, count, &room, sizeof **seen);
		s = &(*seen)[count++];
		*s = (struct stretch_seen){.began = e->said, .ended = f->when.at};
		s->stretch = (struct stretch){
			.kind = e->classifier == CLASSIFIER_EST ? STRETCH_ESTIMATE : STRETCH_PLAN,
			.from = e->sender ? e->sender : "",
			.to = stretch_told_of(a, e->code, w->complex_of(w->self, e->place)),
			.mode = f->transport->mode,
			.direction = stretch_lead_words[stretch_lead(e->happened.at - e->said)]};
		s->entry.seconds = (double)(f->when.at - e->happened.at) / INSTANT_SECOND;
		s->entry.told_late = -1;
		s->entry.passing =
			tally_passing(f->transport->key ? f->transport->key : e->subject, f->when.at);
	}
	return count;
}
