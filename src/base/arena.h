/*
 * One arena a request or message: memory given piece by piece and let go all at once, with foreign things
 * (PQclear, json_decref, ...) let go in the reverse of the order in which they came.
 *
 * Small allocations cannot fail: without memory the program ends.  What comes from outside has a limit before
 * it gets here. Under AddressSanitizer the part of a block that was not given out is poisoned.  An arena
 * belongs to one thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;
struct arena_later;

struct arena {
	struct arena_block *block; /* the newest; older ones hang behind it */
	struct arena_later *later;
	size_t given; /* bytes handed out since the last reset */
};

#define ARENA_INIT                                                                                           \
	{                                                                                                    \
		NULL, NULL, 0                                                                                \
	}

void *arena_alloc(struct arena *a, size_t n); /* n bytes, zeroed, aligned for anything */
void *arena_alloc_array(
	struct arena *a, size_t count, size_t size); /* zeroed; ends the program on overflow */
char *arena_strdup(struct arena *a, const char *s);  /* NULL for NULL */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Calls let_go(thing) when the arena is freed; returns thing. */
void *arena_later(struct arena *a, void (*let_go)(void *), void *thing);
/* Grows an array by doubling: returns room for one more behind count elements of size, moving it when *room
 * is used up. */
void *arena_grow(struct arena *a, void *array, size_t count, size_t *room, size_t size);
void arena_reset(struct arena *a); /* lets go of everything, keeps one block for the next use */
void arena_free(struct arena *a);  /* lets go of everything; the arena is empty and can be used again */

#endif
