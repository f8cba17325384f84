/*
 * Coordinates of Chinese devices and maps to WGS 84.
 *
 * GCJ-02, which maps of China must use, shifts a place by up to some 600 m; BD-09 of Baidu shifts that once
 * more.  The formulas are public (known since 2010 as "Mars coordinates"): GCJ-02 is WGS 84 plus a sum of
 * sines on the ellipsoid of Krasovsky 1940.  The way back has no closed form; it is found step by step, to
 * less than a centimetre.  Outside of the rectangle that the shift is made for, which is larger than China,
 * nothing is shifted.  Degrees are in millionths.
 */
#ifndef WIRE_GEO_DATUM_H
#define WIRE_GEO_DATUM_H

#include "record/partner.h"

#include <stdint.h>

/* In place; WGS 84 and what is no coordinate (beyond 90 or 180 degrees) stay as they are. */
void datum_to_wgs84(enum datum from, int32_t *lat, int32_t *lon);

#endif
