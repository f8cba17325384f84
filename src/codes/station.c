#include "codes/station.h"

#include "codes/shape.h"

#include <stdio.h>

static int weighted(const char *digits, int first)
{
	int sum = 0;

	for (int i = 0; i < 5; i++)
		sum += (digits[i] - '0') * (first + i);
	return sum % 11;
}

char station_check_digit(const char *digits)
{
	int digit = weighted(digits, 1);

	if (digit == 10)
		digit = weighted(digits, 3);
	return (char)('0' + digit % 10);
}

void station_answer(struct code_answer *a)
{
	bool whole = shape_fits(a->code, "999999");
	char digit;

	if (!whole && !shape_fits(a->code, "99999"))
		return;
	digit = station_check_digit(a->code);
	a->verdict = whole && a->code[5] == digit ? CODE_HOLDS : CODE_WARNS;
	if (a->verdict == CODE_HOLDS)
		snprintf(a->text, sizeof a->text,
			"Station number of the 1520 mm railways (ESR), check digit %c holds", digit);
	else if (whole)
		snprintf(a->text, sizeof a->text,
			"The check digit of station %.5s is %c, not %c; a few stations bear a wrong one in "
			"the official list",
			a->code, digit, a->code[5]);
	else
		snprintf(a->text, sizeof a->text,
			"Station number of the 1520 mm railways (ESR) without its check digit, which is %c",
			digit);
}
