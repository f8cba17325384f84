/*
 * What the parts of domain/fact.h share: grouping (fact_group.c), order (fact_order.c), what is implied
 * (fact_infer.c) and conflicts (fact_conflict.c).  Nobody else includes it.
 */
#ifndef DOMAIN_FACT_INSIDE_H
#define DOMAIN_FACT_INSIDE_H

#include "domain/fact.h"

/* Where a box is, as far as one move needs or leaves it: bits. */
enum stand { STAND_GROUND = 1, STAND_ROAD = 2, STAND_ABOARD = 4, STAND_HANDED = 8 };

struct fact_list { /* facts that do not move while the list grows */
	struct fact **list;
	size_t count, room;
};
void fact_append(struct arena *a, struct fact_list *l, struct fact *f);

/* When it may have happened, by the precision of what was said. */
void moment_range(const struct moment *m, instant *from, instant *until);

bool fact_moves(const struct fact *f);
unsigned fact_needs(const struct fact *f); /* of enum stand, several; 0: it moves nothing */
unsigned fact_leaves(const struct fact *f);

/* What both sides say differs; what one does not say fits. */
bool texts_differ(const char *a, const char *b);
bool places_differ(const struct ride_world *w, const char *a, const char *b);
bool facilities_differ(const char *a, const char *a_list, const char *b, const char *b_list);
bool vehicles_differ(
	const struct ride_world *w, const struct transport_ref *a, const struct transport_ref *b);
bool vehicle_is_named(const struct transport_ref *t);
bool vehicle_is_known(const struct transport_ref *t); /* one that can be told from another */

/* The observations as facts, in the order of their speakers. */
void facts_group(struct arena *a, const struct ride_world *w, const struct event *const *sorted,
	const bool *voided, size_t n, struct fact_list *out);
/* Puts them in the order in which they happened: what is known only to the day stands where it can.  Until
 * when that was a choice; INSTANT_NONE: nowhere. */
instant facts_order(struct arena *a, const struct ride_world *w, struct fact_list *facts);
/* The move can follow the other, NULL: whatever was before. */
bool fact_can_follow(const struct ride_world *w, const struct fact *before, const struct fact *f);
/* Who goes on aboard and does not say of what goes on with what it was on. */
void facts_carry(struct fact_list *facts);
/* Marks those that exclude each other. */
void facts_conflict(struct arena *a, const struct ride_world *w, struct fact_list *facts);
/* Adds what they imply, each before the fact that needs it; of what is in conflict nothing follows. */
void facts_infer(struct arena *a, const struct ride_world *w, struct fact_list *facts);

#endif
