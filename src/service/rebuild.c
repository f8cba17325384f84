#include "service/rebuild_inside.h"

#include "domain/ride.h"
#include "service/ingest_steps.h"
#include "service/judge.h"
#include "system/clock.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SOME_AT_ONCE 500
#define TAKE_MS      10000
#define TRIES_MOST   60 /* of what somebody else holds */
#define WAIT_US      200000
#define NAME_ROOM    64

const struct rebuilt_row rebuilt_rows[REBUILTS] = {
#define REBUILT(name, table, text) [REBUILT_##name] = {table, text},
#include "service/rebuild.def"
#undef REBUILT
};

void rebuild_open(struct rebuild_some *x)
{
	x->what = arena_alloc_array(x->arena, x->count + 1, sizeof *x->what);
	x->waits = arena_alloc_array(x->arena, x->count + 1, sizeof *x->waits);
}

static int by_name(const void *name, const void *at)
{
	return strcmp(name, *(const char *const *)at);
}

void rebuild_mark(struct rebuild_some *x, const struct rows *r, enum rebuilt which)
{
	for (int i = 0; r && i < rows_count(r); i++) {
		const char **at = bsearch(rows_text(r, i, 0), x->names, x->count, sizeof *x->names, by_name);

		if (at)
			x->what[at - x->names] |= 1u << which;
	}
}

const char **rebuild_those(struct rebuild_some *x, unsigned bits, size_t *n)
{
	const char **those = arena_alloc_array(x->arena, x->count + 1, sizeof *those);

	*n = 0;
	for (size_t i = 0; i < x->count; i++)
		if (x->what[i] & bits)
			those[(*n)++] = x->names[i];
	return those;
}

/* Of boxes or of wagons. */
struct kind {
	enum sql list;    /* names behind one, so many */
	const char *head; /* before the digits */
	bool (*look)(struct rebuild_some *x, struct fault *f);
	bool (*mend)(struct rebuild_some *x, struct fault *f);
	uint64_t *(*count)(struct rebuild_report *r);
};

static uint64_t *boxes_of(struct rebuild_report *r)
{
	return &r->boxes;
}

static uint64_t *wagons_of(struct rebuild_report *r)
{
	return &r->wagons;
}

static const struct kind wagons = {
	SQL_rebuild_wagons, RIDE_WAGON, rebuild_look_at_wagons, rebuild_mend_wagons, wagons_of};
static const struct kind boxes = {SQL_rebuild_boxes, "", rebuild_look_at_boxes, rebuild_mend_boxes, boxes_of};

struct rebuilding {
	struct service *service;
	struct db *db;
	const struct rebuild_asked *asked;
	struct rebuild_report *report;
	const struct kind *kind;
	pthread_mutex_t lock; /* of what follows, and of the report */
	char after[NAME_ROOM];
	bool ended;
	struct fault *fault; /* the first */
	bool failed;
};

/* The next names; none: that was all.  Each is of the kind's head and what names it. */
static bool next_names(struct rebuilding *r, struct rebuild_some *x, struct fault *f)
{
	struct param p[] = {P_TEXT(arena_strdup(x->arena, r->after)), p_int(x->arena, SOME_AT_ONCE)};
	size_t head = strlen(r->kind->head);
	struct rows *rows;

	if (!conn_query(x->conn, r->kind->list, p, 2, x->arena, &rows, f))
		return false;
	x->count = (size_t)rows_count(rows);
	x->names = arena_alloc_array(x->arena, x->count + 1, sizeof *x->names);
	for (size_t i = 0; i < x->count; i++)
		x->names[i] = rows_text(rows, (int)i, 0) + head;
	r->ended = x->count < SOME_AT_ONCE;
	if (x->count)
		snprintf(r->after, sizeof r->after, "%s%s", r->kind->head, x->names[x->count - 1]);
	return true;
}

static bool take_names(struct rebuilding *r, struct rebuild_some *x, struct fault *f)
{
	bool good = true;

	x->count = 0;
	pthread_mutex_lock(&r->lock);
	if (!r->ended && !r->failed)
		good = next_names(r, x, f);
	pthread_mutex_unlock(&r->lock);
	return good;
}

static void tell(struct rebuilding *r, const struct rebuild_some *x)
{
	pthread_mutex_lock(&r->lock);
	*r->kind->count(r->report) += x->count;
	r->report->events += x->events;
	for (size_t i = 0; i < x->count; i++) {
		for (int k = 0; k < REBUILTS; k++)
			r->report->changed[k] += x->what[i] >> k & 1;
		if (x->what[i] && r->asked->differs)
			r->asked->differs(r->asked->self, x->names[i], x->what[i]);
	}
	if (r->asked->progress)
		r->asked->progress(r->asked->self, r->report);
	pthread_mutex_unlock(&r->lock);
}

static bool is_held(const struct fault *f)
{
	return fault_runs_again(f) || strcmp(f->sqlstate, "55P03") == 0;
}

/* Who holds one of them lets go before long. */
static bool mend(const struct kind *k, struct rebuild_some *x, struct fault *f)
{
	for (int i = 1;; i++) {
		*f = (struct fault){0};
		if (k->mend(x, f))
			return true;
		if (i == TRIES_MOST || !is_held(f))
			return false;
		usleep(WAIT_US);
	}
}

/* What waits for the judge is judged anyway, and told by nobody as different. */
static void leave_waiting(struct rebuild_some *x)
{
	const unsigned judged = 1u << REBUILT_TRIP | 1u << REBUILT_CARRIED | 1u << REBUILT_BOOKED |
				1u << REBUILT_ALERT | 1u << REBUILT_LESSON;

	for (size_t i = 0; i < x->count; i++)
		if (x->waits[i])
			x->what[i] &= ~judged;
}

/* From the first name on as many as there is room for; they are let go of then. */
static bool do_some(struct rebuilding *r, struct rebuild_some *x, struct fault *f)
{
	if (!r->kind->look(x, f))
		return false;
	leave_waiting(x);
	if (!r->asked->dry && !mend(r->kind, x, f))
		return false;
	tell(r, x);
	return true;
}

static bool do_all(struct rebuilding *r, struct rebuild_some *names, struct fault *f)
{
	struct arena a = ARENA_INIT;
	bool good = true;

	for (size_t at = 0; good && at < names->count;) {
		struct rebuild_some x = {.service = r->service,
			.conn = names->conn,
			.arena = &a,
			.names = names->names + at,
			.count = names->count - at};

		good = do_some(r, &x, f);
		at += x.count;
		arena_reset(&a);
	}
	arena_free(&a);
	return good;
}

static void work_on(struct rebuilding *r, struct conn *c)
{
	struct arena a = ARENA_INIT;
	struct rebuild_some names = {.conn = c, .arena = &a};
	struct fault f = {0};
	bool good;

	do {
		arena_reset(&a);
		good = take_names(r, &names, &f) && do_all(r, &names, &f);
	} while (good && names.count);
	arena_free(&a);
	if (good)
		return;
	pthread_mutex_lock(&r->lock);
	if (!r->failed)
		*r->fault = f;
	r->failed = true;
	pthread_mutex_unlock(&r->lock);
}

static void *work(void *self)
{
	struct rebuilding *r = self;
	struct fault f = {0};
	struct conn *c = db_take(r->db, TAKE_MS, &f);

	if (c)
		work_on(r, c);
	if (c)
		db_give(c);
	return NULL;
}

static bool run_kind(struct rebuilding *r, const struct kind *k, struct conn *own)
{
	pthread_t threads[REBUILD_WORKERS_MOST];
	int n = 0;

	r->kind = k;
	r->ended = false;
	snprintf(r->after, sizeof r->after, "%s", k->head);
	while (n < r->asked->workers - 1 && pthread_create(&threads[n], NULL, work, r) == 0)
		n++;
	work_on(r, own);
	while (n--)
		pthread_join(threads[n], NULL);
	return !r->failed;
}

/* What was told and not judged yet is no news of ours. */
static bool judge_rest(struct service *s, struct conn *c, struct fault *f)
{
	bool more = true, good = true;

	while (good && more)
		good = judge_some(s, c, clock_now(), &more, f);
	return good;
}

bool rebuild_run(struct service *s, struct db *db, const struct rebuild_asked *asked,
	struct rebuild_report *r, struct fault *f)
{
	struct rebuilding x = {.service = s, .db = db, .asked = asked, .report = r, .fault = f};
	struct conn *c = db_take(db, TAKE_MS, f);
	bool good = c != NULL;

	*r = (struct rebuild_report){0};
	if (!c)
		return false;
	pthread_mutex_init(&x.lock, NULL);
	good = (asked->dry || judge_rest(s, c, f)) && run_kind(&x, &wagons, c) && run_kind(&x, &boxes, c);
	pthread_mutex_destroy(&x.lock);
	db_give(c);
	return good;
}
