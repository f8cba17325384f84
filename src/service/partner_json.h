/*
 * A partner as it is told over HTTP, read strictly: what is wrong is said with the member it stands in, as
 * "codes[3].meaning".
 */
#ifndef SERVICE_PARTNER_JSON_H
#define SERVICE_PARTNER_JSON_H

#include "service/world.h"
#include "store/partner_store.h"

#include <jansson.h>

/* 1 to 64 of a-z 0-9 . _ -, a letter or digit first, and no list of codes' name. */
bool partner_name_read(const char *name, struct fault *f);
/* The whole body of a PUT: what it leaves out is as in a new partner.  Text is the arena's or the JSON's. */
bool partner_read(struct arena *a, const struct world *w, const char *name, const json_t *body,
	struct partner_set *p, struct fault *f);
/* One of its codes, into whichever of places, statuses and codes it belongs to. */
bool partner_code_read(struct arena *a, const struct world *w, const json_t *code, const char *path,
	struct partner_set *p, struct fault *f);
/* How a code of the list is kept; NULL where nothing is left of it.  The arena's. */
const char *partner_code_kept(struct arena *a, enum partner_list list, const char *code);

/* What partner_read wrote as JSON, back again. */
bool partner_strictness_of(
	struct arena *a, const struct partner_row *row, struct partner_rows *all, size_t *room);
bool partner_zones_of(struct arena *a, const struct partner_row *row, struct partner_zone_name **zones,
	size_t *n, size_t *room);

#endif
