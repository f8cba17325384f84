/*
 * Which character set a text without a label is in: what railways and offices between Lianyungang and Brest
 * send as CSV.
 *
 * A byte order mark decides; then UTF-16 by its zero bytes; then whether all of it is UTF-8; then whatever
 * says the text with the fewest bits: each candidate is charged for every character above 0x7F by how often
 * its writers use it (Russian letters one by one, the commonest Chinese characters, GB 2312's two levels,
 * Western letters among ASCII ones), and dearly for bytes it does not have.  A text of ASCII alone is UTF-8.
 */
#ifndef WIRE_SHEET_TEXT_SET_H
#define WIRE_SHEET_TEXT_SET_H

#include <stddef.h>

enum text_set { SET_UTF8, SET_UTF16LE, SET_UTF16BE, SET_GB18030, SET_CP1251, SET_LATIN1, SETS };

extern const char *const text_set_names[SETS]; /* "UTF-8", "GB18030" ...: as iconv knows them */

#define TEXT_SET_WINDOW 65536u /* bytes that are looked at */
#define TEXT_SET_SURE   80u    /* below, somebody should look at what came out */

/* n bytes from the beginning of a text: a window full of it, whose last character may be cut, or all there
 * is. *sure: 0..100. */
enum text_set text_set_guess(const void *bytes, size_t n, unsigned *sure);
/* The same of bytes from the middle of a text, which have no mark and are not UTF-16. */
enum text_set text_set_by_letters(const void *bytes, size_t n, unsigned *sure);

#endif
