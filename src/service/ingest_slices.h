/*
 * A big body in bounded memory: it is decoded twice.
 *
 * Held at once, what 30 MB say would be some 700 MB.  So the first time a big body's messages are judged and
 * what has to be locked and added first is noted (ingest_noted.h); when the transaction has done that the
 * bytes are decoded again, and the containers' events of the messages that were accepted are written, a slice
 * at a time, inside that same transaction.  The journeys of a slice are read and saved with it: a container
 * that comes again later is as if a later post had told of it.
 */
#ifndef SERVICE_INGEST_SLICES_H
#define SERVICE_INGEST_SLICES_H

#include "service/ingest_write.h"

struct slices {
	struct conn *conn;
	struct share *whole; /* its part has noted the events; they are counted here and in its messages */
	struct world *world; /* the same that the bytes were judged in */
	const char *format;
	const char *bytes;
	size_t length;
	size_t most; /* events a slice */
};

bool slices_write(const struct slices *s, struct fault *f);

#endif
