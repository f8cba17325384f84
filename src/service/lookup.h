/*
 * The look-up: references of any kind, and for each the containers that it names, where they are, what is
 * expected of them and what stands in their way.
 *
 * A party learns by a reference only what it may see: a match counts if an event that it may see carries the
 * reference, and was not taken back; or if a paper, a wagon or a train that it may see leads to the
 * container. Made in a few statements, however many references there are.  Rows keep the order of the
 * references; the containers of one stand by number.
 */
#ifndef SERVICE_LOOKUP_H
#define SERVICE_LOOKUP_H

#include "domain/asked.h"
#include "domain/outlook.h"
#include "record/found_by.h"
#include "service/answers.h"
#include "service/estimate.h"

enum lookup_why {
	LOOKUP_FOUND,
	LOOKUP_UNKNOWN,        /* nobody told of it, or not to who asks */
	LOOKUP_CHECK_DIGIT,    /* a container number that cannot be one */
	LOOKUP_NOT_A_REFERENCE /* just a word, or nothing but signs */
};
extern const char *const lookup_why_words[];

struct lookup_box {
	const char *number;
	struct journey state;
	struct outlook outlook;
	instant heard; /* the latest `recorded` */
	const struct event *const *events;
	const bool *voided; /* of each: it was taken back */
	size_t count;
	bool number_failed;
};

struct lookup_row {
	const struct asked *asked;
	const char *value;            /* what was looked for; NULL: nothing */
	const char *by;               /* the paper, wagon or train that leads to it; NULL: its own events */
	const struct lookup_box *box; /* NULL: not found */
	enum found_by kind;           /* of those found */
	enum lookup_why why;
};

struct lookup { /* all the arena's */
	instant as_of;
	struct lookup_row *rows;
	size_t count;
	size_t found, unknown; /* references */
	bool cut;              /* there are more rows */
	struct estimates estimates;
};

/* Looks them up for q->viewer; at most LIMIT_LOOKUP_ROWS rows. */
bool lookup_make(struct asking *q, const struct asked_list *asked, struct lookup *l);

/* The members of an outlook, inside an object. */
void lookup_write_outlook(struct json *j, const struct world *w, const struct outlook *o, instant heard);
/* The answer as JSON. */
void lookup_write_json(struct text *out, const struct world *w, const struct lookup *l);

#endif
