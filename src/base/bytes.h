/*
 * Copying and comparing the few bytes of a word or a number, which costs less than a call.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define BYTES_FEW 32 /* more are left to the library */

/* Eight at a time, the last ones once more. */
static inline void bytes_copy(void *to, const void *from, size_t n)
{
	uint8_t *t = to;
	const uint8_t *f = from;

	if (n > BYTES_FEW) {
		memcpy(t, f, n);
	} else if (n >= 8) {
		for (size_t i = 0; i + 8 < n; i += 8)
			memcpy(t + i, f + i, 8);
		memcpy(t + n - 8, f + n - 8, 8);
	} else if (n >= 4) {
		memcpy(t, f, 4);
		memcpy(t + n - 4, f + n - 4, 4);
	} else {
		while (n--)
			t[n] = f[n];
	}
}

static inline bool bytes_same(const void *a, const void *b, size_t n)
{
	const uint8_t *x = a, *y = b;

	if (n > BYTES_FEW)
		return memcmp(x, y, n) == 0;
	if (n >= 8) {
		for (size_t i = 0; i + 8 < n; i += 8)
			if (memcmp(x + i, y + i, 8) != 0)
				return false;
		return memcmp(x + n - 8, y + n - 8, 8) == 0;
	}
	if (n >= 4)
		return memcmp(x, y, 4) == 0 && memcmp(x + n - 4, y + n - 4, 4) == 0;
	while (n && x[n - 1] == y[n - 1])
		n--;
	return n == 0;
}

#endif
