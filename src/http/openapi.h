/* OpenAPI 3.1 of the endpoints, made from their table. */
#ifndef HTTP_OPENAPI_H
#define HTTP_OPENAPI_H

#include "base/text.h"

void openapi_write(struct text *out);

#endif
