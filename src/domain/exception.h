/*
 * Exceptions: what is wrong with a box on its trip, or will be.
 *
 * A table (exception.def) has code, grace, severity and by what many boxes have it at once: the alert is one
 * a cause (a train, a border, a source), its boxes listed.  Each is a condition that has come true at a time
 * and holds still; it is told once its grace is over.  What only time brings about (silence, what is overdue,
 * a queue) fires without a message: `again` says when the next of these will.  What cannot be judged, because
 * nobody told what it needs, is said to be so, and is no alert.
 *
 * A function of the facts, the itinerary and `now`.  Rules: the domain's, docs/journeys.md.
 */
#ifndef DOMAIN_EXCEPTION_H
#define DOMAIN_EXCEPTION_H

#include "domain/itinerary.h"

enum exception_code {
#define EXCEPTION(name, code, hours, severity, cause, text) EXCEPTION_##name,
#include "domain/exception.def"
#undef EXCEPTION
	EXCEPTIONS
};

enum cause_kind { CAUSE_BOX, CAUSE_TRANSPORT, CAUSE_BORDER, CAUSE_SOURCE, CAUSES };
extern const char *const cause_words[CAUSES]; /* container transport border source */

struct exception_row {
	const char *code, *severity, *text;
	int hours; /* of grace */
	enum cause_kind cause;
};
extern const struct exception_row exception_rows[EXCEPTIONS];

/* Because of whom a box was rolled over. */
enum rolled_by {
	ROLLED_BY_UNKNOWN,
	ROLLED_BY_CARRIER,    /* it was there in time */
	ROLLED_BY_SHIPPER,    /* it came too late, to where it sets out */
	ROLLED_BY_CONNECTION, /* likewise, with what it came on */
	ROLLED_BY_HOLD,       /* it was there in time, and held */
	ROLLED_BY
};
extern const char *const rolled_by_words[ROLLED_BY]; /* NULL carrier shipper connection hold */

struct exception {
	enum exception_code code;
	const char *cause; /* the transport's key, the border's word, the sender; NULL: the box itself */
	instant since;     /* when it came true */
	const struct fact *fact;      /* because of which; NULL */
	const struct event *word;     /* likewise; NULL */
	const struct expected *thing; /* what is not there, or too late; NULL */
	const char *place;            /* NULL: not known */
	bool sure;                    /* it needs no grace */
	enum rolled_by rolled_by;     /* of a roll-over */
	instant by;                   /* how much too late by what was said; 0: it has no such measure */
};

struct assessment {
	struct exception *list; /* in the order of the table */
	size_t count;
	uint64_t not_assessed; /* bits of codes that nobody can judge */
	instant again;         /* when more may be wrong though nobody says anything; INSTANT_NONE: never */
};

struct findings; /* domain/findings.h */
struct listings; /* domain/listed.h */

struct situation {
	const struct facts *facts;
	const struct findings *findings; /* of this trip; NULL: not looked for */
	const struct listings *lists;    /* of the calls that it makes; NULL: none */
	const struct event *mate_held;   /* the word that holds another on its wagon; NULL: none is held */
	instant mate_since;              /* that it is held, and they are on that wagon */
	const struct trip *trip;
	const struct itinerary *itinerary;
	const struct itinerary_world *world;
	void *self;
	/* When anything was last said by that sender, of whatever; INSTANT_NONE, or NULL: not known. */
	instant (*heard)(void *self, const char *sender);
	instant said; /* when anybody last said anything of the box; INSTANT_NONE */
};

#define SLIPPED_BY INSTANT_DAY
/* Learnt so long after it came true it was told late. */
#define TOLD_LATE INSTANT_DAY
/* A source that is silent altogether for this long is down. */
#define SOURCE_SILENT (2 * INSTANT_DAY)

/* Because of what it is known; NULL: of no event. */
const struct event *exception_event(const struct exception *e);
void exceptions_find(struct assessment *out, struct arena *a, const struct situation *s, instant now);

#endif
