/*
 * VERMAS, verified gross mass: D.16A (where it begins) to D.23A, SMDG practice.
 *
 * SOLAS VI/2 asks for the mass of a packed box before it is loaded.  It moves nothing: a note of the box with
 * the measure VGM, at the time it was weighed (DTM+798; WAT in SMDG's first manuals), by the clock of the
 * port where it will be loaded, which is not said to be where it was weighed.  Remarks tell how (METHOD:SM1
 * weighed, SM2 calculated), by whom (WEIGHED:) and who signs for it (SIGNED:); the certificate is the
 * reference VGM.
 */
#ifndef WIRE_EDIFACT_VERMAS_H
#define WIRE_EDIFACT_VERMAS_H

#include "wire/edifact/reading.h"

extern const struct message_kind vermas;

#endif
