/*
 * A part: what a decoder has said so far, kept until a transaction takes it.  A post is one part, an import
 * many.  Of a big post the part keeps no events of containers but only notes them (ingest_slices.h).
 *
 * The decoder's messages live only inside its callback, so a part copies what the database needs: the
 * messages, their events, their diagnostics as JSON.  All of it is the part's arena's.
 */
#ifndef SERVICE_INGEST_PART_H
#define SERVICE_INGEST_PART_H

#include "service/how_rows.h"
#include "service/ingest_noted.h"
#include "service/unknown.h"
#include "service/world.h"
#include "store/event_store.h"
#include "store/intake.h"
#include "store/paper_store.h"
#include "store/position_store.h"

struct part {
	struct arena arena;
	const char *sender;      /* who is taken for the maker of a message that names none */
	const char *party;       /* who delivers; NULL: the hub itself */
	struct decode_hint hint; /* what is known besides the bytes */
	struct message_row *messages;
	size_t message_count, message_room;
	struct stored_event **events;
	size_t event_count, event_room;
	struct stored_paper **papers; /* of accepted messages */
	size_t paper_count, paper_room;
	struct stored_position **positions; /* likewise */
	size_t position_count, position_room;
	bool numbered; /* an event's line is its place among all that the bytes say */
	bool notes;    /* events of containers are noted, the others kept */
	struct noted noted;
	size_t events_before; /* the message under way: where its events begin */
	struct noted_mark noted_before;
	uint64_t accepted, rejected, warned; /* messages */
	uint32_t messages_most;              /* 0: no limit */
	size_t told;                         /* diagnostics of messages that are kept */
	bool too_many;                       /* that limit was met */
	bool acknowledge;                    /* whoever delivers asks for a CONTRL */
	bool contrl;                         /* one is owed: the receipt says where it is */
	const struct decode_world *asked;    /* while it is decoded: of partners */
	enum how_rows rows;                  /* as asked */
	bool whole;                          /* a profile takes all of its messages, or none */
	bool envelope_errs;                  /* something of it could not be read, that is no message */
	bool envelope_fails;  /* a diagnostic of no message is an error to its sender: so none is */
	struct text envelope; /* diagnostics of no message: JSON objects with commas between */
	size_t envelope_count;
	bool envelope_warns;
	struct unknowns unknown; /* codes that nobody mapped */
};

void part_open(struct part *p, const char *sender, const char *party, uint32_t messages_most);
void part_close(struct part *p);
/* A sink that fills the part. */
struct decode_sink part_sink(struct part *p);
/* Keeps a copy of the event. */
struct stored_event *part_add_event(
	struct part *p, const struct message *m, const struct event *e, uint32_t line);
/* Gives it its id where it does not know who said it: `sender`, else the part's. */
void part_identify(const struct part *p, struct stored_event *s, const char *sender);
uint64_t part_events(const struct part *p); /* kept and noted */
void part_diagnostic(struct part *p, const struct diagnostic *d);

/* All is decoded: where one message was refused and the part is to be taken whole, or where what surrounds
 * them was not as it has to be, all are refused. */
void part_settle(struct part *p);

/* Decodes all of the bytes.  *format is set to the format's name, or NULL where it is none of ours (a
 * diagnostic says so). */
void part_decode(struct part *p, struct world *w, const char *content_type, const char *bytes, size_t n,
	const char **format);

/* Feeds all of the bytes to a decoder of that format; false where there is none.  events: NULL, or as
 * decoder_hand_over has them. */
bool decode_all(const char *format, struct world *w, const struct decode_hint *hint,
	const struct decode_sink *sink, decode_events *events, const char *bytes, size_t n);

/* "accepted", "accepted-with-warnings" or "rejected" */
const char *part_status(const struct part *p);

#endif
