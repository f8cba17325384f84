#include "service/rail_write.h"

#include "service/answer_parts.h"

#define NAMES_SHOWN 16 /* of one train */

void rail_write_trains(struct json *j, const struct rail *r, const char *key)
{
	const struct train_name *names[NAMES_SHOWN];
	size_t n = key ? rail_trains(r, key, names, NAMES_SHOWN) : 0;

	if (!n)
		return;
	jw_key(j, "trains");
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++)
		jw_string(j, names[i]->told);
	jw_close(j, ']');
}

static void write_ride(struct json *j, const struct rail *r, const struct ride_span *s)
{
	jw_open(j, '{');
	jw_member(j, "wagon", s->wagon);
	jw_member(j, "position", s->place);
	jw_member(j, "train", s->train);
	rail_write_trains(j, r, s->train);
	part_moment(j, "since", &s->from->happened);
	if (s->to)
		part_moment(j, "until", &s->to->happened);
	jw_member(j, "classifier", classifier_names[s->classifier]);
	jw_close(j, '}');
}

static void write_seals(struct json *j, const char *key, const struct gauge_side *s)
{
	jw_key(j, key);
	jw_open(j, '[');
	for (size_t i = 0; i < s->seal_count; i++)
		jw_string(j, s->seals[i]);
	jw_close(j, ']');
}

static void write_side(struct json *j, const char *key, const struct gauge_side *s)
{
	if (s->happened.at == INSTANT_NONE)
		return;
	jw_key(j, key);
	jw_open(j, '{');
	jw_member(j, "wagon", s->wagon);
	part_moment(j, "happened", &s->happened);
	jw_member(j, "sender", s->sender);
	jw_close(j, '}');
}

/* "PT5H40M"; nothing where the sides are told the wrong way round. */
static void write_ground(struct json *j, instant span)
{
	int64_t minutes = span / INSTANT_SECOND / 60;

	if (span < 0)
		return;
	jw_key(j, "ground");
	if (minutes >= 60 && minutes % 60)
		text_printf(j->out, "\"PT%dH%dM\"", (int)(minutes / 60), (int)(minutes % 60));
	else if (minutes >= 60)
		text_printf(j->out, "\"PT%dH\"", (int)(minutes / 60));
	else
		text_printf(j->out, "\"PT%dM\"", (int)minutes);
	j->comma = true;
}

void rail_write_gauge(struct json *j, const struct world *w, const struct gauge_told *g)
{
	bool complete = g->off.happened.at != INSTANT_NONE && g->on.happened.at != INSTANT_NONE;

	jw_open(j, '{');
	jw_member(j, "container", g->container);
	part_place(j, w, g->place, NULL);
	if (g->from)
		jw_member_integer(j, "from", g->from);
	if (g->to)
		jw_member_integer(j, "to", g->to);
	jw_member(j, "kind", gauge_kind_words[g->kind]);
	jw_member_bool(j, "complete", complete);
	write_side(j, "off", &g->off);
	write_side(j, "on", &g->on);
	if (complete)
		write_ground(j, g->on.happened.at - g->off.happened.at);
	jw_member(j, "act", g->act);
	if (g->off.seal_count || g->on.seal_count) {
		jw_key(j, "seals");
		jw_open(j, '{');
		write_seals(j, "before", &g->off);
		write_seals(j, "after", &g->on);
		jw_close(j, '}');
	}
	jw_close(j, '}');
}

static struct gauge_side side_of(const struct event *e, const char *wagon)
{
	if (!e)
		return (struct gauge_side){.happened.at = INSTANT_NONE};
	return (struct gauge_side){wagon, e->sender, e->happened, e->seals, e->seal_count};
}

static void write_change(struct json *j, const struct world *w, const struct gauge_change *g)
{
	struct gauge_told told = {
		.place = g->on ? g->on->place : g->off->place,
		.from = g->from,
		.to = g->to,
		.kind = g->kind,
		.off = side_of(g->off, g->off_wagon),
		.on = side_of(g->on, g->on_wagon),
		.act = g->act,
	};

	rail_write_gauge(j, w, &told);
}

static bool was_on_rail(const struct timeline *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (ride_names(t->events[i]))
			return true;
	return false;
}

void rail_write_rides(struct json *j, const struct world *w, const struct rail *r, struct arena *a,
	const char *container, const struct timeline *t)
{
	struct rail_box box;

	if (!r || !was_on_rail(t))
		return;
	box = rail_box_of(r, a, container, t);
	jw_key(j, "rides");
	jw_open(j, '[');
	for (size_t i = 0; i < box.span_count; i++)
		write_ride(j, r, &box.spans[i]);
	jw_close(j, ']');
	jw_key(j, "gaugeChanges");
	jw_open(j, '[');
	for (size_t i = 0; i < box.change_count; i++)
		write_change(j, w, &box.changes[i]);
	jw_close(j, ']');
}
