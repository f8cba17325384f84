#include "service/reference.h"

#include "base/text.h"
#include "store/column.h"
#include "store/reference_store.h"
#include "system/clock.h"
#include "system/embed.h"

#include <openssl/evp.h>
#include <string.h>

#define ROWS_A_STATEMENT 2000

/* A list under way: rows are kept until a statement is full. */
struct loading {
	struct conn *conn;
	const char *source;
	struct arena arena;
	struct place *places;
	struct facility *facilities;
	struct place_code *codes;
	struct status_code *statuses;
	size_t place_count, facility_count, code_count, status_count;
	size_t place_room, facility_room, code_room, status_room;
	const struct reference_told *told;
};

static bool flush(struct loading *l, struct fault *f)
{
	struct batch *b = batch_new(l->conn, &l->arena);
	bool fine;

	if (!l->place_count && !l->facility_count && !l->code_count && !l->status_count)
		return true;
	if (l->place_count)
		places_put_later(b, &l->arena, l->source, l->places, l->place_count);
	if (l->facility_count)
		facilities_put_later(b, &l->arena, l->source, l->facilities, l->facility_count);
	if (l->code_count)
		place_codes_put_later(b, &l->arena, l->codes, l->code_count);
	if (l->status_count)
		status_codes_put_later(b, &l->arena, l->source, l->statuses, l->status_count);
	fine = batch_run(b, f);
	l->place_count = l->facility_count = l->code_count = l->status_count = 0;
	l->place_room = l->facility_room = l->code_room = l->status_room = 0;
	l->places = NULL;
	l->facilities = NULL;
	l->codes = NULL;
	l->statuses = NULL;
	arena_reset(&l->arena);
	return fine;
}

static void copy_names(struct arena *a, const char **to, const char *const *from)
{
	for (int i = 0; i < LANGUAGES; i++)
		to[i] = arena_strdup(a, from[i]);
}

static bool take_place(void *self, const struct place *p, struct fault *f)
{
	struct loading *l = self;
	struct arena *a = &l->arena;
	struct place *to;

	if (l->place_count == ROWS_A_STATEMENT && !flush(l, f))
		return false;
	l->places = arena_grow(a, l->places, l->place_count, &l->place_room, sizeof *l->places);
	to = &l->places[l->place_count++];
	*to = *p;
	to->code = arena_strdup(a, p->code);
	copy_names(a, to->name, p->name);
	to->country = arena_strdup(a, p->country);
	to->zone = arena_strdup(a, p->zone);
	to->kinds = arena_strdup(a, p->kinds);
	to->gauges = arena_strdup(a, p->gauges);
	to->complex = arena_strdup(a, p->complex);
	return true;
}

static bool take_facility(void *self, const struct facility *p, struct fault *f)
{
	struct loading *l = self;
	struct arena *a = &l->arena;
	struct facility *to;

	if (l->facility_count == ROWS_A_STATEMENT && !flush(l, f))
		return false;
	l->facilities =
		arena_grow(a, l->facilities, l->facility_count, &l->facility_room, sizeof *l->facilities);
	to = &l->facilities[l->facility_count++];
	*to = *p;
	to->place = arena_strdup(a, p->place);
	to->list = arena_strdup(a, p->list);
	to->code = arena_strdup(a, p->code);
	copy_names(a, to->name, p->name);
	to->type = arena_strdup(a, p->type);
	return true;
}

static bool take_code(void *self, const struct place_code *p, struct fault *f)
{
	struct loading *l = self;
	struct arena *a = &l->arena;
	struct place_code *to;

	if (l->code_count == ROWS_A_STATEMENT && !flush(l, f))
		return false;
	l->codes = arena_grow(a, l->codes, l->code_count, &l->code_room, sizeof *l->codes);
	to = &l->codes[l->code_count++];
	to->place = arena_strdup(a, p->place);
	to->system = arena_strdup(a, p->system);
	to->code = arena_strdup(a, p->code);
	return true;
}

static bool take_status(void *self, const struct status_code *p, struct fault *f)
{
	struct loading *l = self;
	struct arena *a = &l->arena;
	struct status_code *to;

	if (l->status_count == ROWS_A_STATEMENT && !flush(l, f))
		return false;
	l->statuses = arena_grow(a, l->statuses, l->status_count, &l->status_room, sizeof *l->statuses);
	to = &l->statuses[l->status_count++];
	*to = *p;
	to->sender = arena_strdup(a, p->sender);
	to->list = arena_strdup(a, p->list);
	to->status = arena_strdup(a, p->status);
	to->event = arena_strdup(a, p->event);
	to->name = arena_strdup(a, p->name);
	return true;
}

static void tell(void *self, const struct diagnostic *d)
{
	struct loading *l = self;

	if (l->told && l->told->diagnostic)
		l->told->diagnostic(l->told->self, d);
}

static bool knows_place(void *self, const char *code)
{
	const struct loading *l = self;

	return world_place(l->told->world, code) != NULL;
}

static const char *today(struct arena *a)
{
	struct civil c = instant_to_civil(clock_now(), 0);

	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static bool load_rows(struct loading *l, enum reference_list list, const char *bytes, size_t n,
	struct reference_count *count, struct fault *f)
{
	struct reference_sink sink = {.self = l,
		.place = take_place,
		.facility = take_facility,
		.place_code = take_code,
		.status_code = take_status,
		.diagnostic = tell,
		.knows_place = l->told && l->told->world ? knows_place : NULL};
	struct arena a = ARENA_INIT;
	bool fine;

	sink.today = today(&a);
	fine = reference_decode(list, bytes, n, &sink, count, f) && flush(l, f);
	arena_free(&a);
	return fine;
}

static bool note_change(struct loading *l, struct fault *f)
{
	struct batch *b = batch_new(l->conn, &l->arena);

	lists_changed_later(b);
	return batch_run(b, f);
}

bool reference_load(struct conn *c, enum reference_list list, const char *source, const char *bytes, size_t n,
	const struct reference_told *told, struct reference_count *count, struct fault *f)
{
	struct loading l = {.conn = c, .source = source, .told = told};
	bool fine = conn_begin(c, f);

	fine = fine && load_rows(&l, list, bytes, n, count, f) && note_change(&l, f) && conn_commit(c, f);
	if (!fine)
		conn_rollback(c);
	arena_free(&l.arena);
	return fine;
}

static const struct {
	const char *file;
	enum reference_list list;
} embedded_lists[] = {
	{"data/places.csv", REFERENCE_PLACES},
	{"data/facilities.csv", REFERENCE_FACILITIES},
	{"data/place_codes.csv", REFERENCE_PLACE_CODES},
};
#define EMBEDDED_LISTS (sizeof embedded_lists / sizeof *embedded_lists)

/* Tells one content of the embedded lists from another. */
static const char *embedded_hash(struct arena *a)
{
	EVP_MD_CTX *h = EVP_MD_CTX_new();
	uint8_t digest[32];
	struct text *hex = arena_text(a);

	EVP_DigestInit_ex(h, EVP_sha256(), NULL);
	for (size_t i = 0; i < EMBEDDED_LISTS; i++) {
		const struct embedded *e = embedded_find(embedded_lists[i].file);

		if (e)
			EVP_DigestUpdate(h, e->bytes, e->length);
	}
	EVP_DigestFinal_ex(h, digest, NULL);
	EVP_MD_CTX_free(h);
	text_hex(hex, digest, sizeof digest);
	return text_string(hex);
}

static bool load_all(struct conn *c, struct arena *a, const char *hash, struct fault *f)
{
	struct loading l = {.conn = c, .source = "landbridge"};
	struct reference_count count;
	struct batch *b;
	bool fine = true;

	for (size_t i = 0; fine && i < EMBEDDED_LISTS; i++) {
		const struct embedded *e = embedded_find(embedded_lists[i].file);

		fine = !e ||
		       load_rows(&l, embedded_lists[i].list, (const char *)e->bytes, e->length, &count, f);
	}
	arena_free(&l.arena);
	if (!fine)
		return false;
	b = batch_new(c, a);
	setting_put_later(b, a, "data-hash", hash);
	lists_changed_later(b);
	return batch_run(b, f);
}

bool reference_load_embedded(struct conn *c, struct fault *f)
{
	struct arena a = ARENA_INIT;
	const char *hash = embedded_hash(&a), *loaded;
	bool fine = setting_get(c, &a, "data-hash", &loaded, f);

	if (fine && (!loaded || strcmp(loaded, hash) != 0)) {
		fine = conn_begin(c, f) && load_all(c, &a, hash, f) && conn_commit(c, f);
		if (!fine)
			conn_rollback(c);
	}
	arena_free(&a);
	return fine;
}
