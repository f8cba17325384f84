/*
 * The page's files, as they lie in the binary under web/: with type, ETag and a gzipped form made at start.
 */
#ifndef HTTP_ASSETS_H
#define HTTP_ASSETS_H

#include <stdbool.h>
#include <stddef.h>

#define ASSET_SECURITY                                                                                       \
	"default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"

struct asset {
	const char *path; /* "/", "/style.css": as asked for */
	const char *type;
	const unsigned char *bytes;
	size_t length;
	unsigned char *zipped; /* NULL where that is no gain */
	size_t zipped_length;
	char etag[24]; /* quoted */
};

void assets_open(void); /* before the first request */
void assets_close(void);
const struct asset *asset_find(const char *path, size_t n); /* NULL: none */

#endif
