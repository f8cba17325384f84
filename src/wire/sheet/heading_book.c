/*
 * The words of all fields, and what a heading says by them.
 *
 * Text may have a table every twenty rows, nearly all headed alike: what a heading was found to say is
 * remembered, a bounded number of them.
 */
#include "base/hashed.h"
#include "wire/sheet/guess.h"
#include "wire/sheet/words.h"

#include <string.h>

#define HEADINGS_KEPT 128
#define BYTES_KEPT    (64u << 10) /* of their text */

struct heading_said {
	const char *text;
	uint64_t is; /* bit f: it is one of f's words */
	bool fitted; /* what follows is known */
	uint8_t fits[FIELDS];
	uint16_t rank[FIELDS];
};
_Static_assert(FIELDS <= 64, "a bit for each field");

struct heading_memo {
	struct arena a; /* of the text */
	struct hashed by_text;
	struct heading_said said[HEADINGS_KEPT];
	size_t count;
};

/* ---- words ---- */

/* Two Chinese characters, four letters; shorter ones stand by chance in others. */
static size_t word_least(const char *loose)
{
	return (unsigned char)*loose >= 0xE0 ? 6 : (unsigned char)*loose >= 0x80 ? 8 : 4;
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
		b->words = arena_grow(a, b->words, b->count, &room, sizeof *b->words);
		b->words[b->count++] = (struct heading_word){arena_strdup(a, loose), length, field,
			length < word_least(loose) || heading_word_is_common(loose)};
	}
	return room;
}

static const char *loosely_all(struct arena *a, const char *words)
{
	char *loose = arena_alloc(a, strlen(words) + WORDS_ROOM), *to = loose;

	while (*words) {
		size_t n = strcspn(words, "|"), length = words_loosely(words, n, to, WORDS_ROOM);

		words += n + (words[n] == '|');
		to += length;
		if (length)
			*to++ = '|';
	}
	*to = '\0';
	return loose;
}

static void memo_free(void *memo)
{
	arena_free(&((struct heading_memo *)memo)->a);
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
	hashed_make(&b->by_loose, a, b->count);
	for (size_t i = 0; i < b->count; i++)
		hashed_put(&b->by_loose, hashed_text(HASHED, b->words[i].loose), i);
	for (unsigned k = 0; k < SHEET_KINDS; k++)
		b->titles[k] = loosely_all(a, sheet_kind_rows[k].titles);
	b->memo = arena_alloc(a, sizeof *b->memo);
	hashed_make(&b->memo->by_text, a, HEADINGS_KEPT);
	arena_later(a, memo_free, b->memo);
}

/* ---- what they say ---- */

/* Bit f: it is one of f's words; *rank, where it is not NULL: where among them. */
static uint64_t fields_of(const struct heading_book *b, const char *loose, uint16_t *rank)
{
	struct hashed_at at = hashed_first(&b->by_loose, hashed_text(HASHED, loose));
	uint64_t fields = 0;

	while (hashed_next(&b->by_loose, &at)) {
		const struct heading_word *w = &b->words[at.row];
		uint64_t bit = UINT64_C(1) << w->field;

		if (strcmp(w->loose, loose) != 0)
			continue;
		if (rank && !(fields & bit))
			rank[w->field] = (uint16_t)(at.row - b->first[w->field]);
		fields |= bit;
	}
	return fields;
}

/* A long word in a heading says more than a short one. */
static unsigned holds_word(const struct heading_book *b, const char *loose, size_t n, enum sheet_field field)
{
	unsigned best = 0;

	for (size_t i = b->first[field]; i < b->first[field + 1]; i++) {
		const struct heading_word *w = &b->words[i];

		if (w->length >= n || w->alone)
			continue;
		if (strstr(loose, w->loose)) {
			unsigned sure = 40 + (unsigned)(40 * w->length / n);

			best = sure > best ? sure : best;
		}
	}
	return best && heading_is_else(loose, field) ? 0 : best;
}

struct parts { /* of "Container|Number": loosely, together and apart */
	char all[2 * WORDS_ROOM], turned[2 * WORDS_ROOM], last[WORDS_ROOM];
	size_t length;
	bool two;
};

static void parts_of(const char *heading, struct parts *p)
{
	const char *bar = strchr(heading, '|');
	size_t n = bar ? (size_t)(bar - heading) : strlen(heading), m = 0;

	n = words_loosely(heading, n, p->all, WORDS_ROOM);
	*p->last = '\0';
	if (bar)
		m = words_loosely(bar + 1, strlen(bar + 1), p->last, sizeof p->last);
	memcpy(p->turned, p->last, m);
	memcpy(p->turned + m, p->all, n + 1);
	memcpy(p->all + n, p->last, m + 1);
	p->length = n + m;
	p->two = n && m;
}

/* What of a heading is a field's word: the whole, its halves turned, the lower half. */
struct halves {
	uint64_t all, turned, last;
};

static struct halves halves_of(const struct heading_book *b, const struct parts *p, uint16_t *rank)
{
	return (struct halves){p->length ? fields_of(b, p->all, rank) : 0,
		p->two ? fields_of(b, p->turned, NULL) : 0, p->two ? fields_of(b, p->last, NULL) : 0};
}

static unsigned parts_fit(const struct heading_book *b, const struct parts *p, const struct halves *is,
	const char *heading, enum sheet_field field)
{
	uint64_t bit = UINT64_C(1) << field;
	unsigned held;

	if (!p->length)
		return *heading && field == FIELD_ORDINAL ? 60 : 0; /* "№" alone */
	if (is->all & bit)
		return 99;
	if (is->turned & bit)
		return 97;
	held = holds_word(b, p->all, p->length, field);
	if (p->two) {
		unsigned turned = holds_word(b, p->turned, p->length, field);

		held = turned > held ? turned : held;
		if (is->last & bit)
			held = held > 90 ? held : 90;
	}
	return held;
}

static void fit(const struct heading_book *b, struct heading_said *said)
{
	struct parts p;
	struct halves is;

	parts_of(said->text, &p);
	memset(said->rank, 0xFF, sizeof said->rank);
	is = halves_of(b, &p, said->rank);
	for (unsigned f = 0; f < FIELDS; f++)
		said->fits[f] = (uint8_t)parts_fit(b, &p, &is, said->text, (enum sheet_field)f);
	said->fitted = true;
}

/* ---- remembered ---- */

static void memo_forget(struct heading_memo *m)
{
	memset(m->by_text.slots, 0, (m->by_text.mask + 1) * sizeof *m->by_text.slots);
	m->count = 0;
	arena_reset(&m->a);
}

/* Until the next heading is asked for. */
static struct heading_said *said_of(const struct heading_book *b, const char *heading)
{
	struct heading_memo *m = b->memo;
	uint32_t hash = hashed_text(HASHED, heading);
	struct hashed_at at = hashed_first(&m->by_text, hash);
	struct heading_said *said;
	struct halves is;
	struct parts p;

	while (hashed_next(&m->by_text, &at))
		if (strcmp(m->said[at.row].text, heading) == 0)
			return &m->said[at.row];
	if (m->count == HEADINGS_KEPT || m->a.given > BYTES_KEPT)
		memo_forget(m);
	said = &m->said[m->count];
	hashed_put(&m->by_text, hash, m->count++);
	parts_of(heading, &p);
	is = halves_of(b, &p, NULL);
	said->text = arena_strdup(&m->a, heading);
	said->is = is.all | is.turned | is.last;
	said->fitted = false;
	return said;
}

static const struct heading_said *fitted(const struct heading_book *b, const char *heading)
{
	struct heading_said *said = said_of(b, heading);

	if (!said->fitted)
		fit(b, said);
	return said;
}

uint64_t heading_fields(const struct heading_book *b, const char *heading)
{
	return said_of(b, heading)->is;
}

unsigned heading_fits(const struct heading_book *b, const char *heading, enum sheet_field field)
{
	return fitted(b, heading)->fits[field];
}

unsigned heading_rank(const struct heading_book *b, const char *heading, enum sheet_field field)
{
	return fitted(b, heading)->rank[field];
}

unsigned headings_known(const struct heading_book *b, const struct headings *h)
{
	unsigned known = 0;

	for (size_t i = 0; i < h->count; i++)
		known += h->text[i] && heading_fields(b, h->text[i]);
	return known;
}
