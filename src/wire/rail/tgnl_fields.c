#include "wire/rail/tgnl_fields.h"

#include "wire/rail/tgnl.h"

#include <stdio.h>
#include <string.h>

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool tgnl_digits(struct tgnl_token t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!is_digit(t.s[i]))
			return false;
	return t.n > 0;
}

long tgnl_number(struct tgnl_token t)
{
	long n = 0;

	for (size_t i = 0; i < t.n && i < 9; i++)
		n = n * 10 + (t.s[i] - '0');
	return n;
}

struct tgnl_token tgnl_next(const char **s, const char *end, const char *also)
{
	struct tgnl_token t;

	while (*s < end && (is_blank(**s) || strchr(also, **s)))
		++*s;
	t.s = *s;
	while (*s < end && !is_blank(**s) && !strchr(also, **s))
		++*s;
	t.n = (size_t)(*s - t.s);
	return t;
}

struct making_at tgnl_at(const struct tgnl_list *l, enum tgnl_place f)
{
	bool train = f < TRAIN_FIELDS;

	return (struct making_at){.tag = train ? "TRAIN" : "WAGON",
		.segment = train ? 1 : l->segment,
		/* the service phrase begins with the message's number */
		.element = (uint32_t)(train ? f + 2 : f - WAGON_LINE + 1),
		.offset = l->offset + (uint64_t)(l->field[f].s - l->bytes)};
}

const char *tgnl_words(const struct tgnl_list *l, enum tgnl_place f, char words[40])
{
	struct tgnl_token line = l->field[WAGON_LINE];

	if (f < TRAIN_FIELDS)
		return "service phrase";
	snprintf(words, 40, "wagon line %.*s", (int)(line.n < 8 ? line.n : 8), line.s ? line.s : "");
	return words;
}

bool tgnl_check(struct tgnl_list *l, enum tgnl_place f)
{
	const struct tgnl_field *row = &tgnl_fields[f];
	struct tgnl_token *t = &l->field[f];
	struct making_at at = tgnl_at(l, f);
	char words[40];

	if (t->n && tgnl_digits(*t) && t->n >= row->least && t->n <= row->most)
		return true;
	if (t->n)
		making_say(l->m, row->required && f < TRAIN_FIELDS ? SEVERITY_ERROR : SEVERITY_WARNING,
			"field-shape", &at, NULL,
			"%s: \"%.24s\" is not what stands here (%s, %u to %u digits)",
			tgnl_words(l, f, words), tgnl_text(l, *t), row->caption, row->least, row->most);
	else if (row->required)
		making_say(l->m, SEVERITY_ERROR, "field-missing", &at, NULL,
			"%s: it ends before its field %u (%s)", tgnl_words(l, f, words), at.element,
			row->caption);
	t->n = 0;
	return false;
}

char *tgnl_text(const struct tgnl_list *l, struct tgnl_token t)
{
	return t.n ? cyrillic_read(l->m->arena, l->set, t.s, t.n) : NULL;
}

struct esr_station tgnl_station(struct tgnl_list *l, enum tgnl_place f)
{
	struct esr_station s = esr_find(l->m->world, l->field[f].s, l->field[f].n);
	struct making_at at = tgnl_at(l, f);
	char words[40];

	if (s.failed)
		making_say(l->m, SEVERITY_WARNING, "check-digit", &at, NULL,
			"%s: the check digit of station %s does not hold: it was kept as received",
			tgnl_words(l, f, words), s.number);
	if (!s.place && *s.number)
		s.place = making_meaning(l->m, CODES_PLACE, s.number);
	if (s.place || l->asked_count == TGNL_ASKED)
		return s;
	for (size_t i = 0; i < l->asked_count; i++)
		if (strcmp(l->asked[i], s.number) == 0)
			return s;
	memcpy(l->asked[l->asked_count++], s.number, sizeof s.number);
	making_say(l->m, SEVERITY_INFORMATION, "place-unread", &at, NULL,
		"%s: station %s is no place we know: it was kept as received", tgnl_words(l, f, words),
		s.number);
	making_unknown(l->m, CODES_PLACE, s.number, &at);
	return s;
}
