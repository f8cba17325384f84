/* Headings: put together of one or two rows, and how surely they are a field's words. */
#include "base/limits.h"
#include "wire/sheet/guess.h"
#include "wire/sheet/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- words ---- */

static int by_loose(const void *a, const void *b)
{
	const struct heading_word *x = a, *y = b;
	int d = strcmp(x->loose, y->loose);

	return d ? d : (x->field > y->field) - (x->field < y->field);
}

static size_t add_words(
	struct heading_book *b, struct arena *a, size_t room, enum sheet_field field, const char *words)
{
	char loose[WORDS_ROOM];

	while (*words) {
		size_t n = strcspn(words, "|"), length = words_loosely(words, n, loose, sizeof loose);

		words += n + (words[n] == '|');
		if (!length)
			continue;
		b->of_fields = arena_grow(a, b->of_fields, b->count, &room, sizeof *b->of_fields);
		b->of_fields[b->count++] = (struct heading_word){
			arena_strdup(a, loose), length, field, heading_word_is_common(loose)};
	}
	return room;
}

void heading_book_make(struct heading_book *b, struct arena *a)
{
	size_t room = 0;

	*b = (struct heading_book){.words = NULL};
	for (unsigned f = 0; f < FIELDS; f++) {
		b->first[f] = b->count;
		for (unsigned l = 0; l < SHEET_LANGUAGES; l++)
			room = add_words(b, a, room, (enum sheet_field)f, sheet_field_rows[f].words[l]);
	}
	b->first[FIELDS] = b->count;
	b->words = arena_alloc_array(a, b->count, sizeof *b->words);
	memcpy(b->words, b->of_fields, b->count * sizeof *b->words);
	qsort(b->words, b->count, sizeof *b->words, by_loose);
}

/* Where words equal to this begin; count: there are none. */
static size_t first_equal(const struct heading_book *b, const char *loose)
{
	size_t low = 0, high = b->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(b->words[mid].loose, loose) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < b->count && strcmp(b->words[low].loose, loose) == 0 ? low : b->count;
}

static bool is_word(const struct heading_book *b, const char *loose, enum sheet_field field)
{
	for (size_t i = first_equal(b, loose); i < b->count && strcmp(b->words[i].loose, loose) == 0; i++)
		if (b->words[i].field == field || field == FIELDS)
			return true;
	return false;
}

/* Two Chinese characters, four letters; shorter ones stand by chance in others. */
static size_t word_least(const char *loose)
{
	return (unsigned char)*loose >= 0xE0 ? 6 : (unsigned char)*loose >= 0x80 ? 8 : 4;
}

/* A long word in a heading says more than a short one. */
static unsigned holds_word(const struct heading_book *b, const char *loose, size_t n, enum sheet_field field)
{
	unsigned best = 0;

	for (size_t i = b->first[field]; i < b->first[field + 1]; i++) {
		const struct heading_word *w = &b->of_fields[i];

		if (w->length >= n || w->common || w->length < word_least(w->loose))
			continue;
		if (strstr(loose, w->loose)) {
			unsigned sure = 40 + (unsigned)(40 * w->length / n);

			best = sure > best ? sure : best;
		}
	}
	return best && heading_is_else(loose, field) ? 0 : best;
}

struct parts { /* of "Container|Number": loosely, together and apart */
	char all[2 * WORDS_ROOM], turned[2 * WORDS_ROOM], last[WORDS_ROOM], first[WORDS_ROOM];
	size_t length;
	bool two;
};

static void parts_of(const char *heading, struct parts *p)
{
	const char *bar = strchr(heading, '|');
	size_t n = bar ? (size_t)(bar - heading) : strlen(heading);

	words_loosely(heading, n, p->first, sizeof p->first);
	words_loosely(bar ? bar + 1 : "", bar ? strlen(bar + 1) : 0, p->last, sizeof p->last);
	snprintf(p->all, sizeof p->all, "%s%s", p->first, p->last);
	snprintf(p->turned, sizeof p->turned, "%s%s", p->last, p->first);
	p->length = strlen(p->all);
	p->two = bar && *p->first && *p->last;
}

static unsigned parts_fit(
	const struct heading_book *b, const struct parts *p, const char *heading, enum sheet_field field)
{
	unsigned held;

	if (!p->length)
		return *heading && field == FIELD_ORDINAL ? 60 : 0; /* "№" alone */
	if (is_word(b, p->all, field))
		return 99;
	if (p->two && is_word(b, p->turned, field))
		return 97;
	held = holds_word(b, p->all, p->length, field);
	if (p->two) {
		unsigned turned = holds_word(b, p->turned, p->length, field);

		held = turned > held ? turned : held;
		if (is_word(b, p->last, field))
			held = held > 90 ? held : 90;
	}
	return held;
}

unsigned heading_fits(const struct heading_book *b, const char *heading, enum sheet_field field)
{
	struct parts p;

	parts_of(heading, &p);
	return parts_fit(b, &p, heading, field);
}

unsigned heading_rank(const struct heading_book *b, const char *heading, enum sheet_field field)
{
	struct parts p;

	parts_of(heading, &p);
	for (size_t i = b->first[field]; i < b->first[field + 1]; i++)
		if (strcmp(b->of_fields[i].loose, p.all) == 0)
			return (unsigned)(i - b->first[field]);
	return UINT16_MAX;
}

/* FIELDS: of any. */
bool heading_is(const struct heading_book *b, const char *heading, enum sheet_field field)
{
	struct parts p;

	parts_of(heading, &p);
	return p.length && (is_word(b, p.all, field) ||
				   (p.two && (is_word(b, p.turned, field) || is_word(b, p.last, field))));
}

unsigned headings_known(const struct heading_book *b, const struct headings *h)
{
	unsigned known = 0;

	for (size_t i = 0; i < h->count; i++)
		known += h->text[i] && heading_is(b, h->text[i], FIELDS);
	return known;
}

enum sheet_language headings_language(const struct heading_book *b, const struct headings *h)
{
	unsigned zh = 0, ru = 0, all = 0;

	(void)b;
	for (size_t i = 0; i < h->count; i++) {
		const unsigned char *s = (const unsigned char *)h->text[i];

		for (; s && *s; s++) {
			all += *s < 0x80 || *s >= 0xC0;
			zh += *s >= 0xE3 && *s <= 0xE9;
			ru += *s == 0xD0 || *s == 0xD1;
		}
	}
	if (zh > ru && zh * 4 > all)
		return SHEET_ZH;
	return ru * 4 > all ? SHEET_RU : SHEET_EN;
}

/* ---- headings ---- */

bool cell_says_something(const struct cell *c)
{
	return c->kind != CELL_EMPTY && c->text && *c->text && !c->merged;
}

/* Four digits or more in one place are a number of something, but for the gauges ("Wagon 1520"). */
static bool is_plain_text(const struct cell *c)
{
	size_t digits = 0;

	if (c->kind != CELL_TEXT)
		return false;
	for (const char *s = c->text; *s;) {
		size_t n = strspn(s, "0123456789");
		bool gauge =
			n == 4 && s > c->text && (memcmp(s, "1520", 4) == 0 || memcmp(s, "1435", 4) == 0);

		digits += gauge ? 0 : n;
		s += n ? n : 1;
	}
	return digits < 4;
}

bool row_is_text(const struct row *r)
{
	size_t said = 0;

	for (size_t i = 0; i < r->count; i++) {
		if (r->cells[i].kind == CELL_EMPTY || !r->cells[i].text)
			continue;
		if (!is_plain_text(&r->cells[i]))
			return false;
		said++;
	}
	return said >= 2;
}

static const char *text_at(const struct row *r, size_t i)
{
	return i < r->count && r->cells[i].kind != CELL_EMPTY ? r->cells[i].text : NULL;
}

/* Text without blanks of its own kind: line breaks in headings are blanks. */
static const char *tidy(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s);

	for (char *c = copy; *c; c++)
		if (*c == '\n' || *c == '\r' || *c == '\t' || *c == '|')
			*c = ' ';
	return copy;
}

struct headings headings_of(struct arena *a, const struct row *head, size_t n)
{
	struct headings h = {NULL, 0};
	const char *above = NULL;

	for (size_t i = 0; i < n; i++)
		h.count = head[i].count > h.count ? head[i].count : h.count;
	if (h.count > LIMIT_SHEET_COLUMNS)
		h.count = LIMIT_SHEET_COLUMNS;
	h.text = arena_alloc_array(a, h.count + 1, sizeof *h.text);
	for (size_t i = 0; i < h.count; i++) {
		const char *upper = text_at(&head[0], i), *lower = n > 1 ? text_at(&head[1], i) : NULL;

		above = upper ? upper : above; /* what is empty right of a text belongs to it */
		if (lower && above && strcmp(lower, above) != 0)
			h.text[i] = arena_printf(a, "%s|%s", tidy(a, above), tidy(a, lower));
		else if (lower || upper)
			h.text[i] = tidy(a, lower ? lower : upper);
	}
	return h;
}
