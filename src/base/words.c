#include "base/words.h"

#include <stdlib.h>
#include <string.h>

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t words_once(const char **words, size_t n)
{
	size_t count = 0;

	if (n)
		qsort(words, n, sizeof *words, by_bytes);
	for (size_t i = 0; i < n; i++)
		if (!count || strcmp(words[count - 1], words[i]) != 0)
			words[count++] = words[i];
	return count;
}

const char *const *words_find(const char *const *words, size_t n, const char *word)
{
	return n ? bsearch(&word, words, n, sizeof *words, by_bytes) : NULL;
}
