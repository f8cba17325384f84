#include "domain/weight.h"

#include "line_made.h"

struct scene {
	struct made m;
	struct line_paper papers[2];
	size_t paper_count;
	struct weights weights;
};

static struct event *tell(struct scene *s, const char *code, int hour, enum mode mode, const char *measure)
{
	struct event *e = made_told(&s->m, code, "CNLYG", hour);

	e->transport.mode = mode;
	if (measure) {
		e->measures = arena_alloc_array(&s->m.arena, 2, sizeof *e->measures);
		e->measures[e->measure_count++] = measure;
	}
	return e;
}

/* "vgm 20000 weighbridge 22100; sea vgm-weighbridge 2100>1000", kilograms */
static const char *weights_of(struct scene *s, const char *size_type)
{
	struct arena *a = &s->m.arena;
	struct weights *w = &s->weights;
	const char *out = "";

	weights_find(w, a, made_line(&s->m), s->papers, s->paper_count, size_type);
	for (size_t i = 0; i < w->count; i++)
		out = arena_printf(a, "%s%s%s %lld", out, i ? " " : "", weight_kind_words[w->weights[i].kind],
			(long long)w->weights[i].grams / 1000);
	for (size_t i = 0; i < w->apart_count; i++)
		out = arena_printf(a, "%s; %s %s-%s %lld>%lld", out, weight_rule_words[w->apart[i].rule],
			weight_kind_words[w->weights[w->apart[i].a].kind],
			weight_kind_words[w->weights[w->apart[i].b].kind],
			(long long)w->apart[i].difference / 1000, (long long)w->apart[i].tolerance / 1000);
	return w->over < w->count ? arena_printf(a, "%s; over %lld", out, (long long)w->rating / 1000) : out;
}

#define WEIGHTS(s, size_type, expected)                                                                      \
	do {                                                                                                 \
		assert_string_equal(weights_of(&(s), size_type), expected);                                  \
		arena_free(&(s).m.arena);                                                                    \
	} while (0)

static void a_mass_is_read_to_the_gram(void **state)
{
	static const struct {
		const char *value, *unit;
		int64_t grams;
	} rows[] = {
		{"15400", "KGM", 15400000},
		{"15.4", "TNE", 15400000},
		{"15,4", "TNE", 15400000},
		{"33951", "LBR", 15399915},
		{"0.5", "KGM", 500},
		{"12", "CMT", -1},
		{"x", "KGM", -1},
		{"12x", "KGM", -1},
		{"12", NULL, -1},
		{"99999999999999999999", "KGM", -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(weight_grams(rows[i].value, rows[i].unit), rows[i].grams);
}

static void waybill_gross_weighbridge_and_vgm_are_compared_with_tolerances_a_rule_set(void **state)
{
	struct scene s = {.paper_count = 1,
		.papers = {{.kind = "SMGS", .number = "27145566", .gross = "20000", .gross_unit = "KGM"}}};

	(void)state;
	tell(&s, "NOTE", 1, MODE_UNKNOWN, "VGM:20000:KGM");
	tell(&s, "GTIN", 2, MODE_TRUCK, "G:21500:KGM");
	tell(&s, "LOAD", 3, MODE_VESSEL, NULL);
	tell(&s, "LOAD", 90, MODE_RAIL, NULL);
	WEIGHTS(s, "22G1",
		"vgm 20000 weighbridge 21500 waybill 20000; sea vgm-weighbridge 1500>1000; rail "
		"waybill-weighbridge 1500>500");
}

static void vgm_binds_the_sea_leg_only(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "NOTE", 1, MODE_UNKNOWN, "VGM:20000:KGM");
	tell(&s, "GTIN", 2, MODE_TRUCK, "G:22500:KGM");
	tell(&s, "LOAD", 3, MODE_RAIL, NULL);
	WEIGHTS(s, "22G1", "vgm 20000 weighbridge 22500");
}

static void the_greater_of_the_two_tolerances_counts(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "NOTE", 1, MODE_UNKNOWN, "VGM:28000:KGM");
	tell(&s, "GTIN", 2, MODE_TRUCK, "G:29400:KGM"); /* 5 per cent, and not more */
	tell(&s, "LOAD", 3, MODE_VESSEL, NULL);
	assert_string_equal(weights_of(&s, "22G1"), "vgm 28000 weighbridge 29400");
	s.m.events[1].measures[0] = "G:29401:KGM";
	WEIGHTS(s, "22G1", "vgm 28000 weighbridge 29401; sea vgm-weighbridge 1401>1400");
}

static void rail_stops_boxes_for_overload_and_unbalanced_load(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "LOAD", 1, MODE_RAIL, "G:30481:KGM");
	assert_string_equal(weights_of(&s, "22G1"), "declared 30481; over 30480");
	assert_string_equal(weights_of(&s, "45G1"), "declared 30481");
	assert_string_equal(weights_of(&s, NULL), "declared 30481"); /* nobody said how long it is */
	assert_null(s.weights.unbalanced);
	made_remark(tell(&s, "HOLD", 2, MODE_RAIL, NULL), "REASON:СМЕЩЕНИЕ ГРУЗА");
	weights_of(&s, "45G1");
	assert_string_equal(made_hour(&s.m, s.weights.unbalanced), "2");
	arena_free(&s.m.arena);
}

static void tare_and_goods_make_a_gross_where_one_tells_both(void **state)
{
	struct scene s = {.paper_count = 0};
	struct event *e;

	(void)state;
	e = tell(&s, "LOAD", 1, MODE_RAIL, "T:2200:KGM");
	e->measures[e->measure_count++] = "N:18:TNE";
	tell(&s, "DISC", 2, MODE_RAIL, "T:2200:KGM");
	WEIGHTS(s, "22G1", "tare+net 20200");
}

static void of_one_sender_the_latest_number_counts_and_of_two_both(void **state)
{
	struct scene s = {.paper_count = 0};

	(void)state;
	tell(&s, "LOAD", 1, MODE_RAIL, "G:20000:KGM");
	tell(&s, "DISC", 5, MODE_RAIL, "G:20100:KGM");
	tell(&s, "LOAD", 6, MODE_RAIL, "G:20050:KGM")->sender = "KTZ";
	WEIGHTS(s, "22G1", "declared 20100 declared 20050");
}

static void a_note_that_another_replaced_says_nothing(void **state)
{
	struct scene s = {.paper_count = 1,
		.papers = {{.kind = "SMGS", .number = "1", .gross = "9", .gross_unit = "TNE", .over = true}}};

	(void)state;
	tell(&s, "LOAD", 1, MODE_RAIL, NULL);
	WEIGHTS(s, NULL, "");
}

static void what_a_box_weighs_is_by_the_surest_of_what_was_told_the_heaviest_of_that(void **state)
{
	static const struct {
		const char *measures[3];
		int64_t kg;
	} rows[] = {
		{{"G:26000:KGM", "VGM:21000:KGM", NULL}, 21000},
		{{"VGM:21000:KGM", "G:26000:KGM", "VGM:21500:KGM"}, 21500}, /* of another sender */
		{{"G:20000:KGM", NULL, "G:20400:KGM"}, 20400},
		{{NULL}, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scene s = {.paper_count = 0};
		int64_t grams;

		for (int k = 0; k < 3; k++)
			tell(&s, "LOAD", k + 1, MODE_RAIL, rows[i].measures[k])->sender =
				k < 2 ? "LYG" : "KTZ";
		weights_of(&s, NULL);
		grams = weights_mass(&s.weights);
		assert_int_equal(grams < 0 ? -1 : grams / 1000, rows[i].kg);
		arena_free(&s.m.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mass_is_read_to_the_gram),
		cmocka_unit_test(waybill_gross_weighbridge_and_vgm_are_compared_with_tolerances_a_rule_set),
		cmocka_unit_test(vgm_binds_the_sea_leg_only),
		cmocka_unit_test(the_greater_of_the_two_tolerances_counts),
		cmocka_unit_test(rail_stops_boxes_for_overload_and_unbalanced_load),
		cmocka_unit_test(tare_and_goods_make_a_gross_where_one_tells_both),
		cmocka_unit_test(of_one_sender_the_latest_number_counts_and_of_two_both),
		cmocka_unit_test(what_a_box_weighs_is_by_the_surest_of_what_was_told_the_heaviest_of_that),
		cmocka_unit_test(a_note_that_another_replaced_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
