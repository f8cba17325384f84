/*
 * What estimates ask of the world: places, complexes, borders, and the ways between them.
 */
#ifndef SERVICE_ETA_WORLD_H
#define SERVICE_ETA_WORLD_H

#include "base/hashed.h"
#include "domain/eta_way.h"
#include "service/world.h"

struct eta_world {
	struct arena *a;
	struct world *world; /* held by whoever made this */
	struct spot *spots;  /* what was asked for: boxes of one train ask for the same */
	size_t spot_count, spot_room;
	struct hashed by_word;
	struct passages *passages;
	struct stretch_world stretch;
	struct eta_way_world way;
};

/* In place: it points into itself. */
bool eta_world_make(struct eta_world *e, struct arena *a, struct world *w, struct fault *f);

#endif
