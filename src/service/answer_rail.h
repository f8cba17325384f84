/*
 * Wagons, trains, changes of gauge and handings over, as JSON; on the terms of service/answers.h.  A party
 * sees of each what it told itself, and what the hub has granted it wholly.
 */
#ifndef SERVICE_ANSWER_RAIL_H
#define SERVICE_ANSWER_RAIL_H

#include "service/answers.h"

/* {"wagons":[{number,system,checkDigit,gauge,type,place,since,lastEvent,train}],"next"}; place (its whole
 * complex), train (a name or key): NULL = any */
bool answer_wagons(struct asking *q, const char *place, const char *train);
/* One, with "consists", "loadings" and "events", newest first; UNKNOWN. */
bool answer_wagon(struct asking *q, const char *number);
/* {"trains":[{train,day,names}],"next"}, latest day first; day: 2026-06-15 */
bool answer_trains(struct asking *q, const char *place, const char *name, const char *day);
/* One by any of its names or its key, on its latest day where day is NULL: {"train","names","position",
 * "wagons":[{...,"containers":[]}],"containers","containerCount","events"}; UNKNOWN. */
bool answer_train(struct asking *q, const char *name, const char *day);
/* {"gaugeChanges":[...],"next"}, {"handovers":[...],"next"}, latest first; since: RFC 3339 */
bool answer_gauge_changes(struct asking *q, const char *place, const char *since);
bool answer_handovers(struct asking *q, const char *place, const char *since);

#endif
