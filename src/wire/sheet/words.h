/*
 * Words of headings and names, loosely written: lower case (Latin, Cyrillic), full-width signs narrowed, ё as
 * е, without blanks, dots, dashes, brackets, quotes, No. signs.  "Ст. назн." and "ст назн" come out alike.
 */
#ifndef WIRE_SHEET_WORDS_H
#define WIRE_SHEET_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#define WORDS_ROOM 192 /* longer ones are cut: no heading or name is */

/* Returns the length; out is NUL-terminated. */
size_t words_loosely(const char *s, size_t n, char *out, size_t room);
/* The same in upper case, as codes of operations are looked up: "приб." is "ПРИБ". */
size_t words_code(const char *s, size_t n, char *out, size_t room);
/* Whether one of the words ('|' between) is in the text, both loosely; n: the text's length. */
bool words_within(const char *text, const char *words);
bool words_held(const char *loose, const char *words); /* the same, where both are loosely written already */
bool words_equal(const char *a, const char *b);        /* loosely */

#endif
