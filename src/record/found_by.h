/*
 * What a container is found by: its own number, and all that its events carry.
 *
 * A value counts as code_loosely() (codes/code.h) makes it: upper case, look-alikes made Latin, without
 * blanks, hyphens, dots and slashes.  So "4006-531400" and "4006531400" are one booking.
 */
#ifndef RECORD_FOUND_BY_H
#define RECORD_FOUND_BY_H

#include "record/event.h"

enum found_by {
#define FOUND_BY(name, word, text) FOUND_BY_##name,
#include "record/found_by.def"
#undef FOUND_BY
	FOUND_BYS
};

extern const char *const found_by_words[FOUND_BYS];

#define FOUND_BY_ROOM 129 /* bytes of a value and its NUL; a longer one is no reference */

/* Kinds of reference whose value, where it is written as it is looked for, is found where the events have it;
 * NULL at the end. */
extern const char *const found_by_kinds_in_place[];

/* What a reference of this kind (BKG, TRD ...) is found as; FOUND_BYS: not at all. */
enum found_by found_by_reference(const char *kind);
/* The number of a seal without who put it on: "CA:1234567" is 1234567. */
const char *found_by_seal(const char *seal);
/* The value as it is looked for; false: it is no reference (nothing is left of it, or too much). */
bool found_by_value(const char *raw, char value[FOUND_BY_ROOM]);

/* Calls take(self, kind, raw) for all that the event is found by, its container's number left out; the same
 * may come twice. */
void found_by_all(
	const struct event *e, void (*take)(void *self, enum found_by kind, const char *raw), void *self);

#endif
