/* Chinese coordinates come out where the place is: worked examples that are public, to less than two metres.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/geo/datum.h"

#include <math.h>

#define METRES 0.111195 /* a millionth of a degree of latitude */

static double metres_between(int32_t lat, int32_t lon, int32_t lat_2, int32_t lon_2)
{
	double north = (lat - lat_2) * METRES;
	double east = (lon - lon_2) * METRES * cos(lat / 1e6 * 3.14159265358979 / 180);

	return sqrt(north * north + east * east);
}

static void places_come_out_where_they_are(void **state)
{
	static const struct {
		enum datum from;
		int32_t lat, lon, is_lat, is_lon;
	} rows[] = {
		{DATUM_GCJ02, 31175304, 121531542, 31177428, 121527211}, /* Shanghai */
		{DATUM_GCJ02, 22540796, 113917177, 22543847, 113912316}, /* Shenzhen */
		{DATUM_GCJ02, 39913345, 116384047, 39911954, 116377817}, /* Beijing */
		{DATUM_GCJ02, 39908746, 116397131, 39907345, 116390890},
		{DATUM_GCJ02, 31158266, 121434219, 31160144, 121429590},
		{DATUM_BD09, 31164609, 121440614, 31160144, 121429590},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int32_t lat = rows[i].lat, lon = rows[i].lon;

		datum_to_wgs84(rows[i].from, &lat, &lon);
		if (metres_between(lat, lon, rows[i].is_lat, rows[i].is_lon) >= 2.0)
			fail_msg("row %zu: %d %d", i, (int)lat, (int)lon);
		assert_true(metres_between(lat, lon, rows[i].lat, rows[i].lon) > 300.0);
	}
}

/* BD-09 39.915, 116.404 is GCJ-02 39.908657, 116.397627. */
static void baidus_are_gcj_02_shifted_once_more(void **state)
{
	int32_t lat = 39915000, lon = 116404000, gcj_lat = 39908657, gcj_lon = 116397627;

	(void)state;
	datum_to_wgs84(DATUM_BD09, &lat, &lon);
	datum_to_wgs84(DATUM_GCJ02, &gcj_lat, &gcj_lon);
	assert_true(metres_between(lat, lon, gcj_lat, gcj_lon) < 0.3);
}

static void elsewhere_nothing_is_shifted(void **state)
{
	static const struct {
		enum datum from;
		int32_t lat, lon;
	} rows[] = {
		{DATUM_WGS84, 31175304, 121531542},
		{DATUM_GCJ02, 52229700, 21012200}, /* Warsaw */
		{DATUM_GCJ02, 0, 0},
		{DATUM_BD09, 35689500, 139691700}, /* Tokyo */
		{DATUM_GCJ02, -33868800, 121000000},
		{DATUM_BD09, INT32_MIN, INT32_MAX},
		{DATUM_GCJ02, 91000000, 100000000},
		{DATUM_GCJ02, 30000000, 181000000},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int32_t lat = rows[i].lat, lon = rows[i].lon;

		datum_to_wgs84(rows[i].from, &lat, &lon);
		assert_int_equal(lat, rows[i].lat);
		assert_int_equal(lon, rows[i].lon);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_come_out_where_they_are),
		cmocka_unit_test(baidus_are_gcj_02_shifted_once_more),
		cmocka_unit_test(elsewhere_nothing_is_shifted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
