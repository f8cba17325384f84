#include "domain/seal.h"

#include "record/found_by.h"

const struct seal_row seal_rows[] = {
#define SEAL(name, word, wrong, text) [SEAL_##name] = {word, wrong, text},
#include "domain/seal.def"
#undef SEAL
};
const char *const seal_sort_words[] = {"mechanical", "navigation"};

#define BROKEN                                                                                               \
	"seal broken|seals broken|broken seal|seal missing|seal damaged|seal tampered|without seal|"         \
	"铅封破|封志破|施封破|无封|封失|сорван|наруш|без пломб|пломба отсутств|без зпу|повреждение зпу"
#define NAVIGATION "navigation seal|electronic seal|навигацион|电子铅封|电子关锁|导航"
#define NOT_TOLD   SIZE_MAX

bool seal_broken(const struct event *e)
{
	return line_remark(e, BROKEN) != NULL;
}

/* Whoever opens the doors closes them with another seal. */
static const char *const openings[] = {"RSEA", "RMVD", "INSP", "CUSI", "STUF", "STRP", NULL};

struct reading {
	struct arena *a;
	const struct line *line;
	struct seals *s;
	size_t change_room, now_room;
	bool opened;    /* since a number was told last */
	size_t pending; /* the change whose number nobody told yet */
};

struct number {
	const char *issuer, *number, *loosely;
};

static const char *loosely(struct arena *a, const char *number)
{
	char value[FOUND_BY_ROOM];

	return found_by_value(number, value) ? arena_strdup(a, value) : NULL;
}

static struct number number_of(struct arena *a, const char *told)
{
	struct number n = {.number = found_by_seal(told)};

	if (n.number > told + 1)
		n.issuer = arena_strndup(a, told, (size_t)(n.number - told) - 1);
	n.loosely = loosely(a, n.number);
	return n;
}

static bool is_number(struct arena *a, const char *number, const struct number *n)
{
	return number && same(loosely(a, number), n->loosely);
}

static struct seal_now *now_of(struct reading *r, const struct number *n)
{
	for (size_t i = 0; i < r->s->now_count; i++)
		if (is_number(r->a, r->s->now[i].number, n))
			return &r->s->now[i];
	return NULL;
}

/* Senders go on telling what was on it once. */
static bool was_on(struct reading *r, const struct number *n)
{
	for (size_t i = 0; i < r->s->change_count; i++)
		if (is_number(r->a, r->s->changes[i].number, n))
			return true;
	return false;
}

static enum seal_sort sort_of(const struct event *e)
{
	return line_remark(e, NAVIGATION) ? SEAL_NAVIGATION : SEAL_MECHANICAL;
}

static void add_change(struct reading *r, struct seal_change c)
{
	r->s->changes =
		arena_grow(r->a, r->s->changes, r->s->change_count, &r->change_room, sizeof *r->s->changes);
	r->s->changes[r->s->change_count++] = c;
}

static void add_now(struct reading *r, const struct number *n, const struct event *e)
{
	r->s->now = arena_grow(r->a, r->s->now, r->s->now_count, &r->now_room, sizeof *r->s->now);
	r->s->now[r->s->now_count++] = (struct seal_now){
		.number = n->number, .issuer = n->issuer, .sort = sort_of(e), .since = e, .seen = e};
}

/* The two halves of a change of wagon, told by one who saw both. */
static bool is_halves(const struct event *off, const struct event *on)
{
	return is(off, "DISC") && is(on, "LOAD") && same_place(off, on) && same(off->sender, on->sender) &&
	       off->transport.wagon && on->transport.wagon &&
	       !same(off->transport.wagon, on->transport.wagon);
}

/* A reseal takes the place of whatever was on it. */
static bool may_replace(const struct event *e, const char *before, const char *after)
{
	return is(e, "RSEA") || fits(before, after);
}

/* What was on it by that issuer, of the first n; NULL: nothing, or it is told of once more. */
static struct seal_now *replaced_by(
	struct reading *r, const struct number *x, size_t n, const struct event *e)
{
	struct seal_now *first = NULL;

	for (size_t i = 0; i < n; i++) {
		struct seal_now *old = &r->s->now[i];

		if (!may_replace(e, old->issuer, x->issuer) || old->sort != sort_of(e))
			continue;
		if (old->seen == e)
			return NULL;
		if (!first)
			first = old;
	}
	return first;
}

/* "Sealed" may be said of the seal that was on it anyway. */
static void fill_pending(struct reading *r, const struct number *x)
{
	struct seal_change *c = &r->s->changes[r->pending];

	if (c->before && is_number(r->a, c->before, x) && r->pending + 1 == r->s->change_count)
		r->s->change_count--;
	c->number = x->number;
	c->issuer = x->issuer;
	r->pending = NOT_TOLD;
}

static void put_on(struct reading *r, const struct number *x, size_t n, const struct event *e)
{
	const struct seal_now *old = replaced_by(r, x, n, e);
	struct seal_change c = {.step = SEAL_APPLIED,
		.sort = sort_of(e),
		.number = x->number,
		.issuer = x->issuer,
		.told = e};

	if (c.sort == SEAL_NAVIGATION) {
		c.step = SEAL_ACTIVATED;
	} else if (old) {
		c.gauge = is_halves(old->seen, e);
		c.before = old->number;
		c.step = r->opened || c.gauge ? SEAL_CHANGED : SEAL_DIFFERENT;
	}
	if (r->pending == NOT_TOLD)
		add_change(r, c);
	else
		fill_pending(r, x);
	add_now(r, x, e);
}

/* Of the first n what an issuer of this event has replaced. */
static void drop_replaced(struct reading *r, size_t n, const struct event *e)
{
	size_t kept = 0, count = r->s->now_count;

	for (size_t i = 0; i < count; i++) {
		bool gone = false;

		for (size_t k = n; i < n && k < count; k++)
			gone |= may_replace(e, r->s->now[i].issuer, r->s->now[k].issuer) &&
				r->s->now[i].sort == r->s->now[k].sort && r->s->now[i].seen != e;
		if (!gone)
			r->s->now[kept++] = r->s->now[i];
	}
	r->s->now_count = kept;
}

static void take_numbers(struct reading *r, const struct event *e)
{
	size_t n = r->s->now_count;

	for (size_t i = 0; i < e->seal_count; i++) {
		struct number x = number_of(r->a, e->seals[i]);
		struct seal_now *on = x.loosely ? now_of(r, &x) : NULL;

		if (on)
			on->seen = e;
	}
	for (size_t i = 0; i < e->seal_count; i++) {
		struct number x = number_of(r->a, e->seals[i]);

		if (x.loosely && !now_of(r, &x) && (r->pending != NOT_TOLD || !was_on(r, &x)))
			put_on(r, &x, n, e);
	}
	if (r->s->now_count > n)
		r->opened = false;
	drop_replaced(r, n, e);
}

static void take_off(struct reading *r, const struct event *e)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->s->now_count; i++) {
		struct seal_now *on = &r->s->now[i];
		bool gone = !e->seal_count && (sort_of(e) == on->sort || sort_of(e) == SEAL_MECHANICAL);

		for (size_t k = 0; k < e->seal_count; k++) {
			struct number x = number_of(r->a, e->seals[k]);

			gone |= is_number(r->a, on->number, &x);
		}
		if (gone)
			add_change(r,
				(struct seal_change){
					.step = on->sort == SEAL_NAVIGATION ? SEAL_DEACTIVATED : SEAL_REMOVED,
					.sort = on->sort,
					.number = on->number,
					.issuer = on->issuer,
					.told = e});
		else
			r->s->now[kept++] = *on;
	}
	r->s->now_count = kept;
}

/* A reseal without the number of the new seal: the next one told is that. */
static void reseal(struct reading *r, const struct event *e)
{
	bool before = r->s->now_count > 0;

	r->pending = r->s->change_count;
	add_change(r, (struct seal_change){.step = before ? SEAL_CHANGED : SEAL_APPLIED,
			      .told = e,
			      .before = before ? r->s->now[0].number : NULL});
	r->s->now_count = 0;
}

static void break_seal(struct reading *r, const struct event *e)
{
	struct number x = {NULL, NULL, NULL};

	if (e->seal_count)
		x = number_of(r->a, e->seals[0]);
	else if (r->s->now_count)
		x.number = r->s->now[0].number, x.issuer = r->s->now[0].issuer;
	add_change(r,
		(struct seal_change){.step = SEAL_BROKEN, .number = x.number, .issuer = x.issuer, .told = e});
	r->opened = true;
}

/* An act of the railway witnesses it. */
static bool is_witnessed(const struct event *e)
{
	return line_reference(e, "GU-22") || line_reference(e, "GU-23");
}

static void take_event(struct reading *r, const struct event *e)
{
	if (e->load_state == LOAD_EMPTY || is(e, "STRP")) {
		r->s->now_count = 0;
		return;
	}
	r->opened |= is_among(e->code, openings) || is_witnessed(e);
	if (seal_broken(e))
		break_seal(r, e);
	else if (is(e, "RMVD"))
		take_off(r, e);
	else if (e->seal_count)
		take_numbers(r, e);
	else if (is(e, "RSEA"))
		reseal(r, e);
}

/* Papers */

static bool names(struct arena *a, const struct line_paper *p, const char *number)
{
	const char *wanted = number ? loosely(a, number) : NULL;

	for (const char *w = p->seals; wanted && w && *w; w += strcspn(w, " ,;/"), w += strspn(w, " ,;/")) {
		const char *one = loosely(a, arena_strndup(a, w, strcspn(w, " ,;/")));

		if (same(one, wanted))
			return true;
	}
	return false;
}

static const struct line_paper *paper_of(
	struct arena *a, const struct line_paper *papers, size_t n, const char *number)
{
	for (size_t i = 0; i < n; i++)
		if (names(a, &papers[i], number))
			return &papers[i];
	return NULL;
}

static bool is_apart(struct reading *r, const struct line_paper *p)
{
	bool told = false;

	if (p->over || !p->seals || !*p->seals)
		return false;
	for (size_t i = 0; i < r->s->change_count; i++) {
		if (names(r->a, p, r->s->changes[i].number))
			return false;
		told |= r->s->changes[i].number != NULL;
	}
	return told;
}

static void look_at_papers(struct reading *r, const struct line_paper *papers, size_t n)
{
	struct seals *s = r->s;

	s->apart = arena_alloc_array(r->a, n + 1, sizeof *s->apart);
	for (size_t i = 0; i < s->change_count; i++)
		s->changes[i].paper = paper_of(r->a, papers, n, s->changes[i].number);
	for (size_t i = 0; i < s->now_count; i++)
		s->now[i].paper = paper_of(r->a, papers, n, s->now[i].number);
	for (size_t i = 0; i < n; i++)
		if (is_apart(r, &papers[i]))
			s->apart[s->apart_count++] = &papers[i];
}

static bool is_wrong(const struct seals *s)
{
	bool wrong = false;

	for (size_t i = 0; i < s->change_count; i++)
		wrong = seal_rows[s->changes[i].step].wrong || (wrong && s->changes[i].step != SEAL_CHANGED);
	return wrong || s->apart_count;
}

void seals_find(struct seals *s, struct arena *a, const struct line *l, const struct line_paper *papers,
	size_t paper_count)
{
	struct reading r = {.a = a, .line = l, .s = s, .pending = NOT_TOLD};

	*s = (struct seals){.changes = NULL};
	for (size_t i = l->trip; i < l->count; i++)
		if (line_fact(l, i))
			take_event(&r, l->events[i]);
	look_at_papers(&r, papers, paper_count);
	s->wrong = is_wrong(s);
}
