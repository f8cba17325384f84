/*
 * Records that the hub keeps by name, over HTTP: /api/v1/terms, /routes, /transfers, /restrictions and what
 * is below them; the path says which.
 *
 * They are the hub's own: an operator's key without a party is needed.
 */
#ifndef HTTP_STANDING_H
#define HTTP_STANDING_H

#include <stdbool.h>

struct request;

bool standing_get(struct request *r);
bool standing_put_several(struct request *r);
bool standing_one_get(struct request *r);
bool standing_one_put(struct request *r);
bool standing_one_delete(struct request *r);

#endif
