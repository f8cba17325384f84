/*
 * What a verified mass is told with.
 */
#ifndef WIRE_EDIFACT_MASS_H
#define WIRE_EDIFACT_MASS_H

#define WEIGHED 798 /* 2005: when the mass was found */

#endif
