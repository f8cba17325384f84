/*
 * Numbers as the field writes them, with their check digits: containers (ISO 6346), wagons of China (7
 * digits), of the 1520 mm railways (8) and of Europe (12).  Made here from the public rules, not by
 * src/codes: a mistake there would otherwise agree with itself.
 */
#ifndef SIMULATE_NUMBER_H
#define SIMULATE_NUMBER_H

#include <stddef.h>

#define NUMBER_CONTAINER 12 /* bytes with the end */
#define NUMBER_WAGON     13

enum gauge { GAUGE_NONE, GAUGE_CHINA, GAUGE_BROAD, GAUGE_EUROPE };

void number_container(char out[NUMBER_CONTAINER], const char owner[4], int serial); /* serial of 6 digits */
void number_wagon(char out[NUMBER_WAGON], enum gauge gauge, int serial); /* wraps where there are no more */
/* The same number as somebody mistyped it: one digit is another, so that the check digit fails. */
void number_mistyped(char out[NUMBER_CONTAINER], const char *right, int where);

#endif
