/*
 * IFTSTA, international multimodal status report: D.95B to D.23A.
 *
 * What a status means stands in no directory alone: the UN's transport statuses (UN/ECE Recommendation 24)
 * and carriers' own codes are looked up in the caller's world (record/status.h).  Nesting:
 * wire/edifact/status.h.
 */
#ifndef WIRE_EDIFACT_IFTSTA_H
#define WIRE_EDIFACT_IFTSTA_H

#include "wire/edifact/reading.h"

extern const struct message_kind iftsta;

#endif
