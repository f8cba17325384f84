/*
 * Cargo: the papers under which it travels, and out of which box it came.
 */
#ifndef RECORD_CARGO_H
#define RECORD_CARGO_H

#include <stdbool.h>

/* Of the event by which a box is stuffed: the container whose cargo that was. */
#define REFERENCE_CARGO_FROM "CARGO-FROM"

/* Whether cargo travels under references of that kind: bookings, bills, notes. */
bool cargo_paper(const char *kind);

#endif
