#include "store/paper_store.h"

#include "base/text.h"
#include "record/found_by.h"
#include "store/column.h"

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#define HASH 16 /* bytes of it that are kept */

/* A word on a paper as it is written. */
struct word {
	const struct stored_paper *from;
	char *number, *replaces;
	uint8_t hash[SHA256_DIGEST_LENGTH];
};

struct cover {
	const char *kind, *number, *subject;
};

void paper_keep(struct arena *a, struct paper *p)
{
	const char **subjects = arena_alloc_array(a, p->subject_count + 1, sizeof *subjects);

	for (size_t i = 0; i < p->subject_count; i++)
		subjects[i] = arena_strdup(a, p->subjects[i]);
	p->subjects = subjects;
	p->number = arena_strdup(a, p->number);
	p->issued.text = arena_strdup(a, p->issued.text);
	p->place = arena_strdup(a, p->place);
	p->place_text = arena_strdup(a, p->place_text);
	p->railway = arena_strdup(a, p->railway);
	p->reason = arena_strdup(a, p->reason);
	p->replaces = arena_strdup(a, p->replaces);
	p->detail = arena_strdup(a, p->detail);
}

static char *looked_for(struct arena *a, const char *number)
{
	char value[FOUND_BY_ROOM];

	return number && found_by_value(number, value) ? arena_strdup(a, value) : NULL;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Texts with their ends, so that what one lacks is not another's. */
static void hash_text(SHA256_CTX *c, const char *s)
{
	SHA256_Update(c, s ? s : "\1", s ? strlen(s) + 1 : 2);
}

static void hash_number(SHA256_CTX *c, int64_t n)
{
	char text[32];

	snprintf(text, sizeof text, "%lld", (long long)n);
	hash_text(c, text);
}

static const char *place_of(const struct paper *p)
{
	return p->place ? p->place : p->place_text;
}

static const char *detail_of(const struct paper *p)
{
	return p->detail && *p->detail ? p->detail : "{}";
}

/* All that was told, but not by which delivery. */
static void hash_word(struct arena *a, struct word *w)
{
	const struct stored_paper *s = w->from;
	const struct paper *p = &s->paper;
	const char **sorted = arena_alloc_array(a, p->subject_count + 1, sizeof *sorted);
	const char *const texts[] = {p->number, s->sender, s->party, place_of(p), p->railway, p->reason,
		w->replaces ? paper_words[p->replaces_kind] : NULL, w->replaces, detail_of(p)};
	SHA256_CTX c;

	SHA256_Init(&c);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		hash_text(&c, texts[i]);
	hash_number(&c, s->said);
	hash_number(&c, p->function);
	hash_number(&c, p->issued.at);
	memcpy(sorted, p->subjects, p->subject_count * sizeof *sorted);
	qsort(sorted, p->subject_count, sizeof *sorted, by_text);
	for (size_t i = 0; i < p->subject_count; i++)
		hash_text(&c, sorted[i]);
	SHA256_Final(w->hash, &c);
}

static int by_key(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int d = strcmp(paper_words[x->from->paper.kind], paper_words[y->from->paper.kind]);

	d = d ? d : strcmp(x->number, y->number);
	return d ? d : memcmp(x->hash, y->hash, HASH);
}

static size_t words_of(struct arena *a, struct stored_paper *const *papers, size_t n, struct word *words)
{
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct word *w = &words[count];

		*w = (struct word){.from = papers[i], .number = looked_for(a, papers[i]->paper.number)};
		if (!w->number || papers[i]->paper.kind >= PAPERS)
			continue;
		if (papers[i]->paper.replaces_kind < PAPERS)
			w->replaces = looked_for(a, papers[i]->paper.replaces);
		hash_word(a, w);
		count++;
	}
	qsort(words, count, sizeof *words, by_key);
	for (size_t i = 0; i < count; i++)
		if (!kept || by_key(&words[kept - 1], &words[i]) != 0)
			words[kept++] = words[i];
	return kept;
}

static const char *instant_text(struct arena *a, instant t)
{
	return p_instant(a, t).bytes;
}

static void add_word(struct column c[17], struct arena *a, const struct word *w)
{
	const struct stored_paper *s = w->from;
	const struct paper *p = &s->paper;

	wire_array_text(&c[0].array, paper_words[p->kind]);
	wire_array_text(&c[1].array, w->number);
	wire_array_bytes(&c[2].array, w->hash, HASH);
	wire_array_text(&c[3].array, p->number);
	wire_array_text(&c[4].array, s->sender);
	wire_array_text(&c[5].array, s->party);
	wire_array_text(&c[6].array, instant_text(a, s->said));
	wire_array_int4(&c[7].array, (int32_t)p->function);
	wire_array_text(&c[8].array, instant_text(a, p->issued.at));
	wire_array_text(&c[9].array, place_of(p));
	wire_array_text(&c[10].array, p->railway);
	wire_array_text(&c[11].array, p->reason);
	wire_array_text(&c[12].array, w->replaces ? paper_words[p->replaces_kind] : NULL);
	wire_array_text(&c[13].array, w->replaces);
	wire_array_text(&c[14].array, detail_of(p));
	wire_array_uuid(&c[15].array, s->intake);
	wire_array_int4(&c[16].array, (int32_t)s->message);
}

static void add_words(struct batch *b, struct arena *a, const struct word *words, size_t n)
{
	static const uint32_t types[17] = {[2] = OID_BYTEA, [7] = OID_INT4, [15] = OID_UUID, [16] = OID_INT4};
	struct param *p = arena_alloc_array(a, 17, sizeof *p);
	struct column c[17];

	for (int i = 0; i < 17; i++)
		column_open(&c[i], a, types[i] ? types[i] : OID_TEXT);
	for (size_t i = 0; i < n; i++)
		add_word(c, a, &words[i]);
	for (int i = 0; i < 17; i++)
		p[i] = column_close(&c[i]);
	batch_add(b, SQL_papers_add, p, 17, NULL);
}

static int by_cover(const void *a, const void *b)
{
	const struct cover *x = a, *y = b;
	int d = strcmp(x->kind, y->kind);

	d = d ? d : strcmp(x->number, y->number);
	return d ? d : strcmp(x->subject, y->subject);
}

static void add_covers(struct batch *b, struct arena *a, const struct word *words, size_t n)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);
	struct cover *covers = NULL;
	size_t count = 0, room = 0;
	struct column c[3];

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < words[i].from->paper.subject_count; k++) {
			covers = arena_grow(a, covers, count, &room, sizeof *covers);
			covers[count++] = (struct cover){paper_words[words[i].from->paper.kind],
				words[i].number, words[i].from->paper.subjects[k]};
		}
	if (!count)
		return;
	qsort(covers, count, sizeof *covers, by_cover);
	for (int i = 0; i < 3; i++)
		column_open(&c[i], a, OID_TEXT);
	for (size_t i = 0; i < count; i++) {
		if (i && by_cover(&covers[i - 1], &covers[i]) == 0)
			continue;
		wire_array_text(&c[0].array, covers[i].kind);
		wire_array_text(&c[1].array, covers[i].number);
		wire_array_text(&c[2].array, covers[i].subject);
	}
	for (int i = 0; i < 3; i++)
		p[i] = column_close(&c[i]);
	batch_add(b, SQL_papers_cover, p, 3, NULL);
}

void papers_add_later(struct batch *b, struct arena *a, struct stored_paper *const *papers, size_t n)
{
	struct word *words;

	if (!n)
		return;
	words = arena_alloc_array(a, n, sizeof *words);
	n = words_of(a, papers, n, words);
	if (!n)
		return;
	add_words(b, a, words, n);
	add_covers(b, a, words, n);
}
