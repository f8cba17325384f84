/*
 * memset(p, 0, n) as a call, for what is cleared once an event.
 *
 * Where n is known the compiler puts its own instructions in the place of the call; for a few hundred bytes
 * gcc takes rep stos, which needs longer to begin than the call takes.
 */
#ifndef BASE_CLEAR_H
#define BASE_CLEAR_H

#include <stddef.h>
#include <string.h>

static inline void clear(void *p, size_t n)
{
	__asm__("" : "+r"(n)); /* what it is cannot be told any more */
	memset(p, 0, n);
}

#endif
