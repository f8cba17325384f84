/*
 * Ship numbers by IMO resolution A.1117(30): seven digits; the first six times 7, 6, 5, 4, 3, 2, added up:
 * the last digit of the sum is the seventh.  "IMO" in front is taken.
 */
#ifndef CODES_IMO_H
#define CODES_IMO_H

#include "codes/code.h"

bool imo_holds(const char *code); /* 7 digits whose check digit holds */
void imo_answer(struct code_answer *a);

#endif
