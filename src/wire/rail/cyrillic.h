/*
 * Russian letters in bytes of which nobody says what they are: UTF-8, CP1251, CP866 or KOI8-R.
 *
 * What is valid UTF-8 is that.  Of the others the one counts whose letters are the likeliest Russian: how
 * common each letter is, in either case, and words that are not written iN sUcH a wAy.  A few letters suffice
 * mostly; the answer is a guess all the same, and whoever asks says so.
 */
#ifndef WIRE_RAIL_CYRILLIC_H
#define WIRE_RAIL_CYRILLIC_H

#include "base/arena.h"

enum cyrillic_set { CYRILLIC_UTF8, CYRILLIC_CP1251, CYRILLIC_CP866, CYRILLIC_KOI8R, CYRILLIC_SETS };
extern const char *const cyrillic_names[CYRILLIC_SETS]; /* "UTF-8" ... */

/* Of all of a message, so that its notes are read alike.  Bytes that are all ASCII are UTF-8. */
enum cyrillic_set cyrillic_guess(const char *bytes, size_t n);
/* As UTF-8; U+FFFD for what has no character; control characters become blanks. */
char *cyrillic_read(struct arena *a, enum cyrillic_set set, const char *bytes, size_t n);

#endif
