/*
 * The endpoints: a table whose rows feed dispatch, who may ask, the lane, /openapi.json and /metrics.
 *
 * A row's answer function writes r->out (and r->status, r->type where they are not 200 and application/json)
 * or returns false with r->fault.  That of RUN_ASKING is called twice: first it sets
 * r->asked (or answers without a question), then r->asked has its rows and it answers.  It runs in a worker
 * (fast, with a connection under a short deadline; or with none) or in a lane's thread.
 */
#ifndef HTTP_ENDPOINTS_H
#define HTTP_ENDPOINTS_H

#include "http/auth.h"
#include "http/query.h"

#include <stdbool.h>
#include <stddef.h>

struct request;

enum where_run {
	RUN_HERE,   /* in the worker, without the database */
	RUN_FAST,   /* in the worker, one statement */
	RUN_ASKING, /* a brief question in the worker, together with others'; any other in the slow lane */
	RUN_SLOW,   /* what walks over rows of many subjects */
	RUN_WRITE
};

enum param_kind {
	PARAM_TEXT,
	PARAM_LIMIT,
	PARAM_CURSOR,
	PARAM_TIME,
	PARAM_DATE,
	PARAM_COUNT,
	PARAM_FORMAT /* of service/history.h */
};

enum param_form {
	MAY,  /* be given, once */
	MANY, /* several, separated by commas */
	MUST
};

struct parameter {
	const char *name; /* NULL ends the list; "x:gte" is a name as DCSA has it */
	enum param_kind kind;
	const char *text;         /* one sentence */
	const char *const *words; /* all it may be, NULL-terminated; NULL: anything (or checked elsewhere) */
	enum param_form form;
};

struct endpoint {
	const char *method, *path;
	bool (*answer)(struct request *r);
	enum needs needs;
	enum where_run run;
	bool body;                      /* takes one */
	const struct parameter *params; /* NULL: none */
	const char *summary;
	const char *schema; /* of a 200: a name in components/schemas; NULL: not JSON */
};

extern const struct endpoint endpoints[];
extern const size_t endpoint_count;

enum found { FOUND, FOUND_NONE, FOUND_OTHER_METHOD };
/* path: n bytes, encoded.  HEAD is GET. *allow (Allow header) is set for FOUND_OTHER_METHOD; arena's. */
enum found endpoint_find(struct arena *a, const char *method, const char *path, size_t n,
	const struct endpoint **e, struct piece captures[QUERY_CAPTURES], const char **allow);
/* Whether all parameters are ones the endpoint takes, with values it may have; else which one is not so. */
bool endpoint_check(const struct endpoint *e, const struct query *q, struct pair *blamed, struct fault *f);
/* Rows a page: the limit asked for. */
int endpoint_limit(const struct query *q);

#endif
