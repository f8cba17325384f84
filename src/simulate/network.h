/*
 * The network of the simulated world: places, stretches that trains and ships run on by a timetable, borders
 * between railways, and routes, which are stretches one behind the other.  Tables; the figures are of the
 * order that corridors are known to have, and are nobody's plan.
 */
#ifndef SIMULATE_NETWORK_H
#define SIMULATE_NETWORK_H

#include "simulate/chance.h"
#include "simulate/number.h"

typedef int32_t minute; /* since 1970-01-01 UTC */

#define MINUTE_NONE INT32_MIN
#define HOUR        60
#define DAY         (24 * HOUR)

#define STOPS_MOST 9 /* a stretch */
#define LEGS_MOST  6 /* a route */

enum place {
#define PLACE(id, ...) id,
#include "simulate/place.def"
#undef PLACE
	PLACES
};

struct place_row {
	const char *code, *facility, *en, *zh, *ru, *country;
	int hours;
	bool summer;  /* the European Union's summer time */
	int lat, lon; /* ten thousandths of a degree */
};
extern const struct place_row places[PLACES];

int place_offset(enum place p, minute at); /* minutes east of UTC */

enum border {
	NO_BORDER,
	ALASHANKOU_BORDER,
	KHORGOS_BORDER,
	SARYAGASH_BORDER,
	LUGOVAYA_BORDER,
	BREST_BORDER,
	KESIK_BORDER,
	BORDERS
};

struct border_row {
	const char *word;
	struct spread wait; /* of a train, when traffic is as usual */
};
extern const struct border_row borders[BORDERS];

/* Who runs a train, from a stop on. */
enum railway { NO_RAILWAY, CR, KTZ, RZD, BCH, UTY, KRG, ADY, GR, TCDD, PKP, DB, RAILWAYS };
extern const char *const railway_words[RAILWAYS];

struct stop {
	enum place place;
	short run, dwell;     /* minutes by the timetable: from the stop before; here */
	enum border border;   /* is waited for here */
	enum railway railway; /* from here on */
};

enum mode { SHIP, RAIL };

/* What a box does between this stretch and the next one of its route. */
enum transfer { LIFT, SHUTTLE, QUAY_TO_RAIL, STAY };

struct stretch {
	const char *word;
	enum mode mode;
	enum gauge gauge;
	int wagons;   /* of a train, at most; cells of a ship */
	int loading;  /* minutes before departure when loading begins; then who is not there has missed it */
	int shortest; /* hours between two departures of a ship, at least; trains follow what there is to
			 carry */
	struct stop stops[STOPS_MOST];
};
extern const struct stretch stretches[];
enum stretch_id {
	PUSAN_LYG,
	INCHON_LYG,
	OSAKA_LYG,
	LYG_DOSTYK,
	LYG_ALTYNKOL,
	DOSTYK_BREST,
	BREST_DUISBURG,
	BREST_HAMBURG,
	ALTYNKOL_TASHKENT,
	ALTYNKOL_BISHKEK,
	ALTYNKOL_AKTAU,
	AKTAU_ALAT,
	ALAT_AKHALKALAKI,
	KARS_MERSIN,
	KARS_HALKALI,
	STRETCHES
};

int stretch_stops(const struct stretch *s);
enum place stretch_from(enum stretch_id s);
enum place stretch_to(enum stretch_id s);
int stretch_minutes(const struct stretch *s, int stop, bool leaves); /* by the timetable, from departure */
/* What is between two stretches, and the minutes that a plan allows for it. */
enum transfer transfer_between(enum stretch_id before, enum stretch_id after);
int transfer_minutes(enum transfer t);

struct route {
	const char *word, *country;
	int share; /* of a hundred */
	int legs;
	enum stretch_id leg[LEGS_MOST];
};
extern const struct route routes[];
extern const int routes_count;

#endif
