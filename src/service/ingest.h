/*
 * Takes a delivery in: stores its bytes, decodes them, stores what they say, and answers a receipt.  One
 * transaction a posted delivery; import commits part by part with its offset.
 *
 * The same bytes of the same sender again are a duplicate: nothing is stored, the receipt names the first
 * intake.  When no message was accepted the intake is kept as rejected with its reasons (HTTP 422). Deadlocks
 * and serialization failures run again (3 times).
 */
#ifndef SERVICE_INGEST_H
#define SERVICE_INGEST_H

#include "base/text.h"
#include "service/service.h"

struct delivery {
	const char *sender;       /* key's name, or "local" */
	const char *party;        /* NULL: the hub */
	const char *channel;      /* post, import, replay */
	const char *content_type; /* NULL: none given */
	const char *name;         /* file's name; NULL */
	const char *bytes;
	size_t length;
};

enum receipt_status { RECEIPT_ACCEPTED, RECEIPT_WARNINGS, RECEIPT_DUPLICATE, RECEIPT_REJECTED };

struct receipt {
	enum receipt_status status;
	uint8_t intake[16];
	uint64_t messages, events, new_events;
	struct text json; /* the whole receipt as answered; freed by receipt_free */
};

/* False: nothing was stored (fault: BUSY, NO_DATABASE, NO_ROOM, ...); sending again is safe. */
bool ingest_post(
	struct service *s, struct conn *c, const struct delivery *d, struct receipt *r, struct fault *f);
/* Decodes a stored intake again (after places were added, after a decoder was mended): new events are added,
 * nothing is removed. */
bool ingest_replay(
	struct service *s, struct conn *c, const uint8_t intake[16], struct receipt *r, struct fault *f);
void receipt_free(struct receipt *r);

/* A file of any size, in bounded memory, in committed parts; goes on behind the last committed part of the
 * same bytes. */
struct import_progress {
	void (*told)(void *self, uint64_t done, uint64_t total, uint64_t messages, uint64_t events);
	void *self;
};
bool ingest_import(struct service *s, struct conn *c, const char *path, const struct delivery *d,
	const struct import_progress *p, struct receipt *r, struct fault *f);

#endif
