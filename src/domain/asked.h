/*
 * What somebody pasted, taken apart into the references that are asked for.
 *
 * Anything separates: white space, commas, semicolons, colons, bars, quotes, bullets and arrows, the
 * punctuation of Chinese and Japanese, signs by themselves, bytes that are no UTF-8.  Hyphens, dots and
 * slashes inside do not: they are part of numbers.  But a container number that holds stands alone, whatever
 * is written to it: "CSQU3054383/22G1", "1.CSQU3054383".  What is written in groups stays one where its shape
 * says so:
 *
 * - a container number: "CSQU 305438 3", "CSQ U 3054383", "CSQU-305438 (3)";
 * - a wagon of 12 digits: "31 80 4956 789-0";
 * - the index of a train: "7085 042 1301";
 * - a ship: "IMO 9227273";
 * - words without a digit: "EVER GIVEN" is one name, as far as the next separator that is no blank.
 *
 * Every reference is kept as it was written, and as it is looked for (record/found_by.h): look-alike Cyrillic
 * letters and full width are folded.
 */
#ifndef DOMAIN_ASKED_H
#define DOMAIN_ASKED_H

#include "base/arena.h"
#include "base/fault.h"

#include <stdbool.h>
#include <stddef.h>

enum asked_shape {
	ASKED_OTHER,     /* a number of some kind */
	ASKED_CONTAINER, /* a container's number that holds */
	ASKED_FAILS,     /* the shape of one, but its check digit is wrong or missing */
	ASKED_NOTHING    /* no reference: too long, or nothing but signs (of asked_add alone) */
};

/* What is no reference by itself. */
#define ASKED_SIGNS "?*_#&+%!@$^~\\"

struct asked {
	const char *raw;   /* as written, shortened where it is long */
	const char *value; /* as looked for; NULL: ASKED_NOTHING */
	enum asked_shape shape;
	const char *suggest; /* the container number that would hold; NULL: none */
	const char *only;    /* of the containers that it names this one alone; NULL: all */
	/* ASKED_OTHER: the container number that holds if letters are read as the digits they look like (O as
	 * 0, I as 1 ...) and digits as letters, each where it belongs; NULL: none */
	const char *misread;
	bool wordy; /* no digit in it: may be a name, may be just a word */
};

struct asked_list {
	struct asked *at; /* the arena's */
	size_t count, room;
};

/* Adds what n bytes of text ask for; at most `most` in all: one more is BAD_BODY, and so is a zero byte; the
 * fault's text says on which line it stands. */
bool asked_split(
	struct asked_list *list, struct arena *a, const char *text, size_t n, size_t most, struct fault *f);
/* Adds one reference as it is, whatever separators are in it. */
void asked_add(struct asked_list *list, struct arena *a, const char *raw, size_t n);

#endif
