#include "wire/sheet/profile.h"

#include "base/limits.h"
#include "base/text.h"
#include "wire/dcsa_in/tree.h"
#include "wire/sheet/words.h"

#include <openssl/sha.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct sheet_kind_row sheet_kind_rows[SHEET_KINDS] = {
#define KIND(name, word, type, en, zh, ru, titles) {word, type, {en, zh, ru}, titles},
#include "wire/sheet/sheet_kind.def"
#undef KIND
};

#define D (1u << SHEET_DISLOCATION)
#define T (1u << SHEET_TRAIN_LIST)
#define W (1u << SHEET_WAYBILL)
#define H (1u << SHEET_HANDOVER)
#define Y (1u << SHEET_YARD_STOCK)
#define C (1u << SHEET_CUSTOMS)
const struct sheet_field_row sheet_field_rows[FIELDS] = {
#define FIELD(name, word, kinds, shape, en, zh, ru) {word, kinds, SHAPE_##shape, {en, zh, ru}},
#include "wire/sheet/sheet_field.def"
#undef FIELD
};
#undef D
#undef T
#undef W
#undef H
#undef Y
#undef C

const char *const sheet_language_words[SHEET_LANGUAGES] = {"en", "zh", "ru"};
const char *const date_order_words[ORDERS] = {"guess", "ymd", "dmy", "mdy"};

enum sheet_kind sheet_kind_of(const char *word)
{
	unsigned k = 0;

	while (k < SHEET_KINDS && strcasecmp(sheet_kind_rows[k].word, word) != 0)
		k++;
	return (enum sheet_kind)k;
}

enum sheet_field sheet_field_of(const char *word)
{
	unsigned i = 0;

	while (i < FIELDS && strcasecmp(sheet_field_rows[i].word, word) != 0)
		i++;
	return (enum sheet_field)i;
}

/* Reading */

struct profile_reading {
	struct arena *a;
	struct fault *f;
};

static bool bad(struct profile_reading *r, const struct node *n, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static bool bad(struct profile_reading *r, const struct node *n, const char *fmt, ...)
{
	char text[300];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	return fault_say(r->f, FAULT_BAD_BODY, "%s: %s", node_path(r->a, "$", n), text);
}

static const struct node *member(const struct node *object, const char *key)
{
	for (const struct node *n = object->child; n; n = n->next)
		if (n->key && strcmp(n->key, key) == 0)
			return n->kind == NODE_NULL ? NULL : n;
	return NULL;
}

/* A text of 1 to 400 bytes, NULL where it is left out. */
static bool text_of(struct profile_reading *r, const struct node *object, const char *key, const char **out)
{
	const struct node *n = member(object, key);

	*out = NULL;
	if (!n)
		return true;
	if (n->kind != NODE_STRING || !n->length || n->length > 400)
		return bad(r, n, "a text of 1 to 400 bytes is expected");
	*out = n->text;
	return true;
}

static bool number_of(
	struct profile_reading *r, const struct node *object, const char *key, unsigned most, unsigned *out)
{
	const struct node *n = member(object, key);
	char *end = NULL;
	unsigned long value;

	*out = 0;
	if (!n)
		return true;
	value = n->kind == NODE_NUMBER ? strtoul(n->text, &end, 10) : most + 1ul;
	if (!end || *end || value > most)
		return bad(r, n, "a whole number from 0 to %u is expected", most);
	*out = (unsigned)value;
	return true;
}

static bool truth_of(
	struct profile_reading *r, const struct node *object, const char *key, bool usual, bool *out)
{
	const struct node *n = member(object, key);

	*out = n ? n->kind == NODE_TRUE : usual;
	return !n || n->kind == NODE_TRUE || n->kind == NODE_FALSE || bad(r, n, "true or false is expected");
}

/* One of the words; `usual` where it is left out. */
static bool choice_of(struct profile_reading *r, const struct node *object, const char *key,
	const char *const *words, unsigned count, unsigned usual, unsigned *out)
{
	const struct node *n = member(object, key);
	struct text all = TEXT_INIT;

	*out = usual;
	if (!n)
		return true;
	for (unsigned i = 0; i < count; i++) {
		if (n->kind == NODE_STRING && strcasecmp(n->text, words[i]) == 0) {
			*out = i;
			text_free(&all);
			return true;
		}
		text_printf(&all, "%s%s", i ? ", " : "", words[i]);
	}
	bad(r, n, "one of %s is expected", text_string(&all));
	text_free(&all);
	return false;
}

/* ["a","b"] as "a|b"; NULL where it is left out. */
static bool words_of(struct profile_reading *r, const struct node *object, const char *key, const char **out)
{
	const struct node *n = member(object, key);
	struct text all = TEXT_INIT;

	*out = NULL;
	if (!n)
		return true;
	if (n->kind != NODE_ARRAY)
		return bad(r, n, "an array of texts is expected");
	for (const struct node *w = n->child; w; w = w->next) {
		if (w->kind != NODE_STRING || !w->length || strchr(w->text, '|') || all.length > 4000) {
			text_free(&all);
			return bad(r, w, "a text without '|' is expected");
		}
		text_printf(&all, "%s%s", all.length ? "|" : "", w->text);
	}
	if (all.length)
		*out = arena_strdup(r->a, all.bytes);
	text_free(&all);
	return true;
}

static bool known_members(struct profile_reading *r, const struct node *object, const char *names)
{
	char name[80];

	for (const struct node *n = object->child; n; n = n->next) {
		snprintf(name, sizeof name, " %s ", n->key);
		if (!strstr(names, name))
			return bad(r, n, "no profile has such a member; there are%s", names);
	}
	return true;
}

static bool read_column(
	struct profile_reading *r, const struct sheet_profile *p, const struct node *n, struct field_at *at)
{
	const char *field;

	*at = (struct field_at){.field = FIELDS};
	if (n->kind != NODE_OBJECT)
		return bad(r, n, "an object is expected");
	if (!known_members(r, n, " field words position zone constant ") || !text_of(r, n, "field", &field))
		return false;
	if (field)
		at->field = sheet_field_of(field);
	if (at->field == FIELDS)
		return bad(r, n, field ? "\"%s\" is no field of a sheet" : "the field is missing%s",
			field ? field : "");
	if (!(sheet_field_rows[at->field].kinds & 1u << p->kind))
		return bad(r, n, "a sheet of the kind %s has no field \"%s\"", sheet_kind_rows[p->kind].word,
			field);
	return words_of(r, n, "words", &at->words) &&
	       number_of(r, n, "position", LIMIT_SHEET_COLUMNS, &at->column) &&
	       text_of(r, n, "zone", &at->zone) && text_of(r, n, "constant", &at->constant);
}

static bool read_columns(struct profile_reading *r, struct sheet_profile *p, const struct node *root)
{
	const struct node *list = member(root, "columns");
	size_t room = 0;
	struct field_at at;

	if (!list)
		return true;
	if (list->kind != NODE_ARRAY)
		return bad(r, list, "an array is expected");
	for (const struct node *n = list->child; n; n = n->next) {
		if (!read_column(r, p, n, &at))
			return false;
		for (size_t i = 0; i < p->field_count; i++)
			if (p->fields[i].field == at.field || (at.column && p->fields[i].column == at.column))
				return bad(r, n, "this field or position stands there twice");
		p->fields = arena_grow(r->a, p->fields, p->field_count, &room, sizeof *p->fields);
		p->fields[p->field_count++] = at;
	}
	return true;
}

static bool read_choices(struct profile_reading *r, struct sheet_profile *p, const struct node *root)
{
	static const char *const rows[] = {"good", "all-or-none"};
	const char *kinds[SHEET_KINDS];
	unsigned n;

	for (unsigned k = 0; k < SHEET_KINDS; k++)
		kinds[k] = sheet_kind_rows[k].word;
	if (!member(root, "kind"))
		return bad(r, root, "the kind is missing");
	if (!choice_of(r, root, "kind", kinds, SHEET_KINDS, 0, &n))
		return false;
	p->kind = (enum sheet_kind)n;
	if (!choice_of(r, root, "language", sheet_language_words, SHEET_LANGUAGES, SHEET_EN, &n))
		return false;
	p->language = (enum sheet_language)n;
	if (!choice_of(r, root, "dateOrder", date_order_words, ORDERS, ORDER_GUESS, &n))
		return false;
	p->order = (enum date_order)n;
	if (!choice_of(r, root, "classifier", classifier_names, CLASSIFIERS, CLASSIFIER_ACT, &n))
		return false;
	p->classifier = (enum classifier)n;
	if (!choice_of(r, root, "rows", rows, 2, 0, &n))
		return false;
	p->all_or_none = n == 1;
	return true;
}

static bool read_whole(struct profile_reading *r, struct sheet_profile *p, const struct node *root)
{
	bool guess = true;
	bool fine;

	if (root->kind != NODE_OBJECT)
		return bad(r, root, "a profile is an object");
	fine = known_members(r, root,
		       " name partner kind language sheets headerRows dateOrder zone classifier rows guess "
		       "columns shipped changed fingerprint ") &&
	       text_of(r, root, "name", &p->name) && text_of(r, root, "partner", &p->partner) &&
	       words_of(r, root, "sheets", &p->sheets) &&
	       number_of(r, root, "headerRows", 2, &p->header_rows) && text_of(r, root, "zone", &p->zone) &&
	       truth_of(r, root, "guess", true, &guess) && read_choices(r, p, root) &&
	       read_columns(r, p, root);
	p->exact = !guess;
	return fine;
}

struct sheet_profile *profile_read(struct arena *a, const char *json, size_t n, struct fault *f)
{
	struct profile_reading r = {a, f};
	struct sheet_profile *p = arena_alloc(a, sizeof *p);
	struct tree_fault fault;
	const struct node *root = tree_read(a, json, n, &fault);

	if (!root) {
		fault_say(f, FAULT_BAD_BODY, "byte %u: %s", fault.offset, fault.text);
		return NULL;
	}
	return read_whole(&r, p, root) ? p : NULL;
}

/* Writing */

static void write_words(struct json *j, const char *key, const char *words)
{
	if (!words)
		return;
	jw_key(j, key);
	jw_open(j, '[');
	while (*words) {
		size_t n = strcspn(words, "|");

		jw_string_n(j, words, n);
		words += n + (words[n] == '|');
	}
	jw_close(j, ']');
}

void profile_write(struct text *out, const struct sheet_profile *p)
{
	struct json j = {out, false};

	jw_open(&j, '{');
	jw_member(&j, "name", p->name);
	jw_member(&j, "partner", p->partner);
	jw_member(&j, "kind", sheet_kind_rows[p->kind].word);
	jw_member(&j, "language", sheet_language_words[p->language]);
	write_words(&j, "sheets", p->sheets);
	jw_member_integer(&j, "headerRows", p->header_rows);
	jw_member(&j, "dateOrder", date_order_words[p->order]);
	jw_member(&j, "zone", p->zone);
	jw_member(&j, "classifier", classifier_names[p->classifier]);
	jw_member(&j, "rows", p->all_or_none ? "all-or-none" : "good");
	if (p->exact)
		jw_member_bool(&j, "guess", false);
	jw_key(&j, "columns");
	jw_open(&j, '[');
	for (size_t i = 0; i < p->field_count; i++) {
		const struct field_at *at = &p->fields[i];

		jw_open(&j, '{');
		jw_member(&j, "field", sheet_field_rows[at->field].word);
		write_words(&j, "words", at->words);
		if (at->column)
			jw_member_integer(&j, "position", at->column);
		jw_member(&j, "zone", at->zone);
		jw_member(&j, "constant", at->constant);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	jw_close(&j, '}');
}

/* Headings */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *profile_fingerprint(struct arena *a, const struct row *head, size_t n)
{
	const char **words = NULL;
	size_t count = 0, room = 0;
	unsigned char hash[SHA256_DIGEST_LENGTH];
	struct text all = TEXT_INIT, hex = TEXT_INIT;
	char loose[WORDS_ROOM];
	const char *out;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < head[i].count; k++) {
			const struct cell *c = &head[i].cells[k];

			if (!c->text || c->merged ||
				!words_loosely(c->text, strlen(c->text), loose, sizeof loose))
				continue;
			words = arena_grow(a, words, count, &room, sizeof *words);
			words[count++] = arena_strdup(a, loose);
		}
	if (count)
		qsort(words, count, sizeof *words, by_text);
	for (size_t i = 0; i < count; i++)
		text_printf(&all, "%s\n", words[i]);
	SHA256((const unsigned char *)text_string(&all), all.length, hash);
	text_hex(&hex, hash, 8);
	out = arena_strdup(a, text_string(&hex));
	text_free(&all);
	text_free(&hex);
	return out;
}

bool profile_takes_sheet(const struct sheet_profile *p, const char *sheet)
{
	if (!p->sheets || !sheet)
		return true;
	for (const char *w = p->sheets; *w;) {
		size_t n = strcspn(w, "|");
		bool open = n && w[n - 1] == '*';

		if (open ? strncmp(sheet, w, n - 1) == 0 : strlen(sheet) == n && strncmp(sheet, w, n) == 0)
			return true;
		w += n + (w[n] == '|');
	}
	return false;
}
