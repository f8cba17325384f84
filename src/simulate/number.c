#include "simulate/number.h"

#include <stdio.h>
#include <string.h>

static int letter_worth(char c)
{
	int n = c - 'A';

	return 10 + n + (n > 0) + (n > 10) + (n > 20); /* 11, 22 and 33 are left out */
}

void number_container(char out[NUMBER_CONTAINER], const char owner[4], int serial)
{
	int sum = 0;

	snprintf(out, NUMBER_CONTAINER, "%.4s%06d", owner, serial % 1000000);
	for (int i = 0; i < 10; i++)
		sum += (i < 4 ? letter_worth(out[i]) : out[i] - '0') << i;
	out[10] = (char)('0' + sum % 11 % 10);
	out[11] = '\0';
}

/* Every second digit counts twice, digit by digit; the first one or not, as the length has it. */
static char luhn(const char *digits, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int d = (digits[i] - '0') * ((n - i) % 2 ? 2 : 1);

		sum += d / 10 + d % 10;
	}
	return (char)('0' + (10 - sum % 10) % 10);
}

void number_wagon(char out[NUMBER_WAGON], enum gauge gauge, int serial)
{
	static const struct {
		const char *begins;
		int digits, of;
	} made[] = {
		[GAUGE_NONE] = {"", 1, 10},
		[GAUGE_CHINA] = {"5", 6, 1000000},
		[GAUGE_BROAD] = {"94", 5, 100000},
		[GAUGE_EUROPE] = {"33514", 6, 1000000},
	};
	size_t n;

	snprintf(
		out, NUMBER_WAGON, "%s%0*d", made[gauge].begins, made[gauge].digits, serial % made[gauge].of);
	if (gauge == GAUGE_CHINA)
		return;
	n = strlen(out);
	out[n] = luhn(out, n);
	out[n + 1] = '\0';
}

void number_mistyped(char out[NUMBER_CONTAINER], const char *right, int where)
{
	char *digit = out + 4 + where % 6;

	snprintf(out, NUMBER_CONTAINER, "%s", right);
	*digit = (char)('0' + (*digit - '0' + 1) % 10);
}
