/*
 * A trap of libmicrohttpd 0.9.75, taken out: a worker takes up to 128 events a turn, and after exactly that
 * many it waits for more, up to its whole time-out, before it looks at those it has.  The limit of
 * connections keeps a worker from ever having so many at once, but listeners to the stream raise that limit,
 * and while few listen their places may be taken by connections that do not rest.  So here, between the
 * library and the kernel: who was just given all it had room for is told at once whether there is more.
 */
#include <sys/epoll.h>

int epoll_wait(int fd, struct epoll_event *events, int room, int timeout)
{
	static _Thread_local int full_fd = -1;
	int n = epoll_pwait(fd, events, room, fd == full_fd ? 0 : timeout, NULL);

	full_fd = n == room ? fd : -1;
	return n;
}
