/*
 * What is learned of stretches, in the database: a tally a stretch and week.
 */
#ifndef STORE_STRETCH_STORE_H
#define STORE_STRETCH_STORE_H

#include "base/arena.h"
#include "domain/stretch.h"
#include "store/db.h"

struct stretch_known {
	struct stretch stretch;
	struct tally_week week;
};

/* Queues them, sorted, each in place of what was known of that stretch and week; each at most once.  Nothing
 * where there are none. */
void stretches_put_later(
	struct batch *b, struct arena *a, const struct stretch_known *const *known, size_t n);

/* Sets the tally of each to what is known of that stretch in that week. */
bool stretches_read_known(
	struct conn *c, struct arena *a, struct stretch_known *const *known, size_t n, struct fault *f);

struct stretch_weeks {
	struct tally_week *weeks; /* in their order */
	size_t count;
};
/* Of each of the stretches what began in that week (0 at the least) or later; of one that is not known none.
 */
bool stretches_read(struct conn *c, struct arena *a, const struct stretch *stretches, size_t n, int32_t since,
	struct stretch_weeks **known, struct fault *f);

/* How many rows were older. */
bool stretches_forget(struct conn *c, struct arena *a, int32_t before, int *forgotten, struct fault *f);

struct lessons_kept { /* what a box teaches (domain/lesson.h) */
	const char *container, *lessons;
};

/* Sets the lessons of each; "" where it taught nothing yet. */
bool lessons_read(struct conn *c, struct arena *a, struct lessons_kept *boxes, size_t n, struct fault *f);
void lessons_put_later(struct batch *b, struct arena *a, const struct lessons_kept *boxes, size_t n);

#endif
