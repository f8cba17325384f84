/*
 * Partners over HTTP: /api/v1/partners and what is below it.
 *
 * They are the hub's own: an operator's key without a party is needed.
 */
#ifndef HTTP_PARTNERS_H
#define HTTP_PARTNERS_H

#include <stdbool.h>

struct request;

bool partners_get(struct request *r);
bool partner_show(struct request *r);
bool partner_put(struct request *r);
bool partner_delete(struct request *r);
bool partner_unknown(struct request *r);
bool partner_codes_post(struct request *r);
bool controls_get(struct request *r); /* what their strictness may name */

#endif
