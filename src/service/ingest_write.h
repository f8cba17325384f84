/*
 * The way of a part into the database, inside a transaction that the caller opens and commits.
 *
 * Three steps, so that a post needs two round trips and an import can put two parts side by side:
 *
 *   claim   the transports and containers that are missing are added, all journeys locked in sorted
 *           order, the party's access given, events of other subjects than containers added
 *   events  those of containers, each protected by its journey's lock
 *   save    the journeys that the new events changed, references, messages
 *
 * Every transaction takes these steps in this order and whatever it adds or locks inside one in sorted order:
 * no two of them wait for each other in a circle.
 */
#ifndef SERVICE_INGEST_WRITE_H
#define SERVICE_INGEST_WRITE_H

#include "service/ingest_part.h"
#include "store/post_store.h"

struct writing {
	struct conn *conn;
	struct part *part;
	const uint8_t *intake;
	const char *party;            /* NULL: the hub, which sees all anyway */
	struct post_claim *post;      /* NULL: no post, nothing to look for */
	struct arena arena;           /* of one attempt */
	struct stored_event **sorted; /* those of other subjects, then those of containers; each by id */
	size_t others;
	struct rows *locked, **added;
	size_t added_count;
	struct subject *boxes;
	size_t box_count;
	struct stored_journey *journeys; /* one a box */
	uint64_t new_events;
};

/* Begins an attempt: nothing counts as new yet.  May ask the connection for its types. */
bool writing_open(struct writing *w, struct conn *c, struct part *p, const uint8_t intake[16],
	const char *party, struct fault *f);
void writing_close(struct writing *w);
bool writing_claim_later(struct writing *w, struct batch *b, struct fault *f);
bool writing_events_later(struct writing *w, struct batch *b, struct fault *f);
/* When both have run: which events are new, and the journeys folded with them. */
bool writing_fold(struct writing *w, struct fault *f);
bool writing_save_later(struct writing *w, struct batch *b, struct fault *f);
/* The same of a post, with its intake and the first piece of its bytes. */
bool writing_save_post_later(struct writing *w, struct batch *b, const struct intake *i, const char *piece,
	size_t n, struct fault *f);

#endif
