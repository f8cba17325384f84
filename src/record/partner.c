#include "record/partner.h"

#include <string.h>

const char *const sign_names[] = {"nad", "unb", "mail", "folder", "device", "key", "header"};
const char *const acknowledge_names[] = {"never", "asked", "always"};
const char *const datum_names[] = {"WGS-84", "GCJ-02", "BD-09"};

const char *const partner_list_words[] = {
#define CODE_LIST(name, word, shape, about) [CODES_##name] = word,
#include "record/code_list.def"
#undef CODE_LIST
};

const char *const partner_list_abouts[] = {
#define CODE_LIST(name, word, shape, about) [CODES_##name] = about,
#include "record/code_list.def"
#undef CODE_LIST
};

const enum meaning_shape partner_list_shapes[] = {
#define CODE_LIST(name, word, shape, about) [CODES_##name] = MEANING_##shape,
#include "record/code_list.def"
#undef CODE_LIST
};

size_t partner_word(const char *const *words, size_t n, const char *word)
{
	size_t i = 0;

	while (i < n && (!word || strcmp(words[i], word) != 0))
		i++;
	return i;
}

enum partner_list partner_list_of(const char *word)
{
	return (enum partner_list)partner_word(partner_list_words, PARTNER_LISTS, word);
}
