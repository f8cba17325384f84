/*
 * Trackers: what is told of a device, and on what it is from when, by whoever runs the hub.
 *
 * From an attachment on the device is on that box, wagon or train, until it is said to end or to be on
 * something else; on nothing where it says no thing.  So moving a tracker is one PUT, and one told late takes
 * its place between the others.
 */
#ifndef SERVICE_TRACKERS_H
#define SERVICE_TRACKERS_H

#include "service/answers.h"

#include <jansson.h>

/* {"trackers":[{"device","title","datum","on":{...},"last"}],"next"}: also those that only sent positions. */
bool trackers_list(struct asking *q);
/* {"device","title","datum","by","changed","on":[{"container"|"wagon"|"train","since","until","by"}]} */
bool trackers_show(struct asking *q, const char *device);
/* What the body leaves out stays.  by: the key's name; *made: nobody had told of it before. */
bool trackers_put(struct asking *q, const char *device, const char *by, const json_t *body, bool *made);
/* since NULL: all that was told of it; its positions stay. */
bool trackers_drop(struct asking *q, const char *device, const char *since);

#endif
