/* Which observations are one fact, and whose word counts. */
#include "domain/fact_inside.h"
#include "domain/journey.h"

#include <stdlib.h>
#include <string.h>

enum about {
#define FACT_RANKS(about, ...) ABOUT_##about,
#include "domain/fact.def"
#undef FACT_RANKS
	ABOUT_ELSE
};

static const struct {
	char code[5];
	enum about about;
} abouts[] = {
#define FACT_ABOUT(code, about) {code, ABOUT_##about},
#include "domain/fact.def"
#undef FACT_ABOUT
};

#define PERSON    SOURCE_PERSON
#define TERMINAL  SOURCE_TERMINAL
#define RAILWAY   SOURCE_RAILWAY
#define CUSTOMS   SOURCE_CUSTOMS
#define CARRIER   SOURCE_CARRIER
#define FORWARDER SOURCE_FORWARDER
#define TRACKER   SOURCE_TRACKER
static const enum source_kind ranks[][SOURCES - 1] = {
#define FACT_RANKS(about, ...) {__VA_ARGS__},
#include "domain/fact.def"
#undef FACT_RANKS
};

static const struct {
	enum source_kind a, b;
	int hours;
} windows[] = {
#define FACT_WITHIN(a, b, hours) {a, b, hours},
#include "domain/fact.def"
#undef FACT_WITHIN
};

static const char opposites[][2][5] = {
#define FACT_OPPOSITE(a, b) {a, b},
#include "domain/fact.def"
#undef FACT_OPPOSITE
};

static const char alone[][5] = {
#define FACT_ALONE(code) code,
#include "domain/fact.def"
#undef FACT_ALONE
};

#define ROWS(table) (sizeof(table) / sizeof *(table))

/* What nobody has a rank for, the terminal's order of things decides. */
static enum about about_of(const char *code)
{
	for (size_t i = 0; i < ROWS(abouts); i++)
		if (strcmp(abouts[i].code, code) == 0)
			return abouts[i].about;
	return ABOUT_GATE;
}

unsigned fact_rank(const char *code, enum source_kind source)
{
	const enum source_kind *order = ranks[about_of(code)];
	unsigned rank = 0;

	while (rank < SOURCES - 1 && order[rank] != source)
		rank++;
	return rank;
}

instant fact_window(enum source_kind a, enum source_kind b)
{
	for (size_t i = 0; i < ROWS(windows); i++)
		if ((windows[i].a == a && windows[i].b == b) || (windows[i].a == b && windows[i].b == a))
			return windows[i].hours * 3600 * INSTANT_SECOND;
	return FACT_WINDOW;
}

static bool is_alone(const char *code)
{
	for (size_t i = 0; i < ROWS(alone); i++)
		if (strcmp(alone[i], code) == 0)
			return true;
	return false;
}

static bool are_opposite(const char *a, const char *b)
{
	for (size_t i = 0; i < ROWS(opposites); i++)
		if ((strcmp(opposites[i][0], a) == 0 && strcmp(opposites[i][1], b) == 0) ||
			(strcmp(opposites[i][0], b) == 0 && strcmp(opposites[i][1], a) == 0))
			return true;
	return false;
}

/* ---- one fact or two ---- */

struct grouping {
	struct arena *a;
	const struct ride_world *w;
	const struct event **said; /* what counts, in order */
	size_t n;
	struct group {
		struct fact *fact;
		const struct event *first;
		size_t at, room;
	} * groups;
	size_t count, room;
};

/* Papers of which a box has one of a kind at a time, or shows all it has. */
static bool is_paper(const char *kind)
{
	static const char *const papers[] = {
		"BKG", "TRD", "HBL", "WAYBILL", "SMGS", "CIM", "CIM-SMGS", "CUSTOMS", "RELEASE"};

	for (size_t i = 0; i < ROWS(papers); i++)
		if (strcmp(papers[i], kind) == 0)
			return true;
	return false;
}

/* b names papers of that kind (1), and that one among them (2). */
static int names_paper(const struct event *b, const struct reference *r)
{
	int names = 0;

	for (size_t i = 0; i < b->reference_count; i++)
		if (strcmp(b->references[i].kind, r->kind) == 0)
			names |= strcmp(b->references[i].value, r->value) == 0 ? 3 : 1;
	return names;
}

/* Both name papers of one kind, and none is the same. */
static bool papers_differ(const struct event *a, const struct event *b)
{
	for (size_t i = 0; i < a->reference_count; i++) {
		const char *kind = a->references[i].kind;
		int names = 0;

		if (!is_paper(kind))
			continue;
		for (size_t k = 0; k < a->reference_count; k++)
			if (strcmp(a->references[k].kind, kind) == 0)
				names |= names_paper(b, &a->references[k]);
		if (names == 1)
			return true;
	}
	return false;
}

static bool same_spot(const struct ride_world *w, const struct event *a, const struct event *b)
{
	if (a->place && b->place)
		return !places_differ(w, a->place, b->place) &&
		       !facilities_differ(a->facility, a->facility_list, b->facility, b->facility_list);
	if (a->place || b->place)
		return false;
	return a->place_text == b->place_text ||
	       (a->place_text && b->place_text && strcmp(a->place_text, b->place_text) == 0);
}

/* Gate moves carry no transport: what they name is how it came, if anything. */
static bool ways_differ(const struct ride_world *w, const struct event *a, const struct event *b)
{
	if (about_of(a->code) == ABOUT_GATE)
		return a->transport.mode && b->transport.mode && a->transport.mode != b->transport.mode;
	return vehicles_differ(w, &a->transport, &b->transport);
}

static bool same_sender(const struct event *a, const struct event *b)
{
	return !texts_differ(a->sender ? a->sender : "", b->sender ? b->sender : "") &&
	       !texts_differ(a->party ? a->party : "", b->party ? b->party : "");
}

static bool same_thing(const struct ride_world *w, const struct event *a, const struct event *b)
{
	return !same_sender(a, b) && same_spot(w, a, b) &&
	       !(a->load_state && b->load_state && a->load_state != b->load_state) &&
	       !texts_differ(a->movement, b->movement) && !ways_differ(w, a, b) && !papers_differ(a, b);
}

/* Surely after the one and before the other. */
static bool is_between(const struct event *x, const struct event *from, const struct event *to)
{
	instant a, b, c, d, e;

	moment_range(&from->happened, &a, &a);
	moment_range(&x->happened, &b, &c);
	moment_range(&to->happened, &d, &e);
	return a < b && c < d;
}

static bool opposite_between(const struct grouping *g, const struct group *x, size_t until)
{
	for (size_t i = x->at + 1; i < until; i++)
		if (are_opposite(g->said[i]->code, x->first->code) &&
			is_between(g->said[i], x->first, g->said[until]))
			return true;
	return false;
}

static bool belongs(const struct grouping *g, const struct group *x, size_t i)
{
	const struct event *e = g->said[i];
	instant apart = moment_sorts(&e->happened) - moment_sorts(&x->first->happened);

	if (strcmp(x->fact->code, e->code) != 0)
		return false;
	for (size_t k = 0; k < x->fact->observation_count; k++) {
		const struct event *other = x->fact->observations[k];

		if (apart > fact_window(other->source, e->source) || !same_thing(g->w, other, e))
			return false;
	}
	return !opposite_between(g, x, i);
}

/* The latest that it belongs to; NULL: it is one of its own. */
static struct group *group_of(const struct grouping *g, size_t i)
{
	const struct event *e = g->said[i];

	if (e->happened.at == INSTANT_NONE || is_alone(e->code))
		return NULL;
	for (size_t k = g->count; k--;) {
		const struct group *x = &g->groups[k];

		if (x->first->happened.at == INSTANT_NONE ||
			moment_sorts(&e->happened) - moment_sorts(&x->first->happened) > FACT_WINDOW)
			break;
		if (belongs(g, x, i))
			return &g->groups[k];
	}
	return NULL;
}

static struct group *group_new(struct grouping *g, size_t i)
{
	struct group *x;

	g->groups = arena_grow(g->a, g->groups, g->count, &g->room, sizeof *g->groups);
	x = &g->groups[g->count++];
	*x = (struct group){.fact = arena_alloc(g->a, sizeof *x->fact), .first = g->said[i], .at = i};
	*x->fact = (struct fact){.code = g->said[i]->code};
	return x;
}

static void gather(struct grouping *g)
{
	for (size_t i = 0; i < g->n; i++) {
		struct group *x = group_of(g, i);
		struct fact *f;

		x = x ? x : group_new(g, i);
		f = x->fact;
		f->observations = arena_grow(
			g->a, f->observations, f->observation_count, &x->room, sizeof *f->observations);
		f->observations[f->observation_count++] = g->said[i];
	}
}

/* ---- who speaks ---- */

static int compare_instants(instant a, instant b)
{
	return (a > b) - (a < b);
}

/* By rank, then the finer, then the later word. */
static int by_weight(const void *x, const void *y)
{
	const struct event *a = *(const struct event *const *)x, *b = *(const struct event *const *)y;
	int d = (int)fact_rank(a->code, a->source) - (int)fact_rank(b->code, b->source);

	d = d ? d : (int)a->happened.precision - (int)b->happened.precision;
	d = d ? d : compare_instants(b->said, a->said);
	return d ? d : memcmp(b->id, a->id, sizeof a->id);
}

static void hear(struct fact *f)
{
	const struct event *s = f->observations[0];

	f->speaker = s;
	f->when = s->happened;
	moment_range(&s->happened, &f->from, &f->until);
	f->transport = &s->transport;
	for (size_t i = 0; i < f->observation_count; i++) {
		const struct event *e = f->observations[i];

		if (!f->place) {
			f->place = e->place;
			f->place_text = f->place_text ? f->place_text : e->place_text;
		}
		if (!f->facility && e->facility) {
			f->facility = e->facility;
			f->facility_list = e->facility_list;
		}
		f->load_state = f->load_state ? f->load_state : e->load_state;
		if (!vehicle_is_named(f->transport) && vehicle_is_named(&e->transport))
			f->transport = &e->transport;
	}
}

static bool is_told(const struct event *e)
{
	return e->classifier == CLASSIFIER_ACT && e->subject_kind == SUBJECT_CONTAINER && e->code;
}

static int by_speaker(const void *x, const void *y)
{
	return event_compare((*(struct fact *const *)x)->speaker, (*(struct fact *const *)y)->speaker);
}

void facts_group(struct arena *a, const struct ride_world *w, const struct event *const *sorted,
	const bool *voided, size_t n, struct fact_list *out)
{
	struct grouping g = {.a = a, .w = w, .said = arena_alloc_array(a, n + 1, sizeof *g.said)};

	for (size_t i = 0; i < n; i++)
		if (!(voided && voided[i]) && is_told(sorted[i]) &&
			!(g.n && memcmp(g.said[g.n - 1]->id, sorted[i]->id, sizeof sorted[i]->id) == 0))
			g.said[g.n++] = sorted[i];
	gather(&g);
	for (size_t i = 0; i < g.count; i++) {
		struct fact *f = g.groups[i].fact;

		qsort(f->observations, f->observation_count, sizeof *f->observations, by_weight);
		hear(f);
		fact_append(a, out, f);
	}
	if (out->count)
		qsort(out->list, out->count, sizeof *out->list, by_speaker);
}
