/*
 * Searches of networks that are told as JSON: a line of standard input is a timetable with queries, a line of
 * standard output the plans that were found for each.  For tests that know the answer (tests/behaviour/
 * test_plans.py): names of members are those of domain/timetable.h and domain/search.h.
 */
#include "base/fault.h"
#include "domain/plan.h"
#include "system/clock.h"

#include <jansson.h>

static struct arena zones; /* read once */
static const struct {
	const char *word;
	int is;
} words[] = {
	{"vessel", CARRY_VESSEL},
	{"rail", CARRY_RAIL},
	{"barge", CARRY_BARGE},
	{"road", CARRY_ROAD},
	{"ferry", CARRY_FERRY},
	{"place", RESTRICTED_PLACE},
	{"country", RESTRICTED_COUNTRY},
	{"stretch", RESTRICTED_STRETCH},
	{"service", RESTRICTED_SERVICE},
	{"cancelled", PATCH_CANCELLED},
	{"moved", PATCH_MOVED},
	{"added", PATCH_ADDED},
	{"terminal", TRANSFER_TERMINAL},
	{"gauge", TRANSFER_GAUGE},
	{"customs", TRANSFER_CUSTOMS},
	{"transloading", TRANSFER_TRANSLOADING},
	{"TEU", EMISSION_PER_TEU},
	{"tonne", EMISSION_PER_TONNE},
};

static const struct zone *zone_of(const char *name)
{
	static struct {
		const char *name;
		const struct zone *zone;
	} known[64];
	struct fault f;
	size_t i = 0;

	while (known[i].name && strcmp(known[i].name, name) != 0)
		i++;
	if (!known[i].name) {
		known[i].name = arena_strdup(&zones, name);
		known[i].zone = clock_zone(&zones, name, &f);
		if (!known[i].zone || i == 63)
			exit(3);
	}
	return known[i].zone;
}

/* ---- members ---- */

static int64_t number(json_t *o, const char *member, int64_t without)
{
	json_t *v = json_object_get(o, member);

	return json_is_integer(v) ? json_integer_value(v) : without;
}

static int32_t small(json_t *o, const char *member, int32_t without)
{
	return (int32_t)number(o, member, without);
}

static bool flag(json_t *o, const char *member)
{
	return json_is_true(json_object_get(o, member));
}

static const char *text(json_t *o, const char *member)
{
	return json_string_value(json_object_get(o, member));
}

static int word(json_t *o, const char *member)
{
	const char *s = text(o, member);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (s && strcmp(words[i].word, s) == 0)
			return words[i].is;
	fprintf(stderr, "\"%s\" is not a word of %s\n", s ? s : "", member);
	exit(2);
}

static int32_t *numbers(struct arena *a, json_t *o, const char *member, size_t *n)
{
	json_t *list = json_object_get(o, member);
	int32_t *made = arena_alloc_array(a, json_array_size(list), sizeof *made);

	*n = json_array_size(list);
	for (size_t i = 0; i < *n; i++)
		made[i] = (int32_t)json_integer_value(json_array_get(list, i));
	return made;
}

static struct timetable_days days(json_t *o)
{
	return (struct timetable_days){small(o, "first", INT32_MIN), small(o, "last", INT32_MAX)};
}

/* An array of structs, each read by `one`. */
static void *list(struct arena *a, json_t *o, const char *member, size_t size, size_t *n,
	void (*one)(struct arena *, json_t *, void *))
{
	json_t *l = json_object_get(o, member);
	char *made = arena_alloc_array(a, json_array_size(l), size);

	*n = json_array_size(l);
	for (size_t i = 0; i < *n; i++)
		one(a, json_array_get(l, i), made + i * size);
	return made;
}

/* ---- a timetable ---- */

static void read_place(struct arena *a, json_t *o, void *to)
{
	(void)a;
	*(struct timetable_place *)to = (struct timetable_place){.code = text(o, "code"),
		.country = text(o, "country"),
		.zone = zone_of(text(o, "zone")),
		.border = flag(o, "border")};
}

static void read_stop(struct arena *a, json_t *o, void *to)
{
	static const char *const kinds[CUT_OFFS] = {"documents", "gate", "vgm", "customs"};
	struct timetable_stop *s = to;

	(void)a;
	*s = (struct timetable_stop){.place = (uint32_t)number(o, "place", 0),
		.arrives = small(o, "arrives", 0),
		.departs = small(o, "departs", 0),
		.no_board = flag(o, "no_board"),
		.no_alight = flag(o, "no_alight"),
		.metres = small(o, "metres", EMISSION_METRES_UNKNOWN)};
	for (int i = 0; i < CUT_OFFS; i++)
		s->cut_off[i] = small(o, kinds[i], 0);
}

static void read_price(struct arena *a, json_t *o, void *to)
{
	(void)a;
	*(struct timetable_price *)to = (struct timetable_price){.size = text(o, "size"),
		.amount = number(o, "amount", 0),
		.currency = text(o, "currency"),
		.valid = days(o),
		.from = (uint16_t)number(o, "from", 0),
		.to = (uint16_t)number(o, "to", 0)};
}

static void read_surcharge(struct arena *a, json_t *o, void *to)
{
	struct timetable_surcharge *s = to;

	read_price(a, o, &s->price);
	s->reefer = flag(o, "reefer");
	s->dangerous = flag(o, "dangerous");
}

static const struct emission_factor *factor(struct arena *a, json_t *o)
{
	struct emission_factor *f = arena_alloc(a, sizeof *f);

	if (!json_is_object(o))
		return NULL;
	f->milligrams = number(o, "milligrams", 0);
	f->per = (enum emission_per)word(o, "per");
	f->wtt_permille = -1;
	return f;
}

static void read_service(struct arena *a, json_t *o, void *to)
{
	struct timetable_service *s = to;

	s->carry = (enum carry)word(o, "carry");
	s->valid = days(o);
	s->stops = list(a, o, "stops", sizeof *s->stops, &s->stop_count, read_stop);
	s->weekdays = (unsigned)number(o, "weekdays", 0);
	s->every = small(o, "every", 0);
	s->every_from = small(o, "every_from", 0);
	s->added = numbers(a, o, "added", &s->added_count);
	s->cancelled = numbers(a, o, "cancelled", &s->cancelled_count);
	s->teu = small(o, "teu", -1);
	s->kg = small(o, "kg", -1);
	s->plugs = small(o, "plugs", -1);
	s->dangerous = flag(o, "dangerous");
	s->prices = list(a, o, "prices", sizeof *s->prices, &s->price_count, read_price);
	s->surcharges = list(a, o, "surcharges", sizeof *s->surcharges, &s->surcharge_count, read_surcharge);
	s->factor = factor(a, json_object_get(o, "factor"));
}

static void read_hours(struct arena *a, json_t *o, void *to)
{
	(void)a;
	*(struct timetable_hours *)to = (struct timetable_hours){
		small(o, "weekday", 0), small(o, "opens", 0), small(o, "closes", DAY_MINUTES)};
}

static void read_transfer(struct arena *a, json_t *o, void *to)
{
	struct timetable_transfer *r = to;

	r->place = (uint32_t)number(o, "place", 0);
	r->to_place = (uint32_t)number(o, "to_place", r->place);
	r->from = (unsigned)number(o, "from", CARRY_ALL);
	r->to = (unsigned)number(o, "to", CARRY_ALL);
	r->what = (enum transfer)word(o, "what");
	r->minutes = small(o, "minutes", 0);
	r->hours = list(a, o, "hours", sizeof *r->hours, &r->hour_count, read_hours);
	r->holidays = numbers(a, o, "holidays", &r->holiday_count);
	r->prices = list(a, o, "prices", sizeof *r->prices, &r->price_count, read_price);
}

static void read_restriction(struct arena *a, json_t *o, void *to)
{
	(void)a;
	*(struct timetable_restriction *)to =
		(struct timetable_restriction){.what = (enum restricted)word(o, "what"),
			.place = (uint32_t)number(o, "place", 0),
			.to_place = (uint32_t)number(o, "to_place", 0),
			.country = text(o, "country"),
			.service = (uint32_t)number(o, "service", 0),
			.direction = (enum direction)number(o, "direction", DIRECTION_BOTH),
			.commodity = text(o, "commodity"),
			.dangerous = flag(o, "dangerous"),
			.from = small(o, "since", MINUTE_PAST),
			.until = small(o, "until", MINUTE_NEVER),
			.trains = small(o, "trains", 0)};
}

static void read_patch(struct arena *a, json_t *o, void *to)
{
	(void)a;
	*(struct timetable_patch *)to = (struct timetable_patch){.what = (enum patch)word(o, "what"),
		.service = (uint32_t)number(o, "service", 0),
		.date = small(o, "date", 0),
		.number = small(o, "number", 0),
		.stop = (uint16_t)number(o, "stop", 0),
		.departs = flag(o, "departs"),
		.minutes = small(o, "minutes", 0)};
}

static struct timetable read_timetable(struct arena *a, json_t *o)
{
	struct timetable t = {.transfer_minutes = small(o, "transfer_minutes", 0)};

	t.places = list(a, o, "places", sizeof *t.places, &t.place_count, read_place);
	t.services = list(a, o, "services", sizeof *t.services, &t.service_count, read_service);
	t.transfers = list(a, o, "transfers", sizeof *t.transfers, &t.transfer_count, read_transfer);
	t.restrictions =
		list(a, o, "restrictions", sizeof *t.restrictions, &t.restriction_count, read_restriction);
	t.patches = list(a, o, "patches", sizeof *t.patches, &t.patch_count, read_patch);
	return t;
}

/* ---- a query ---- */

static void read_rate(struct arena *a, json_t *o, void *to)
{
	(void)a;
	*(struct search_rate *)to = (struct search_rate){text(o, "currency"), number(o, "millionths", 0)};
}

static void read_word(struct arena *a, json_t *o, void *to)
{
	(void)a;
	*(const char **)to = json_string_value(o);
}

static const struct search_left *left(struct arena *a, json_t *list, const struct network *n)
{
	struct search_left *l = arena_alloc_array(a, n->trip_count, sizeof *l);
	size_t i;
	json_t *o;

	if (!json_is_array(list))
		return NULL;
	for (i = 0; i < n->trip_count; i++)
		l[i] = (struct search_left){-1, -1, -1};
	json_array_foreach(list, i, o)
	{
		uint32_t trip = network_trip_find(
			n, (uint32_t)number(o, "service", 0), small(o, "date", 0), small(o, "number", 0));

		if (trip != NETWORK_NONE)
			l[trip] = (struct search_left){
				small(o, "teu", -1), small(o, "kg", -1), small(o, "plugs", -1)};
	}
	return l;
}

static struct search_query read_query(struct arena *a, json_t *o, const struct network *n)
{
	json_t *aboard = json_object_get(o, "aboard"), *cargo = json_object_get(o, "cargo");
	struct search_query q = {.from = (uint32_t)number(o, "from", 0),
		.to = (uint32_t)number(o, "to", 0),
		.aboard = {.trip = NETWORK_NONE},
		.at = small(o, "at", 0),
		.deadline = small(o, "deadline", MINUTE_NEVER),
		.avoid_carry = (unsigned)number(o, "avoid_carry", 0),
		.max_transfers = small(o, "max_transfers", SEARCH_NO_LIMIT),
		.counted = (unsigned)number(o, "counted", 0),
		.max_price = number(o, "max_price", SEARCH_NO_LIMIT),
		.criteria = (unsigned)number(o, "criteria", SEARCH_ALL),
		.horizon = small(o, "horizon", SEARCH_NO_LIMIT)};

	if (aboard)
		q.aboard =
			(struct search_aboard){network_trip_find(n, (uint32_t)number(aboard, "service", 0),
						       small(aboard, "date", 0), small(aboard, "number", 0)),
				(uint16_t)number(aboard, "boarded", 0), (uint16_t)number(aboard, "stop", 0)};
	q.cargo = (struct search_cargo){text(cargo, "size"), {small(cargo, "kg", 0), small(cargo, "teu", 0)},
		flag(cargo, "reefer"), flag(cargo, "dangerous"), text(cargo, "commodity")};
	q.left = left(a, json_object_get(o, "left"), n);
	q.avoid_services = (uint32_t *)numbers(a, o, "avoid_services", &q.avoid_service_count);
	q.avoid_places = (uint32_t *)numbers(a, o, "avoid_places", &q.avoid_place_count);
	q.avoid_countries = list(a, o, "avoid_countries", sizeof(char *), &q.avoid_country_count, read_word);
	q.required = (uint32_t *)numbers(a, o, "required", &q.required_count);
	q.rates = list(a, o, "rates", sizeof *q.rates, &q.rate_count, read_rate);
	return q;
}

/* ---- plans ---- */

static json_t *told(struct arena *a, struct search_space *s, const struct network *n,
	const struct search_query *q, const struct plan *p)
{
	json_t *rides = json_array(), *missed = json_array();
	struct plan_time total;
	const struct plan_why *why = plan_explain(s, q, p, a, &total);

	for (size_t i = 0; i < p->count; i++) {
		const struct plan_ride *r = &p->rides[i];
		const struct network_trip *t = &n->trips[r->trip];

		json_array_append_new(rides, json_pack("[i,i,i,i,i,i]", (int)t->service, t->date, t->number,
						     (int)r->board, (int)r->alight, r->ready));
		json_array_append_new(missed,
			why[i].missed.trip == NETWORK_NONE ? json_null() : json_integer(why[i].missed.by));
	}
	return json_pack("{s:i,s:i,s:b,s:I,s:b,s:I,s:{s:i,s:i,s:i,s:i},s:o,s:o}", "begins", p->begins,
		"arrives", p->arrives, "unpriced", p->cost.unpriced, "price", (json_int_t)p->cost.price,
		"uncounted", p->cost.uncounted, "grams", (json_int_t)p->cost.grams, "times", "running",
		total.running, "waiting", total.waiting, "border", total.border, "transfer", total.transfer,
		"rides", rides, "missed", missed);
}

static json_t *answer(struct arena *a, struct search_space *s, const struct network *n, json_t *o)
{
	struct search_query q = read_query(a, o, n);
	const char *asked = text(o, "ask");
	struct plan one, *plans = &one;
	json_t *all = json_array();
	size_t count;

	if (strcmp(asked, "earliest") == 0)
		count = search_earliest(s, &q, a, &one);
	else if (strcmp(asked, "latest") == 0)
		count = search_latest(s, &q, a, &one);
	else
		count = search_plans(s, &q, a, &plans);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, told(a, s, n, &q, &plans[i]));
	return all;
}

int main(void)
{
	struct arena a = ARENA_INIT;
	json_t *o, *query, *all;
	size_t i;

	while ((o = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, NULL))) {
		struct timetable t = read_timetable(&a, o);
		struct network *n = network_make(&a, &t, small(o, "first_day", 0), small(o, "last_day", 0));
		struct search_space *s = search_space_make(&a, n);

		all = json_array();
		json_array_foreach(json_object_get(o, "queries"), i, query)
			json_array_append_new(all, answer(&a, s, n, query));
		json_dumpf(all, stdout, JSON_COMPACT);
		fputc('\n', stdout);
		fflush(stdout);
		json_decref(all);
		json_decref(o);
		arena_reset(&a);
	}
	arena_free(&a);
	arena_free(&zones);
	return 0;
}
