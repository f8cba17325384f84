/*
 * The keys over HTTP: listed, made, revoked.  They are the hub's own: an operator with a party, who has that
 * party's eyes, does not see to them.
 */
#ifndef HTTP_KEY_HANDLERS_H
#define HTTP_KEY_HANDLERS_H

#include <stdbool.h>

struct request;

bool keys_list(struct request *r);
bool keys_post(struct request *r);
bool keys_delete(struct request *r);

#endif
