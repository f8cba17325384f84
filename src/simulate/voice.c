#include "simulate/voice.h"

#include <stdlib.h>
#include <string.h>

#define SILENCES 3 /* a voice, at most */

struct hearing { /* one voice's state */
	struct fact *facts;
	size_t count, room;
	int serial;
	minute silent_from[SILENCES], silent_until[SILENCES];
	int silences;
};

struct voices {
	struct chance chance;
	struct hearing *hearings;
};

#define BIT(what) (UINT32_C(1) << (what))

#define PROMPT                                                                                               \
	{                                                                                                    \
		{1, 3, 8, 30, 240, 1200}, 15, 40, 6                                                          \
	}
#define SLOW                                                                                                 \
	{                                                                                                    \
		{20, 60, 150, 500, 1600, 4000}, 60, 80, 6                                                    \
	}
#define BY_HAND                                                                                              \
	{                                                                                                    \
		{30, 90, 240, 900, 2600, 5000}, 120, 150, 0                                                  \
	}

/* clang-format off */
static const struct voice voices[] = {
	/* sender    file's name                    format  writer           hears                                     at        railway  mode  every  set      habits */
	{"LYGDEP",   "lianyungang-depot-codeco",   ".edi", write_gate,      BIT(EMPTY_OUT) | BIT(EMPTY_IN),           LYG_DEPOT, NO_RAILWAY, RAIL, 120, UTF8, PROMPT},
	{"LNOCT",    "lianyungang-quay-codeco",    ".edi", write_gate,      BIT(GATE_OUT) | BIT(GATE_IN),             LYG_QUAY,  NO_RAILWAY, RAIL, 60, UTF8, PROMPT},
	{"LNOCT",    "lianyungang-quay-coarri",    ".edi", write_quay,      BIT(DISCHARGED),                          LYG_QUAY,  NO_RAILWAY, SHIP, 240, UTF8, PROMPT},
	{"PUSNOR",   "pusan-quay-codeco",          ".edi", write_gate,      BIT(EMPTY_OUT) | BIT(GATE_IN),            PUSAN,     NO_RAILWAY, RAIL, 120, UTF8, PROMPT},
	{"PUSNOR",   "pusan-quay-coarri",          ".edi", write_quay,      BIT(LOADED),                              PUSAN,     NO_RAILWAY, SHIP, 360, UTF8, PROMPT},
	{"OSAYUM",   "osaka-quay-codeco",          ".edi", write_gate,      BIT(EMPTY_OUT) | BIT(GATE_IN),            OSAKA,     NO_RAILWAY, RAIL, 240, UTF8, SLOW},
	{"LYGCKB",   "lianyungang-base-codeco",    ".edi", write_gate,      BIT(EMPTY_OUT) | BIT(GATE_IN),            LYG_BASE,  NO_RAILWAY, RAIL, 60, UTF8, PROMPT},
	{"AKTSEA",   "aktau-codeco",               ".edi", write_gate,      BIT(GATE_IN),                             AKTAU,     NO_RAILWAY, RAIL, 240, UTF8, SLOW},
	{"AKTSEA",   "aktau-coarri",               ".edi", write_quay,      BIT(LOADED),                              AKTAU,     NO_RAILWAY, SHIP, 360, UTF8, SLOW},
	{"ALATPT",   "alat-coarri",                ".edi", write_quay,      BIT(DISCHARGED),                          ALAT,      NO_RAILWAY, SHIP, 360, UTF8, SLOW},
	{"DUILOG",   "duisburg-codeco",            ".edi", write_gate,      BIT(DISCHARGED) | BIT(GATE_OUT),          DUISBURG,  NO_RAILWAY, RAIL, 120, UTF8, PROMPT},
	{"DUIDEP",   "duisburg-depot-codeco",      ".edi", write_gate,      BIT(EMPTY_IN),                            DUI_DEPOT, NO_RAILWAY, RAIL, 240, UTF8, PROMPT},
	{"HAMBIL",   "hamburg-codeco",             ".edi", write_gate,      BIT(DISCHARGED) | BIT(GATE_OUT) | BIT(EMPTY_IN), HAMBURG, NO_RAILWAY, RAIL, 120, UTF8, PROMPT},
	{"CHUKUR",   "chukursay-codeco",           ".edi", write_gate,      BIT(DISCHARGED) | BIT(GATE_OUT) | BIT(EMPTY_IN), CHUKURSAY, NO_RAILWAY, RAIL, 240, UTF8, SLOW},
	{"ALAMED",   "alamedin-codeco",            ".edi", write_gate,      BIT(DISCHARGED) | BIT(GATE_OUT) | BIT(EMPTY_IN), ALAMEDIN, NO_RAILWAY, RAIL, 240, UTF8, SLOW},
	{"MERSIN",   "mersin-codeco",              ".edi", write_gate,      BIT(DISCHARGED) | BIT(GATE_OUT) | BIT(EMPTY_IN), MERSIN, NO_RAILWAY, RAIL, 240, UTF8, PROMPT},
	{"HALKAL",   "halkali-codeco",             ".edi", write_gate,      BIT(DISCHARGED) | BIT(GATE_OUT) | BIT(EMPTY_IN), HALKALI, NO_RAILWAY, RAIL, 240, UTF8, SLOW},
};
/* clang-format on */

#define VOICES ((int)(sizeof voices / sizeof *voices))

void voices_begin(struct world *w)
{
	struct voices *all = calloc(1, sizeof *all);

	w->voices = all;
	if (!all || !(all->hearings = calloc(VOICES, sizeof *all->hearings)))
		abort();
	all->chance = chance_begin(w->seed, 3);
	for (int v = 0; v < VOICES; v++) {
		struct hearing *h = &all->hearings[v];
		minute at = w->begins + chance_below(&all->chance, voices[v].every);

		queue_put(&w->due, at, STEP_VOICE, v);
		while (h->silences < SILENCES && chance_in(&all->chance, w->days, 400)) {
			at = w->begins + chance_below(&all->chance, w->days * DAY);
			h->silent_from[h->silences] = at;
			h->silent_until[h->silences++] = at + chance_between(&all->chance, DAY, 5 * DAY);
		}
	}
}

static bool concerns(const struct voice *v, const struct world *w, const struct fact *f)
{
	const struct stretch *s = f->run >= 0 ? &stretches[w->runs[f->run].stretch] : NULL;

	if (!(v->hears & BIT(f->what)) || (v->at != PLACES && v->at != f->place))
		return false;
	if ((f->what == LOADED || f->what == DISCHARGED || f->box < 0) && s && s->mode != v->mode)
		return false;
	return !v->railway || (s && s->stops[f->stop].railway == v->railway);
}

void voices_hear(struct world *w, const struct fact *f)
{
	for (int v = 0; v < VOICES; v++) {
		struct hearing *h = &w->voices->hearings[v];

		if (!concerns(&voices[v], w, f))
			continue;
		h->facts = grown(h->facts, h->count, &h->room, sizeof *f);
		h->facts[h->count++] = *f;
	}
}

static bool silent(const struct hearing *h, minute now)
{
	for (int i = 0; i < h->silences; i++)
		if (now >= h->silent_from[i] && now < h->silent_until[i])
			return true;
	return false;
}

static int by_time(const void *a, const void *b)
{
	const struct fact *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->box != y->box)
		return x->box < y->box ? -1 : 1;
	return x->run != y->run ? (x->run < y->run ? -1 : 1) : (int)x->what - (int)y->what;
}

void voice_speaks(struct world *w, int voice)
{
	const struct voice *v = &voices[voice];
	struct hearing *h = &w->voices->hearings[voice];
	struct pen p = {w, v, h->facts, 0, &w->voices->chance, TEXT_INIT, h->serial};

	qsort(h->facts, h->count, sizeof *h->facts, by_time);
	while (p.count < h->count && h->facts[p.count].at <= w->now)
		p.count++;
	if (!silent(h, w->now) && (p.count || !v->hears))
		v->write(&p);
	h->serial = p.serial;
	h->count -= p.count;
	memmove(h->facts, h->facts + p.count, h->count * sizeof *h->facts);
	text_free(&p.out);
	queue_put(&w->due, w->now + v->every, STEP_VOICE, voice);
}

void pen_send(struct pen *p)
{
	const struct voice *v = p->v;

	if (p->out.length)
		post_send(&p->w->post, p->w->now, v->sender, v->word, v->kind, v->set, &v->habits, &p->out);
	text_clear(&p->out);
	p->serial++;
}

const char *pen_number(struct pen *p, const struct box *b, char room[NUMBER_CONTAINER])
{
	if (!chance_in(p->chance, 1, 700))
		return b->number;
	number_mistyped(room, b->number, chance_below(p->chance, 6));
	return room;
}

void voices_truth(struct world *w)
{
	struct text t = TEXT_INIT;

	for (int v = 0; v < VOICES; v++)
		for (int i = 0; i < w->voices->hearings[v].silences; i++) {
			struct json j = {&t, false};

			jw_open(&j, '{');
			jw_member(&j, "sender", voices[v].sender);
			jw_member(&j, "what", voices[v].word);
			jw_key(&j, "from");
			write_minute(&t, w->voices->hearings[v].silent_from[i]);
			text_say(&t, ",\"until\":");
			write_minute(&t, w->voices->hearings[v].silent_until[i]);
			jw_close(&j, '}');
			text_byte(&t, '\n');
		}
	post_put(&w->post, "truth/silences.ndjson", &t);
	text_free(&t);
}

void voices_end(struct world *w)
{
	for (int v = 0; v < VOICES; v++)
		free(w->voices->hearings[v].facts);
	free(w->voices->hearings);
	free(w->voices);
}
