/*
 * Parts that several answers share: moments, places, vehicles, cursors.
 */
#ifndef SERVICE_ANSWER_PARTS_H
#define SERVICE_ANSWER_PARTS_H

#include "base/text.h"
#include "record/event.h"
#include "service/answers.h"

/* "key": {"at","local","precision","zoneFrom"}; left out when no time was said. */
void part_moment(struct json *j, const char *key, const struct moment *m);
/* "key": RFC 3339 in UTC; left out for INSTANT_NONE. */
void part_instant(struct json *j, const char *key, instant t);
/* "place": {"code","name","country","lat","lon","zone",...} or {"text"}; left out when neither is known. */
void part_place(struct json *j, const struct world *w, const char *code, const char *text);
void part_names(struct json *j, const char *const name[LANGUAGES]);
void part_coordinate(struct json *j, const char *key, int32_t millionths);
/* "vehicle": left out when nothing is known of it. */
void part_vehicle(struct json *j, enum mode mode, const char *name, const char *imo, const char *voyage,
	const char *wagon, const char *key);
void part_size_type(struct json *j, const char *code);

/* Cursors: parts apart by '.', as hexadecimal so that nobody builds on what is in them. */
const char *cursor_write(struct arena *a, const char *plain);
/* The plain text; NULL with BAD_REQUEST where it is none of ours. */
const char *cursor_read(struct arena *a, const char *cursor, struct fault *f);
/* Splits plain at '.' into exactly n parts; false with BAD_REQUEST otherwise. */
bool cursor_split(struct arena *a, const char *plain, const char **parts, size_t n, struct fault *f);

/* A text[] literal as a parameter of text form; NULL for n == 0. */
const char *array_literal(struct arena *a, const char *const *s, size_t n);
#endif
