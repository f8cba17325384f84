#include "domain/dwell.h"

#include "base/calendar.h"
#include "line_made.h"

#define DAY(d) (20619 + (d)-15) /* of June 2026; the 15th is a Monday */

static int offset_at(void *self, const char *place, instant t)
{
	(void)self;
	(void)t;
	return strncmp(place, "CN", 2) == 0 ? 8 * 3600 : 0;
}

static const struct term storage = {.name = "port",
	.kind = CLOCK_STORAGE,
	.place = "CNLYG",
	.free_days = 3,
	.start = "DISC",
	.stop = "GTOT",
	.currency = "CNY",
	.steps = {{1, 4500}, {4, 9000}},
	.step_count = 2,
	.from = INT64_MIN,
	.until = INT64_MAX};

static struct dwell dwell_of(struct made *m, const struct term *terms, size_t n, int now)
{
	const struct dwell_world w = {NULL, offset_at};
	struct dwell d;

	dwell_find(&d, &m->arena, made_line(m), terms, n, "COSU", "45G1", &w, AT(now));
	return d;
}

/* "port last 18 free 2 charged 0 cost 0; ..." */
static const char *clocks_of(struct made *m, const struct term *terms, size_t n, int now)
{
	struct dwell d = dwell_of(m, terms, n, now);
	const char *out = d.assessed ? "" : "cannot assess";

	for (size_t i = 0; i < d.count; i++)
		out = arena_printf(&m->arena, "%s%s%s%s last %d free %d charged %d cost %d", out,
			i ? "; " : "", &d.clocks[i] == d.earliest ? "!" : "", d.clocks[i].term->name,
			(int)(d.clocks[i].last_free_day - DAY(0)), (int)d.clocks[i].free_left,
			(int)d.clocks[i].charged, (int)d.clocks[i].cost);
	return out;
}

static void the_days_of_this_test_are_those_of_the_calendar(void **state)
{
	(void)state;
	assert_int_equal(calendar_days(2026, 6, 15), DAY(15));
	assert_int_equal(AT(0), DAY(15) * INSTANT_DAY);
}

static void without_terms_it_cannot_be_assessed(void **state)
{
	struct made m = {.count = 0};
	struct term elsewhere = storage;

	(void)state;
	made_told(&m, "DISC", "CNLYG", 2);
	elsewhere.place = "CNSHA";
	assert_string_equal(clocks_of(&m, NULL, 0, 10), "cannot assess");
	assert_string_equal(clocks_of(&m, &elsewhere, 1, 10), "cannot assess");
	assert_string_equal(made_hour(&m, dwell_of(&m, NULL, 0, 10).since), "2");
	arena_free(&m.arena);
}

static void free_days_pass_and_rate_steps_follow(void **state)
{
	static const struct {
		int days;
		const char *told;
	} rows[] = {
		/* the 15th does not count: free are 16, 17, 18 */
		{0, "!port last 18 free 4 charged 0 cost 0"},
		{3, "!port last 18 free 1 charged 0 cost 0"},
		{4, "!port last 18 free 0 charged 1 cost 4500"},
		{6, "!port last 18 free 0 charged 3 cost 13500"},
		{8, "!port last 18 free 0 charged 5 cost 31500"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct made m = {.count = 0};

		made_told(&m, "DISC", "CNLYG", 2);
		assert_string_equal(clocks_of(&m, &storage, 1, 24 * rows[i].days + 3), rows[i].told);
		arena_free(&m.arena);
	}
}

static void the_day_of_the_start_counts_where_the_term_says_so(void **state)
{
	struct made m = {.count = 0};
	struct term t = storage;

	(void)state;
	t.start_counts = true;
	made_told(&m, "DISC", "CNLYG", 2);
	assert_string_equal(clocks_of(&m, &t, 1, 3), "!port last 17 free 3 charged 0 cost 0");
	t.free_days = 0;
	assert_string_equal(clocks_of(&m, &t, 1, 3), "!port last 14 free 0 charged 1 cost 4500");
	arena_free(&m.arena);
}

static void days_are_those_of_the_places_zone(void **state)
{
	struct made m = {.count = 0};

	(void)state;
	made_told(&m, "DISC", "CNLYG", 17); /* one in the morning of the 16th there */
	assert_string_equal(clocks_of(&m, &storage, 1, 18), "!port last 19 free 4 charged 0 cost 0");
	m.events[0].happened =
		(struct moment){.at = AT(16), .precision = PRECISION_DAY}; /* the 16th as a day */
	assert_string_equal(clocks_of(&m, &storage, 1, 18), "!port last 19 free 4 charged 0 cost 0");
	arena_free(&m.arena);
}

static void working_days_leave_out_weekends_and_holidays(void **state)
{
	struct made m = {.count = 0};
	struct term t = storage;

	(void)state;
	t.days = DAYS_WORKING;
	t.free_days = 5;
	made_told(&m, "DISC", "CNLYG", 2);
	assert_string_equal(clocks_of(&m, &t, 1, 3), "!port last 22 free 8 charged 0 cost 0");
	t.holidays[0] = DAY(19); /* the Dragon Boat Festival of that year */
	t.holiday_count = 1;
	assert_string_equal(clocks_of(&m, &t, 1, 3), "!port last 23 free 9 charged 0 cost 0");
	arena_free(&m.arena);
}

static void a_clock_stops_with_its_event_or_where_the_box_has_gone_elsewhere(void **state)
{
	static const char *const rows[][2] = {{"GTOT", "CNLYG"}, {"ARRI", "CNXSG"}};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct made m = {.count = 0};
		struct dwell d;

		made_told(&m, "DISC", "CNLYG", 2);
		made_told(&m, rows[i][0], rows[i][1], 24 * 5 + 2);
		assert_string_equal(
			clocks_of(&m, &storage, 1, 24 * 50), "port last 18 free 0 charged 2 cost 9000");
		d = dwell_of(&m, &storage, 1, 24 * 50);
		assert_int_equal(d.clocks[0].coming_count, 0);
		assert_null(d.earliest);
		arena_free(&m.arena);
	}
}

static void all_clocks_are_shown_and_the_earliest_last_free_day(void **state)
{
	struct term terms[] = {storage, storage};
	struct made m = {.count = 0};

	(void)state;
	terms[1].name = "line";
	terms[1].kind = CLOCK_DEMURRAGE;
	terms[1].party = "COSU";
	terms[1].free_days = 1;
	terms[1].currency = "USD";
	made_told(&m, "DISC", "CNLYG", 2);
	assert_string_equal(clocks_of(&m, terms, 2, 30),
		"port last 18 free 3 charged 0 cost 0; !line last 16 free 1 charged 0 cost 0");
	terms[1].party = "MSCU"; /* another line's */
	assert_string_equal(clocks_of(&m, terms, 2, 30), "!port last 18 free 3 charged 0 cost 0");
	arena_free(&m.arena);
}

static void the_most_particular_term_counts_then_the_one_set_last(void **state)
{
	struct term terms[] = {storage, storage, storage};
	struct made m = {.count = 0};

	(void)state;
	terms[1].name = "any";
	terms[1].set = 1;
	terms[2].name = "forties";
	terms[2].size = "4";
	made_told(&m, "DISC", "CNLYG", 2);
	assert_string_equal(clocks_of(&m, terms, 3, 3), "!forties last 18 free 4 charged 0 cost 0");
	terms[2].size = "2";
	assert_string_equal(clocks_of(&m, terms, 3, 3), "!any last 18 free 4 charged 0 cost 0");
	arena_free(&m.arena);
}

static void a_term_is_of_a_facility_a_load_and_a_time(void **state)
{
	struct made m = {.count = 0};
	struct term t = storage;

	(void)state;
	made_told(&m, "DISC", "CNLYG", 2)->facility = "LNOCT";
	t.facility = "LPCT";
	assert_string_equal(clocks_of(&m, &t, 1, 3), "cannot assess");
	t = storage;
	t.load = LOAD_EMPTY;
	assert_string_equal(clocks_of(&m, &t, 1, 3), "cannot assess");
	t = storage;
	t.until = DAY(14);
	assert_string_equal(clocks_of(&m, &t, 1, 3), "cannot assess");
	t.until = DAY(15);
	assert_string_equal(clocks_of(&m, &t, 1, 3), "!port last 18 free 4 charged 0 cost 0");
	arena_free(&m.arena);
}

static void the_coming_days_are_priced_one_by_one(void **state)
{
	struct made m = {.count = 0};
	struct dwell d;

	(void)state;
	made_told(&m, "DISC", "CNLYG", 2);
	d = dwell_of(&m, &storage, 1, 24 * 2 + 3); /* the 17th */
	assert_int_equal(d.clocks[0].coming_count, DWELL_COMING);
	assert_int_equal(d.clocks[0].coming[0].day, DAY(18));
	assert_int_equal(d.clocks[0].coming[0].minor, 0);
	assert_int_equal(d.clocks[0].coming[1].minor, 4500);
	assert_int_equal(d.clocks[0].coming[4].minor, 9000);
	assert_int_equal(d.clocks[0].coming[4].total, 3 * 4500 + 9000);
	arena_free(&m.arena);
}

static void the_lines_clock_for_a_box_away_runs_until_it_comes_back_empty(void **state)
{
	struct made m = {.count = 0};
	struct term t = storage;

	(void)state;
	t.name = "away";
	t.kind = CLOCK_DETENTION;
	t.start = "GTOT";
	t.stop = "GTIN";
	made_told(&m, "GTOT", "CNLYG", 2);
	made_told(&m, "STRP", "CNXUZ", 40);
	assert_string_equal(clocks_of(&m, &t, 1, 24 * 5), "!away last 18 free 0 charged 2 cost 9000");
	made_told(&m, "GTIN", "CNXUZ", 24 * 4)->load_state = LOAD_EMPTY;
	assert_string_equal(clocks_of(&m, &t, 1, 24 * 50), "away last 18 free 0 charged 1 cost 4500");
	arena_free(&m.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_days_of_this_test_are_those_of_the_calendar),
		cmocka_unit_test(without_terms_it_cannot_be_assessed),
		cmocka_unit_test(free_days_pass_and_rate_steps_follow),
		cmocka_unit_test(the_day_of_the_start_counts_where_the_term_says_so),
		cmocka_unit_test(days_are_those_of_the_places_zone),
		cmocka_unit_test(working_days_leave_out_weekends_and_holidays),
		cmocka_unit_test(a_clock_stops_with_its_event_or_where_the_box_has_gone_elsewhere),
		cmocka_unit_test(all_clocks_are_shown_and_the_earliest_last_free_day),
		cmocka_unit_test(the_most_particular_term_counts_then_the_one_set_last),
		cmocka_unit_test(a_term_is_of_a_facility_a_load_and_a_time),
		cmocka_unit_test(the_coming_days_are_priced_one_by_one),
		cmocka_unit_test(the_lines_clock_for_a_box_away_runs_until_it_comes_back_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
