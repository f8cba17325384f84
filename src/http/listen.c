#include "http/listen.h"

#include "http/query.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 1024

bool listen_split(const char *address, char *host, size_t room, int *port, struct fault *f)
{
	const char *colon = strrchr(address, ':');
	const char *from = address;
	size_t n = colon ? (size_t)(colon - address) : 0;
	int64_t number;

	if (!colon || !number_read(colon + 1, 0, 65535, &number))
		return fault_say(f, FAULT_USAGE,
			"--listen %.80s: HOST:PORT is wanted, like 127.0.0.1:8080 or [::1]:0", address);
	if (*from == '[') {
		if (n < 2 || from[n - 1] != ']')
			return fault_say(f, FAULT_USAGE, "--listen %.80s: the ']' is missing", address);
		from++;
		n -= 2;
	} else if (memchr(from, ':', n)) {
		return fault_say(
			f, FAULT_USAGE, "--listen %.80s: an IPv6 address stands in brackets", address);
	}
	if (n >= room)
		return fault_say(f, FAULT_USAGE, "--listen: the host's name is too long");
	memcpy(host, from, n);
	host[n] = '\0';
	*port = (int)number;
	return true;
}

static bool is_loopback(const struct sockaddr *a)
{
	if (a->sa_family == AF_INET)
		return ntohl(((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr) >> 24 == 127;
	return a->sa_family == AF_INET6 &&
	       IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr);
}

static bool is_any(const struct sockaddr *a)
{
	if (a->sa_family == AF_INET)
		return ((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr == htonl(INADDR_ANY);
	return IN6_IS_ADDR_UNSPECIFIED(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr);
}

static bool open_socket(const struct addrinfo *a, const char *address, int *fd, struct fault *f)
{
	int yes = 1, no = 0;
	bool any = is_any(a->ai_addr);

	*fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (*fd < 0)
		return fault_say(f, FAULT_ENVIRONMENT, "no socket for %.80s: %s", address, strerror(errno));
	setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (a->ai_family == AF_INET6)
		setsockopt(*fd, IPPROTO_IPV6, IPV6_V6ONLY, any ? &no : &yes, sizeof yes);
	if (bind(*fd, a->ai_addr, a->ai_addrlen) == 0 && listen(*fd, BACKLOG) == 0)
		return true;
	fault_say(f, FAULT_ENVIRONMENT, "cannot listen at %.80s: %s%s", address, strerror(errno),
		errno == EADDRINUSE ? "; stop what listens there, or choose another with --listen HOST:PORT"
				    : "");
	close(*fd);
	*fd = -1;
	return false;
}

static void describe(struct listening *l)
{
	struct sockaddr_storage s = {0};
	socklen_t n = sizeof s;
	struct sockaddr *a = (struct sockaddr *)(void *)&s;
	bool v6;

	getsockname(l->fd, a, &n);
	v6 = a->sa_family == AF_INET6;
	l->loopback = is_loopback(a);
	l->port = ntohs(v6 ? ((struct sockaddr_in6 *)(void *)&s)->sin6_port
			   : ((struct sockaddr_in *)(void *)&s)->sin_port);
	if (is_any(a))
		snprintf(l->host, sizeof l->host, "%s", v6 ? "::1" : "127.0.0.1");
	else if (getnameinfo(a, n, l->host, sizeof l->host, NULL, 0, NI_NUMERICHOST) != 0)
		snprintf(l->host, sizeof l->host, "127.0.0.1");
	snprintf(l->url, sizeof l->url, v6 ? "http://[%s]:%d/" : "http://%s:%d/", l->host, l->port);
}

bool listen_open(const char *address, struct listening *l, struct fault *f)
{
	struct addrinfo wish = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE}, *found;
	char host[256], service[8];
	int port, why;
	bool good;

	if (!listen_split(address, host, sizeof host, &port, f))
		return false;
	snprintf(service, sizeof service, "%d", port);
	why = getaddrinfo(*host ? host : NULL, service, &wish, &found);
	if (why != 0)
		return fault_say(f, FAULT_USAGE, "--listen %.80s: %s", address, gai_strerror(why));
	good = open_socket(found, address, &l->fd, f);
	freeaddrinfo(found);
	if (good)
		describe(l);
	return good;
}
