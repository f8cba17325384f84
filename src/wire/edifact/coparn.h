/*
 * COPARN, container announcement: D.95B to D.23A, UN and SMDG/ITIGG practice.
 *
 * An order to a terminal or depot: to release boxes (they will go out) or to accept them (they will come in).
 * Which, BGM 1001 says (11, 27, 126, 136, 169 accept; 12, 129, 135, 144, 171, 690, 695 release), else its
 * words.
 *
 * A box that is named is expected at the gate, GTOT or GTIN PLN, when a DTM of its own says when; an order
 * without a day is no plan, and a note.  Boxes without a number are counted (EQN, one where it is missing)
 * for each booking: RECE of the booking, with measures as N:5:22G1.
 */
#ifndef WIRE_EDIFACT_COPARN_H
#define WIRE_EDIFACT_COPARN_H

#include "wire/edifact/reading.h"

extern const struct message_kind coparn;

#endif
