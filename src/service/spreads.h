/*
 * What is learned of stretches by now, read at once for all that an estimate may ask.
 */
#ifndef SERVICE_SPREADS_H
#define SERVICE_SPREADS_H

#include "service/eta_world.h"
#include "store/db.h"

struct spreads; /* the arena's */

/* Names what will be asked; what was named already is named once. */
struct spreads *spreads_make(struct arena *a);
void spreads_name(struct spreads *s, const struct stretch *stretch);
/* And the pools that may stand in for it. */
void spreads_name_pooled(struct spreads *s, const struct stretch_world *w, const struct stretch *stretch);
/* A way's steps, the pools that may stand in for them, and what was told of their ends. */
void spreads_name_way(struct spreads *s, const struct stretch_world *w, const struct eta_way *way);
bool spreads_read(struct spreads *s, struct conn *c, instant now, struct fault *f);
struct eta_past spreads_past(const struct spreads *s);

#endif
