/*
 * What a world is made of, for the files that make it (world.c), find places in it (world_places.c), keep its
 * profiles of sheets (world_profiles.c) and show it to decoders (world_decode.c).  Nobody else includes it.
 */
#ifndef SERVICE_WORLD_INSIDE_H
#define SERVICE_WORLD_INSIDE_H

#include "base/hashed.h"
#include "service/world.h"
#include "wire/status_book.h"

#include <pthread.h>
#include <stdatomic.h>

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

/* What names a place: a name loosely written, or a code in the shape of ours. */
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
	struct calling *callings; /* sorted by system and code */
	size_t calling_count;
	struct hashed called; /* by system and code */
	struct naming *codings;
	struct hashed coded;            /* by a code in the shape of ours */
	const struct place **complexed; /* those of a border complex: few */
	size_t complexed_count;
	struct hashed complexes; /* by its word */
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

/* Once the places are there, sorted by code: by code, by complex and by name. */
void world_note_places(struct world *w);
/* By the code of another system; NULL: none, or several. */
const struct known_place *world_called(const struct world *w, const char *system, const char *code);
/* By a code in the shape of ours.  That it is another's comes first: a published list may bring the place
 * once more. */
const struct known_place *world_known_or_called(const struct world *w, const char *code);
/* By its name in any language; NULL: no place is called so, or several are. */
const struct known_place *world_named(const struct world *w, const char *name);

/* The profiles that are shipped. */
bool world_read_profiles(struct world *w, struct fault *f);
/* Of the partner's own the one whose words are most in the heading: all but one of them, two at least.  Of
 * two alike the first by name. */
const struct sheet_profile *world_profile_of_partner(
	const struct world *w, const struct profile_asked *asked);

#endif
