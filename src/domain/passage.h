/*
 * Passages: by which places one comes from here to there, along the known corridors.
 *
 * The shortest way over the corridors' lines, by one mode or by whatever leads there.  A place that no
 * corridor has stands for its complex, where that has another one.  Without a way there is none: nothing is
 * guessed.
 */
#ifndef DOMAIN_PASSAGE_H
#define DOMAIN_PASSAGE_H

#include "base/arena.h"
#include "record/event.h"

struct corridors;

struct passage_world {
	void *self;
	const char *(*complex_of)(void *self, const char *place);                 /* or the place itself */
	bool (*where)(void *self, const char *place, int32_t *lat, int32_t *lon); /* millionths of a degree */
};

struct passage_point {
	const char *place;
	enum mode by; /* from the one before to it */
	double km;    /* from the first to it */
};

struct passages; /* the arena's */

struct passages *passages_make(struct arena *a, const struct passage_world *w, const struct corridors *list);
/* The places on the way, both ends among them, named as they were asked for; 0: there is none.  by
 * MODE_UNKNOWN: any.  The list is kept for whoever asks again. */
size_t passages_find(struct passages *p, const char *from, const char *to, enum mode by,
	const struct passage_point **points);
/* Along the way where there is one, else as the crow flies; 0: not known. */
double passages_km(struct passages *p, const char *from, const char *to, enum mode by);

#endif
