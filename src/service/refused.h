/*
 * How much of what is refused is kept.
 *
 * A delivery that was fully received is kept with its reasons even when nothing of it was accepted: so that
 * somebody can look at it, and decode it again when the program has learnt.  A sender whose program sends the
 * same nonsense all night must not fill the disk by that: of each sender's posts that were refused within a
 * day so many are kept, and so many bytes (service_settings).  Beyond that its intake is a row with size,
 * sha256 and the first reason.  Posts that are judged at the same time do not see each other and may go
 * beyond by what is under way.  Imports are the operator's own and have no such limit.
 */
#ifndef SERVICE_REFUSED_H
#define SERVICE_REFUSED_H

#include "service/ingest_part.h"
#include "service/service.h"

/* Sets i->unkept where the part is refused and its sender's share used up. */
bool refused_judge(const struct service_settings *s, struct conn *c, const struct part *p, struct intake *i,
	struct fault *f);
/* What tells of that in a receipt: a diagnostic as JSON. */
const char *refused_note(void);
/* The receipt to store with an unkept intake: without its messages, with one reason; the arena's. */
const char *refused_receipt(struct arena *a, const struct intake *i, const struct part *p);

#endif
