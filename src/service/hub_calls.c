/* What comes and goes, box by box, into a call for each ship, train or flow of trucks. */
#include "service/hub.h"

#include <stdlib.h>
#include <string.h>

static int compare_texts(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

static int compare_instants(instant a, instant b)
{
	return (a > b) - (a < b);
}

/* Facts before what was expected, in the order of time. */
static int by_subject(const void *a, const void *b)
{
	const struct hub_call *x = a, *y = b;
	int d = strcmp(x->subject, y->subject);

	d = d ? d : (x->classifier != CLASSIFIER_ACT) - (y->classifier != CLASSIFIER_ACT);
	d = d ? d : compare_instants(x->when.at, y->when.at);
	d = d ? d : (int)x->departs - (int)y->departs;
	return d ? d : (x->other != NULL) - (y->other != NULL);
}

static const struct hub_call *first_of(const struct hub_call *c, size_t from, size_t until, bool departs)
{
	for (size_t i = from; i < until; i++)
		if (c[i].departs == departs)
			return &c[i];
	return NULL;
}

/*
 * What one box (or ship, or train) did and is expected to do, sorted, as one arrival and one departure at
 * most.
 *
 * A box that arrives, is discharged and goes in by gate comes once; what left one place of the hub for
 * another comes once and goes once, too: it came with what it did first, if it was not there before, and it
 * went with what it did last, if that took it away.  What was expected counts as long as neither is so.
 */
static size_t each_way(struct hub_call *to, const struct hub_call *c, size_t n)
{
	const struct hub_call *came, *went, *ways[2];
	struct hub_call kept[2];
	size_t facts = 0, count = 0;

	while (facts < n && c[facts].classifier == CLASSIFIER_ACT)
		facts++;
	came = first_of(c, 0, facts, false);
	if (!came)
		came = first_of(c, facts, n, false);
	else if (came != c)
		came = NULL;
	went = facts && c[facts - 1].departs ? &c[facts - 1] : first_of(c, facts, n, true);
	ways[0] = came;
	ways[1] = went;
	for (size_t i = 0; i < 2; i++)
		if (ways[i])
			kept[count++] = *ways[i];
	if (count)
		memcpy(to, kept, count * sizeof *to);
	return count;
}

static void each_once(struct hub *h)
{
	size_t n = 0;

	if (h->call_count)
		qsort(h->calls, h->call_count, sizeof *h->calls, by_subject);
	for (size_t i = 0, until; i < h->call_count; i = until) {
		for (until = i + 1;
			until < h->call_count && strcmp(h->calls[i].subject, h->calls[until].subject) == 0;
			until++)
			;
		n += each_way(h->calls + n, h->calls + i, until - i);
	}
	h->call_count = n;
}

static int compare_vehicles(const struct hub_call *x, const struct hub_call *y)
{
	int d = (int)x->departs - (int)y->departs;

	d = d ? d : (int)x->classifier - (int)y->classifier;
	d = d ? d : compare_texts(x->vehicle.key, y->vehicle.key);
	if (d || x->vehicle.key)
		return d;
	d = (int)x->vehicle.mode - (int)y->vehicle.mode;
	d = d ? d : compare_texts(x->vehicle.name, y->vehicle.name);
	return d ? d : compare_texts(x->vehicle.voyage, y->vehicle.voyage);
}

static int by_vehicle(const void *a, const void *b)
{
	const struct hub_call *x = a, *y = b;
	int d = compare_vehicles(x, y);

	d = d ? d : (int)y->own - (int)x->own; /* what was said of the vehicle itself comes first */
	d = d ? d : compare_instants(x->when.at, y->when.at);
	return d ? d : strcmp(x->subject, y->subject);
}

static int soonest_first(const void *a, const void *b)
{
	const struct hub_call *x = a, *y = b;
	int d = (int)x->departs - (int)y->departs;

	d = d ? d : compare_instants(x->when.at, y->when.at);
	return d ? d : by_vehicle(a, b);
}

/* Of what the vehicle carries counts what is known to come here, else all that it has on board. */
static void join(struct hub_call *to, const struct hub_call *c)
{
	if (!c->own) {
		to->count = to->own ? c->count : to->count + c->count;
		to->own = false;
	}
	if (!to->other)
		to->other = c->other;
	if (!to->vehicle.name)
		to->vehicle.name = c->vehicle.name;
}

void hub_group_calls(struct hub *h)
{
	size_t n = 0;

	each_once(h);
	if (h->call_count)
		qsort(h->calls, h->call_count, sizeof *h->calls, by_vehicle);
	for (size_t i = 0; i < h->call_count; i++) {
		struct hub_call *c = &h->calls[i];

		if (n && compare_vehicles(&h->calls[n - 1], c) == 0) {
			join(&h->calls[n - 1], c);
			continue;
		}
		/* Boxes on wagons and trucks nobody named: one flow, no one wagon. */
		if (c->vehicle.mode != MODE_TRUCK || !c->vehicle.key)
			c->vehicle.wagon = NULL;
		h->calls[n++] = *c;
	}
	h->call_count = n;
	if (n)
		qsort(h->calls, n, sizeof *h->calls, soonest_first);
}
