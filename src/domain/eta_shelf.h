/*
 * A shelf: what many boxes teach, from which the past as of a time is taken: what had been told by then.
 *
 * For measuring on a past that is known whole; the daemon keeps tallies instead (store/stretch_store.h).
 */
#ifndef DOMAIN_ETA_SHELF_H
#define DOMAIN_ETA_SHELF_H

#include "domain/eta.h"

struct eta_shelf; /* the arena's */

struct eta_shelf *eta_shelf_make(struct arena *a);
/* On the shelf of its stretch, and of the pools that this belongs to.  Text is copied. */
void eta_shelf_add(struct eta_shelf *s, const struct stretch_world *w, const struct stretch_seen *seen);
/* What had been learned then; valid until it is asked for another time. */
struct eta_past eta_shelf_past(struct eta_shelf *s, instant then);

#endif
