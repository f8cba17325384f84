#include "domain/asked.h"

#include "base/text.h"
#include "codes/iso6346.h"
#include "codes/shape.h"
#include "record/found_by.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define RAW_MOST 128 /* bytes of a reference that are told back */

static bool any_digit(const char *s)
{
	return s[strcspn(s, "0123456789")] != '\0';
}

static const struct {
	char letter, digit;
} alike[] = {{'O', '0'}, {'Q', '0'}, {'I', '1'}, {'L', '1'}, {'Z', '2'}, {'S', '5'}, {'G', '6'}, {'B', '8'}};

static char as_letter(char c)
{
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		if (alike[i].digit == c)
			return alike[i].letter;
	return c;
}

static char as_digit(char c)
{
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		if (alike[i].letter == c)
			return alike[i].digit;
	return c;
}

/* The container number that holds once letters and digits stand where they belong; NULL: none does. */
static const char *misread(struct arena *a, const char *value)
{
	char number[12];

	if (strlen(value) != 11)
		return NULL;
	for (size_t i = 0; i < 11; i++)
		number[i] = i < 4 ? as_letter(value[i]) : as_digit(value[i]);
	number[11] = '\0';
	return iso6346_judge(number, NULL) == ISO6346_HOLDS ? arena_strdup(a, number) : NULL;
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
			q->misread = misread(a, q->value);
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
		!value[strspn(value, ASKED_SIGNS)])
		return;
	q->value = arena_strdup(a, value);
	q->shape = ASKED_OTHER;
	q->wordy = !any_digit(value);
	judge(q, a);
}
