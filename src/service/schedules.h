/*
 * DCSA Commercial Schedules 1.0: which ways there are from a place to another, which ships call at a port,
 * and what a service's ships do.  Each writes the standard's bare array, a page of at most q->limit.
 *
 * They are read from the hub's own routes (service/ways.h).  A route is among the schedules of ports and
 * vessels where it has a code: the standard has no service without one.
 */
#ifndef SERVICE_SCHEDULES_H
#define SERVICE_SCHEDULES_H

#include "service/answers.h"

#define SCHEDULES_WINDOW 28 /* days that are looked at where nobody says until when */

struct schedules_days { /* both ends included; INT32_MIN, INT32_MAX: not said */
	int32_t first, last;
};

struct routings_asked {
	const char *from, *to;
	struct schedules_days departs, arrives; /* on the clocks of the one and the other place */
	int max_transhipments;                  /* -1: any */
	bool yards;                             /* from yard to yard: others are not offered */
	bool reefer;
	const char *blamed; /* out: the parameter that a fault is of; NULL */
};
bool answer_routings(struct asking *q, struct routings_asked *asked);

struct port_asked {
	const char *place;
	int32_t since;
	const char *blamed;
};
bool answer_port_schedules(struct asking *q, struct port_asked *asked);

struct vessels_asked { /* NULL: any */
	const char *imo, *vessel, *code, *universal, *voyage, *universal_voyage, *place, *facility, *operator;
	struct schedules_days days;
	bool matched_calls; /* only those that fit, of each voyage; else all of its calls */
	const char *blamed;
};
bool answer_vessel_schedules(struct asking *q, struct vessels_asked *asked);

#endif
