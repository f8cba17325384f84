/*
 * Container numbers by ISO 6346:2022 (BIC register): three letters of the owner, a category letter (U, J, Z;
 * R for detachable reefer units), six digits, a check digit.  ILU codes of European swap bodies (EN 13044: A,
 * B, D, E, K) have the same check digit.
 *
 * What the check digit catches: every changed digit and every exchange of neighbouring digits, but for those
 * between the remainders 0 and 10, which are both written 0.  A changed letter can pass.
 */
#ifndef CODES_ISO6346_H
#define CODES_ISO6346_H

#include "codes/code.h"

enum iso6346 { ISO6346_HOLDS, ISO6346_CHECK_FAILS, ISO6346_NOT_ONE };

/* Four letters and seven digits, whatever they come to. */
bool iso6346_shaped(const char *code);
/* code: 11 characters, normalised. expected, where not NULL, gets the check digit that would hold ('0'..'9').
 */
enum iso6346 iso6346_judge(const char *code, char *expected);

/* Verdict and sentence for a->code; a number without its check digit is one that fails. */
void iso6346_answer(struct code_answer *a);

#endif
