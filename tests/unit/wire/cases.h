/*
 * What the tests of decoders share: the little world they decode in, and cases, each of them segments and
 * what must and must not be heard of them.
 */
#ifndef UNIT_WIRE_CASES_H
#define UNIT_WIRE_CASES_H

#include "wire/directory.h"
#include "wire/heard.h"

#define HEARD_MOST     8
#define NOT_HEARD_MOST 4

static struct little_world little;

static inline int little_up(void **state)
{
	(void)state;
	little_world_make(&little);
	return 0;
}

static inline int little_down(void **state)
{
	(void)state;
	arena_free(&little.arena);
	return 0;
}

/* type is what UNH says: "CODECO:D:95B:UN"; body, the segments between UNH and UNT; NULL ends a list. */
static inline void case_holds(const char *name, const char *type, const char *body, unsigned events,
	const char *const heard[HEARD_MOST], const char *const not_heard[NOT_HEARD_MOST])
{
	struct text bytes = TEXT_INIT;
	struct heard h;

	message_wrap(&bytes, type, body);
	hear(&h, &little.world, bytes.bytes, bytes.length);
	if (h.events != events)
		fail_msg("case %s: %u events, not %u:\n%s", name, h.events, events, text_string(&h.out));
	for (size_t k = 0; k < HEARD_MOST && heard[k]; k++)
		if (!heard_has(&h, heard[k]))
			fail_msg("case %s", name);
	for (size_t k = 0; k < NOT_HEARD_MOST && not_heard[k]; k++)
		if (!heard_has_not(&h, not_heard[k]))
			fail_msg("case %s", name);
	heard_free(&h);
	text_free(&bytes);
}

/* Every segment of the directories has its row, and every row is of one of them. */
static inline void directories_hold(const struct message_kind *kind, const char *const *lists, size_t count)
{
	for (size_t i = 0; i < count; i++)
		directory_walk(kind, lists[i]);
	directory_table(kind, lists, count);
}

#endif
