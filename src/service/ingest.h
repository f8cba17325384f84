/*
 * Takes deliveries in: stores their bytes, decodes them, stores what they say, and answers a receipt for
 * each. Posts that come together are one transaction; import commits part by part with its offset.
 *
 * The same bytes of the same sender again are a duplicate: nothing is stored, the receipt names the first
 * intake.  When no message was accepted the intake is kept as rejected with its reasons (HTTP 422; how much
 * of that: refused.h). Deadlocks and serialization failures run again (3 times).
 *
 * Posts taken in together end as if they had come one after the other in that order, and none of them can
 * fail another: where their transaction fails, each has one of its own.  Only a lost connection fails them
 * all. What still waits for a lock after a second is given up (ingest_is_blocked), so that nobody waits long
 * for another's lock: those are to be given again one by one, and then wait as long as they may.
 */
#ifndef SERVICE_INGEST_H
#define SERVICE_INGEST_H

#include "base/text.h"
#include "service/how_rows.h"
#include "service/service.h"

struct delivery {
	const char *sender;            /* key's name, or "local" */
	const char *party;             /* NULL: the hub */
	const char *channel;           /* post, import, inbox, mail, replay */
	const char *content_type;      /* NULL: none given */
	const char *profile, *partner; /* by which a sheet is read, of whom it is; NULL: as is found out */
	const char *name;              /* file's name; NULL */
	const char *bytes;
	size_t length;
	bool messages_only; /* a reference list among imports is refused */
	bool acknowledge;   /* of a post: a CONTRL is wanted of its interchanges */
	enum how_rows rows; /* whether what is good is taken where something is refused */
};

enum receipt_status { RECEIPT_ACCEPTED, RECEIPT_WARNINGS, RECEIPT_DUPLICATE, RECEIPT_REJECTED };

struct receipt {
	enum receipt_status status;
	uint8_t intake[16];
	uint64_t messages, events, new_events;
	uint64_t mended;           /* of a replay: events of which more is understood than when they came */
	uint64_t rejected, warned; /* of the messages; not known of a duplicate, whose JSON tells */
	bool unkept;               /* refused, and more of this sender was refused already than is kept */
	uint64_t unsaid;  /* of the new ones: what DCSA 2.2 cannot express, and /v2/events does not show */
	struct text json; /* the whole receipt as answered; freed by receipt_free */
};

/* Each of n has a receipt, or a fault (BUSY, NO_DATABASE, NO_ROOM, ...): then nothing of it was stored, and
 * sending again is safe. */
void ingest_posts(struct service *s, struct conn *c, const struct delivery *d, struct receipt *r,
	struct fault *f, size_t n);
bool ingest_is_blocked(const struct fault *f); /* 55P03 */
/* One by itself; false with a fault. */
bool ingest_post(
	struct service *s, struct conn *c, const struct delivery *d, struct receipt *r, struct fault *f);
/* Decodes a stored intake again (after places were added, a code was mapped, a decoder was mended): new
 * events are added, those that are here learn the place, facility or zone that is known by now, nothing is
 * removed.  Where nothing is new, nothing of it changes, nor the receipt that it has.  viewer: the party that
 * asks, NULL: the hub; another's intake is UNKNOWN to it. */
bool ingest_replay(struct service *s, struct conn *c, const uint8_t intake[16], const char *viewer,
	struct receipt *r, struct fault *f);
void receipt_free(struct receipt *r);

/* A file of any size, in bounded memory, in committed parts; goes on behind the last committed part of the
 * same bytes. */
struct import_progress {
	void (*told)(void *self, uint64_t done, uint64_t total, uint64_t messages, uint64_t events);
	/* It goes on where an earlier one was cut: behind that byte, and so many messages.  NULL: not wanted.
	 */
	void (*resumed)(void *self, uint64_t at, uint64_t total, uint64_t messages);
	void *self;
};
bool ingest_import(struct service *s, struct conn *c, const char *path, const struct delivery *d,
	const struct import_progress *p, struct receipt *r, struct fault *f);

#endif
