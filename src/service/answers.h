/*
 * The answers: what the endpoints and `track` say, as JSON, from the database.
 *
 * viewer is a party's name, NULL sees all; every statement takes it.  limit is 1..LIMIT_PAGE.  cursor is what
 * an earlier answer gave as next (opaque text), NULL: from the start; one that is none of ours is
 * BAD_REQUEST.  next is set to the next cursor (arena's) or NULL at the end. Times are RFC 3339 with the
 * offset of where it happened; a time without a known zone is given as {"local": "..."} text only.
 */
#ifndef SERVICE_ANSWERS_H
#define SERVICE_ANSWERS_H

#include "base/arena.h"
#include "base/text.h"
#include "service/service.h"

struct asking {
	struct service *service;
	struct conn *conn;
	struct arena *arena;
	const char *viewer;
	int limit;
	const char *cursor;
	const char *next; /* out */
	struct text *out; /* out: the body */
	struct fault *fault;
};

/* {"number","checkDigit":"valid"|"invalid","sizeType":{"code","text"},"status","statusText","place":{code,names,lat,lon,zone,...},"facility",
 *  "since","vehicle":{mode,name,imo,voyage,wagon},"loadState","lastEvent","timeline":[...newest
 * first...],"diagnostics":[...]} ; UNKNOWN where nobody told of it. number is normalised first (blanks,
 * hyphens, full width, Cyrillic look-alikes). */
bool answer_container(struct asking *q, const char *number);
/* {"containers":[{number,status,place,placeName,since,vehicle,loadState,sizeType}],"next":...}; prefix, place
 * (its whole complex), status: NULL = any */
bool answer_containers(struct asking *q, const char *prefix, const char *place, const char *status);
bool answer_messages(struct asking *q, const char *intake,
	const char *status);                               /* {"messages":[...],"next"} newest first */
bool answer_intakes(struct asking *q, const char *status); /* {"intakes":[...],"next"} newest first */
bool answer_intake(
	struct asking *q, const char *id); /* its receipt as answered, and when, from whom, how many bytes */
/* The bytes as received, piece by piece. */
bool answer_intake_raw(struct asking *q, const char *id);
bool answer_places(struct asking *q, const char *prefix,
	const char *country); /* {"places":[...],"next"}; prefix of code or any name */
bool answer_place(struct asking *q, const char *code); /* with facilities and codes */

/* DCSA 2.2 /v2/events: a bare array.  NULL or empty members: any. */
struct events_query {
	const char *equipment_reference;
	const char *location;                                        /* UNLocationCode */
	uint32_t types;                                              /* bits of enum event_type; 0: any */
	const char *const *equipment_codes, *const *transport_codes; /* OR within */
	size_t equipment_code_count, transport_code_count;
	instant created_from, created_until; /* INSTANT_NONE: open; from inclusive, until exclusive (the
						caller turns gt, lte, eq into these) */
};
/*
 * In steps, so that questions of several requests can travel together.  events_ask sets the statement and its
 * parameters (arena's); with its rows events_tell writes the answer.  False of events_tell: these rows do not
 * make one, events_ask sets another question in its place.
 */
bool events_ask(struct asking *q, const struct events_query *e, struct question *a);
bool events_tell(struct asking *q, const struct question *a);
bool answer_event(struct asking *q, const char *event_id); /* one object; UNKNOWN */

#endif
