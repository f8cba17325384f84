/*
 * Stretches: what a box spends time on between two facts, and how long that took.
 *
 * A stretch is learned by kind, from where, to where (border complexes, a port and its yards are one place),
 * mode of what it came with, and direction at a border.  Only told facts begin or end one: what is inferred
 * says that it ended and not when.  Runs are learned from every place told on the way to every later one, as
 * far as the border or the unloading: so that a box last heard of anywhere has its own.  The stretch under
 * way is known only with its itinerary, which tells where it leads.
 *
 * Where a stretch has too few passings a pool stands in: like stretches between the same countries, then of
 * the same mode, a thousand kilometres each.  A border's are of
 * its direction, then of all borders; the latter say something only beside some passings of its own.
 *
 * Of laden boxes; a time known to the day counts as its noon.  A function of the facts, so of the set of
 * messages.
 */
#ifndef DOMAIN_STRETCH_H
#define DOMAIN_STRETCH_H

#include "base/arena.h"
#include "domain/fact.h"
#include "domain/spread.h"

enum stretch_kind {
#define STRETCH(name, word, from, to, until, where, waits, half_life, drift, most_days, by) STRETCH_##name,
#include "domain/stretch.def"
#undef STRETCH
	STRETCH_KINDS
};

struct stretch_row {
	const char *word;
	bool waits;       /* for something that has a timetable */
	double half_life; /* weeks */
	double drift;     /* weeks in which it is longer or shorter for a time; 0: it is as ever */
	int most_days;    /* longer ones were not seen to end */
};
extern const struct stretch_row stretch_rows[STRETCH_KINDS];

struct stretch {
	enum stretch_kind kind;
	const char *from, *to; /* complex or place; "" in a pool */
	enum mode mode;        /* MODE_UNKNOWN: of the road, or of whatever */
	const char *direction; /* at a border "CN-KZ"; in a pool the countries; else "" */
};

/* A gate passed on a train, barge or ship is as good as loaded, or unloaded. */
const char *stretch_code(const struct fact *f);

struct stretch_world { /* asked of places and, but for complex_of, of complexes too */
	void *self;
	const char *(*complex_of)(void *self, const char *place); /* or the place itself */
	const char *(*country_of)(
		void *self, const char *place); /* ISO 3166-1 alpha-2; NULL: not known, or two */
	bool (*is_border)(void *self, const char *place);
	double (*km)(void *self, const char *from, const char *to, enum mode mode); /* 0: not known */
};

struct stretch_seen {
	struct stretch stretch;
	instant began, ended; /* of what goes on, or ended and nobody told when, no end is set */
	bool untold;          /* it ended, and nobody told when: the entry is none */
	struct tally_entry entry;
};

/* What the box has behind it.  ahead: the stretch it is in, by its itinerary, which still goes on; NULL: in
 * none.  How long that lasts already is not told: it is the same whenever it is asked. */
size_t stretches_of(struct arena *a, const struct stretch_world *w, const char *container,
	const struct facts *facts, const struct stretch *ahead, struct stretch_seen **seen);
/* How late what was told beforehand of the facts came: estimates, plans and the legs of itineraries, events
 * in any order.  An entry for each lead at which a word still stood, that is, nobody of the same party had
 * said it anew: a plan that still holds a day before is better than it was a month before. */
size_t stretch_tellings(struct arena *a, const struct stretch_world *w, const struct facts *facts,
	const struct event *const *events, size_t n, struct stretch_seen **seen);

/* It is of how far off a word about the future was: of what is still ahead nothing is known. */
bool stretch_is_told(enum stretch_kind kind);
/* Of a telling: of what it is, and where. */
const char *stretch_told_of(struct arena *a, const char *code, const char *complex);

#define STRETCH_LEADS 6
extern const char *const stretch_lead_words[STRETCH_LEADS]; /* 6h 1d 3d 7d 14d longer: less than that */
int stretch_lead(instant before);                           /* below 0: as 0 */
instant stretch_lead_from(int lead);                        /* the shortest */

enum stretch_pool { STRETCH_OWN, STRETCH_CORRIDOR, STRETCH_MODE, STRETCH_POOLS };
/* The pool of a stretch, and what an entry's seconds are divided by in it.  0: it has none. */
double stretch_pool(const struct stretch_world *w, const struct stretch *s, enum stretch_pool which,
	struct arena *a, struct stretch *pool);

/* The spread of a kind, from the weeks as they were kept, in their order, and as known at `now`; spoils them.
 * As spread_make. */
bool stretch_learn(struct spread *s, enum stretch_kind kind, struct tally_week *weeks, size_t n, instant now);

/* Into the tally of its week, or (sign -1) out of it again.  What still goes on is in no pool of other scale.
 */
void stretch_count(struct tally *t, const struct stretch_seen *seen, double scale, int sign);
int stretch_compare(const struct stretch *a, const struct stretch *b);

#endif
