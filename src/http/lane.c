#include "http/lane.h"

#include "base/limits.h"
#include "http/request.h"
#include "system/clock.h"

#include <microhttpd.h>
#include <pthread.h>

#define TAKES_LONG_MS 20

struct lane {
	struct lane_settings set;
	pthread_mutex_t lock;
	pthread_cond_t filled; /* there is something to take */
	pthread_cond_t sooner; /* for the thread that watches: it may be taken now */
	bool watching;         /* one waits until another takes long */
	struct request *first, **last;
	int waiting, running; /* requests */
	bool shut;
	int started;
	struct worker {
		struct lane *lane;
		pthread_t thread;
		int64_t began_ms; /* monotonic; 0: it is not at work */
	} workers[];
};

/* What one thread works on at once. */
struct load {
	struct request *r[LIMIT_TOGETHER];
	size_t count;
};

static void refuse(struct load *l, const struct fault *f)
{
	for (size_t i = 0; i < l->count; i++)
		l->r[i]->fault = *f;
}

static void set_conn(struct load *l, struct conn *c)
{
	for (size_t i = 0; i < l->count; i++)
		l->r[i]->conn = c;
}

static void run(struct lane *lane, struct load *l)
{
	struct fault f = {0};
	struct conn *c = db_take(lane->set.db, lane->set.wait_ms, &f);

	if (!c) {
		refuse(l, &f);
		return;
	}
	set_conn(l, c);
	lane->set.work(l->r, l->count);
	set_conn(l, NULL);
	db_give(c);
}

static void take_next(struct lane *lane, struct load *l)
{
	struct request *r = lane->first;

	lane->first = r->behind;
	if (!lane->first)
		lane->last = &lane->first;
	lane->waiting--;
	lane->running++;
	l->r[l->count++] = r;
}

/* How many more may begin, and, where none may, when one of those at work will have taken long. */
static int free_places(const struct lane *lane, int64_t *until_ms)
{
	int64_t now = clock_monotonic_ms();
	int n = lane->set.abreast;

	*until_ms = INT64_MAX;
	for (int i = 0; i < lane->set.threads; i++) {
		int64_t long_at = lane->workers[i].began_ms + TAKES_LONG_MS;

		if (!lane->workers[i].began_ms || long_at <= now)
			continue;
		n--;
		if (long_at < *until_ms)
			*until_ms = long_at;
	}
	return n;
}

/* Wakes who can take what has come; nobody, where one watches and must wait on. */
static void wake(struct lane *lane)
{
	int64_t until;

	if (!lane->watching)
		pthread_cond_signal(&lane->filled);
	else if (free_places(lane, &until) > 0)
		pthread_cond_signal(&lane->sooner);
}

static void put_back(struct lane *lane, struct request *r)
{
	r->again = false;
	r->behind = lane->first;
	if (!lane->first)
		lane->last = &r->behind;
	lane->first = r;
	lane->waiting++;
	wake(lane);
}

static bool joins(const struct lane *lane, const struct request *r)
{
	return lane->set.joins && lane->set.joins(r);
}

/* A share of what waits: more than one only where fewer threads may begin than requests wait. */
static void take_share(struct lane *lane, struct load *l, int places)
{
	int share = places > 0 ? (lane->waiting + places - 1) / places : 1;

	if (share > lane->set.together)
		share = lane->set.together;
	l->count = 0;
	do
		take_next(lane, l);
	while ((int)l->count < share && joins(lane, l->r[0]) && lane->first && joins(lane, lane->first));
	if (lane->first)
		wake(lane);
}

static void watch(struct lane *lane, int64_t until_ms)
{
	struct timespec until = {until_ms / 1000, until_ms % 1000 * 1000000};

	lane->watching = true;
	pthread_cond_timedwait(&lane->sooner, &lane->lock, &until);
	lane->watching = false;
}

/* Waits for something to do.  False: there will be nothing more. */
static bool next_load(struct lane *lane, struct load *l)
{
	for (;;) {
		int64_t until = 0;
		int places = lane->first ? free_places(lane, &until) : 0;

		if (lane->first && (places > 0 || lane->shut)) {
			take_share(lane, l, places);
			return true;
		}
		if (lane->shut)
			return false;
		if (lane->first && !lane->watching)
			watch(lane, until);
		else
			pthread_cond_wait(&lane->filled, &lane->lock);
	}
}

/* From here on what is answered belongs to a worker again.  What remains is to be given out once more. */
static void resume_answered(struct load *l)
{
	size_t left = 0;

	for (size_t i = 0; i < l->count; i++)
		if (l->r[i]->again)
			l->r[left++] = l->r[i];
		else
			MHD_resume_connection(l->r[i]->mhd);
	l->count = left;
}

static void work(struct lane *lane, struct load *l, bool late)
{
	struct fault stopping = {0};

	if (!late) {
		run(lane, l);
		return;
	}
	fault_say(&stopping, FAULT_BUSY, "the server is stopping");
	refuse(l, &stopping);
}

static void *lane_thread(void *self)
{
	struct worker *me = self;
	struct lane *lane = me->lane;
	struct load l;

	urgency_set(lane->set.urgency);
	pthread_mutex_lock(&lane->lock);
	while (next_load(lane, &l)) {
		int taken = (int)l.count;
		bool late = lane->shut;

		me->began_ms = clock_monotonic_ms();
		pthread_mutex_unlock(&lane->lock);
		work(lane, &l, late);
		resume_answered(&l);
		pthread_mutex_lock(&lane->lock);
		me->began_ms = 0;
		lane->running -= taken;
		while (l.count)
			put_back(lane, l.r[--l.count]);
	}
	pthread_mutex_unlock(&lane->lock);
	return NULL;
}

static void make_conditions(struct lane *lane)
{
	pthread_cond_init(&lane->filled, NULL);
	clock_cond_init(&lane->sooner);
}

static bool start_next(struct lane *lane)
{
	struct worker *w = &lane->workers[lane->started];

	w->lane = lane;
	return pthread_create(&w->thread, NULL, lane_thread, w) == 0;
}

bool lane_open(struct lane **out, const struct lane_settings *s, struct fault *f)
{
	struct lane *lane = calloc(1, sizeof *lane + (size_t)s->threads * sizeof(struct worker));

	if (!lane)
		return fault_say(f, FAULT_ENVIRONMENT, "no memory for the %s lane", s->name);
	lane->set = *s;
	if (!lane->set.abreast || lane->set.abreast > s->threads)
		lane->set.abreast = s->threads;
	lane->last = &lane->first;
	pthread_mutex_init(&lane->lock, NULL);
	make_conditions(lane);
	*out = lane;
	for (; lane->started < s->threads; lane->started++)
		if (!start_next(lane)) {
			lane_shut(lane, 1000);
			lane_free(lane);
			*out = NULL;
			return fault_say(f, FAULT_ENVIRONMENT, "no thread for the %s lane", s->name);
		}
	return true;
}

bool lane_take(struct lane *lane, struct request *r, struct fault *f)
{
	bool taken;

	pthread_mutex_lock(&lane->lock);
	taken = !lane->shut && lane->waiting < lane->set.waiting + lane->set.threads - lane->running;
	if (taken) {
		MHD_suspend_connection(r->mhd);
		r->stage = REQUEST_IN_LANE;
		r->behind = NULL;
		*lane->last = r;
		lane->last = &r->behind;
		lane->waiting++;
		wake(lane);
	}
	pthread_mutex_unlock(&lane->lock);
	if (!taken)
		fault_say(f, FAULT_BUSY, "all %d places of the %s lane are taken; try again in a moment",
			lane->set.threads + lane->set.waiting, lane->set.name);
	return taken;
}

int lane_depth(struct lane *lane)
{
	int depth;

	pthread_mutex_lock(&lane->lock);
	depth = lane->waiting + lane->running;
	pthread_mutex_unlock(&lane->lock);
	return depth;
}

const char *lane_name(const struct lane *lane)
{
	return lane->set.name;
}

bool lane_shut(struct lane *lane, int wait_ms)
{
	struct timespec until;

	pthread_mutex_lock(&lane->lock);
	lane->shut = true;
	pthread_cond_broadcast(&lane->filled);
	pthread_cond_broadcast(&lane->sooner);
	pthread_mutex_unlock(&lane->lock);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += wait_ms / 1000;
	for (; lane->started > 0; lane->started--)
		if (pthread_timedjoin_np(lane->workers[lane->started - 1].thread, NULL, &until) != 0)
			return false;
	return true;
}

void lane_free(struct lane *lane)
{
	pthread_cond_destroy(&lane->filled);
	pthread_cond_destroy(&lane->sooner);
	pthread_mutex_destroy(&lane->lock);
	free(lane);
}
