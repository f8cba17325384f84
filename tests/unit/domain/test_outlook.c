#include "domain/outlook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/chance.h"

/* Hours of 2026-06-15, UTC. */
#define AT(hours) ((INT64_C(1781481600) + INT64_C(3600) * (hours)) * INSTANT_SECOND)
#define MOST      32

/* A box's events, built one by one. */
struct scene {
	struct event events[MOST];
	const struct event *order[MOST]; /* as the timeline has them */
	size_t count;
	struct arena arena;
	struct journey journey;
	struct outlook outlook;
};

static struct event *told(
	struct scene *s, enum classifier classifier, const char *code, const char *place, int at, int said)
{
	struct event *e = &s->events[s->count++];

	assert_true(s->count <= MOST);
	*e = (struct event){.subject_kind = SUBJECT_CONTAINER,
		.subject = "CSQU3054383",
		.code = code,
		.classifier = classifier,
		.happened = {.at = AT(at), .precision = PRECISION_MINUTE},
		.said = AT(said),
		.sender = "RAILWAY",
		.document = "D",
		.place = place,
		.load_state = LOAD_LADEN};
	e->id[0] = (uint8_t)s->count;
	return e;
}

static struct event *happened(struct scene *s, const char *code, const char *place, int at)
{
	return told(s, CLASSIFIER_ACT, code, place, at, at + 1);
}

static struct event *expected(struct scene *s, const char *code, const char *place, int at, int said)
{
	static const char *const documents[] = {"E0", "E1", "E2", "E3", "E4", "E5", "E6", "E7"};
	struct event *e = told(s, CLASSIFIER_EST, code, place, at, said);

	e->document = documents[s->count % 8];
	return e;
}

static struct event *by_rail(struct event *e)
{
	e->transport.mode = MODE_RAIL;
	return e;
}

static const struct outlook *outlook_at(struct scene *s, int hour)
{
	bool voided[MOST];

	for (size_t i = 0; i < s->count; i++)
		s->order[i] = &s->events[i];
	journey_fold(&s->journey, &s->arena, NULL, s->order, s->count, voided);
	outlook_make(&s->outlook, &s->arena, &s->journey, s->order, voided, s->count, NULL, false, AT(hour));
	return &s->outlook;
}

/* "held@CNLYG silent" */
static const char *blocks(struct scene *s, const struct outlook *o)
{
	const char *out = "";

	for (size_t i = 0; i < o->block_count; i++)
		out = arena_printf(&s->arena, "%s%s%s%s%s", out, i ? " " : "",
			block_rows[o->blocks[i].code].code, o->blocks[i].place ? "@" : "",
			o->blocks[i].place ? o->blocks[i].place : "");
	return out;
}

static void let_go(struct scene *s)
{
	arena_free(&s->arena);
}

/* "50 60": the hours of what is outdated */
static const char *outdated(struct scene *s, const struct outlook *o)
{
	const char *out = "";

	for (size_t i = 0; i < s->count; i++)
		if (o->outdated[i])
			out = arena_printf(&s->arena, "%s%s%d", out, *out ? " " : "",
				(int)((s->order[i]->happened.at - AT(0)) / (AT(1) - AT(0))));
	return out;
}

static void nothing_told_is_nothing_invented(void **state)
{
	struct scene s = {.count = 0};
	const struct outlook *o = outlook_at(&s, 0);

	(void)state;
	assert_null(o->last);
	assert_null(o->next);
	assert_null(o->eta);
	assert_null(o->destination);
	assert_int_equal(o->block_count, 0);
	let_go(&s);
}

static void next_is_the_first_thing_behind_the_last_fact(void **state)
{
	struct scene s = {.count = 0};
	const struct outlook *o;

	(void)state;
	by_rail(happened(&s, "DEPA", "CNLYG", 10));
	expected(&s, "ARRI", "CNAKL", 80, 11);
	expected(&s, "ARRI", "KZDST", 90, 11);
	expected(&s, "ARRI", "CNXIY", 5, 4); /* before the last fact: not next */
	o = outlook_at(&s, 20);
	assert_string_equal(o->last->code, "DEPA");
	assert_string_equal(o->next->place, "CNAKL");
	assert_string_equal(o->eta->place, "KZDST");
	assert_string_equal(o->destination, "KZDST");
	assert_string_equal(blocks(&s, o), "");
	let_go(&s);
}

static void a_later_word_supersedes_an_estimate(void **state)
{
	struct scene s = {.count = 0};
	const struct outlook *o;

	(void)state;
	by_rail(happened(&s, "DEPA", "CNLYG", 10));
	expected(&s, "ARRI", "CNAKL", 60, 20);
	expected(&s, "ARRI", "CNAKL", 80, 30);
	expected(&s, "ARRI", "CNAKL", 50, 25);
	o = outlook_at(&s, 35);
	assert_true(o->next->happened.at == AT(80));
	assert_true(o->eta->happened.at == AT(80));
	assert_string_equal(outdated(&s, o), "50 60");
	let_go(&s);
}

static void what_came_true_is_outdated_and_what_was_taken_back_is_not(void **state)
{
	struct scene s = {.count = 0};
	struct event *e;

	(void)state;
	by_rail(happened(&s, "DEPA", "CNLYG", 10));
	expected(&s, "ARRI", "CNAKL", 60, 20);
	expected(&s, "ARRI", "KZALA", 90, 20);
	e = expected(&s, "ARRI", "KZDOS", 70, 20);
	e->document = "X";
	e = expected(&s, "ARRI", "KZDOS", 70, 30);
	e->document = "X";
	e->function = FUNCTION_CANCEL;
	assert_string_equal(outdated(&s, outlook_at(&s, 35)), "");
	by_rail(happened(&s, "ARRI", "CNAKL", 62));
	assert_string_equal(outdated(&s, outlook_at(&s, 65)), "60");
	let_go(&s);
}

static void what_was_taken_back_is_not_expected(void **state)
{
	struct scene s = {.count = 0};
	struct event *e;

	(void)state;
	by_rail(happened(&s, "DEPA", "CNLYG", 10));
	e = expected(&s, "ARRI", "CNAKL", 60, 20);
	e->document = "X";
	e = expected(&s, "ARRI", "CNAKL", 60, 30);
	e->document = "X";
	e->function = FUNCTION_CANCEL;
	assert_null(outlook_at(&s, 35)->next);
	assert_null(s.outlook.eta);
	let_go(&s);
}

static void what_has_happened_is_not_expected(void **state)
{
	static const struct {
		const char *expected, *fact;
		bool still;
	} rows[] = {
		{"ARRI", "ARRI", false},
		{"ARRI", "DISC", false},
		{"ARRI", "LOAD", false},
		{"DISC", "GTOT", false},
		{"DISC", "LOAD", false},
		{"LOAD", "DEPA", false},
		{"DISC", "ARRI", true},
		{"GTOT", "DISC", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scene s = {.count = 0};
		const struct outlook *o;

		by_rail(happened(&s, "DEPA", "CNLYG", 10));
		expected(&s, rows[i].expected, "CNAKL", 60, 20);
		happened(&s, rows[i].fact, "CNAKL", 55); /* earlier than was expected */
		o = outlook_at(&s, 57);
		assert_int_equal(o->next != NULL, rows[i].still);
		let_go(&s);
	}
}

static void who_came_in_by_train_has_arrived_but_no_ship_has(void **state)
{
	static const struct {
		enum mode came, expected;
		bool stays;
	} rows[] = {{MODE_RAIL, MODE_RAIL, false}, {MODE_UNKNOWN, MODE_RAIL, false},
		{MODE_RAIL, MODE_UNKNOWN, false}, {MODE_TRUCK, MODE_VESSEL, true}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct scene s = {.count = 0};
		const struct outlook *o;

		expected(&s, "ARRI", "DEDUI", 40, 0)->transport.mode = rows[i].expected;
		happened(&s, "GTIN", "DEDUI", 38)->transport.mode = rows[i].came;
		o = outlook_at(&s, 90);
		assert_int_equal(o->next != NULL, rows[i].stays);
		assert_string_equal(blocks(&s, o), rows[i].stays ? "overdue@DEDUI" : "");
		let_go(&s);
	}
}

static void a_visit_of_long_ago_fulfils_nothing(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	happened(&s, "ARRI", "CNLYG", -2000);
	by_rail(happened(&s, "DEPA", "KZALA", 10));
	expected(&s, "ARRI", "CNLYG", 60, 20);
	assert_string_equal(outlook_at(&s, 30)->next->place, "CNLYG");
	let_go(&s);
}

static void an_arrival_that_is_late_stays_and_is_overdue(void **state)
{
	struct scene s = {.count = 0};
	const struct outlook *o;

	(void)state;
	by_rail(happened(&s, "DEPA", "CNLYG", 10));
	expected(&s, "ARRI", "DEHAM", 60, 20)->destination = "DEHAM";
	by_rail(happened(&s, "WAYP", "PLMAL", 70)); /* behind what was expected */
	o = outlook_at(&s, 80);
	assert_null(o->next);
	assert_string_equal(o->eta->place, "DEHAM");
	assert_string_equal(blocks(&s, o), "");
	assert_string_equal(blocks(&s, outlook_at(&s, 85)), "overdue@DEHAM");
	let_go(&s);
}

static void a_day_is_overdue_a_day_after_its_end(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	by_rail(happened(&s, "DEPA", "CNLYG", -10));
	expected(&s, "ARRI", "CNAKL", 0, -9)->happened.precision = PRECISION_DAY;
	happened(&s, "NOTE", "CNLYG", 44); /* not silent */
	assert_string_equal(blocks(&s, outlook_at(&s, 47)), "");
	assert_string_equal(blocks(&s, outlook_at(&s, 49)), "overdue@CNAKL");
	let_go(&s);
}

static void the_arrival_is_that_at_the_destination(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	by_rail(happened(&s, "DEPA", "CNLYG", 10));
	expected(&s, "ARRI", "NLRTM", 90, 11); /* before it was re-routed */
	assert_string_equal(outlook_at(&s, 20)->eta->place, "NLRTM");
	expected(&s, "ARRI", "DEHAM", 80, 15)->destination = "DEHAM";
	expected(&s, "DISC", "DEHAM", 82, 12);
	expected(&s, "GTIN", "DEBRV", 99, 15); /* empty, to its depot */
	assert_string_equal(outlook_at(&s, 20)->eta->place, "DEHAM");
	assert_string_equal(s.outlook.eta->code, "ARRI");
	let_go(&s);
}

static void a_hold_lasts_until_its_release(void **state)
{
	static const struct {
		const char *place, *released;
		const char *blocks;
	} rows[] = {
		{"CNLYG", NULL, "held@CNLYG"},
		{"CNLYG", "CNLYG", ""},
		{"CNLYG", "CNAKL", "held@CNLYG"},
		{"CNLYG", "", ""}, /* a release that names no place */
		{NULL, "CNLYG", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scene s = {.count = 0};

		happened(&s, "GTIN", "CNLYG", 0);
		happened(&s, "RELS", "CNLYG", 1); /* before it: of another hold */
		happened(&s, "HOLD", rows[i].place, 2);
		if (rows[i].released)
			happened(&s, "RELS", *rows[i].released ? rows[i].released : NULL, 3);
		assert_string_equal(blocks(&s, outlook_at(&s, 5)), rows[i].blocks);
		let_go(&s);
	}
}

static void of_one_day_the_release_that_was_said_later_counts(void **state)
{
	static const struct {
		enum precision held, released;
		int at, said; /* of the release */
		const char *blocks;
	} rows[] = {
		{PRECISION_DAY, PRECISION_MINUTE, 8, 20, ""}, /* a day sorts at its noon */
		{PRECISION_DAY, PRECISION_MINUTE, 8, 3, "held@CNLYG"},
		{PRECISION_DAY, PRECISION_MINUTE, -8, 20, "held@CNLYG"},
		{PRECISION_MINUTE, PRECISION_MINUTE, -2, 20, "held@CNLYG"},
		{PRECISION_DAY, PRECISION_DAY, 0, 20, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scene s = {.count = 0};

		happened(&s, "GTIN", "CNLYG", -20);
		told(&s, CLASSIFIER_ACT, "HOLD", "CNLYG", 0, 10)->happened.precision = rows[i].held;
		told(&s, CLASSIFIER_ACT, "RELS", "CNLYG", rows[i].at, rows[i].said)->happened.precision =
			rows[i].released;
		assert_string_equal(blocks(&s, outlook_at(&s, 30)), rows[i].blocks);
		let_go(&s);
	}
}

static void who_has_gone_on_is_held_no_more(void **state)
{
	static const struct {
		const char *before, *code, *place;
		enum load_state load;
		const char *blocks;
	} rows[] = {
		{"CNAKL", "LOAD", "CNAKL", LOAD_LADEN, "held@CNAKL customs@CNAKL damaged@CNAKL"},
		{"CNAKL", "GTOT", "CNAKL", LOAD_LADEN, "held@CNAKL customs@CNAKL damaged@CNAKL"},
		{"CNAKL", "DEPA", "CNAKL", LOAD_LADEN, "damaged@CNAKL"},
		{"CNAKL", "ARRI", "KZDST", LOAD_LADEN, "damaged@CNAKL"},
		/* told ahead, of a place it has yet to come to */
		{"CNLYG", "ARRI", "CNXIY", LOAD_LADEN, "held@CNAKL customs@CNAKL damaged@CNAKL"},
		{"CNLYG", "ARRI", "CNAKL", LOAD_LADEN, "held@CNAKL customs@CNAKL damaged@CNAKL"},
		{"CNLYG", "DROP", "DEDUI", LOAD_LADEN, "damaged@CNAKL"},
		{"CNLYG", "GTIN", "DEDUI", LOAD_EMPTY, "damaged@CNAKL"},
		{"CNLYG", "GTIN", "DEDUI", LOAD_LADEN, "held@CNAKL customs@CNAKL damaged@CNAKL"},
		{"CNAKL", "NOTE", "KZDST", LOAD_LADEN, "held@CNAKL customs@CNAKL damaged@CNAKL"},
		{"CNAKL", "ARRI", NULL, LOAD_LADEN, "held@CNAKL customs@CNAKL damaged@CNAKL"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scene s = {.count = 0};

		happened(&s, "ARRI", rows[i].before, 0);
		happened(&s, "HOLD", "CNAKL", 2);
		happened(&s, "CUSI", "CNAKL", 2);
		happened(&s, "DMGD", "CNAKL", 2);
		happened(&s, rows[i].code, rows[i].place, 4)->load_state = rows[i].load;
		assert_string_equal(blocks(&s, outlook_at(&s, 5)), rows[i].blocks);
		let_go(&s);
	}
}

static void a_hold_says_when_and_why(void **state)
{
	static const char *remarks[] = {"REASON:PAPERS MISSING", "FACILITY:East Terminal", "AAI:SEE MAIL"};
	struct scene s = {.count = 0};
	const struct block *b;
	struct event *e;

	(void)state;
	happened(&s, "GTIN", "CNLYG", 0);
	e = happened(&s, "HOLD", "CNLYG", 2);
	e->remarks = remarks;
	e->remark_count = 3;
	happened(&s, "HOLD", "CNLYG", 3); /* the same hold, told by another */
	assert_string_equal(blocks(&s, outlook_at(&s, 5)), "held@CNLYG");
	b = &s.outlook.blocks[0];
	assert_true(b->since.at == AT(2));
	assert_int_equal(b->reason_count, 2);
	assert_string_equal(b->reasons[0], "PAPERS MISSING");
	assert_string_equal(b->reasons[1], "SEE MAIL");
	let_go(&s);
}

static void customs_that_refused_clear_with_their_own_word(void **state)
{
	struct scene s = {.count = 0};
	struct event *e;

	(void)state;
	happened(&s, "GTIN", "CNLYG", 0);
	happened(&s, "HOLD", "CNLYG", 2);
	e = happened(&s, "CUSR", "CNLYG", 3);
	e->sender = "ANOTHER";
	assert_string_equal(blocks(&s, outlook_at(&s, 5)), "held@CNLYG");
	e->sender = "RAILWAY";
	assert_string_equal(blocks(&s, outlook_at(&s, 5)), "");
	let_go(&s);
}

static void what_is_only_expected_holds_nothing(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	happened(&s, "GTIN", "CNLYG", 0);
	expected(&s, "HOLD", "CNLYG", 2, 1);
	assert_string_equal(blocks(&s, outlook_at(&s, 5)), "");
	assert_null(s.outlook.next);
	let_go(&s);
}

static void customs_are_done_when_they_release(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	happened(&s, "GTIN", "CNLYG", 0);
	happened(&s, "CUSI", "CNLYG", 1);
	happened(&s, "RELS", "CNLYG", 2); /* somebody else's */
	assert_string_equal(blocks(&s, outlook_at(&s, 5)), "customs@CNLYG");
	happened(&s, "CUSR", "CNLYG", 3);
	assert_string_equal(blocks(&s, outlook_at(&s, 5)), "");
	let_go(&s);
}

static void a_new_trip_begins_without_the_old_ones_blocks(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	happened(&s, "GTIN", "CNLYG", 0)->destination = "DEHAM";
	happened(&s, "DMGD", "CNLYG", 1);
	happened(&s, "HOLD", "CNLYG", 1);
	assert_string_equal(blocks(&s, outlook_at(&s, 5)), "held@CNLYG damaged@CNLYG");
	assert_string_equal(s.outlook.destination, "DEHAM");
	happened(&s, "GTOT", "CNLYG", 10)->load_state = LOAD_EMPTY;
	assert_string_equal(blocks(&s, outlook_at(&s, 12)), "");
	assert_null(s.outlook.destination);
	let_go(&s);
}

static void a_trip_after_the_return_owes_the_old_one_nothing(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	happened(&s, "GTIN", "CNLYG", 0)->destination = "DEHAM";
	happened(&s, "DMGD", "CNLYG", 1);
	expected(&s, "ARRI", "DEHAM", 60, 1);
	happened(&s, "GTIN", "DEHAM", 20)->load_state = LOAD_EMPTY; /* returned; nobody told of a pick-up */
	happened(&s, "GTIN", "DEHAM", 30);
	assert_null(outlook_at(&s, 40)->destination);
	assert_null(s.outlook.eta);
	assert_string_equal(blocks(&s, &s.outlook), "");
	let_go(&s);
}

static void an_empty_that_is_brought_to_be_stuffed_is_on_its_trip(void **state)
{
	struct scene s = {.count = 0};
	struct event *e;

	(void)state;
	e = happened(&s, "GTOT", "CNLYG", 0);
	e->load_state = LOAD_EMPTY;
	e->destination = "DEHAM";
	happened(&s, "GTIN", "CNXIY", 5)->load_state = LOAD_EMPTY;
	happened(&s, "LOAD", "CNXIY", 20);
	assert_string_equal(outlook_at(&s, 22)->destination, "DEHAM");
	let_go(&s);
}

static void silence_is_measured_by_the_mode(void **state)
{
	static const struct {
		enum mode mode;
		int hours;
	} rows[] = {{MODE_RAIL, 72}, {MODE_TRUCK, 48}, {MODE_VESSEL, 14 * 24}, {MODE_UNKNOWN, 96}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scene s = {.count = 0};

		happened(&s, "DEPA", "CNLYG", 0)->transport.mode = rows[i].mode; /* said an hour later */
		assert_string_equal(blocks(&s, outlook_at(&s, rows[i].hours)), "");
		assert_string_equal(blocks(&s, outlook_at(&s, rows[i].hours + 1)), "silent");
		assert_true(s.outlook.blocks[0].since.at == AT(1));
		let_go(&s);
	}
}

static void who_stands_is_not_silent(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	happened(&s, "GTIN", "CNLYG", 0);
	assert_string_equal(blocks(&s, outlook_at(&s, 5000)), "");
	let_go(&s);
}

static void who_has_arrived_where_it_was_to_go_is_not_silent(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	by_rail(happened(&s, "DEPA", "CNLYG", 0))->destination = "DEDUI";
	by_rail(happened(&s, "ARRI", "PLMAL", 10));
	assert_string_equal(blocks(&s, outlook_at(&s, 200)), "silent");
	by_rail(happened(&s, "ARRI", "DEDUI", 20));
	assert_string_equal(blocks(&s, outlook_at(&s, 200)), "");
	happened(&s, "GTOT", "DEDUI", 30)->transport.mode = MODE_TRUCK;
	assert_string_equal(blocks(&s, outlook_at(&s, 200)), "");
	happened(&s, "GTOT", "DEDTM", 40)->transport.mode = MODE_TRUCK;
	assert_string_equal(blocks(&s, outlook_at(&s, 200)), "silent");
	let_go(&s);
}

static void an_arrival_ahead_excuses_a_ship_but_no_train(void **state)
{
	static const enum mode modes[] = {MODE_VESSEL, MODE_RAIL};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct scene s = {.count = 0};

		happened(&s, "DEPA", "CNLYG", 0)->transport.mode = modes[i];
		expected(&s, "ARRI", "NLRTM", 900, 1);
		assert_string_equal(blocks(&s, outlook_at(&s, 800)), i ? "silent" : "");
		let_go(&s);
	}
}

static void a_wrong_number_is_told(void **state)
{
	struct scene s = {.count = 0};
	const struct event *order[1];
	bool voided[1];

	(void)state;
	happened(&s, "GTIN", "CNLYG", 0);
	order[0] = s.events;
	journey_fold(&s.journey, &s.arena, NULL, order, 1, voided);
	outlook_make(&s.outlook, &s.arena, &s.journey, order, voided, 1, NULL, true, AT(1));
	assert_string_equal(blocks(&s, &s.outlook), "check-digit");
	let_go(&s);
}

static void a_box_that_is_there_has_no_arrival(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	happened(&s, "GTOT", "DEHAM", 0);
	happened(&s, "DROP", "DEHAM", 10);
	expected(&s, "GTIN", "DEHAM", 60, 11);
	assert_null(outlook_at(&s, 20)->eta);
	assert_string_equal(s.outlook.next->code, "GTIN"); /* empty, back to the depot */
	let_go(&s);
}

static void destination_is_the_last_word_and_before_a_port(void **state)
{
	struct scene s = {.count = 0};

	(void)state;
	told(&s, CLASSIFIER_ACT, "GTIN", "CNLYG", 0, 1)->discharge_place = "NLRTM";
	assert_string_equal(outlook_at(&s, 9)->destination, "NLRTM");
	told(&s, CLASSIFIER_ACT, "LOAD", "CNLYG", 3, 4)->destination = "DEDUI";
	told(&s, CLASSIFIER_ACT, "DEPA", "CNLYG", 5, 6)->discharge_place = "BEANR";
	assert_string_equal(outlook_at(&s, 9)->destination, "DEDUI");
	told(&s, CLASSIFIER_ACT, "NOTE", "CNLYG", 6, 7)->destination = "PLMAL";
	assert_string_equal(outlook_at(&s, 9)->destination, "PLMAL");
	let_go(&s);
}

/* Any order */

static const char *told_of(struct scene *s, const struct outlook *o)
{
	return arena_printf(&s->arena, "%d %d %d %s %s %s", o->last ? o->last->id[0] : -1,
		o->next ? o->next->id[0] : -1, o->eta ? o->eta->id[0] : -1,
		o->destination ? o->destination : "-", blocks(s, o), outdated(s, o));
}

static void shuffle(struct scene *s, struct chance *chance)
{
	for (size_t i = s->count; i > 1; i--) {
		size_t k = chance_below(chance, i);
		struct event e = s->events[i - 1];

		s->events[i - 1] = s->events[k];
		s->events[k] = e;
	}
}

static void add_by_chance(struct scene *s, struct chance *chance)
{
	static const char *const places[] = {"CNLYG", "CNAKL", "KZDST", "DEHAM", NULL};
	static const char *const codes[] = {"ARRI", "DISC", "GTOT", "GTIN", "LOAD", "DEPA", "HOLD", "RELS",
		"CUSI", "CUSR", "DMGD", "WAYP", "DROP"};
	struct event *e = told(s, (enum classifier)chance_below(chance, CLASSIFIERS),
		codes[chance_below(chance, 13)], places[chance_below(chance, 5)],
		(int)chance_below(chance, 6) * 20, (int)chance_below(chance, 6) * 20);

	e->document = chance_below(chance, 2) ? "D" : "E";
	e->function = (enum function)chance_below(chance, 8);
	if (e->function >= FUNCTIONS)
		e->function = FUNCTION_ORIGINAL;
	e->load_state = (enum load_state)chance_below(chance, LOAD_STATES);
	e->destination = places[chance_below(chance, 5)];
	e->transport.mode = (enum mode)chance_below(chance, MODES);
}

static void any_order_gives_the_same_outlook(void **state)
{
	struct chance chance = {20260615};

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct scene s = {.count = 0};
		const char *first;

		for (uint64_t n = 1 + chance_below(&chance, 12); n--;)
			add_by_chance(&s, &chance);
		first = told_of(&s, outlook_at(&s, 100));
		for (int i = 0; i < 3; i++) {
			shuffle(&s, &chance);
			assert_string_equal(told_of(&s, outlook_at(&s, 100)), first);
		}
		let_go(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_told_is_nothing_invented),
		cmocka_unit_test(next_is_the_first_thing_behind_the_last_fact),
		cmocka_unit_test(a_later_word_supersedes_an_estimate),
		cmocka_unit_test(what_came_true_is_outdated_and_what_was_taken_back_is_not),
		cmocka_unit_test(what_was_taken_back_is_not_expected),
		cmocka_unit_test(what_has_happened_is_not_expected),
		cmocka_unit_test(who_came_in_by_train_has_arrived_but_no_ship_has),
		cmocka_unit_test(a_visit_of_long_ago_fulfils_nothing),
		cmocka_unit_test(an_arrival_that_is_late_stays_and_is_overdue),
		cmocka_unit_test(a_day_is_overdue_a_day_after_its_end),
		cmocka_unit_test(the_arrival_is_that_at_the_destination),
		cmocka_unit_test(a_hold_lasts_until_its_release),
		cmocka_unit_test(of_one_day_the_release_that_was_said_later_counts),
		cmocka_unit_test(who_has_gone_on_is_held_no_more),
		cmocka_unit_test(a_hold_says_when_and_why),
		cmocka_unit_test(customs_that_refused_clear_with_their_own_word),
		cmocka_unit_test(what_is_only_expected_holds_nothing),
		cmocka_unit_test(customs_are_done_when_they_release),
		cmocka_unit_test(a_new_trip_begins_without_the_old_ones_blocks),
		cmocka_unit_test(a_trip_after_the_return_owes_the_old_one_nothing),
		cmocka_unit_test(an_empty_that_is_brought_to_be_stuffed_is_on_its_trip),
		cmocka_unit_test(silence_is_measured_by_the_mode),
		cmocka_unit_test(who_stands_is_not_silent),
		cmocka_unit_test(who_has_arrived_where_it_was_to_go_is_not_silent),
		cmocka_unit_test(an_arrival_ahead_excuses_a_ship_but_no_train),
		cmocka_unit_test(a_wrong_number_is_told),
		cmocka_unit_test(a_box_that_is_there_has_no_arrival),
		cmocka_unit_test(destination_is_the_last_word_and_before_a_port),
		cmocka_unit_test(any_order_gives_the_same_outlook),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
