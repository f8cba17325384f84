/*
 * Custody of a container: who holds it now and since when, and the chain of hands before, from moves,
 * handovers and carriers.
 *
 * A move at a place puts it into a hand: a gate in or a discharge into a terminal's (an empty's gate in into
 * a depot's), a loading, departure or list into a carrier's or a railway's, a gate out into a trucker's or,
 * by rail, into a railway's, a drop-off into the consignee's.  A handover names the railway that has it from
 * then on.  Whoever's name nobody told is that hand without a name; a name told later is that of the same
 * stay.  Between two hands somebody gave it and somebody took it: where what was told leaves out where it
 * was between (from the ship straight into a truck elsewhere, from one terminal to another), the stretch
 * before has a `gap`.
 */
#ifndef DOMAIN_CUSTODY_H
#define DOMAIN_CUSTODY_H

#include "domain/line.h"

enum hand {
#define HAND(name, word, text) HAND_##name,
#include "domain/custody.def"
#undef HAND
	HANDS
};
extern const char *const hand_words[HANDS];
extern const char *const hand_texts[HANDS];

struct custody {
	enum hand hand;
	const char *name;               /* facility, carrier, railway, plate; NULL: not told */
	const char *place, *place_text; /* of a hand that stands somewhere */
	const struct event *from, *to;  /* to NULL: still */
	bool gap;                       /* how it came into the next hand nobody told */
};

/* Of the trip, the latest last. */
size_t custody_find(struct arena *a, const struct line *l, struct custody **chain);

#endif
