/*
 * How a path answers beside its body: in the API's own way, or as a version of a DCSA standard has it.
 *
 * A row a dialect, found by the path alone, be there an endpoint or not: which API-Version every answer says
 * and a request may say, what the body of a fault is, which headers a page has.
 */
#ifndef HTTP_DIALECT_H
#define HTTP_DIALECT_H

#include <stdbool.h>

struct request;

struct dialect {
	const char *path;    /* all below it where it ends in '/', else it alone */
	const char *version; /* of every answer; NULL: none is said */
	bool full;           /* a request may say more of it than its major number */
	bool any_limit;      /* it has no upper end of limit; beyond ours answers come page by page */
	void (*fault_body)(struct request *r); /* of r->fault, into r->out; sets the type */
	void (*say_page)(struct request *r);   /* headers; NULL: none */
	const char *fault_type, *fault_schema; /* for the description of the API */
};

/* uri: as sent, with its query or without; the last row takes what no other does. */
const struct dialect *dialect_of(const char *uri);
/* Whether the version that the request says, if any, is the path's. */
bool dialect_check(struct request *r);

#endif
