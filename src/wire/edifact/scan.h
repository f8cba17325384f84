/*
 * Which bytes of a block matter to the syntax, 32 at a time.
 *
 * A set bit may stand for a plain byte (the class decides); a byte that matters always has its bit.
 */
#ifndef WIRE_EDIFACT_SCAN_H
#define WIRE_EDIFACT_SCAN_H

#include "wire/edifact/syntax.h"

#include <stddef.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define SCAN_BLOCK 32

static inline uint32_t scan_slowly(const uint8_t class[256], const char *p, size_t n)
{
	uint32_t mask = 0;
	size_t i;

	for (i = 0; i < n; i++)
		mask |= (uint32_t)(class[(uint8_t)p[i]] != PLAIN) << i;
	return mask;
}

struct scan { /* made once a segment */
	const uint8_t *class;
#ifdef __SSE2__
	__m128i component, element, release, terminator, repetition, blank;
#endif
};

#ifdef __SSE2__

static inline struct scan scan_of(const struct syntax *x, const uint8_t class[256])
{
	return (struct scan){class, _mm_set1_epi8(x->component), _mm_set1_epi8(x->element),
		_mm_set1_epi8(x->release != ' ' ? x->release : x->element), _mm_set1_epi8(x->terminator),
		_mm_set1_epi8(x->repeats ? x->repetition : x->element), _mm_set1_epi8(0x20)};
}

static inline uint32_t scan_16(const struct scan *n, const char *p)
{
	__m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i a = _mm_or_si128(_mm_cmpeq_epi8(x, n->component), _mm_cmpeq_epi8(x, n->element));
	__m128i b = _mm_or_si128(_mm_cmpeq_epi8(x, n->release), _mm_cmpeq_epi8(x, n->terminator));
	/* signed: controls and bytes above 0x7F are both below a blank */
	__m128i c = _mm_or_si128(_mm_cmpeq_epi8(x, n->repetition), _mm_cmplt_epi8(x, n->blank));

	return (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), c));
}

static inline uint32_t scan_block(const struct scan *n, const char *p)
{
	return scan_16(n, p) | scan_16(n, p + 16) << 16;
}

#else

static inline struct scan scan_of(const struct syntax *x, const uint8_t class[256])
{
	(void)x;
	return (struct scan){class};
}

static inline uint32_t scan_block(const struct scan *n, const char *p)
{
	return scan_slowly(n->class, p, SCAN_BLOCK);
}

#endif
#endif
