/*
 * The page's files, as they lie in the binary under web/: with type, ETag, and a gzipped form that is made
 * when it is first asked for (of a megabyte: 60 ms, which the start of the daemon does not wait for).
 *
 * Files under /assets/ bear a hash of what they hold in their names, so who has one never asks again; the
 * page itself (index.html) is asked for each time.  It answers at "/" and at the addresses of its screens.
 */
#ifndef HTTP_ASSETS_H
#define HTTP_ASSETS_H

#include <stdbool.h>
#include <stddef.h>

/* data: is for the map's buttons, whose pictures stand in its style sheet. */
#define ASSET_SECURITY                                                                                       \
	"default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; "                \
	"form-action 'self'; object-src 'none'"

struct asset {
	const char *path; /* "/", "/assets/style-HASH.css": as asked for */
	const char *type;
	const unsigned char *bytes;
	size_t length;
	char etag[24]; /* quoted */
	bool hashed;   /* what stands under this path never changes */
	struct zipped *zipped;
};

void assets_open(void); /* before the first request */
void assets_close(void);
const struct asset *asset_find(const char *path, size_t n); /* NULL: none */
/* Gzipped; NULL where that is no gain. */
const unsigned char *asset_zipped(const struct asset *a, size_t *n);

#endif
