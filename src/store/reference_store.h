/*
 * Reference data in the database: places, their facilities and codes, and the program's own settings.
 *
 * source says where a row came from: landbridge (ours), locode, smdg, user.  Which source gives way to which
 * stands in sql/query/places_put.sql.
 */
#ifndef STORE_REFERENCE_STORE_H
#define STORE_REFERENCE_STORE_H

#include "base/arena.h"
#include "record/place.h"
#include "store/db.h"

void places_put_later(
	struct batch *b, struct arena *a, const char *source, const struct place *places, size_t n);
void facilities_put_later(
	struct batch *b, struct arena *a, const char *source, const struct facility *facilities, size_t n);
void place_codes_put_later(struct batch *b, struct arena *a, const struct place_code *codes, size_t n);
/* Every place, sorted by code; text is the arena's. */
bool places_all(struct conn *c, struct arena *a, struct place **places, size_t *n, struct fault *f);

/* What other systems call them. */
bool place_codes_all(struct conn *c, struct arena *a, struct place_code **codes, size_t *n, struct fault *f);

/* NULL where it is not set. */
bool setting_get(struct conn *c, struct arena *a, const char *name, const char **value, struct fault *f);
void setting_put_later(struct batch *b, struct arena *a, const char *name, const char *value);

#endif
