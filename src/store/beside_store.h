/*
 * What stories ask beside events: when senders were heard, lists of calls, cooling (sql/schema/022).
 */
#ifndef STORE_BESIDE_STORE_H
#define STORE_BESIDE_STORE_H

#include "domain/listed.h"
#include "domain/reefer.h"
#include "store/db.h"

/* A time each; INSTANT_NONE: not known. */
bool heard_read(struct conn *c, struct arena *a, const char *const *senders, size_t n, instant **heard,
	struct fault *f);
/* "IMO9227273/031W@CNLYG": those of a call stand together, in the order of the calls. */
bool listings_read(struct conn *c, struct arena *a, const char *const *calls, size_t n, struct listings *l,
	struct fault *f);
/* One each. */
bool cooling_read(struct conn *c, struct arena *a, const char *const *containers, size_t n, instant now,
	struct reefer_watch **watches, struct fault *f);

#endif
