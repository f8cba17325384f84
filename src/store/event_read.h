/*
 * Whole events back out of the database: every member that an event was stored with, so that its id can be
 * computed again and it can be told again as it was told.
 *
 * A statement that selects these columns first, in this order, shares the reader; what else it wants stands
 * behind them, from EVENT_COLUMNS on.  sql/query/lookup_events.sql is the pattern: everything as it is in the
 * table event, in binary form; of a statement in text form instants are microseconds since 1970 (bigint), as
 * in events_history.sql.  Two things are lost: `segment` and `offset` are the message's and not stored, and
 * a name that is the train's number again comes back as the number only.
 */
#ifndef STORE_EVENT_READ_H
#define STORE_EVENT_READ_H

#include "base/arena.h"
#include "record/event.h"
#include "store/db.h"

enum event_column {
	E_ID,
	E_SUBJECT_KIND, /* one below SUBJECT_KINDS: who reads by anything else leaves mentions (3) out */
	E_SUBJECT,
	E_TYPE,
	E_CODE,
	E_CLASSIFIER,
	E_HAPPENED,
	E_HAPPENED_OFFSET,
	E_PRECISION,
	E_ZONE_SOURCE,
	E_HAPPENED_TEXT,
	E_SAID,
	E_SAID_OFFSET,
	E_FUNCTION,
	E_SENDER,
	E_PARTY,
	E_DOCUMENT,
	E_PLACE,
	E_PLACE_TEXT,
	E_FACILITY,
	E_FACILITY_LIST,
	E_TRANSPORT,
	E_MODE,
	E_IMO,
	E_CALL_SIGN,
	E_VEHICLE,
	E_VOYAGE,
	E_CARRIER,
	E_TRAIN,
	E_WAGON,
	E_CALL,
	E_LOAD_STATE,
	E_NUMBER_FAILED,
	E_SIZE_TYPE,
	E_MOVEMENT,
	E_OPERATOR_CODE,
	E_LOAD_PLACE,
	E_DISCHARGE_PLACE,
	E_DESTINATION,
	E_STOWAGE,
	E_REFERENCES,
	E_SEALS,
	E_MEASURES,
	E_REMARKS,
	E_SOURCE,
	EVENT_COLUMNS
};

/* Reads one row; text is the arena's, as long as the rows live.  `overruled` is the statement's to tell. */
void event_read(struct event *e, struct arena *a, const struct rows *r, int row);
/* Its references alone, from the column that has them. */
void event_read_references(struct event *e, struct arena *a, const struct rows *r, int row, int column);

struct history {
	struct event *events; /* with `overruled` */
	instant *recorded;
	size_t count;
};

/* What the viewer (a party; NULL: all) may see of what was told of the container itself, the newest `most`,
 * in no particular order; none: the container is not known to that viewer. */
bool events_history(struct conn *c, struct arena *a, const char *viewer, const char *container, int most,
	struct history *h, struct fault *f);

#endif
