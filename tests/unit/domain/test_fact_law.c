/* The laws: facts are a function of the set of events, and taking events in as they come is the fold of all.
 */
#include "domain/facts_made.h"

static uint32_t dice_state;

static uint32_t dice(uint32_t sides)
{
	dice_state = dice_state * 1664525u + 1013904223u;
	return (dice_state >> 8) % sides;
}

#define ONE_OF(list) (list)[dice(sizeof(list) / sizeof *(list))]

static struct transport_ref some_transport(void)
{
	static const struct transport_ref some[] = {
		{.mode = MODE_UNKNOWN},
		{.mode = MODE_UNKNOWN},
		{.mode = MODE_TRUCK},
		{.mode = MODE_VESSEL, .key = "IMO9227273/031W", .name = "BLUE HERON"},
		{.mode = MODE_VESSEL, .key = "IMO9074729/7E", .name = "RED KITE"},
	};

	return ONE_OF(some);
}

/* Another's word on the same thing, an hour or a day later. */
static void say_too(struct event *e, const struct event *other)
{
	e->code = other->code;
	e->place = other->place;
	e->load_state = dice(3) ? other->load_state : LOAD_UNKNOWN;
	e->transport = other->transport;
	if (other->happened.at != INSTANT_NONE)
		e->happened.at = other->happened.at + (instant)dice(30) * 3600 * INSTANT_SECOND;
}

/* What several senders tell of some hours, days or weeks. */
static void some_history(struct said *s, size_t n, bool takes_back)
{
	static const char *const codes[] = {"GTIN", "GTOT", "LOAD", "DISC", "DEPA", "ARRI", "WAYP", "DROP",
		"PICK", "STRP", "CUSR", EVENT_NOTE};
	static const char *slot[] = {"SLOT:A01"};
	static const char *const places[] = {"CNLYG", "CNALA", "KZDOS", "DEDUI", NULL};
	static const char *const senders[] = {"A", "B", "C", "D"};
	static const char *const documents[] = {NULL, "1", "2"};
	static const int spans[] = {12, 60, 200, 500, 1500}; /* hours that it is spread over */
	uint32_t span = (uint32_t)ONE_OF(spans);

	for (size_t i = 0; i < n; i++) {
		struct event *e = say(s, (enum source_kind)dice(SOURCES), ONE_OF(senders), ONE_OF(codes),
			HOURS((int)dice(span)) + (int)dice(3) * 30, ONE_OF(places));

		e->said = AT(HOURS((int)dice(400)));
		e->load_state = (enum load_state)dice(LOAD_STATES);
		e->transport = some_transport();
		if (i && dice(3) == 0)
			say_too(e, &s->events[dice((uint32_t)i)]);
		e->classifier = dice(8) ? CLASSIFIER_ACT : CLASSIFIER_EST;
		e->happened.precision = (enum precision)(PRECISION_MINUTE + dice(6) / 4 + dice(6) / 5);
		if (e->happened.precision == PRECISION_DAY && e->happened.at != INSTANT_NONE)
			e->happened.at -= e->happened.at % INSTANT_DAY;
		if (dice(40) == 0)
			e->happened.at = INSTANT_NONE;
		e->document = ONE_OF(documents);
		e->movement = dice(12) ? NULL : MOVEMENT_RESTOW;
		e->remarks = slot;
		e->remark_count = dice(4) != 0;
		if (takes_back && dice(5) == 0)
			e->function = (enum function)dice(FUNCTIONS);
		e->id[0] = (uint8_t)dice(256);
		e->id[15] = (uint8_t)i;
	}
}

static void shuffle(const struct event **p, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = dice((uint32_t)i);
		const struct event *swap = p[i - 1];

		p[i - 1] = p[k];
		p[k] = swap;
	}
}

/* Each fact: what it is, who said it, why, and against what. */
static const char *told(struct arena *a, const struct facts *f)
{
	char *all = arena_strdup(a, "");

	for (size_t i = 0; i < f->count; i++) {
		const struct fact *x = f->list[i];

		all = arena_printf(a, "%s%s %s %d %lld-%lld %d %d:", all, x->code, x->place ? x->place : "-",
			x->load_state, (long long)x->from, (long long)x->until,
			x->conflicts_with ? x->conflicts_with->speaker->id[15] : -1,
			x->because ? x->because->speaker->id[15] : -1);
		for (size_t k = 0; k < x->observation_count; k++)
			all = arena_printf(a, "%s %d", all, x->observations[k]->id[15]);
		all = arena_printf(a, "%s; ", all);
	}
	return all;
}

static void the_same_set_gives_the_same_facts_in_any_order_and_however_often(void **state)
{
	size_t together = 0, implied = 0, in_conflict = 0;

	(void)state;
	for (uint32_t seed = 1; seed <= 4000; seed++) {
		const struct event *p[2 * SAID_MOST];
		bool voided[2 * SAID_MOST];
		struct said s = {0};
		struct journey j;
		struct facts again;

		dice_state = seed;
		some_history(&s, 1 + dice(12), seed % 3 == 0);
		fold_said(&s);
		for (size_t i = 0; i < s.count; i++) {
			p[i] = &s.events[i];
			p[s.count + i] = &s.events[dice((uint32_t)s.count)];
		}
		shuffle(p, 2 * s.count);
		again = journey_fold(&j, &s.arena, &facts_world, p, 2 * s.count, voided);
		assert_string_equal(told(&s.arena, &s.facts), told(&s.arena, &again));
		for (size_t i = 0; i < again.count; i++) {
			together += again.list[i]->observation_count > 1;
			implied += !again.list[i]->speaker;
			in_conflict += again.list[i]->conflicts_with != NULL;
		}
		forget(&s);
	}
	/* or nothing was shown */
	if (together < 1000 || implied < 1000 || in_conflict < 100)
		fail_msg("%zu facts of several words, %zu implied, %zu in conflict", together, implied,
			in_conflict);
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void assert_same_row(uint32_t seed, const struct journey *a, const struct journey *b)
{
	if (a->status != b->status || !same(a->place, b->place) || !same(a->code, b->code) ||
		!same(a->transport, b->transport) || !same(a->vehicle, b->vehicle) || a->mode != b->mode ||
		a->load_state != b->load_state || a->since.at != b->since.at || a->said != b->said ||
		a->voids != b->voids || memcmp(a->event, b->event, 16) != 0)
		fail_msg("seed %u: %s at %s, folded %s at %s", seed, a->code, a->place, b->code, b->place);
	if (a->run.since != b->run.since || a->run.until != b->run.until || a->run.codes != b->run.codes)
		fail_msg("seed %u: the run %x, folded %x", seed, a->run.codes, b->run.codes);
}

/* As the store does it: a group in one transaction; what cannot be taken in by itself is folded from all. */
static bool take_group(
	struct journey *j, struct said *s, const struct event *const *all, size_t from, size_t until)
{
	const struct event *p[SAID_MOST];

	j->anew = false;
	for (size_t i = from; i < until; i++)
		journey_take(j, all[i]);
	if (!j->voids && !j->anew)
		return false;
	memcpy(p, all, until * sizeof *p);
	journey_fold(j, &s->arena, &facts_world, p, until, NULL);
	return true;
}

static void taken_in_step_by_step_in_any_order_and_grouping_it_is_the_fold_of_all(void **state)
{
	size_t steps = 0, anew = 0, late = 0;

	(void)state;
	for (uint32_t seed = 1; seed <= 8000; seed++) {
		const struct event *p[SAID_MOST], *all[SAID_MOST];
		struct journey taken, folded;
		struct said s = {0};

		dice_state = seed;
		some_history(&s, 2 + dice(11), seed % 5 == 0);
		for (size_t i = 0; i < s.count; i++)
			p[i] = &s.events[i];
		if (seed % 2)
			shuffle(p, s.count);
		else /* mostly they come as they happen */
			for (size_t i = 1; i < s.count; i++)
				for (size_t k = i; k && event_compare(p[k - 1], p[k]) > 0 && dice(8); k--) {
					const struct event *swap = p[k];

					p[k] = p[k - 1];
					p[k - 1] = swap;
				}
		journey_start(&taken);
		for (size_t at = 0, until; at < s.count; at = until) {
			struct journey before = taken;
			bool folded_anew;

			until = at + 1 + (dice(3) ? 0 : dice((uint32_t)(s.count - at)));
			folded_anew = take_group(&taken, &s, p, at, until);
			memcpy(all, p, until * sizeof *all);
			journey_fold(&folded, &s.arena, &facts_world, all, until, NULL);
			assert_same_row(seed, &taken, &folded);
			steps++;
			anew += folded_anew;
			late += !folded_anew && before.code && memcmp(before.event, taken.event, 16) == 0;
		}
		forget(&s);
	}
	/* all three ways were gone: appended, let by, folded anew */
	if (anew < 1000 || late < 200 || steps - anew - late < 1000)
		fail_msg("of %zu steps %zu were folded anew, %zu let by", steps, anew, late);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_set_gives_the_same_facts_in_any_order_and_however_often),
		cmocka_unit_test(taken_in_step_by_step_in_any_order_and_grouping_it_is_the_fold_of_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
