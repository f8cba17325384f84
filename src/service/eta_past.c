#include "service/eta_past.h"

#include "service/eta_world.h"
#include "service/story.h"

#define BOXES_AT_ONCE  100
#define EVENTS_AT_ONCE 50000

struct knowing {
	const struct story *story;
	bool recorded;
};

/* Of its own and of what its wagons, trains and calls told, which the world has as they were read. */
static instant recorded_of(const struct story *x, const struct event *e)
{
	if (e >= x->own && e < x->own + x->own_count)
		return x->recorded[e - x->own];
	return ((const struct rail_event *)e)->recorded;
}

/* What has no time of its own was said when it happened. */
static instant known_of(void *self, const struct event *e)
{
	const struct knowing *k = self;

	if (k->recorded)
		return recorded_of(k->story, e);
	return e->said != INSTANT_NONE ? e->said : e->happened.at;
}

static void add(struct eta_trial *t, struct arena *a, const struct story *x, bool recorded)
{
	const struct event **own = arena_alloc_array(a, x->own_count + 1, sizeof *own);
	struct knowing k = {x, recorded};

	for (size_t i = 0; i < x->own_count; i++)
		own[i] = &x->own[i];
	eta_trial_add(t,
		&(struct eta_trial_box){x->container, own, x->own_count, known_of, &k, &x->itinerary_world});
}

static bool add_some(struct eta_trial *t, struct conn *c, struct world *w, const char *const *containers,
	size_t n, const struct eta_past_asked *asked, size_t *done, struct fault *f)
{
	const struct stories_asked these = {containers, n, NULL, asked->now, EVENTS_AT_ONCE, true};
	struct arena a = ARENA_INIT;
	struct stories s;
	bool good = stories_read(&s, c, &a, w, &these, f);

	for (size_t i = 0; good && i < s.count; i++)
		add(t, &a, &s.list[i], asked->recorded);
	*done = good ? s.count : 0;
	arena_free(&a);
	return good;
}

static bool add_all(struct eta_trial *t, struct conn *c, struct arena *a, struct world *w,
	const struct eta_past_asked *asked, struct fault *f)
{
	struct param p[] = {p_int(a, asked->boxes_most)};
	const char **containers;
	struct rows *r;
	size_t n, done;

	if (!conn_query(c, SQL_containers_some, p, 1, a, &r, f))
		return false;
	n = (size_t)rows_count(r);
	containers = arena_alloc_array(a, n + 1, sizeof *containers);
	for (size_t i = 0; i < n; i++)
		containers[i] = rows_text(r, (int)i, 0);
	for (size_t i = 0; i < n; i += done ? done : 1) {
		size_t some = n - i < BOXES_AT_ONCE ? n - i : BOXES_AT_ONCE;

		if (!add_some(t, c, w, containers + i, some, asked, &done, f))
			return false;
		if (asked->progress)
			asked->progress(asked->self, i + done);
	}
	return true;
}

bool eta_past_score(struct service *s, struct conn *c, struct arena *a, const struct eta_past_asked *asked,
	struct eta_score **lines, size_t *n, size_t *trips, struct fault *f)
{
	struct world *w = service_world(s);
	struct eta_world world;
	bool good = eta_world_make(&world, a, w, f);

	if (good) {
		struct eta_trial *t = eta_trial_make(a, &world.way, asked->since);

		good = add_all(t, c, a, w, asked, f);
		*n = good ? eta_trial_score(t, lines) : 0;
		*trips = eta_trial_trips(t);
	}
	world_release(w);
	return good;
}
