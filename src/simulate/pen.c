#include "simulate/pen.h"

#include "base/instant.h"
#include "simulate/truth_words.h"
#include "simulate/voice.h"

#include <stdio.h>

void pen_send(struct pen *p)
{
	const struct voice *v = p->v;

	if (p->out.length > p->heading)
		post_send(&p->w->post, p->w->now,
			&(struct sending){
				v->sender, v->word, v->kind, v->set, &v->habits, &p->out, &p->told});
	text_clear(&p->out);
	text_clear(&p->told);
	p->heading = 0;
	p->serial++;
}

void pen_headed(struct pen *p)
{
	p->heading = p->out.length;
}

const char *pen_number(struct pen *p, const struct box *b, char room[NUMBER_CONTAINER])
{
	p->mistyped = chance_in(p->chance, 1, 700);
	if (!p->mistyped)
		return b->number;
	number_mistyped(room, b->number, chance_below(p->chance, 6));
	return room;
}

/* box -1: of the run alone */
static void tells(struct pen *p, int box, const char *what, minute at, int run)
{
	struct json j = {&p->told, false};

	if (box >= 0 && p->mistyped) {
		p->mistyped = p->other_wagon = false;
		return;
	}
	if (p->told.length)
		text_byte(&p->told, ',');
	jw_open(&j, '{');
	if (box >= 0)
		jw_member(&j, "container", p->w->boxes[box].number);
	jw_member(&j, "what", what);
	truth_time(&j, "at", at);
	truth_run(p->w, &j, run);
	if (p->untrue)
		jw_member_bool(&j, "untrue", true);
	if (p->takes_back)
		jw_member_bool(&j, "takenBack", true);
	if (p->unnamed)
		jw_member_bool(&j, "unnamed", true);
	if (p->other_wagon)
		jw_member_bool(&j, "otherWagon", true);
	p->other_wagon = false;
	jw_close(&j, '}');
}

void pen_tells(struct pen *p, int box, enum happening what, minute at)
{
	tells(p, box, truth_happening_words[what][0], at, -1);
}

minute box_loaded(const struct box *b, int run)
{
	for (size_t i = b->moment_count; i-- > 0;)
		if (b->moments[i].what == LOADED && b->moments[i].run == run)
			return b->moments[i].at;
	return MINUTE_NONE;
}

void pen_tells_loaded(struct pen *p, int box, int run)
{
	tells(p, box, truth_happening_words[LOADED][0], box_loaded(&p->w->boxes[box], run), run);
}

void pen_tells_plan(struct pen *p, int box, int run)
{
	tells(p, box, "planned", run_planned(p->w, run, 0, true), run);
}

/* What is told of how it is tells of the last of these that happened to it. */
static void tells_last(struct pen *p, int box, uint32_t which)
{
	const struct box *b = &p->w->boxes[box];
	const struct moment *last = NULL;

	for (size_t i = 0; i < b->moment_count; i++)
		if (b->moments[i].at <= p->w->now && which >> b->moments[i].what & 1)
			last = &b->moments[i];
	if (last)
		pen_tells(p, box, (enum happening)last->what, last->at);
}

void pen_tells_stands(struct pen *p, int box)
{
	tells_last(p, box, 1u << GATE_IN | 1u << DISCHARGED);
}

void pen_tells_aboard(struct pen *p, int box)
{
	p->unnamed = true;
	tells_last(p, box, 1u << LOADED | 1u << TAKEN_ON);
	p->unnamed = false;
}

void pen_tells_position(struct pen *p, int box, minute at)
{
	tells(p, box, "position", at, -1);
}

void pen_tells_expected(struct pen *p, int box, minute at)
{
	tells(p, box, "expected", at, -1);
}

void pen_tells_run(struct pen *p, const struct fact *f)
{
	tells(p, -1, f->what == LEFT ? "left" : "came", f->at, f->run);
}

void pen_tells_schedule(struct pen *p, int run)
{
	tells(p, -1, "scheduled", run_planned(p->w, run, 0, true), run);
}

void pen_tells_way(struct pen *p, int box, int run)
{
	tells(p, box, "itinerary", run_planned(p->w, run, 0, true), run);
}

void pen_tells_list(struct pen *p, int run)
{
	tells(p, -1, "listed", run_planned(p->w, run, 0, true), run);
}

void pen_tells_odd_place(struct pen *p)
{
	if (p->about >= 0)
		tells(p, p->about, "mistyped-place", p->w->now, -1);
}

void pen_tells_limit(struct pen *p, int box)
{
	tells(p, box, "transit-limit", p->w->boxes[box].transit_limit, -1);
}

/* Of the box in the run that the fact is about; NULL: it is in none. */
static const struct aboard *aboard_of(const struct pen *p, const struct fact *f)
{
	const struct run *r = f->run >= 0 ? &p->w->runs[f->run] : NULL;

	for (size_t i = 0; r && i < r->count; i++)
		if (r->aboard[i].box == f->box)
			return &r->aboard[i];
	return NULL;
}

const char *pen_wagon(struct pen *p, const struct fact *f, char room[NUMBER_WAGON])
{
	const struct aboard *a = aboard_of(p, f);

	p->other_wagon = a && a->listed_wagon != a->wagon;
	number_wagon(room, stretches[p->w->runs[f->run].stretch].gauge, a ? a->listed_wagon : f->wagon);
	return room;
}

const char *pen_off_wagon(struct pen *p, const struct fact *f, char room[NUMBER_WAGON])
{
	const struct aboard *a = aboard_of(p, f);

	p->other_wagon = a && a->off_wagon != a->wagon;
	number_wagon(room, stretches[p->w->runs[f->run].stretch].gauge, a ? a->off_wagon : f->wagon);
	return room;
}

bool pen_lists(const struct pen *p, const struct fact *f)
{
	const struct aboard *a = aboard_of(p, f);

	return !a || !a->unlisted;
}

const char *spot_word(int spot)
{
	static const char *const words[] = {"1x40", "2x20:1", "2x20:2"};

	return words[spot];
}

void local_time(char out[32], const char *form, int offset, minute at)
{
	struct civil c = instant_to_civil((at + offset) * INT64_C(60) * INSTANT_SECOND, 0);
	size_t n = 0;

	for (; *form && n + 5 < 32; form++)
		switch (*form) {
		case 'Y':
			n += (size_t)snprintf(out + n, 32 - n, "%04d", c.year);
			break;
		case 'y':
			n += (size_t)snprintf(out + n, 32 - n, "%02d", c.year % 100);
			break;
		case 'M':
			n += (size_t)snprintf(out + n, 32 - n, "%02d", c.month);
			break;
		case 'D':
			n += (size_t)snprintf(out + n, 32 - n, "%02d", c.day);
			break;
		case 'h':
			n += (size_t)snprintf(out + n, 32 - n, "%02d", c.hour);
			break;
		case 'm':
			n += (size_t)snprintf(out + n, 32 - n, "%02d", c.minute);
			break;
		default:
			out[n++] = *form;
		}
	out[n] = '\0';
}

enum place last_place(const struct box *b)
{
	const struct route *r = &routes[b->route];

	return stretch_to(r->leg[r->legs - 1]);
}
