/*
 * The one door to every format: bytes in, messages out through a callback, in bounded memory.
 *
 * A decoder is fed pieces of any size; the result does not depend on where they are cut.  The caller's world
 * answers what only reference data can: the zone of a place or a country.  Decoders know no database, no file
 * and no clock.
 */
#ifndef WIRE_DECODE_H
#define WIRE_DECODE_H

#include "record/message.h"
#include "record/partner.h"
#include "record/status.h"

struct sheet_profile;
struct profile_asked;
struct sheet_told;

struct decode_world {
	void *self;
	/* The zone of a place by UN/LOCODE or own code, NULL where the place or its zone is not known. */
	const struct zone *(*zone_of_place)(void *self, const char *code);
	/* The only zone of a country by ISO 3166-1 alpha-2, NULL where it has several or none is known. */
	const struct zone *(*zone_of_country)(void *self, const char *country);
	/* The zone set for a sender's message type, the sender as it signs or by its partner's name; NULL:
	 * none.
	 */
	const struct zone *(*zone_of_sender)(void *self, const char *sender, const char *message_type);
	/* Whether a place code is known; NULL function: every well-formed one is. */
	bool (*knows_place)(void *self, const char *code);
	/* The place that another list calls by this code (UNLOCODE: a second UN/LOCODE of the same place, or
	 * an old code of our own; ESR, TMIS ...: record/place.h), by the code we have for it; NULL: none is
	 * known. */
	const char *(*place_called)(void *self, const char *list, const char *code);
	/* The only place of that name, in whichever language and loosely written (wire/sheet/words.h); NULL,
	 * result or function: none, or several. */
	const char *(*place_named)(void *self, const char *name);
	/* A zone by IANA's name; NULL, result or function: not known. */
	const struct zone *(*zone_named)(void *self, const char *name);
	/* What a status code means, NULL where nobody says; NULL function: none is known. */
	const struct status_code *(*status)(void *self, const struct status_asked *asked);
	/* Who a sender is; NULL, result or function: nobody that is known. */
	const struct partner *(*partner)(void *self, const struct partner_asked *asked);
	/* What a partner means by a code of such a list, where it has said so; NULL, result or function: not
	 * mapped.  Places and statuses too: they are asked for here first (PLACE, STATUS). */
	const char *(*meaning)(void *self, const char *partner, const char *list, const char *code);
	/* How severe a partner takes a diagnostic of that code, which is `usual`; SEVERITIES: it is left out.
	 * NULL function: as usual. */
	enum severity (*severity)(void *self, const char *partner, const char *code, enum severity usual);
	/* The zone set for a partner's message type and column; either may be NULL. NULL: none is set. */
	const struct zone *(*zone_of_column)(
		void *self, const char *partner, const char *type, const char *column);
	/* The profile by which a sheet is read (wire/sheet/profile.h); NULL, result or function: none was
	 * saved. */
	const struct sheet_profile *(*profile)(void *self, const struct profile_asked *asked);
};

struct decode_limits {
	uint32_t messages; /* an intake; 0: no limit (import) */
};

struct decode_sink {
	void *self;
	/* One message, complete.  False stops the decoder (decode_feed then returns false). */
	bool (*message)(void *self, const struct message *m);
	/* A diagnostic that belongs to no message (envelope, bytes between messages). */
	void (*diagnostic)(void *self, const struct diagnostic *d);
	/* A code that nobody mapped; NULL: not wanted. */
	void (*unknown)(void *self, const struct unknown_code *u);
	/* A table of a sheet begins: what its columns were taken for (wire/sheet/guess.h); NULL: not wanted.
	 */
	void (*table)(void *self, const struct sheet_told *t);
};

/* What is known of a delivery besides its bytes; NULL members: not known. */
struct decode_hint {
	const char *sender;                /* name of the key, or "local" */
	const char *name;                  /* the file's */
	const char *partner;               /* as whoever delivers says */
	const char *profile;               /* of a sheet, likewise */
	const struct sheet_profile *draft; /* instead of the one of that name; NULL */
	const char *mail, *folder, *device;
	instant received; /* INSTANT_NONE: not known; completes dates that have no year */
};

/* Some events of a message under way: its line and what its head says hold already, whether it will be
 * accepted is not known yet.  False stops the decoder. */
typedef bool decode_events(void *self, const struct message *m, const struct event *events, size_t n);

struct decoder;

/* The Content-Type that names positions and nothing else. */
#define DECODE_POSITIONS "application/vnd.landbridge.positions+json"
/* What people say of journeys, likewise. */
#define DECODE_WORDS "application/vnd.landbridge.journey+json"

/* What the first bytes look like: "EDIFACT", "DCSA", "TRACCAR" ..., or NULL.  n may be short; 512 bytes
 * suffice. */
const char *decode_sniff(const void *bytes, size_t n);
/* The format that a Content-Type names, NULL: none, sniff. "application/edifact", "application/EDI-X12" is
 * none of ours. */
const char *decode_format_of_type(const char *content_type);
/* The format of these first bytes that came as such a Content-Type (NULL: not said): what it names, but where
 * several formats share a type (JSON) the one they look like.  NULL: none. */
const char *decode_format(const char *content_type, const void *bytes, size_t n);
/* Whether bytes of that Content-Type are looked at: it names a format of ours, or says nothing (NULL,
 * octet-stream and its like).  Whoever says it is a picture is not taken at the first bytes' word. */
bool decode_type_taken(const char *content_type);

/* Their names, one by one from 0; NULL behind the last. */
const char *decode_format_name(size_t i);

/* NULL where the format is none of ours. World, sink must outlive it.  It says what the sender of each
 * message is (message.source): by its partner's role, else by the message. */
struct decoder *decoder_new(const char *format, const struct decode_world *world,
	const struct decode_limits *limits, const struct decode_sink *sink);
/* For messages that may be too large to be held as a whole: their events are handed over, in order, as they
 * are made, and the messages come without them.  The sink's self; before the first bytes. */
void decoder_hand_over(struct decoder *d, decode_events *events);
/* Before the first bytes; it and its text must outlive the decoder.  Formats that need none take no notice.
 */
void decoder_hint(struct decoder *d, const struct decode_hint *hint);
bool decoder_feed(
	struct decoder *d, const void *bytes, size_t n); /* false: stopped, by the sink or a limit */
bool decoder_end(struct decoder *d);                     /* the bytes are at their end */
/* Where decoding may begin anew without changing what follows: the offset behind the last complete message
 * (import resumes there). */
uint64_t decoder_safe_offset(const struct decoder *d);
/* The state that has to be carried over such a point (UNA characters, envelope), as text for decoder_resume;
 * arena's. */
const char *decoder_state(const struct decoder *d, struct arena *a);
bool decoder_resume(struct decoder *d, const char *state, uint64_t offset, uint32_t messages_before);
void decoder_free(struct decoder *d);

#endif
