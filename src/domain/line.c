#include "domain/line.h"

#include "base/text.h"

#include <stdlib.h>

const char *const known_words[] = {"not-told", "no", "yes"};

static int by_address(const void *a, const void *b)
{
	const struct event *x = *(const struct event *const *)a, *y = *(const struct event *const *)b;

	return (x > y) - (x < y);
}

/* Observations of facts that do not speak for them, by address. */
static size_t silent_of(struct arena *a, const struct facts *f, const struct event ***silent)
{
	size_t n = 0, room = 0;

	*silent = NULL;
	for (size_t i = 0; i < f->count; i++)
		for (size_t k = 1; k < f->list[i]->observation_count; k++) {
			*silent = arena_grow(a, *silent, n, &room, sizeof **silent);
			(*silent)[n++] = f->list[i]->observations[k];
		}
	if (n)
		qsort(*silent, n, sizeof **silent, by_address);
	return n;
}

struct line line_spoken(struct arena *a, const struct line *l, const struct facts *f)
{
	bool *voided = arena_alloc_array(a, l->count + 1, sizeof *voided);
	struct line spoken = *l;
	const struct event **silent;
	size_t n = silent_of(a, f, &silent);

	for (size_t i = 0; i < l->count; i++)
		voided[i] =
			l->voided[i] || (n && bsearch(&l->events[i], silent, n, sizeof *silent, by_address));
	spoken.voided = voided;
	return spoken;
}

/* Latin and Cyrillic letters as small ones; anything else as it is. */
static uint32_t small(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42F))
		return c + 32;
	return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

/* The character there, and where the next one begins; a byte that is none stands for itself. */
static uint32_t next_letter(const char **at, const char *end)
{
	size_t n = utf8_length(*at, (size_t)(end - *at));
	uint32_t c = n ? utf8_character(*at, n) : (unsigned char)**at;

	*at += n ? n : 1;
	return small(c);
}

static bool begins_with(const char *text, const char *end, const char *word, size_t n)
{
	const char *until = word + n;

	while (word < until)
		if (text == end || next_letter(&text, end) != next_letter(&word, until))
			return false;
	return true;
}

static bool stands_in(const char *text, const char *word, size_t n)
{
	const char *end = text + strlen(text);

	while (text < end && !begins_with(text, end, word, n))
		next_letter(&text, end);
	return n && text < end;
}

const char *line_reason(const char *remark)
{
	static const char *const names[] = {"FACILITY", "LOC", NULL};
	size_t n = strcspn(remark, ":");

	for (const char *const *name = names; *name; name++)
		if (strlen(*name) == n && strncmp(remark, *name, n) == 0)
			return NULL;
	remark += n + (remark[n] == ':');
	return *remark ? remark : NULL;
}

bool line_says(const char *text, const char *words)
{
	for (const char *w = words; text && *w; w += strcspn(w, "|"), w += *w == '|')
		if (stands_in(text, w, strcspn(w, "|")))
			return true;
	return false;
}

const char *line_remark(const struct event *e, const char *words)
{
	for (size_t i = 0; i < e->remark_count; i++)
		if (line_says(line_reason(e->remarks[i]), words))
			return e->remarks[i];
	return NULL;
}

bool line_marked(const struct event *e, const char *remark)
{
	for (size_t i = 0; i < e->remark_count; i++)
		if (strcmp(e->remarks[i], remark) == 0)
			return true;
	return false;
}

const char *line_reference(const struct event *e, const char *kind)
{
	for (size_t i = 0; i < e->reference_count; i++)
		if (strcmp(e->references[i].kind, kind) == 0)
			return e->references[i].value;
	return NULL;
}
