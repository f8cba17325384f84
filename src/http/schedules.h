/* DCSA Commercial Schedules 1.0 under /v1/: what its endpoints take, each parameter held against its pattern.
 */
#ifndef HTTP_SCHEDULES_H
#define HTTP_SCHEDULES_H

#include <stdbool.h>

struct request;

bool routings_get(struct request *r);
bool port_schedules_get(struct request *r);
bool vessel_schedules_get(struct request *r);

#endif
