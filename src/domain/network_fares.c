/* Prices and distances as a search looks them up: by service and two of its stops. */
#include "domain/network_inside.h"

#include <string.h>

/* A word's number, from 1 on; 0 for none. */
static uint16_t word_number(struct network_words *w, struct arena *a, const char *word)
{
	uint16_t i = 1;

	if (!word)
		return 0;
	while (i <= w->count && strcmp(w->list[i - 1], word) != 0)
		i++;
	if (i > w->count) {
		w->list = arena_grow(a, w->list, w->count, &w->room, sizeof *w->list);
		w->list[w->count++] = word;
	}
	return i;
}

uint16_t network_word(const struct network_words *w, const char *word)
{
	uint16_t i = 1;

	while (word && i <= w->count && strcmp(w->list[i - 1], word) != 0)
		i++;
	return word && i <= w->count ? i : 0;
}

static struct network_fare fare_of(struct network *n, struct arena *a, const struct timetable_price *p)
{
	return (struct network_fare){.amount = p->amount,
		.valid = p->valid,
		.currency = word_number(&n->currencies, a, p->currency),
		.size = word_number(&n->sizes, a, p->size)};
}

/* By pair of stops, those of one pair as they were told. */
static void add_fares(struct network *n, struct arena *a, const struct timetable_service *v, uint32_t *at)
{
	size_t pairs = v->stop_count * v->stop_count;
	uint32_t sum = at[0];

	for (size_t i = 0; i < v->price_count; i++)
		at[v->prices[i].from * v->stop_count + v->prices[i].to + 1]++;
	for (size_t i = 0; i < pairs; i++) { /* counts become where each begins, one place further on */
		uint32_t count = at[i + 1];

		at[i + 1] = sum;
		sum += count;
	}
	for (size_t i = 0; i < v->price_count; i++)
		n->fares[at[v->prices[i].from * v->stop_count + v->prices[i].to + 1]++] =
			fare_of(n, a, &v->prices[i]);
}

static void add_stops(const struct timetable_service *v, struct network_stop *stops)
{
	for (size_t i = 1; i < v->stop_count; i++) {
		bool known = v->stops[i].metres != EMISSION_METRES_UNKNOWN;

		stops[i].metres = stops[i - 1].metres + (known ? v->stops[i].metres : 0);
		stops[i].gaps = stops[i - 1].gaps + !known;
	}
}

void network_make_fares(struct network *n, struct arena *a)
{
	const struct timetable *t = n->timetable;
	size_t stops = 0, pairs = 0, prices = 0, extras = 0;

	n->services = arena_alloc_array(a, t->service_count, sizeof *n->services);
	for (size_t i = 0; i < t->service_count; i++) {
		const struct timetable_service *v = &t->services[i];

		n->services[i] = (struct network_service){.carry = v->carry,
			.stop_count = (uint32_t)v->stop_count,
			.stop = (uint32_t)stops,
			.pair = (uint32_t)pairs,
			.extra = (uint32_t)extras,
			.extras = (uint32_t)v->surcharge_count};
		stops += v->stop_count;
		pairs += v->stop_count * v->stop_count + 1;
		prices += v->price_count;
		extras += v->surcharge_count;
	}
	n->stops = arena_alloc_array(a, stops, sizeof *n->stops);
	n->fare_at = arena_alloc_array(a, pairs + 1, sizeof *n->fare_at);
	n->fares = arena_alloc_array(a, prices, sizeof *n->fares);
	n->extras = arena_alloc_array(a, extras, sizeof *n->extras);
	prices = 0;
	for (size_t i = 0; i < t->service_count; i++) {
		const struct timetable_service *v = &t->services[i];
		const struct network_service *s = &n->services[i];

		add_stops(v, &n->stops[s->stop]);
		n->fare_at[s->pair] = (uint32_t)prices;
		add_fares(n, a, v, &n->fare_at[s->pair]);
		prices += v->price_count;
		for (size_t k = 0; k < v->surcharge_count; k++)
			n->extras[s->extra + k] = fare_of(n, a, &v->surcharges[k].price);
	}
	for (size_t i = 0; i < t->transfer_count; i++)
		for (size_t k = 0; k < t->transfers[i].price_count; k++)
			(void)word_number(&n->currencies, a, t->transfers[i].prices[k].currency);
}
