#include "service/lookup_sheet.h"

#include <string.h>

static const struct word {
	enum word_of list;
	const char *code, *in[LANGUAGES];
} words[] = {
#define WORD(list, code, en, zh, ru) {WORD_##list, code, {en, zh, ru}},
#include "service/lookup_words.def"
#undef WORD
};

static const struct word *word_of(enum word_of list, const char *code)
{
	for (size_t i = 0; code && i < sizeof words / sizeof *words; i++)
		if (words[i].list == list && strcmp(words[i].code, code) == 0)
			return &words[i];
	return NULL;
}

const char *lookup_word(enum word_of list, const char *code, enum language language)
{
	const struct word *word = word_of(list, code);

	return word ? word->in[language] : code ? code : "";
}

const char *lookup_coming(const char *code, enum language language)
{
	return lookup_word(word_of(WORD_COMING, code) ? WORD_COMING : WORD_EVENT, code, language);
}

bool language_of(const char *word, enum language *language)
{
	static const char *const known[LANGUAGES] = {"en", "zh", "ru"};

	for (int i = 0; i < LANGUAGES; i++)
		if (strcmp(known[i], word) == 0) {
			*language = (enum language)i;
			return true;
		}
	return false;
}

const char *lookup_place_name(
	const struct world *w, const char *code, const char *text, enum language language)
{
	const struct place *p = code ? world_place(w, code) : NULL;
	const char *name = p && p->name[language] ? p->name[language] : p ? p->name[LANG_EN] : NULL;

	return name ? name : text ? text : code ? code : "";
}
