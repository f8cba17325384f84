/* Corridors: how the list is read, and that what is shipped of them is whole. */
#include "wire/sheet/corridors.h"

#include "service/world.h"
#include "system/embed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define HEAD "corridor,name_en,name_zh,name_ru,mode,gauge,place,lat,lon\n"

static struct arena arena;
static struct fault fault;
static struct corridors list;

static bool read_text(const char *text)
{
	arena_reset(&arena);
	fault = (struct fault){FAULT_NONE, "", ""};
	return corridors_decode(&arena, text, strlen(text), &list, &fault);
}

static void stretches_and_their_points_follow_one_another(void **state)
{
	(void)state;
	assert_true(read_text(HEAD "a,A,,,,,,,\nb,B,乙,Б,,,,,\n"
				   "a b,,,,RAIL,1435,CNLYG,,\n,,,,,,,34.5,-119.25\n,,,,,,CNXZH,,\n"
				   "b,,,,VESSEL,,CNLYG,,\n,,,,,,KRPUS,,\n"));
	assert_int_equal(list.corridor_count, 2);
	assert_string_equal(list.corridors[1].name[LANG_ZH], "乙");
	assert_null(list.corridors[0].name[LANG_RU]);
	assert_int_equal(list.stretch_count, 2);
	assert_int_equal(list.stretches[0].gauge, 1435);
	assert_int_equal(list.stretches[0].count, 3);
	assert_string_equal(list.stretches[0].points[0].place, "CNLYG");
	assert_null(list.stretches[0].points[1].place);
	assert_int_equal(list.stretches[0].points[1].lat, 34500000);
	assert_int_equal(list.stretches[0].points[1].lon, -119250000);
	assert_int_equal(list.stretches[1].mode, MODE_VESSEL);
	assert_int_equal(list.stretches[1].gauge, 0);
	assert_true(stretch_is_of(&list.stretches[0], "a") && stretch_is_of(&list.stretches[0], "b"));
	assert_false(stretch_is_of(&list.stretches[1], "a"));
}

static void a_row_that_is_none_ends_the_reading_and_is_named(void **state)
{
	static const char *const rows[] = {
		",,,,,,CNLYG,,\n",           /* of no stretch */
		"b,,,,RAIL,1435,CNLYG,,\n",  /* of no corridor */
		"a,,,,RAIL,,CNLYG,,\n",      /* rails of no gauge */
		"a,,,,TRUCK,1435,CNLYG,,\n", /* a gauge without rails */
		"a,,,,ROCKET,,CNLYG,,\n",    /* no mode */
		"a,,,,TRUCK,,lyg,,\n",       /* no place's code */
		"a,,,,TRUCK,,,91.0,10.0\n",  /* beyond the pole */
		"a,,,,TRUCK,,,45.0,\n",      /* half a point */
		"a,,,,TRUCK,,CNLYG,\n",      /* a cell short */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[300];

		snprintf(text, sizeof text, HEAD "a,A,,,,,,,\n%s", rows[i]);
		assert_false(read_text(text));
		assert_int_equal(fault.code, FAULT_BAD_BODY);
		assert_non_null(strstr(fault.text, "row 3 "));
	}
}

/* What is shipped */

static struct world *world;

static int read_shipped(void **state)
{
	const struct embedded *e = embedded_find("data/corridors.csv");

	(void)state;
	world = world_embedded(&fault);
	return !world || !corridors_decode(&arena, (const char *)e->bytes, e->length, &list, &fault);
}

static int let_go(void **state)
{
	(void)state;
	world_release(world);
	arena_free(&arena);
	return 0;
}

struct spot {
	const struct place *place; /* NULL: a bend */
	double lat, lon;
};

static struct spot spot_of(const struct corridor_point *p)
{
	const struct place *place = p->place ? world_place(world, p->place) : NULL;

	if (p->place && (!place || strcmp(place->code, p->place) != 0))
		fail_msg("%s is no place that is shipped", p->place);
	return (struct spot){place, (place ? place->lat : p->lat) / 1e6, (place ? place->lon : p->lon) / 1e6};
}

/* Nearer to each other than that; near enough on a sphere, without a library of mathematics. */
static bool is_within(double km, struct spot a, struct spot b)
{
	double lat = (a.lat + b.lat) / 2 / 57.29578, cosine = 1 - lat * lat / 2 + lat * lat * lat * lat / 24;
	double north = (a.lat - b.lat) * 111.2, east = (a.lon - b.lon) * 111.2 * cosine;

	return north * north + east * east <= km * km;
}

static bool is_one(struct spot a, struct spot b)
{
	if (a.place && b.place)
		return world_same_place(world, a.place->code, b.place->code);
	return is_within(0.1, a, b);
}

static bool has_gauge(const struct place *p, int gauge)
{
	char digits[12];

	snprintf(digits, sizeof digits, "%d", gauge);
	return p->gauges && strstr(p->gauges, digits);
}

static void every_shipped_stretch_is_a_line_across_its_own_continent(void **state)
{
	(void)state;
	for (size_t i = 0; i < list.stretch_count; i++) {
		const struct stretch *s = &list.stretches[i];

		assert_true(s->count >= 2);
		for (size_t k = 0; k < s->count; k++) {
			struct spot p = spot_of(&s->points[k]);

			/* From the North Sea to Tokyo Bay, from the Mediterranean to the Baltic. */
			if (p.lat < 30 || p.lat > 56 || p.lon < 6 || p.lon > 141)
				fail_msg("stretch %zu, point %zu lies at %f, %f", i, k, p.lat, p.lon);
			if (k && !is_within(420, p, spot_of(&s->points[k - 1])))
				fail_msg("stretch %zu leaps to point %zu", i, k);
			if (s->mode == MODE_RAIL && p.place && !has_gauge(p.place, s->gauge))
				fail_msg("%s has no %d mm", p.place->code, s->gauge);
		}
	}
}

static void every_shipped_corridor_has_names_and_hangs_together(void **state)
{
	(void)state;
	assert_true(list.corridor_count >= 5);
	for (size_t c = 0; c < list.corridor_count; c++) {
		const struct stretch *of[64];
		size_t n = 0, reached = 1;
		bool joined[64] = {true};

		for (int l = 0; l < LANGUAGES; l++)
			assert_non_null(list.corridors[c].name[l]);
		for (size_t i = 0; i < list.stretch_count; i++)
			if (stretch_is_of(&list.stretches[i], list.corridors[c].code))
				of[n++] = &list.stretches[i];
		assert_true(n > 0 && n < 64);
		assert_string_equal(of[0]->points[0].place, "CNLYG");
		for (bool more = true; more;) {
			more = false;
			for (size_t i = 0; i < n; i++)
				for (size_t k = 0; !joined[i] && k < n; k++) {
					struct spot a = spot_of(&of[i]->points[0]);

					for (size_t p = 0; joined[k] && !joined[i] && p < of[k]->count; p++)
						joined[i] = is_one(a, spot_of(&of[k]->points[p]));
					reached += joined[i];
					more |= joined[i];
				}
		}
		if (reached != n)
			fail_msg("%s is in pieces: %zu of %zu hang together", list.corridors[c].code, reached,
				n);
	}
}

/* Where rails of two gauges meet, boxes can be moved across. */
static void shipped_rails_of_two_gauges_meet_where_the_gauge_changes(void **state)
{
	size_t met = 0;

	(void)state;
	for (size_t i = 0; i < list.stretch_count; i++)
		for (size_t k = 0; k < list.stretch_count; k++) {
			const struct stretch *a = &list.stretches[i], *b = &list.stretches[k];
			struct spot p = spot_of(&a->points[a->count - 1]);

			if (!a->gauge || !b->gauge || a->gauge == b->gauge ||
				!is_one(p, spot_of(&b->points[0])))
				continue;
			met++;
			if (!p.place || !strstr(p.place->kinds, "gauge-change"))
				fail_msg("stretches %zu and %zu meet where no gauge changes", i, k);
		}
	assert_true(met >= 4); /* Alashankou, Khorgos, Malaszewicze, Akhalkalaki */
}

int main(void)
{
	const struct CMUnitTest reading[] = {
		cmocka_unit_test(stretches_and_their_points_follow_one_another),
		cmocka_unit_test(a_row_that_is_none_ends_the_reading_and_is_named),
	};
	const struct CMUnitTest shipped[] = {
		cmocka_unit_test(every_shipped_stretch_is_a_line_across_its_own_continent),
		cmocka_unit_test(every_shipped_corridor_has_names_and_hangs_together),
		cmocka_unit_test(shipped_rails_of_two_gauges_meet_where_the_gauge_changes),
	};
	int failed = cmocka_run_group_tests(reading, NULL, NULL);

	arena_reset(&arena);
	return failed + cmocka_run_group_tests(shipped, read_shipped, let_go);
}
