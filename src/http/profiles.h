/* Endpoints of profiles of sheets. */
#ifndef HTTP_PROFILES_H
#define HTTP_PROFILES_H

#include <stdbool.h>

struct request;

bool profiles_get(struct request *r);
bool profile_show(struct request *r);
bool profile_put(struct request *r);
bool profile_delete(struct request *r);
bool profile_template(struct request *r);
bool profile_try(struct request *r);

#endif
