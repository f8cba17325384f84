#include "http/streams.h"

#include "base/limits.h"
#include "base/version.h"
#include "http/request.h"
#include "http/within.h"
#include "system/clock.h"

#include <poll.h>
#include <sys/socket.h>

#define BEAT    ": still here\n\n"
#define BLOCK   1024 /* of a response of HTTP/1.0 */
#define LAST_MS 1000 /* for those who do not take what was sent to them, when we stop */

void streams_init(struct streams *s, struct db *db, int most, int cycle_ms, int ask_ms)
{
	s->db = db;
	s->most = most;
	s->cycle_ms = cycle_ms;
	s->ask_ms = ask_ms;
	pthread_mutex_init(&s->lock, NULL);
	clock_cond_init(&s->wanted);
	clock_cond_init(&s->fewer);
}

bool streams_start(struct streams *s, struct fault *f)
{
	s->started = pthread_create(&s->thread, NULL, streams_ask, s) == 0;
	return s->started || fault_say(f, FAULT_ENVIRONMENT, "no thread for the streams");
}

static void wake(struct listener *l)
{
	if (!l->parked)
		return;
	l->parked = false;
	MHD_resume_connection(l->mhd);
}

/* What did not take its end is shut: nothing of it is waited for. */
static void wait_for_all_to_leave(struct streams *s)
{
	int64_t until = clock_monotonic_ms() + LAST_MS;
	struct timespec t = {until / 1000, until % 1000 * 1000000};

	while (s->count && pthread_cond_timedwait(&s->fewer, &s->lock, &t) == 0)
		;
	/* Who is in the list has not been closed: leaving comes first and needs the lock. */
	for (struct listener *l = s->first; l; l = l->next)
		shutdown(l->fd, SHUT_RDWR);
}

void streams_stop(struct streams *s)
{
	pthread_mutex_lock(&s->lock);
	s->ended = true;
	for (struct listener *l = s->first; l; l = l->next)
		wake(l);
	pthread_cond_signal(&s->wanted);
	wait_for_all_to_leave(s);
	pthread_mutex_unlock(&s->lock);
	if (s->started)
		pthread_join(s->thread, NULL);
	s->started = false;
}

void streams_free(struct streams *s)
{
	tellings_end(&s->tellings);
	pthread_cond_destroy(&s->wanted);
	pthread_cond_destroy(&s->fewer);
	pthread_mutex_destroy(&s->lock);
}

int streams_count(struct streams *s)
{
	int n;

	pthread_mutex_lock(&s->lock);
	n = s->count;
	pthread_mutex_unlock(&s->lock);
	return n;
}

static void want_database(struct streams *s)
{
	s->asked = true;
	pthread_cond_signal(&s->wanted);
}

/* The first words: of whom it hears, and from where it goes on if it comes back. */
static struct saying *greet(struct streams *s, struct listener *l)
{
	if (!l->point) {
		if (!s->tellings.known) {
			want_database(s);
			return NULL;
		}
		l->point = s->tellings.head;
	}
	l->greeted = true;
	return saying_of("hello", l->point, "{\"version\":\"" LANDBRIDGE_VERSION "\"}");
}

/* NULL: nothing for it now. */
static struct saying *next_saying(struct streams *s, struct listener *l)
{
	struct saying *found = NULL;
	enum tellings_next next;

	if (!l->greeted)
		return greet(s, l);
	if (l->lost) {
		if (!s->tellings.known) {
			want_database(s);
			return NULL;
		}
		l->lost = l->behind = false;
		l->point = s->tellings.head;
		return saying_of("reset", l->point, "{}");
	}
	next = tellings_next(&s->tellings, l->viewer, &l->point, &found);
	/* Who was behind, and is told from memory after all, is behind no more: it would be told once more.
	 */
	l->behind = next == TELL_BEHIND;
	if (l->behind)
		want_database(s);
	if (next == TELL_THIS)
		atomic_fetch_add(&s->told, 1);
	return found;
}

void stream_stir(struct streams *s, struct listener *l)
{
	if (!l->parked)
		return; /* its worker looks by itself */
	if (!l->saying && !l->ended)
		l->saying = next_saying(s, l);
	if (l->saying || l->ended || clock_monotonic_ms() >= l->beat_ms)
		wake(l);
}

/* A connection that rests is watched by nobody. */
static bool hung_up(const struct listener *l)
{
	struct pollfd p = {.fd = l->fd, .events = POLLRDHUP};

	return poll(&p, 1, 0) == 1;
}

void streams_beat(struct streams *s)
{
	int64_t now = clock_monotonic_ms();

	pthread_mutex_lock(&s->lock);
	for (struct listener *l = s->first; l; l = l->next)
		if (now >= l->beat_ms) {
			l->ended = l->ended || hung_up(l);
			wake(l);
		}
	pthread_mutex_unlock(&s->lock);
}

static size_t take_saying(struct listener *l, char *to, size_t room)
{
	size_t n = l->saying->length - l->sent;

	if (n > room)
		n = room;
	memcpy(to, l->saying->bytes + l->sent, n);
	l->sent += n;
	if (l->sent == l->saying->length) {
		saying_let_go(l->saying);
		l->saying = NULL;
		l->sent = 0;
	}
	return n;
}

/* The lock is held.  0: nothing now, the connection rests. */
static ssize_t next_bytes(struct streams *s, struct listener *l, char *to, size_t room)
{
	int64_t now = clock_monotonic_ms();
	size_t n;

	if (s->ended || l->ended)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (!l->saying)
		l->saying = next_saying(s, l);
	if (l->saying) {
		n = take_saying(l, to, room);
	} else if (now >= l->beat_ms) {
		n = strlen(BEAT);
		memcpy(to, BEAT, n);
	} else {
		l->parked = true;
		MHD_suspend_connection(l->mhd);
		return 0;
	}
	l->beat_ms = now + s->cycle_ms;
	return (ssize_t)n;
}

static ssize_t read_stream(void *self, uint64_t at, char *to, size_t room)
{
	struct listener *l = self;
	struct streams *s = &l->request->server->streams;
	ssize_t n;

	(void)at;
	pthread_mutex_lock(&s->lock);
	n = next_bytes(s, l, to, room);
	pthread_mutex_unlock(&s->lock);
	if (n > 0)
		l->request->sent += (uint64_t)n;
	return n;
}

static bool take_in(struct streams *s, struct listener *l, struct fault *f)
{
	bool full, ended;

	pthread_mutex_lock(&s->lock);
	ended = s->ended;
	full = s->count >= s->most;
	if (!full && !ended) {
		l->next = s->first;
		l->link = &s->first;
		if (s->first)
			s->first->link = &l->next;
		s->first = l;
		s->count++;
		pthread_cond_signal(&s->wanted);
	}
	pthread_mutex_unlock(&s->lock);
	if (ended)
		return fault_say(f, FAULT_BUSY, "the server is stopping");
	return !full || fault_say(f, FAULT_BUSY,
				"%d listen already, and more may not (--streams); ask again later", s->most);
}

static int fd_of(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);

	return i ? i->connect_fd : -1;
}

bool stream_show(struct request *r)
{
	const char *after = request_header(r, "Last-Event-ID");
	struct listener *l;

	if (strcmp(r->method, "HEAD") == 0)
		return true;
	if (!after || !*after)
		after = request_param(r, "after");
	l = arena_alloc(&r->arena, sizeof *l);
	*l = (struct listener){.request = r,
		.mhd = r->mhd,
		.fd = fd_of(r->mhd),
		.viewer = r->key.party ? r->key.party : "",
		.key_id = r->key.id,
		.point = after && *after ? point_read(after) : 0,
		.beat_ms = clock_monotonic_ms() + r->server->streams.cycle_ms};
	l->lost = after && *after && !l->point;
	if (!take_in(&r->server->streams, l, &r->fault))
		return false;
	r->listener = l;
	return true;
}

enum MHD_Result stream_respond(struct request *r, struct MHD_Response **m)
{
	*m = r->listener ? MHD_create_response_from_callback(
				   MHD_SIZE_UNKNOWN, BLOCK, read_stream, r->listener, NULL)
			 : MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	return *m ? MHD_YES : MHD_NO;
}

void stream_leave(struct request *r)
{
	struct streams *s = &r->server->streams;
	struct listener *l = r->listener;

	if (!l)
		return;
	pthread_mutex_lock(&s->lock);
	*l->link = l->next;
	if (l->next)
		l->next->link = l->link;
	s->count--;
	saying_let_go(l->saying);
	pthread_cond_signal(&s->fewer);
	pthread_mutex_unlock(&s->lock);
	r->listener = NULL;
}
