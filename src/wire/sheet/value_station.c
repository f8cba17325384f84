/* Stations and places, by their numbers and by their names. */
#include "wire/sheet/value.h"

#include "codes/code.h"
#include "codes/shape.h"
#include "codes/station.h"
#include "wire/partner_ask.h"

#include <ctype.h>
#include <string.h>

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
