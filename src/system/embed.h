/*
 * Files that are part of the binary: data/, the page, docs the program prints.  Made at build time by
 * .incbin.
 */
#ifndef SYSTEM_EMBED_H
#define SYSTEM_EMBED_H

#include <stddef.h>

struct embedded {
	const char *name; /* "data/places.csv", "web/index.html" */
	const unsigned char *bytes;
	size_t length;
};

extern const struct embedded embedded_files[];
extern const size_t embedded_count;
const struct embedded *embedded_find(const char *name); /* NULL: none of that name */

#endif
