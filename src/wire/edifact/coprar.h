/*
 * COPRAR, container discharge/loading order: D.95B to D.23A, UN and SMDG/ITIGG practice.
 *
 * What a terminal is asked to do: a planned DISC or LOAD for each box, at the head's port (direction.h says
 * which).  Its time is the box's own, else the call's: its arrival for a discharge, its departure for a
 * loading, each else the other; else the day of the message.  A box without a number is counted, not
 * followed.
 */
#ifndef WIRE_EDIFACT_COPRAR_H
#define WIRE_EDIFACT_COPRAR_H

#include "wire/edifact/reading.h"

extern const struct message_kind coprar;

#endif
