#include "domain/asked.h"

#include "base/text.h"
#include "codes/iso6346.h"
#include "codes/shape.h"
#include "record/found_by.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define RAW_MOST    128 /* bytes of a reference that are told back */
#define GROUPS_MOST 8   /* of one number */

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
	{0xBB, 0xBB, HARD},
	{0x2000, 0x200B, BLANK},
	{0x2018, 0x201F, HARD},
	{0x2026, 0x2026, HARD},
	{0x2028, 0x2029, HARD},
	{0x202F, 0x202F, BLANK},
	{0x2039, 0x203A, HARD},
	{0x205F, 0x205F, BLANK},
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

/* One reference */

static bool any_digit(const char *s)
{
	return s[strcspn(s, "0123456789")] != '\0';
}

static void judge(struct asked *q, struct arena *a)
{
	char digit, whole[12];

	if (shape_fits(q->value, "AAAA999999")) { /* the check digit is missing */
		snprintf(whole, sizeof whole, "%.10s0", q->value);
		if (iso6346_judge(whole, &digit) == ISO6346_NOT_ONE)
			return;
		q->shape = ASKED_FAILS;
	} else {
		switch (iso6346_judge(q->value, &digit)) {
		case ISO6346_HOLDS:
			q->shape = ASKED_CONTAINER;
			return;
		case ISO6346_CHECK_FAILS:
			q->shape = ASKED_FAILS;
			break;
		case ISO6346_NOT_ONE:
			return;
		}
	}
	q->suggest = arena_printf(a, "%.10s%c", q->value, digit);
}

/* At most that many bytes, and no character cut in two. */
static const char *shortened(struct arena *a, const char *s, size_t n)
{
	size_t most = RAW_MOST;

	if (n <= most)
		return arena_strndup(a, s, n);
	while (most > RAW_MOST - 4 && ((uint8_t)s[most] & 0xC0) == 0x80)
		most--;
	return arena_printf(a, "%.*s\xE2\x80\xA6", (int)most, s);
}

static bool is_utf8(const char *s, size_t n)
{
	for (size_t i = 0, length; i < n; i += length)
		if ((length = utf8_length(s + i, n - i)) == 0)
			return false;
	return true;
}

void asked_add(struct asked_list *list, struct arena *a, const char *raw, size_t n)
{
	char value[FOUND_BY_ROOM], *whole = arena_strndup(a, raw, n);
	struct asked *q;

	list->at = arena_grow(a, list->at, list->count, &list->room, sizeof *list->at);
	q = &list->at[list->count++];
	*q = (struct asked){.raw = shortened(a, raw, n), .shape = ASKED_NOTHING};
	if (strlen(whole) != n || !is_utf8(raw, n) || !found_by_value(whole, value) ||
		strcspn(value, "?*_#&+%!@$^~\\") == 0)
		return;
	q->value = arena_strdup(a, value);
	q->shape = ASKED_OTHER;
	q->wordy = !any_digit(value);
	judge(q, a);
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

static bool is_wagon_in_groups(const struct piece *groups, size_t n, const char *value)
{
	static const size_t lengths[] = {2, 2, 4};

	if (n < 4 || !shape_fits(value, "999999999999"))
		return false;
	for (size_t i = 0; i < 3; i++)
		if (groups[i].length != lengths[i])
			return false;
	return true;
}

/* "CSQU 305438" may be all there is. */
static bool is_box_in_groups(const struct piece *groups, const char *value)
{
	char head[FOUND_BY_ROOM];

	joined(groups, 1, head);
	return strchr("UJZR", value[3]) && strspn(head, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") >= 3;
}

static bool is_one(const struct piece *groups, size_t n)
{
	char value[FOUND_BY_ROOM];

	joined(groups, n, value);
	if (shape_fits(value, "AAAA9999999") || shape_fits(value, "AAAA999999"))
		return is_box_in_groups(groups, value);
	if (strncmp(value, "IMO", 3) == 0 && n == 2)
		return shape_fits(value + 3, "9999999") && groups[0].length == 3;
	return is_wagon_in_groups(groups, n, value);
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
		if (any_digit(value))
			return false;
	}
	return s->count > 1;
}

static void add_groups(struct splitting *s)
{
	bool name = is_name(s);

	for (size_t i = 0, n; i < s->count; i += n) {
		const struct piece *last;

		n = name ? s->count : together(s->groups + i, s->count - i);
		last = &s->groups[i + n - 1];
		asked_add(s->list, s->arena, s->groups[i].at,
			(size_t)(last->at + last->length - s->groups[i].at));
	}
	s->count = 0;
}

static void add_piece(struct splitting *s, const char *at, size_t length)
{
	if (!length)
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
	size_t begun = 0;

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
