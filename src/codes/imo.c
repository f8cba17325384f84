#include "codes/imo.h"

#include "codes/shape.h"

#include <stdio.h>
#include <string.h>

static char check_digit(const char *code)
{
	int sum = 0;

	for (int i = 0; i < 6; i++)
		sum += (code[i] - '0') * (7 - i);
	return (char)('0' + sum % 10);
}

bool imo_holds(const char *code)
{
	return shape_fits(code, "9999999") && code[6] == check_digit(code);
}

void imo_answer(struct code_answer *a)
{
	char digit;

	if (strncmp(a->code, "IMO", 3) == 0)
		memmove(a->code, a->code + 3, strlen(a->code + 3) + 1);
	if (!shape_fits(a->code, "9999999"))
		return;
	digit = check_digit(a->code);
	a->verdict = a->code[6] == digit ? CODE_HOLDS : CODE_FAILS;
	if (a->verdict == CODE_HOLDS)
		snprintf(a->text, sizeof a->text, "IMO ship number, check digit %c holds", digit);
	else
		snprintf(a->text, sizeof a->text, "The check digit of the IMO number %.6s is %c, not %c",
			a->code, digit, a->code[6]);
}
