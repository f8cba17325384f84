/*
 * The shape of a code and the check digit that several systems share.
 *
 * A pattern has one character a place: A is a letter, 9 a digit, L a letter or one of 2 to 9 (UN/LOCODE
 * leaves 0 and 1 out), X a letter or a digit.  Codes are normalised: upper-case ASCII.
 */
#ifndef CODES_SHAPE_H
#define CODES_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

bool shape_fits(const char *code, const char *pattern);
/* How many digits stand in front: of the few that a cell has, sooner than strspn counts them. */
static inline size_t shape_digits(const char *s)
{
	size_t n = 0;

	while (s[n] >= '0' && s[n] <= '9')
		n++;
	return n;
}

/* The digit that makes n digits hold by Luhn's rule (ISO/IEC 7812-1): doubled every other from the right,
 * added up digit by digit, complement to ten.  It stands behind UIC's and the 1520 mm railways' wagon
 * numbers. */
char luhn_digit(const char *digits, size_t n);

#endif
