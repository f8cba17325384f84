/*
 * Container numbers by ISO 6346:2022 (BIC register): three letters of the owner, a category letter (U, J, Z;
 * R for detachable reefer units), six digits, a check digit.  ILU codes of European swap bodies (EN 13044: A,
 * B, D, E, K) have the same check digit.
 */
#ifndef CODES_ISO6346_H
#define CODES_ISO6346_H

#include <stdbool.h>

enum iso6346 { ISO6346_HOLDS, ISO6346_CHECK_FAILS, ISO6346_NOT_ONE };

/* code: 11 characters, normalised. expected, where not NULL, gets the check digit that would hold ('0'..'9').
 */
enum iso6346 iso6346_judge(const char *code, char *expected);

#endif
