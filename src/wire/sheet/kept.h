/*
 * What short texts of a sheet were found to mean lately: its rows repeat each other's words, stations and
 * days.
 *
 * One place for each slot that a text falls into: the newest stays.  Kept is what the text alone tells, under
 * what it was looked for (which list, which kind of column); it is of one sender, and nothing that was said
 * of it is said again, so only what is found without a word belongs here.
 */
#ifndef WIRE_SHEET_KEPT_H
#define WIRE_SHEET_KEPT_H

#include "base/bytes.h"

#define KEPT_TEXT 40 /* bytes; longer ones are looked for each time */

struct kept_text {
	uint32_t under, length; /* 0: the slot is free */
	char text[KEPT_TEXT];
};

/* Below slots, a power of two. */
static inline size_t kept_slot(const char *text, size_t length, size_t slots)
{
	uint64_t hash = length, some;

	for (; length >= sizeof some; text += sizeof some, length -= sizeof some) {
		memcpy(&some, text, sizeof some);
		hash = (hash ^ some) * 0x9E3779B97F4A7C15u;
		hash ^= hash >> 32;
	}
	for (some = 0; length; length--)
		some = some << 8 | (uint8_t)*text++;
	hash = (hash ^ some) * 0x9E3779B97F4A7C15u;
	return hash >> 32 & (slots - 1);
}

static inline bool kept_is(const struct kept_text *k, uint32_t under, const char *text, size_t length)
{
	return k->length == length && length && k->under == under && bytes_same(k->text, text, length);
}

/* False: it is too long. */
static inline bool kept_set(struct kept_text *k, uint32_t under, const char *text, size_t length)
{
	if (length > sizeof k->text)
		return false;
	k->under = under;
	k->length = (uint32_t)length;
	bytes_copy(k->text, text, length);
	return true;
}

#endif
