/* Journeys, what people say of them, and what is wrong. */
#ifndef HTTP_JOURNEYS_H
#define HTTP_JOURNEYS_H

#include <stdbool.h>

struct request;

bool journeys_get(struct request *r);
bool journey_show(struct request *r);
bool journeys_post(struct request *r);
bool exceptions_get(struct request *r);
bool exception_show(struct request *r);
bool exception_post(struct request *r);
bool exception_rules(struct request *r);

#endif
