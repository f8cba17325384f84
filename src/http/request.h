/*
 * One request from its first line to the last byte of its answer.
 *
 * Born when libmicrohttpd has read the request line, freed in its completion callback and nowhere else.  It
 * belongs to one thread at a time: a worker, or, while the connection is suspended, a lane's thread.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"
#include "http/body.h"
#include "http/query.h"
#include "service/keys.h"

#include <stdbool.h>
#include <stdint.h>

struct MHD_Connection;
struct question;
struct conn;
struct endpoint;
struct lane;
struct listener;
struct server;

enum request_stage {
	REQUEST_NEW,    /* nothing but the request line is known */
	REQUEST_BODY,   /* the body arrives (or none) */
	REQUEST_SPOILT, /* a fault is known; the body is swallowed */
	REQUEST_ASKING, /* its question travels with others' (http/together.h) */
	REQUEST_IN_LANE,
	REQUEST_ANSWERED
};

#define REQUEST_HEADERS 8

struct request {
	struct server *server;
	struct MHD_Connection *mhd;
	struct arena arena;
	enum request_stage stage;
	bool running; /* counted as one that a drain waits for */

	const char *uri;    /* as sent */
	const char *method; /* as sent; set on the first call */
	char id[65];
	char viewer_name[65];            /* of the key, for the log */
	const struct endpoint *endpoint; /* NULL: none */
	const char *captures[QUERY_CAPTURES];
	struct query query;
	instant as_of;  /* of then; 0: of now (http/as_of.h) */
	struct key key; /* who asks; name "local" without keys */
	struct body body;
	struct conn *conn; /* while the endpoint runs; NULL for those that need none */
	int64_t began_us;

	/* the answer */
	struct fault fault; /* code FAULT_NONE: out is the answer */
	struct pair blamed; /* the parameter or header that it is of; name NULL: not of one, or not known */
	int status;
	const char *type; /* content type; NULL: application/json */
	struct text out;
	const char *next; /* cursor of the next page */
	size_t passing;   /* bytes at the beginning of out that tell when it was asked: no part of the ETag */
	bool lasting;     /* of RUN_HERE: the same answer may be asked for again, give it an ETag */
	const char *allow;
	struct {
		const char *name, *value;
	} headers[REQUEST_HEADERS]; /* values are the arena's or static */
	size_t header_count;
	uint64_t sent; /* bytes of the answer's body */

	struct listener *listener; /* of a stream that it listens to */
	struct question *asked;    /* of an endpoint that asks first: what; then with the rows */
	struct request *behind;    /* in a lane's queue, or among those that ask together */
	bool alone;                /* not to be worked on together with others */
	bool again;                /* its lane is to give it out once more */
};

struct request *request_new(struct server *s, struct MHD_Connection *mhd, const char *uri);
void request_free(struct request *r);
const char *request_header(const struct request *r, const char *name); /* as sent; NULL */
const char *request_param(const struct request *r, const char *name);  /* decoded; NULL */
void request_say_header(struct request *r, const char *name, const char *value);
/* X-Request-ID as it came where it is well-formed (1..64 of A-Z a-z 0-9 . _ -), else a new one. */
void request_take_id(struct request *r, const char *given);
bool request_id_well_formed(const char *id);

#endif
