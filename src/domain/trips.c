#include "domain/trips.h"

#include "record/cargo.h"

#include <string.h>

const char *const trip_end_words[] = {
#define TRIP_END(name, word, text) [TRIP_##name] = word,
#include "domain/trips.def"
#undef TRIP_END
};

static bool is(const char *code, const char *other)
{
	return strcmp(code, other) == 0;
}

/* The trips while they are made. */
struct tripping {
	struct arena *a;
	const struct facts *f;
	struct trips trips;
	size_t room;
	bool goes_on; /* a person said so since the last move */
};

static instant fact_sorts(const struct fact *f)
{
	return f->speaker ? moment_sorts(&f->when) : f->from;
}

/* ---- the facts ---- */

static struct trip *open_trip(struct tripping *x, size_t first)
{
	struct trip *t;

	x->trips.list = arena_grow(x->a, x->trips.list, x->trips.count, &x->room, sizeof *x->trips.list);
	t = &x->trips.list[x->trips.count++];
	*t = (struct trip){.first = first, .until = first, .opened = INSTANT_NONE, .closed = INSTANT_NONE};
	return t;
}

static bool is_empty_pickup(const struct fact *f)
{
	return f->load_state == LOAD_EMPTY && (is(f->code, "GTOT") || is(f->code, "PICK"));
}

enum { NAMES_OTHER = 1, NAMES_SAME = 2 };

/* Whether e names a paper of that kind: another one, this one. */
static unsigned names(const struct event *e, const struct reference *r)
{
	unsigned how = 0;

	for (size_t i = 0; i < e->reference_count; i++)
		if (is(e->references[i].kind, r->kind))
			how |= is(e->references[i].value, r->value) ? NAMES_SAME : NAMES_OTHER;
	return how;
}

static unsigned fact_names(const struct fact *f, const struct reference *r)
{
	unsigned how = 0;

	for (size_t i = 0; i < f->observation_count; i++)
		how |= names(f->observations[i], r);
	return how;
}

/* What the papers of an event say of whether it is of this trip: a trip has its own. */
static unsigned trip_names(const struct tripping *x, const struct trip *t, const struct event *e)
{
	unsigned how = 0;

	for (size_t i = 0; i < e->reference_count; i++)
		for (size_t k = t->first; cargo_paper(e->references[i].kind) && k < t->until; k++)
			how |= fact_names(x->f->list[k], &e->references[i]);
	return how;
}

static bool has_other_papers(const struct tripping *x, const struct trip *t, const struct fact *f)
{
	unsigned how = 0;

	for (size_t i = 0; i < f->observation_count; i++)
		how |= trip_names(x, t, f->observations[i]);
	return how == NAMES_OTHER;
}

/* Whether the trip is over once this happens, whoever told of its end. */
static bool begins_anew(const struct tripping *x, const struct trip *t, const struct fact *f)
{
	bool moves = journey_moves(f->code), stuffs = is(f->code, "STUF");
	bool over = t->delivered || t->stripped;

	if (!f->speaker || t->first == t->until)
		return false;
	if (is_empty_pickup(f))
		return true;
	if (t->returned)
		return moves || stuffs;
	if (stuffs)
		return t->laden != NULL;
	if (!moves || f->load_state != LOAD_LADEN)
		return false;
	return over || (t->laden && is(f->code, "GTIN") && has_other_papers(x, t, f));
}

/* As a gate-in that nobody told. */
static void stand_in_stock(struct trip *t, const struct fact *f)
{
	bool empty = f->load_state == LOAD_EMPTY;

	t->status = empty ? JOURNEY_EMPTY_RETURNED : JOURNEY_IN_TERMINAL;
	if (empty && t->laden)
		t->returned = f;
}

static void take_fact(struct tripping *x, struct trip *t, size_t at)
{
	const struct fact *f = x->f->list[at];
	struct journey j;

	t->until = at + 1;
	if (fact_in_stock(f) && facts_tell_move(x->f, at))
		stand_in_stock(t, f);
	if (t->opened == INSTANT_NONE && (journey_moves(f->code) || is(f->code, "STUF")))
		t->opened = fact_sorts(f);
	if (is(f->code, "STRP")) {
		t->stripped = t->laden ? f : t->stripped;
		t->status = t->status == JOURNEY_ON_ROAD ? JOURNEY_DELIVERED : t->status;
	}
	if (is(f->code, "STUF") && !t->laden)
		t->laden = f;
	if (!f->speaker || !journey_moves(f->code))
		return;
	journey_start(&j);
	journey_take(&j, f->speaker);
	if (j.status != JOURNEY_NOTHING) /* on its way: as before */
		t->status = j.status;
	if (f->load_state == LOAD_LADEN && !t->laden)
		t->laden = f;
	if (is(f->code, "DROP"))
		t->delivered = f;
	if (is(f->code, "GTIN") && f->load_state == LOAD_EMPTY && t->laden)
		t->returned = f;
}

static void close_said(struct trip *t, const struct fact *word)
{
	t->end = TRIP_SAID;
	t->closed = fact_sorts(word);
}

static void split(struct tripping *x)
{
	struct trip *t = NULL;

	for (size_t i = 0; i < x->f->count; i++) {
		const struct fact *f = x->f->list[i];
		bool begins = is(f->code, EVENT_BEGINS) && t && t->first < t->until;

		if (is(f->code, EVENT_GOES_ON))
			x->goes_on = true;
		if (!t || t->end == TRIP_SAID || begins || (!x->goes_on && begins_anew(x, t, f)))
			t = open_trip(x, i);
		take_fact(x, t, i);
		if (is(f->code, EVENT_ENDS))
			close_said(t, f);
		if (journey_moves(f->code) || is(f->code, "STUF"))
			x->goes_on = false;
	}
}

/* ---- their ends ---- */

/* As an event of the trip says: "ARRANGEMENT:shipper". */
static enum arrangement arrangement_told(const struct event *e)
{
	for (size_t i = 0; i < e->reference_count; i++)
		if (is(e->references[i].kind, REFERENCE_ARRANGEMENT))
			return arrangement_of_word(e->references[i].value);
	return ARRANGEMENT_UNKNOWN;
}

static void hear_arrangement(struct trip *t, const struct event *e)
{
	enum arrangement told = arrangement_told(e);

	if (told)
		t->arrangement = told;
}

static void end_trip(struct trip *t, const struct trip *next)
{
	bool one_way = t->arrangement != ARRANGEMENT_LINE;

	if (t->end == TRIP_SAID)
		return;
	t->end = TRIP_OPEN;
	t->closed = INSTANT_NONE;
	if (t->returned && !(one_way && t->delivered)) {
		t->end = TRIP_RETURNED;
		t->closed = fact_sorts(t->returned);
	} else if (one_way && t->delivered) {
		t->end = TRIP_DELIVERED;
		t->closed = fact_sorts(t->delivered);
	} else if (one_way && t->stripped) {
		t->end = TRIP_STRIPPED;
		t->closed = fact_sorts(t->stripped) + TRIP_STRIPPED_DAYS * INSTANT_DAY;
	}
	if (next && next->opened != INSTANT_NONE && (!t->end || t->closed > next->opened)) {
		t->end = TRIP_NEXT;
		t->closed = next->opened;
	}
}

/* ---- what was told ahead ---- */

static bool is_ahead(const struct event *e)
{
	return e->subject_kind == SUBJECT_CONTAINER && e->code && e->classifier != CLASSIFIER_ACT;
}

static bool holds_id(const struct trip *t, const struct facts *f, const uint8_t id[16])
{
	for (size_t i = t->first; i < t->until; i++)
		for (size_t k = 0; k < f->list[i]->observation_count; k++)
			if (memcmp(f->list[i]->observations[k]->id, id, 16) == 0)
				return true;
	for (size_t i = 0; i < t->plan_count; i++)
		if (memcmp(t->plans[i]->id, id, 16) == 0)
			return true;
	return false;
}

static bool is_within(const struct trip *t, instant at)
{
	return at != INSTANT_NONE && t->opened != INSTANT_NONE && t->opened <= at &&
	       (t->closed == INSTANT_NONE || at <= t->closed);
}

/* What is said of a trip under way is of it, though it tells of a time when it was over already. */
static size_t trip_by_time(const struct tripping *x, const struct event *e, size_t begun)
{
	instant at = e->happened.at == INSTANT_NONE ? e->said : moment_sorts(&e->happened);

	for (size_t i = begun; i--;)
		if (is_within(&x->trips.list[i], e->said) &&
			trip_names(x, &x->trips.list[i], e) != NAMES_OTHER)
			return i;
	for (size_t i = begun; i--;)
		if (is_within(&x->trips.list[i], at) && trip_names(x, &x->trips.list[i], e) != NAMES_OTHER)
			return i;
	for (size_t i = 0; i < begun; i++)
		if (x->trips.list[i].opened > at && x->trips.list[i].opened - at <= TRIP_AHEAD &&
			trip_names(x, &x->trips.list[i], e) != NAMES_OTHER)
			return i;
	return begun;
}

static size_t trip_of(const struct tripping *x, const struct event *e, size_t begun)
{
	for (size_t i = begun; i--;)
		if (trip_names(x, &x->trips.list[i], e) & NAMES_SAME)
			return i;
	return trip_by_time(x, e, begun);
}

/* The one that has not begun: of which nothing is known but what was told ahead, and what moves nothing. */
static size_t trip_ahead(const struct tripping *x)
{
	size_t n = x->trips.count;

	return n && x->trips.list[n - 1].opened == INSTANT_NONE ? n - 1 : n;
}

/* Each to its trip, in two goes: how many, then which. */
static void attach(struct tripping *x, const struct event *const *sorted, const bool *voided, size_t n)
{
	size_t begun = trip_ahead(x), *whose = arena_alloc_array(x->a, n + 1, sizeof *whose);

	for (size_t i = 0; i < n; i++) {
		whose[i] = SIZE_MAX;
		if (!is_ahead(sorted[i]) || (voided && voided[i]))
			continue;
		whose[i] = trip_of(x, sorted[i], begun);
		if (whose[i] == begun && x->trips.count == begun)
			open_trip(x, x->f->count);
		x->trips.list[whose[i]].plan_count++;
	}
	for (size_t i = 0; i < x->trips.count; i++) {
		struct trip *t = &x->trips.list[i];

		t->plans = arena_alloc_array(x->a, t->plan_count + 1, sizeof *t->plans);
		t->plan_count = 0;
	}
	for (size_t i = 0; i < n; i++)
		if (whose[i] != SIZE_MAX) {
			struct trip *t = &x->trips.list[whose[i]];

			t->plans[t->plan_count++] = sorted[i];
		}
}

/* The first event in it; of a fact the one that happened first, so that who speaks does not matter. */
static void identify(struct trip *t, const struct facts *f)
{
	const struct event *first = NULL;

	for (size_t i = t->first; i < t->until && !first; i++)
		for (size_t k = 0; k < f->list[i]->observation_count; k++) {
			const struct event *e = f->list[i]->observations[k];

			if (!first || event_compare(e, first) < 0)
				first = e;
		}
	if (!first && t->plan_count)
		first = t->plans[0];
	if (first)
		memcpy(t->id, first->id, sizeof t->id);
}

static void hear_arrangements(struct trip *t, const struct facts *f, const struct trip *before)
{
	if (before && before->arrangement != ARRANGEMENT_ONE_WAY)
		t->arrangement = before->arrangement;
	for (size_t i = t->first; i < t->until; i++)
		for (size_t k = 0; k < f->list[i]->observation_count; k++)
			hear_arrangement(t, f->list[i]->observations[k]);
	for (size_t i = 0; i < t->plan_count; i++)
		hear_arrangement(t, t->plans[i]);
}

struct trips trips_make(struct arena *a, const struct facts *f, const struct event *const *sorted,
	const bool *voided, size_t n)
{
	struct tripping x = {.a = a, .f = f};
	size_t begun;

	split(&x);
	begun = x.trips.count;
	for (size_t i = 0; i < begun; i++) {
		hear_arrangements(&x.trips.list[i], f, i ? &x.trips.list[i - 1] : NULL);
		end_trip(&x.trips.list[i], i + 1 < begun ? &x.trips.list[i + 1] : NULL);
	}
	attach(&x, sorted, voided, n);
	for (size_t i = 0; i < x.trips.count; i++) {
		struct trip *t = &x.trips.list[i];

		hear_arrangements(t, f, i ? t - 1 : NULL);
		end_trip(t, i + 1 < x.trips.count ? t + 1 : NULL);
		identify(t, f);
	}
	return x.trips;
}

const struct trip *trips_find(const struct trips *t, const struct facts *f, const uint8_t id[16])
{
	for (size_t i = 0; i < t->count; i++)
		if (holds_id(&t->list[i], f, id))
			return &t->list[i];
	return NULL;
}
