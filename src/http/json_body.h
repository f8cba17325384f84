/* A body that is to be JSON, for endpoints that take small objects. */
#ifndef HTTP_JSON_BODY_H
#define HTTP_JSON_BODY_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct request;

/* The body as an object, let go with the request; a fault where it has another type, more than `most` bytes
 * or is none.  what: "a key", for the fault. */
bool json_body(struct request *r, size_t most, const char *what, json_t **body);

#endif
