#include "codes/shape.h"

static bool letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool fits(char c, char pattern)
{
	switch (pattern) {
	case 'A':
		return letter(c);
	case '9':
		return c >= '0' && c <= '9';
	case 'L':
		return letter(c) || (c >= '2' && c <= '9');
	default:
		return letter(c) || (c >= '0' && c <= '9');
	}
}

bool shape_fits(const char *code, const char *pattern)
{
	while (*pattern && fits(*code, *pattern)) {
		code++;
		pattern++;
	}
	return !*code && !*pattern;
}

char luhn_digit(const char *digits, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int d = digits[n - 1 - i] - '0';

		if (i % 2 == 0)
			d = d < 5 ? 2 * d : 2 * d - 9;
		sum += d;
	}
	return (char)('0' + (10 - sum % 10) % 10);
}
