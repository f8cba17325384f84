#include "simulate/voice.h"

#include <stdlib.h>
#include <string.h>

#define SILENCES 3 /* a voice, at most */

struct hearing { /* one voice's state */
	struct fact *facts;
	size_t count, room;
	int serial;
	minute silent_from[SILENCES], silent_until[SILENCES];
	bool catches_up[SILENCES]; /* what was not said is said afterwards */
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
#define RUNS   (BIT(LEFT) | BIT(CAME))
#define ENDS   (BIT(DISCHARGED) | BIT(GATE_OUT))
#define RETURN (BIT(DISCHARGED) | BIT(GATE_OUT) | BIT(EMPTY_IN))
#define ORIGIN (BIT(EMPTY_OUT) | BIT(GATE_IN))
static const struct voice voices[] = {
	/* sender    file's name                   format   writer               hears                      at            railway     mode  every set      habits */
	{"LYGDEP",  "lianyungang-depot-codeco",    ".edi",  write_gate,          BIT(EMPTY_OUT) | BIT(EMPTY_IN), LYG_DEPOT, NO_RAILWAY, RAIL, 120, UTF8, PROMPT},
	{"LNOCT",   "lianyungang-quay-codeco",     ".edi",  write_gate,          BIT(GATE_OUT),             LYG_QUAY,     NO_RAILWAY, RAIL, 60,  UTF8,    PROMPT},
	{"LNOCT",   "lianyungang-quay-coarri",     ".edi",  write_quay,          BIT(DISCHARGED),           LYG_QUAY,     NO_RAILWAY, SHIP, 240, UTF8,    PROMPT},
	{"LYGPF",   "lianyungang-platform-coarri", ".mot",  write_platform,      BIT(DISCHARGED),           LYG_QUAY,     NO_RAILWAY, SHIP, 720, GB18030, SLOW},
	{"PUSNOR",  "pusan-quay-codeco",           ".edi",  write_gate,          ORIGIN,                    PUSAN,        NO_RAILWAY, RAIL, 120, UTF8,    PROMPT},
	{"PUSNOR",  "pusan-quay-coarri",           ".edi",  write_quay,          BIT(LOADED),               PUSAN,        NO_RAILWAY, SHIP, 360, UTF8,    PROMPT},
	{"OSAYUM",  "osaka-quay-codeco",           ".edi",  write_gate,          ORIGIN,                    OSAKA,        NO_RAILWAY, RAIL, 240, UTF8,    SLOW},
	{"INCNEW",  "inchon-quay-codeco",          ".edi",  write_gate,          ORIGIN,                    INCHON,       NO_RAILWAY, RAIL, 240, UTF8,    PROMPT},
	{"JKX",     "jkx-line-events",             ".json", write_dcsa,          BIT(LOADED) | BIT(DISCHARGED) | RUNS, PLACES, NO_RAILWAY, SHIP, 360, UTF8, SLOW},
	{"JKX",     "jkx-line-iftsai",             ".edi",  write_schedule,      0,                         PLACES,       NO_RAILWAY, SHIP, DAY, UTF8,    PROMPT},
	{"JKX",     "jkx-line-coprar",             ".edi",  write_load_order,    0,                         PLACES,       NO_RAILWAY, SHIP, DAY, UTF8,    PROMPT},
	{"JKX",     "jkx-line-baplie",             ".edi",  write_bayplan,       BIT(LEFT),                 PLACES,       NO_RAILWAY, SHIP, 360, UTF8,    SLOW},
	{"JKX",     "jkx-line-vermas",             ".edi",  write_mass,          BIT(WEIGHED),              PLACES,       NO_RAILWAY, SHIP, 360, UTF8,    PROMPT},
	{"JKX",     "jkx-line-coparn",             ".edi",  write_release,       BIT(EMPTY_OUT),            PLACES,       NO_RAILWAY, SHIP, 360, UTF8,    PROMPT},
	{"LYGCKB",  "lianyungang-base-iftsai",     ".edi",  write_schedule,      0,                         LYG_BASE,     NO_RAILWAY, RAIL, DAY, UTF8,    PROMPT},
	{"LYGCKB",  "lianyungang-base-coprar",     ".edi",  write_load_order,    0,                         LYG_BASE,     NO_RAILWAY, RAIL, DAY, UTF8,    PROMPT},
	{"EURAST",  "dostyk-operator-iftsai",      ".edi",  write_schedule,      0,                         DOSTYK,       NO_RAILWAY, RAIL, DAY, UTF8,    SLOW},
	{"EURAST",  "altynkol-operator-iftsai",    ".edi",  write_schedule,      0,                         ALTYNKOL,     NO_RAILWAY, RAIL, DAY, UTF8,    SLOW},
	{"PKPC",    "malaszewicze-iftsai",         ".edi",  write_schedule,      0,                         MALASZEWICZE, NO_RAILWAY, RAIL, DAY, UTF8,    PROMPT},
	{"EURAST",  "rail-operator-outlook",       ".edi",  write_outlook,       0,                         PLACES,       NO_RAILWAY, RAIL, 2 * DAY, UTF8, SLOW},
	{"LYGCKB",  "lianyungang-base-codeco",     ".edi",  write_gate,          ORIGIN,                    LYG_BASE,     NO_RAILWAY, RAIL, 60,  UTF8,    PROMPT},
	{"LYGCKB",  "lianyungang-base-train-list", ".csv",  write_train_list,    BIT(LISTED),               LYG_BASE,     NO_RAILWAY, RAIL, 60,  GB18030, BY_HAND},
	{"LYGCKB",  "lianyungang-base-waybills",   ".csv",  write_waybills,      BIT(LISTED),               LYG_BASE,     NO_RAILWAY, RAIL, 60,  GB18030, BY_HAND},
	{"LYGCKB",  "lianyungang-base-yard",       ".csv",  write_yard,          0,                         LYG_BASE,     NO_RAILWAY, RAIL, DAY, GB18030, BY_HAND},
	{"LYGCUS",  "lianyungang-customs",         ".csv",  write_customs,       BIT(CLEARED) | BIT(INSPECTED) | BIT(HELD) | BIT(FREED), LYG_BASE, NO_RAILWAY, RAIL, 360, GB18030, BY_HAND},
	{"LYGCUS",  "lianyungang-port-customs",    ".csv",  write_customs,       BIT(CLEARED) | BIT(INSPECTED) | BIT(HELD) | BIT(FREED), LYG_QUAY, NO_RAILWAY, RAIL, 360, GB18030, BY_HAND},
	{"LYGCFS",  "lianyungang-station-iftsta",  ".edi",  write_status,        BIT(STRIPPED) | BIT(STUFFED), LYG_CFS,   NO_RAILWAY, RAIL, 240, UTF8,    PROMPT},
	{"CR",      "china-railway-dislocation",   ".csv",  write_dislocation_zh, RUNS,                     PLACES,       CR,         RAIL, 480, GB18030, BY_HAND},
	{"CRURM",   "alashankou-lifted-off",       ".csv",  write_lifted_off,    BIT(DISCHARGED),           DOSTYK,       NO_RAILWAY, RAIL, 360, GB18030, BY_HAND},
	{"CRURM",   "khorgos-lifted-off",          ".csv",  write_lifted_off,    BIT(DISCHARGED),           ALTYNKOL,     NO_RAILWAY, RAIL, 360, GB18030, BY_HAND},
	{"KTZ",     "dostyk-put-on",               ".csv",  write_put_on,        BIT(LOADED),               DOSTYK,       NO_RAILWAY, RAIL, 360, CP1251,  BY_HAND},
	{"KTZ",     "altynkol-put-on",             ".csv",  write_put_on,        BIT(LOADED),               ALTYNKOL,     NO_RAILWAY, RAIL, 360, CP1251,  BY_HAND},
	{"KTZ",     "dostyk-train-list",           ".tgnl", write_tgnl,          BIT(LEFT),                 DOSTYK,       NO_RAILWAY, RAIL, 60,  UTF8,    PROMPT},
	{"KTZ",     "altynkol-train-list",         ".tgnl", write_tgnl,          BIT(LEFT),                 ALTYNKOL,     NO_RAILWAY, RAIL, 60,  UTF8,    PROMPT},
	{"KTZ",     "kazakh-railway-dislocation",  ".csv",  write_dislocation_ru, RUNS,                     PLACES,       KTZ,        RAIL, 360, CP1251,  BY_HAND},
	{"RZD",     "russian-railway-dislocation", ".csv",  write_dislocation_ru, RUNS,                     PLACES,       RZD,        RAIL, 480, CP1251,  BY_HAND},
	{"BCH",     "belarus-railway-dislocation", ".csv",  write_dislocation_ru, RUNS,                     PLACES,       BCH,        RAIL, 480, CP1251,  BY_HAND},
	{"UTY",     "uzbek-railway-dislocation",   ".csv",  write_dislocation_ru, RUNS,                     PLACES,       UTY,        RAIL, 720, CP1251,  BY_HAND},
	{"KRG",     "kyrgyz-railway-dislocation",  ".csv",  write_dislocation_ru, RUNS,                     PLACES,       KRG,        RAIL, 720, CP1251,  BY_HAND},
	{"ADY",     "azeri-railway-dislocation",   ".csv",  write_dislocation_ru, RUNS,                     PLACES,       ADY,        RAIL, 720, UTF8,    BY_HAND},
	{"GR",      "georgian-railway-dislocation", ".csv", write_dislocation_en, RUNS,                     PLACES,       GR,         RAIL, 720, UTF8,    BY_HAND},
	{"TCDD",    "turkish-railway-dislocation", ".csv",  write_dislocation_en, RUNS,                     PLACES,       TCDD,       RAIL, 720, UTF8,    BY_HAND},
	{"MALTRS",  "malaszewicze-terminal-iftsta", ".edi", write_status,        BIT(DISCHARGED),           MALASZEWICZE, NO_RAILWAY, RAIL, 240, UTF8,    SLOW},
	{"AKHBOG",  "akhalkalaki-hall-iftsta",     ".edi",  write_status,        BIT(DISCHARGED),           AKHALKALAKI,  NO_RAILWAY, RAIL, 480, UTF8,    SLOW},
	{"PKP",     "malaszewicze-handover",       ".csv",  write_handed_over,   BIT(LOADED),               MALASZEWICZE, NO_RAILWAY, RAIL, 360, UTF8,    BY_HAND},
	{"PLCUS",   "malaszewicze-transit",        ".csv",  write_transit,       BIT(LOADED),               MALASZEWICZE, NO_RAILWAY, RAIL, 360, UTF8,    BY_HAND},
	{"KZCUS",   "altynkol-transit",            ".csv",  write_transit,       BIT(LOADED),               ALTYNKOL,     NO_RAILWAY, RAIL, 360, CP1251,  BY_HAND},
	{"GR",      "akhalkalaki-handover",        ".csv",  write_handed_over,   BIT(LOADED),               AKHALKALAKI,  NO_RAILWAY, RAIL, 480, UTF8,    BY_HAND},
	{"PLK",     "polish-tracks-running",       ".xml",  write_taf,           RUNS,                      PLACES,       PKP,        RAIL, 30,  UTF8,    PROMPT},
	{"DBN",     "german-tracks-running",       ".xml",  write_taf,           RUNS,                      PLACES,       DB,         RAIL, 30,  UTF8,    PROMPT},
	{"QTXOPS",  "caspian-operator-iftsta",     ".edi",  write_status,        BIT(DISCHARGED) | BIT(GATE_OUT), AKTAU_PORT, NO_RAILWAY, RAIL, 360, UTF8, SLOW},
	{"QTXOPS",  "alat-operator-iftsta",        ".edi",  write_status,        BIT(LOADED),               ALAT,         NO_RAILWAY, RAIL, 360, UTF8,    SLOW},
	{"AKTSEA",  "aktau-codeco",                ".edi",  write_gate,          BIT(GATE_IN),              AKTAU,        NO_RAILWAY, RAIL, 240, UTF8,    SLOW},
	{"AKTSEA",  "aktau-coarri",                ".edi",  write_quay,          BIT(LOADED),               AKTAU,        NO_RAILWAY, SHIP, 360, UTF8,    SLOW},
	{"ALATPT",  "alat-coarri",                 ".edi",  write_quay,          BIT(DISCHARGED),           ALAT,         NO_RAILWAY, SHIP, 360, UTF8,    SLOW},
	{"DUILOG",  "duisburg-codeco",             ".edi",  write_gate,          ENDS,                      DUISBURG,     NO_RAILWAY, RAIL, 120, UTF8,    PROMPT},
	{"DUIDEP",  "duisburg-depot-codeco",       ".edi",  write_gate,          BIT(EMPTY_IN),             DUI_DEPOT,    NO_RAILWAY, RAIL, 240, UTF8,    PROMPT},
	{"DUICUS",  "duisburg-customs-iftsta",     ".edi",  write_status,        BIT(CLEARED) | BIT(HELD) | BIT(FREED) | BIT(AVAILABLE), DUISBURG, NO_RAILWAY, RAIL, 240, UTF8, PROMPT},
	{"HAMBIL",  "hamburg-codeco",              ".edi",  write_gate,          RETURN,                    HAMBURG,      NO_RAILWAY, RAIL, 120, UTF8,    PROMPT},
	{"CHUKUR",  "chukursay-codeco",            ".edi",  write_gate,          RETURN,                    CHUKURSAY,    NO_RAILWAY, RAIL, 240, UTF8,    SLOW},
	{"ALAMED",  "alamedin-codeco",             ".edi",  write_gate,          RETURN,                    ALAMEDIN,     NO_RAILWAY, RAIL, 240, UTF8,    SLOW},
	{"MERSIN",  "mersin-codeco",               ".edi",  write_gate,          RETURN,                    MERSIN,       NO_RAILWAY, RAIL, 240, UTF8,    PROMPT},
	{"HALKAL",  "halkali-codeco",              ".edi",  write_gate,          RETURN,                    HALKALI,      NO_RAILWAY, RAIL, 240, UTF8,    SLOW},
	{"LYGFWD",  "forwarder-iftsta",            ".edi",  write_status,        BIT(DELIVERED) | BIT(BROKEN) | BIT(RESEALED) | BIT(DAMAGED), PLACES, NO_RAILWAY, RAIL, 720, UTF8, BY_HAND},
	{"CRLYG",   "lianyungang-station-loaded",  ".edi",  write_status,        BIT(LOADED),               LYG_BASE,     NO_RAILWAY, RAIL, 360, UTF8,    SLOW},
	{"LYGFWD",  "forwarder-itineraries",       ".json", write_itinerary,     0,                         PLACES,       NO_RAILWAY, RAIL, 2 * DAY, UTF8, PROMPT},
	{"TRK",     "trackers",                    ".json", write_positions,     0,                         PLACES,       NO_RAILWAY, RAIL, 240, UTF8,    PROMPT},
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
			h->silent_until[h->silences] = at + chance_between(&all->chance, DAY, 5 * DAY);
			h->catches_up[h->silences++] = chance_in(&all->chance, 1, 2);
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

enum silence { SPEAKS, KEEPS, FORGETS };

static enum silence silent(const struct hearing *h, minute now)
{
	for (int i = 0; i < h->silences; i++)
		if (now >= h->silent_from[i] && now < h->silent_until[i])
			return h->catches_up[i] ? KEEPS : FORGETS;
	return SPEAKS;
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
	struct pen p = {.w = w,
		.v = v,
		.facts = h->facts,
		.chance = &w->voices->chance,
		.serial = h->serial,
		.about = -1};
	enum silence how = silent(h, w->now);

	if (h->count)
		qsort(h->facts, h->count, sizeof *h->facts, by_time);
	while (how != KEEPS && p.count < h->count && h->facts[p.count].at <= w->now)
		p.count++;
	if (how == SPEAKS && (p.count || !v->hears))
		v->write(&p);
	h->serial = p.serial;
	h->count -= p.count;
	if (p.count)
		memmove(h->facts, h->facts + p.count, h->count * sizeof *h->facts);
	text_free(&p.out);
	text_free(&p.told);
	queue_put(&w->due, w->now + v->every, STEP_VOICE, voice);
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
			j.comma = true;
			jw_member_bool(&j, "catchesUp", w->voices->hearings[v].catches_up[i]);
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
