/*
 * On board or off: what COARRI reports and COPRAR orders, by everything such a message says of it.
 *
 * BGM 1001 (43, 44, 118, 119 discharge; 45, 46, 121, 122 loading: SMDG's and the directories' codes) or its
 * words; else LOC+9 and LOC+11 of the head against the terminal that speaks; else the box's own ports; else
 * EQD 8249; else a diagnostic and no event.  A shifter is ordered off and on; of
 * one that is reported the report tells which half, and where it does not say both.
 */
#ifndef WIRE_EDIFACT_DIRECTION_H
#define WIRE_EDIFACT_DIRECTION_H

#include "wire/edifact/reading.h"

/* For message_kind: decide, place, own_call. */
size_t direction_decide(struct reading *r, const char *codes[2]);
struct spot *direction_place(struct reading *r, const char *code);
struct call *direction_call(struct reading *r);
/* The call that a move of that code belongs to; NULL: not said. */
struct call *direction_call_of(struct reading *r, const char *code);

#endif
