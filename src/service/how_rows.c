#include "service/how_rows.h"

#include <stddef.h>
#include <string.h>

static const char *const words[HOW_ROWS] = {NULL, "good", "all-or-none"};

enum how_rows how_rows_of(const char *word)
{
	enum how_rows rows = ROWS_GOOD;

	if (!word)
		return ROWS_AS_PROFILE;
	while (rows < HOW_ROWS && strcmp(words[rows], word) != 0)
		rows++;
	return rows;
}

const char *how_rows_word(enum how_rows rows)
{
	return words[rows];
}

bool rows_are_whole(enum how_rows asked, bool whole)
{
	return asked == ROWS_ALL_OR_NONE || (asked == ROWS_AS_PROFILE && whole);
}
