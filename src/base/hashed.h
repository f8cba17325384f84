/*
 * Where in an array the rows of a text are: open addressing, no row is ever taken out.
 *
 * For lists of codes and names that are read once and asked for by each cell of a sheet: a binary search
 * among ten thousand strings misses the cache at each step.  It keeps positions and hashes; the rows, and
 *what makes two of them equal, are the owner's, who compares.  Rows of one text come in the order in which
 *they were put.
 *
 *	for (struct hashed_at at = hashed_first(&h, hashed_text(HASHED, text)); hashed_next(&h, &at);)
 *		if (strcmp(rows[at.row].text, text) == 0) ...
 */
#ifndef BASE_HASHED_H
#define BASE_HASHED_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct hashed {
	struct hashed_slot {
		uint32_t hash;
		uint32_t row; /* and one; 0: empty */
	} * slots;            /* the arena's */
	uint32_t mask;
};

struct hashed_at {
	uint32_t hash, slot;
	uint32_t row;
};

/* FNV-1a, begun with HASHED or with what a text before it came to: the texts are a dozen bytes, and none but
 * whoever runs this chooses those that are put in. */
#define HASHED 2166136261u
static inline uint32_t hashed_byte(uint32_t h, uint8_t byte)
{
	return (h ^ byte) * 16777619u;
}

static inline uint32_t hashed_text(uint32_t h, const char *s)
{
	for (; *s; s++)
		h = hashed_byte(h, (uint8_t)*s);
	return hashed_byte(h, 0);
}

static inline uint32_t hashed_number(uint32_t h, int64_t n)
{
	for (int i = 0; i < 64; i += 8)
		h = hashed_byte(h, (uint8_t)((uint64_t)n >> i));
	return h;
}

/* With room for n rows, half of it left free. */
static inline void hashed_make(struct hashed *h, struct arena *a, size_t n)
{
	uint32_t room = 8;

	while (room < n * 2)
		room *= 2;
	h->slots = arena_alloc_array(a, room, sizeof *h->slots);
	h->mask = room - 1;
}

static inline uint32_t hashed_slot(const struct hashed *h, uint32_t hash)
{
	return (hash ^ hash >> 15) & h->mask;
}

static inline void hashed_put(struct hashed *h, uint32_t hash, size_t row)
{
	uint32_t slot = hashed_slot(h, hash);

	while (h->slots[slot].row)
		slot = (slot + 1) & h->mask;
	h->slots[slot] = (struct hashed_slot){hash, (uint32_t)row + 1};
}

/* One row more than those before it, of which no two are of one text: it grows by itself.  Begin with an
 * empty one. */
static inline void hashed_add(struct hashed *h, struct arena *a, uint32_t hash, size_t row)
{
	const struct hashed was = *h;

	if (!was.slots || row * 2 > was.mask) {
		hashed_make(h, a, row * 2);
		for (uint32_t i = 0; was.slots && i <= was.mask; i++)
			if (was.slots[i].row)
				hashed_put(h, was.slots[i].hash, was.slots[i].row - 1);
	}
	hashed_put(h, hash, row);
}

static inline struct hashed_at hashed_first(const struct hashed *h, uint32_t hash)
{
	return (struct hashed_at){.hash = hash, .slot = hashed_slot(h, hash)};
}

/* The next row that may be of the text; false: there is none. */
static inline bool hashed_next(const struct hashed *h, struct hashed_at *at)
{
	while (h->slots && h->slots[at->slot].row) {
		const struct hashed_slot *s = &h->slots[at->slot];

		at->row = s->row - 1;
		at->slot = (at->slot + 1) & h->mask;
		if (s->hash == at->hash)
			return true;
	}
	return false;
}

#endif
