/* Journeys, and what people say of them. */
#ifndef HTTP_JOURNEYS_H
#define HTTP_JOURNEYS_H

#include <stdbool.h>

struct request;

bool journeys_get(struct request *r);
bool journey_show(struct request *r);
bool journeys_post(struct request *r);

#endif
