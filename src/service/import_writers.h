/*
 * The two writers of an import: lots come in order, each becomes one transaction, and two are under way at
 * once so that both sides of the socket have work.
 *
 * Two transactions of one import must not wait for each other where PostgreSQL cannot see it.  So lot k+1
 * claims its journeys only when lot k has claimed its own, saves only when lot k has saved (both may bring
 * the same ship's name, paper or unknown code), and commits only when lot k has committed: waits go one way.
 * Transports and calls that lot k has told lot k+1 does not tell again: it would wait for lot k to commit.
 * The committed parts are therefore always an unbroken row, and an import that was killed goes on behind the
 * last.
 */
#ifndef SERVICE_IMPORT_WRITERS_H
#define SERVICE_IMPORT_WRITERS_H

#include "service/ingest_part.h"

#define LOT_PIECES 4

struct piece { /* of the intake's bytes, at most LIMIT_CHUNK; malloc'd */
	uint32_t line;
	char *bytes;
	size_t length;
};

struct lot {
	struct part part;
	struct import_part row; /* its new_events are the writer's to fill; text is the part's arena's */
	struct piece pieces[LOT_PIECES];
	size_t piece_count;
};

struct import_writers;

struct lot *lot_new(const char *sender, const char *party);
void lot_free(struct lot *l);

/* first_line: of the first lot that will be given.  Takes two connections of the pool. */
bool writers_start(struct import_writers **w, struct db *db, const uint8_t intake[16], const char *party,
	int64_t first_line, struct fault *f);
/* Hands a lot over (it is the writers' from then on, also on failure); waits while two are under way and one
 * waits. False when a writer has failed: writers_end says why. */
bool writers_give(struct import_writers *w, struct lot *l);
/* Waits until all are committed, ends the threads.  False with the first fault. */
bool writers_end(struct import_writers *w, struct fault *f);

#endif
