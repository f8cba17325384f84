#include "wire/sheet/value.h"

#include "base/text.h"
#include "codes/code.h"
#include "codes/iso6346.h"
#include "codes/shape.h"
#include "codes/station.h"
#include "wire/partner_ask.h"
#include "wire/sheet/words.h"

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

/* ---- stations ---- */

static const char *called(struct sheet_reading *r, const char *list, const char *code)
{
	const struct decode_world *w = r->world;

	return w->place_called && list ? w->place_called(w->self, list, code) : NULL;
}

static bool all_digits(const char *s, size_t n)
{
	return strlen(s) == n && shape_digits(s) == n;
}

/* The zero that a spreadsheet lost in front of a number of six digits, or the check digit that nobody wrote
 * behind five. */
static const char *station_of_five(struct sheet_reading *r, const char *five, enum sheet_field field)
{
	char six[8];
	const char *place;

	snprintf(six, sizeof six, "0%s", five);
	if (station_check_digit(six) == six[5]) {
		place = called(r, "ESR", six);
		if (place) {
			sheet_say(r, SEVERITY_INFORMATION, "lost-zero", field,
				"\"%s\" was read as %s, whose check digit holds: a zero was lost in front",
				five, six);
			return place;
		}
	}
	snprintf(six, sizeof six, "%s%c", five, station_check_digit(five));
	place = called(r, "ESR", six);
	return place ? place : called(r, "TMIS", five);
}

static const char *station_of_digits(struct sheet_reading *r, const char *digits, enum sheet_field field)
{
	const char *place = NULL;

	if (all_digits(digits, 6))
		place = called(r, "ESR", digits);
	else if (all_digits(digits, 5))
		place = station_of_five(r, digits, field);
	if (!place)
		place = called(r, "TMIS", digits);
	return place ? place : called(r, "UIC", digits);
}

static bool like_locode(const char *s)
{
	return strlen(s) == 5 && isupper((unsigned char)s[0]) && isupper((unsigned char)s[1]) &&
	       strspn(s + 2, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == 3;
}

/* "Достык (708507)", "708507 Достык": the number in it; NULL: none. */
static const char *number_within(struct sheet_reading *r, const char *text, enum sheet_field field)
{
	for (const char *s = text; *s; s++) {
		size_t n = shape_digits(s);

		if (n == 6) {
			const char *place = station_of_digits(r, arena_strndup(r->a, s, n), field);

			if (place)
				return place;
		}
		if (n)
			s += n - 1;
	}
	return NULL;
}

/* "阿拉木图1", "阿拉木图2站" are written 一站, 二站 as well. */
static const char *numbered_station(struct sheet_reading *r, const char *text, size_t n)
{
	static const char *const numbers[] = {"一站", "二站", "三站"};
	const char *behind[] = {"号站", "站", ""};

	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		size_t m = strlen(behind[i]);

		if (n > m + 4 && strcmp(text + n - m, behind[i]) == 0 && text[n - m - 1] >= '1' &&
			text[n - m - 1] <= '3' && (unsigned char)text[n - m - 2] >= 0x80)
			return r->world->place_named(
				r->world->self, arena_printf(r->a, "%.*s%s", (int)(n - m - 1), text,
							numbers[text[n - m - 1] - '1']));
	}
	return NULL;
}

static const char *named(struct sheet_reading *r, const char *text)
{
	static const char *const before[] = {"станция ", "ст. ", "ст.", "ст ", "Станция ", "Ст. ", "СТ. ",
		"СТАНЦИЯ ", "ж/д станция ", "ж/д ст. "};
	/* what is for export, and in transit, is written behind the name in Russian lists */
	static const char *const behind[] = {"车站", "站", "口岸站", "口岸", "火车站", "铁路口岸", " station",
		" Station", " STATION", " (эксп.)", " (ЭКСП.)", " (эксп)", " (ЭКСП)", "-эксп.", "-ЭКСП.",
		"-эксп", "-ЭКСП", " эксп.", " ЭКСП.", " эксп", " ЭКСП", "-экспорт", "-ЭКСПОРТ", " (перев.)",
		" (ПЕРЕВ.)", "-перев.", "-ПЕРЕВ.", " (exp.)", " (exp)", "-exp"};
	const struct decode_world *w = r->world;
	const char *place;
	size_t n = strlen(text);

	if (!w->place_named)
		return NULL;
	place = w->place_named(w->self, text);
	for (size_t i = 0; !place && i < sizeof before / sizeof *before; i++)
		if (strncmp(text, before[i], strlen(before[i])) == 0)
			place = w->place_named(w->self, text + strlen(before[i]));
	for (size_t i = 0; !place && i < sizeof behind / sizeof *behind; i++) {
		size_t m = strlen(behind[i]);

		if (n > m && strcmp(text + n - m, behind[i]) == 0)
			place = w->place_named(w->self, arena_strndup(r->a, text, n - m));
	}
	return place ? place : numbered_station(r, text, n);
}

static const char *place_sought(struct sheet_reading *r, const char *text, enum sheet_field field)
{
	const char *place = meaning_for(r->world, r->who, CODES_STATION_NAME, text);

	if (!place)
		place = meaning_for(r->world, r->who, CODES_PLACE, text);
	if (place)
		return place;
	if (shape_digits(text) == strlen(text))
		return station_of_digits(r, text, field);
	if (like_locode(text))
		place = called(r, "UNLOCODE", text);
	if (!place)
		place = named(r, text);
	return place ? place : number_within(r, text, field);
}

static size_t times_told(const struct sheet_reading *r)
{
	return r->m.diagnostic_count + r->m.diagnostics_dropped;
}

static const char *place_of(struct sheet_reading *r, const char *text, enum sheet_field field)
{
	size_t n = strlen(text), told = times_told(r);
	struct kept_place *kept = &r->memo->places[kept_slot(text, n, PLACES_KEPT)];
	const char *place;

	if (kept_is(&kept->text, 0, text, n))
		return kept->place;
	place = place_sought(r, text, field);
	if (times_told(r) == told && kept_set(&kept->text, 0, text, n))
		kept->place = place;
	return place;
}

static void place_unknown(struct sheet_reading *r, const char *text, enum sheet_field field)
{
	sheet_unknown(r, CODES_STATION_NAME, text, field);
	sheet_say(r, SEVERITY_WARNING, "station-unknown", field,
		"no station is known by \"%.80s\": it was kept as written", text);
}

struct sheet_spot value_place(struct sheet_reading *r, const char *text, enum sheet_field field)
{
	struct sheet_spot s = {NULL, text};

	if (!text)
		return s;
	s.place = place_of(r, text, field);
	if (s.place && strcmp(s.place, text) == 0)
		s.text = NULL;
	else if (!s.place)
		place_unknown(r, text, field);
	return s;
}

struct sheet_spot value_station(
	struct sheet_reading *r, const struct sheet_values *v, enum sheet_field name, enum sheet_field code)
{
	const char *number = code < FIELDS ? sheet_text(v, code) : NULL, *text = sheet_text(v, name);
	struct sheet_spot s = {NULL, text};

	if (number) {
		s.place = place_of(r, number, code);
		if (s.place || !text)
			s.text = text ? text : number;
		if (!s.place && !text)
			place_unknown(r, number, code);
		if (s.place && s.text && strcmp(s.text, s.place) == 0)
			s.text = NULL;
		if (s.place || !text)
			return s;
	}
	return value_place(r, text, name);
}

struct sheet_spot value_title_place(struct sheet_reading *r)
{
	const struct sheet_title *t = r->title;

	return value_place(r, t->station ? t->station : t->near, FIELDS);
}
