/*
 * The character sets of ISO 9735's syntax levels, and the cleaning of one value.
 *
 * UNOA and UNOB are ASCII subsets: real senders put lower case and UTF-8 there, so what is valid UTF-8 is
 * taken, and said.  UNOC to UNOK are ISO 8859-1, -2, -5, -7, -3, -4, -6, -8 and -9, UNOY is UTF-8 (list 0001,
 * D.4).  UNOX (ISO 2022) is read as UTF-8 where it is that.
 */
#ifndef WIRE_EDIFACT_CHARSET_H
#define WIRE_EDIFACT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

enum charset {
#define CHARSET(name, iconv, about) CHARSET_##name,
#include "wire/edifact/charset.def"
#undef CHARSET
	CHARSETS
};

extern const char *const charset_names[CHARSETS]; /* "UNOA" ... */

/* The set of a syntax identifier; CHARSETS: none we know. */
enum charset charset_of(const char *s, size_t n);

struct charset_reader; /* keeps a converter open */

struct charset_reader *charset_reader_new(void);
void charset_reader_free(struct charset_reader *r);
void charset_reader_set(struct charset_reader *r, enum charset set);
/* Turns n bytes that hold at least one above 0x7F into UTF-8; out has room for 3 * n.  Returns the length;
 * *bad tells whether U+FFFD stands for something, or bytes are outside of what the set allows. */
size_t charset_read(struct charset_reader *r, const char *s, size_t n, char *out, bool *bad);

#endif
