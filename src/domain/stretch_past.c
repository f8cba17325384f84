/* What is learned from stretches: pools that they belong to, counts, and how good tellings were. */
#include "domain/stretch.h"

#include <string.h>

#define HOUR    (3600 * INSTANT_SECOND)
#define POOL_KM 1000 /* a run of a pool is of so many */

const char *const stretch_lead_words[STRETCH_LEADS] = {"6h", "1d", "3d", "7d", "14d", "longer"};

/* Leads are from so many hours on. */
static const int lead_hours[STRETCH_LEADS] = {0, 6, 24, 3 * 24, 7 * 24, 14 * 24};

instant stretch_lead_from(int lead)
{
	return lead_hours[lead] * HOUR;
}

int stretch_lead(instant before)
{
	int lead = 0;

	while (lead < STRETCH_LEADS - 1 && before >= stretch_lead_from(lead + 1))
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

bool stretch_learn(struct spread *s, enum stretch_kind kind, struct tally_week *weeks, size_t n, instant now)
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
