/*
 * What the parts of domain/itinerary.h share: the legs (itinerary_legs.c) and what was ordered since
 * (itinerary_orders.c), what is expected (itinerary_expect.c) and what came of it (itinerary_match.c), where
 * transports go (itinerary_bound.c), when (itinerary_when.c).  Nobody else includes it.
 */
#ifndef DOMAIN_ITINERARY_INSIDE_H
#define DOMAIN_ITINERARY_INSIDE_H

#include "domain/itinerary.h"

struct itinerary_making {
	struct arena *a;
	const struct itinerary_world *w;
	const struct facts *f;
	const struct trip *t;
	struct itinerary *i;
	bool planned; /* somebody told ahead by which legs, whole or in part: what is not of them goes astray
		       */
};

bool same_spot(const struct itinerary_making *m, const char *a, const char *b); /* both known, one complex */
/* A leg from that one on ends there, or may: where nobody said whither it leads. */
bool leg_ends_at(const struct itinerary_making *m, const char *place, size_t from);
/* It is known where that transport goes from here, and nowhere there has the box to go, from that leg on. */
bool goes_elsewhere(const struct itinerary_making *m, const struct fact *f, size_t leg);
/* It is known where that transport goes from then on, and it does not call there. */
bool calls_elsewhere(
	const struct itinerary_making *m, const char *transport, instant since, const char *place);
bool same_carrier(const struct itinerary_making *m, const char *a, const char *b); /* keys of one transport */
/* It is told to be loaded there on that. */
bool was_loaded_on(const struct itinerary_making *m, const char *transport, const char *place);
bool is_by(const char *code, const char *const *codes);
/* A gate that it went through on a train, barge or ship: as good as loaded, or unloaded. */
bool gate_by_carrier(const char *code, const struct transport_ref *t);

/* It is on a ship, barge or train that is named. */
bool itinerary_carries(const struct event *e);

enum expected_where {
	AT_ORIGIN,
	AT_START,
	AT_END,
	AT_BETWEEN,
	AT_LAST,
	AT_RETURN
}; /* as itinerary.def has it */
enum expected_where expected_where(enum expected_at kind);

void itinerary_legs(struct itinerary_making *m);
void itinerary_orders(struct itinerary_making *m, const struct event *told);
void itinerary_expect(struct itinerary_making *m);
void itinerary_match(struct itinerary_making *m);
void itinerary_when(struct itinerary_making *m);

#endif
