#include "codes/iso6346.h"

#include "codes/shape.h"

#include <stdio.h>
#include <string.h>

#define SERIAL 10 /* characters in front of the check digit */

static const struct {
	char letter;
	const char *what;
} categories[] = {
	{'U', "freight container"},
	{'J', "detachable equipment of a container (generator set ...)"},
	{'Z', "trailer or chassis"},
	{'R', "detachable refrigerating unit"},
	{'A', "European swap body (ILU code)"},
	{'B', "European swap body (ILU code)"},
	{'D', "European swap body (ILU code)"},
	{'E', "European semi-trailer or swap body (ILU code)"},
	{'K', "European swap body (ILU code)"},
};

static const char *category(char letter)
{
	for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
		if (categories[i].letter == letter)
			return categories[i].what;
	return NULL;
}

/* A = 10 and on, without the multiples of 11. */
static int value(char c)
{
	int n;

	if (c <= '9')
		return c - '0';
	n = c - 'A' + 10;
	return n + (n > 10) + (n > 20) + (n > 30);
}

static char check_digit(const char *code)
{
	int sum = 0;

	for (int i = 0; i < SERIAL; i++)
		sum += value(code[i]) << i;
	return (char)('0' + sum % 11 % 10);
}

bool iso6346_shaped(const char *code)
{
	size_t n = 0;

	while (n < 4 && code[n] >= 'A' && code[n] <= 'Z')
		n++;
	while (n >= 4 && n <= SERIAL && code[n] >= '0' && code[n] <= '9')
		n++;
	return n > SERIAL && !code[n];
}

enum iso6346 iso6346_judge(const char *code, char *expected)
{
	char digit;

	if (!iso6346_shaped(code) || !category(code[3]))
		return ISO6346_NOT_ONE;
	digit = check_digit(code);
	if (expected)
		*expected = digit;
	return code[SERIAL] == digit ? ISO6346_HOLDS : ISO6346_CHECK_FAILS;
}

static void say_category(struct code_answer *a)
{
	a->verdict = CODE_FAILS;
	snprintf(a->text, sizeof a->text,
		"The fourth letter of a container number is U, J, Z or R (A, B, D, E, K for European loading "
		"units), "
		"not %c",
		a->code[3]);
}

/* Four letters and some digits: a container's number that lost or gained one, or has a letter among them. */
static void say_almost(struct code_answer *a)
{
	const char *serial = a->code + 4;
	size_t n = strspn(a->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") >= 4 ? strlen(serial) : 0;
	size_t digits = n ? strspn(serial, "0123456789") : 0;

	if (n == SERIAL - 3 && digits < n && shape_fits(serial + digits + 1, &"999999"[digits])) {
		a->verdict = CODE_FAILS;
		snprintf(a->text, sizeof a->text,
			"Behind its four letters a container number has digits only: the %c behind %.*s is a "
			"letter",
			serial[digits], (int)(4 + digits), a->code);
	} else if (n >= 3 && n <= 10 && digits == n) {
		a->verdict = CODE_FAILS;
		snprintf(a->text, sizeof a->text,
			"A container number has 7 digits behind its four letters, not %zu: %zu too %s", n,
			n > 7 ? n - 7 : 7 - n, n > 7 ? "many" : "few");
	}
}

void iso6346_answer(struct code_answer *a)
{
	bool whole = iso6346_shaped(a->code);
	char digit;

	if (!whole && !shape_fits(a->code, "AAAA999999")) {
		say_almost(a);
		return;
	}
	if (!category(a->code[3])) {
		say_category(a);
		return;
	}
	digit = check_digit(a->code);
	if (whole && a->code[SERIAL] == digit) {
		a->verdict = CODE_HOLDS;
		snprintf(a->text, sizeof a->text, "Owner %.3s, %s, serial number %.6s, check digit %c holds",
			a->code, category(a->code[3]), a->code + 4, digit);
		return;
	}
	a->verdict = CODE_FAILS;
	if (whole)
		snprintf(a->text, sizeof a->text,
			"The check digit of %.10s is %c, not %c: a character is wrong", a->code, digit,
			a->code[SERIAL]);
	else
		snprintf(a->text, sizeof a->text, "The check digit is missing: that of %.10s is %c", a->code,
			digit);
}
