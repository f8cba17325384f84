/*
 * What is due, minute by minute: a queue by time for searches that look at each minute once.
 *
 * Times are minutes from 0 on and never before the one that was taken last.  Of one minute what was put last
 * comes first.  Taking and putting cost as good as nothing: a bit a minute tells whether anything is due.
 */
#ifndef DOMAIN_AGENDA_H
#define DOMAIN_AGENDA_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define AGENDA_NONE UINT32_MAX

struct agenda_entry {
	uint32_t what, next; /* of the same minute; AGENDA_NONE: the last */
};

struct agenda {
	struct arena *a;
	uint64_t *due;   /* bits of minutes */
	uint32_t *first; /* of each minute that is due its first entry */
	struct agenda_entry *entries;
	size_t words, count, room; /* of `due`; entries */
	size_t at;                 /* word that was looked at last */
};

/* Nothing is due. */
void agenda_clear(struct agenda *g);
void agenda_reach(struct agenda *g, uint32_t at); /* makes room */

static inline void agenda_put(struct agenda *g, uint32_t at, uint32_t what)
{
	const uint64_t bit = UINT64_C(1) << (at % 64);

	if (at / 64 >= g->words)
		agenda_reach(g, at);
	if (g->count == g->room)
		g->entries = arena_grow(g->a, g->entries, g->count, &g->room, sizeof *g->entries);
	g->entries[g->count] =
		(struct agenda_entry){what, g->due[at / 64] & bit ? g->first[at] : AGENDA_NONE};
	g->first[at] = (uint32_t)g->count++;
	g->due[at / 64] |= bit;
}

/* False: nothing is due any more. */
static inline bool agenda_take(struct agenda *g, uint32_t *at, uint32_t *what)
{
	const struct agenda_entry *e;

	while (g->at < g->words && !g->due[g->at])
		g->at++;
	if (g->at == g->words)
		return false;
	*at = (uint32_t)(g->at * 64) + (uint32_t)__builtin_ctzll(g->due[g->at]);
	e = &g->entries[g->first[*at]];
	*what = e->what;
	if (e->next == AGENDA_NONE)
		g->due[g->at] &= g->due[g->at] - 1;
	else
		g->first[*at] = e->next;
	return true;
}

#endif
