#include "wire/sheet/value.h"

#include "codes/code.h"
#include "codes/iso6346.h"
#include "codes/shape.h"

#include <ctype.h>
#include <string.h>

/* ---- digits that are gone ---- */

/* 1.23E+11, 1,23E+11, with or without a fraction */
static bool is_exponent(const char *s)
{
	size_t digits = 0;

	for (; *s >= '0' && *s <= '9'; s++)
		digits++;
	if (*s == '.' || *s == ',')
		for (s++; *s >= '0' && *s <= '9'; s++)
			digits++;
	if (!digits || (*s != 'E' && *s != 'e'))
		return false;
	s++;
	if (*s != '+')
		return false;
	for (s++; *s >= '0' && *s <= '9'; s++)
		digits++;
	return !*s;
}

bool value_lost_digits(const struct cell *c)
{
	const char *s = c->text;
	struct cell number;

	while (*s >= '+' && *s <= '9') /* signs, points, digits */
		s++;
	if (s == c->text || (*s != 'E' && *s != 'e')) /* nearly all */
		return false;
	number = cell_read(c);
	return is_exponent(c->text) || (number.kind == CELL_NUMBER && !number.exact && *s == 'E');
}

static bool digits_lost(struct sheet_reading *r, const struct cell *c, enum sheet_field field)
{
	if (!value_lost_digits(c))
		return false;
	sheet_say(r, SEVERITY_ERROR, "exponent", field,
		"\"%s\" has lost its digits: give the column the format Text and send it again", c->text);
	return true;
}

/* ---- containers ---- */

/* What is often typed for another in a number of four letters and seven digits. */
static bool swapped(const char *code, char out[12])
{
	bool changed = false;

	if (strlen(code) != 11)
		return false;
	for (size_t i = 0; i < 11; i++) {
		char c = code[i], to = c;

		if (i < 4)
			to = (char)(c == '0' ? 'O' : c == '1' ? 'I' : c == '5' ? 'S' : c == '8' ? 'B' : c);
		else
			to = (char)(c == 'O' || c == 'Q' || c == 'D' ? '0'
				    : c == 'I' || c == 'L'           ? '1'
				    : c == 'S'                       ? '5'
				    : c == 'B'                       ? '8'
				    : c == 'Z'                       ? '2'
								     : c);
		changed |= to != c;
		out[i] = to;
	}
	out[11] = '\0';
	return changed;
}

/* Digits and letters that code_normalise takes for nothing: Cyrillic ones that look like digits. */
static void cyrillic_digits(const char *raw, char *out, size_t room)
{
	static const struct {
		const char *from;
		char to;
	} pairs[] = {{"З", '3'}, {"з", '3'}, {"б", '6'}, {"Ч", '4'}, {"І", 'I'}, {"і", 'I'}, {"Ѕ", 'S'},
		{"Ј", 'J'}};
	size_t at = 0;

	while (*raw && at + 1 < room) {
		bool done = false;

		for (size_t i = 0; i < sizeof pairs / sizeof *pairs && !done; i++)
			if (strncmp(raw, pairs[i].from, strlen(pairs[i].from)) == 0) {
				out[at++] = pairs[i].to;
				raw += strlen(pairs[i].from);
				done = true;
			}
		if (!done)
			out[at++] = *raw++;
	}
	out[at] = '\0';
}

/* "№ TGHU7001006*", "TGHU7001006/40HC": the only number in it, where its check digit holds. */
static const char *container_within(struct sheet_reading *r, const char *raw)
{
	const char *found = NULL;

	for (const char *s = raw; *s;) {
		size_t n = 0;

		while (isalnum((unsigned char)s[n]))
			n++;
		if (n == 11) {
			const char *number = arena_strndup(r->a, s, n);

			if (found || iso6346_judge(number, NULL) != ISO6346_HOLDS)
				return NULL;
			found = number;
		}
		s += n ? n : 1;
	}
	return found;
}

static const char *mended_container(struct sheet_reading *r, const char *raw)
{
	char plain[CODE_RAW + 1], code[32], out[12];

	cyrillic_digits(raw, plain, sizeof plain);
	if (!code_normalise(plain, code, sizeof code, NULL, 0))
		return NULL;
	if (code_holds(CODE_CONTAINER, code))
		return arena_strdup(r->a, code);
	if (!swapped(code, out) || !code_holds(CODE_CONTAINER, out))
		return NULL;
	return arena_strdup(r->a, out);
}

bool value_container(struct sheet_reading *r, const struct sheet_values *v, const char **number, bool *failed)
{
	const char *raw = sheet_text(v, FIELD_CONTAINER);
	struct code_answer a;

	*number = NULL;
	*failed = false;
	if (!raw)
		return true;
	if (strlen(raw) == 11 && iso6346_judge(raw, NULL) == ISO6346_HOLDS) {
		*number = raw;
		return true;
	}
	if (digits_lost(r, v->of[FIELD_CONTAINER], FIELD_CONTAINER))
		return false;
	a = code_judge(CODE_CONTAINER, raw);
	if (a.verdict == CODE_HOLDS || a.verdict == CODE_FAILS) {
		*number = arena_strdup(r->a, a.code);
		*failed = a.verdict == CODE_FAILS;
		if (*failed)
			sheet_say(r, SEVERITY_WARNING, "check-digit", FIELD_CONTAINER, "\"%s\": %s", raw,
				a.text);
		else if (strstr(a.changed, "Cyrillic") || strstr(a.changed, "full-width"))
			sheet_say(r, SEVERITY_INFORMATION, "look-alike", FIELD_CONTAINER,
				"\"%s\" was read as %s: %s, and its check digit holds", raw, a.code,
				a.changed);
		return true;
	}
	*number = container_within(r, raw);
	if (*number) {
		sheet_say(r, SEVERITY_INFORMATION, "number-within", FIELD_CONTAINER,
			"\"%.60s\" was read as %s, whose check digit holds", raw, *number);
		return true;
	}
	*number = mended_container(r, raw);
	if (*number)
		sheet_say(r, SEVERITY_INFORMATION, "look-alike", FIELD_CONTAINER,
			"\"%s\" was read as %s, whose check digit holds: signs that look alike were "
			"exchanged",
			raw, *number);
	else
		sheet_say(r, SEVERITY_ERROR, "container", FIELD_CONTAINER,
			"\"%.60s\" is no number of a container: %s", raw, a.text);
	return *number != NULL;
}

/* ---- wagons ---- */

/* As nearly all are: digits alone whose check digit holds, or China's without one. */
static bool plain_wagon(const char *s)
{
	size_t n = shape_digits(s);

	return !s[n] && (n == 7 || ((n == 8 || n == 12) && luhn_digit(s, n - 1) == s[n - 1]));
}

/* "X70 5312345", "C70E/1712345": the only number in the cell, behind or before a type; NULL: it is not so. */
static const char *wagon_beside_type(struct sheet_reading *r, const char *raw)
{
	const char *found = NULL;
	bool letters = false;

	if (strncmp(raw, "№", strlen("№")) == 0) {
		raw += strlen("№");
		letters = true;
	}
	for (const char *s = raw; *s;) {
		size_t n = strcspn(s, " /\t\n,;-_()*'#"), digits = strspn(s, "0123456789");

		if (n && digits == n && (n == 7 || n == 8 || n == 12)) {
			const char *number = arena_strndup(r->a, s, n);

			if (found || !plain_wagon(number))
				return NULL;
			found = number;
		} else {
			if (n && (digits || !(isalpha((unsigned char)*s) || (unsigned char)*s >= 0x80)))
				return NULL;
			letters |= n > 0;
		}
		s += n + (s[n] != '\0');
	}
	return letters || strpbrk(raw, "*'#") ? found : NULL;
}

bool value_wagon(
	struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field, const char **number)
{
	static const enum code_kind kinds[] = {CODE_WAGON_UIC, CODE_WAGON_CIS, CODE_WAGON_CR};
	const char *raw = sheet_text(v, field);
	char padded[40];
	struct code_answer a;

	*number = NULL;
	if (!raw || plain_wagon(raw)) {
		*number = raw;
		return true;
	}
	if (digits_lost(r, v->of[field], field))
		return false;
	*number = wagon_beside_type(r, raw);
	if (*number)
		return true;
	for (size_t i = 0; i < 3; i++) {
		a = code_judge(kinds[i], raw);
		if (a.verdict == CODE_NOT_THIS)
			continue;
		*number =
			arena_strdup(r->a, kinds[i] == CODE_WAGON_CR ? a.code + strlen(a.code) - 7 : a.code);
		if (a.verdict == CODE_FAILS)
			sheet_say(r, SEVERITY_WARNING, "check-digit", field, "\"%s\": %s", raw, a.text);
		return true;
	}
	/* eleven digits: a zero was lost in front, where the check digit then holds */
	snprintf(padded, sizeof padded, "0%.30s", raw);
	a = code_judge(CODE_WAGON_UIC, padded);
	if (a.verdict == CODE_HOLDS) {
		*number = arena_strdup(r->a, a.code);
		sheet_say(r, SEVERITY_INFORMATION, "lost-zero", field,
			"\"%s\" was read as %s, whose check digit holds: a zero was lost in front", raw,
			a.code);
		return true;
	}
	sheet_say(r, SEVERITY_ERROR, "wagon", field,
		"\"%.60s\" is no number of a wagon: 12 digits (UIC), 8 (1520 mm) or 7 (China) are expected",
		raw);
	return false;
}
