/*
 * A look-up as a sheet: a line a row, as comma-separated values or a workbook, in English, Chinese or
 * Russian.
 *
 * Times in a workbook are dates in the local time of who told them, with the offset in a column behind; in
 * comma-separated values they are RFC 3339, the day alone where no more is known.  Words of senders (reasons,
 * vehicles, places without a code) stay as they are.
 */
#ifndef SERVICE_LOOKUP_SHEET_H
#define SERVICE_LOOKUP_SHEET_H

#include "service/lookup.h"

#define LOOKUP_WORDS(LIST)                                                                                   \
	LIST(HEADING)                                                                                        \
	LIST(TITLE)                                                                                          \
	LIST(KIND)                                                                                           \
	LIST(WHY)                                                                                            \
	LIST(STATUS) LIST(LOAD) LIST(MODE) LIST(CLASSIFIER) LIST(BLOCK) LIST(EVENT) LIST(COMING) LIST(AGE)

enum word_of {
#define LIST(name) WORD_##name,
	LOOKUP_WORDS(LIST)
#undef LIST
};

/* The code's word; where there is none the code itself, "" for NULL. */
const char *lookup_word(enum word_of list, const char *code, enum language language);
/* Of an event that is expected: "Arrival", where one that was is "Arrived". */
const char *lookup_coming(const char *code, enum language language);
bool language_of(const char *word, enum language *language); /* en zh ru */
/* The place's name, else as it was received, else its code; "" where neither is known. */
const char *lookup_place_name(
	const struct world *w, const char *code, const char *text, enum language language);

void lookup_write_csv(
	struct text *out, const struct world *w, const struct lookup *l, enum language language);
bool lookup_write_workbook(struct text *out, const struct world *w, const struct lookup *l,
	enum language language, struct fault *f);

#endif
