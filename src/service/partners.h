/*
 * Partners: who sends to us, what they are recognised by, how strictly they are read, what their codes mean.
 *
 * They are the hub's own: whoever asks has no party (http/partners.c sees to it).  What is changed holds for
 * what comes in from then on, in this process at once and in others within a second; what came before is read
 * by it when it is decoded again.
 */
#ifndef SERVICE_PARTNERS_H
#define SERVICE_PARTNERS_H

#include "service/answers.h"

#include <jansson.h>

/* {"partners":[{...without codes}],"next"} by name. */
bool partners_list(struct asking *q);
/* One with its codes; UNKNOWN. */
bool partners_show(struct asking *q, const char *name);
/* Makes it what the body says, and answers it; *made: there was none.  CLASH where a sign is another's. */
bool partners_put(struct asking *q, const char *name, const json_t *body, bool *made);
bool partners_drop(struct asking *q, const char *name);

/* Puts all partners of the database into a world that nobody shares yet. */
bool partners_into_world(struct conn *c, struct arena *a, struct world *w, struct fault *f);

#endif
