/*
 * A paper, as one message told of it: a consignment note, an act, a list handed over, a release.
 *
 * What is told is kept and never changed; what holds of a paper is the latest word of it.  Text is UTF-8,
 * NUL-terminated, NULL where not said, owned by the message's arena.
 */
#ifndef RECORD_PAPER_H
#define RECORD_PAPER_H

#include "record/event.h"

enum paper_kind {
#define PAPER(name, word, about) PAPER_##name,
#include "record/paper.def"
#undef PAPER
	PAPERS
};

extern const char *const paper_words[PAPERS];    /* "SMGS" ... */
extern const char *const paper_abouts[PAPERS];   /* one phrase each */
enum paper_kind paper_of_word(const char *word); /* whatever its case; PAPERS: none */

struct paper {
	enum paper_kind kind;
	const char *number; /* as received */
	enum function function;
	struct moment issued;
	const char *place, *place_text; /* where it was issued or handed over */
	const char *railway;            /* UIC number of the railway that issued it, or its name */
	const char *reason;             /* of an act */
	enum paper_kind replaces_kind;  /* re-consignment: of the note before */
	const char *replaces;           /* its number; NULL: none */
	const char *detail;             /* a JSON object of what has no member here; "{}" */
	const char **subjects;          /* containers, and "WAGON:94312071", that it covers */
	size_t subject_count;
};

#endif
