/*
 * The question of /v2/events put to the database: which statement, with what.
 *
 * Each statement is driven by one key that an index holds (a container, a document, who asks, calls, a place,
 * codes, a short time, else the feed); what else was asked for is a condition on the rows that come.  Most of
 * those are columns; the rest is what the answer itself must be like, so that no event goes out that does not
 * show what was asked for.
 */
#ifndef SERVICE_EVENTS_ASK_H
#define SERVICE_EVENTS_ASK_H

#include "service/answers.h"

/* Columns of every answer; the last two only where rows are sorted, and only the first three of
 * events_of_box. */
enum {
	EVENTS_ID,
	EVENTS_RECORDED,
	EVENTS_DCSA,
	EVENTS_XID,
	EVENTS_LINE,
	EVENTS_SETTLED,
	EVENTS_FIRST,
	EVENTS_SECOND,
	EVENTS_ELSEWHERE = EVENTS_FIRST /* of one paper's plain statement: there may be others */
};

/* Whether its rows are in binary form. */
bool events_plain(const struct question *a);
/* Whether its rows are in another order than the feed's. */
bool events_sorted(const struct question *a);

/* What drives. */
enum drive {
	DRIVE_EQUIPMENT,
	DRIVE_DOCUMENT,
	DRIVE_PARTY, /* who asks: it reads no more than it may see */
	DRIVE_SHIP,
	DRIVE_CALLS,
	DRIVE_PAPERS,
	DRIVE_PLACE,
	DRIVE_CODES,
	DRIVE_RECORDED,
	DRIVE_ALL
};
enum drive events_drive(const struct events_query *e, const char *viewer);

/* What the answer must be like where the drive leaves something open: jsonb[] as text, one of which the event
 * must contain; NULL: nothing is left open. */
const char *events_like(struct arena *a, const struct events_query *e, enum drive drive);

#endif
