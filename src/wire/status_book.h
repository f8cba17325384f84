/*
 * Status codes and what they mean, looked up by who said them: the sender's own meaning of a list's code, the
 * sender's meaning in whatever list, everybody's meaning.  Made once, then only read.
 */
#ifndef WIRE_STATUS_BOOK_H
#define WIRE_STATUS_BOOK_H

#include "base/hashed.h"
#include "record/status.h"

#include <stdbool.h>
#include <stddef.h>

struct status_book {
	struct status_code *rows; /* sorted */
	size_t count;
	struct hashed found; /* by sender, list and status */
};

/* Copies the rows into the arena; of two with the same key the later one holds. */
void status_book_make(struct status_book *b, struct arena *a, const struct status_code *rows, size_t n);
/* NULL: nobody says what it means. */
const struct status_code *status_book_find(const struct status_book *b, const struct status_asked *asked);

#endif
