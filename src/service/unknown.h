/*
 * Codes that nobody mapped: counted a delivery while it is decoded, kept beside it, and answered so that it
 * shows which mapping pays most.  Mapping one decodes the deliveries again that have it.
 */
#ifndef SERVICE_UNKNOWN_H
#define SERVICE_UNKNOWN_H

#include "base/arena.h"
#include "record/partner.h"
#include "service/answers.h"

#include <jansson.h>

struct unknown_row {
	const char *partner, *list, *code; /* code as it is kept, by which a map finds it */
	const char *sample;                /* where it stood, a tab, as it was written */
	uint32_t times;
};

/* Of one delivery, or of a part of it; at most LIMIT_UNKNOWN_CODES, what is more is not counted. */
struct unknowns {
	struct unknown_row *rows;
	size_t count, room;
	uint16_t *slots; /* by their hash: 1 + the row's number; 0: free */
};

void unknowns_take(struct unknowns *all, struct arena *a, const struct unknown_code *u);
/* Queues them.  anew: in place of what was counted of that delivery. */
void unknowns_save_later(
	struct batch *b, struct arena *a, const uint8_t intake[16], const struct unknowns *all, bool anew);

/* {"unknown":[...],"next"}: of a partner, or of a sender that is nobody's sign. */
bool unknown_list(struct asking *q, const char *partner);
/* Maps a code as the body says ("replay": false: and no more), decodes again what has it, at most
 * LIMIT_REPLAYS deliveries, and answers what came of it. */
bool unknown_map(struct asking *q, const char *partner, const json_t *body);

#endif
