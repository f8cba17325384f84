/*
 * The parameters of DCSA's GET /v2/events made into what the service asks the database.  Pure.
 *
 * Source: DCSA Track & Trace 2.2.0.  Values outside an enumeration or longer than the standard has them are
 * BAD_REQUEST.  A list of codes whose event type the list in eventType leaves out is BAD_REQUEST too, as the
 * conformance checks of 2.2 want; the standard's text would allow an empty list.  Other filters that exclude
 * each other are answered with an empty list.
 *
 * Deprecated ones: bookingReference is carrierBookingReference and carrierVoyageNumber exportVoyageNumber
 * under their old names; transportDocumentID and scheduleID are ids that nothing here has, and find nothing.
 *
 * sort: eventDateTime and eventCreatedDateTime, each once, with :ASC or :DESC.  Only where the rest asks
 * about a container, a document, one call or a ship's voyage: all of that is read and put in order. Elsewhere
 * no index holds the order, and a sort would read the whole table: BAD_REQUEST.
 */
#ifndef HTTP_EVENTS_QUERY_H
#define HTTP_EVENTS_QUERY_H

#include "http/query.h"
#include "service/answers.h"

/* *nothing: the filters exclude each other; the answer is an empty list. */
bool events_query_read(
	struct arena *a, const struct query *q, struct events_query *e, bool *nothing, struct fault *f);

#endif
