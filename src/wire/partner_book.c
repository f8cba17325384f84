#include "wire/partner_book.h"

#include "codes/code.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int by_name(const void *a, const void *b)
{
	const struct partner *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static int by_sign(const void *a, const void *b)
{
	const struct partner_sign *x = a, *y = b;
	int d = (int)x->kind - (int)y->kind;

	return d ? d : strcasecmp(x->value, y->value);
}

static int by_code(const void *a, const void *b)
{
	const struct partner_code *x = a, *y = b;
	int d = strcmp(x->partner, y->partner);

	d = d ? d : strcmp(x->list, y->list);
	return d ? d : strcmp(x->code, y->code);
}

static int by_severity(const void *a, const void *b)
{
	const struct partner_severity *x = a, *y = b;
	int d = strcmp(x->partner, y->partner);

	return d ? d : strcmp(x->code, y->code);
}

static int by_zone(const void *a, const void *b)
{
	const struct partner_zone *x = a, *y = b;
	int d = strcmp(x->partner, y->partner);

	d = d ? d : strcasecmp(x->type, y->type);
	return d ? d : strcasecmp(x->column, y->column);
}

static const char *text(struct arena *a, const char *s)
{
	return arena_strdup(a, s);
}

void partner_rows_copy(struct arena *a, struct partner_rows *to, const struct partner_rows *from)
{
	*to = *from;
	to->partners = arena_alloc_array(a, from->partner_count + 1, sizeof *to->partners);
	to->signs = arena_alloc_array(a, from->sign_count + 1, sizeof *to->signs);
	to->codes = arena_alloc_array(a, from->code_count + 1, sizeof *to->codes);
	to->severities = arena_alloc_array(a, from->severity_count + 1, sizeof *to->severities);
	to->zones = NULL;
	to->zone_count = 0;
	for (size_t i = 0; i < from->partner_count; i++) {
		to->partners[i] = from->partners[i];
		to->partners[i].name = text(a, from->partners[i].name);
	}
	for (size_t i = 0; i < from->sign_count; i++) {
		const struct partner_sign *s = &from->signs[i];

		to->signs[i] = (struct partner_sign){s->kind, text(a, s->value), text(a, s->partner)};
	}
	for (size_t i = 0; i < from->code_count; i++) {
		const struct partner_code *c = &from->codes[i];

		to->codes[i] = (struct partner_code){
			text(a, c->partner), text(a, c->list), text(a, c->code), text(a, c->meaning)};
	}
	for (size_t i = 0; i < from->severity_count; i++) {
		const struct partner_severity *s = &from->severities[i];

		to->severities[i] =
			(struct partner_severity){text(a, s->partner), text(a, s->code), s->severity};
	}
}

const char *partner_status_list(enum partner_list list)
{
	return list == CODES_STATUS ? "" : list == CODES_OPERATION ? "OPER" : partner_list_words[list];
}

static void *sorted(
	struct arena *a, const void *rows, size_t n, size_t size, int (*order)(const void *, const void *))
{
	void *copy = arena_alloc_array(a, n + 1, size);

	if (n) {
		memcpy(copy, rows, n * size);
		qsort(copy, n, size, order);
	}
	return copy;
}

void partner_book_make(struct partner_book *b, struct arena *a, const struct partner_rows *r)
{
	b->rows = *r;
	b->rows.partners = sorted(a, r->partners, r->partner_count, sizeof *r->partners, by_name);
	b->rows.signs = sorted(a, r->signs, r->sign_count, sizeof *r->signs, by_sign);
	b->rows.codes = sorted(a, r->codes, r->code_count, sizeof *r->codes, by_code);
	b->rows.severities = sorted(a, r->severities, r->severity_count, sizeof *r->severities, by_severity);
	b->rows.zones = sorted(a, r->zones, r->zone_count, sizeof *r->zones, by_zone);
}

static const void *find(
	const void *key, const void *rows, size_t n, size_t size, int (*order)(const void *, const void *))
{
	return n ? bsearch(key, rows, n, size, order) : NULL;
}

const struct partner *partner_book_named(const struct partner_book *b, const char *name)
{
	const struct partner key = {.name = name};

	return name ? find(&key, b->rows.partners, b->rows.partner_count, sizeof key, by_name) : NULL;
}

bool partner_sign_kept(const char *value, char *out, size_t room)
{
	size_t n = value ? strlen(value) : 0;

	while (n && (unsigned char)value[n - 1] <= ' ')
		n--;
	for (; n && (unsigned char)*value <= ' '; n--)
		value++;
	if (!n || n >= room)
		return false;
	for (size_t i = 0; i < n; i++)
		out[i] = value[i] >= 'a' && value[i] <= 'z' ? (char)(value[i] - 32) : value[i];
	out[n] = '\0';
	return true;
}

const struct partner *partner_book_of_sign(
	const struct partner_book *b, enum sign_kind kind, const char *value)
{
	const struct partner_sign key = {kind, value, NULL};
	const struct partner_sign *found;

	if (!value || !*value)
		return NULL;
	found = find(&key, b->rows.signs, b->rows.sign_count, sizeof key, by_sign);
	return found ? partner_book_named(b, found->partner) : NULL;
}

const struct partner *partner_book_find(const struct partner_book *b, const struct partner_asked *asked)
{
	const char *const by_kind[SIGN_HEADER] = {[SIGN_NAD] = asked->nad,
		[SIGN_UNB] = asked->unb,
		[SIGN_MAIL] = asked->mail,
		[SIGN_FOLDER] = asked->folder,
		[SIGN_DEVICE] = asked->device,
		[SIGN_KEY] = asked->key};
	const struct partner *p = partner_book_named(b, asked->forced);

	for (enum sign_kind k = 0; !p && b->rows.sign_count && k < SIGN_HEADER; k++)
		p = partner_book_of_sign(b, k, by_kind[k]);
	return p;
}

const char *partner_book_meaning(
	const struct partner_book *b, const char *partner, const char *list, const char *code)
{
	char loose[PARTNER_CODE_MOST + 1];
	const struct partner_code key = {partner, list, loose, NULL};
	const struct partner_code *found;
	size_t n = code ? strlen(code) : 0;

	if (!partner || !list || !n || n > PARTNER_CODE_MOST || !b->rows.code_count)
		return NULL;
	code_loosely(code, n, loose);
	found = find(&key, b->rows.codes, b->rows.code_count, sizeof key, by_code);
	return found ? found->meaning : NULL;
}

enum severity partner_book_severity(
	const struct partner_book *b, const char *partner, const char *code, enum severity usual)
{
	const struct partner_severity key = {partner, code, usual};
	const struct partner_severity *found;

	if (!partner || !code)
		return usual;
	found = find(&key, b->rows.severities, b->rows.severity_count, sizeof key, by_severity);
	return found ? found->severity : usual;
}

const struct zone *partner_book_zone(
	const struct partner_book *b, const char *partner, const char *type, const char *column)
{
	type = type ? type : "";
	column = column ? column : "";
	const struct partner_zone keys[] = {{partner, type, column, NULL}, {partner, type, "", NULL},
		{partner, "", column, NULL}, {partner, "", "", NULL}};

	for (size_t i = 0; partner && i < sizeof keys / sizeof *keys; i++) {
		const struct partner_zone *found =
			find(&keys[i], b->rows.zones, b->rows.zone_count, sizeof *keys, by_zone);

		if (found)
			return found->zone;
	}
	return NULL;
}
