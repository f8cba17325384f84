/*
 * CO2e of a ride by ISO 14083 and the GLEC framework: what is carried, times the distance, times a factor.
 *
 * A factor is data with its source and version, and holds average loading and empty running as its source
 * has them: nothing is added here.  It is well-to-wheel; its well-to-tank share is told beside it.  Without a
 * factor or a distance nothing is known, which is said and never counted as zero.
 */
#ifndef DOMAIN_EMISSION_H
#define DOMAIN_EMISSION_H

#include <stdbool.h>
#include <stdint.h>

enum emission_per { EMISSION_PER_TONNE, EMISSION_PER_TEU };

struct emission_factor {
	int64_t milligrams; /* CO2e well-to-wheel a tonne-kilometre, or a TEU-kilometre */
	int wtt_permille;   /* of it well-to-tank; -1: not told */
	enum emission_per per;
	const char *source, *version; /* "GLEC", "3.2" */
};

struct emission_load {
	int32_t kg;             /* cargo and box */
	int32_t teu_hundredths; /* 225: a 45' box */
};

struct emission {
	int64_t grams; /* well-to-wheel, rounded to the nearest, half up */
	int64_t wtt;   /* of them well-to-tank; -1: not told */
};

#define EMISSION_METRES_UNKNOWN (-1)

/* False: no factor (NULL), or a distance that nobody knows. */
bool emission_of(const struct emission_factor *f, const struct emission_load *load, int64_t metres,
	struct emission *e);

#endif
