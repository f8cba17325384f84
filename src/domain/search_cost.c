/* What a query does not take, and what rides and transfers cost. */
#include "domain/search_inside.h"

#include <string.h>

/* ---- what is taken ---- */

static bool fits(int32_t teu, int32_t kg, int32_t plugs, const struct search_cargo *c)
{
	return (teu < 0 || teu >= c->load.teu_hundredths) && (kg < 0 || kg >= c->load.kg) &&
	       (!c->reefer || plugs != 0);
}

bool search_fits_left(const struct search_query *q, uint32_t trip)
{
	const struct search_left *left = &q->left[trip];

	return fits(left->teu, left->kg, left->plugs, &q->cargo);
}

static bool is_size(const char *priced, const char *size)
{
	return size && strncmp(size, priced, strlen(priced)) == 0;
}

bool search_takes(const struct search_space *s, const struct network_pattern *p)
{
	return !(s->q->avoid_carry & CARRY_BIT(p->carry)) && (p->dangerous || !s->q->cargo.dangerous) &&
	       fits(p->teu, p->kg, p->plugs, &s->q->cargo) &&
	       !(s->avoids_services && s->service_no[p->service]);
}

bool search_passes_leg(const struct search_space *s, uint32_t trip, unsigned stop)
{
	const struct network *n = s->n;
	const struct network_leg l = network_leg(n, trip, stop);

	return !(s->avoids_places &&
		       (s->place_no[n->nodes[l.from].place] || s->place_no[n->nodes[l.to].place])) &&
	       !(l.restricted && network_closed(n, &l, s->q->cargo.commodity, s->q->cargo.dangerous));
}

void search_begin(struct search_space *s, const struct search_query *q)
{
	const struct timetable *t = s->n->timetable;

	s->q = q;
	s->round++;
	s->avoids_services = q->avoid_service_count;
	if (s->avoids_services)
		memset(s->service_no, 0, t->service_count);
	for (size_t i = 0; i < q->avoid_service_count; i++)
		s->service_no[q->avoid_services[i]] = 1;
	for (size_t i = 0; i < s->n->sizes.count; i++)
		s->sizes[i + 1] = is_size(s->n->sizes.list[i], q->cargo.size);
	for (size_t i = 0; i <= s->n->currencies.count; i++)
		s->rates[i] = -1;
	for (size_t i = q->rate_count; i-- > 0;)
		s->rates[network_word(&s->n->currencies, q->rates[i].currency)] = q->rates[i].millionths;
	s->rates[0] = -1; /* of those that nothing is priced in */
	s->avoids_places = q->avoid_place_count || q->avoid_country_count;
	if (!s->avoids_places)
		return;
	memset(s->place_no, 0, t->place_count);
	for (size_t i = 0; i < q->avoid_place_count; i++)
		s->place_no[q->avoid_places[i]] = 1;
	for (size_t k = 0; k < q->avoid_country_count; k++)
		for (size_t i = 0; i < t->place_count; i++)
			if (strcmp(t->places[i].country, q->avoid_countries[k]) == 0)
				s->place_no[i] = 1;
}

/* ---- money ---- */

#define MILLION 1000000

/* Half a minor unit rounds up, of each amount by itself. */
static void add_amount(int64_t amount, int64_t rate, struct plan_cost *c)
{
	int64_t all;

	if (rate < 0)
		c->unpriced = true;
	else if (rate == MILLION)
		c->price += amount;
	else if (__builtin_mul_overflow(amount, rate, &all) || all > INT64_MAX - MILLION)
		c->price += (int64_t)(((__int128)amount * rate + MILLION / 2) / MILLION);
	else
		c->price += (all + MILLION / 2) / MILLION;
}

static bool is_for(const struct search_space *s, const struct network_fare *f, int32_t date)
{
	return date >= f->valid.first && date <= f->valid.last && s->sizes[f->size];
}

static void add_extras(const struct search_space *s, uint32_t service, int32_t date, struct plan_cost *c)
{
	const struct network_service *v = &s->n->services[service];
	const struct timetable_surcharge *told = s->n->timetable->services[service].surcharges;

	for (uint32_t i = 0; i < v->extras; i++) {
		const struct network_fare *f = &s->n->extras[v->extra + i];

		if (is_for(s, f, date) && (s->q->cargo.reefer || !told[i].reefer) &&
			(s->q->cargo.dangerous || !told[i].dangerous))
			add_amount(f->amount, s->rates[f->currency], c);
	}
}

/* ---- both ---- */

void search_ride_cost(
	const struct search_space *s, uint32_t trip, unsigned board, unsigned alight, struct plan_cost *c)
{
	const struct network_trip *t = &s->n->trips[trip];
	const struct network_service *v = &s->n->services[t->service];
	const struct network_stop *first = &s->n->stops[v->stop + board],
				  *last = &s->n->stops[v->stop + alight];
	size_t n, i = 0;
	const struct network_fare *fares = network_fares(s->n, v, board, alight, &n);
	struct emission e;

	if (emission_of(s->n->timetable->services[t->service].factor, &s->q->cargo.load,
		    last->gaps > first->gaps ? EMISSION_METRES_UNKNOWN : last->metres - first->metres, &e))
		c->grams += e.grams;
	else
		c->uncounted = true;
	while (i < n && !is_for(s, &fares[i], t->date))
		i++;
	if (i == n) {
		c->unpriced = true;
		return;
	}
	add_amount(fares[i].amount, s->rates[fares[i].currency], c);
	add_extras(s, t->service, t->date, c);
}

/* What a transfer costs does not depend on the day. */
void search_edge_cost(const struct search_space *s, uint32_t edge, struct plan_cost *c)
{
	const struct network_edge *e = &s->n->edges[edge];

	for (uint32_t i = e->step; i < e->step + e->steps; i++) {
		const struct timetable_transfer *r = &s->n->timetable->transfers[s->n->steps[i]];
		size_t k = 0;

		while (k < r->price_count && r->prices[k].size &&
			!is_size(r->prices[k].size, s->q->cargo.size))
			k++;
		if (k < r->price_count)
			add_amount(r->prices[k].amount,
				s->rates[network_word(&s->n->currencies, r->prices[k].currency)], c);
		else if (r->price_count)
			c->unpriced = true;
	}
}

void search_plan_cost(const struct search_space *s, struct plan *p)
{
	p->cost = (struct plan_cost){0};
	for (size_t i = 0; i < p->count; i++) {
		if (p->rides[i].edge != NETWORK_NONE)
			search_edge_cost(s, p->rides[i].edge, &p->cost);
		search_ride_cost(s, p->rides[i].trip, p->rides[i].board, p->rides[i].alight, &p->cost);
	}
	if (p->edge != NETWORK_NONE)
		search_edge_cost(s, p->edge, &p->cost);
}

void search_cost(struct search_space *s, const struct search_query *q, struct plan *p)
{
	search_begin(s, q);
	search_plan_cost(s, p);
}
