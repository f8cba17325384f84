/*
 * Times in EDIFACT: DTM's C507 and its formats (list 2379), and the zones that make them instants.
 *
 * Values are local unless the format carries an offset (205, 301 to 304).  A value that does not fit its
 * format but has the length of another plain one is taken by its length, with a diagnostic: "203 under a 201
 * qualifier" and an empty format are common.  Periods (7xx) are no moments and are passed over.
 */
#ifndef WIRE_EDIFACT_WHEN_H
#define WIRE_EDIFACT_WHEN_H

#include "wire/edifact/reading.h"

enum told_verdict {
	TOLD_WELL,
	TOLD_OTHERWISE,    /* taken by its length, not by its format */
	TOLD_ZONE_UNKNOWN, /* its zone's name says no offset */
	TOLD_NOTHING,      /* no value */
	TOLD_PERIOD,       /* a period or a format that says no moment */
	TOLD_BADLY         /* no date */
};

/* Reads a value by its format; fills all of *told except qualifier, text and where. */
enum told_verdict told_read(struct slice value, struct slice format, struct told *told);
/* The format by which a moment's text, written into a DTM, says that moment again; NULL: none. */
const char *told_format(const struct moment *m);
/* DTM of any group: reads it into *times, with diagnostics. */
void times_read(struct reading *r, const struct segment *s, struct times *times);
/* The same under another qualifier than it has. */
void times_read_as(struct reading *r, const struct segment *s, unsigned qualifier, struct times *times);
/* The first of these qualifiers (0 at the end) that was told; NULL: none. */
const struct told *times_find(const struct times *times, const unsigned *qualifiers);
/* The day the message was written, for what has no time of its own: DTM+137, else UNB's.  NULL: neither. */
const struct told *message_day(struct reading *r);

/* The moment of a told time at a spot (NULL: nowhere known). */
struct moment moment_at(struct reading *r, const struct told *told, struct spot *spot);

#endif
