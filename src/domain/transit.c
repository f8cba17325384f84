#include "domain/transit.h"

#include "domain/journey.h"
#include "record/found_by.h"

#include <ctype.h>

const char *const transit_kind_words[] = {
#define TRANSIT(name, word, papers, text) [TRANSIT_##name] = word,
#include "domain/transit.def"
#undef TRANSIT
};
const char *const transit_kind_texts[] = {
#define TRANSIT(name, word, papers, text) [TRANSIT_##name] = text,
#include "domain/transit.def"
#undef TRANSIT
};
static const char *const transit_papers[] = {
#define TRANSIT(name, word, papers, text) [TRANSIT_##name] = papers,
#include "domain/transit.def"
#undef TRANSIT
};
const char *const transit_state_words[] = {"opened", "arrived", "discharged"};
const char *const transit_limit_words[] = {"not-told", "far", "near", "past", "kept"};

#define MRN_LENGTH 18
#define MRN_LETTER 16 /* where the letter of the procedure stands */

/* ISO 6346: letters from 10 on without the multiples of 11, doubled by place, modulo 11 and 10. */
static int check_digit(const char *s, int n)
{
	int sum = 0, weight = 1;

	for (int i = 0; i < n; i++, weight = weight * 2 % 11) {
		int letter = s[i] - 'A',
		    value = isdigit((unsigned char)s[i]) ? s[i] - '0' : 10 + letter + (letter + 9) / 10;

		sum += value * weight;
	}
	return sum % 11 % 10;
}

static bool is_mrn(const char *s)
{
	if (strlen(s) != MRN_LENGTH || !isdigit((unsigned char)s[0]) || !isdigit((unsigned char)s[1]))
		return false;
	for (int i = 2; i < MRN_LENGTH; i++)
		if (!(s[i] >= 'A' && s[i] <= 'Z') && !(i > 3 && isdigit((unsigned char)s[i])))
			return false;
	return s[MRN_LETTER] >= 'J' && s[MRN_LETTER] <= 'M' &&
	       s[MRN_LENGTH - 1] - '0' == check_digit(s, MRN_LENGTH - 1);
}

static bool is_carnet(const char *s)
{
	return strlen(s) == 10 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z' &&
	       strspn(s + 2, "0123456789") == 8;
}

enum transit_kind transit_of_number(const char *number)
{
	char value[FOUND_BY_ROOM];

	if (!found_by_value(number, value))
		return TRANSIT_KINDS;
	return is_mrn(value) ? TRANSIT_UNION : is_carnet(value) ? TRANSIT_TIR : TRANSIT_KINDS;
}

static enum transit_kind kind_of_paper(const char *kind)
{
	enum transit_kind k = 0;

	for (; k < TRANSIT_KINDS; k++)
		for (const char *w = transit_papers[k]; *w; w += strcspn(w, "|"), w += *w == '|')
			if (strlen(kind) == strcspn(w, "|") && strncmp(kind, w, strlen(kind)) == 0)
				return k;
	return k;
}

static bool same_number(const char *a, const char *b)
{
	char x[FOUND_BY_ROOM], y[FOUND_BY_ROOM];

	return found_by_value(a, x) && found_by_value(b, y) && strcmp(x, y) == 0;
}

struct finding {
	struct arena *a;
	const struct line *line;
	const struct transit_world *world;
	struct transit *transits;
	size_t count, room;
};

static struct transit *find(struct finding *f, const char *number)
{
	for (size_t i = 0; i < f->count; i++)
		if (same_number(f->transits[i].number, number))
			return &f->transits[i];
	return NULL;
}

static struct transit *add(struct finding *f, enum transit_kind kind, const char *number)
{
	f->transits = arena_grow(f->a, f->transits, f->count, &f->room, sizeof *f->transits);
	f->transits[f->count] = (struct transit){.kind = kind, .number = number};
	return &f->transits[f->count++];
}

static bool may_be_transit(const struct reference *x)
{
	static const char *const kinds[] = {"CUSTOMS", "T1", "T2", "TIR", NULL};

	return is_among(x->kind, kinds) && transit_of_number(x->value) < TRANSIT_KINDS;
}

static void take_references(struct finding *f, const struct event *e)
{
	for (size_t i = 0; i < e->reference_count; i++) {
		const struct reference *x = &e->references[i];
		struct transit *t = find(f, x->value);

		if (!t && may_be_transit(x))
			t = add(f, transit_of_number(x->value), x->value);
		if (t && !t->first)
			t->first = e;
	}
}

static bool names(const struct event *e, const char *number)
{
	for (size_t i = 0; i < e->reference_count; i++)
		if (same_number(e->references[i].value, number))
			return true;
	return false;
}

static instant opened_at(const struct transit *t)
{
	if (t->paper && t->paper->issued != INSTANT_NONE)
		return t->paper->issued;
	return t->first ? t->first->happened.at : INSTANT_NONE;
}

static bool is_at_office(const struct finding *f, const struct transit *t, const struct event *e)
{
	return t->paper && t->paper->office_to && e->place &&
	       f->world->same_place(f->world->self, e->place, t->paper->office_to);
}

static bool comes_in(const struct event *e)
{
	static const char *const codes[] = {"ARRI", "WAYP", "DISC", "GTIN", "DROP", NULL};

	return is_among(e->code, codes);
}

/* A day is all that is known of some; it may have been the same one. */
static bool is_since(const struct event *e, instant from)
{
	return from == INSTANT_NONE || moment_sorts(&e->happened) >= from - INSTANT_DAY / 2;
}

/* The release that lets it into transit. */
static bool opens(const struct transit *t, const struct event *e)
{
	return e == t->first && t->paper && t->paper->until != INSTANT_NONE &&
	       moment_sorts(&e->happened) <= opened_at(t);
}

static void follow(const struct finding *f, struct transit *t)
{
	const struct line *l = f->line;

	for (size_t i = l->trip; i < l->count && !t->discharged; i++) {
		const struct event *e = l->events[i];

		if (!line_fact(l, i) || !is_since(e, opened_at(t)))
			continue;
		if (!t->arrived && comes_in(e) && is_at_office(f, t, e))
			t->arrived = e;
		if (is(e, "CUSR") && !opens(t, e) &&
			(names(e, t->number) || (t->arrived && is_at_office(f, t, e))))
			t->discharged = e;
	}
	t->state = t->discharged || (t->paper && t->paper->over) ? TRANSIT_DISCHARGED
		   : t->arrived                                  ? TRANSIT_ARRIVED
								 : TRANSIT_OPENED;
}

static enum transit_limit limit_of(const struct transit *t, instant now)
{
	instant until = t->paper ? t->paper->until : INSTANT_NONE;
	const struct event *end = t->arrived ? t->arrived : t->discharged;
	instant ended = end ? end->happened.at : now;

	if (until == INSTANT_NONE)
		return LIMIT_NOT_KNOWN;
	if (ended > until)
		return LIMIT_PAST;
	if (end || t->state == TRANSIT_DISCHARGED)
		return LIMIT_KEPT;
	return until - now <= TRANSIT_NEAR ? LIMIT_NEAR : LIMIT_FAR;
}

size_t transits_find(struct arena *a, const struct line *l, const struct line_paper *papers,
	size_t paper_count, const struct transit_world *w, instant now, struct transit **transits,
	bool *bonded)
{
	struct finding f = {.a = a, .line = l, .world = w};

	for (size_t i = 0; i < paper_count; i++)
		if (kind_of_paper(papers[i].kind) < TRANSIT_KINDS && !find(&f, papers[i].number))
			add(&f, kind_of_paper(papers[i].kind), papers[i].number)->paper = &papers[i];
	for (size_t i = l->trip; i < l->count; i++)
		if (!l->voided[i])
			take_references(&f, l->events[i]);
	*bonded = false;
	for (size_t i = 0; i < f.count; i++) {
		follow(&f, &f.transits[i]);
		f.transits[i].limit = limit_of(&f.transits[i], now);
		*bonded |= f.transits[i].state != TRANSIT_DISCHARGED;
	}
	*transits = f.transits;
	return f.count;
}
