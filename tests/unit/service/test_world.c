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
	struct world *w = world_of(places, 5, NULL, 0, &f);
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

static void a_world_outlives_the_places_it_was_made_of(void **state)
{
	char code[] = "XXABC", name[] = "Somewhere";
	struct place p = {.code = code, .name = {name}, .country = "XX", .zone = "Europe/Berlin"};
	struct fault f = {0};
	struct world *w = world_of(&p, 1, NULL, 0, &f), *held = world_hold(w);

	(void)state;
	memset(code, 'Q', 5);
	memset(name, 'Q', 9);
	world_release(w);
	assert_string_equal(world_place(held, "XXABC")->name[LANG_EN], "Somewhere");
	world_release(held);
}

/* The built-in meanings are there; a partner's stand beside them, and a user's own over them. */
static void status_codes_mean_what_is_built_in_and_what_was_given(void **state)
{
	static const struct status_code given[] = {
		{.sender = "RAILCO", .list = "ZZZ", .status = "D", .event = "DISC"},
		{.sender = "", .list = "UN", .status = "29", .event = "LOAD"},
	};
	struct status_asked departed = {.list = "UN", .status = "24"},
			    discharged = {.list = "UN", .status = "29"},
			    own = {.sender = {"RAILCO"}, .list = "ZZZ", .status = "D"};
	struct fault f = {0};
	struct world *w = world_of(NULL, 0, given, 2, &f), *plain = embedded();
	struct decode_world d = world_decode(w), e = world_decode(plain);

	(void)state;
	assert_string_equal(d.status(d.self, &departed)->event, "DEPA");
	assert_string_equal(d.status(d.self, &discharged)->event, "LOAD");
	assert_string_equal(d.status(d.self, &own)->event, "DISC");
	assert_string_equal(e.status(e.self, &discharged)->event, "DISC");
	assert_null(e.status(e.self, &own));
	world_release(w);
	world_release(plain);
}

static void an_empty_world_knows_nothing(void **state)
{
	struct fault f = {0};
	struct world *w = world_of(NULL, 0, NULL, 0, &f);

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
		cmocka_unit_test(a_world_outlives_the_places_it_was_made_of),
		cmocka_unit_test(status_codes_mean_what_is_built_in_and_what_was_given),
		cmocka_unit_test(an_empty_world_knows_nothing),
		cmocka_unit_test(threads_share_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
