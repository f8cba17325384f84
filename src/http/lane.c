#include "http/lane.h"

#include "base/limits.h"
#include "http/request.h"

#include <microhttpd.h>
#include <pthread.h>
#include <sys/resource.h>

struct lane {
	struct lane_settings set;
	pthread_mutex_t lock;
	pthread_cond_t filled;
	struct request *first, **last;
	int waiting, running; /* requests */
	int busy;             /* threads */
	bool shut;
	int started;
	pthread_t threads[];
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

static void put_back(struct lane *lane, struct request *r)
{
	r->again = false;
	r->behind = lane->first;
	if (!lane->first)
		lane->last = &r->behind;
	lane->first = r;
	lane->waiting++;
	pthread_cond_signal(&lane->filled);
}

static bool joins(const struct lane *lane, const struct request *r)
{
	return lane->set.joins && lane->set.joins(r);
}

/* This thread's share of what waits: more than one only where there are fewer threads than requests. */
static void take_share(struct lane *lane, struct load *l)
{
	int ready = lane->set.threads - lane->busy;
	int share = (lane->waiting + ready - 1) / ready;

	if (share > lane->set.together)
		share = lane->set.together;
	l->count = 0;
	do
		take_next(lane, l);
	while ((int)l->count < share && joins(lane, l->r[0]) && lane->first && joins(lane, lane->first));
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
	struct lane *lane = self;

	/* Of this thread alone: that is what Linux takes 0 for. */
	if (lane->set.steps_back)
		setpriority(PRIO_PROCESS, 0, lane->set.steps_back);
	pthread_mutex_lock(&lane->lock);
	for (;;) {
		struct load l;
		size_t taken;
		bool late;

		while (!lane->first && !lane->shut)
			pthread_cond_wait(&lane->filled, &lane->lock);
		if (!lane->first)
			break;
		take_share(lane, &l);
		taken = l.count;
		late = lane->shut;
		lane->busy++;
		pthread_mutex_unlock(&lane->lock);
		work(lane, &l, late);
		resume_answered(&l);
		pthread_mutex_lock(&lane->lock);
		lane->busy--;
		lane->running -= (int)taken;
		while (l.count)
			put_back(lane, l.r[--l.count]);
	}
	pthread_mutex_unlock(&lane->lock);
	return NULL;
}

bool lane_open(struct lane **out, const struct lane_settings *s, struct fault *f)
{
	struct lane *lane = calloc(1, sizeof *lane + (size_t)s->threads * sizeof(pthread_t));

	if (!lane)
		return fault_say(f, FAULT_ENVIRONMENT, "no memory for the %s lane", s->name);
	lane->set = *s;
	lane->last = &lane->first;
	pthread_mutex_init(&lane->lock, NULL);
	pthread_cond_init(&lane->filled, NULL);
	*out = lane;
	for (; lane->started < s->threads; lane->started++)
		if (pthread_create(&lane->threads[lane->started], NULL, lane_thread, lane) != 0) {
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
		pthread_cond_signal(&lane->filled);
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
	pthread_mutex_unlock(&lane->lock);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += wait_ms / 1000;
	for (; lane->started > 0; lane->started--)
		if (pthread_timedjoin_np(lane->threads[lane->started - 1], NULL, &until) != 0)
			return false;
	return true;
}

void lane_free(struct lane *lane)
{
	pthread_cond_destroy(&lane->filled);
	pthread_mutex_destroy(&lane->lock);
	free(lane);
}
