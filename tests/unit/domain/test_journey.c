#include "domain/journey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Minutes of 2026-06-15, UTC. */
#define AT(minutes) ((INT64_C(1781481600) + (minutes)*60) * INSTANT_SECOND)

static void fold(struct journey *j, const struct event **events, size_t n, bool *voided)
{
	struct arena scratch = ARENA_INIT;

	journey_fold(j, &scratch, NULL, events, n, voided);
	arena_free(&scratch);
}

static struct event observed(const char *code, int minute, const char *place)
{
	struct event e = {.subject_kind = SUBJECT_CONTAINER,
		.subject = "CSQU3054383",
		.code = code,
		.classifier = CLASSIFIER_ACT,
		.happened = {.at = AT(minute), .precision = PRECISION_MINUTE},
		.said = AT(minute + 30),
		.sender = "TERMINAL",
		.place = place,
		.load_state = LOAD_LADEN};
	unsigned hash = 2166136261u;

	for (const char *s = code; *s; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619u;
	hash = (hash ^ (unsigned)minute) * 16777619u;
	memcpy(e.id, &hash, sizeof hash);
	return e;
}

static enum journey_status status_after(const struct event *events, size_t n)
{
	const struct event *p[16];
	struct journey j;

	for (size_t i = 0; i < n; i++)
		p[i] = &events[i];
	fold(&j, p, n, NULL);
	return j.status;
}

static void a_code_leads_to_its_status(void **state)
{
	static const struct {
		const char *code;
		enum load_state load;
		enum journey_status status;
	} rows[] = {
		{"GTIN", LOAD_LADEN, JOURNEY_IN_TERMINAL},
		{"GTIN", LOAD_UNKNOWN, JOURNEY_IN_TERMINAL},
		{"GTIN", LOAD_EMPTY, JOURNEY_EMPTY_RETURNED},
		{"DISC", LOAD_EMPTY, JOURNEY_IN_TERMINAL},
		{"LOAD", LOAD_LADEN, JOURNEY_ON_BOARD},
		{"DEPA", LOAD_LADEN, JOURNEY_ON_BOARD},
		{"ARRI", LOAD_LADEN, JOURNEY_ON_BOARD},
		{"GTOT", LOAD_EMPTY, JOURNEY_ON_ROAD},
		{"PICK", LOAD_LADEN, JOURNEY_ON_ROAD},
		{"DROP", LOAD_LADEN, JOURNEY_DELIVERED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct event e = observed(rows[i].code, 0, "CNLYG");

		e.load_state = rows[i].load;
		assert_int_equal(status_after(&e, 1), rows[i].status);
	}
}

static void seals_and_inspection_do_not_move_a_box(void **state)
{
	static const char *const codes[] = {"INSP", "RSEA", "RMVD", "STUF", "STRP", "AVPU", "AVDO", "CUSS",
		"CUSI", "CUSR", "HAND", "DMGD", "HOLD", "RELS", "NOTE"};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		struct event e[] = {observed("LOAD", 0, "CNLYG"), observed(codes[i], 60, "KZDOS")};

		assert_int_equal(status_after(e, 2), JOURNEY_ON_BOARD);
	}
}

static void a_border_is_crossed_on_a_train_or_by_road(void **state)
{
	struct event e[] = {observed("LOAD", 0, "CNLYG"), observed("WAYP", 60, "KZDOS")};
	const struct event *all[] = {&e[0], &e[1]};
	struct journey j;

	(void)state;
	fold(&j, all, 2, NULL);
	assert_int_equal(j.status, JOURNEY_ON_BOARD);
	assert_string_equal(j.place, "KZDOS");
	e[1].transport.mode = MODE_TRUCK;
	assert_int_equal(status_after(e, 2), JOURNEY_ON_ROAD);
}

static void plans_and_estimates_are_no_facts(void **state)
{
	struct event e[] = {observed("GTIN", 0, "CNLYG"), observed("LOAD", 60, "CNLYG")};

	(void)state;
	e[1].classifier = CLASSIFIER_EST;
	assert_int_equal(status_after(e, 2), JOURNEY_IN_TERMINAL);
	assert_int_equal(status_after(e + 1, 1), JOURNEY_NOTHING);
}

static void at_one_moment_the_order_of_a_transfer_decides(void **state)
{
	struct event e[] = {observed("LOAD", 0, "CNLYG"), observed("GTIN", 0, "CNLYG"),
		observed("DISC", 0, "CNLYG"), observed("GTOT", 0, "CNLYG")};

	(void)state;
	assert_int_equal(status_after(e, 4), JOURNEY_ON_BOARD);
	assert_int_equal(status_after(e + 1, 3), JOURNEY_IN_TERMINAL);
	assert_int_equal(status_after(e + 2, 2), JOURNEY_ON_ROAD);
}

static void a_day_does_not_sort_as_its_midnight(void **state)
{
	struct event e[] = {observed("ARRI", 0, "DEDUI"), observed("LOAD", 9 * 60, "CNLYG")};

	(void)state;
	e[0].happened.precision = PRECISION_DAY;
	assert_int_equal(event_compare(&e[0], &e[1]) > 0, 1);
	e[1].happened.at = AT(13 * 60);
	assert_int_equal(event_compare(&e[0], &e[1]) < 0, 1);
}

static void the_size_is_what_the_latest_event_says_that_says_one(void **state)
{
	struct event e[] = {observed("GTIN", 0, "CNLYG"), observed("LOAD", 60, "CNLYG"),
		observed("DISC", 120, "KRPUS"), observed("GTOT", 180, "KRPUS"),
		observed("GTIN", 240, "KRPUS")};
	const struct event *p[5];
	struct journey j;

	(void)state;
	e[0].size_type = "22G1";
	e[2].size_type = "45G1";
	e[3].classifier = CLASSIFIER_PLN;
	for (int from = 0; from < 5; from++) {
		for (int i = 0; i < 5; i++)
			p[i] = &e[(from + 2 * i) % 5];
		fold(&j, p, 5, NULL);
		assert_string_equal(j.size_type, "45G1");
		assert_string_equal(j.code, "GTIN");
	}
	e[3].size_type = "42G1"; /* a plan says it as well as a fact */
	fold(&j, p, 5, NULL);
	assert_string_equal(j.size_type, "42G1");
	e[3].function = FUNCTION_CANCEL;
	fold(&j, p, 5, NULL);
	assert_string_equal(j.size_type, "45G1");
}

static void another_size_asks_for_all_events_and_the_same_does_not(void **state)
{
	struct event e[] = {observed("GTIN", 60, "CNLYG"), observed("LOAD", 120, "CNLYG"),
		observed("DISC", -5000, "KRPUS")};
	struct journey j;

	(void)state;
	journey_start(&j);
	assert_true(journey_take(&j, &e[0]));
	assert_null(j.size_type);
	e[2].size_type = "22G1";
	assert_true(journey_take(&j, &e[2])); /* earlier than where the box is, and yet the only word on it */
	assert_string_equal(j.size_type, "22G1");
	assert_string_equal(j.code, "GTIN");
	e[1].size_type = "22G1";
	assert_true(journey_take(&j, &e[1]));
	assert_false(j.anew);
	e[0].size_type = "45G1";
	journey_take(&j, &e[0]);
	assert_true(j.anew);
}

static void the_vehicle_is_kept_on_board_and_gone_on_the_ground(void **state)
{
	struct event e[] = {observed("LOAD", 0, "CNLYG"), observed("DISC", 60, "KRPUS")};
	const struct event *p[] = {&e[0], &e[1]};
	struct journey j;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		e[i].transport.name = "BLUE HERON";
		e[i].transport.mode = MODE_VESSEL;
		e[i].transport.key = "IMO9227273/031W";
	}
	fold(&j, p, 1, NULL);
	assert_string_equal(j.vehicle, "BLUE HERON");
	assert_string_equal(j.transport, "IMO9227273/031W");
	assert_string_equal(j.place, "CNLYG");
	fold(&j, p, 2, NULL);
	assert_null(j.vehicle);
	assert_null(j.transport);
	assert_string_equal(j.place, "KRPUS");
}

static void a_cancel_takes_back_what_its_sender_said_before(void **state)
{
	struct event e[] = {
		observed("GTIN", 0, "CNLYG"), observed("GTOT", 60, "CNLYG"), observed("GTOT", 60, "CNLYG")};
	const struct event *p[] = {&e[2], &e[0], &e[1]};
	bool voided[3];
	struct journey j;

	(void)state;
	e[1].document = e[2].document = "G-17";
	e[2].function = FUNCTION_CANCEL;
	e[2].said += 60 * INSTANT_SECOND;
	e[2].id[0] ^= 1;
	fold(&j, p, 3, voided);
	assert_int_equal(j.status, JOURNEY_IN_TERMINAL);
	assert_true(j.voids);
	assert_false(voided[0]);
	assert_true(voided[1] && voided[2]);
	e[2].sender = "SOMEBODY ELSE";
	fold(&j, p, 3, voided);
	assert_int_equal(j.status, JOURNEY_ON_ROAD);
}

static void a_cancel_of_the_same_minute_comes_after_what_it_takes_back(void **state)
{
	(void)state;
	for (int order = 0; order < 2; order++) {
		struct event e[] = {observed("GTOT", 60, "CNLYG"), observed("GTOT", 60, "CNLYG")};

		e[0].document = e[1].document = "G-17";
		e[1].function = FUNCTION_CANCEL;
		e[!order].id[0] |= 1;
		e[order].id[0] &= 0xfe;
		assert_int_equal(status_after(e, 2), JOURNEY_NOTHING);
	}
}

static void a_replacement_counts_and_its_forerunner_does_not(void **state)
{
	struct event e[] = {observed("GTOT", 90, "CNLYG"), observed("GTOT", 60, "CNLYG")};
	const struct event *p[] = {&e[0], &e[1]};
	struct journey j;

	(void)state;
	e[0].document = e[1].document = "G-17";
	e[1].function = FUNCTION_REPLACE;
	e[1].said = e[0].said + INSTANT_SECOND;
	fold(&j, p, 2, NULL);
	assert_int_equal(j.since.at, AT(60));
}

static void a_cancel_takes_back_nothing_that_another_party_delivered(void **state)
{
	static const struct {
		const char *gate, *cancel;
		bool voided;
	} rows[] = {{NULL, NULL, true}, {"TERMINAL", "TERMINAL", true}, {"TERMINAL", "EVIL", false},
		{"TERMINAL", NULL, false}, {NULL, "EVIL", false}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct event e[] = {observed("GTIN", 0, "CNLYG"), observed("GTIN", 0, "CNLYG")};
		const struct event *p[] = {&e[0], &e[1]};
		bool voided[2];
		struct journey j;

		e[0].document = e[1].document = "G-17";
		e[0].party = rows[i].gate;
		e[1].party = rows[i].cancel;
		e[1].function = FUNCTION_CANCEL;
		e[1].said = e[0].said + INSTANT_SECOND;
		e[1].id[15] = 1;
		fold(&j, p, 2, voided);
		assert_ptr_equal(p[0], &e[0]);
		assert_int_equal(voided[0], rows[i].voided);
		assert_int_equal(j.status, rows[i].voided ? JOURNEY_NOTHING : JOURNEY_IN_TERMINAL);
	}
}

static void one_event_at_a_time_asks_for_a_fold_once_something_is_taken_back(void **state)
{
	struct event gate = observed("GTIN", 0, "CNLYG"), cancel = gate;
	struct journey j;

	(void)state;
	cancel.function = FUNCTION_CANCEL;
	journey_start(&j);
	assert_true(journey_take(&j, &gate));
	assert_false(j.voids);
	assert_true(journey_take(&j, &cancel));
	assert_true(j.voids);
	assert_false(journey_take(&j, &cancel));
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void assert_same_state(const struct journey *a, const struct journey *b)
{
	assert_int_equal(a->status, b->status);
	assert_int_equal(a->since.at, b->since.at);
	assert_true(same_text(a->place, b->place));
	assert_true(same_text(a->code, b->code));
	assert_true(same_text(a->vehicle, b->vehicle));
	assert_int_equal(a->voids, b->voids);
	assert_memory_equal(a->event, b->event, 16);
}

static uint32_t dice_state;

static uint32_t dice(uint32_t sides)
{
	dice_state = dice_state * 1664525u + 1013904223u;
	return (dice_state >> 8) % sides;
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

static void random_history(struct event *e, size_t n, bool takes_back)
{
	static const char *const codes[] = {"GTIN", "GTOT", "LOAD", "DISC", "DEPA", "ARRI", "DROP", "INSP"};
	static const char *const places[] = {"CNLYG", "KZDOS", "PLMAA", "DEDUI"};
	static const char *const documents[] = {NULL, "A", "B"};
	static const char *const parties[] = {NULL, "P"};

	for (size_t i = 0; i < n; i++) {
		e[i] = observed(codes[dice(8)], (int)dice(12) * 60, places[dice(4)]);
		e[i].said = AT((int)dice(4) * 60);
		e[i].classifier = dice(6) ? CLASSIFIER_ACT : CLASSIFIER_EST;
		e[i].happened.precision = dice(5) ? PRECISION_MINUTE : PRECISION_DAY;
		e[i].document = documents[dice(3)];
		e[i].party = parties[dice(2)];
		if (takes_back && dice(4) == 0)
			e[i].function = (enum function)dice(FUNCTIONS);
		e[i].id[15] = (uint8_t)i;
	}
}

static bool is_by_identity(const struct event *e)
{
	return e->function == FUNCTION_OVERRIDE || e->function == FUNCTION_RETRACT;
}

static int rank_of(const struct event *e)
{
	switch (e->function) {
	case FUNCTION_CANCEL:
		return 2;
	case FUNCTION_CHANGE:
	case FUNCTION_REPLACE:
		return 1;
	default:
		return 0;
	}
}

static bool is_later(const struct event *later, const struct event *e, bool by_identity)
{
	bool retracts = later->function == FUNCTION_RETRACT, retracted = e->function == FUNCTION_RETRACT;

	if (later->said != e->said)
		return later->said > e->said;
	if (by_identity && retracts != retracted)
		return retracts;
	if (!by_identity && rank_of(later) != rank_of(e))
		return rank_of(later) > rank_of(e);
	return memcmp(later->id, e->id, sizeof e->id) > 0;
}

/* Whatever takes what back, as the rule says it word by word. */
static bool taken_back(const struct event *e, const struct event *events, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct event *later = &events[i];
		bool same_document = later->sender && later->document && e->sender && e->document &&
				     same_text(later->party, e->party) &&
				     strcmp(later->sender, e->sender) == 0 &&
				     strcmp(later->document, e->document) == 0;
		bool same_word = same_document && strcmp(later->code, e->code) == 0 &&
				 later->classifier == e->classifier;
		bool voids = later->function == FUNCTION_CANCEL || later->function == FUNCTION_CHANGE ||
			     later->function == FUNCTION_REPLACE;

		if (same_word && voids && is_later(later, e, false))
			return true;
		if (same_document && is_by_identity(later) && is_later(later, e, true))
			return true;
	}
	return e->function == FUNCTION_CANCEL || e->function == FUNCTION_RETRACT;
}

static void what_is_taken_back_is_what_the_rule_says(void **state)
{
	size_t gone = 0;

	(void)state;
	for (uint32_t seed = 1; seed <= 4000; seed++) {
		struct event e[10];
		const struct event *p[10];
		bool voided[10];
		struct journey j;

		dice_state = seed;
		random_history(e, 10, true);
		for (size_t i = 0; i < 10; i++)
			p[i] = &e[i];
		fold(&j, p, 10, voided);
		for (size_t i = 0; i < 10; i++) {
			assert_int_equal(voided[i], taken_back(p[i], e, 10));
			gone += voided[i] && p[i]->function != FUNCTION_CANCEL;
		}
	}
	assert_true(gone > 200);
}

/* The law: the same events give the same state in any order and however often each comes. */
static void any_order_and_any_repetition_give_the_same_state(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 4000; seed++) {
		struct event e[10];
		const struct event *p[20];
		struct journey first, again;
		size_t n;

		dice_state = seed;
		n = 1 + dice(10);
		random_history(e, n, seed % 2);
		for (size_t i = 0; i < n; i++)
			p[i] = &e[i];
		fold(&first, p, n, NULL);
		for (size_t i = 0; i < n; i++)
			p[n + i] = p[dice((uint32_t)n)];
		shuffle(p, 2 * n);
		fold(&again, p, 2 * n, NULL);
		assert_same_state(&first, &again);
	}
}

/* As the store does it: what cannot be taken in by itself is folded from all there is. */
static void take_or_fold(struct journey *j, const struct event *const *taken, size_t n)
{
	const struct event *p[16];

	journey_take(j, taken[n - 1]);
	if (!j->voids && !j->anew)
		return;
	memcpy(p, taken, n * sizeof *p);
	fold(j, p, n, NULL);
}

static void taking_one_by_one_in_any_order_is_the_fold_at_every_step(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 4000; seed++) {
		struct event e[10];
		const struct event *p[10], *sorted[10];
		struct journey folded, taken;

		dice_state = seed;
		random_history(e, 10, seed % 3 == 0);
		for (size_t i = 0; i < 10; i++)
			p[i] = &e[i];
		journey_start(&taken);
		shuffle(p, 10);
		for (size_t i = 1; i <= 10; i++) {
			taken.anew = false;
			take_or_fold(&taken, p, i);
			memcpy(sorted, p, i * sizeof *p);
			fold(&folded, sorted, i, NULL);
			assert_same_state(&folded, &taken);
		}
	}
}

static void words_of_states_lead_back_to_them(void **state)
{
	(void)state;
	for (enum journey_status s = 0; s < JOURNEY_STATUSES; s++)
		assert_int_equal(journey_status_of_word(journey_status_words[s]), s);
	assert_int_equal(journey_status_of_word("nowhere"), JOURNEY_STATUSES);
}

static struct event said_under(const char *id, const char *code, int minute, int said, enum function function)
{
	struct event e = observed(code, minute, "CNLYG");

	e.document = id;
	e.said = said < 0 ? INSTANT_NONE : AT(said);
	e.function = function;
	e.id[8] = (uint8_t)said;
	e.id[9] = (uint8_t)function; /* as in the hash */
	return e;
}

/* DCSA 3.0: of what is said under one id the latest counts, whatever it tells of. */
static void the_last_word_under_an_id_counts(void **state)
{
	static const struct {
		const char *about;
		struct {
			const char *id, *code;
			int minute, said;
			enum function function;
		} said[3];
		size_t n;
		enum journey_status status;
	} rows[] = {
		{"another code",
			{{"A", "GTIN", 10, 1, FUNCTION_OVERRIDE}, {"A", "GTOT", 5, 2, FUNCTION_OVERRIDE}}, 2,
			JOURNEY_ON_ROAD},
		{"another id",
			{{"A", "GTIN", 10, 1, FUNCTION_OVERRIDE}, {"B", "GTOT", 5, 2, FUNCTION_OVERRIDE}}, 2,
			JOURNEY_IN_TERMINAL},
		{"retracted",
			{{"A", "GTIN", 10, 1, FUNCTION_OVERRIDE}, {"A", "GTIN", 10, 2, FUNCTION_RETRACT}}, 2,
			JOURNEY_NOTHING},
		{"retracted at the same moment",
			{{"A", "GTIN", 10, 1, FUNCTION_OVERRIDE}, {"A", "GTIN", 10, 1, FUNCTION_RETRACT}}, 2,
			JOURNEY_NOTHING},
		{"retracted at no time that is said",
			{{"A", "GTIN", 10, 9, FUNCTION_OVERRIDE}, {"A", "GTIN", 10, -1, FUNCTION_RETRACT}}, 2,
			JOURNEY_NOTHING},
		{"said again after that",
			{{"A", "GTIN", 10, 1, FUNCTION_OVERRIDE}, {"A", "GTIN", 10, 2, FUNCTION_RETRACT},
				{"A", "LOAD", 10, 3, FUNCTION_OVERRIDE}},
			3, JOURNEY_ON_BOARD},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (int backwards = 0; backwards < 2; backwards++) {
			struct event e[3];

			for (size_t k = 0; k < rows[i].n; k++)
				e[backwards ? rows[i].n - 1 - k : k] = said_under(rows[i].said[k].id,
					rows[i].said[k].code, rows[i].said[k].minute, rows[i].said[k].said,
					rows[i].said[k].function);
			if (status_after(e, rows[i].n) != rows[i].status)
				fail_msg("%s", rows[i].about);
		}
}

static void a_note_of_a_status_is_gone_once_its_meaning_was_said(void **state)
{
	static const char *told[] = {"STS:ZZZ PRIB"}, *captioned[] = {"STS:ZZZ PRIB Arrived"},
			  *another[] = {"STS:ZZZ PRIBYL"}, *words[] = {"AAI:PRIB"};
	static const struct {
		const char *code, **remarks, *document, *text;
		bool gone;
	} rows[] = {
		{"ARRI", told, "D1", "0800", true},
		{"ARRI", captioned, "D1", "0800", true},
		{"ARRI", another, "D1", "0800", false},
		{"ARRI", words, "D1", "0800", false},
		{"ARRI", told, "D2", "0800", false},
		{"ARRI", told, "D1", "0900", false},
		{EVENT_NOTE, told, "D1", "0800", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct event note = observed(EVENT_NOTE, 10, NULL), e = observed(rows[i].code, 10, "KZDOS");
		const struct event *p[2] = {&note, &e};
		bool voided[2];
		struct journey j;

		note.remarks = told;
		e.remarks = rows[i].remarks;
		note.remark_count = e.remark_count = 1;
		note.document = "D1";
		note.happened.text = "0800";
		e.document = rows[i].document;
		e.happened.text = rows[i].text;
		e.id[15] = 1;
		fold(&j, p, 2, voided);
		for (size_t k = 0; k < 2; k++)
			assert_int_equal(voided[k], p[k] == &note && rows[i].gone);
	}
}

static void what_another_subject_overruled_does_not_hold(void **state)
{
	struct event e = said_under("A", "GTIN", 10, 1, FUNCTION_OVERRIDE);

	(void)state;
	e.overruled = true;
	assert_int_equal(status_after(&e, 1), JOURNEY_NOTHING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_word_under_an_id_counts),
		cmocka_unit_test(a_note_of_a_status_is_gone_once_its_meaning_was_said),
		cmocka_unit_test(what_another_subject_overruled_does_not_hold),
		cmocka_unit_test(a_code_leads_to_its_status),
		cmocka_unit_test(seals_and_inspection_do_not_move_a_box),
		cmocka_unit_test(a_border_is_crossed_on_a_train_or_by_road),
		cmocka_unit_test(plans_and_estimates_are_no_facts),
		cmocka_unit_test(at_one_moment_the_order_of_a_transfer_decides),
		cmocka_unit_test(a_day_does_not_sort_as_its_midnight),
		cmocka_unit_test(the_size_is_what_the_latest_event_says_that_says_one),
		cmocka_unit_test(another_size_asks_for_all_events_and_the_same_does_not),
		cmocka_unit_test(the_vehicle_is_kept_on_board_and_gone_on_the_ground),
		cmocka_unit_test(a_cancel_takes_back_what_its_sender_said_before),
		cmocka_unit_test(a_cancel_of_the_same_minute_comes_after_what_it_takes_back),
		cmocka_unit_test(a_replacement_counts_and_its_forerunner_does_not),
		cmocka_unit_test(a_cancel_takes_back_nothing_that_another_party_delivered),
		cmocka_unit_test(one_event_at_a_time_asks_for_a_fold_once_something_is_taken_back),
		cmocka_unit_test(what_is_taken_back_is_what_the_rule_says),
		cmocka_unit_test(any_order_and_any_repetition_give_the_same_state),
		cmocka_unit_test(taking_one_by_one_in_any_order_is_the_fold_at_every_step),
		cmocka_unit_test(words_of_states_lead_back_to_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
