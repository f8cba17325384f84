/* What the files of eta_way.c share. */
#ifndef DOMAIN_ETA_WAY_INSIDE_H
#define DOMAIN_ETA_WAY_INSIDE_H

#include "domain/eta_way.h"

struct way_making {
	struct arena *a;
	const struct eta_way_world *w;
	const struct facts *f;
	const struct trip *t;
	const struct itinerary *i;
	struct eta_way *way;
	enum eta_goal to;
	instant now;
	bool full; /* more steps than an estimate takes */
	struct eta_way_step beyond;
};

/* Legs that one rides through: rail to rail over a border, or over where nobody told. */
struct ride {
	const char *from, *to;
	enum mode mode;
	size_t first, last; /* legs */
};

bool way_same_spot(const struct way_making *m, const char *a, const char *b); /* both known, one complex */
bool way_is_border(const struct way_making *m, const char *place);
const char *way_country(const struct way_making *m, const char *place); /* NULL: not known */
bool way_differ(const char *a, const char *b);                          /* both known, and not the same */
/* The last point of the complex that point k is in. */
size_t way_leaves(const struct way_making *m, const struct passage_point *points, size_t n, size_t k);
/* The ride that holds the leg; where nobody told of any, whither it is to go. */
bool way_ride(const struct way_making *m, size_t leg, struct ride *r);

/* Steps, each behind those that there are. */
struct eta_way_step *way_add(
	struct way_making *m, enum stretch_kind kind, const char *from, const char *to, enum mode mode);
void way_add_here(struct way_making *m, enum stretch_kind kind, const char *place, enum mode mode,
	const char *code);       /* that ends with such a move there */
struct way_border {              /* that it stands at; NULL: not known */
	const char *in, *before; /* the country that it came to there, and that of the place before */
};
/* From `from` on.  border: NULL, it stands at none. */
void way_add_ride(struct way_making *m, const char *from, const char *to, enum mode mode,
	const struct way_border *border);
void way_add_trip(struct way_making *m, const struct ride *r, const char *at); /* from its loading on */
void way_add_unloading(struct way_making *m, const struct ride *r); /* behind the arrival at the ride's end */
void way_add_rest(
	struct way_making *m, const struct ride *r, const char *at); /* behind the unloading there */
void way_add_out(struct way_making *m, const char *place);           /* behind the last gate */

/* From where the last fact that placed it left the box. */
void way_stands(struct way_making *m, const struct ride *r, size_t last);
/* The fact nearest before `until` that tells where it was; until: none. */
size_t way_placed_before(const struct way_making *m, size_t until);

#endif
