#include "service/unknown.h"

#include "base/limits.h"
#include "service/answer_parts.h"
#include "service/ingest.h"
#include "service/partner_json.h"
#include "store/column.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SLOTS 2048 /* more than LIMIT_UNKNOWN_CODES, a power of two */

static uint32_t hash_of(uint32_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return (h ^ 0xFFu) * 16777619u;
}

static bool same(const struct unknown_row *r, const struct unknown_row *s)
{
	return strcmp(r->code, s->code) == 0 && strcmp(r->list, s->list) == 0 &&
	       strcmp(r->partner, s->partner) == 0;
}

/* The slot of the row, or the free one that it may have. */
static uint16_t *slot_of(struct unknowns *all, const struct unknown_row *r)
{
	uint32_t at = hash_of(hash_of(hash_of(2166136261u, r->partner), r->list), r->code);

	for (at %= SLOTS; all->slots[at] && !same(&all->rows[all->slots[at] - 1], r);)
		at = (at + 1) % SLOTS;
	return &all->slots[at];
}

void unknowns_take(struct unknowns *all, struct arena *a, const struct unknown_code *u)
{
	struct unknown_row row = {.partner = u->partner, .list = u->list};
	struct arena scratch = ARENA_INIT;
	uint16_t *slot;

	if (!all->slots)
		all->slots = arena_alloc_array(a, SLOTS, sizeof *all->slots);
	row.code = partner_code_kept(&scratch, partner_list_of(u->list), u->code);
	slot = row.code ? slot_of(all, &row) : NULL;
	if (slot && *slot) {
		all->rows[*slot - 1].times++;
	} else if (slot && all->count < LIMIT_UNKNOWN_CODES) {
		all->rows = arena_grow(a, all->rows, all->count, &all->room, sizeof *all->rows);
		all->rows[all->count++] = (struct unknown_row){arena_strdup(a, u->partner),
			arena_strdup(a, u->list), arena_strdup(a, row.code),
			arena_printf(a, "%s\t%s", u->sample ? u->sample : "", u->code), 1};
		*slot = (uint16_t)all->count;
	}
	arena_free(&scratch);
}

void unknowns_save_later(
	struct batch *b, struct arena *a, const uint8_t intake[16], const struct unknowns *all, bool anew)
{
	struct param *p = arena_alloc_array(a, 6, sizeof *p);
	struct column c[5];

	p[0] = p_uuid(intake);
	if (anew)
		batch_add(b, SQL_unknown_forget, p, 1, NULL);
	if (!all->count)
		return;
	for (int i = 0; i < 5; i++)
		column_open(&c[i], a, i == 3 ? OID_INT4 : OID_TEXT);
	for (size_t i = 0; i < all->count; i++) {
		const struct unknown_row *r = &all->rows[i];

		wire_array_text(&c[0].array, r->partner);
		wire_array_text(&c[1].array, r->list);
		wire_array_text(&c[2].array, r->code);
		wire_array_int4(&c[3].array, (int32_t)r->times);
		wire_array_text(&c[4].array, r->sample);
	}
	for (int i = 0; i < 5; i++)
		p[i + 1] = column_close(&c[i]);
	batch_add(b, SQL_unknown_add, p, 6, NULL);
}

/* ---- what it might be ---- */

#define SUGGESTED 3

struct guess {
	const struct place *place;
	unsigned sure; /* 0..100 */
};

/* Letters and digits of a name, A to Z and the Cyrillic ones in lower case; none of the rest. */
static size_t letters(const char *s, uint32_t *out, size_t room)
{
	size_t n = 0, length, left = strlen(s);

	for (; left && n < room; s += length, left -= length) {
		uint32_t c;

		length = utf8_length(s, left);
		c = length ? utf8_character(s, length) : 0;
		length = length ? length : 1;
		if (c >= 'A' && c <= 'Z')
			c += 32;
		else if (c >= 0x410 && c <= 0x42F)
			c += 32;
		else if (c == 0x401 || c == 0x451)
			c = 0x435; /* YO is written as YE */
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0xC0)
			out[n++] = c;
	}
	return n;
}

#define NAME_LETTERS 48

/* How alike two names are: the letters that have to be changed, of those there are. */
static unsigned alike(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	unsigned row[NAME_LETTERS + 1], most = (unsigned)(n > m ? n : m);

	for (size_t k = 0; k <= m; k++)
		row[k] = (unsigned)k;
	for (size_t i = 1; i <= n; i++) {
		unsigned before = row[0];

		row[0] = (unsigned)i;
		for (size_t k = 1; k <= m; k++) {
			unsigned kept = before + (a[i - 1] != b[k - 1]),
				 least = row[k] < row[k - 1] ? row[k] : row[k - 1];

			before = row[k];
			row[k] = kept < least + 1 ? kept : least + 1;
		}
	}
	return most ? 100 - 100 * row[m] / most : 0;
}

/* A name with something behind it, as Dostyk-exp., is less sure than the name alone. */
static unsigned likeness(const uint32_t *code, size_t n, const char *name)
{
	uint32_t known[NAME_LETTERS];
	size_t m = name ? letters(name, known, NAME_LETTERS) : 0, least = m < n ? m : n;
	unsigned whole;

	if (m < 2 || n < 2)
		return 0;
	whole = alike(code, n, known, m);
	if (least >= 4 && memcmp(code, known, least * sizeof *known) == 0 && whole < 80)
		return 80;
	return whole;
}

static void keep_best(struct guess best[SUGGESTED], const struct place *p, unsigned sure)
{
	for (size_t i = 0; i < SUGGESTED; i++) {
		if (sure <= best[i].sure)
			continue;
		memmove(best + i + 1, best + i, (SUGGESTED - 1 - i) * sizeof *best);
		best[i] = (struct guess){p, sure};
		return;
	}
}

static void suggest(struct json *j, const struct world *w, const char *written)
{
	struct guess best[SUGGESTED] = {{NULL, 64}, {NULL, 64}, {NULL, 64}};
	uint32_t code[NAME_LETTERS];
	size_t n = letters(written, code, NAME_LETTERS);

	for (size_t i = 0; i < world_places(w); i++) {
		const struct place *p = world_place_at(w, i);
		unsigned sure = 0;

		for (int k = 0; k < LANGUAGES; k++) {
			unsigned one = likeness(code, n, p->name[k]);

			sure = one > sure ? one : sure;
		}
		keep_best(best, p, sure);
	}
	for (size_t i = 0; i < SUGGESTED && best[i].place; i++) {
		jw_open(j, '{');
		jw_member(j, "meaning", best[i].place->code);
		part_names(j, best[i].place->name);
		jw_member_integer(j, "sure", best[i].sure);
		jw_close(j, '}');
	}
}

/* ---- the list ---- */

static bool names_places(const char *list)
{
	enum partner_list l = partner_list_of(list);

	return l < PARTNER_LISTS && partner_list_shapes[l] == MEANING_PLACE;
}

static void write_unknown(struct json *j, struct arena *a, const struct world *w, const struct rows *r, int i)
{
	const char *list = rows_text(r, i, 0), *sample = rows_text(r, i, 7),
		   *tab = sample ? strchr(sample, '\t') : NULL;
	const char *written = tab ? tab + 1 : rows_text(r, i, 1);

	jw_open(j, '{');
	jw_member(j, "list", list);
	jw_member(j, "code", rows_text(r, i, 1));
	jw_member(j, "written", written);
	jw_member_integer(j, "times", rows_int(r, i, 2));
	jw_member_integer(j, "intakes", rows_int(r, i, 3));
	jw_member(j, "first", rows_text(r, i, 4));
	jw_member(j, "last", rows_text(r, i, 5));
	jw_key(j, "sample");
	jw_open(j, '{');
	jw_member(j, "intake", rows_text(r, i, 6));
	jw_member(j, "at", tab ? arena_strndup(a, sample, (size_t)(tab - sample)) : sample);
	jw_close(j, '}');
	jw_key(j, "suggest");
	jw_open(j, '[');
	if (names_places(list))
		suggest(j, w, written);
	jw_close(j, ']');
	jw_close(j, '}');
}

static bool page_of(struct asking *q, const char *partner, int64_t from, struct rows **r)
{
	struct param p[] = {P_TEXT(partner), p_int(q->arena, q->limit + 1), p_int(q->arena, from)};

	return conn_query(q->conn, SQL_unknown_of, p, 3, q->arena, r, q->fault);
}

bool unknown_list(struct asking *q, const char *partner)
{
	struct json j = {q->out, false};
	const char *given = NULL;
	struct world *w;
	struct rows *r;
	int64_t from;

	if (q->cursor && !(given = cursor_read(q->arena, q->cursor, q->fault)))
		return false;
	from = given ? strtoll(given, NULL, 10) : 0;
	if (from < 0 || from > INT32_MAX)
		return fault_say(q->fault, FAULT_BAD_REQUEST,
			"cursor is none that this endpoint gave; begin again without it");
	if (!page_of(q, partner, from, &r))
		return false;
	w = service_world(q->service);
	jw_open(&j, '{');
	jw_key(&j, "unknown");
	jw_open(&j, '[');
	for (int i = 0; i < rows_count(r) && i < q->limit; i++)
		write_unknown(&j, q->arena, w, r, i);
	jw_close(&j, ']');
	world_release(w);
	if (rows_count(r) > q->limit)
		q->next =
			cursor_write(q->arena, arena_printf(q->arena, "%lld", (long long)(from + q->limit)));
	jw_key(&j, "next");
	jw_string(&j, q->next);
	jw_close(&j, '}');
	return true;
}

/* ---- the map ---- */

struct replays {
	uint64_t replayed, new_events, mended, failed;
};

static void replay(struct asking *q, const char *id, struct replays *all)
{
	struct receipt r = {0};
	struct fault f = {0};
	uint8_t intake[16];

	if (!uuid_read(id, intake) || !ingest_replay(q->service, q->conn, intake, q->viewer, &r, &f)) {
		all->failed++;
		return;
	}
	all->replayed++;
	all->new_events += r.new_events;
	all->mended += r.mended;
	receipt_free(&r);
}

static void write_map(struct asking *q, const struct replays *all, const struct rows *r, int from)
{
	struct json j = {q->out, false};

	jw_open(&j, '{');
	jw_member_bool(&j, "mapped", true);
	jw_member_integer(&j, "replayed", (int64_t)all->replayed);
	jw_member_integer(&j, "newEvents", (int64_t)all->new_events);
	jw_member_integer(&j, "mendedEvents", (int64_t)all->mended);
	jw_member_integer(&j, "failed", (int64_t)all->failed);
	jw_key(&j, "waiting");
	jw_open(&j, '[');
	for (int i = from; i < rows_count(r); i++)
		jw_string(&j, rows_text(r, i, 0));
	jw_close(&j, ']');
	jw_close(&j, '}');
}

static bool take_map(
	struct asking *q, const char *partner, const json_t *body, const char **list, const char **code)
{
	struct partner_set set = {.row = {.name = partner}};
	struct world *w = service_world(q->service);
	bool fine = partner_code_read(q->arena, w, body, "", &set, q->fault);

	world_release(w);
	if (!fine)
		return false;
	*list = json_string_value(json_object_get(body, "list"));
	*code = partner_code_kept(
		q->arena, partner_list_of(*list), json_string_value(json_object_get(body, "code")));
	return partner_map(q->conn, q->arena, *list, &set, q->fault) &&
	       service_reload_with(q->service, q->conn, q->fault);
}

bool unknown_map(struct asking *q, const char *partner, const json_t *body)
{
	const json_t *wanted = json_object_get(body, "replay");
	struct replays all = {0};
	const char *list, *code;
	struct rows *r, *gone;
	int i = 0;

	if (wanted && !json_is_boolean(wanted))
		return fault_say(q->fault, FAULT_BAD_BODY, "replay: true or false is expected");
	if (!take_map(q, partner, body, &list, &code))
		return false;
	struct param p[] = {P_TEXT(partner), P_TEXT(list), P_TEXT(code)};

	if (!conn_query(q->conn, SQL_unknown_intakes, p, 3, q->arena, &r, q->fault) ||
		!conn_query(q->conn, SQL_unknown_drop, p, 3, q->arena, &gone, q->fault))
		return false;
	for (; !json_is_false(wanted) && i < rows_count(r) && i < LIMIT_REPLAYS; i++)
		replay(q, rows_text(r, i, 0), &all);
	write_map(q, &all, r, i);
	return true;
}
