/*
 * Papers in the database: words on them, each kept once, and which boxes and wagons they cover.
 */
#ifndef STORE_PAPER_STORE_H
#define STORE_PAPER_STORE_H

#include "base/arena.h"
#include "record/paper.h"
#include "store/db.h"

struct stored_paper {
	struct paper paper;
	const char *sender, *party; /* party: who delivered it; NULL: the hub itself */
	instant said;
	uint32_t message; /* line of its message in the intake */
	const uint8_t *intake;
};

/* Gives every text of a paper a home in the arena. */
void paper_keep(struct arena *a, struct paper *p);
/* Queues them, sorted; nothing where there are none.  One whose number nobody can look for is left out. */
void papers_add_later(struct batch *b, struct arena *a, struct stored_paper *const *papers, size_t n);

#endif
