#include "service/world.h"

#include "base/hashed.h"
#include "codes/code.h"
#include "system/clock.h"
#include "system/embed.h"
#include "wire/sheet/guess.h"
#include "wire/sheet/reference.h"
#include "wire/sheet/words.h"
#include "wire/status_book.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define COUNTRIES (26 * 26)

struct known_place {
	struct place place;
	const struct zone *zone; /* NULL: not known */
};

/* What a system calls a place. */
struct calling {
	const char *system, *code;
	const struct known_place *place;
};

/* A name of a place, loosely written. */
struct naming {
	const char *name;
	const struct known_place *place;
};

struct named_zone { /* asked for by its name */
	const char *name;
	const struct zone *zone;
	struct named_zone *next;
};

struct country {
	bool asked;
	const struct zone *zone;
};

struct world {
	atomic_int held;
	struct arena arena;
	struct known_place *places; /* sorted by code */
	size_t count;
	struct hashed placed;     /* by code */
	struct calling *callings; /* sorted by system and code */
	size_t calling_count;
	struct hashed called;           /* by system and code */
	const struct place **complexed; /* those of a border complex: few */
	size_t complexed_count;
	struct status_book statuses;
	struct naming *namings; /* sorted by name */
	size_t naming_count;
	struct hashed named;                   /* by name */
	const struct sheet_profile **profiles; /* those that are shipped */
	const struct sheet_profile **saved;    /* in the database, by name */
	size_t saved_count;
	size_t profile_count;
	struct partner_book partners;
	/* What grows while the world is used: the zone of a country is looked up when it is first asked for.
	 */
	pthread_mutex_t lock;
	struct arena country_arena;
	struct country countries[COUNTRIES];
	struct named_zone *named_zones;
};

static int by_code(const void *a, const void *b)
{
	const struct known_place *x = a, *y = b;

	return strcmp(x->place.code, y->place.code);
}

/* Zones that many places share are read once: the few names are looked through from the newest. */
struct zone_shelf {
	struct {
		const char *name;
		const struct zone *zone;
	} * read;
	size_t count, room;
};

static const struct zone *zone_of_name(struct zone_shelf *s, struct arena *a, const char *name)
{
	struct fault unreadable;

	if (!name || !*name)
		return NULL;
	for (size_t i = s->count; i-- > 0;)
		if (strcmp(s->read[i].name, name) == 0)
			return s->read[i].zone;
	s->read = arena_grow(a, s->read, s->count, &s->room, sizeof *s->read);
	s->read[s->count].name = name;
	/* A zone that this machine's tzdata lacks is the same as none: times then say so. */
	s->read[s->count].zone = clock_zone(a, name, &unreadable);
	return s->read[s->count++].zone;
}

static void copy_place(struct arena *a, struct place *to, const struct place *from)
{
	*to = *from;
	to->code = arena_strdup(a, from->code);
	for (int i = 0; i < LANGUAGES; i++)
		to->name[i] = arena_strdup(a, from->name[i]);
	to->country = arena_strdup(a, from->country);
	to->zone = arena_strdup(a, from->zone);
	to->kinds = arena_strdup(a, from->kinds);
	to->gauges = arena_strdup(a, from->gauges);
	to->complex = arena_strdup(a, from->complex);
}

static void note_complexes(struct world *w)
{
	size_t room = 0;

	for (size_t i = 0; i < w->count; i++)
		if (w->places[i].place.complex) {
			w->complexed = arena_grow(
				&w->arena, w->complexed, w->complexed_count, &room, sizeof(struct place *));
			w->complexed[w->complexed_count++] = &w->places[i].place;
		}
}

struct shelf { /* status codes while they are gathered */
	struct arena arena;
	struct status_code *rows;
	size_t count, room;
};

static bool shelve(void *self, const struct status_code *c, struct fault *f)
{
	struct shelf *s = self;
	struct status_code *to;

	(void)f;
	s->rows = arena_grow(&s->arena, s->rows, s->count, &s->room, sizeof *s->rows);
	to = &s->rows[s->count++];
	*to = *c;
	to->sender = arena_strdup(&s->arena, c->sender);
	to->list = arena_strdup(&s->arena, c->list);
	to->status = arena_strdup(&s->arena, c->status);
	to->event = arena_strdup(&s->arena, c->event);
	to->name = arena_strdup(&s->arena, c->name);
	return true;
}

/* Everybody's meanings, and behind them, so that they hold, those of whoever runs this. */
static bool read_statuses(struct world *w, const struct status_code *own, size_t n, struct fault *f)
{
	const struct embedded *e = embedded_find("data/status_codes.csv");
	struct shelf s = {0};
	struct reference_sink sink = {.self = &s, .status_code = shelve};
	struct reference_count count;
	bool fine = !e || reference_decode(REFERENCE_STATUS_CODES, (const char *)e->bytes, e->length, &sink,
				  &count, f);

	for (size_t i = 0; fine && i < n; i++)
		shelve(&s, &own[i], f);
	if (fine)
		status_book_make(&w->statuses, &w->arena, s.rows, s.count);
	arena_free(&s.arena);
	return fine;
}

/* ---- names ---- */

static int by_name(const void *a, const void *b)
{
	const struct naming *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->place > y->place) - (x->place < y->place);
}

/* A name that several places bear names none of them. */
static void drop_shared_names(struct world *w)
{
	size_t kept = 0;

	for (size_t i = 0, next; i < w->naming_count; i = next) {
		bool one = true;

		for (next = i + 1;
			next < w->naming_count && strcmp(w->namings[i].name, w->namings[next].name) == 0;
			next++)
			one &= w->namings[next].place == w->namings[i].place;
		if (one)
			w->namings[kept++] = w->namings[i];
	}
	w->naming_count = kept;
}

static void note_names(struct world *w)
{
	char loose[WORDS_ROOM];

	w->namings = arena_alloc_array(&w->arena, w->count * LANGUAGES + 1, sizeof *w->namings);
	for (size_t i = 0; i < w->count; i++)
		for (int l = 0; l < LANGUAGES; l++) {
			const char *name = w->places[i].place.name[l];

			if (!name || !words_loosely(name, strlen(name), loose, sizeof loose))
				continue;
			w->namings[w->naming_count++] =
				(struct naming){arena_strdup(&w->arena, loose), &w->places[i]};
		}
	if (w->naming_count)
		qsort(w->namings, w->naming_count, sizeof *w->namings, by_name);
	drop_shared_names(w);
	hashed_make(&w->named, &w->arena, w->naming_count);
	for (size_t i = 0; i < w->naming_count; i++)
		hashed_put(&w->named, hashed_text(HASHED, w->namings[i].name), i);
}

/* ---- shipped profiles ---- */

static bool read_profile(struct world *w, const char *kind, const char *language, struct fault *f)
{
	char file[96];
	const struct embedded *e;
	const struct sheet_profile *p;

	snprintf(file, sizeof file, "data/profiles/%s-%s.json", kind, language);
	e = embedded_find(file);
	if (!e)
		return true;
	p = profile_read(&w->arena, (const char *)e->bytes, e->length, f);
	if (p)
		w->profiles[w->profile_count++] = p;
	return p != NULL;
}

static bool read_profiles(struct world *w, struct fault *f)
{
	w->profiles = arena_alloc_array(&w->arena, SHEET_KINDS * SHEET_LANGUAGES, sizeof *w->profiles);
	for (unsigned k = 0; k < SHEET_KINDS; k++)
		for (unsigned l = 0; l < SHEET_LANGUAGES; l++)
			if (!read_profile(w, sheet_kind_rows[k].word, sheet_language_words[l], f))
				return false;
	return true;
}

struct world *world_of(const struct place *places, size_t n, const struct status_code *statuses,
	size_t status_count, struct fault *f)
{
	struct world *w = calloc(1, sizeof *w);
	struct zone_shelf shelf = {0};

	if (!w) {
		fault_say(f, FAULT_INTERNAL, "no memory for the world");
		return NULL;
	}
	atomic_init(&w->held, 1);
	pthread_mutex_init(&w->lock, NULL);
	w->places = arena_alloc_array(&w->arena, n + 1, sizeof *w->places);
	w->count = n;
	for (size_t i = 0; i < n; i++) {
		copy_place(&w->arena, &w->places[i].place, &places[i]);
		w->places[i].zone = zone_of_name(&shelf, &w->arena, w->places[i].place.zone);
	}
	qsort(w->places, n, sizeof *w->places, by_code);
	hashed_make(&w->placed, &w->arena, n);
	for (size_t i = 0; i < n; i++)
		hashed_put(&w->placed, hashed_text(HASHED, w->places[i].place.code), i);
	note_complexes(w);
	note_names(w);
	if (read_profiles(w, f) && read_statuses(w, statuses, status_count, f))
		return w;
	world_release(w);
	return NULL;
}

static const struct known_place *known(const struct world *w, const char *code)
{
	struct hashed_at at;

	if (!code || !w->count)
		return NULL;
	at = hashed_first(&w->placed, hashed_text(HASHED, code));
	while (hashed_next(&w->placed, &at))
		if (strcmp(w->places[at.row].place.code, code) == 0)
			return &w->places[at.row];
	return NULL;
}

static int by_system_and_code(const void *a, const void *b)
{
	const struct calling *x = a, *y = b;
	int order = strcasecmp(x->system, y->system);

	return order ? order : strcmp(x->code, y->code);
}

/* A code that two places bear in one system names neither. */
static void drop_ambiguous(struct world *w)
{
	size_t kept = 0;

	for (size_t i = 0, next; i < w->calling_count; i = next) {
		bool one = true;

		for (next = i + 1; next < w->calling_count &&
				   by_system_and_code(&w->callings[i], &w->callings[next]) == 0;
			next++)
			one &= w->callings[next].place == w->callings[i].place;
		if (one)
			w->callings[kept++] = w->callings[i];
	}
	w->calling_count = kept;
}

/* A system in letters of either case. */
static uint32_t calling_hash(const char *system, const char *code)
{
	uint32_t h = hashed_text(HASHED, code);

	for (; *system; system++)
		h = hashed_byte(h, (uint8_t)(*system | 0x20));
	return h;
}

void world_call(struct world *w, const struct place_code *codes, size_t n)
{
	w->callings = arena_alloc_array(&w->arena, n + 1, sizeof *w->callings);
	for (size_t i = 0; i < n; i++) {
		const struct known_place *place = known(w, codes[i].place);

		if (place)
			w->callings[w->calling_count++] =
				(struct calling){arena_strdup(&w->arena, codes[i].system),
					arena_strdup(&w->arena, codes[i].code), place};
	}
	qsort(w->callings, w->calling_count, sizeof *w->callings, by_system_and_code);
	drop_ambiguous(w);
	hashed_make(&w->called, &w->arena, w->calling_count);
	for (size_t i = 0; i < w->calling_count; i++)
		hashed_put(&w->called, calling_hash(w->callings[i].system, w->callings[i].code), i);
}

static const struct known_place *called(const struct world *w, const char *system, const char *code)
{
	const struct calling sought = {system, code, NULL};
	struct hashed_at at;

	if (!system || !code || !w->calling_count)
		return NULL;
	at = hashed_first(&w->called, calling_hash(system, code));
	while (hashed_next(&w->called, &at))
		if (by_system_and_code(&w->callings[at.row], &sought) == 0)
			return w->callings[at.row].place;
	return NULL;
}

/* By a code in the shape of ours.  That it is another's comes first: a published list may bring the place
 * once more. */
static const struct known_place *known_or_called(const struct world *w, const char *code)
{
	const struct known_place *p = called(w, "UNLOCODE", code);

	if (!p)
		p = called(w, "OWN", code);
	return p ? p : known(w, code);
}

void world_partners(struct world *w, const struct partner_rows *rows, const struct partner_zone_name *zones,
	size_t zone_count)
{
	struct arena *a = &w->arena;
	struct partner_rows mine;
	struct zone_shelf shelf = {0};

	partner_rows_copy(a, &mine, rows);
	mine.zones = arena_alloc_array(a, zone_count + 1, sizeof *mine.zones);
	mine.zone_count = 0;
	for (size_t i = 0; i < zone_count; i++) {
		const struct partner_zone_name *z = &zones[i];
		const struct zone *zone = zone_of_name(&shelf, a, arena_strdup(a, z->zone));

		if (zone)
			mine.zones[mine.zone_count++] = (struct partner_zone){arena_strdup(a, z->partner),
				arena_strdup(a, z->type), arena_strdup(a, z->column), zone};
	}
	partner_book_make(&w->partners, a, &mine);
}

const struct partner_book *world_partner_book(const struct world *w)
{
	return &w->partners;
}

bool world_zone_known(const char *name)
{
	struct arena a = ARENA_INIT;
	struct fault unreadable;
	bool known = clock_zone(&a, name, &unreadable) != NULL;

	arena_free(&a);
	return known;
}

/* Statuses and what is like them stand among the statuses, under the list that decoders look them up in. */
static const char *event_meant(
	const struct world *w, const char *partner, enum partner_list list, const char *code)
{
	const struct status_asked asked = {
		.sender = {partner}, .list = partner_status_list(list), .status = code};
	const struct status_code *found = status_book_find(&w->statuses, &asked);

	return found && strcmp(found->sender, partner) == 0 ? found->event ? found->event : EVENT_NOTE : NULL;
}

const char *world_meaning(const struct world *w, const char *partner, const char *list, const char *code)
{
	enum partner_list known = partner_list_of(list);
	char loose[PARTNER_CODE_MOST + 1];
	const struct known_place *place;

	if (!partner || !code || strlen(code) > PARTNER_CODE_MOST)
		return NULL;
	if (known < PARTNER_LISTS && partner_list_shapes[known] == MEANING_EVENT)
		return event_meant(w, partner, known, code);
	if (known != CODES_PLACE)
		return partner_book_meaning(&w->partners, partner, list, code);
	code_loosely(code, strlen(code), loose);
	place = called(w, partner, loose);
	if (!place)
		place = called(w, partner, code);
	return place ? place->place.code : NULL;
}

struct gathering {
	struct arena arena;
	struct place *places;
	size_t count, room;
	struct place_code *codes;
	size_t code_count, code_room;
};

static bool gather(void *self, const struct place *p, struct fault *f)
{
	struct gathering *g = self;

	(void)f;
	g->places = arena_grow(&g->arena, g->places, g->count, &g->room, sizeof *g->places);
	copy_place(&g->arena, &g->places[g->count++], p);
	return true;
}

static bool gather_code(void *self, const struct place_code *c, struct fault *f)
{
	struct gathering *g = self;
	struct arena *a = &g->arena;

	(void)f;
	g->codes = arena_grow(a, g->codes, g->code_count, &g->code_room, sizeof *g->codes);
	g->codes[g->code_count++] = (struct place_code){
		arena_strdup(a, c->place), arena_strdup(a, c->system), arena_strdup(a, c->code)};
	return true;
}

static bool gather_list(struct gathering *g, enum reference_list list, const char *file, struct fault *f)
{
	const struct embedded *e = embedded_find(file);
	struct reference_sink sink = {.self = g, .place = gather, .place_code = gather_code};
	struct reference_count count;

	if (!e)
		return fault_say(f, FAULT_INTERNAL, "this program was built without %s", file);
	return reference_decode(list, (const char *)e->bytes, e->length, &sink, &count, f);
}

struct world *world_embedded(struct fault *f)
{
	return world_embedded_and(NULL, 0, NULL, 0, f);
}

struct world *world_embedded_and(const struct place_code *codes, size_t m, const struct status_code *statuses,
	size_t n, struct fault *f)
{
	struct gathering g = {0};
	struct world *w = NULL;

	if (gather_list(&g, REFERENCE_PLACES, "data/places.csv", f) &&
		gather_list(&g, REFERENCE_PLACE_CODES, "data/place_codes.csv", f))
		w = world_of(g.places, g.count, statuses, n, f);
	for (size_t i = 0; w && i < m; i++)
		gather_code(&g, &codes[i], f);
	if (w)
		world_call(w, g.codes, g.code_count);
	arena_free(&g.arena);
	return w;
}

struct world *world_hold(struct world *w)
{
	atomic_fetch_add(&w->held, 1);
	return w;
}

void world_release(struct world *w)
{
	if (!w || atomic_fetch_sub(&w->held, 1) != 1)
		return;
	pthread_mutex_destroy(&w->lock);
	arena_free(&w->country_arena);
	arena_free(&w->arena);
	free(w);
}

const struct place *world_place(const struct world *w, const char *code)
{
	const struct known_place *p = known_or_called(w, code);

	return p ? &p->place : NULL;
}

const struct place *world_place_called(const struct world *w, const char *system, const char *code)
{
	const struct known_place *p = called(w, system, code);

	return p ? &p->place : NULL;
}

size_t world_places(const struct world *w)
{
	return w->count;
}

const struct place *world_place_at(const struct world *w, size_t i)
{
	return &w->places[i].place;
}

bool world_same_place(const struct world *w, const char *a, const char *b)
{
	const struct place *x, *y;

	if (!a || !b)
		return false;
	if (strcmp(a, b) == 0)
		return true;
	x = world_place(w, a);
	y = world_place(w, b);
	return x && y && (x == y || (x->complex && y->complex && strcmp(x->complex, y->complex) == 0));
}

size_t world_complex(const struct world *w, const char *code, const char **codes, size_t most)
{
	const struct place *p = world_place(w, code);
	size_t n = 0;

	codes[n++] = code;
	if (p && strcmp(p->code, code) != 0 && n < most)
		codes[n++] = p->code;
	if (!p || !p->complex)
		return n;
	for (size_t i = 0; i < w->complexed_count && n < most; i++)
		if (w->complexed[i] != p && strcmp(w->complexed[i]->complex, p->complex) == 0)
			codes[n++] = w->complexed[i]->code;
	return n;
}

size_t world_complex_named(const struct world *w, const char *word, const char **codes, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < w->complexed_count && n < most; i++)
		if (strcasecmp(w->complexed[i]->complex, word) == 0)
			codes[n++] = w->complexed[i]->code;
	return n;
}

static const struct zone *zone_of_place(void *self, const char *code)
{
	const struct known_place *p = known_or_called(self, code);

	return p ? p->zone : NULL;
}

static int country_index(const char *country)
{
	if (!country || country[0] < 'A' || country[0] > 'Z' || country[1] < 'A' || country[1] > 'Z' ||
		country[2])
		return -1;
	return (country[0] - 'A') * 26 + (country[1] - 'A');
}

static const struct zone *read_country(struct world *w, const char *country)
{
	const char *name = clock_country_zone(&w->country_arena, country);
	struct fault unreadable;

	return name ? clock_zone(&w->country_arena, name, &unreadable) : NULL;
}

static const struct zone *zone_of_country(void *self, const char *country)
{
	struct world *w = self;
	int at = country_index(country);
	const struct zone *z;

	if (at < 0)
		return NULL;
	pthread_mutex_lock(&w->lock);
	if (!w->countries[at].asked) {
		w->countries[at].zone = read_country(w, country);
		w->countries[at].asked = true;
	}
	z = w->countries[at].zone;
	pthread_mutex_unlock(&w->lock);
	return z;
}

static const struct partner *partner(void *self, const struct partner_asked *asked)
{
	const struct world *w = self;

	return partner_book_find(&w->partners, asked);
}

static enum severity severity(void *self, const char *partner, const char *code, enum severity usual)
{
	const struct world *w = self;

	return partner_book_severity(&w->partners, partner, code, usual);
}

static const struct zone *zone_of_column(
	void *self, const char *partner, const char *type, const char *column)
{
	const struct world *w = self;

	return partner_book_zone(&w->partners, partner, type, column);
}

static const struct zone *zone_of_sender(void *self, const char *sender, const char *message_type)
{
	const struct world *w = self;
	const struct partner *p = partner_book_find(
		&w->partners, &(struct partner_asked){.forced = sender, .nad = sender, .unb = sender});

	return p ? partner_book_zone(&w->partners, p->name, message_type, NULL) : NULL;
}

static const char *meaning(void *self, const char *partner, const char *list, const char *code)
{
	return world_meaning(self, partner, list, code);
}

static bool knows_place(void *self, const char *code)
{
	return known_or_called(self, code) != NULL;
}

static const char *place_called(void *self, const char *list, const char *code)
{
	const struct known_place *p =
		strcmp(list, "UNLOCODE") == 0 ? known_or_called(self, code) : called(self, list, code);

	return p ? p->place.code : NULL;
}

static const struct status_code *status(void *self, const struct status_asked *asked)
{
	const struct world *w = self;

	return status_book_find(&w->statuses, asked);
}

static const char *place_named(void *self, const char *name)
{
	const struct world *w = self;
	struct hashed_at at;
	char loose[WORDS_ROOM];

	if (!w->naming_count || !words_loosely(name, strlen(name), loose, sizeof loose))
		return NULL;
	at = hashed_first(&w->named, hashed_text(HASHED, loose));
	while (hashed_next(&w->named, &at))
		if (strcmp(w->namings[at.row].name, loose) == 0)
			return w->namings[at.row].place->place.code;
	return NULL;
}

/* Few are ever asked for: they stay in a list. */
static const struct zone *zone_named(void *self, const char *name)
{
	struct world *w = self;
	struct named_zone *n;
	struct fault unreadable;

	pthread_mutex_lock(&w->lock);
	for (n = w->named_zones; n && strcmp(n->name, name) != 0;)
		n = n->next;
	if (!n) {
		n = arena_alloc(&w->country_arena, sizeof *n);
		n->name = arena_strdup(&w->country_arena, name);
		n->zone = clock_zone(&w->country_arena, n->name, &unreadable);
		n->next = w->named_zones;
		w->named_zones = n;
	}
	pthread_mutex_unlock(&w->lock);
	return n->zone;
}

const struct sheet_profile *world_profile(const struct world *w, const char *name)
{
	for (size_t i = 0; i < w->saved_count; i++)
		if (strcmp(w->saved[i]->name, name) == 0)
			return w->saved[i];
	for (size_t i = 0; i < w->profile_count; i++)
		if (strcmp(w->profiles[i]->name, name) == 0)
			return w->profiles[i];
	return NULL;
}

const struct sheet_profile *world_profile_at(const struct world *w, size_t i, bool *shipped)
{
	*shipped = i >= w->saved_count;
	if (!*shipped)
		return w->saved[i];
	return i - w->saved_count < w->profile_count ? w->profiles[i - w->saved_count] : NULL;
}

void world_profiles(struct world *w, const char *const *profiles, size_t n)
{
	struct fault unreadable; /* of a later version */

	w->saved = arena_alloc_array(&w->arena, n + 1, sizeof *w->saved);
	for (size_t i = 0; i < n; i++) {
		w->saved[w->saved_count] =
			profile_read(&w->arena, profiles[i], strlen(profiles[i]), &unreadable);
		w->saved_count += w->saved[w->saved_count] != NULL;
	}
}

/* Of the partner's own the one whose words are most in the heading: all but one of them, two at least.  Of
 * two alike the first by name. */
static const struct sheet_profile *profile_of_partner(
	const struct world *w, const struct profile_asked *asked)
{
	struct arena a = ARENA_INIT;
	const struct headings h = headings_of(&a, asked->head, asked->head_rows);
	const struct sheet_profile *best = NULL;
	unsigned most = 1;

	for (size_t i = 0; i < w->saved_count; i++) {
		const struct sheet_profile *p = w->saved[i];
		unsigned worded, found;

		if (!p->partner || strcasecmp(p->partner, asked->partner) != 0)
			continue;
		found = profile_finds(p, &h, &worded);
		if (found > most && found + 1 >= worded) {
			best = p;
			most = found;
		}
	}
	arena_free(&a);
	return best;
}

static const struct sheet_profile *profile(void *self, const struct profile_asked *asked)
{
	if (asked->name)
		return world_profile(self, asked->name);
	return asked->partner && asked->head ? profile_of_partner(self, asked) : NULL;
}

struct decode_world world_decode(struct world *w)
{
	return (struct decode_world){.self = w,
		.zone_of_place = zone_of_place,
		.zone_of_country = zone_of_country,
		.zone_of_sender = zone_of_sender,
		.knows_place = knows_place,
		.place_called = place_called,
		.place_named = place_named,
		.zone_named = zone_named,
		.status = status,
		.profile = profile,
		.partner = partner,
		.meaning = meaning,
		.severity = severity,
		.zone_of_column = zone_of_column};
}
