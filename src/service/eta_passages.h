/*
 * The passages over the corridors that the program knows (data/corridors.csv), with the places as they are
 * known now.
 */
#ifndef SERVICE_ETA_PASSAGES_H
#define SERVICE_ETA_PASSAGES_H

#include "domain/passage.h"
#include "service/world.h"

/* The arena's; the world is held as long as they are asked.  NULL: see f. */
struct passages *eta_passages(struct arena *a, struct world *w, struct fault *f);

#endif
