/*
 * The decoder of sheets: CSV, pasted rows, XLSX, XLS (wire/decode.h, "SHEET").  Each row of a table is a
 * message.
 *
 * Its type is the kind of sheet in upper case ("TRAIN-LIST"), its reference where it stands ("Sheet1!17"; of
 * text the row alone).  Titles, headings, empty rows and totals are none.  A heading begins a table; another
 * one begins the next.  Up to GUESS_ROWS rows wait below a heading, so that what its columns are can be seen.
 */
#ifndef WIRE_SHEET_SHEET_IN_H
#define WIRE_SHEET_SHEET_IN_H

#include "wire/decode.h"

bool sheet_in_sniff(const char *bytes, size_t n);
void *sheet_in_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink);
void sheet_in_hand_over(void *self, decode_events *events);
void sheet_in_hint(void *self, const struct decode_hint *hint);
bool sheet_in_feed(void *self, const void *bytes, size_t n);
bool sheet_in_end(void *self);
uint64_t sheet_in_safe_offset(const void *self);
const char *sheet_in_state(const void *self, struct arena *a);
bool sheet_in_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before);
void sheet_in_free(void *self);

#endif
