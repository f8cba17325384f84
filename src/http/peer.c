#include "http/peer.h"

#include "system/clock.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

void peers_start(struct peers *p, int head_ms)
{
	pthread_mutex_init(&p->lock, NULL);
	p->first = NULL;
	p->head_ms = head_ms;
	atomic_store(&p->count, 0);
}

void peers_end(struct peers *p)
{
	pthread_mutex_destroy(&p->lock);
}

struct peer *peer_join(struct peers *p, int fd)
{
	struct peer *peer = calloc(1, sizeof *peer);

	if (!peer)
		return NULL;
	peer->fd = fd;
	peer_awaits_head(p, peer);
	pthread_mutex_lock(&p->lock);
	peer->next = p->first;
	peer->link = &p->first;
	if (p->first)
		p->first->link = &peer->next;
	p->first = peer;
	pthread_mutex_unlock(&p->lock);
	atomic_fetch_add(&p->count, 1);
	return peer;
}

void peer_leave(struct peers *p, struct peer *peer)
{
	pthread_mutex_lock(&p->lock);
	*peer->link = peer->next;
	if (peer->next)
		peer->next->link = peer->link;
	pthread_mutex_unlock(&p->lock);
	atomic_fetch_sub(&p->count, 1);
	free(peer);
}

void peer_awaits_head(struct peers *p, struct peer *peer)
{
	atomic_store_explicit(&peer->until_ms, clock_monotonic_ms() + p->head_ms, memory_order_relaxed);
}

static void allow(struct peer *peer, int64_t since_ms, uint64_t bytes)
{
	int64_t until = since_ms + PEER_GRACE + (int64_t)(bytes * 1000 / PEER_RATE);

	atomic_store_explicit(&peer->until_ms, until, memory_order_relaxed);
}

void peer_awaits_body(struct peer *peer, int64_t since_ms, uint64_t got)
{
	allow(peer, since_ms, got);
	atomic_store_explicit(&peer->body, true, memory_order_relaxed);
}

void peer_takes_answer(struct peer *peer, int64_t since_ms, uint64_t bytes)
{
	allow(peer, since_ms, bytes);
	atomic_store_explicit(&peer->body, false, memory_order_relaxed);
}

void peer_rests(struct peer *peer)
{
	atomic_store_explicit(&peer->until_ms, 0, memory_order_relaxed);
	atomic_store_explicit(&peer->body, false, memory_order_relaxed);
}

/* Will send no more, and nothing it sent lies unread. */
static bool is_gone(const struct peer *peer)
{
	struct pollfd p = {.fd = peer->fd, .events = POLLRDHUP};
	int unread = 0;

	return poll(&p, 1, 0) == 1 && ioctl(peer->fd, FIONREAD, &unread) == 0 && unread == 0;
}

/* Gone in the middle of a body, now and a sweep ago, with nothing taken in between: a worker may just be busy
 * with the last bytes of a body that came whole. */
static bool broke_off(struct peer *peer, int64_t until)
{
	bool gone = until && atomic_load_explicit(&peer->body, memory_order_relaxed) && is_gone(peer);
	bool before = gone && peer->seen_until_ms == until;

	peer->seen_until_ms = gone ? until : 0;
	return before;
}

void peers_sweep(struct peers *p)
{
	int64_t now = clock_monotonic_ms();

	/* Who is in the list has not been closed: leaving comes first and needs the lock. */
	pthread_mutex_lock(&p->lock);
	for (struct peer *peer = p->first; peer; peer = peer->next) {
		int64_t until = atomic_load_explicit(&peer->until_ms, memory_order_relaxed);

		if ((until && until < now) || broke_off(peer, until))
			shutdown(peer->fd, SHUT_RDWR);
	}
	pthread_mutex_unlock(&p->lock);
}
