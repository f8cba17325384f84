/*
 * A tally: how long things took, or how late they came, counted in classes.
 *
 * A class is about 2 % wide (finer below an hour), on both sides of nought, so that tallies add up: what is
 * counted in parts is what would have been counted at once, in whatever order, and what is counted can be
 * taken out again.  What still goes on is counted apart, as having lasted at least so long; what is kept of
 * it is when it began, so that a tally is the same whenever it is looked at.  Boxes of one train that cross a
 * border together are one passing: an estimate's n is of passings, its weights are of boxes.  Only told ends
 * have a length; of the others it is kept that there were some.
 */
#ifndef DOMAIN_TALLY_H
#define DOMAIN_TALLY_H

#include "base/instant.h"
#include "base/text.h"

#define TALLY_SIDE     448 /* classes a side: up to 170 days */
#define TALLY_CLASSES  (2 * TALLY_SIDE)
#define TALLY_PASSINGS 256 /* of a week counted exactly; of more, about */
#define TALLY_HOURS    168 /* of a week */

struct tally {
	uint32_t ended[TALLY_CLASSES], running[TALLY_CLASSES];
	uint32_t untold; /* ended, and nobody told when */
	uint32_t told;   /* that it ended, and told_late seconds after that, all in all */
	int64_t told_late;
	uint32_t passings[TALLY_PASSINGS]; /* hashes of some, ascending */
	uint32_t boxes[TALLY_PASSINGS];    /* of each of them */
	uint32_t passing_count;            /* of those kept */
	uint32_t others;                   /* boxes of more */
	uint32_t began[TALLY_HOURS];       /* that still go on, by the hour of the week */
};

struct tally_entry {
	double seconds;
	bool running;     /* at least so long */
	uint32_t passing; /* tally_passing of what passed; counts where it has ended */
	double told_late; /* seconds from the end until it was told; below 0: nobody knows */
};

struct tally_week { /* what began in a week */
	int32_t week;
	struct tally tally;
};

void tally_add(struct tally *t, const struct tally_entry *e);
void tally_take_out(struct tally *t, const struct tally_entry *e); /* that was added */
/* By what began and still goes on at `now`: so long; longer than `longest`, it ended and nobody told. */
void tally_age(struct tally_week *w, instant now, instant longest);
void tally_merge(struct tally *t, const struct tally *other);
double tally_passings(const struct tally *t);
/* A hash of one passing: the vehicle's key, or the box's and the second it began; never 0. */
uint32_t tally_passing(const char *what, instant began);

/* Class i holds what is at least edge i and less than edge i + 1, in seconds; 0 to TALLY_CLASSES. */
double tally_edge(int i);
int tally_class(double seconds);

/* As bytes to keep, some dozens mostly; false where they are none of ours. */
void tally_write(struct text *out, const struct tally *t);
bool tally_read(const char *bytes, size_t n, struct tally *t);

int32_t tally_week_of(instant t); /* weeks since the first Monday before 1970; they begin on Monday, UTC */
instant tally_week_begins(int32_t week);

#endif
