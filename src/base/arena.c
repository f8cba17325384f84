#include "base/arena.h"

#include "base/bytes.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define HIDE(p, n) hide((p), (n))
#define SHOW(p, n) __asan_unpoison_memory_region((p), (n))
#define GAP        16 /* between two pieces, so that running over one is seen */

/* Not inlined: gcc takes poisoning for reading what malloc has just given. */
static __attribute__((noinline)) void hide(void *p, size_t n)
{
	__asan_poison_memory_region(p, n);
}
#else
#define HIDE(p, n) ((void)(p), (void)(n))
#define SHOW(p, n) ((void)(p), (void)(n))
#define GAP        0
#endif

#define ALIGN       16
#define BLOCK_FIRST 4096
#define BLOCK_MOST  (1u << 20)

struct arena_block {
	struct arena_block *older;
	size_t size, used;
	_Alignas(ALIGN) unsigned char bytes[];
};

struct arena_later {
	struct arena_later *older;
	void (*let_go)(void *);
	void *thing;
};

static _Noreturn void no_memory(size_t n)
{
	fprintf(stderr, "landbridge: no memory for %zu bytes\n", n);
	abort();
}

static struct arena_block *block_new(struct arena *a, size_t n)
{
	size_t size = a->block ? a->block->size * 2 : BLOCK_FIRST;
	struct arena_block *b;

	if (size > BLOCK_MOST)
		size = BLOCK_MOST;
	if (size < n)
		size = n;
	b = malloc(sizeof *b + size);
	if (!b)
		no_memory(n);
	b->size = size;
	b->used = 0;
	b->older = a->block;
	a->block = b;
	HIDE(b->bytes, size);
	return b;
}

static void *piece(struct arena *a, size_t n)
{
	struct arena_block *b = a->block;
	size_t room;
	void *p;

	if (n > SIZE_MAX / 2)
		no_memory(n);
	room = (n + GAP + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (!b || b->size - b->used < room)
		b = block_new(a, room);
	p = b->bytes + b->used;
	b->used += room;
	a->given += room;
	SHOW(p, n);
	return p;
}

void *arena_alloc(struct arena *a, size_t n)
{
	return memset(piece(a, n), 0, n);
}

void *arena_alloc_array(struct arena *a, size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n))
		no_memory(SIZE_MAX);
	return arena_alloc(a, n);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *copy = piece(a, n + 1);

	bytes_copy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list args, again;
	int n;
	char *s;

	va_start(args, fmt);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		no_memory(0);
	s = piece(a, (size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, fmt, again);
	va_end(again);
	return s;
}

void *arena_later(struct arena *a, void (*let_go)(void *), void *thing)
{
	struct arena_later *l = piece(a, sizeof *l);

	*l = (struct arena_later){a->later, let_go, thing};
	a->later = l;
	return thing;
}

void *arena_grow(struct arena *a, void *array, size_t count, size_t *room, size_t size)
{
	void *larger;

	if (count < *room)
		return array;
	*room = *room ? *room * 2 : 8;
	larger = arena_alloc_array(a, *room, size);
	if (count)
		memcpy(larger, array, count * size);
	return larger;
}

static void let_all_go(struct arena *a)
{
	while (a->later) {
		struct arena_later *l = a->later;

		a->later = l->older;
		l->let_go(l->thing);
	}
}

void arena_reset(struct arena *a)
{
	struct arena_block *keep = a->block;

	let_all_go(a);
	if (keep) {
		struct arena_block *b = keep->older;

		while (b) {
			struct arena_block *older = b->older;

			free(b);
			b = older;
		}
		keep->older = NULL;
		keep->used = 0;
		HIDE(keep->bytes, keep->size);
	}
	a->given = 0;
}

void arena_free(struct arena *a)
{
	arena_reset(a);
	free(a->block);
	*a = (struct arena)ARENA_INIT;
}
