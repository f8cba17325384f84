#include "http/zip.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

unsigned char *zip(const void *bytes, size_t n, int level, size_t *zipped)
{
	z_stream z = {0};
	unsigned char *out;
	int end;

	if (n < ZIP_LEAST || n > UINT32_MAX / 2)
		return NULL;
	out = malloc(n);
	if (!out)
		return NULL;
	if (deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
		free(out);
		return NULL;
	}
	z.next_in = (unsigned char *)(uintptr_t)bytes;
	z.avail_in = (uInt)n;
	z.next_out = out;
	z.avail_out = (uInt)n;
	end = deflate(&z, Z_FINISH);
	*zipped = z.total_out;
	deflateEnd(&z);
	if (end == Z_STREAM_END)
		return out;
	free(out);
	return NULL;
}

static uint64_t mixed(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ (h >> 29);
}

uint64_t fingerprint(const void *bytes, size_t n)
{
	const unsigned char *at = bytes;
	uint64_t h = mixed(UINT64_C(0x2545F4914F6CDD1D), n);
	uint64_t word;

	for (; n >= 8; n -= 8, at += 8) {
		memcpy(&word, at, 8);
		h = mixed(h, word);
	}
	word = 0;
	memcpy(&word, at, n);
	return mixed(mixed(h, word), 1);
}
