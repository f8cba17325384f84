/*
 * Cargo that went from one box into another: out of which it came, into which it went on.
 *
 * A person says so (a report of stuffing with `cargoFrom`), or a paper does: one that both the stripping of
 * the one and the stuffing of the other name, at one place, not longer apart than CARGO_DAYS.
 */
#ifndef SERVICE_CARGO_H
#define SERVICE_CARGO_H

#include "service/story.h"

#define CARGO_DAYS 14

struct cargo { /* containers, each once; in order of time */
	const char **from, **to;
	size_t from_count, to_count;
};

/* What others say came out of some boxes. */
struct cargo_told {
	struct rows *r; /* NULL: nothing */
};

bool cargo_read(struct asking *q, const char *const *containers, size_t n, struct cargo_told *told);
/* Of a trip of the story of one of them, as far as the viewer may see. */
bool cargo_find(struct asking *q, const struct cargo_told *told, const struct story *s, const struct trip *t,
	struct cargo *c);

#endif
