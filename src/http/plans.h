/* GET /api/v1/plans: the ways from a place to another. */
#ifndef HTTP_PLANS_H
#define HTTP_PLANS_H

#include <stdbool.h>

struct request;

bool plans_get(struct request *r);

#endif
