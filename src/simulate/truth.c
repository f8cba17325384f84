/*
 * The truth, as lines of JSON: a box each, its exceptions, a run each, borders day by day, who was silent.
 */
#include "simulate/truth_words.h"
#include "simulate/voice.h"

#include <stdio.h>
#include <string.h>

void truth_time(struct json *j, const char *key, minute at)
{
	jw_key(j, key);
	write_minute(j->out, at);
	j->comma = true;
}

void truth_run(struct world *w, struct json *j, int run)
{
	char name[48];

	if (run < 0)
		return;
	snprintf(name, sizeof name, "%s/%d", stretches[w->runs[run].stretch].word, w->runs[run].number);
	jw_member(j, "run", name);
}

static void member_number(struct json *j, const char *key, const char *form, int n)
{
	char text[24];

	snprintf(text, sizeof text, form, n);
	jw_member(j, key, text);
}

static void line(struct world *w, const char *path)
{
	text_byte(&w->truth, '\n');
	post_put(&w->post, path, &w->truth);
	text_clear(&w->truth);
}

void truth_border(struct world *w, enum border b)
{
	struct json j = {&w->truth, false};

	jw_open(&j, '{');
	jw_member(&j, "border", borders[b].word);
	truth_time(&j, "day", w->now);
	jw_member_integer(&j, "level", w->frontiers[b].level);
	if (w->frontiers[b].closed_until > w->now)
		truth_time(&j, "closedUntil", w->frontiers[b].closed_until);
	jw_close(&j, '}');
	line(w, "truth/borders.ndjson");
}

static void write_legs(struct world *w, struct json *j, const struct box *b, const struct revision *v)
{
	jw_key(j, "legs");
	jw_open(j, '[');
	for (int l = v->from_leg; l < b->legs; l++) {
		const struct stretch *s = &stretches[routes[b->route].leg[l]];
		int last = stretch_stops(s) - 1;

		jw_open(j, '{');
		jw_member(j, "from", places[s->stops[0].place].code);
		jw_member(j, "to", places[s->stops[last].place].code);
		if (v->runs[l] >= 0) {
			truth_run(w, j, v->runs[l]);
			truth_time(j, "departs", run_planned(w, v->runs[l], 0, true));
			truth_time(j, "arrives", run_planned(w, v->runs[l], last, false));
		}
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_plans(struct world *w, struct json *j, const struct box *b)
{
	jw_key(j, "plans");
	jw_open(j, '[');
	for (size_t i = 0; i < b->revision_count; i++) {
		jw_open(j, '{');
		truth_time(j, "at", b->revisions[i].at);
		if (b->revisions[i].cause)
			jw_member(j, "why", truth_cause_words[b->revisions[i].cause]);
		write_legs(w, j, b, &b->revisions[i]);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_moment(struct world *w, struct json *j, const struct moment *m)
{
	char wagon[NUMBER_WAGON];

	jw_open(j, '{');
	truth_time(j, "at", m->at);
	jw_member(j, "what", truth_happening_words[m->what][0]);
	jw_member(j, "place", places[m->place].code);
	if (*places[m->place].facility)
		jw_member(j, "facility", places[m->place].facility);
	truth_run(w, j, m->run);
	if (m->what == STUFFED || m->what == RESEALED || m->what == BROKEN)
		member_number(j, "seal", "LG%06d", m->seal);
	if (m->wagon >= 0) {
		number_wagon(wagon, stretches[w->runs[m->run].stretch].gauge, m->wagon);
		jw_member(j, "wagon", wagon);
		jw_member_integer(j, "spot", m->spot);
	}
	jw_close(j, '}');
}

/* What happened last of these, by the end; NULL: nothing. */
static const struct moment *last_of(const struct world *w, const struct box *b, uint32_t which)
{
	const struct moment *last = NULL;

	for (size_t i = 0; i < b->moment_count; i++) {
		const struct moment *m = &b->moments[i];

		if (m->at < w->ends && (which >> m->what & 1) && (!last || m->at >= last->at))
			last = m;
	}
	return last;
}

static minute time_of(const struct world *w, const struct box *b, enum happening what)
{
	const struct moment *m = last_of(w, b, UINT32_C(1) << what);

	return m ? m->at : MINUTE_NONE;
}

static const char *state_after(enum happening what)
{
	switch (what) {
	case LOADED:
	case SET_OUT_AT:
	case TAKEN_ON:
		return "aboard";
	case GATE_IN:
	case DISCHARGED:
		return "in-terminal";
	case EMPTY_IN:
		return "empty-returned";
	case DELIVERED:
	case STRIPPED:
		return "delivered";
	default:
		return "on-road";
	}
}

#define MOVES                                                                                                \
	(1u << EMPTY_OUT | 1u << GATE_IN | 1u << GATE_OUT | 1u << LOADED | 1u << DISCHARGED |                \
		1u << SET_OUT_AT | 1u << TAKEN_ON | 1u << DELIVERED | 1u << STRIPPED | 1u << EMPTY_IN)

static void write_end(struct world *w, struct json *j, const struct box *b)
{
	const struct moment *m = last_of(w, b, MOVES);

	jw_key(j, "end");
	jw_open(j, '{');
	jw_member(j, "state", m ? state_after(m->what) : "not-begun");
	if (m) {
		jw_member(j, "place", places[m->place].code);
		if (m->what == LOADED || m->what == TAKEN_ON)
			truth_run(w, j, m->run);
	}
	jw_close(j, '}');
}

static void write_times(const struct world *w, struct json *j, const struct box *b)
{
	const struct revision *first = b->revision_count ? &b->revisions[0] : NULL;
	int last = b->legs - 1, run = first ? first->runs[last] : -1;

	jw_key(j, "real");
	jw_open(j, '{');
	truth_time(j, "arrived", b->came);
	truth_time(j, "discharged", b->came == MINUTE_NONE ? MINUTE_NONE : time_of(w, b, DISCHARGED));
	truth_time(j, "available", time_of(w, b, AVAILABLE));
	truth_time(j, "delivered", time_of(w, b, DELIVERED));
	truth_time(j, "emptyReturned", time_of(w, b, EMPTY_IN));
	jw_close(j, '}');
	truth_time(j, "promised",
		run < 0 ? MINUTE_NONE
			: run_planned(w, run, stretch_stops(&stretches[w->runs[run].stretch]) - 1, false));
}

static void write_head(struct world *w, struct json *j, const struct box *b)
{
	int index = (int)(b - w->boxes);

	jw_member(j, "container", b->number);
	jw_member(j, "sizeType", type_words[b->type]);
	jw_member(j, "arrangement", owner_of(b));
	jw_member(j, "goods", goods_words[b->goods][0]);
	jw_member_integer(j, "grossKg", b->kilos);
	jw_member_integer(j, "declaredKg", b->declared);
	jw_member(j, "route", routes[b->route].word);
	member_number(j, "booking", "BK%07d", booking_number(index));
	member_number(j, "bill", "BL%07d", bill_number(index));
	if (!b->restuffs)
		member_number(j, "smgs", "%d", smgs_number(index));
	if (!b->restuffs && strcmp(routes[b->route].country, "DE") == 0)
		member_number(j, "cim", "%d", cim_number(index));
	if (b->other >= 0)
		jw_member(j, b->restuffs ? "cargoGoesOnIn" : "cargoCameIn", w->boxes[b->other].number);
	if (b->transit_limit != MINUTE_NONE)
		truth_time(j, "transitLimit", b->transit_limit);
	if (b->tracked)
		jw_member_integer(j, "tracker", 700000 + index);
}

/* What was arranged for later stands before what came meanwhile. */
static void sort_moments(struct box *b)
{
	for (size_t i = 1; i < b->moment_count; i++) {
		struct moment m = b->moments[i];
		size_t k = i;

		for (; k && b->moments[k - 1].at > m.at; k--)
			b->moments[k] = b->moments[k - 1];
		b->moments[k] = m;
	}
}

static void write_box(struct world *w, const struct box *b)
{
	struct json j = {&w->truth, false};

	jw_open(&j, '{');
	write_head(w, &j, b);
	write_times(w, &j, b);
	write_plans(w, &j, b);
	jw_key(&j, "happened");
	jw_open(&j, '[');
	for (size_t i = 0; i < b->moment_count; i++)
		if (b->moments[i].at < w->ends)
			write_moment(w, &j, &b->moments[i]);
	jw_close(&j, ']');
	write_end(w, &j, b);
	jw_close(&j, '}');
	line(w, "truth/boxes.ndjson");
}

static void write_wrong(struct world *w, const struct box *b, const struct wrong *g)
{
	struct json j = {&w->truth, false};

	jw_open(&j, '{');
	jw_member(&j, "container", b->number);
	jw_member(&j, "code", truth_wrong_words[g->code][0]);
	if (g->cause)
		jw_member(&j, "cause", truth_cause_words[g->cause]);
	jw_member(&j, "place", places[g->place].code);
	truth_run(w, &j, g->run);
	truth_time(&j, "from", g->from);
	truth_time(&j, "until", g->until < w->ends ? g->until : MINUTE_NONE);
	jw_close(&j, '}');
	line(w, "truth/exceptions.ndjson");
	w->told.exceptions++;
}

/* Known only now: who came, or has not come, more than a day behind the first plan. */
static void find_late(struct world *w, int box)
{
	struct box *b = &w->boxes[box];
	int run = b->revision_count && !b->restuffs ? b->revisions[0].runs[b->legs - 1] : -1;
	minute due;

	if (run < 0)
		return;
	due = run_planned(w, run, stretch_stops(&stretches[w->runs[run].stretch]) - 1, false) + DAY;
	if (due < w->ends && (b->came == MINUTE_NONE || b->came > due))
		goes_wrong(w, box, WRONG_LATE, CAUSE_EARLIER, stretch_to(w->runs[run].stretch), due)->until =
			b->came;
}

static void write_run(struct world *w, int run)
{
	const struct run *r = &w->runs[run];
	const struct stretch *s = &stretches[r->stretch];
	struct json j = {&w->truth, false};

	jw_open(&j, '{');
	truth_run(w, &j, run);
	jw_member(&j, "mode", s->mode == SHIP ? "vessel" : "rail");
	jw_member_integer(&j, "boxes", (int64_t)r->count);
	if (r->cancelled)
		jw_member_bool(&j, "cancelled", true);
	if (s->mode == SHIP)
		jw_member_integer(&j, "imo", ship_imo(r));
	jw_key(&j, "stops");
	jw_open(&j, '[');
	for (int i = 0; i < stretch_stops(s); i++) {
		char name[16];

		run_name(w, run, i, name);
		jw_open(&j, '{');
		jw_member(&j, "place", places[s->stops[i].place].code);
		jw_member(&j, "number", name);
		if (i)
			truth_time(&j, "arrivalScheduled", run_planned(w, run, i, false));
		if (r->came[i] != MINUTE_NONE)
			truth_time(&j, "arrived", r->came[i]);
		if (i + 1 < stretch_stops(s))
			truth_time(&j, "departureScheduled", run_planned(w, run, i, true));
		if (r->left[i] != MINUTE_NONE)
			truth_time(&j, "departed", r->left[i]);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	jw_close(&j, '}');
	line(w, "truth/runs.ndjson");
}

bool truth_write(struct world *w)
{
	truth_readme(w);
	partners_write(w);
	for (int i = 0; i < w->box_count && !w->post.failed; i++) {
		struct box *b = &w->boxes[i];

		if (b->where == UNBORN)
			continue;
		find_late(w, i);
		sort_moments(b);
		write_box(w, b);
		for (size_t k = 0; k < b->wrong_count; k++)
			if (b->wrongs[k].from < w->ends)
				write_wrong(w, b, &b->wrongs[k]);
		w->told.containers++;
	}
	for (int r = 0; r < w->run_count && !w->post.failed; r++)
		if (w->runs[r].planned - stretches[w->runs[r].stretch].loading < w->ends)
			write_run(w, r);
	voices_truth(w);
	return !w->post.failed;
}
