#include "wire/sheet/number_format.h"

#include <string.h>

/* Whether a number format writes a date or a time: y m d h s outside quotes, escapes and brackets.  Formats
 * of zeros alone keep leading zeros. */
struct number_format number_format_of(const char *s)
{
	struct number_format f = {0};
	size_t zeros = strspn(s, "0");

	if (zeros > 1 && zeros < 20 && s[zeros] == '\0')
		f.zeros = (uint8_t)zeros;
	for (; *s && !f.date; s++) {
		if (*s == '"') {
			do
				s++;
			while (*s && *s != '"');
		} else if (*s == '[') {
			while (*s && *s != ']')
				s++;
		} else if (*s == '\\' || *s == '_' || *s == '*') {
			s += s[1] != '\0';
		} else {
			f.date = strchr("ymdhsYMDHS", *s) != NULL;
		}
		if (!*s)
			break;
	}
	return f;
}

struct number_format number_format_built_in(unsigned id)
{
	return (struct number_format){.date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
					      (id >= 45 && id <= 47) || (id >= 50 && id <= 58)};
}

size_t number_format_show(struct number_format f, struct cell *c, bool date_1904, char out[CELL_NUMBER_ROOM])
{
	size_t n;

	c->exact = false;
	c->kind = CELL_DATE;
	if (f.date && (n = cell_date_write(out, c->number, date_1904)))
		return n;
	c->kind = CELL_NUMBER;
	n = cell_number_write(out, c->number, &c->exact);
	if (f.zeros > n && c->exact && c->number >= 0) {
		memmove(out + f.zeros - n, out, n);
		memset(out, '0', f.zeros - n);
		n = f.zeros;
	}
	return n;
}
