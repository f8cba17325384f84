/*
 * A list of texts as a set: sorted in byte order, each once, so that it can be searched and locked in order.
 *
 * The texts belong to whoever made them; the list is changed in place.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stddef.h>

/* How many are left; none may be NULL, the list may where n is 0. */
size_t words_once(const char **words, size_t n);
/* Where it stands in such a list; NULL: it does not. */
const char *const *words_find(const char *const *words, size_t n, const char *word);

#endif
