/*
 * IFTSAI, transport schedule and availability: D.95B to D.23A, as lines send it about the rotation of a ship.
 *
 * Every LOC under a TDT is a call of that voyage, whatever its qualifier says about before and after this
 * port: the times under it (2005: 132, 133 estimated; 178, 186 actual; 232, 189 scheduled) are arrivals and
 * departures there, each an event of the voyage.  A call is let go as soon as its events are made, so a
 * rotation may be of any length.  A port that comes twice is called at twice.  What is asked for or offered
 * besides (equipment, goods, prices) is not kept.
 */
#ifndef WIRE_EDIFACT_IFTSAI_H
#define WIRE_EDIFACT_IFTSAI_H

#include "wire/edifact/reading.h"

extern const struct message_kind iftsai;

#endif
