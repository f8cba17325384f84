/*
 * COARRI, container discharge/loading report: D.95B to D.23A, UN and SMDG/ITIGG practice.
 *
 * Direction: BGM 1001 (44, 119 discharged; 46, 122 loaded), else LOC+9 and LOC+11 against the reporting
 * terminal, else EQD 8249; else a diagnostic and no event.  A shifter is a discharge and a loading.
 */
#ifndef WIRE_EDIFACT_COARRI_H
#define WIRE_EDIFACT_COARRI_H

#include "wire/edifact/reading.h"

extern const struct message_kind coarri;

#endif
