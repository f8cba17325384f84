/*
 * Character sets of XML beside UTF-8: a stream's bytes to UTF-8, and back from a place in the one to the
 * place in the other.
 *
 * What the bytes show (a byte order mark, zeros beside '<') counts before what the declaration says.  Places
 * are exact where a tag begins and behind one; between, the last of those counts.
 */
#ifndef WIRE_XML_XML_SET_H
#define WIRE_XML_XML_SET_H

#include "base/text.h"

struct xml_set; /* NULL stands for UTF-8: nothing is converted */

/* The name of the set that these first bytes are in, static: "UTF-8" ...  NULL: more bytes are needed to
 * know (never where final).  *unknown: the declaration names none of ours, UTF-8 was taken. */
const char *xml_set_of(const char *bytes, size_t n, bool final, bool *unknown);

/* The same name, static; NULL: none of ours. */
const char *xml_set_known(const char *name);
/* By such a name; offset: of the next byte.  NULL: UTF-8, or none of ours. */
struct xml_set *xml_set_open(const char *name, uint64_t offset);
void xml_set_free(struct xml_set *s);
/* Adds their UTF-8 to out. *bad: U+FFFD stands for something. */
void xml_set_read(struct xml_set *s, const char *bytes, size_t n, struct text *out, bool *bad);
/* The place of the stream's byte where the UTF-8 has its `at`th, counted from the offset it was opened at;
 * *beyond, where not NULL: how many bytes of UTF-8 lie between that place's and it. */
uint64_t xml_set_place(const struct xml_set *s, uint64_t at, uint64_t *beyond);
/* Nobody asks for places before this any more. */
void xml_set_forget(struct xml_set *s, uint64_t at);

#endif
