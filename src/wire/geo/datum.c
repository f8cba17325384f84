#include "wire/geo/datum.h"

#include <math.h>
#include <stdbool.h>

/* Krasovsky 1940 */
#define AXIS         6378245.0
#define ECCENTRICITY 0.00669342162296594323 /* squared */
#define PI           3.14159265358979323846
#define BAIDU_PI     (PI * 3000.0 / 180.0)
#define STEPS        6 /* each brings it some hundred times nearer */

struct degrees {
	double lat, lon;
};

static bool is_shifted(struct degrees d)
{
	return d.lat >= 0.8293 && d.lat <= 55.8271 && d.lon >= 72.004 && d.lon <= 137.8347;
}

static double waves(double x, double third)
{
	return (20.0 * sin(6.0 * x * PI) + 20.0 * sin(2.0 * x * PI)) * 2.0 / 3.0 + third;
}

/* How far GCJ-02 puts a place away from where it is. */
static struct degrees shift_at(struct degrees at)
{
	double x = at.lon - 105.0, y = at.lat - 35.0, root = sqrt(fabs(x));
	double north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root;
	double east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root;
	double radians = at.lat / 180.0 * PI, s = sin(radians), magic = 1.0 - ECCENTRICITY * s * s;

	north += waves(x, (20.0 * sin(y * PI) + 40.0 * sin(y / 3.0 * PI)) * 2.0 / 3.0);
	north += (160.0 * sin(y / 12.0 * PI) + 320.0 * sin(y * PI / 30.0)) * 2.0 / 3.0;
	east += waves(x, (20.0 * sin(x * PI) + 40.0 * sin(x / 3.0 * PI)) * 2.0 / 3.0);
	east += (150.0 * sin(x / 12.0 * PI) + 300.0 * sin(x / 30.0 * PI)) * 2.0 / 3.0;
	return (struct degrees){
		north * 180.0 / (AXIS * (1.0 - ECCENTRICITY) / (magic * sqrt(magic)) * PI),
		east * 180.0 / (AXIS / sqrt(magic) * cos(radians) * PI),
	};
}

/* Baidu's coordinates turn and stretch GCJ-02's a little. */
static struct degrees gcj_of_baidu(struct degrees d)
{
	double x = d.lon - 0.0065, y = d.lat - 0.006;
	double z = sqrt(x * x + y * y) - 0.00002 * sin(y * BAIDU_PI);
	double theta = atan2(y, x) - 0.000003 * cos(x * BAIDU_PI);

	return (struct degrees){z * sin(theta), z * cos(theta)};
}

/* The place that the shift brings to d. */
static struct degrees unshifted(struct degrees d)
{
	struct degrees at = d;

	for (int i = 0; i < STEPS; i++) {
		struct degrees shift = shift_at(at);

		at = (struct degrees){d.lat - shift.lat, d.lon - shift.lon};
	}
	return at;
}

void datum_to_wgs84(enum datum from, int32_t *lat, int32_t *lon)
{
	struct degrees d = {*lat / 1e6, *lon / 1e6};

	if (from == DATUM_WGS84 || fabs(d.lat) > 90.0 || fabs(d.lon) > 180.0 || !is_shifted(d))
		return;
	if (from == DATUM_BD09)
		d = gcj_of_baidu(d);
	d = unshifted(d);
	*lat = (int32_t)lround(d.lat * 1e6);
	*lon = (int32_t)lround(d.lon * 1e6);
}
