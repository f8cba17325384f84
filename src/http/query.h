/*
 * The request target, taken apart: path, captures, parameters.  Pure.
 *
 * Percent-decoding is strict (RFC 3986): a cut or wrong escape, %00 and bytes that are no UTF-8 are faults,
 * so that nothing behind this door meets a text it cannot hold.  A '+' in a query is a blank, as forms send
 * it; readers of times take that blank back for a plus.  A parameter given twice is a fault: which of the two
 * was meant is not ours to guess.
 */
#ifndef HTTP_QUERY_H
#define HTTP_QUERY_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/instant.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QUERY_CAPTURES 2

struct pair {
	const char *name, *value;
};

struct query {
	struct pair *pairs;
	size_t count;
};

/* Decodes n bytes of a path piece, or of a query where plus is set.  NULL with BAD_REQUEST. */
const char *query_decode(struct arena *a, const char *s, size_t n, bool plus, struct fault *f);
/* raw: what stands behind '?', NULL or "" for none. */
bool query_parse(struct arena *a, const char *raw, struct query *q, struct fault *f);
const char *query_value(const struct query *q, const char *name); /* NULL: not given */

/* A list of names as bits, one a name in this order; 0: not given.  False with BAD_REQUEST for another word.
 */
bool query_bits(struct arena *a, const struct query *q, const char *parameter, const char *const *names,
	size_t count, uint32_t *bits, struct fault *f);

/* Whether the still encoded path (n bytes) is one of the pattern ("/api/v1/containers/{number}"); pieces that
 * stand where the pattern has braces are pointed to. */
struct piece {
	const char *at;
	size_t length;
};
bool path_match(const char *pattern, const char *path, size_t n, struct piece captures[QUERY_CAPTURES]);

/* A whole number of decimal digits within least..most. */
bool number_read(const char *s, int64_t least, int64_t most, int64_t *n);
/* RFC 3339 as a query has it: a blank before the offset was a plus. */
bool query_instant(const char *s, instant *t);
/* "a,b,c" without blanks into the arena; empty items are left in (and then are no member of any list). */
const char **list_split(struct arena *a, const char *s, size_t *count);

#endif
