/*
 * What a hub's boxes are counted by: the part of it that they stand in, and for how long.
 *
 * A facility's type says which part; where it is not known, what kind of place it is.  A dry port is a park,
 * whatever rails it has.
 */
#ifndef DOMAIN_HUB_H
#define DOMAIN_HUB_H

#include "base/instant.h"

enum hub_area {
#define AREA(name, word, types, kinds) AREA_##name,
#define AGE(name, word, days)
#include "domain/hub.def"
#undef AREA
#undef AGE
	AREAS
};

enum hub_age {
#define AREA(name, word, types, kinds)
#define AGE(name, word, days) AGE_##name,
#include "domain/hub.def"
#undef AREA
#undef AGE
	AGES
};

extern const char *const hub_area_words[AREAS];
extern const char *const hub_age_words[AGES];

/* type: of the facility (record/place.h), kinds: of the place; NULL: not known. */
enum hub_area hub_area_of(const char *type, const char *kinds);
/* INSTANT_NONE: older.  Ahead of now: as if just come. */
enum hub_age hub_age_of(instant since, instant now);
/* Whether one of the words, apart by spaces, is that one; NULL has none. */
bool hub_has_word(const char *words, const char *one);

/* Moves that bring a box to a place, and that take it away; NULL at the end. */
extern const char *const hub_arrivals[];
extern const char *const hub_departures[];

#endif
