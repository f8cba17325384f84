/*
 * The answers: what the endpoints and `track` say, as JSON, from the database.
 *
 * viewer is a party's name, NULL sees all; every statement takes it.  limit is 1..LIMIT_PAGE.  cursor is what
 * an earlier answer gave as next (opaque text), NULL: from the start; one that is none of ours is
 * BAD_REQUEST.  next is set to the next cursor (arena's) or NULL at the end. Times are RFC 3339 with the
 * offset of where it happened; a time without a known zone is given as {"local": "..."} text only.
 *
 * as_of: the answer is what it was then, made of what was recorded by then and judged as of then; conn has
 * gone back there (store/as_of.h).
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
	instant as_of;    /* 0: now */
	bool folded;      /* of then: who may matter (service/as_of.h) */
	size_t passing;   /* out: bytes at the body's beginning that tell when it was asked, and no more */
	struct text *out; /* out: the body */
	struct fault *fault;
};

/* {"number","checkDigit":"valid"|"invalid","sizeType":{"code","text"},"status","statusText","place":{code,names,lat,lon,zone,...},"facility",
 *  "since","vehicle":{mode,name,imo,voyage,wagon},"loadState","lastEvent","documents":[...],
 * "timeline":[...newest first...],"diagnostics":[...]} ; UNKNOWN where nobody told of it. number is
 * normalised first (blanks, hyphens, full width, Cyrillic look-alikes). */
bool answer_container(struct asking *q, const char *number);
/* Known numbers that differ from this one in one character, as a slip of the finger makes them: the first
 * q->limit of them, in the arena; *n: how many. */
bool answer_near(struct asking *q, const char *number, const char ***near, size_t *n);
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
/* One of them by its id (intake.line), and its delivery. */
bool answer_message(struct asking *q, const char *id);
bool answer_message_raw(struct asking *q, const char *id); /* its bytes alone */
/* {"places":[...],"next"}; prefix of code or any name; codes: none but these, NULL: all */
bool answer_places(struct asking *q, const char *prefix, const char *country, const char *const *codes,
	size_t code_count);
bool answer_place(struct asking *q, const char *code); /* with facilities and codes */
/* Where everything is: {"asOf","boxes","unplaced","cut","places":[...],"moving":[...]}; NULL: any. */
bool answer_map(struct asking *q, const char *status, const char *place);
bool answer_corridors(struct asking *q); /* {"corridors":[...]}; asks no database */
/* {"hubs":[...]} the busiest first, and one of them: by its code, or by the word of its border complex */
bool answer_hubs(struct asking *q);
bool answer_hub(struct asking *q, const char *code);
/* {"asOf","boxes","stock":[{place,facility,operator,sizeType,available,reserved,offHired,asked,oldest}],"cut"}:
 * empties by depot; place (its whole complex) NULL: any. */
bool answer_stock(struct asking *q, const char *place);

/* {"documents":[{kind,number,issued,place,replaces,...}],"next"} by number: of a kind, a container, a wagon;
 * NULL: any, one of them must be said.  A party sees its own words, and others' on papers all of whose boxes
 * it may see all of. */
bool answer_documents(struct asking *q, const char *kind, const char *container, const char *wagon);
/* {"kind","number","issued","place","replaces","replacedBy","cancelled","subjects":[...],"detail":{},"told":[...]}
 */
bool answer_document(struct asking *q, const char *kind, const char *number);

/* What pages of events may be sorted by; negative in a query: latest first. */
enum events_sort { SORT_FEED, SORT_HAPPENED, SORT_RECORDED };
#define SORTS_MOST 2

struct word_list {
	const char *const *word;
	size_t count;
};

/*
 * DCSA 2.2 /v2/events: a bare array.  NULL or empty members: any; lists are OR within, members AND.  Every
 * event of the answer shows what was asked for in the members that the standard names.
 */
struct events_query {
	const char *equipment_reference; /* or among its references, as EQ */
	const char *booking,
		*transport_document; /* documentReferences; of SHIPMENT events their own document */
	const char *call, *imo, *voyage, *service; /* of transportCall */
	const char *location;                      /* UNLocationCode of the call or the event */
	uint32_t types;                            /* bits of enum event_type; 0: any */
	struct word_list codes;                    /* of one type, that of types */
	struct word_list document_types;
	instant created_from, created_until; /* INSTANT_NONE: open; from inclusive, until exclusive (the
						caller turns gt, lte, eq into these) */
	int sort[SORTS_MOST];                /* enum events_sort; only where events_few */
};
/* Whether what is asked for is about so little (a container, a document, one call, a ship's voyage) that all
 * of it may be read to put it in order. */
bool events_few(const struct events_query *e);
/*
 * In steps, so that questions of several requests can travel together.  events_ask sets the statement and its
 * parameters (arena's); with its rows events_tell writes the answer.  False of events_tell: these rows do not
 * make one, events_ask sets another question in its place.
 */
bool events_ask(struct asking *q, const struct events_query *e, struct question *a);
bool events_tell(struct asking *q, const struct question *a);
bool answer_event(struct asking *q, const char *event_id); /* one object; UNKNOWN */

#endif
