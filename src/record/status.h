/*
 * What a status code of somebody's list means to us: a row of data/status_codes.csv, or of a partner's table.
 *
 * `list` is who keeps the code: "UN" for the transport statuses of UN/ECE Recommendation 24 (9011, 4405),
 * "UN/5" for codes of another status category (9015), else the agency (3055) or the list (1131) as the
 * message names it.  `sender` is empty for everybody's meaning; a partner's own stands before it.  A row
 * without an event says that the status is known and moves nothing.
 */
#ifndef RECORD_STATUS_H
#define RECORD_STATUS_H

#include "record/event.h"

struct status_code {
	const char *sender; /* "": everybody */
	const char *list;   /* "": any list of that sender */
	const char *status; /* "24" */
	const char *event;  /* "DEPA"; NULL: EVENT_NOTE */
	enum classifier classifier;
	enum mode mode;             /* the mode it implies */
	enum load_state load_state; /* what it says about the box */
	const char *name;           /* its caption, English; NULL */
};

struct status_asked {          /* NULL or empty members are not known */
	const char *sender[4]; /* whose meaning holds, the first before the others */
	const char *list, *status;
};

#endif
