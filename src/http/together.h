/*
 * Look-ups that travel to the database together.
 *
 * A round trip to PostgreSQL costs about what a look-up itself does.  So a worker does not wait for each: it
 * reads all requests that are there, and then asks for all of them at once.  libmicrohttpd calls the handler
 * of a request that has no answer yet again on its next turn, after it has read whatever else had arrived;
 * that second call is the sign to ask.  Nothing waits for company: a request that is alone is asked at once,
 * a turn later.  Those that wait are the worker thread's own.
 */
#ifndef HTTP_TOGETHER_H
#define HTTP_TOGETHER_H

#include <stdbool.h>

struct request;

bool request_is_asking(const struct request *r); /* a question of it is open (r->asked) */
/* Calls the endpoint.  True: r has its answer or its fault; false: a question is open. */
bool request_answers(struct request *r);
/*
 * Asks for all that wait in this worker, if r is one of them, and calls r's endpoint.  False: r has an open
 * question; if it is a brief one r waits (again), with stage REQUEST_ASKING, else it is for a lane.
 */
bool together_answer(struct request *r);
void together_leave(struct request *r); /* it went before it was asked */

#endif
