/* An address to listen at: HOST:PORT read, bound, and told again as others reach it. */
#ifndef HTTP_LISTEN_H
#define HTTP_LISTEN_H

#include "base/fault.h"

#include <stdbool.h>
#include <stddef.h>

/* "127.0.0.1:8080", "[::1]:0", "localhost:8080", ":8080" (all addresses).  False with USAGE. */
bool listen_split(const char *address, char *host, size_t room, int *port, struct fault *f);

struct listening {
	int fd;
	int port; /* the real one, where 0 was asked for */
	bool loopback;
	char host[64]; /* a numeric address by which this machine reaches it */
	char url[128]; /* for people */
};

bool listen_open(const char *address, struct listening *l, struct fault *f);

#endif
