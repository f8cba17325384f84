/*
 * The parameters of DCSA's GET /v2/events made into what the service asks the database.  Pure.
 *
 * Source: DCSA Track & Trace 2.2.0.  Values outside an enumeration are BAD_REQUEST.  A type code whose event
 * type the list in eventType leaves out is BAD_REQUEST too, as the conformance checks of 2.2 want; the
 * standard's text would allow an empty list.  Two codes of different types, with no eventType, are a
 * contradiction that is answered with an empty list.
 */
#ifndef HTTP_EVENTS_QUERY_H
#define HTTP_EVENTS_QUERY_H

#include "http/query.h"
#include "service/answers.h"

/* *nothing: the filters exclude each other; the answer is an empty list. */
bool events_query_read(
	struct arena *a, const struct query *q, struct events_query *e, bool *nothing, struct fault *f);

#endif
