/*
 * Station numbers of the 1520 mm railways (ESR): five digits and a check digit.
 *
 * Weights 1 to 5 from the left, modulo 11; where that gives 10, weights 3 to 7; where that gives 10 again, 0.
 * Of a list of 17,684 stations 17,655 hold: a check digit that does not is a warning, never a refusal.
 */
#ifndef CODES_STATION_H
#define CODES_STATION_H

#include "codes/code.h"

char station_check_digit(const char *digits); /* of five digits */
void station_answer(struct code_answer *a);

#endif
