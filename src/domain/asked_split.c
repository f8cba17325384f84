/* A pasted text, taken apart: what separates, what stays together, what stands alone. */
#include "domain/asked.h"

#include "base/text.h"
#include "codes/code.h"
#include "codes/iso6346.h"
#include "codes/shape.h"
#include "record/found_by.h"

#include <stdint.h>
#include <string.h>

#define GROUPS_MOST 8 /* of one number */

struct piece {
	const char *at;
	size_t length;
};

/* Separators */

enum separator { NOT_ONE, BLANK, HARD };

static const struct {
	uint16_t from, to;
	enum separator is;
} wide[] = {
	{0xA0, 0xA0, BLANK},
	{0xAB, 0xAB, HARD},
	{0xB7, 0xB7, HARD},
	{0xBB, 0xBB, HARD},
	{0x2000, 0x200B, BLANK},
	{0x2018, 0x201F, HARD},
	{0x2022, 0x2023, HARD}, /* bullets */
	{0x2026, 0x2026, HARD},
	{0x2028, 0x2029, HARD},
	{0x202F, 0x202F, BLANK},
	{0x2039, 0x203A, HARD},
	{0x205F, 0x205F, BLANK},
	{0x2116, 0x2116, HARD}, /* the numero sign */
	{0x2190, 0x21FF, HARD}, /* arrows */
	{0x25A0, 0x25FF, HARD}, /* squares and circles */
	{0x2713, 0x2718, HARD}, /* ticks and crosses */
	{0x3000, 0x3000, BLANK},
	{0x3001, 0x3003, HARD},
	{0x3008, 0x3011, HARD},
	{0x3014, 0x301F, HARD},
	{0x30FB, 0x30FB, HARD},
	{0xFEFF, 0xFEFF, BLANK},
	{0xFF01, 0xFF02, HARD},
	{0xFF07, 0xFF07, HARD},
	{0xFF0C, 0xFF0C, HARD},
	{0xFF1A, 0xFF1B, HARD},
	{0xFF1F, 0xFF1F, HARD},
	{0xFF5B, 0xFF65, HARD},
};

static uint32_t wide_character(const char *s, size_t length)
{
	uint32_t c = (uint8_t)s[0] & (length == 2 ? 0x1Fu : 0x0Fu);

	for (size_t i = 1; i < length; i++)
		c = c << 6 | ((uint8_t)s[i] & 0x3Fu);
	return c;
}

/* *length: bytes of the character at s. */
static enum separator separator_at(const char *s, size_t n, size_t *length)
{
	uint32_t c;

	*length = utf8_length(s, n);
	if (*length == 0) { /* of another character set: what stands between such bytes may be a number */
		*length = 1;
		return HARD;
	}
	if (*length == 1) {
		if (*s == ' ')
			return BLANK;
		return (uint8_t)*s < ' ' || strchr(",;:|\"'`<>{}=", *s) ? HARD : NOT_ONE;
	}
	c = *length == 4 ? 0 : wide_character(s, *length);
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (c >= wide[i].from && c <= wide[i].to)
			return wide[i].is;
	return NOT_ONE;
}

/* Groups */

/* The first of the groups as one, looked at as it is looked for; "" where it is too long. */
static void joined(const struct piece *groups, size_t n, char value[FOUND_BY_ROOM])
{
	const char *end = groups[n - 1].at + groups[n - 1].length;
	size_t length = (size_t)(end - groups->at);

	value[0] = '\0';
	if (length < FOUND_BY_ROOM) {
		char raw[FOUND_BY_ROOM];

		memcpy(raw, groups->at, length);
		raw[length] = '\0';
		found_by_value(raw, value);
	}
}

static bool have_lengths(const struct piece *groups, const size_t lengths[3])
{
	for (size_t i = 0; i < 3; i++)
		if (groups[i].length != lengths[i])
			return false;
	return true;
}

static bool is_wagon_in_groups(const struct piece *groups, size_t n, const char *value)
{
	static const size_t lengths[] = {2, 2, 4};

	return n > 3 && shape_fits(value, "999999999999") && have_lengths(groups, lengths);
}

static bool is_index_in_groups(const struct piece *groups, size_t n, const char *value)
{
	static const size_t lengths[] = {4, 3, 4};

	return n == 3 && shape_fits(value, "99999999999") && have_lengths(groups, lengths);
}

/* "CSQU 305438" may be all there is; of a European swap body the whole has to hold, as "BOOK 123456" need
 * not.
 */
static bool is_box_in_groups(const struct piece *groups, const char *value)
{
	char head[FOUND_BY_ROOM];

	joined(groups, 1, head);
	return (strchr("UJZR", value[3]) || iso6346_judge(value, NULL) == ISO6346_HOLDS) &&
	       strspn(head, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") >= 3;
}

static bool is_one(const struct piece *groups, size_t n)
{
	char value[FOUND_BY_ROOM];

	joined(groups, n, value);
	if (iso6346_shaped(value) || shape_fits(value, "AAAA999999"))
		return is_box_in_groups(groups, value);
	if (strncmp(value, "IMO", 3) == 0 && n == 2)
		return shape_fits(value + 3, "9999999") && groups[0].length == 3;
	return is_wagon_in_groups(groups, n, value) || is_index_in_groups(groups, n, value);
}

/* How many of the groups are one reference: the most that have the shape of one. */
static size_t together(const struct piece *groups, size_t n)
{
	for (size_t most = n < GROUPS_MOST ? n : GROUPS_MOST; most > 1; most--)
		if (is_one(groups, most))
			return most;
	return 1;
}

struct splitting {
	struct asked_list *list;
	struct arena *arena;
	struct piece *groups; /* apart by blanks alone */
	size_t count, room;
};

static bool is_name(const struct splitting *s)
{
	char value[FOUND_BY_ROOM];

	for (size_t i = 0; i < s->count; i++) {
		joined(s->groups + i, 1, value);
		if (value[strcspn(value, "0123456789")])
			return false;
	}
	return s->count > 1;
}

/* A letter or digit of a code, as it is looked for; NUL: it is none. */
static char plain_character(const char *at, size_t length)
{
	char plain[5];

	if (code_loosely(at, length, plain) != 1)
		return '\0';
	return (*plain >= '0' && *plain <= '9') || (*plain >= 'A' && *plain <= 'Z') ? *plain : '\0';
}

/* The first container number that holds, with whatever but letters and digits around it. */
static bool number_within(const struct piece *p, struct piece *number)
{
	char run[12] = "";
	size_t count = 0, from = 0;

	for (size_t i = 0, length; i <= p->length; i += length) {
		size_t left = p->length - i;
		char c;

		length = left ? utf8_length(p->at + i, left) : 1;
		length = length ? length : 1;
		c = left ? plain_character(p->at + i, length) : '\0';
		if (c) {
			from = count ? from : i;
			if (count++ < sizeof run - 1)
				run[count - 1] = c;
			continue;
		}
		*number = (struct piece){p->at + from, i - from};
		if (count == sizeof run - 1 && iso6346_judge(run, NULL) == ISO6346_HOLDS)
			return true;
		count = 0;
	}
	return false;
}

/* Nothing but signs separates; what is too long to be a reference is told. */
static bool is_signs(const char *at, size_t length)
{
	char raw[FOUND_BY_ROOM], value[FOUND_BY_ROOM];

	if (length >= sizeof raw)
		return false;
	memcpy(raw, at, length);
	raw[length] = '\0';
	return !found_by_value(raw, value) || !value[strspn(value, ASKED_SIGNS)];
}

/* What stood around a number, without what held the two together. */
static void add_rest(struct splitting *s, const char *at, size_t length)
{
	static const char between[] = "-./()[]" ASKED_SIGNS;

	for (; length && strchr(between, *at); at++)
		length--;
	while (length && strchr(between, at[length - 1]))
		length--;
	if (!is_signs(at, length))
		asked_add(s->list, s->arena, at, length);
}

/* "CSQU3054383/SEAL1" is a container and a seal; "1.CSQU3054383" the first of a list. */
static void add_alone(struct splitting *s, struct piece p)
{
	struct piece number, rest = p;
	char value[FOUND_BY_ROOM];

	joined(&p, 1, value);
	while (!iso6346_shaped(value) && number_within(&rest, &number)) {
		const char *behind = number.at + number.length;

		add_rest(s, rest.at, (size_t)(number.at - rest.at));
		asked_add(s->list, s->arena, number.at, number.length);
		rest = (struct piece){behind, rest.length - (size_t)(behind - rest.at)};
	}
	if (rest.at == p.at)
		asked_add(s->list, s->arena, p.at, p.length);
	else
		add_rest(s, rest.at, rest.length);
}

static void add_groups(struct splitting *s)
{
	bool name = is_name(s);

	for (size_t i = 0, n; i < s->count; i += n) {
		const struct piece *last;

		n = name ? s->count : together(s->groups + i, s->count - i);
		last = &s->groups[i + n - 1];
		if (n == 1)
			add_alone(s, *last);
		else
			asked_add(s->list, s->arena, s->groups[i].at,
				(size_t)(last->at + last->length - s->groups[i].at));
	}
	s->count = 0;
}

static void add_piece(struct splitting *s, const char *at, size_t length)
{
	for (; length && strchr(ASKED_SIGNS, *at); at++)
		length--;
	while (length && strchr(ASKED_SIGNS, at[length - 1]))
		length--;
	if (is_signs(at, length))
		return;
	s->groups = arena_grow(s->arena, s->groups, s->count, &s->room, sizeof *s->groups);
	s->groups[s->count++] = (struct piece){at, length};
}

static size_t line_of(const char *text, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += text[i] == '\n';
	return line;
}

bool asked_split(
	struct asked_list *list, struct arena *a, const char *text, size_t n, size_t most, struct fault *f)
{
	struct splitting s = {.list = list, .arena = a};
	const char *zero = memchr(text, '\0', n);
	size_t begun = 0;

	if (zero) /* UTF-16, a workbook: nobody's references */
		return fault_say(f, FAULT_BAD_BODY,
			"this is no text in UTF-8: a zero byte stands on line %zu",
			line_of(text, (size_t)(zero - text)));
	for (size_t i = 0, length; i <= n; i += length) {
		enum separator is = i < n ? separator_at(text + i, n - i, &length) : HARD;

		length = i < n ? length : 1;
		if (is == NOT_ONE)
			continue;
		add_piece(&s, text + begun, i - begun);
		begun = i + length;
		if (is == HARD)
			add_groups(&s);
		if (list->count > most)
			return fault_say(f, FAULT_BAD_BODY,
				"more than %zu references: line %zu has one too many", most,
				line_of(text, i));
	}
	return true;
}
