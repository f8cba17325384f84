/*
 * How a box travels, and so when its journey ends (domain/trips.h).
 */
#ifndef RECORD_ARRANGEMENT_H
#define RECORD_ARRANGEMENT_H

enum arrangement {
#define ARRANGEMENT(name, word, text) ARRANGEMENT_##name,
#include "record/arrangement.def"
#undef ARRANGEMENT
	ARRANGEMENTS
};

extern const char *const arrangement_words[ARRANGEMENTS]; /* NULL line shipper railway one-way */
extern const char *const arrangement_texts[ARRANGEMENTS];
enum arrangement arrangement_of_word(const char *word); /* ARRANGEMENT_UNKNOWN: none */

/* Of an event's reference whose value is such a word. */
#define REFERENCE_ARRANGEMENT "ARRANGEMENT"

#endif
