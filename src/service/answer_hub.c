/* One hub: what stands there, by part of it, age and destination; what comes and goes; what waits at a
 * border. */
#include "base/limits.h"
#include "service/answer_parts.h"
#include "service/hub.h"

#include <stdlib.h>

#define OLDEST_TOLD 20

static int compare_texts(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

static enum hub_area area_of(const struct hub *h, const struct hub_box *b)
{
	const struct place *p = world_place(h->w, b->place);

	return hub_area_of(b->facility_type, p ? p->kinds : NULL);
}

struct sorted_box {
	const struct hub_box *box;
	enum hub_area area;
};

static int compare_stock(const struct sorted_box *x, const struct sorted_box *y)
{
	int d = (int)x->area - (int)y->area;

	d = d ? d : strcmp(x->box->place, y->box->place);
	return d ? d : compare_texts(x->box->facility, y->box->facility);
}

static int by_stock(const void *a, const void *b)
{
	const struct sorted_box *x = a, *y = b;
	int d = compare_stock(x, y);

	return d ? d : compare_texts(x->box->destination, y->box->destination);
}

static void write_ages(struct json *j, const int64_t count[AGES])
{
	jw_key(j, "ages");
	jw_open(j, '[');
	for (int a = 0; a < AGES; a++) {
		jw_open(j, '{');
		jw_member(j, "code", hub_age_words[a]);
		jw_member_integer(j, "count", count[a]);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

struct bound {
	const char *place;
	int64_t count;
};

static int most_bound_first(const void *a, const void *b)
{
	const struct bound *x = a, *y = b;

	return x->count != y->count ? (x->count < y->count ? 1 : -1) : compare_texts(x->place, y->place);
}

/* Of boxes sorted by their destination. */
static void write_destinations(struct json *j, const struct hub *h, const struct sorted_box *s, size_t n)
{
	struct bound *bound = arena_alloc_array(h->q->arena, n + 1, sizeof *bound);
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		if (!count || compare_texts(bound[count - 1].place, s[i].box->destination) != 0)
			bound[count++] = (struct bound){s[i].box->destination, 0};
		bound[count - 1].count++;
	}
	qsort(bound, count, sizeof *bound, most_bound_first);
	jw_key(j, "destinations");
	jw_open(j, '[');
	for (size_t i = 0; i < count; i++) {
		jw_open(j, '{');
		part_place_as(j, "place", h->w, bound[i].place, false);
		jw_member_integer(j, "count", bound[i].count);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_part(struct json *j, const struct hub *h, const struct sorted_box *s, size_t n)
{
	int64_t ages[AGES] = {0}, laden = 0, empty = 0;

	for (size_t i = 0; i < n; i++) {
		ages[hub_age_of(s[i].box->since.at, h->now)]++;
		laden += s[i].box->load == LOAD_LADEN;
		empty += s[i].box->load == LOAD_EMPTY;
	}
	jw_open(j, '{');
	jw_member(j, "area", hub_area_words[s->area]);
	part_place_as(j, "place", h->w, s->box->place, false);
	part_facility(j, s->box->facility, s->box->facility_list, s->box->facility_name);
	jw_member_integer(j, "count", (int64_t)n);
	jw_member_integer(j, "laden", laden);
	jw_member_integer(j, "empty", empty);
	write_ages(j, ages);
	write_destinations(j, h, s, n);
	jw_close(j, '}');
}

static void write_stock(struct json *j, const struct hub *h)
{
	struct sorted_box *s = arena_alloc_array(h->q->arena, h->box_count + 1, sizeof *s);
	size_t n = 0;

	for (size_t i = 0; i < h->box_count; i++)
		if (hub_stands(&h->boxes[i]))
			s[n++] = (struct sorted_box){&h->boxes[i], area_of(h, &h->boxes[i])};
	qsort(s, n, sizeof *s, by_stock);
	jw_member_integer(j, "count", (int64_t)n);
	jw_key(j, "stock");
	jw_open(j, '[');
	for (size_t i = 0, until; i < n; i = until) {
		for (until = i + 1; until < n && compare_stock(&s[i], &s[until]) == 0; until++)
			;
		write_part(j, h, s + i, until - i);
	}
	jw_close(j, ']');
}

static void write_calls(struct json *j, const struct hub *h, bool departs)
{
	jw_key(j, departs ? "departures" : "arrivals");
	jw_open(j, '[');
	for (size_t i = 0; i < h->call_count; i++) {
		const struct hub_call *c = &h->calls[i];

		if (c->departs != departs)
			continue;
		jw_open(j, '{');
		part_vehicle(j, c->vehicle.mode, c->vehicle.name, c->vehicle.imo, c->vehicle.voyage,
			c->vehicle.wagon, c->vehicle.key);
		part_place_as(j, departs ? "to" : "from", h->w, c->other, false);
		part_moment(j, "when", &c->when);
		jw_member(j, "classifier", classifier_names[c->classifier]);
		jw_member_integer(j, "count", c->count);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static bool is_border(const struct hub *h)
{
	for (size_t i = 0; i < h->place_count; i++) {
		const struct place *p = world_place(h->w, h->places[i]);

		if (p && hub_has_word(p->kinds, "border"))
			return true;
	}
	return false;
}

static void write_oldest(struct json *j, const struct hub *h, const struct hub_box *b)
{
	jw_open(j, '{');
	jw_member(j, "container", b->number);
	part_moment(j, "since", &b->since);
	part_place_as(j, "to", h->w, b->destination, false);
	jw_close(j, '}');
}

static void write_backlog(struct json *j, const struct hub *h)
{
	int64_t ages[AGES] = {0}, waiting = 0;
	int told = 0;

	if (!is_border(h))
		return;
	for (size_t i = 0; i < h->box_count; i++)
		if (hub_waits(&h->boxes[i])) {
			ages[hub_age_of(h->boxes[i].since.at, h->now)]++;
			waiting++;
		}
	jw_key(j, "backlog");
	jw_open(j, '{');
	jw_member_integer(j, "waiting", waiting);
	write_ages(j, ages);
	jw_key(j, "oldest");
	jw_open(j, '[');
	for (size_t i = 0; i < h->box_count && told < OLDEST_TOLD; i++)
		if (hub_waits(&h->boxes[i])) {
			write_oldest(j, h, &h->boxes[i]);
			told++;
		}
	jw_close(j, ']');
	jw_close(j, '}');
}

static void write_hub(const struct hub *h)
{
	struct json j = {h->q->out, false};

	jw_open(&j, '{');
	answer_as_of(h->q, &j, h->now);
	part_place_as(&j, "place", h->w, h->places[0], true);
	jw_key(&j, "places");
	jw_open(&j, '[');
	for (size_t i = 0; i < h->place_count; i++)
		part_place_alone(&j, h->w, h->places[i], NULL);
	jw_close(&j, ']');
	jw_member_bool(&j, "cut", h->cut);
	write_stock(&j, h);
	write_calls(&j, h, false);
	write_calls(&j, h, true);
	write_backlog(&j, h);
	jw_close(&j, '}');
}

/* A place by any of its codes, with those of its complex; or the complex by its word. */
static bool find_places(struct hub *h, const char *code)
{
	const struct place *p = world_place(h->w, code);

	if (p)
		h->place_count = world_complex(h->w, p->code, h->places, HUB_PLACES);
	else
		h->place_count = world_complex_named(h->w, code, h->places, HUB_PLACES);
	return h->place_count ||
	       fault_say(h->q->fault, FAULT_UNKNOWN, "no place or border complex %.60s is known here", code);
}

bool answer_hub(struct asking *q, const char *code)
{
	struct world *w = service_world(q->service);
	struct hub h = {.q = q, .w = w, .now = asking_now(q)};
	bool answered = find_places(&h, code) && hub_gather(&h);

	if (answered) {
		hub_group_calls(&h);
		write_hub(&h);
	}
	world_release(w);
	return answered;
}
