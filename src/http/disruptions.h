/* POST /api/v1/disruptions: what a restriction does to the boxes under way. */
#ifndef HTTP_DISRUPTIONS_H
#define HTTP_DISRUPTIONS_H

#include <stdbool.h>

struct request;

bool disruptions_post(struct request *r);

#endif
