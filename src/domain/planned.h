/*
 * Which trip of a service a leg is that is planned on it.
 *
 * That of its date, where that is told.  Else the one that leaves the stop nearest to when the leg was told
 * to, by the timetable or as it is now: what is planned may be told of either.  Of several on one date the
 * same.
 */
#ifndef DOMAIN_PLANNED_H
#define DOMAIN_PLANNED_H

#include "domain/network.h"

#define PLANNED_NEAR    360       /* minutes within which a departure is that of a trip */
#define PLANNED_NO_DATE INT32_MIN /* not told */

/* departs: MINUTE_NEVER: not told.  NETWORK_NONE: none that runs. */
uint32_t planned_trip(const struct network *n, uint32_t service, unsigned stop, int32_t date, minute departs);

#endif
