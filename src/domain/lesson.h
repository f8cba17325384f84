/*
 * Lessons: what one box teaches of how long stretches take, and how late tellings come, as lines to keep.
 *
 * A line an entry, sorted: the same facts give the same text, and of two texts of one box those lines tell
 * what to count out and what to count in: what is known of a week is the sum of what boxes teach, whatever
 * the order in which they did, and however often.
 *
 * Cells apart by tabs: kind, from, to, mode, direction, second it began; then "running", "untold", or the
 * seconds it lasted, its passing, and by how many seconds its end was told late ("-": not known).
 */
#ifndef DOMAIN_LESSON_H
#define DOMAIN_LESSON_H

#include "base/text.h"
#include "domain/stretch.h"

/* What has no begin, or a name that is no line's, is left out. */
void lessons_write(struct text *out, struct arena *a, const struct stretch_seen *seen, size_t n);

struct lesson {
	struct stretch_seen seen;
	int sign; /* 1: count it in; -1: out */
};
/* From what was taught before to what is taught now, by their lines; what cannot be read counts for nothing.
 * Text is the arena's. */
size_t lessons_between(struct arena *a, const char *before, const char *now, struct lesson **lessons);

#endif
