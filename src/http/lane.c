#include "http/lane.h"

#include "http/request.h"

#include <microhttpd.h>
#include <pthread.h>
#include <sys/resource.h>

struct lane {
	struct lane_settings set;
	pthread_mutex_t lock;
	pthread_cond_t filled;
	struct request *first, **last;
	int waiting, running;
	bool shut;
	int started;
	pthread_t threads[];
};

static void run(struct lane *lane, struct request *r)
{
	r->conn = db_take(lane->set.db, lane->set.wait_ms, &r->fault);
	if (r->conn) {
		lane->set.work(r);
		db_give(r->conn);
		r->conn = NULL;
	}
}

static struct request *next_request(struct lane *lane)
{
	struct request *r = lane->first;

	lane->first = r->behind;
	if (!lane->first)
		lane->last = &lane->first;
	lane->waiting--;
	lane->running++;
	return r;
}

static void *lane_thread(void *self)
{
	struct lane *lane = self;

	/* Of this thread alone: that is what Linux takes 0 for. */
	if (lane->set.steps_back)
		setpriority(PRIO_PROCESS, 0, lane->set.steps_back);
	pthread_mutex_lock(&lane->lock);
	for (;;) {
		struct request *r;
		bool late;

		while (!lane->first && !lane->shut)
			pthread_cond_wait(&lane->filled, &lane->lock);
		if (!lane->first)
			break;
		r = next_request(lane);
		late = lane->shut;
		pthread_mutex_unlock(&lane->lock);
		if (late)
			fault_say(&r->fault, FAULT_BUSY, "the server is stopping");
		else
			run(lane, r);
		/* From here on the request belongs to a worker again. */
		MHD_resume_connection(r->mhd);
		pthread_mutex_lock(&lane->lock);
		lane->running--;
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
