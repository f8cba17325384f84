/*
 * Wagon numbers of the three systems that meet on the land bridge.
 *
 * UIC (438-2, TSI OPE): 12 digits, Luhn.  1-2 interoperability, 3-4 country, 5-8 type, 9-11 serial, 12 check;
 * traction units begin with 9.  1520 mm railways: 8 digits, Luhn, the first says the kind.  China (TB/T
 * 2435): 7 digits without a check digit, often behind the type (X70, X6K, NX17BK).
 */
#ifndef CODES_WAGON_H
#define CODES_WAGON_H

#include "codes/code.h"

void wagon_uic_answer(struct code_answer *a);
void wagon_cis_answer(struct code_answer *a);
void wagon_cr_answer(struct code_answer *a);

#endif
