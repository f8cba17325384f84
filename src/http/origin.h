/*
 * Who a browser says is asking.  Pure.
 *
 * Without keys everybody on this machine may ask, and a web page of somebody else's, open in a browser here,
 * is on this machine too.  Two rules keep it out: Host must be a loopback name (so that a foreign name that
 * was made to resolve to 127.0.0.1 does not pass), and what Origin (RFC 6454) and Sec-Fetch-Site (W3C Fetch
 * Metadata) say must be this server itself.
 */
#ifndef HTTP_ORIGIN_H
#define HTTP_ORIGIN_H

#include <stdbool.h>

/* "localhost", "box.localhost", "127.x.x.x", "[::1]", each with or without a port. NULL is none. */
bool host_is_loopback(const char *host);
/* NULL headers were not sent.  "null" is foreign. */
bool origin_is_ours(const char *origin, const char *host);
bool fetch_site_is_ours(const char *site);
/* What a proxy says for whom it asks with (RFC 7239 and its forerunners), NULL at the end: a request with one
 * of these came from this machine only in its last step. */
extern const char *const proxy_headers[];

#endif
