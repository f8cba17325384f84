#include "wire/unread.h"

#include <string.h>

static const struct packing {
	const char *begins;
	const char *what, *how;
} packings[] = {
	{"\x1F\x8B", "It is packed with gzip", "zcat FILE"},
	{"PK\003\004", "It is a zip archive, or a spreadsheet", "unzip -p FILE"},
	{"BZh", "It is packed with bzip2", "bzcat FILE"},
	{"\xFD"
	 "7zXZ",
		"It is packed with xz", "xzcat FILE"},
	{"\x28\xB5\x2F\xFD", "It is packed with zstd", "zstdcat FILE"},
};

const char *unread_words(struct arena *a, const char *bytes, size_t n, const char *verb)
{
	if (!n)
		return "It is empty.";
	for (size_t i = 0; i < sizeof packings / sizeof *packings; i++) {
		const struct packing *p = &packings[i];

		if (n >= strlen(p->begins) && memcmp(bytes, p->begins, strlen(p->begins)) == 0)
			return arena_printf(a, "%s: %s | landbridge %s -", p->what, p->how, verb);
	}
	return NULL;
}
