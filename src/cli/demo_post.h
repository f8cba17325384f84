/* Sends the demonstration's messages to a server of ours, through its own front door. */
#ifndef CLI_DEMO_POST_H
#define CLI_DEMO_POST_H

#include "base/fault.h"

#include <stdbool.h>

struct demo_target {
	const char *host; /* numeric */
	int port;
	const char *secret; /* bearer token */
};

/* What a receipt refused is logged (one message is broken on purpose).  False: a request got no answer. */
bool demo_post(const struct demo_target *t, struct fault *f);

#endif
