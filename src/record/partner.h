/*
 * A partner: whoever sends to us, what they are recognised by, and how they write.
 *
 * Immutable once in the world.  Decoders know partners only through decode_world.
 */
#ifndef RECORD_PARTNER_H
#define RECORD_PARTNER_H

#include <stdbool.h>

enum acknowledge { ACKNOWLEDGE_NEVER, ACKNOWLEDGE_ASKED, ACKNOWLEDGE_ALWAYS, ACKNOWLEDGES };
enum datum { DATUM_WGS84, DATUM_GCJ02, DATUM_BD09, DATUMS };

struct partner {
	const char *name; /* also the `sender` of its status codes and the `system` of its place codes */
	enum acknowledge acknowledge;
	int contrl; /* version of CONTRL it wants: 3 or 4 */
	enum datum datum;
};

/* By what a sender may be recognised; NULL members: not known.  Asked in this order, the first that is
 * somebody's sign wins. */
struct partner_asked {
	const char *forced; /* the partner's own name, as whoever delivers says */
	const char *nad;    /* NAD+MS of the message */
	const char *unb;    /* sender of the interchange */
	const char *mail, *folder, *device;
	const char *key; /* name of the key it was delivered with */
};

/* A code that nobody mapped. */
struct unknown_code {
	const char *partner; /* its name, or the sender as written where none is recognised */
	const char *list;    /* PLACE STATUS FACILITY STATION-NAME OPERATION ... */
	const char *code;    /* as it is looked up */
	const char *sample;  /* as written, and where: "Sheet1!D17", "segment 12" */
};

#endif
