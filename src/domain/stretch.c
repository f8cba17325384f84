#include "domain/stretch.h"

#include "domain/journey.h"

#include <string.h>

enum where { HERE, BORDER, AWAY, ANY };
enum by { VEHICLE, BOX };

const struct stretch_row stretch_rows[STRETCH_KINDS] = {
#define STRETCH(name, word, from, to, until, where, waits, half_life, drift, most_days, by)                  \
	{word, waits, half_life, drift, most_days},
#include "domain/stretch.def"
#undef STRETCH
};

static const struct rule {
	const char *from, *to, *until;
	enum where where;
	int most_days;
	enum by by;
} rules[STRETCH_KINDS] = {
#define STRETCH(name, word, from, to, until, where, waits, half_life, drift, most_days, by)                  \
	{from, to, until, where, most_days, by},
#include "domain/stretch.def"
#undef STRETCH
};

struct search { /* for one kind of stretch */
	struct arena *a;
	const struct stretch_world *w;
	const char *container;
	const struct facts *facts;
	enum stretch_kind kind;
	const struct rule *rule;
	const struct stretch *ahead; /* NULL: it is in another kind */
	struct stretch_seen *seen;
	size_t count, room;
};

static const struct fact *fact_at(const struct search *s, size_t i)
{
	return s->facts->list[i];
}

/* One of the words; codes have four letters. */
static bool among(const char *code, const char *words)
{
	const char *at = strlen(code) == 4 ? strstr(words, code) : NULL;

	return at && (at == words || at[-1] == ' ');
}

static const char *complex_of(const struct search *s, const struct fact *f)
{
	return f->place ? s->w->complex_of(s->w->self, f->place) : NULL;
}

static bool same_place(const struct search *s, const struct fact *a, const struct fact *b)
{
	const char *x = complex_of(s, a), *y = complex_of(s, b);

	return x && y && strcmp(x, y) == 0;
}

const char *stretch_code(const struct fact *f)
{
	enum mode by = f->transport->mode;

	if (fact_restows(f))
		return "WAYP";
	if (by != MODE_RAIL && by != MODE_BARGE && by != MODE_VESSEL)
		return f->code;
	return strcmp(f->code, "GTIN") == 0 ? "DISC" : strcmp(f->code, "GTOT") == 0 ? "LOAD" : f->code;
}

/* Gates carry no transport; what some of them name is a lorry. */
static enum mode mode_of(const struct fact *f)
{
	return among(stretch_code(f), "GTIN GTOT PICK DROP") ? MODE_UNKNOWN : f->transport->mode;
}

static const char *country_of(const struct search *s, const struct fact *f)
{
	return f->place ? s->w->country_of(s->w->self, f->place) : NULL;
}

/* The nearest country behind (step 1) or before (step -1) fact i that is told of outside the place of it. */
static const char *country_beyond(const struct search *s, size_t i, int step)
{
	const struct fact *here = fact_at(s, i);

	for (size_t k = i + (size_t)step; k < s->facts->count; k += (size_t)step) {
		const struct fact *f = fact_at(s, k);

		if (f->place && !same_place(s, here, f))
			return country_of(s, f);
	}
	return NULL;
}

static bool differ(const char *a, const char *b)
{
	return a && b && strcmp(a, b) != 0;
}

/* From which country into which; NULL: it leads into none, or nobody told.  Where all was told in one country
 * it leads from there, else into there. */
static const char *direction_of(const struct search *s, size_t i, size_t j)
{
	const char *from = country_of(s, fact_at(s, i)), *to = country_of(s, fact_at(s, j));

	if (from && to && !differ(from, to)) {
		const char *beyond = country_beyond(s, j, 1);

		to = differ(from, beyond) ? beyond : to;
		from = differ(from, beyond) ? from : country_beyond(s, i, -1);
	}
	return differ(from, to) ? arena_printf(s->a, "%s-%s", from, to) : NULL;
}

/* False: between these two lies no stretch of this kind. */
static bool name(const struct search *s, size_t i, size_t j, struct stretch *out)
{
	const struct fact *from = fact_at(s, i), *to = fact_at(s, j);

	*out = (struct stretch){.kind = s->kind,
		.from = complex_of(s, from),
		.to = complex_of(s, to),
		.mode = mode_of(from),
		.direction = ""};
	if (!out->from || !out->to)
		return false;
	if (s->rule->where != ANY && (strcmp(out->from, out->to) == 0) == (s->rule->where == AWAY))
		return false;
	if (s->rule->where == BORDER) {
		out->direction = direction_of(s, i, j);
		return out->direction && s->w->is_border(s->w->self, from->place);
	}
	return true;
}

static uint32_t passing(const struct search *s, const struct fact *from)
{
	if (s->rule->by == VEHICLE && from->transport->key)
		return tally_passing(from->transport->key, 0);
	return tally_passing(s->container, from->when.at);
}

static double told_late(const struct fact *f)
{
	if (f->speaker->said == INSTANT_NONE || f->when.precision == PRECISION_DAY)
		return -1;
	return f->speaker->said > f->when.at ? (double)(f->speaker->said - f->when.at) / INSTANT_SECOND : 0;
}

static struct stretch_seen *note(struct search *s, const struct stretch *stretch, const struct fact *from)
{
	struct stretch_seen *n;

	s->seen = arena_grow(s->a, s->seen, s->count, &s->room, sizeof *s->seen);
	n = &s->seen[s->count++];
	*n = (struct stretch_seen){.stretch = *stretch, .began = from->when.at};
	n->entry.passing = passing(s, from);
	n->entry.told_late = -1;
	return n;
}

static bool too_long(const struct search *s, instant lasted)
{
	return lasted > s->rule->most_days * INSTANT_DAY;
}

/* Told, and not gainsaid. */
static bool sure(const struct fact *f)
{
	return f->speaker && f->when.at != INSTANT_NONE && !f->conflicts_with;
}

static void note_end(struct search *s, size_t i, size_t j)
{
	const struct fact *from = fact_at(s, i), *to = fact_at(s, j);
	struct stretch stretch;
	struct stretch_seen *n;

	if (!name(s, i, j, &stretch))
		return;
	n = note(s, &stretch, from);
	n->untold = !sure(to) || too_long(s, to->when.at - from->when.at);
	if (!n->untold) {
		n->entry.seconds = (double)(to->when.at - from->when.at) / INSTANT_SECOND;
		n->entry.told_late = told_late(to);
		n->ended = to->when.at;
	}
}

/* It has not come to an end, and is what the box is in. */
static void note_running(struct search *s, size_t i)
{
	const struct fact *from = fact_at(s, i);
	const char *here = complex_of(s, from);
	struct stretch_seen *n;

	if (!s->ahead || !here)
		return;
	if (s->rule->where == AWAY ? strcmp(here, s->ahead->to) == 0 : strcmp(here, s->ahead->from) != 0)
		return;
	n = note(s, s->ahead, from);
	n->stretch.from = here;
	n->entry.running = true;
}

static bool places(const struct fact *f)
{
	return f->place && journey_moves(f->code);
}

/* The nearest fact behind (step 1) or before (step -1) fact i that says where the box is; the count: none. */
static size_t nearest(const struct search *s, size_t i, int step)
{
	size_t k = i + (size_t)step;

	while (k < s->facts->count && !places(fact_at(s, k)))
		k += (size_t)step;
	return k < s->facts->count ? k : s->facts->count;
}

/* A border's two sides are one place: it is entered but once, whatever goes to and fro between them ... */
static bool begins(const struct search *s, size_t i)
{
	const struct fact *f = fact_at(s, i);
	size_t before = nearest(s, i, -1);

	if (!sure(f) || f->load_state == LOAD_EMPTY || !among(stretch_code(f), s->rule->from))
		return false;
	return s->rule->where != BORDER || before == s->facts->count || !same_place(s, f, fact_at(s, before));
}

/* ... and left on its other side, or for somewhere else. */
static bool ends(const struct search *s, size_t i, size_t j)
{
	const struct fact *from = fact_at(s, i), *to = fact_at(s, j);
	const char *one, *other;
	size_t behind;

	if (!among(stretch_code(to), s->rule->to) || s->rule->where != BORDER)
		return among(stretch_code(to), s->rule->to);
	one = country_of(s, from);
	other = country_of(s, to);
	behind = nearest(s, j, 1);
	return (one && other && strcmp(one, other) != 0) ||
	       (behind < s->facts->count && !same_place(s, to, fact_at(s, behind)));
}

/* What a box does elsewhere ends what it did here; past a border a run is another.  Beginning anew does so
 * too. */
static bool breaks(const struct search *s, size_t i, size_t j)
{
	const struct fact *from = fact_at(s, i), *f = fact_at(s, j);
	bool here = same_place(s, from, f), anew = among(stretch_code(f), s->rule->from);

	if (among(stretch_code(f), s->rule->until))
		return true;
	if (!places(f))
		return false;
	switch (s->rule->where) {
	case HERE:
		return !here || anew;
	case BORDER:
		return !here;
	case AWAY:
		return here ? anew : s->w->is_border(s->w->self, f->place);
	case ANY: /* what is between is inferred */
		break;
	}
	return false;
}

/* What a box does elsewhere says that it arrived there, or left the border; reached: the last place that it
 * was told to have arrived at, or i. */
static void note_unreported(struct search *s, size_t i, size_t j, size_t reached)
{
	const struct fact *from = fact_at(s, i), *f = fact_at(s, j);
	struct stretch stretch = {s->kind, complex_of(s, from), complex_of(s, from), mode_of(from), ""};

	if (!places(f) || same_place(s, fact_at(s, reached), f) || !stretch.from)
		return;
	if (s->rule->where == BORDER)
		stretch.direction = direction_of(s, i, j);
	else if (s->rule->where == AWAY)
		stretch.to = complex_of(s, f);
	else
		return;
	if (stretch.direction && (s->rule->where == AWAY || s->w->is_border(s->w->self, from->place)))
		note(s, &stretch, from)->untold = true;
}

/* A run goes on to places behind the first one it reaches. */
static void follow(struct search *s, size_t i)
{
	size_t last = i;

	for (size_t j = i + 1; j < s->facts->count; j++) {
		bool reached = ends(s, i, j);

		if (reached) {
			note_end(s, i, j);
			last = j;
		}
		if (reached && s->rule->where != AWAY)
			return;
		if (breaks(s, i, j)) {
			note_unreported(s, i, j, last);
			return;
		}
	}
	note_running(s, i);
}

size_t stretches_of(struct arena *a, const struct stretch_world *w, const char *container,
	const struct facts *facts, const struct stretch *ahead, struct stretch_seen **seen)
{
	struct search s = {.a = a, .w = w, .container = container, .facts = facts};

	for (int kind = 0; kind < STRETCH_KINDS; kind++) {
		s.kind = (enum stretch_kind)kind;
		s.rule = &rules[kind];
		s.ahead = ahead && ahead->kind == s.kind ? ahead : NULL;
		for (size_t i = 0; i < facts->count; i++)
			if (begins(&s, i))
				follow(&s, i);
	}
	*seen = s.seen;
	return s.count;
}
