/*
 * Weights of a container: which numbers by whom, compared with the tolerances of a rule set.
 *
 * VGM binds the sea leg only; rail stops boxes for overload and unbalanced load.  The numbers are waybill
 * gross, weighbridge (a gross mass told with a move through a gate), VGM, what moves and lists declare, and
 * tare with goods.  Of each sender's numbers of a kind the latest counts.  Masses are grams, so that no
 * number is rounded; a unit that is none of mass is passed over.  Tables: domain/weight.def.
 */
#ifndef DOMAIN_WEIGHT_H
#define DOMAIN_WEIGHT_H

#include "domain/line.h"

enum weight_kind {
#define WEIGHT(name, word, text) WEIGHT_##name,
#define TOLERANCE(rule, a, b, kg, hundredths)
#define RATING(length, kg)
#include "domain/weight.def"
#undef WEIGHT
#undef TOLERANCE
#undef RATING
	WEIGHT_KINDS
};
extern const char *const weight_kind_words[WEIGHT_KINDS];

enum weight_rule { WEIGHT_SEA, WEIGHT_RAIL, WEIGHT_RULES };
extern const char *const weight_rule_words[WEIGHT_RULES]; /* sea rail */

struct weight {
	enum weight_kind kind;
	int64_t grams;
	const struct event *told;       /* NULL: a paper says it */
	const struct line_paper *paper; /* NULL: an event says it */
};

struct weight_apart { /* two numbers further apart than the rule allows */
	enum weight_rule rule;
	size_t a, b;                   /* of the weights */
	int64_t difference, tolerance; /* grams; difference b - a */
};

struct weights {
	struct weight *weights;
	size_t count;
	struct weight_apart *apart;
	size_t apart_count;
	int64_t rating;                 /* grams; 0: the size-type is not known */
	size_t over;                    /* the heaviest that is above it; count: none */
	const struct event *unbalanced; /* somebody says so; NULL */
	bool at_sea, on_rail;           /* the legs of the trip, so which rules bind */
};

/* Grams of "15400" or "15.4" in KGM, TNE, LBR, GRM; -1: none that can be read. */
int64_t weight_grams(const char *value, const char *unit);
/* What it weighs, in grams: by the first kind of the table that was told, the heaviest of that; -1: by none.
 */
int64_t weights_mass(const struct weights *w);
/* size_type: as journey has it; NULL: not known. */
void weights_find(struct weights *w, struct arena *a, const struct line *l, const struct line_paper *papers,
	size_t paper_count, const char *size_type);

#endif
