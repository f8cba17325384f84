#include "service/plans.h"

#include "domain/disrupt.h"
#include "service/as_of.h"
#include "service/plan_write.h"
#include "service/plans_box.h"

#include <string.h>

#define COMPLEX_MOST 32

/* ---- what is asked, in terms of the network ---- */

static bool time_of(struct asking *q, const char *name, const char *text, minute otherwise, minute *at)
{
	int offset;
	instant t;

	*at = otherwise;
	if (!text)
		return true;
	return (instant_read(text, strlen(text), &t, &offset) && minute_of(t, at)) ||
	       fault_say(q->fault, FAULT_BAD_REQUEST, "%s is a time like 2026-06-15T00:00:00Z, not \"%.40s\"",
		       name, text);
}

/* The place itself, or one of its complex that something stops at; MEMBER_NO_PLACE: nothing stops there. */
static bool place_of(
	struct asking *q, const struct ways *w, const char *name, const char *code, uint32_t *place)
{
	const char *codes[COMPLEX_MOST];
	size_t n;

	*place = MEMBER_NO_PLACE;
	if (!world_place(w->world, code))
		return fault_say(q->fault, FAULT_BAD_REQUEST, "%s: nobody knows a place %.40s", name, code);
	n = world_complex(w->world, code, codes, COMPLEX_MOST);
	for (size_t i = 0; i < n && *place == MEMBER_NO_PLACE; i++)
		*place = ways_place(w, codes[i]);
	return true;
}

/* Places of a list that something stops at. */
static bool places_of(struct asking *q, const struct ways *w, const char *name, const struct plans_list *list,
	uint32_t **places, size_t *count)
{
	*places = arena_alloc_array(q->arena, list->count + 1, sizeof **places);
	*count = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (!place_of(q, w, name, list->items[i], &(*places)[*count]))
			return false;
		*count += (*places)[*count] != MEMBER_NO_PLACE;
	}
	return true;
}

static bool modes_of(struct asking *q, const struct plans_list *list, unsigned *modes)
{
	*modes = 0;
	for (size_t i = 0; i < list->count; i++) {
		unsigned c = CARRY_VESSEL;

		while (carry_words[c] && strcmp(carry_words[c], list->items[i]) != 0)
			c++;
		if (!carry_words[c])
			return fault_say(q->fault, FAULT_BAD_REQUEST,
				"avoidModes: \"%.40s\" is none of vessel, rail, barge, road, ferry",
				list->items[i]);
		*modes |= CARRY_BIT(c);
	}
	return true;
}

static bool routes_of(struct asking *q, const struct ways *w, const struct plans_list *list,
	uint32_t **services, size_t *count)
{
	*services = arena_alloc_array(q->arena, list->count + 1, sizeof **services);
	*count = 0;
	for (size_t i = 0; i < list->count; i++) {
		const uint32_t s = ways_service(w, list->items[i]);

		if (s == NETWORK_NONE)
			return fault_say(q->fault, FAULT_BAD_REQUEST, "avoidRoutes: there is no route %.64s",
				list->items[i]);
		(*services)[(*count)++] = s;
	}
	return true;
}

static bool query_of(struct asking *q, const struct ways *w, const struct plans_asked *asked,
	const struct plans_box *box, instant now, struct search_query *query)
{
	uint32_t *places, *required, *services;
	struct search_rate *rates;
	const minute today = (minute)(now / INSTANT_SECOND / 60);

	*query = (struct search_query){.aboard = box->aboard,
		.cargo = {asked->size, {(int32_t)asked->kg, ways_teu(asked->size)}, asked->reefer,
			asked->dangerous, asked->commodity},
		.left = box->left ? box->left : w->left,
		.max_transfers = (int)asked->max_transfers,
		.max_price = asked->max_minor,
		.criteria = SEARCH_ALL,
		.horizon = (int32_t)asked->within * DAY_MINUTES};
	if (!time_of(q, "at", asked->at, today, &query->at) ||
		!time_of(q, "by", asked->by, MINUTE_NEVER, &query->deadline) ||
		!place_of(q, w, "from", asked->from, &query->from) ||
		!place_of(q, w, "to", asked->to, &query->to) ||
		!places_of(q, w, "avoidPlaces", &asked->avoid_places, &places, &query->avoid_place_count) ||
		!places_of(q, w, "via", &asked->via, &required, &query->required_count) ||
		!modes_of(q, &asked->avoid_modes, &query->avoid_carry) ||
		!routes_of(q, w, &asked->avoid_routes, &services, &query->avoid_service_count))
		return false;
	if (query->required_count > SEARCH_REQUIRED_MOST)
		return fault_say(
			q->fault, FAULT_BAD_REQUEST, "via: %d places may be required", SEARCH_REQUIRED_MOST);
	if (box->container && query->at < (minute)(box->ready / INSTANT_SECOND / 60))
		query->at = (minute)(box->ready / INSTANT_SECOND / 60);
	query->avoid_places = places;
	query->required = required;
	query->avoid_services = services;
	query->avoid_countries = asked->avoid_countries.items;
	query->avoid_country_count = asked->avoid_countries.count;
	query->rate_count = rates_into(q->arena, w->rates, w->rate_count, asked->currency, &rates);
	query->rates = rates;
	return true;
}

/* Why there can be no plan at all; NULL: there may be. */
static const char *nothing(struct asking *q, const struct ways *w, const struct plans_asked *asked,
	const struct search_query *query)
{
	const bool aboard = query->aboard.trip != NETWORK_NONE;

	if ((!aboard && query->from == MEMBER_NO_PLACE) || query->to == MEMBER_NO_PLACE)
		return arena_printf(q->arena, "no route stops at %.40s",
			query->to == MEMBER_NO_PLACE ? asked->to : asked->from);
	if (!aboard && query->from == query->to)
		return asked->container ? "it is there already, or on its way there" : "it is there already";
	if (query->required_count < asked->via.count)
		return "no route stops at one of the places in via";
	if (query->at < w->network->from)
		return "the network does not reach that far back";
	if (query->at >= w->network->until)
		return "the network does not reach that far ahead";
	if (query->deadline <= query->at)
		return "by is not behind at";
	return NULL;
}

/* ---- the search ---- */

static size_t without_swaps(const struct network *n, struct plan *plans, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (!disrupt_swaps(n, &plans[i]))
			plans[kept++] = plans[i];
	return kept;
}

/* With a deadline the one that leaves last comes first. */
static size_t search(struct asking *q, const struct network *network, struct search_space *s,
	const struct search_query *query, struct plan **plans)
{
	struct plan latest, *all;
	size_t n = search_plans(s, query, q->arena, plans);

	n = without_swaps(network, *plans, n);
	if (query->deadline == MINUTE_NEVER || query->aboard.trip != NETWORK_NONE ||
		!search_latest(s, query, q->arena, &latest) || latest.begins < query->at ||
		disrupt_swaps(network, &latest))
		return n;
	for (size_t i = 0; i < n; i++)
		if ((*plans)[i].begins == latest.begins && (*plans)[i].arrives == latest.arrives)
			return n;
	all = arena_alloc_array(q->arena, n + 1, sizeof *all);
	all[0] = latest;
	memcpy(all + 1, *plans, n * sizeof *all);
	*plans = all;
	return n + 1;
}

static void write_asked(struct json *j, const struct plans_asked *asked)
{
	jw_key(j, "asked");
	jw_open(j, '{');
	jw_member(j, "from", asked->from);
	jw_member(j, "to", asked->to);
	jw_member(j, "at", asked->at);
	jw_member(j, "by", asked->by);
	jw_member(j, "size", asked->size);
	jw_member_integer(j, "kg", asked->kg);
	jw_close(j, '}');
	jw_member(j, "currency", asked->currency);
}

/* How many ships and trains are trips of the network; which may be, and nobody knows. */
static void write_runs(struct json *j, const struct ways *w)
{
	size_t live = 0, unclear = 0;

	for (size_t i = 0; i < w->run_count; i++) {
		live += w->runs[i].first && w->runs[i].trip != NETWORK_NONE;
		unclear += w->runs[i].first && w->runs[i].match.state == LIVE_UNCLEAR;
	}
	jw_member_integer(j, "live", (int64_t)live);
	if (!unclear)
		return;
	jw_key(j, "unclear");
	jw_open(j, '[');
	for (const struct ways_run *r = w->runs; r < w->runs + w->run_count; r++) {
		if (!r->first || r->match.state != LIVE_UNCLEAR)
			continue;
		jw_open(j, '{');
		jw_member(j, "transport", r->key);
		jw_member(j, "route", w->timetable.services[r->match.service].name);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_network(struct json *j, const struct ways *w)
{
	jw_key(j, "network");
	jw_open(j, '{');
	if (w->set != INSTANT_NONE)
		part_instant(j, "set", w->set);
	part_instant(j, "from", (instant)w->network->from * 60 * INSTANT_SECOND);
	part_instant(j, "until", (instant)w->network->until * 60 * INSTANT_SECOND);
	jw_member_integer(j, "services", (int64_t)w->timetable.service_count);
	jw_member_integer(j, "trips", (int64_t)w->network->trip_count);
	jw_member_integer(j, "legs", (int64_t)w->network->leg_count);
	jw_member_integer(j, "transferMinutes", w->timetable.transfer_minutes);
	write_runs(j, w);
	if (w->left_out_count) {
		jw_key(j, "leftOut");
		jw_open(j, '[');
		for (size_t i = 0; i < w->left_out_count; i++) {
			jw_open(j, '{');
			jw_member(j, "name", w->left_out[i].name);
			jw_member(j, "why", w->left_out[i].why);
			jw_close(j, '}');
		}
		jw_close(j, ']');
	}
	jw_close(j, '}');
}

static bool answer(struct asking *q, struct ways *w, const struct plans_asked *told)
{
	const instant now = asking_now(q);
	struct json j = {q->out, false};
	struct plans_asked asked = *told;
	struct plans_box box = {.aboard = {.trip = NETWORK_NONE}};
	struct search_query query;
	struct plan *plans = NULL;
	const char *why;
	size_t n = 0;

	if (asked.container && !plans_box(q, w, asked.container, now, &asked, &box))
		return false;
	asked.size = asked.size ? asked.size : PLANS_SIZE;
	asked.kg = asked.kg >= 0 ? asked.kg : PLANS_KG;
	asked.currency = asked.currency ? asked.currency : "USD";
	if (!query_of(q, w, &asked, &box, now, &query))
		return false;
	why = nothing(q, w, &asked, &query);
	jw_open(&j, '{');
	write_asked(&j, &asked);
	if (asked.container)
		plans_box_write(&j, w, &box);
	write_network(&j, w);
	jw_key(&j, "plans");
	jw_open(&j, '[');
	if (!why) {
		struct ways_space *space = ways_space(w);

		n = search(q, w->network, space->search, &query, &plans);
		plans_write(&j, q->arena, w, space->search, &query, plans, n, (size_t)q->limit);
		ways_space_back(w, space);
		why = n ? NULL : "no way leads there with what is asked, as far as the network reaches";
	}
	jw_close(&j, ']');
	jw_member(&j, "nothing", why);
	jw_close(&j, '}');
	return true;
}

bool answer_plans(struct asking *q, const struct plans_asked *asked)
{
	struct ways *w = part_ways(q);

	return w && answer(q, w, asked);
}
