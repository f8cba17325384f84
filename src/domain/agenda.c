#include "domain/agenda.h"

#include <string.h>

void agenda_clear(struct agenda *g)
{
	if (g->words)
		memset(g->due, 0, g->words * sizeof *g->due);
	g->count = g->at = 0;
}

void agenda_reach(struct agenda *g, uint32_t at)
{
	const size_t words = 2 * (at / 64 + 1);
	uint64_t *due = arena_alloc_array(g->a, words, sizeof *due);
	uint32_t *first = arena_alloc_array(g->a, words * 64, sizeof *first);

	if (g->words) {
		memcpy(due, g->due, g->words * sizeof *due);
		memcpy(first, g->first, g->words * 64 * sizeof *first);
	}
	g->due = due;
	g->first = first;
	g->words = words;
}
