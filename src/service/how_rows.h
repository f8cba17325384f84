/*
 * Whether what is good of a delivery is taken beside what is refused: as whoever delivers asks, else as the
 * profile has it by which its sheet is read (message.whole).
 */
#ifndef SERVICE_HOW_ROWS_H
#define SERVICE_HOW_ROWS_H

#include <stdbool.h>

enum how_rows { ROWS_AS_PROFILE, ROWS_GOOD, ROWS_ALL_OR_NONE, HOW_ROWS };
/* HOW_ROWS: there is no such word; NULL: as the profile has it. */
enum how_rows how_rows_of(const char *word);
const char *how_rows_word(enum how_rows rows); /* NULL of ROWS_AS_PROFILE */
/* whole: a profile has it so. */
bool rows_are_whole(enum how_rows asked, bool whole);

#endif
