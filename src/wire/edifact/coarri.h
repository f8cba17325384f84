/*
 * COARRI, container discharge/loading report: D.95B to D.23A, UN and SMDG/ITIGG practice.
 *
 * Loaded or discharged: see direction.h.
 */
#ifndef WIRE_EDIFACT_COARRI_H
#define WIRE_EDIFACT_COARRI_H

#include "wire/edifact/reading.h"

extern const struct message_kind coarri;

#endif
