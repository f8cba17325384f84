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

/* A fact before what was expected, then the sooner. */
static int by_subject(const void *a, const void *b)
{
	const struct hub_call *x = a, *y = b;
	int d = (int)x->departs - (int)y->departs;

	d = d ? d : strcmp(x->subject, y->subject);
	d = d ? d : (x->classifier != CLASSIFIER_ACT) - (y->classifier != CLASSIFIER_ACT);
	return d ? d : compare_instants(x->when.at, y->when.at);
}

/* A box that is expected to arrive, to be discharged and to go in by gate comes once. */
static void each_once(struct hub *h)
{
	size_t n = 0;

	if (h->call_count)
		qsort(h->calls, h->call_count, sizeof *h->calls, by_subject);
	for (size_t i = 0; i < h->call_count; i++)
		if (!n || h->calls[n - 1].departs != h->calls[i].departs ||
			strcmp(h->calls[n - 1].subject, h->calls[i].subject) != 0)
			h->calls[n++] = h->calls[i];
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
