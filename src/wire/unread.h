/*
 * Why bytes are in no format that is taken here, where that can be seen, and what to do about it.
 */
#ifndef WIRE_UNREAD_H
#define WIRE_UNREAD_H

#include "base/arena.h"

#include <stddef.h>

/* A sentence with the next step, such as "It is packed with gzip: zcat FILE | landbridge import -"; verb is
 * the one that was asked.  NULL where these bytes show nothing.  n may be short; 8 bytes suffice. */
const char *unread_words(struct arena *a, const char *bytes, size_t n, const char *verb);

#endif
