#include "record/arrangement.h"

#include <string.h>

const char *const arrangement_words[] = {
#define ARRANGEMENT(name, word, text) [ARRANGEMENT_##name] = word,
#include "record/arrangement.def"
#undef ARRANGEMENT
};

const char *const arrangement_texts[] = {
#define ARRANGEMENT(name, word, text) [ARRANGEMENT_##name] = text,
#include "record/arrangement.def"
#undef ARRANGEMENT
};

enum arrangement arrangement_of_word(const char *word)
{
	for (enum arrangement a = ARRANGEMENT_UNKNOWN + 1; word && a < ARRANGEMENTS; a++)
		if (strcmp(arrangement_words[a], word) == 0)
			return a;
	return ARRANGEMENT_UNKNOWN;
}
