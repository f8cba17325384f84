/*
 * Terms of free time over HTTP: /api/v1/terms and what is below it.
 *
 * They are the hub's own: an operator's key without a party is needed.
 */
#ifndef HTTP_TERMS_H
#define HTTP_TERMS_H

#include <stdbool.h>

struct request;

bool terms_get(struct request *r);
bool terms_put_several(struct request *r);
bool term_show(struct request *r);
bool term_put(struct request *r);
bool term_delete(struct request *r);

#endif
