/* Any bytes are a mail: what is read of it lies in it or in the arena, and has an end. */
#include "base/limits.h"
#include "wire/mail/mime.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	char *copy = malloc(size + 1);
	struct mail m;
	unsigned sum = 0;

	memcpy(copy, data, size);
	mail_read(&a, copy, size, &m);
	if (m.part_count > MAIL_PARTS)
		abort();
	for (size_t i = 0; i < m.part_count; i++) {
		const struct mail_part *p = &m.parts[i];

		if (p->length > size || !p->type || (p->name && !*p->name))
			abort();
		for (size_t k = 0; k < p->length; k++)
			sum += (unsigned char)p->bytes[k];
	}
	if (m.from && (!strchr(m.from, '@') || strpbrk(m.from, "<> \r\n\t")))
		abort();
	arena_free(&a);
	free(copy);
	return sum == 1 && size > LIMIT_MAIL;
}
