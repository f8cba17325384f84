/*
 * Landbridge for other C programs: codes and decoding, without a database, a file or a network.
 *
 * Link with -llandbridge (build/liblandbridge.a), libzip, libexpat, libcrypto and zlib.  All functions
 * may be called from any thread; a decoder belongs to one thread at a time.
 */
#ifndef LANDBRIDGE_H
#define LANDBRIDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Judges a code ("CSQU 305438-3", "CNLYG", "94012341").  kind: "container", "locode", ... or NULL to let the
 * shape decide. Writes one JSON object {"kind","code","holds","text","changed"} into out (always terminated;
 * "" where it does not fit: 640 bytes suffice). Returns 1 holds, 0 not, -1 unknown: no such kind, or nothing
 * has this shape. */
int lb_check(const char *code, const char *kind, char *out, size_t room);

/* Decodes one whole delivery and hands over each message as a line of JSON (events and diagnostics within),
 * valid during the call and without a line's end; what is odd between messages comes as a line of its own
 * that has nothing but "diagnostics". Returns the number of messages that were accepted, or -1 where the
 * format is not known. */
int lb_decode(
	const void *bytes, size_t n, void (*line)(void *self, const char *json, size_t length), void *self);

#ifdef __cplusplus
}
#endif

#endif
