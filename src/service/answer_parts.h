/*
 * Parts that several answers share: moments, places, vehicles, cursors.
 */
#ifndef SERVICE_ANSWER_PARTS_H
#define SERVICE_ANSWER_PARTS_H

#include "base/text.h"
#include "domain/journey.h"
#include "record/event.h"
#include "service/answers.h"

/* "key": {"at","local","precision","zoneFrom"}; left out when no time was said. */
void part_moment(struct json *j, const char *key, const struct moment *m);
/* "key": RFC 3339 in UTC; left out for INSTANT_NONE. */
void part_instant(struct json *j, const char *key, instant t);
/* "place": {"code","name","country","lat","lon","zone",...} or {"text"}; left out when neither is known. */
void part_place(struct json *j, const struct world *w, const char *code, const char *text);
/* The object alone. */
void part_place_alone(struct json *j, const struct world *w, const char *code, const char *text);
/* "key": the object, with kinds where asked for; left out where code is NULL. */
void part_place_as(struct json *j, const char *key, const struct world *w, const char *code, bool kinds);
void part_names(struct json *j, const char *const name[LANGUAGES]);
void part_names_as(struct json *j, const char *key, const char *const name[LANGUAGES]);
void part_coordinate(struct json *j, const char *key, int32_t millionths);
/* "vehicle": left out when nothing is known of it. */
void part_vehicle(struct json *j, enum mode mode, const char *name, const char *imo, const char *voyage,
	const char *wagon, const char *key);
void part_size_type(struct json *j, const char *code);
/* "key": json as it is; left out where it is NULL. */
void part_raw(struct json *j, const char *key, const char *json);
/* "facility"; name: JSON, NULL where the facility is not known here.  Left out where no code was said. */
void part_facility(struct json *j, const char *code, const char *list, const char *name);
/* A container as lists show it, an object. */
void part_listed(struct json *j, const struct world *w, const char *number, const struct journey *state);

/* The members of a message, of a row as messages_page.sql selects it. */
void part_message(struct json *j, const struct rows *r, int row);
/* The bytes that n hexadecimal digits stand for. */
void part_hex(struct text *out, const char *hex, size_t n);

/* The network of routes as it is, held as long as the arena; NULL: there is none yet, which is said. */
struct ways *part_ways(struct asking *q);
/* The place's whole border complex, as a text[] parameter. */
const char *part_complex(struct asking *q, const struct world *w, const char *place);
/* A reference as it is looked for: two that look alike come out alike. */
const char *part_loosely(struct arena *a, const char *raw);

/* The papers that cover containers, and what replaced each: columns of papers_of_containers.sql. */
enum paper_column {
	PAPER_KIND,
	PAPER_NUMBER,
	PAPER_WRITTEN,
	PAPER_SENDER,
	PAPER_SAID,
	PAPER_FUNCTION,
	PAPER_ISSUED,
	PAPER_PLACE,
	PAPER_REPLACED_KIND = 12,
	PAPER_REPLACED,
	PAPER_DETAIL,
	PAPER_ALONE, /* it covers no other */
	PAPER_OF     /* which of the containers, from 1 */
};
void part_papers_later(struct batch *b, struct arena *a, const char *viewer, const char *const *containers,
	size_t n, struct rows **r);
/* "documents": those. */
void part_papers(struct json *j, const struct world *w, const struct rows *r);

/* False: nothing is known of the container; NULL: it is no container's number. */
bool part_say_unknown(struct fault *f, const char *code);

/* The list for a viewer: each box as what that party may see of it folds to. */
struct seen_query {
	const char *prefix, *after; /* numbers, NULL: any */
	const char *place, *status; /* NULL: any; a place stands for its whole complex */
};
bool answer_containers_seen(struct asking *q, const struct world *w, const struct seen_query *s);

/* Cursors: parts apart by '.', as hexadecimal so that nobody builds on what is in them. */
const char *cursor_write(struct arena *a, const char *plain);
/* The same of the page of an answer: it stays at the moment that the answer is of. */
const char *page_next(struct asking *q, const char *plain);
/* The moment that a cursor stays at; 0: now, or it is none of ours. */
instant cursor_as_of(struct arena *a, const char *cursor);
/* The plain text; NULL with BAD_REQUEST where it is none of ours. */
const char *cursor_read(struct arena *a, const char *cursor, struct fault *f);
/* Splits plain at '.' into exactly n parts; false with BAD_REQUEST otherwise. */
bool cursor_split(struct arena *a, const char *plain, const char **parts, size_t n, struct fault *f);
/* The parts of q's cursor as parameters, NULL each where it has none; a letter each: m a moment (microseconds
 * since 1970), n a small number, l a line, x a transaction, u a UUID, t text.  False where it is none of
 * ours. */
bool cursor_take(struct asking *q, struct param *p, const char *kinds);

/* A text[] literal as a parameter of text form; NULL for n == 0. */
const char *array_literal(struct arena *a, const char *const *s, size_t n);
#endif
