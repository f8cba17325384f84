/*
 * Place codes by UN/CEFACT Recommendation 16: two letters of the country (ISO 3166-1) and three of A-Z, 2-9.
 *
 * Whether such a place is listed, only reference data can say.  Codes that begin with X and are no UN/LOCODE
 * are places of this program's own list (ISO 3166-1 leaves XA to XZ to the user).
 */
#ifndef CODES_LOCODE_H
#define CODES_LOCODE_H

#include "codes/code.h"

bool locode_shape(const char *code);   /* five characters of the right kind, normalised */
bool locode_country(const char *code); /* its first two letters are a country or XZ (high seas) */
void locode_answer(struct code_answer *a);

#endif
