/* Positions and trackers asked for and told. */
#ifndef HTTP_POSITIONS_H
#define HTTP_POSITIONS_H

#include <stdbool.h>

struct request;

/* As messages_post, of positions alone; in http/handlers.c. */
bool positions_post(struct request *r);
bool positions_get(struct request *r);
bool trackers_get(struct request *r);
bool tracker_show(struct request *r);
bool tracker_put(struct request *r);
bool tracker_delete(struct request *r);

#endif
