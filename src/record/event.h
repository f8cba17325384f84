/*
 * An event: what one message said about one subject, immutable.
 *
 * The subject is the key by which everything is found: a container number ("CSQU3054383", as normalised; a
 * number that fails its check digit stays and is flagged), a transport key ("IMO9227273/031W",
 * "VESSEL:3ERX3/031W", "TRAIN:K123/2026-06-15") or a document key ("BKG:4006531400").  Codes are DCSA's four
 * letters, or ours where DCSA has none (EVENT_NOTE and its like).  Text is UTF-8, NUL-terminated, NULL where
 * not said, owned by the message's arena.  Three clocks: `happened`, `said`; `recorded` is the database's.
 */
#ifndef RECORD_EVENT_H
#define RECORD_EVENT_H

#include "base/instant.h"
#include "record/diagnostic.h"
#include "record/source.h"

#include <stdbool.h>

enum subject_kind { SUBJECT_CONTAINER, SUBJECT_TRANSPORT, SUBJECT_DOCUMENT, SUBJECT_KINDS };
enum event_type { EVENT_EQUIPMENT, EVENT_TRANSPORT, EVENT_SHIPMENT, EVENT_TYPES };
enum classifier { CLASSIFIER_ACT, CLASSIFIER_EST, CLASSIFIER_PLN, CLASSIFIERS };
enum load_state { LOAD_UNKNOWN, LOAD_EMPTY, LOAD_LADEN, LOAD_STATES };
enum mode { MODE_UNKNOWN, MODE_VESSEL, MODE_RAIL, MODE_TRUCK, MODE_BARGE, MODE_AIR, MODE_MULTIMODAL, MODES };
/* EDIFACT 1225 and its like elsewhere */
enum function {
	FUNCTION_ORIGINAL,
	FUNCTION_CANCEL,
	FUNCTION_ADD,
	FUNCTION_CHANGE,
	FUNCTION_REPLACE,
	/* DCSA 3.0: of all that was said under one document the latest counts, whatever else it says */
	FUNCTION_OVERRIDE,
	FUNCTION_RETRACT,
	FUNCTIONS
};
/* who decided the offset of a time */
enum zone_source {
	ZONE_IN_MESSAGE,
	ZONE_OF_SENDER,
	ZONE_OF_PLACE,
	ZONE_OF_COUNTRY,
	ZONE_NOBODY,
	ZONE_SOURCES
};

extern const char *const subject_kind_names[SUBJECT_KINDS]; /* container transport document */
extern const char *const event_type_names[EVENT_TYPES];     /* EQUIPMENT TRANSPORT SHIPMENT */
extern const char *const classifier_names[CLASSIFIERS];     /* ACT EST PLN */
extern const char *const load_state_names[LOAD_STATES];     /* NULL EMPTY LADEN */
extern const char *const mode_names[MODES];                 /* NULL VESSEL RAIL TRUCK BARGE AIR MULTIMODAL */
extern const char *const function_names[FUNCTIONS]; /* original cancel add change replace override retract */
extern const char *const zone_source_names[ZONE_SOURCES]; /* message sender place country nobody */

/* A time as it was told.  Where nobody could give the zone, `at` takes the local time as UTC and zone_source
 * says nobody: it sorts roughly right and is never shown with an offset. */
struct moment {
	instant at; /* INSTANT_NONE: no time was said */
	int offset; /* seconds east of UTC */
	enum precision precision;
	enum zone_source zone_source;
	const char *text; /* as received */
};

struct transport_ref {
	const char
		*key; /* subject key of this dated transport; NULL when it cannot be told apart (drayage) */
	enum mode mode;
	const char *imo; /* 7 digits, judged */
	const char *call_sign;
	const char *name;
	const char *voyage;  /* as the sender says it, export side */
	const char *carrier; /* operator's code */
	const char *train;   /* train number */
	const char *wagon;   /* wagon number or road vehicle */
	const char *call; /* transport call key: key + "@" + place, where both are known; at most 100 bytes */
};

struct reference {        /* a document or number this event is also found by */
	const char *kind; /* BKG TRD WAYBILL CUSTOMS CARRIER RELEASE ... (reference_kinds in
			     wire/edifact/codes) */
	const char *value;
};

/* Codes of ours beside DCSA's (and its later lists': WAYP CUSR CUSS CUSI AVPU): a status that was reported
 * and moves nothing, a handover, damage, a hold and its end. */
#define EVENT_NOTE     "NOTE"
#define EVENT_HANDOVER "HAND"
#define EVENT_DAMAGED  "DMGD"
#define EVENT_HELD     "HOLD"
#define EVENT_RELEASED "RELS"
/* A list says at that time: the subject is on that vehicle (a box in a bay or on a wagon, a wagon in a
 * train). It moves like LOAD, and is told instead of it where nobody reports the loading itself. */
#define EVENT_ABOARD "ABRD"
/* What people say of a journey (wire/journey/word_read.h): it begins or ends then, it goes on across that
 * time, and by which legs it is to go (record/leg.h).  They move nothing. */
#define EVENT_BEGINS    "JBEG"
#define EVENT_ENDS      "JEND"
#define EVENT_GOES_ON   "JONE"
#define EVENT_ITINERARY "ITIN"

/* Every code an event may have, NULL at the end; and whether this is one. */
extern const char *const event_codes[];
bool event_code_known(const char *code);

/* A shifter: off its ship and on again, standing on the quay meanwhile and not in the terminal. */
#define MOVEMENT_RESTOW "RESTOW"

struct event {
	uint8_t id[16]; /* UUIDv8, made by event_identify() */
	enum subject_kind subject_kind;
	const char *subject;
	enum event_type type;
	const char *code; /* GTIN GTOT LOAD DISC ARRI DEPA ... */
	enum classifier classifier;
	struct moment happened;
	instant said;
	int said_offset; /* of the clock it was told by: the id goes by what that clock showed */
	enum function function;
	const char *sender;      /* who said it; event_identify keeps it here */
	enum source_kind source; /* what that is; no part of the id */
	const char *party;       /* who delivered it; NULL: the hub itself */
	const char *document;    /* sender's document number (BGM 1004), or its own id of the event (DCSA) */
	const char *place;       /* UN/LOCODE or own code, as normalised */
	const char *place_text;  /* as received, where it differs or has no code */
	const char *facility,
		*facility_list; /* code as received and its agency: SMDG BIC OWN or the sender's qualifier */
	const char *facility_said; /* as received, where a partner's map gave the code: the id goes by it, ""
				      as if there were none; never stored */
	struct transport_ref transport;
	enum load_state load_state;
	bool number_failed; /* the container's check digit does not hold */
	bool overruled; /* as read back: a later word under its document, on another subject, took its place
			 */
	/* As they were understood without a partner's map, which gave others: the id goes by these; never
	 * stored. */
	bool load_mapped;
	enum load_state load_said;
	const char *size_said;
	const char *size_type;     /* ISO 6346 or as said */
	const char *movement;      /* EXPORT IMPORT TRANSSHIPMENT RESTOW ... (EQD 8249); NULL */
	const char *operator_code; /* NAD+CF and its like */
	const char *load_place, *discharge_place, *destination; /* LOC 9, 11, 7/8 */
	const char *stowage;                                    /* LOC 147 cell, wagon position */
	struct reference *references;
	size_t reference_count;
	const char **seals; /* "CA:1234567": issuer, number */
	size_t seal_count;
	const char **measures; /* "G:15400:KGM": what, value, unit */
	size_t measure_count;
	const char **remarks; /* "AAA:GENERAL CARGO", "DAR:DOOR DENTED" */
	size_t remark_count;
	/* "WAGON:94312071", "TRAIN:X8155/2026-06-15": whose event this is a copy of, because the subject
	 * rides on it; NULL: its own.  Never stored, no part of the id (domain/ride.h). */
	const char *via;
	uint32_t segment; /* where it stands in its message */
	uint64_t offset;  /* and in its intake */
};

/* It is a half of a restow: the box stays that ship's, wherever it stands. */
bool event_restows(const struct event *e);
/* A yard's stock has it, at its slot. */
bool event_in_stock(const struct event *e);

/* Keeps the sender and computes each id from it, the party and the event itself; same inputs, same id,
 * whenever and by whomever it is computed.  What two parties deliver are two events, whoever each says it is
 * from.  Events of one message together cost less. */
void events_identify(struct event *events, size_t n, const char *sender);
static inline void event_identify(struct event *e, const char *sender)
{
	events_identify(e, 1, sender);
}
/* The same for one message after the other whose events begin alike (who, which document, when said): kept
 * is what the first bytes of the last identity came to.  Empty: {.known = false}. */
struct event_memo {
	bool known;
	uint8_t block[64];
	uint32_t behind[8];
};
void events_identify_on(struct event_memo *memo, struct event *events, size_t n, const char *sender);

struct arena;
/* Gives every text of an event, of a transport, that was copied member by member a home in the arena. */
void event_keep(struct arena *a, struct event *e);
void transport_keep(struct arena *a, struct transport_ref *t);

/* One JSON object: every member that is known, in this order of fields.  `decode` prints it and messages keep
 * it. */
void event_write(struct json *j, const struct event *e);

#endif
