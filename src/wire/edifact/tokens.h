/*
 * EDIFACT's syntax (ISO 9735): bytes become segments, segments become elements and components.
 *
 * Fed pieces of any size, asked for one segment at a time; the segments do not depend on where the pieces
 * were cut.  A segment that lies wholly in a piece is read where it lies; only one that a cut goes through is
 * copied, so memory stays bounded by LIMIT_SEGMENT.  Values are slices: they are unescaped, freed of line
 * ends and turned into UTF-8 only where a release character, a control or a high byte is among them.
 *
 * Taken as found in practice: UNA or none, any characters in it; a byte order mark; blanks and line ends
 * between segments; lines broken inside a segment; other controls (dropped, and said so).  The tokeniser
 * knows nothing of messages: it only looks for UNA and UNB, because these change the characters.
 */
#ifndef WIRE_EDIFACT_TOKENS_H
#define WIRE_EDIFACT_TOKENS_H

#include "base/limits.h"
#include "wire/edifact/charset.h"
#include "wire/edifact/syntax.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *s; /* not NUL-terminated; "" where there is nothing */
	uint32_t n;
	bool repeats; /* begins a further repetition of its element (syntax 4) */
};

struct element {
	uint16_t first; /* index of its first component */
	uint16_t count; /* components of all its repetitions */
};

/* A segment's name as one number, so that tables compare it at once. */
#define TAG(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

enum segment_fault {
	SEGMENT_CUT = 1,       /* the bytes ended before its terminator */
	SEGMENT_TOO_LONG = 2,  /* beyond LIMIT_SEGMENT: has no elements */
	SEGMENT_TOO_MANY = 4,  /* beyond LIMIT_SEGMENT_ELEMENTS: the rest is missing */
	SEGMENT_CONTROLS = 8,  /* control characters, dropped */
	SEGMENT_BAD_TEXT = 16, /* bytes that are none in its character set, now U+FFFD */
	SEGMENT_NO_TAG = 32,   /* does not begin with three letters or digits */
	SEGMENT_BROKEN = 64    /* line ends inside, dropped */
};

struct segment {
	uint32_t tag; /* TAG(); 0 where it is none */
	char name[4]; /* the same, for people */
	unsigned faults;
	uint16_t faulty;     /* element in which text or a control was first found wrong */
	uint16_t elements;   /* without the tag */
	uint16_t components; /* in all */
	bool repeats;        /* one of them begins a further repetition */
	uint64_t offset;     /* of its first byte, in the intake */
	uint32_t length;     /* up to and with its terminator */
	struct element element[LIMIT_SEGMENT_ELEMENTS + 1]; /* [0] is the tag */
	struct slice slice[LIMIT_SEGMENT_ELEMENTS + 1];
};

/* Without the blanks around it. */
static inline struct slice trimmed(struct slice x)
{
	while (x.n && *x.s == ' ') {
		x.s++;
		x.n--;
	}
	while (x.n && x.s[x.n - 1] == ' ')
		x.n--;
	return x;
}

static inline bool slice_is(struct slice x, const char *word)
{
	return strlen(word) == x.n && memcmp(x.s, word, x.n) == 0;
}

/* Component c of element e (both from 1, first repetition); an empty slice where it is not there. */
static inline struct slice segment_at(const struct segment *s, unsigned e, unsigned c)
{
	const struct element *x;

	if (e > s->elements)
		return (struct slice){"", 0, false};
	x = &s->element[e];
	if (c > x->count || (c > 1 && s->slice[x->first + c - 1u].repeats))
		return (struct slice){"", 0, false};
	return s->slice[x->first + c - 1u];
}

/* How often element e comes, and component c of its k-th repetition; all count from 1. */
static inline unsigned segment_repetitions(const struct segment *s, unsigned e)
{
	unsigned n = e <= s->elements && s->element[e].count > 0;

	for (unsigned i = 1; n && i < s->element[e].count; i++)
		n += s->slice[s->element[e].first + i].repeats;
	return n;
}

static inline struct slice segment_repeat(const struct segment *s, unsigned e, unsigned k, unsigned c)
{
	for (unsigned i = 0, own = 0; e <= s->elements && i < s->element[e].count; i++) {
		struct slice x = s->slice[s->element[e].first + i];

		own = x.repeats ? 1 : own + 1;
		k -= x.repeats;
		if (k == 1 && own == c)
			return x;
	}
	return (struct slice){"", 0, false};
}

struct tokens;

struct tokens *tokens_new(void);
void tokens_free(struct tokens *t);
/* Gives the next piece; it must stay until tokens_next has said false. */
void tokens_give(struct tokens *t, const void *bytes, size_t n);
/* The next whole segment, valid until the next call; NULL: more bytes are needed. */
const struct segment *tokens_next(struct tokens *t);
/* The bytes are at their end: what is left over as a segment with SEGMENT_CUT, or NULL. */
const struct segment *tokens_end(struct tokens *t);
/* Offset behind what has been handed out. */
uint64_t tokens_offset(const struct tokens *t);
/* Controls found between segments since the last call, and where the first stood. */
uint32_t tokens_noise(struct tokens *t, uint64_t *offset);

struct syntax tokens_syntax(const struct tokens *t);
/* Goes on at an offset with these characters (resume). */
void tokens_resume(struct tokens *t, const struct syntax *syntax, uint64_t offset);
/* UNB has said which syntax it is: its character set, and whether elements repeat (version 4). */
void tokens_announce(struct tokens *t, enum charset set, unsigned version);

#endif
