/*
 * Places, the facilities inside them and the codes other systems give them.
 *
 * Plain records that every floor above shares.  Text is UTF-8 and NUL-terminated, NULL where nothing is
 * known; whoever made the record owns it (an arena, mostly).  Coordinates are WGS 84 in millionths of a
 * degree.
 */
#ifndef RECORD_PLACE_H
#define RECORD_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum language { LANG_EN, LANG_ZH, LANG_RU, LANGUAGES };

#define NO_COORDINATE INT32_MIN /* latitude or longitude not known */

struct place {
	const char *code; /* UN/LOCODE, or ours: X and four more */
	const char *name[LANGUAGES];
	const char *country; /* ISO 3166-1 alpha-2 */
	int32_t lat, lon;    /* millionths of a degree, or NO_COORDINATE */
	const char *zone;    /* IANA name; NULL: not known */
	const char *kinds;   /* words apart by a space: port rail border road dry-port ferry airport city
				gauge-change */
	const char *gauges;  /* "1435", "1520", "1435 1520"; NULL: no rail known */
	const char *complex; /* a border's two sides, a port and its yards: places with the same word match as
				one */
};

struct facility {
	const char *place; /* the place it stands in */
	const char *list;  /* who keeps the code: SMDG, BIC, OWN */
	const char *code;  /* unique with place and list */
	const char *name[LANGUAGES];
	int32_t lat, lon;
	const char *type; /* DCSA facilityTypeCode: POTE RAMP INTE DEPO BOCR OFFD COFS CLOC; NULL */
};

struct place_code {
	const char *place;
	/* ESR, TMIS, UIC, NATIONAL, a partner's name; UNLOCODE: another UN/LOCODE of the place; OWN: a code
	 * that this program had for it */
	const char *system;
	const char *code;
};

#endif
