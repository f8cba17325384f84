/*
 * Answers on their way out: the body or the fault of a request made into a libmicrohttpd response.
 *
 * Faults are RFC 9457 problem+json with the request id and a stable code, or as the path's dialect has them
 * (http/dialect.h).  GET answers carry a weak ETag (the same for the gzipped form) and are
 * answered 304 where the asker has them.  gzip only for who asks for it, from 1 KB on.
 */
#ifndef HTTP_RESPOND_H
#define HTTP_RESPOND_H

#include "http/request.h"

#include <microhttpd.h>

struct asset;

enum MHD_Result respond(struct request *r);
/* The body of a fault, into r->out; sets status and type. */
void respond_fault_body(struct request *r);
bool accepts_gzip(const char *accept_encoding);
/* Whether an If-None-Match list has the tag; weak comparison (RFC 9110 section 8.8.3.2). */
bool etag_matches(const char *if_none_match, const char *etag);

#endif
