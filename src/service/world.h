/*
 * What the program knows of the world while it decodes: places, their zones, zones set for senders, what
 * status codes mean.
 *
 * Immutable once made, shared by all threads; made anew and swapped when places change.  Without a database
 * it holds the embedded places.
 */
#ifndef SERVICE_WORLD_H
#define SERVICE_WORLD_H

#include "base/fault.h"
#include "record/place.h"
#include "wire/decode.h"
#include "wire/partner_book.h"

struct partner_zone_name { /* a zone of a partner, by its IANA name; "" as type or column: any */
	const char *partner, *type, *column, *zone;
};

struct world; /* counted: world_hold / world_release */

/* The places of data/places.csv, what others call them, and what data/status_codes.csv says. */
struct world *world_embedded(struct fault *f);
/* The same with place codes and statuses of somebody's own. */
struct world *world_embedded_and(const struct place_code *codes, size_t m, const struct status_code *statuses,
	size_t n, struct fault *f);
/* These places; the embedded status codes, and over them the given ones. */
struct world *world_of(const struct place *places, size_t n, const struct status_code *statuses,
	size_t status_count, struct fault *f);
/* What other systems call the places; before the world is shared, once. */
void world_call(struct world *w, const struct place_code *codes, size_t n);
/* Who sends to us and how they write; before the world is shared, once.  Zones are read from their names. */
void world_partners(struct world *w, const struct partner_rows *rows, const struct partner_zone_name *zones,
	size_t zone_count);
/* As the world has them, while it is held. */
const struct partner_book *world_partner_book(const struct world *w);
/* What a partner's code means, by all that is known of the list; NULL: not mapped. */
const char *world_meaning(const struct world *w, const char *partner, const char *list, const char *code);
/* Whether this machine knows a zone of that name. */
bool world_zone_known(const char *name);
struct world *world_hold(struct world *w);
void world_release(struct world *w);
struct decode_world world_decode(struct world *w); /* valid while held */
/* By its code, or by another that it has in the same list: CNHUP is CNHRS.  NULL: not known. */
const struct place *world_place(const struct world *w, const char *code);
/* By the code that a system gives it, such as ESR 722400; NULL: not known, or several bear it. */
const struct place *world_place_called(const struct world *w, const char *system, const char *code);
/* A profile of sheets by its name ("train-list-zh"), a saved one before a shipped one; NULL: there is none.
 */
const struct sheet_profile *world_profile(const struct world *w, const char *name);
/* The i-th of them, the saved ones first; NULL: there are no more. */
const struct sheet_profile *world_profile_at(const struct world *w, size_t i, bool *shipped);
/* Those that are saved, as JSON, by name; before the world is shared, once. */
void world_profiles(struct world *w, const char *const *profiles, size_t n);
size_t world_places(const struct world *w);
const struct place *world_place_at(const struct world *w, size_t i);  /* the i-th of them, by code */
uint32_t world_place_number(const struct world *w, const char *code); /* which of them; one that is known */
/* The zone of a place, by our code or another's; NULL: not known. */
const struct zone *world_zone(const struct world *w, const char *code);
/* The same border complex, or the same place. */
bool world_same_place(const struct world *w, const char *a, const char *b);

/* The codes of a place's border complex, itself first as it was asked for; at most `most` of them. Returns
 * how many, at least 1.
 */
size_t world_complex(const struct world *w, const char *code, const char **codes, size_t most);

/* The place of this code, or the one that the complex of this word is called after; NULL: not known. */
const struct place *world_namesake(const struct world *w, const char *code);

/* Those of the complex with this word, by code; 0: there is none. */
size_t world_complex_named(const struct world *w, const char *word, const char **codes, size_t most);

#endif
