/* What stands, as the answers show it. */
#include "base/words.h"
#include "service/as_of.h"
#include "service/estimate.h"

#include <string.h>

void estimates_for_later(
	struct batch *b, struct estimates *e, const struct asking *q, const char *const *containers, size_t n)
{
	*e = (struct estimates){.now = asking_now(q), .all = !q->viewer};
	if (!n)
		return;
	if (q->viewer)
		rail_whole_later(b, q->arena, q->viewer, containers, n, &e->whole, &e->whole_count);
	estimates_later(b, q->arena, containers, n, &e->list, &e->count);
}

bool estimates_for(struct estimates *e, struct asking *q, const char *const *containers, size_t n)
{
	struct batch *b = batch_new(q->conn, q->arena);

	estimates_for_later(b, e, q, containers, n);
	return batch_run(b, q->fault);
}

/* What should have come by now is being estimated anew. */
static bool shows(const struct estimates *e, const struct estimate_kept *k, const uint8_t *trip)
{
	const struct eta_interval *i = &k->made.interval;

	return i->asked && (!trip || memcmp(k->trip, trip, 16) == 0) && !(i->known && i->likely < e->now);
}

void part_estimate(struct json *j, const struct estimates *e, const char *container, const uint8_t *trip)
{
	const struct estimate_kept *its;
	bool any = false;
	size_t n;

	if (!e->all && !words_find(e->whole, e->whole_count, container))
		return;
	its = estimates_of_one(e->list, e->count, container, &n);
	for (size_t i = 0; i < n; i++) {
		const struct estimate_kept *k = &its[i];

		if (!shows(e, k, trip))
			continue;
		if (!any) {
			jw_key(j, "estimate");
			jw_open(j, '{');
		}
		any = true;
		trip = k->trip;
		jw_key(j, eta_goal_words[k->goal]);
		jw_raw(j, k->told);
	}
	if (any)
		jw_close(j, '}');
}
