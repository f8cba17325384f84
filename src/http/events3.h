/*
 * DCSA Track & Trace 3.0 at /events: the consumer's end, where producers post their events, and the
 * producer's, where what is known is asked for.  A fault is feedbackElements as well.
 */
#ifndef HTTP_EVENTS3_H
#define HTTP_EVENTS3_H

#include <stdbool.h>

struct request;

#define EVENTS3_PATH "/events"

bool events3_post(struct request *r);
bool events3_list(struct request *r);
void events3_fault_body(struct request *r); /* of r->fault, into r->out */

#endif
