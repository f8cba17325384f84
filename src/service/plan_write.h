/* Plans as JSON, for service/plans.h, which has their form. */
#ifndef SERVICE_PLAN_WRITE_H
#define SERVICE_PLAN_WRITE_H

#include "domain/plan.h"
#include "service/answer_parts.h"
#include "service/ways.h"

/* The first `most` of them, as values of a list. */
void plans_write(struct json *j, struct arena *a, const struct ways *w, struct search_space *s,
	const struct search_query *q, const struct plan *plans, size_t n, size_t most);

#endif
