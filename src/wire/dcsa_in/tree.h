/*
 * One JSON value as a tree whose nodes know where they stand.
 *
 * Why not jansson: it does not say where a value stood, and diagnostics that name a byte are the point here;
 * it also holds seven times the text.  RFC 8259 to the letter: UTF-8 only, no NUL (not even written \u0000),
 * no lone surrogates, no name twice in an object.  Text is decoded in place in a copy of the bytes.  Limits:
 * LIMIT_JSON_DEPTH levels, LIMIT_JSON_MEMBERS members an object.
 */
#ifndef WIRE_DCSA_IN_TREE_H
#define WIRE_DCSA_IN_TREE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum node_kind { NODE_NULL, NODE_FALSE, NODE_TRUE, NODE_NUMBER, NODE_STRING, NODE_ARRAY, NODE_OBJECT };

struct node {
	enum node_kind kind;
	uint32_t offset; /* of its first byte, from the value's beginning */
	uint32_t length; /* of text */
	uint32_t key_length;
	const char *text;          /* string decoded, number as written; NUL-terminated */
	const char *key;           /* its name in the object it is a member of; NULL */
	const struct node *parent; /* NULL: the whole value */
	struct node *next, *child; /* its neighbour; its first member or element */
};

struct tree_fault {
	const char *code, *text; /* static */
	uint32_t offset;
};

/* NULL with *f where the bytes are not exactly one JSON value with blanks around it.  n < 4 GB. */
struct node *tree_read(struct arena *a, const char *bytes, size_t n, struct tree_fault *f);

/* "$.a.b[3]" behind the given beginning; arena's. */
const char *node_path(struct arena *a, const char *from, const struct node *n);

#endif
