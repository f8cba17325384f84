/*
 * Finds each event's bytes in a stream of JSON, in pieces of any size and bounded memory.
 *
 * Shapes: an array of events; an object with lists of them ("events", "equipmentEvents", ...), also with
 * "events" as an object of such lists; one event; several of these one after the other, as JSON lines are.
 * What a list holds is handed over unread: only its brackets and quotes were looked at.  A value inside one
 * piece is handed over where it lies, others are put together; one longer than LIMIT_JSON_EVENT is passed
 * over and said to be too long.
 */
#ifndef WIRE_DCSA_IN_SCAN_H
#define WIRE_DCSA_IN_SCAN_H

#include "base/arena.h"
#include "base/text.h"

#include <stdint.h>

#define SCAN_KEY 24 /* longest name that means something here, with a NUL */

enum scan_place { SCAN_TOP, SCAN_ROOT, SCAN_EVENTS, SCAN_LIST };
enum scan_expect {
	SCAN_VALUE,        /* after '[' and ',' in a list, after ':' */
	SCAN_VALUE_OR_END, /* after '[' */
	SCAN_KEY_OR_END,   /* after '{' */
	SCAN_NEXT_KEY,     /* after ',' in an object */
	SCAN_COLON,
	SCAN_COMMA /* or the end */
};

struct scan_found {
	const char *bytes; /* valid until the callback returns */
	size_t n;
	uint64_t offset, length; /* in the stream; length may be more than n where it is too long */
	bool too_long, cut;      /* cut: the stream ends inside */
	const char *path;        /* "$.events[3]"; valid until the callback returns */
	const char *list;        /* name of the list it stands in, as the standard writes it; "" */
};

struct scan_ear {
	void *self;
	bool (*found)(void *self, const struct scan_found *f); /* false: stop */
	/* The stream itself is not as it should be. */
	void (*fault)(void *self, const char *code, const char *text, uint64_t offset);
	void (*odd)(void *self, const char *code, const char *text, uint64_t offset);
};

struct scan {
	struct scan_ear ear;
	uint64_t offset; /* of the next byte */
	uint64_t safe;   /* behind the last value that was handed over */
	enum scan_place place, safe_place;
	enum scan_expect expect;
	int list, safe_list;    /* 0: a bare array; else one of the names */
	bool inner, safe_inner; /* the list stands in "events": {} */
	uint32_t index, safe_index;
	unsigned seen, safe_seen; /* lists of this object, by bit */
	bool stopped, broken, lines_told;
	unsigned mark; /* bytes of a byte order mark that came */

	/* the value or name under way */
	bool open, scalar, quoted, escaped, naming, member;
	unsigned depth;
	uint64_t began;
	char key[SCAN_KEY];
	size_t key_length;
	struct text kept; /* its bytes from earlier pieces */
	bool kept_long;
	struct text whole; /* of the top object, while it may turn out to be one event */
	bool may_be_event, whole_long;
	uint64_t whole_began;

	/* the piece being fed */
	const char *bytes;
	size_t n, at;
	uint64_t base;                 /* offset of its first byte */
	size_t value_from, whole_from; /* where what is under way begins in it */
};

void scan_open(struct scan *s, const struct scan_ear *ear);
void scan_close(struct scan *s);
bool scan_feed(struct scan *s, const char *bytes, size_t n); /* false: the ear said stop */
bool scan_end(struct scan *s);
/* What a resumed scan needs to go on at s->safe. */
const char *scan_state(const struct scan *s, struct arena *a);
bool scan_resume(struct scan *s, const char *state, uint64_t offset);

#endif
