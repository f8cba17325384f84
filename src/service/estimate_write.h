/*
 * An estimate as the answers tell it.
 */
#ifndef SERVICE_ESTIMATE_WRITE_H
#define SERVICE_ESTIMATE_WRITE_H

#include "domain/eta.h"
#include "service/world.h"

/* {"made","likely","from","until","coverage","passings","period":{},"reasons":[...]}, or
 * {"made","because":{}} with why there is none.  place: whose clock times are told by; NULL: none.  The
 * arena's. */
const char *estimate_told(struct arena *a, const struct world *w, const struct eta_box *box,
	const struct eta *eta, enum eta_goal goal, const char *place, instant now);

#endif
