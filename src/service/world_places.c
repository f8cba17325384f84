/* The places of a world: by our code, by other systems' codes, by name, and those that are one border. */
#include "service/world_inside.h"

#include "wire/sheet/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A word in letters of either case. */
static uint32_t loose_hash(uint32_t h, const char *word)
{
	for (; *word; word++)
		h = hashed_byte(h, (uint8_t)(*word | 0x20));
	return h;
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
	hashed_make(&w->complexes, &w->arena, w->complexed_count);
	for (size_t i = 0; i < w->complexed_count; i++)
		hashed_put(&w->complexes, loose_hash(HASHED, w->complexed[i]->complex), i);
}

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

/* The first of those that bear a code is found: what published lists and we ourselves call a place comes
 * before what it is called here, which a list may have brought once more. */
static void note_codes(struct world *w)
{
	static const char *const systems[] = {"UNLOCODE", "OWN"};
	size_t n = 0;

	w->codings = arena_alloc_array(&w->arena, w->calling_count + w->count + 1, sizeof *w->codings);
	for (size_t s = 0; s < sizeof systems / sizeof *systems; s++)
		for (size_t i = 0; i < w->calling_count; i++)
			if (strcasecmp(w->callings[i].system, systems[s]) == 0)
				w->codings[n++] = (struct naming){w->callings[i].code, w->callings[i].place};
	for (size_t i = 0; i < w->count; i++)
		w->codings[n++] = (struct naming){w->places[i].place.code, &w->places[i]};
	hashed_make(&w->coded, &w->arena, n);
	for (size_t i = 0; i < n; i++)
		hashed_put(&w->coded, hashed_text(HASHED, w->codings[i].name), i);
}

void world_note_places(struct world *w)
{
	note_codes(w);
	note_complexes(w);
	note_names(w);
}

static const struct known_place *bearer(
	const struct hashed *h, const struct naming *namings, const char *name)
{
	struct hashed_at at = hashed_first(h, hashed_text(HASHED, name));

	while (hashed_next(h, &at))
		if (strcmp(namings[at.row].name, name) == 0)
			return namings[at.row].place;
	return NULL;
}

const struct known_place *world_known_or_called(const struct world *w, const char *code)
{
	return code ? bearer(&w->coded, w->codings, code) : NULL;
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

static uint32_t calling_hash(const char *system, const char *code)
{
	return loose_hash(hashed_text(HASHED, code), system);
}

void world_call(struct world *w, const struct place_code *codes, size_t n)
{
	w->callings = arena_alloc_array(&w->arena, n + 1, sizeof *w->callings);
	for (size_t i = 0; i < n; i++) {
		const struct known_place *place = world_known_or_called(w, codes[i].place);

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
	note_codes(w);
}

const struct known_place *world_called(const struct world *w, const char *system, const char *code)
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

const struct known_place *world_named(const struct world *w, const char *name)
{
	char loose[WORDS_ROOM];

	if (!words_loosely(name, strlen(name), loose, sizeof loose))
		return NULL;
	return bearer(&w->named, w->namings, loose);
}

const struct place *world_place(const struct world *w, const char *code)
{
	const struct known_place *p = world_known_or_called(w, code);

	return p ? &p->place : NULL;
}

const struct place *world_place_called(const struct world *w, const char *system, const char *code)
{
	const struct known_place *p = world_called(w, system, code);

	return p ? &p->place : NULL;
}

const struct zone *world_zone(const struct world *w, const char *code)
{
	const struct known_place *p = world_known_or_called(w, code);

	return p ? p->zone : NULL;
}

size_t world_places(const struct world *w)
{
	return w->count;
}

const struct place *world_place_at(const struct world *w, size_t i)
{
	return &w->places[i].place;
}

uint32_t world_place_number(const struct world *w, const char *code)
{
	return (uint32_t)(world_known_or_called(w, code) - w->places);
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
	struct hashed_at at = hashed_first(&w->complexes, loose_hash(HASHED, word));
	size_t n = 0;

	while (n < most && hashed_next(&w->complexes, &at))
		if (strcasecmp(w->complexed[at.row]->complex, word) == 0)
			codes[n++] = w->complexed[at.row]->code;
	return n;
}

/* How well a complex's word ("FRANKFURTODER") fits a name: 2 wholly, 1 it begins so ("Khorgos (China)"). */
static int fits(const char *name, const char *word)
{
	for (; *name && *word; name++) {
		if (!isalpha((unsigned char)*name))
			continue;
		if (toupper((unsigned char)*name) != *word++)
			return 0;
	}
	while (*name && !isalpha((unsigned char)*name))
		name++;
	return *word ? 0 : *name ? 1 : 2;
}

const struct place *world_namesake(const struct world *w, const char *code)
{
	const struct place *called = world_place(w, code);
	int best = called ? 2 : -1;

	for (size_t i = 0; i < w->complexed_count; i++) {
		const struct place *p = w->complexed[i];
		int how = strcmp(p->complex, code) == 0 ? fits(p->name[LANG_EN], code) : -1;

		if (how > best) {
			best = how;
			called = p;
		}
	}
	return called;
}
