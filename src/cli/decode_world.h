/*
 * What `landbridge decode` knows of the world without a database: what is inside the program, and a profile
 * and a partner that lie in files.
 */
#ifndef CLI_DECODE_WORLD_H
#define CLI_DECODE_WORLD_H

#include "service/world.h"

/* *profile, *partner: names, NULL, or the files that hold one; these become their names.  NULL with a fault:
 * BAD_BODY where a file is wrong. */
struct world *decode_world_make(struct arena *a, const char **profile, const char **partner, struct fault *f);

#endif
