/*
 * IFTMIN, transport instruction: D.95B to D.23A, by the directory alone (no public profile of a railway's is
 * known).
 *
 * A message is one consignment.  It becomes one event, RECE of its document: its bill of lading (RFF+BM),
 * consignment note (RFF+AAS), booking (RFF+BN), else the shipping instructions themselves (BGM 340).  The
 * boxes are references of it, so that each is found with it.  A consignment note is a paper besides: BGM 720,
 * 722, 730 or RFF+AAS; of SMGS or CIM where BGM says so.  Times of the main carriage (TDT+20) are the ship's.
 */
#ifndef WIRE_EDIFACT_IFTMIN_H
#define WIRE_EDIFACT_IFTMIN_H

#include "wire/edifact/reading.h"

extern const struct message_kind iftmin;

#endif
