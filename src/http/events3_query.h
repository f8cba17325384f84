/*
 * The parameters of DCSA 3.0's GET /events made into what the service asks the database.  Pure.
 *
 * Source: DCSA Track & Trace 3.0.0.  The five combinations that every producer must support are the
 * container, the booking, the transport document, and each of the papers with the container; both papers
 * together go too, and none: then it is the feed.  Each goes with eventTypes and with either or both of the
 * times, which are included.  A type that is none of the standard's, a time without an offset, an empty
 * value: BAD_REQUEST.
 */
#ifndef HTTP_EVENTS3_QUERY_H
#define HTTP_EVENTS3_QUERY_H

#include "http/query.h"
#include "service/events3.h"

/* *nothing: the times exclude each other; the answer is an empty list. */
bool events3_query_read(
	struct arena *a, const struct query *q, struct events3_query *e, bool *nothing, struct fault *f);

#endif
