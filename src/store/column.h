/*
 * Columns for statements that take arrays: one array parameter a column, built value by value, all of one
 * length.
 *
 * The bytes are the arena's, so that they live until the batch has run.
 */
#ifndef STORE_COLUMN_H
#define STORE_COLUMN_H

#include "base/arena.h"
#include "store/db.h"
#include "store/wire.h"

struct column {
	struct text *out;
	struct wire_array array;
};

/* A text that is freed with the arena. */
struct text *arena_text(struct arena *a);
void column_open(struct column *c, struct arena *a, uint32_t element_oid);
struct param column_close(struct column *c);
/* Columns of one statement, opened and closed together. */
void columns_open(struct column *c, struct arena *a, const uint32_t *types, int n);
void columns_close(struct param *p, struct column *c, int n);
/* A text[]; NULLs stay NULL. */
struct param p_texts(struct arena *a, const char *const *s, size_t n);
/* The text in the arena of a number that goes as parameter of a bytea or uuid. */
struct param p_bytea(const void *bytes, size_t n);

#endif
