/*
 * asOf: an answer as it was known at a moment.  Endpoints that have the parameter answer by the same
 * functions; only their connection has gone back to that moment (store/as_of.h).
 */
#ifndef HTTP_AS_OF_H
#define HTTP_AS_OF_H

#include "http/request.h"

#define AS_OF "asOf"

/* r->as_of: from the parameter, or from a cursor that an answer of then gave.  False with BAD_REQUEST where
 * it is no time, is still to come, or is another than the cursor's. */
bool request_take_as_of(struct request *r);
/* Lets the endpoint answer from what was known then. */
void request_answer_as_of(struct request *r);

#endif
