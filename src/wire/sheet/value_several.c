/* A cell that names several containers: "TGHU7001006, TGHU7001011", one below the other, "A/B". */
#include "codes/code.h"
#include "wire/sheet/value.h"

#include <string.h>

static size_t sign_length(const char *s)
{
	static const char *const wide[] = {"、", "，", "；", "／"};

	if (strchr(",;/+\n\r\t|", *s))
		return 1;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (strncmp(s, wide[i], strlen(wide[i])) == 0)
			return strlen(wide[i]);
	return 0;
}

/* Behind four letters and seven digits a blank parts numbers; before them it may stand in one. */
static bool is_whole(const char *s, size_t n)
{
	size_t letters = 0, digits = 0;

	for (size_t i = 0; i < n; i++) {
		letters += (s[i] >= 'A' && s[i] <= 'Z') || (s[i] >= 'a' && s[i] <= 'z');
		digits += s[i] >= '0' && s[i] <= '9';
	}
	return letters == 4 && digits == 7;
}

static bool is_container(const char *s)
{
	struct code_answer a = code_judge(CODE_CONTAINER, s);

	return a.verdict == CODE_HOLDS || a.verdict == CODE_FAILS;
}

size_t value_containers(struct sheet_reading *r, const struct sheet_values *v, const char **numbers)
{
	const char *s = sheet_text(v, FIELD_CONTAINER);
	size_t count = 0;

	if (!s || strlen(s) < 23)
		return 0;
	while (*s) {
		size_t n = 0;

		while (s[n] && !sign_length(s + n) && !(s[n] == ' ' && is_whole(s, n)))
			n++;
		if (n > strspn(s, " ")) {
			if (count == CONTAINERS_A_CELL)
				return 0;
			numbers[count] = arena_strndup(r->a, s, n);
			if (!is_container(numbers[count++]))
				return 0;
		}
		s += n;
		s += *s ? (sign_length(s) ? sign_length(s) : 1) : 0;
	}
	return count > 1 ? count : 0;
}
