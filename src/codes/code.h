/*
 * Judges codes of every system: what it is, whether it holds, and why not.
 *
 * A table of kinds; each kind has a file of its own beside this one (iso6346.h, size_type.h, locode.h,
 * wagon.h, station.h, imo.h ...). Input is what people type: blanks, hyphens, dots, full-width digits and
 * letters, Cyrillic look-alikes (А В С Е Н К М О Р Т Х У); it is normalised to upper-case ASCII first and the
 * answer says what was changed.  No digit is ever corrected.  Rules and examples: ISO 6346, UIC 438-2, TB/T
 * 2435, the 1520 mm railways' wagon and station (ESR) rules, IMO A.1117(30), UN/CEFACT Recommendation 16.
 */
#ifndef CODES_CODE_H
#define CODES_CODE_H

#include <stdbool.h>
#include <stddef.h>

enum code_kind {
	CODE_CONTAINER,
	CODE_SIZE_TYPE,
	CODE_LOCODE,
	CODE_WAGON_UIC,
	CODE_WAGON_CIS,
	CODE_WAGON_CR,
	CODE_STATION_ESR,
	CODE_IMO,
	CODE_KINDS
};

enum code_verdict {
	CODE_HOLDS,
	CODE_WARNS /* ESR check digit */,
	CODE_FAILS,
	CODE_NOT_THIS /* not of that shape at all */
};

struct code_answer {
	enum code_kind kind;
	enum code_verdict verdict;
	char code[32];  /* normalised */
	char text[256]; /* a sentence: what it is, or why it does not hold and which check digit it would be
			 */
	char changed[128]; /* what normalising changed, "" where nothing */
};

struct code_row {
	const char *word; /* container size-type locode uic cis cr esr imo */
	const char *about;
};
extern const struct code_row code_rows[CODE_KINDS];
bool code_kind_of(const char *word, enum code_kind *kind);

#define CODE_RAW 64 /* longest input in bytes that is looked at */

/* Upper-case ASCII without blanks, hyphens, dots, slashes and brackets (the check digit stands in a box);
 * false where it has a character that is none of these or is too long. */
bool code_normalise(const char *raw, char *out, size_t room, char *changed, size_t changed_room);
/* The same for a reference of any kind, of any length: what stands in no code stays as it is, but for a to z
 * in upper case.  Two that look alike come out alike.  n bytes of UTF-8, or whatever they are; at most n come
 * out and a NUL behind them.  Returns how many. */
size_t code_loosely(const char *raw, size_t n, char *out);
/* Why code_normalise() says no, in words: which character, and what it looks like; false where it says yes.
 */
bool code_oddity(const char *raw, char *text, size_t room);
struct code_answer code_judge(enum code_kind kind, const char *raw);
/* Whether its verdict is CODE_HOLDS, without the words, which cost more than the judging: for many values. */
bool code_holds(enum code_kind kind, const char *raw);
/* All kinds whose shape fits, likeliest first (a bare 8 digits is a CIS wagon; 7 digits an IMO number if its
 * check digit holds, else a CR wagon). Returns how many; 0: no kind has this shape. */
size_t code_guess(const char *raw, struct code_answer answers[CODE_KINDS]);

#endif
