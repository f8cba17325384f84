/* Parts of a mail that hold no parts: encodings of bodies, of words in headers, and parameters. */
#ifndef WIRE_MAIL_MIME_WORDS_H
#define WIRE_MAIL_MIME_WORDS_H

#include "base/arena.h"

#include <stddef.h>

/* Content-Transfer-Encoding; NULL or one that is not known: the bytes as they are.  The arena's or the given.
 */
const char *mime_body(struct arena *a, const char *encoding, const char *bytes, size_t n, size_t *length);
/* A header's value with its encoded words (RFC 2047) as UTF-8. */
const char *mime_header(struct arena *a, const char *value);
/* The parameter of a structured header, also continued and encoded (RFC 2231); NULL: it is not there. */
const char *mime_parameter(struct arena *a, const char *value, const char *name);

#endif
