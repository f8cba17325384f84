/*
 * The way of one part or several into the database, inside a transaction that the caller opens and commits.
 *
 * Three steps, so that posts need two round trips and an import can put two parts side by side:
 *
 *   claim   the transports and containers that are missing are added, all journeys locked in sorted
 *           order, the parties' access given, events of other subjects than containers added
 *   events  those of containers, each protected by its journey's lock
 *   save    the journeys that the new events changed, references, messages
 *
 * Every transaction takes these steps in this order and whatever it adds or locks inside one in sorted order:
 * no two of them wait for each other in a circle.  Several parts end as if they had come one after the other:
 * an event that two of them bring is new with the first.
 *
 * A part that only notes the events of containers (a post of its own) claims for them all; they follow as
 * writings of their own, a slice each, that claim again what is theirs already.
 */
#ifndef SERVICE_INGEST_WRITE_H
#define SERVICE_INGEST_WRITE_H

#include "service/ingest_part.h"
#include "store/post_store.h"

struct share { /* one part of a writing */
	struct part *part;
	const uint8_t *intake;
	const char *party;           /* NULL: the hub, which sees all anyway */
	uint64_t new_events, unsaid; /* out; unsaid: of the new ones, what DCSA 2.2 cannot express */
	uint32_t line;               /* of its first event in the transaction */
};

struct writing {
	struct conn *conn;
	struct share *shares; /* in the order in which they came */
	size_t share_count;
	struct post_claim *post;       /* NULL: no post, nothing to look for */
	struct transports_told *told;  /* of the lot before it in an import; NULL: none */
	struct arena arena;            /* of one attempt */
	struct stored_event **by_line; /* all events as they came */
	struct stored_event *
		*sorted; /* those of other subjects, then those of containers; each by id, then line */
	size_t event_count, others;
	struct rows *locked, **added;
	size_t added_count;
	struct subject *boxes;
	size_t box_count;
	enum rail_part rail; /* how far it is about rail */
	struct subject *kin; /* containers that may lose an event of DCSA 3.0 to one of these, or ride on what
				they tell of */
	size_t kin_count;
	struct stored_journey *journeys; /* one a box, once they are read; before that none */
	size_t journey_count;
};

/* Begins an attempt: nothing counts as new yet.  May ask the connection for its types. */
bool writing_open(struct writing *w, struct conn *c, struct share *shares, size_t n, struct fault *f);
void writing_close(struct writing *w);
bool writing_claim_later(struct writing *w, struct batch *b, struct fault *f);
/* Reads the journeys, which this transaction has claimed before. */
void writing_reclaim_later(struct writing *w, struct batch *b);
/* Behind the claim, when it has run: what remains to be claimed where a part only notes, a bounded number a
 * trip. */
bool writing_claim_noted(struct writing *w, struct fault *f);
bool writing_events_later(struct writing *w, struct batch *b, struct fault *f);
/* The events at once, when the claim has run: those of many containers that are mostly new come in by COPY.
 */
bool writing_events_copy(struct writing *w, struct fault *f);
/* When both have run: which events are new, and the journeys folded with them. */
bool writing_fold(struct writing *w, struct fault *f);
/* Behind the fold: what of its events was here before, and is understood by now; *mended: how many. */
bool writing_mend(struct writing *w, uint64_t *mended, struct fault *f);
bool writing_save_later(struct writing *w, struct batch *b, struct fault *f);
/* The same without the messages. */
bool writing_save_events_later(struct writing *w, struct batch *b, struct fault *f);
/* The same of posts, each with its intake and the first piece of its bytes, as post_keep_later takes them. */
bool writing_save_posts_later(
	struct writing *w, struct batch *b, const struct post_kept *kept, size_t n, struct fault *f);

/* Of the steps: the event with that line is new; the journeys as they were read. */
void writing_mark_new(struct writing *w, uint32_t line);
void writing_journeys(struct writing *w);

#endif
