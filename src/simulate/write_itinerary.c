/* What a forwarder plans: itineraries, whole, anew whenever one changes; in the JSON in which people tell of
 * journeys. */
#include "simulate/voice.h"

#include <stdio.h>

static void moment_of(struct json *j, const char *key, minute at)
{
	jw_key(j, key);
	write_minute(j->out, at);
	j->comma = true;
}

static void transport(struct pen *p, struct json *j, int run)
{
	const struct run *r = &p->w->runs[run];
	const struct stretch *s = &stretches[r->stretch];
	char name[16], imo[16], day[32];

	run_name(p->w, run, 0, name);
	jw_key(j, "transport");
	jw_open(j, '{');
	if (s->mode == SHIP) {
		snprintf(imo, sizeof imo, "%d", ship_imo(r));
		jw_member(j, "imo", imo);
		jw_member(j, "name", ship_name(r));
		jw_member(j, "voyage", name);
	} else {
		local_time(day, "Y-M-D", place_offset(s->stops[0].place, r->planned), r->planned);
		jw_member(j, "train", name);
		jw_member(j, "day", day);
	}
	jw_close(j, '}');
}

static void leg(struct pen *p, struct json *j, int run)
{
	const struct stretch *s = &stretches[p->w->runs[run].stretch];
	int last = stretch_stops(s) - 1;

	jw_open(j, '{');
	jw_member(j, "mode", s->mode == SHIP ? "VESSEL" : "RAIL");
	jw_member(j, "from", places[s->stops[0].place].code);
	jw_member(j, "to", places[s->stops[last].place].code);
	moment_of(j, "departs", run_planned(p->w, run, 0, true));
	moment_of(j, "arrives", run_planned(p->w, run, last, false));
	transport(p, j, run);
	jw_close(j, '}');
}

/* Where much goes wrong, the last leg is forgotten now and then; until it is planned anew. */
static int last_leg(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	rights(w, box, WRONG_MISROUTED, w->now);
	if (w->trouble == 1 || b->legs - b->leg < 2 || !mishap(w, 60))
		return b->legs;
	goes_wrong(w, box, WRONG_MISROUTED, CAUSE_PLANNING, last_place(b), w->now);
	return b->legs - 1;
}

static void one_itinerary(struct pen *p, struct json *j, int box)
{
	const struct box *b = &p->w->boxes[box];
	int end = last_leg(p->w, box);
	char id[NUMBER_CONTAINER + 24];

	snprintf(id, sizeof id, "%s-%zu", b->number, b->revision_count);
	jw_open(j, '{');
	jw_member(j, "word", "itinerary");
	jw_member(j, "id", id);
	jw_member(j, "container", b->number);
	moment_of(j, "said", p->w->now);
	jw_member(j, "why", b->plans_told ? "planned anew" : "as booked");
	jw_member(j, "destination", places[last_place(b)].code);
	jw_key(j, "legs");
	jw_open(j, '[');
	for (int l = b->leg; l < end; l++) {
		leg(p, j, b->plan[l]);
		pen_tells_way(p, box, b->plan[l]);
	}
	jw_close(j, ']');
	jw_close(j, '}');
}

/* All that is ahead of it is planned, and it was told of otherwise. */
static bool is_new(const struct box *b)
{
	if (!b->forwarded || b->restuffs || b->where == UNBORN || b->where == ENDED || b->leg >= b->legs ||
		b->plans_told == (uint8_t)b->revision_count)
		return false;
	for (int l = b->leg; l < b->legs; l++)
		if (b->plan[l] < 0)
			return false;
	return true;
}

/* Where much goes wrong, who plans does not see at once that a plan fell through. */
static bool is_overlooked(struct world *w, const struct box *b)
{
	return w->trouble > 1 && b->plans_told && mishap(w, 4);
}

void write_itinerary(struct pen *p)
{
	struct json j = {&p->out, false};
	bool any = false;

	jw_open(&j, '[');
	for (int i = 0; i < p->w->box_count; i++) {
		struct box *b = &p->w->boxes[i];

		if (!is_new(b) || is_overlooked(p->w, b))
			continue;
		any = true;
		one_itinerary(p, &j, i);
		b->plans_told = (uint8_t)b->revision_count;
	}
	jw_close(&j, ']');
	if (!any)
		text_clear(&p->out);
	pen_send(p);
}
