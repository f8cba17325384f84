#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service/world.h"

#include <pthread.h>

static struct world *embedded(void)
{
	struct fault f = {0};
	struct world *w = world_embedded(&f);

	if (!w)
		fail_msg("%s", f.text);
	return w;
}

static void the_embedded_places_are_known_with_their_zones(void **state)
{
	struct world *w = embedded();
	struct decode_world d = world_decode(w);
	const struct zone *z = d.zone_of_place(d.self, "CNLYG");

	(void)state;
	assert_true(world_places(w) >= 150);
	assert_non_null(world_place(w, "CNLYG"));
	assert_string_equal(world_place(w, "CNLYG")->country, "CN");
	assert_non_null(z);
	assert_string_equal(zone_name(z), "Asia/Shanghai");
	assert_true(d.knows_place(d.self, "CNLYG"));
	assert_false(d.knows_place(d.self, "ZZZZZ"));
	assert_null(world_place(w, "ZZZZZ"));
	assert_null(d.zone_of_place(d.self, "ZZZZZ"));
	assert_null(d.zone_of_place(d.self, NULL));
	world_release(w);
}

static void a_country_with_one_zone_has_it_and_one_with_several_has_none(void **state)
{
	static const struct {
		const char *country, *zone;
	} rows[] = {{"CN", "Asia/Shanghai"}, {"KZ", "Asia/Almaty"}, {"PL", "Europe/Warsaw"}, {"RU", NULL},
		{"US", NULL}, {"ZZ", NULL}, {"", NULL}, {"C", NULL}, {"cn", NULL}, {"CHN", NULL},
		{NULL, NULL}};
	struct world *w = embedded();
	struct decode_world d = world_decode(w);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int again = 0; again < 2; again++) { /* looked up, then remembered */
			const struct zone *z = d.zone_of_country(d.self, rows[i].country);

			assert_int_equal(z != NULL, rows[i].zone != NULL);
			if (z)
				assert_string_equal(zone_name(z), rows[i].zone);
		}
	world_release(w);
}

static void both_sides_of_a_gauge_change_are_one_place(void **state)
{
	static const struct place places[] = {
		{.code = "XXWST", .name = {"West"}, .country = "XX", .complex = "pass"},
		{.code = "XXEST", .name = {"East"}, .country = "XX", .complex = "pass"},
		{.code = "XXFAR", .name = {"Far"}, .country = "XX", .complex = "other"},
		{.code = "XXONE", .name = {"One"}, .country = "XX", .zone = "Nowhere/Nothing"},
		{.code = "XXTWO", .name = {"Two"}, .country = "XX"},
	};
	const char *codes[4];
	struct fault f = {0};
	struct world *w = world_of(places, 5, &f);
	struct decode_world d = world_decode(w);

	(void)state;
	assert_true(world_same_place(w, "XXWST", "XXEST"));
	assert_true(world_same_place(w, "XXONE", "XXONE"));
	assert_true(world_same_place(w, "XXNEW", "XXNEW"));
	assert_false(world_same_place(w, "XXWST", "XXFAR"));
	assert_false(world_same_place(w, "XXONE", "XXTWO"));
	assert_false(world_same_place(w, "XXONE", NULL));
	assert_false(world_same_place(w, NULL, NULL));
	assert_int_equal(world_complex(w, "XXEST", codes, 4), 2);
	assert_string_equal(codes[0], "XXEST");
	assert_string_equal(codes[1], "XXWST");
	assert_int_equal(world_complex(w, "XXEST", codes, 1), 1);
	assert_int_equal(world_complex(w, "XXONE", codes, 4), 1);
	assert_int_equal(world_complex(w, "XXNEW", codes, 4), 1);
	/* a zone that tzdata lacks is none */
	assert_null(d.zone_of_place(d.self, "XXONE"));
	world_release(w);
}

static void a_place_is_known_by_what_others_call_it(void **state)
{
	static const struct place places[] = {
		{.code = "XXWST",
			.name = {"West"},
			.country = "XX",
			.zone = "Asia/Shanghai",
			.complex = "pass"},
		{.code = "XXEST", .name = {"East"}, .country = "XX", .complex = "pass"},
		{.code = "XXTWO", .name = {"Two"}, .country = "XX"},
		{.code = "XXOLD", .name = {"West once more, from a list"}, .country = "XX"},
	};
	static const struct place_code names[] = {{"XXWST", "UNLOCODE", "XXOLD"}, {"XXTWO", "OWN", "XXTOO"},
		{"XXWST", "ESR", "532909"}, {"XXWST", "TMIS", "53290"}, {"XXTWO", "TMIS", "53290"},
		{"XXWST", "TMIS", "11111"}, {"XXWST", "TMIS", "11111"}, {"XXXXX", "ESR", "194013"}};
	const char *codes[4];
	struct fault f = {0};
	struct world *w = world_of(places, 4, &f);
	struct decode_world d = world_decode(w);

	(void)state;
	assert_string_equal(world_place(w, "XXOLD")->code, "XXOLD");
	world_call(w, names, sizeof names / sizeof *names);
	assert_string_equal(world_place(w, "XXOLD")->code, "XXWST"); /* though a list has it as a place too */
	assert_string_equal(world_place(w, "XXTOO")->code, "XXTWO");
	assert_string_equal(world_place(w, "XXWST")->code, "XXWST");
	assert_true(d.knows_place(d.self, "XXTOO"));
	assert_string_equal(zone_name(d.zone_of_place(d.self, "XXOLD")), "Asia/Shanghai");
	assert_true(world_same_place(w, "XXOLD", "XXWST"));
	assert_true(world_same_place(w, "XXOLD", "XXEST"));
	assert_true(world_same_place(w, "XXTOO", "XXTWO"));
	assert_int_equal(world_complex(w, "XXOLD", codes, 4), 3);
	assert_string_equal(codes[0], "XXOLD"); /* what was kept before it was known */
	assert_string_equal(codes[1], "XXWST");
	assert_string_equal(codes[2], "XXEST");
	assert_int_equal(world_complex(w, "XXOLD", codes, 1), 1);
	assert_string_equal(world_place_called(w, "ESR", "532909")->code, "XXWST");
	assert_string_equal(d.place_called(d.self, "esr", "532909"), "XXWST");
	assert_string_equal(d.place_called(d.self, "UNLOCODE", "XXTOO"), "XXTWO");
	assert_string_equal(d.place_called(d.self, "UNLOCODE", "XXWST"), "XXWST");
	assert_string_equal(d.place_called(d.self, "TMIS", "11111"), "XXWST");
	assert_null(d.place_called(d.self, "TMIS", "53290")); /* two bear it */
	assert_null(d.place_called(d.self, "ESR", "194013")); /* of a place that is not there */
	assert_null(d.place_called(d.self, "TMIS", "532909"));
	assert_null(world_place_called(w, "ESR", "XXWST"));
	world_release(w);
}

static void what_others_call_the_embedded_places_is_known(void **state)
{
	struct world *w = embedded();

	(void)state;
	assert_string_equal(world_place(w, "CNHUP")->code, "CNHRS");
	assert_string_equal(world_place_called(w, "ESR", "722400")->code, "XUCHU");
	world_release(w);
}

/* Cities and ports that UN/LOCODE has stood here under codes of our own, which messages do not bear. */
static void a_place_that_has_a_un_locode_is_known_by_it(void **state)
{
	static const struct {
		const char *code, *name, *zone, *old;
	} rows[] = {{"RUNJK", "Nakhodka", "Asia/Vladivostok", "XRNAK"},
		{"TRAMR", "Ambarli", "Europe/Istanbul", "XTRAM"},
		{"TRANK", "Ankara", "Europe/Istanbul", "XTRAN"},
		{"RUIKT", "Irkutsk", "Asia/Irkutsk", "XRIRK"}, {"AMEVN", "Yerevan", "Asia/Yerevan", "XAMYE"},
		{"KZGUW", "Atyrau", "Asia/Atyrau", "XKATY"}, {"CNHMI", "Hami", "Asia/Shanghai", "XCHMI"},
		{"CNMLX", "Manzhouli", "Asia/Shanghai", "XCMZL"},
		{"CNERC", "Erenhot", "Asia/Shanghai", "XCERL"},
		{"CNSFE", "Suifenhe", "Asia/Shanghai", "XCSFH"}};
	struct world *w = embedded();
	struct decode_world d = world_decode(w);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct place *p = world_place(w, rows[i].code);

		if (!p)
			fail_msg("%s is not known", rows[i].code);
		assert_string_equal(p->code, rows[i].code);
		assert_string_equal(p->name[LANG_EN], rows[i].name);
		assert_int_not_equal(p->lat, NO_COORDINATE);
		assert_string_equal(zone_name(d.zone_of_place(d.self, rows[i].code)), rows[i].zone);
		assert_ptr_equal(world_place(w, rows[i].old), p);
	}
	assert_true(world_same_place(w, "CNMLX", "XRZAB"));
	world_release(w);
}

static void stations_of_the_corridors_are_known_by_their_numbers(void **state)
{
	static const struct {
		const char *esr, *place;
	} rows[] = {{"708507", "KZDOS"}, {"707701", "XKALT"}, {"704101", "KZSRY"}, {"130007", "BYBQT"},
		{"130100", "XBYBS"}, {"628508", "XROZI"}, {"720602", "XUKEL"}};
	struct world *w = embedded();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct place *p = world_place_called(w, "ESR", rows[i].esr);

		assert_string_equal(p ? p->code : rows[i].esr, rows[i].place);
	}
	world_release(w);
}

static void a_world_outlives_the_places_it_was_made_of(void **state)
{
	char code[] = "XXABC", name[] = "Somewhere";
	struct place p = {.code = code, .name = {name}, .country = "XX", .zone = "Europe/Berlin"};
	struct fault f = {0};
	struct world *w = world_of(&p, 1, &f), *held = world_hold(w);

	(void)state;
	memset(code, 'Q', 5);
	memset(name, 'Q', 9);
	world_release(w);
	assert_string_equal(world_place(held, "XXABC")->name[LANG_EN], "Somewhere");
	world_release(held);
}

static void an_empty_world_knows_nothing(void **state)
{
	struct fault f = {0};
	struct world *w = world_of(NULL, 0, &f);

	(void)state;
	assert_int_equal(world_places(w), 0);
	assert_null(world_place(w, "CNLYG"));
	world_release(w);
	world_release(NULL);
}

static void *ask_countries(void *world)
{
	struct decode_world d = world_decode(world);
	size_t known = 0;

	for (char a = 'A'; a <= 'Z'; a++)
		for (char b = 'A'; b <= 'Z'; b++) {
			const char country[] = {a, b, '\0'};

			known += d.zone_of_country(d.self, country) != NULL;
		}
	return (void *)known;
}

static void threads_share_it(void **state)
{
	struct world *w = embedded();
	pthread_t threads[4];
	void *known[4];

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, ask_countries, w), 0);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], &known[i]);
	for (int i = 0; i < 4; i++) {
		assert_true((size_t)known[i] > 50);
		assert_ptr_equal(known[i], known[0]);
	}
	world_release(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_embedded_places_are_known_with_their_zones),
		cmocka_unit_test(a_country_with_one_zone_has_it_and_one_with_several_has_none),
		cmocka_unit_test(both_sides_of_a_gauge_change_are_one_place),
		cmocka_unit_test(a_place_is_known_by_what_others_call_it),
		cmocka_unit_test(what_others_call_the_embedded_places_is_known),
		cmocka_unit_test(a_place_that_has_a_un_locode_is_known_by_it),
		cmocka_unit_test(stations_of_the_corridors_are_known_by_their_numbers),
		cmocka_unit_test(a_world_outlives_the_places_it_was_made_of),
		cmocka_unit_test(an_empty_world_knows_nothing),
		cmocka_unit_test(threads_share_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
