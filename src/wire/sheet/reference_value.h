/*
 * The values that stand in the cells of reference lists: text, codes, degrees.
 *
 * Pure judgements of one cell; which list and row it is, and what is said about a cell that does not hold, is
 * reference.c's.
 */
#ifndef WIRE_SHEET_REFERENCE_VALUE_H
#define WIRE_SHEET_REFERENCE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

/* Trimmed, control characters as spaces, and UTF-8: what is not UTF-8 already is taken for Windows-1252, of
 * which Latin-1 is a part. */
char *value_text(struct arena *a, const char *s);
char *value_without_spaces(struct arena *a, const char *s); /* "CN LYG" is written too */

/* A UN/LOCODE (two letters, three of A-Z and 2-9), or ours: X and four letters or digits. */
bool value_is_place_code(const char *s);
bool value_is_terminal_code(const char *s); /* SMDG: up to six of A-Z and 0-9 */
bool value_is_function(const char *s);      /* UN/LOCODE's eight places, such as "12345---" */

bool value_is_date(const char *s); /* begins as 2026-06-15 does */

/* Kinds of a place (record/place.h) from UN/LOCODE's function; post, pipelines and "not known" say nothing to
 * us: NULL. */
const char *value_function_kinds(struct arena *a, const char *function);

/* Degrees as decimals (34.74528, 34,74528) or as degrees, minutes and seconds (34°44'43"), with a sign, or a
 * hemisphere's letter in front or behind; hemispheres is "NS" or "EW", most is 90 or 180.  To millionths, set
 * only where true is returned. */
bool value_degrees(const char *s, int most, const char *hemispheres, int32_t *millionths);
bool value_minutes(const char *s, int32_t *lat, int32_t *lon); /* "3445N 11926E", as UN/LOCODE has it */

#endif
