#include "service/rebuild_inside.h"

#include "base/limits.h"
#include "base/words.h"
#include "domain/ride.h"
#include "service/estimate.h"
#include "service/judge.h"
#include "service/refold.h"
#include "store/column.h"
#include "store/journey_store.h"
#include "system/clock.h"

#include <string.h>

#define EVENTS_AT_ONCE 20000

#define BIT(which)  (1u << REBUILT_##which)
#define FOLDED_BITS (BIT(JOURNEY) | BIT(RIDE) | BIT(GAUGE) | BIT(SAID))
#define JUDGED_BITS (BIT(TRIP) | BIT(CARRIED) | BIT(BOOKED) | BIT(ALERT) | BIT(LESSON))

struct looking {
	struct rebuild_some *x;
	struct stories stories;
	struct stored_journey *journeys;
	struct rail_box *rails;
	size_t journey_count, rail_count;
	const struct event **gone; /* own events that do not hold */
	size_t gone_count, gone_room;
};

static bool is_own(const struct event *e)
{
	return !e->via;
}

static bool names_rail(const struct timeline *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (is_own(t->events[i]) && ride_names(t->events[i]))
			return true;
	return false;
}

static void take_gone(struct looking *l, const struct timeline *t)
{
	for (size_t i = 0; i < t->count; i++) {
		if (!t->voided[i] || !is_own(t->events[i]))
			continue;
		l->gone = arena_grow(l->x->arena, l->gone, l->gone_count, &l->gone_room, sizeof *l->gone);
		l->gone[l->gone_count++] = t->events[i];
	}
}

/* Of a box with more events than a story has, the state is that of all of them. */
static bool whole_state(struct looking *l, const char *container, struct journey *j, struct fault *f)
{
	struct arena *a = l->x->arena;
	struct event *events;
	struct timeline t;
	struct rail *rail;
	size_t n;

	if (!events_of(l->x->conn, a, &container, 1, NULL, &events, &n, f) ||
		!rail_read_all(&rail, l->x->conn, a, NULL, events, n, f))
		return false;
	rail_timeline_all(rail, a, container, events, n, &t);
	*j = t.state;
	return true;
}

static bool take_box(struct looking *l, const struct story *s, struct fault *f)
{
	const struct timeline *t = &s->line;
	struct rail_box *box = &l->rails[l->rail_count++];
	struct stored_journey *j = &l->journeys[l->journey_count];
	size_t own = 0;

	*box = (struct rail_box){.container = s->container};
	if (l->stories.rail && names_rail(t))
		*box = rail_box_of(l->stories.rail, l->x->arena, s->container, t);
	if (!t->count)
		return true;
	for (size_t i = 0; i < t->count; i++)
		own += is_own(t->events[i]);
	l->x->events += own;
	take_gone(l, t);
	*j = (struct stored_journey){
		.container = s->container, .number = 1, .is_new = true, .journey = t->state};
	l->journey_count++;
	return own < LIMIT_TIMELINE || whole_state(l, s->container, &j->journey, f);
}

static void ask_gone(struct looking *l, struct batch *b, struct rows **r)
{
	struct param *p = arena_alloc_array(l->x->arena, 2, sizeof *p);
	struct column id, subject;

	column_open(&id, l->x->arena, OID_UUID);
	column_open(&subject, l->x->arena, OID_TEXT);
	for (size_t i = 0; i < l->gone_count; i++) {
		wire_array_uuid(&id.array, l->gone[i]->id);
		wire_array_text(&subject.array, l->gone[i]->subject);
	}
	p[0] = column_close(&id);
	p[1] = column_close(&subject);
	batch_add(b, SQL_events_said_on, p, 2, r);
}

static bool compare_folded(struct looking *l, struct fault *f)
{
	struct rebuild_some *x = l->x;
	struct batch *b = batch_new(x->conn, x->arena);
	struct rows *journeys = NULL, *rides, *changes, *gone = NULL;

	if (l->journey_count &&
		!journeys_differ_later(b, x->arena, x->conn, l->journeys, l->journey_count, &journeys, f))
		return false;
	rail_boxes_differ_later(b, x->arena, l->rails, l->rail_count, &rides, &changes);
	if (l->gone_count)
		ask_gone(l, b, &gone);
	if (!batch_run(b, f))
		return false;
	rebuild_mark(x, journeys, REBUILT_JOURNEY);
	rebuild_mark(x, rides, REBUILT_RIDE);
	rebuild_mark(x, changes, REBUILT_GAUGE);
	rebuild_mark(x, gone, REBUILT_SAID);
	return true;
}

static bool compare_judged(struct looking *l, instant now, struct fault *f)
{
	struct rebuild_some *x = l->x;
	struct judged j = judged_of(x->arena, &l->stories);
	struct judged_news news;
	bool *teach;

	if (!judged_news(&news, x->conn, x->arena, &j, f) ||
		!estimate_lessons_differ(x->conn, &l->stories, now, &teach, f))
		return false;
	for (size_t i = 0; i < x->count; i++)
		x->what[i] |= (news.trips[i] ? BIT(TRIP) : 0) | (news.on[i] ? BIT(CARRIED) : 0) |
			      (news.booked[i] ? BIT(BOOKED) : 0) | (news.wrong[i] ? BIT(ALERT) : 0) |
			      (teach[i] ? BIT(LESSON) : 0);
	return true;
}

static bool read_waits(struct rebuild_some *x, instant now, struct fault *f)
{
	const char **waiting;
	size_t n;
	bool behind;

	if (!judge_waits(x->conn, x->arena, x->names, x->count, now, &waiting, &n, &behind, f))
		return false;
	for (size_t i = 0; i < x->count; i++)
		x->waits[i] = behind || (n && words_find(waiting, n, x->names[i]));
	return true;
}

static bool look(struct looking *l, struct world *w, struct fault *f)
{
	struct rebuild_some *x = l->x;
	instant now = clock_now();
	struct stories_asked asked = {x->names, x->count, NULL, now, EVENTS_AT_ONCE, false};

	if (!read_waits(x, now, f))
		return false;
	asked.now = clock_now(); /* no earlier than that of a judge whose words are seen */
	if (!stories_read(&l->stories, x->conn, x->arena, w, &asked, f))
		return false;
	x->count = l->stories.count;
	l->journeys = arena_alloc_array(x->arena, x->count + 1, sizeof *l->journeys);
	l->rails = arena_alloc_array(x->arena, x->count + 1, sizeof *l->rails);
	for (size_t i = 0; i < x->count; i++)
		if (!take_box(l, &l->stories.list[i], f))
			return false;
	return compare_folded(l, f) && compare_judged(l, asked.now, f);
}

bool rebuild_look_at_boxes(struct rebuild_some *x, struct fault *f)
{
	struct batch *b = batch_new(x->conn, x->arena);
	struct looking l = {.x = x};
	struct world *w;
	bool good;

	rebuild_open(x);
	batch_add(b, SQL_tx_begin_reading, NULL, 0, NULL);
	if (!batch_run(b, f))
		return false;
	w = service_world(x->service);
	good = look(&l, w, f);
	conn_rollback(x->conn);
	world_release(w);
	return good;
}

bool rebuild_mend_boxes(struct rebuild_some *x, struct fault *f)
{
	size_t n;
	const char **folded = rebuild_those(x, FOLDED_BITS, &n);

	if (n && !refold_these(x->conn, x->arena, folded, n, f))
		return false;
	folded = rebuild_those(x, JUDGED_BITS, &n);
	return judge_these(x->service, x->conn, folded, n, clock_now(), f);
}
