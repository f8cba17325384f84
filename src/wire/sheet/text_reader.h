/*
 * A text in whatever character set, in pieces, as UTF-8: before anything in it is looked at, because the
 * second byte of a GB18030 character may be a '|' or a digit.
 *
 * The set is guessed from the first 64 KB (TEXT_SET_WINDOW).  While a text is ASCII nothing is decided: the
 * window then begins at its first byte that is not, so that a name in the thousandth row counts as much as
 * one in the first.  Where pieces are cut changes nothing.  A byte that the set does not have, and a zero
 * byte, become U+FFFD.
 *
 * Positions in what comes out lead back to the bytes that went in: exactly at the beginning of a line, which
 * is where rows begin and where reading may be taken up again.
 */
#ifndef WIRE_SHEET_TEXT_READER_H
#define WIRE_SHEET_TEXT_READER_H

#include "base/text.h"
#include "wire/sheet/text_set.h"

struct text_reader;

struct text_reader *text_reader_new(void);
void text_reader_free(struct text_reader *r);
/* Adds to out what is known of the text now.  At most TEXT_READER_PIECE bytes a call. */
#define TEXT_READER_PIECE 65536u
void text_reader_feed(struct text_reader *r, const char *bytes, size_t n, struct text *out);
void text_reader_end(struct text_reader *r, struct text *out);

/* Where in the bytes the text at this place (bytes of UTF-8 made since the beginning) began; asked in rising
 * order. */
uint64_t text_reader_source(struct text_reader *r, uint64_t made);
/* The first place that is U+FFFD and was not; UINT64_MAX: none. */
uint64_t text_reader_bad(const struct text_reader *r);
/* SETS: nothing but ASCII was seen. */
enum text_set text_reader_set(const struct text_reader *r, unsigned *sure);
/* Before the first bytes, which then stand at this offset. */
void text_reader_resume(struct text_reader *r, enum text_set set, unsigned sure, uint64_t offset);

#endif
