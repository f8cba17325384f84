/* Ways from a place to another: what is asked, and a page of what is found. */
#include "service/routings.h"
#include "service/answer_parts.h"
#include "system/clock.h"

#include <stdlib.h>
#include <string.h>

#define KG          20000 /* of a box with its cargo, of which nobody said more */
#define TEU         200
#define DRY_BOX     "45G1"
#define COLD_BOX    "45R1"
#define CURRENCY    "USD" /* by which prices are compared; they are not told */
#define HORIZON     (30 * DAY_MINUTES)
#define CLOSED_MOST (7 * DAY_MINUTES) /* that what is not always open is looked at behind */
#define DAY_LEAST   0
#define DAY_MOST    100000
#define DIGITS_MOST 9 /* of a minute */

/* A cursor: the minute of the first search, and the last of the page by its times and its place among those
 * that share them. */
enum cursor_part { CURSOR_FROM, CURSOR_DEPARTS, CURSOR_ARRIVES, CURSOR_NTH, CURSOR_PARTS };

struct page {
	bool later; /* not the first */
	minute at[CURSOR_PARTS];
};

static bool page_read(struct asking *q, struct page *page)
{
	const char *plain = q->cursor ? cursor_read(q->arena, q->cursor, q->fault) : NULL;
	const char *parts[CURSOR_PARTS];

	*page = (struct page){.later = q->cursor != NULL};
	if (!q->cursor)
		return true;
	if (!plain || !cursor_split(q->arena, plain, parts, CURSOR_PARTS, q->fault))
		return false;
	for (int i = 0; i < CURSOR_PARTS; i++) {
		const size_t n = strlen(parts[i]);

		if (n > DIGITS_MOST || strspn(parts[i], "0123456789") != n)
			return fault_say(q->fault, FAULT_BAD_REQUEST,
				"cursor is none that this endpoint gave; begin again without it");
		page->at[i] = (minute)strtol(parts[i], NULL, 10);
	}
	return true;
}

/* ---- what is searched ---- */

static minute midnight(const struct ways *w, uint32_t place, int32_t day)
{
	return timetable_utc(w->timetable.places[place].zone,
		day < DAY_LEAST  ? DAY_LEAST
		: day > DAY_MOST ? DAY_MOST
				 : day,
		0);
}

static int32_t cut_off_most(const struct timetable *t, uint32_t place)
{
	int32_t most = 0;

	for (size_t i = 0; i < t->service_count; i++)
		for (size_t k = 0; k < t->services[i].stop_count; k++)
			for (int c = 0; t->services[i].stops[k].place == place && c < CUT_OFFS; c++)
				if (t->services[i].stops[k].cut_off[c] > most)
					most = t->services[i].stops[k].cut_off[c];
	return most;
}

/* How long before a departure a box may have to be there. */
static int32_t reach_of(const struct ways *w, uint32_t place)
{
	const struct network *n = w->network;
	const struct network_node *node = &n->nodes[network_node(n, place, CARRY_NONE)];
	int32_t most = 0;

	for (uint32_t i = node->out; i < node[1].out; i++) {
		const struct network_edge *e = &n->edges[i];
		const int32_t reach = cut_off_most(&w->timetable, n->nodes[e->to].place) + e->minutes +
				      (e->hours ? CLOSED_MOST : 0);

		most = reach > most ? reach : most;
	}
	return most;
}

static int32_t day_behind(int32_t day, int32_t days)
{
	return day > DAY_MOST ? day : day + days;
}

/* Days from the first that is said on; where none is, from now: what has closed is no offer.  Four weeks,
 * where nobody says until when. */
static void set_window(struct routings *r, const struct routings_asked *asked, const struct page *page)
{
	const uint32_t from = r->query.from;
	const bool said = asked->departs.first != INT32_MIN;
	const minute now = (minute)(clock_now() / INSTANT_SECOND / 60);
	int32_t last = asked->departs.last;

	if (last == INT32_MAX && asked->arrives.last == INT32_MAX) {
		last = said ? asked->departs.first : r->w->day;
		last = asked->arrives.first > last ? asked->arrives.first : last;
		last = day_behind(last, SCHEDULES_WINDOW - 1);
	} else if (last == INT32_MAX) {
		last = day_behind(asked->arrives.last, 1);
	}
	r->departs = (struct schedules_days){asked->departs.first, last};
	r->arrives = asked->arrives;
	r->from = said ? midnight(r->w, from, asked->departs.first) - reach_of(r->w, from) : now;
	if (page->later)
		r->from = page->at[CURSOR_FROM];
	if (r->from < r->w->network->from)
		r->from = r->w->network->from;
	r->until = midnight(r->w, from, day_behind(last, 1)) - 1;
	if (r->until >= r->w->network->until)
		r->until = r->w->network->until - 1;
	if (asked->arrives.last != INT32_MAX)
		r->query.deadline = midnight(r->w, r->query.to, day_behind(asked->arrives.last, 1)) - 1;
}

static bool set_query(struct schedule *s, struct routings *r, struct routings_asked *asked)
{
	struct search_rate *rates;

	r->query = (struct search_query){.aboard = {.trip = NETWORK_NONE},
		.deadline = MINUTE_NEVER,
		.cargo = {asked->reefer ? COLD_BOX : DRY_BOX, {KG, TEU}, asked->reefer, false, NULL},
		.max_transfers = asked->max_transhipments,
		.counted = CARRY_BIT(CARRY_VESSEL) | CARRY_BIT(CARRY_FERRY),
		.max_price = SEARCH_NO_LIMIT,
		.criteria = SEARCH_ALL,
		.horizon = HORIZON};
	r->query.rate_count = rates_into(r->a, r->w->rates, r->w->rate_count, CURRENCY, &rates);
	r->query.rates = rates;
	asked->blamed = "placeOfReceipt";
	if (!schedule_place(s, asked->blamed, asked->from, true, &r->query.from))
		return false;
	asked->blamed = "placeOfDelivery";
	return schedule_place(s, asked->blamed, asked->to, true, &r->query.to);
}

/* ---- what is found ---- */

static bool is_behind(const struct routing *r, size_t nth, const struct page *page)
{
	if (!page->later || r->departs != page->at[CURSOR_DEPARTS])
		return !page->later || r->departs > page->at[CURSOR_DEPARTS];
	if (r->arrives != page->at[CURSOR_ARRIVES])
		return r->arrives > page->at[CURSOR_ARRIVES];
	return (minute)nth > page->at[CURSOR_NTH];
}

static void say_next(struct schedule *s, minute from, minute departs, minute arrives, size_t nth)
{
	s->q->next = cursor_write(s->q->arena,
		arena_printf(s->q->arena, "%d.%d.%d.%zu", (int)from, (int)departs, (int)arrives, nth));
}

static void write_page(struct schedule *s, const struct routings *r, const struct page *page)
{
	size_t nth = 0;
	int written = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct routing *one = &r->list[i], *last = i ? one - 1 : NULL;

		if (written == s->q->limit) {
			say_next(s, r->from, last->departs, last->arrives, nth);
			return;
		}
		nth = last && one->departs == last->departs && one->arrives == last->arrives ? nth + 1 : 0;
		if (!is_behind(one, nth, page))
			continue;
		routing_write(s, r, one);
		written++;
	}
	if (r->rest != MINUTE_NEVER)
		say_next(s, r->rest, 0, 0, 0);
}

static bool answer(struct schedule *s, struct routings_asked *asked)
{
	struct routings r = {.w = s->w, .a = s->q->arena, .rest = MINUTE_NEVER};
	struct page page;

	if (!set_query(s, &r, asked))
		return false;
	asked->blamed = "cursor";
	if (!page_read(s->q, &page))
		return false;
	asked->blamed = NULL;
	jw_open(&s->j, '[');
	if (asked->yards && r.query.from != MEMBER_NO_PLACE && r.query.to != MEMBER_NO_PLACE &&
		r.query.from != r.query.to) {
		struct ways_space *space = ways_space((struct ways *)(uintptr_t)s->w);

		set_window(&r, asked, &page);
		routings_find(&r, space->search);
		ways_space_back((struct ways *)(uintptr_t)s->w, space);
		write_page(s, &r, &page);
	}
	jw_close(&s->j, ']');
	return true;
}

bool answer_routings(struct asking *q, struct routings_asked *asked)
{
	struct schedule s;

	return schedule_begin(&s, q) && answer(&s, asked);
}
