#include "simulate/voice.h"

#include <stdlib.h>

int pace_of(struct world *w, enum pace p)
{
	static const struct spread paces[PACES] = {
#define PACE(id, least, p10, median, p90, p99, most, what) {least, p10, median, p90, p99, most},
#include "simulate/pace.def"
#undef PACE
	};

	return chance_spread(&w->chance, &paces[p]);
}

/* However troubled the world is, most goes well. */
static int more_often(const struct world *w, int times, int of)
{
	int most = of > 2 ? of / 2 : 1;

	times *= w->trouble;
	return w->trouble > 1 && times > most ? most : times;
}

bool goes_amiss(struct world *w, int times, int of)
{
	return chance_in(&w->chance, more_often(w, times, of), of);
}

bool mishap(struct world *w, int of)
{
	return chance_in(&w->mishaps, more_often(w, 1, of), of);
}

void happens_aboard(struct world *w, int box, enum happening what, enum place place, minute at,
	const struct aboard *a, int run)
{
	struct box *b = &w->boxes[box];
	struct moment m = {.at = at,
		.run = run,
		.wagon = a ? a->wagon : -1,
		.seal = b->seal,
		.what = (uint8_t)what,
		.place = (uint8_t)place,
		.spot = a ? a->spot : 0};
	struct fact f = {.at = at,
		.box = box,
		.run = run,
		.wagon = m.wagon,
		.seal = m.seal,
		.what = m.what,
		.place = m.place,
		.spot = m.spot,
		.stop = run >= 0 ? w->runs[run].stop : 0};

	b->moments = grown(b->moments, b->moment_count, &b->moment_room, sizeof m);
	b->moments[b->moment_count++] = m;
	voices_hear(w, &f);
}

void happens(struct world *w, int box, enum happening what, enum place place, minute at)
{
	happens_aboard(w, box, what, place, at, NULL, -1);
}

struct wrong *goes_wrong(
	struct world *w, int box, enum wrong_code code, enum cause cause, enum place place, minute from)
{
	struct box *b = &w->boxes[box];
	struct wrong *g;

	b->wrongs = grown(b->wrongs, b->wrong_count, &b->wrong_room, sizeof *g);
	g = &b->wrongs[b->wrong_count++];
	*g = (struct wrong){from, MINUTE_NONE, -1, (uint8_t)code, (uint8_t)cause, (uint8_t)place};
	return g;
}

bool goes_on(const struct box *b, enum wrong_code code)
{
	for (size_t i = 0; i < b->wrong_count; i++)
		if (b->wrongs[i].code == code && b->wrongs[i].until == MINUTE_NONE)
			return true;
	return false;
}

void rights(struct world *w, int box, enum wrong_code code, minute until)
{
	struct box *b = &w->boxes[box];

	for (size_t i = 0; i < b->wrong_count; i++)
		if (b->wrongs[i].code == code && b->wrongs[i].until == MINUTE_NONE)
			b->wrongs[i].until = until;
}

static void populate(struct world *w)
{
	w->boxes = calloc((size_t)w->box_count, sizeof *w->boxes);
	if (!w->boxes)
		abort();
	for (int i = 0; i < w->box_count; i++) {
		box_make(w, i);
		queue_put(&w->due, w->boxes[i].began, STEP_BEGIN, i);
		if (box_makes_over(w, i))
			i++;
	}
	timetable_make(w);
	for (int r = 0; r < w->run_count; r++)
		queue_put(&w->due, w->runs[r].planned - stretches[w->runs[r].stretch].loading, STEP_LOAD, r);
	for (int d = 0; d < w->days; d++)
		queue_put(&w->due, w->begins + d * DAY, STEP_DAY, d);
	for (int b = 0; b < BORDERS; b++)
		w->frontiers[b].level = chance_between(&w->chance, 70, 140);
	voices_begin(w);
}

static void day(struct world *w, int day)
{
	border_day(w);
	if (w->post.sink->day)
		w->post.sink->day(w->post.sink->self, day);
}

static void take_step(struct world *w, const struct due *d)
{
	if (d->what < BOX_STEPS)
		box_step(w, d->whose, (enum step)d->what);
	else if (d->what == STEP_VOICE)
		voice_speaks(w, d->whose);
	else if (d->what == STEP_DAY)
		day(w, d->whose);
	else
		run_step(w, d->whose, (enum step)d->what);
}

static void live(struct world *w)
{
	struct due d;

	while (queue_take(&w->due, &d) && d.at < w->ends && !w->post.failed) {
		w->now = d.at;
		post_deliver(&w->post, w->now);
		take_step(w, &d);
	}
	w->now = w->ends;
	post_deliver(&w->post, w->ends);
}

static void let_go(struct world *w)
{
	for (int i = 0; i < w->box_count; i++) {
		free(w->boxes[i].moments);
		free(w->boxes[i].wrongs);
		free(w->boxes[i].revisions);
	}
	for (int r = 0; r < w->run_count; r++)
		free(w->runs[r].aboard);
	for (int s = 0; s < STRETCHES; s++)
		free(w->waiting[s].boxes);
	free(w->boxes);
	free(w->runs);
	queue_free(&w->due);
	voices_end(w);
	post_free(&w->post);
	text_free(&w->truth);
}

bool simulate(const struct simulate_order *order, const struct simulate_sink *sink, struct simulated *told)
{
	struct world w = {.begins = (minute)(order->first_day * DAY),
		.days = order->days,
		.seed = order->seed,
		.box_count = order->containers,
		.chance = chance_begin(order->seed, 1),
		.mishaps = chance_begin(order->seed, 4),
		.trouble = order->trouble,
		.post = {.sink = sink, .chance = chance_begin(order->seed, 2)}};
	bool fine;

	w.ends = w.now = w.begins;
	w.ends += order->days * DAY;
	populate(&w);
	live(&w);
	truth_write(&w);
	fine = !w.post.failed;
	*told = w.told;
	told->files = w.post.files;
	told->bytes = w.post.bytes;
	let_go(&w);
	return fine;
}
