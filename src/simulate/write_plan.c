/* What is to be: schedules (IFTSAI), what is to be loaded (COPRAR), when boxes are expected (IFTSTA). */
#include "simulate/edi.h"

#define SHIPS_AHEAD  (10 * DAY)
#define TRAINS_AHEAD (6 * DAY)

/* The voice tells of ships, all of them or those of its port, or of the trains of its station. */
static bool is_its(const struct pen *p, const struct run *r)
{
	const struct stretch *s = &stretches[r->stretch];

	return s->mode == p->v->mode && (p->v->at == PLACES || p->v->at == s->stops[0].place);
}

static void vehicle(struct edi *e, int run)
{
	const struct run *r = &e->p->w->runs[run];
	const struct stretch *s = &stretches[r->stretch];
	char name[16];

	run_name(e->p->w, run, 0, name);
	if (s->mode == SHIP)
		edi_ship(e, r, name);
	else
		edi_segment(e, "TDT+20+%s+2++%s:172:ZZZ", name, railway_words[s->stops[0].railway]);
}

static void calls(struct edi *e, int run)
{
	const struct stretch *s = &stretches[e->p->w->runs[run].stretch];
	int last = stretch_stops(s) - 1;

	for (int i = 0; i <= last; i++) {
		edi_place(e, i == 0 ? 5 : i == last ? 61 : 153, s->stops[i].place, false);
		if (i)
			edi_time(e, 232, s->stops[i].place, run_planned(e->p->w, run, i, false));
		if (i < last)
			edi_time(e, 189, s->stops[i].place, run_planned(e->p->w, run, i, true));
	}
}

void write_schedule(struct pen *p)
{
	minute ahead = p->v->mode == SHIP ? SHIPS_AHEAD : TRAINS_AHEAD;
	struct edi e;
	int n = 0;

	edi_begin(&e, p, "UNOA:4", "HUB");
	edi_message(&e, "IFTSAI:D:99B:UN");
	edi_segment(&e, "BGM+TS2+S%06d+9", p->serial);
	for (int i = 0; i < p->w->run_count; i++) {
		const struct run *r = &p->w->runs[i];

		if (!is_its(p, r) || r->planned < p->w->now || r->planned > p->w->now + ahead)
			continue;
		vehicle(&e, i);
		calls(&e, i);
		pen_tells_schedule(p, i);
		n++;
	}
	edi_message_end(&e);
	if (!n)
		e.messages = 0;
	edi_end(&e);
}

static bool was_weighed(const struct world *w, const struct box *b)
{
	for (size_t i = 0; i < b->moment_count; i++)
		if (b->moments[i].what == WEIGHED && b->moments[i].at <= w->now)
			return true;
	return false;
}

static int ordered_boxes(struct edi *e, int run)
{
	struct world *w = e->p->w;
	int n = 0;

	for (int i = 0; i < w->box_count; i++) {
		struct box *b = &w->boxes[i];
		bool weighed = was_weighed(w, b);

		if (b->where == UNBORN || b->leg >= b->legs || b->plan[b->leg] != run)
			continue;
		edi_box(e, b, 2, false);
		pen_tells_plan(e->p, i, run);
		b->ordered = run;
		edi_place(e, 11, stretch_to(w->runs[run].stretch), false);
		edi_segment(e, "MEA+AAE+%s+KGM:%d", weighed ? "VGM" : "G", weighed ? b->kilos : b->declared);
		n++;
	}
	return n;
}

/* A day before: who is to be loaded, as planned by then. */
void write_load_order(struct pen *p)
{
	for (int i = 0; i < p->w->run_count; i++) {
		const struct run *r = &p->w->runs[i];
		struct edi e;
		int n;

		if (!is_its(p, r) || r->planned < p->w->now + DAY || r->planned >= p->w->now + 2 * DAY)
			continue;
		edi_begin(&e, p, "UNOA:2", "HUB");
		edi_message(&e, "COPRAR:D:95B:UN");
		edi_segment(&e, "BGM+45+C%s%06d+9", p->v->sender, p->serial);
		edi_time(&e, 137, stretch_from(r->stretch), p->w->now);
		vehicle(&e, i);
		edi_place(&e, 9, stretch_from(r->stretch), false);
		edi_time(&e, 133, stretch_from(r->stretch), r->planned);
		edi_segment(&e, "NAD+CF+JKX:160:20");
		n = ordered_boxes(&e, i);
		pen_tells_list(p, i);
		edi_segment(&e, "CNT+16:%d", n);
		edi_message_end(&e);
		if (!n)
			e.messages = 0;
		edi_end(&e);
	}
}

/* By the plan as it stands, and as late as the train or ship is now. */
static minute expected(const struct world *w, const struct box *b)
{
	const struct run *r = &w->runs[b->run];
	int last = b->plan[b->legs - 1], late;

	if (last < 0 || (!r->moves && r->came[r->stop] == MINUTE_NONE))
		return MINUTE_NONE; /* not planned to its end, or not under way yet */
	late = r->moves ? r->left[r->stop] - run_planned(w, b->run, r->stop, true)
			: r->came[r->stop] - run_planned(w, b->run, r->stop, false);
	return run_planned(w, last, stretch_stops(&stretches[w->runs[last].stretch]) - 1, false) +
	       (last == b->run ? late : 0);
}

static bool one_outlook(struct edi *e, const struct box *b)
{
	const struct world *w = e->p->w;
	const struct run *r = &w->runs[b->run];
	enum place here = stretches[r->stretch].stops[r->stop].place;
	minute at = expected(w, b);

	if (at <= w->now)
		return false;
	e->p->about = (int)(b - w->boxes);
	edi_segment(e, "STS+1+31");
	edi_time(e, 334, here, r->moves ? r->left[r->stop] : r->came[r->stop]);
	edi_place(e, 175, here, false);
	edi_segment(e, "TDT+1++%d", stretches[r->stretch].mode == SHIP ? 1 : 2);
	edi_place(e, 8, last_place(b), false);
	edi_time(e, 132, last_place(b), at);
	edi_segment(e, "EQD+CN+%s+%s:102:5++6+5", b->number, type_words[b->type]);
	pen_tells_aboard(e->p, (int)(b - w->boxes));
	pen_tells_expected(e->p, (int)(b - w->boxes), at);
	return true;
}

void write_outlook(struct pen *p)
{
	struct edi e;
	char now[32];
	int n = 0;

	local_time(now, "YMDhm", 0, p->w->now);
	edi_begin(&e, p, "UNOC:3", "HUB");
	edi_message(&e, "IFTSTA:D:00B:UN");
	edi_segment(&e, "BGM+23+%s%06d+9", p->v->sender, p->serial);
	edi_segment(&e, "DTM+137:%sUTC:303", now);
	edi_segment(&e, "NAD+MS+%s", p->v->sender);
	edi_segment(&e, "CNI+1+%s%06d", p->v->sender, p->serial);
	for (int i = 0; i < p->w->box_count; i++)
		if (p->w->boxes[i].where == ABOARD)
			n += one_outlook(&e, &p->w->boxes[i]);
	edi_message_end(&e);
	if (!n)
		e.messages = 0;
	edi_end(&e);
}
