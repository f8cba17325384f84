/*
 * What a hub keeps of the ways that boxes can take: services with their stops, calendars, cut-offs, capacity
 * and prices, rules of transfer, restrictions, and what became of single dated trips.
 *
 * Plain descriptions, from which domain/network.h makes dated legs.  Places are positions in the list of
 * places.  Dates are days since 1970-01-01 on the clock of a service's first stop, times of stops are minutes
 * from 00:00 of the trip's date on the clock of their own place, so that 3,630 is 12:30 on the third day;
 * instants are minutes since 1970-01-01 UTC.  A local time that a change of clocks leaves out takes the
 * offset before the change, one that is there twice the first (base/instant.h).  Money is minor units of an
 * ISO 4217 currency, TEU are hundredths.  Text is UTF-8; all of it is the maker's and outlives the network.
 */
#ifndef DOMAIN_TIMETABLE_H
#define DOMAIN_TIMETABLE_H

#include "base/instant.h"
#include "domain/emission.h"

#include <stddef.h>

typedef int32_t minute; /* since 1970-01-01 UTC */

#define MINUTE_NEVER INT32_MAX
#define MINUTE_PAST  INT32_MIN
#define DAY_MINUTES  1440

/* The minute of an instant, from 1970 to about 4010, so that days may be added to it; false: it is none. */
static inline bool minute_of(instant t, minute *m)
{
	const instant n = t / INSTANT_SECOND / 60;

	if (t < 0 || n > INT32_MAX / 2)
		return false;
	*m = (minute)n;
	return true;
}

/* How a service carries.  NONE: where a box comes from or goes to, before and after all of them. */
enum carry { CARRY_NONE, CARRY_VESSEL, CARRY_RAIL, CARRY_BARGE, CARRY_ROAD, CARRY_FERRY, CARRIES };
#define CARRY_BIT(c) (1u << (c))
#define CARRY_ALL    (CARRY_BIT(CARRIES) - 1 - CARRY_BIT(CARRY_NONE))

enum cut_off { CUT_OFF_DOCUMENTS, CUT_OFF_GATE, CUT_OFF_VGM, CUT_OFF_CUSTOMS, CUT_OFFS };

struct timetable_days { /* both ends included */
	int32_t first, last;
};
#define TIMETABLE_ALWAYS                                                                                     \
	{                                                                                                    \
		INT32_MIN, INT32_MAX                                                                         \
	}

struct timetable_place {
	const char *code;
	const char *country; /* ISO 3166-1 alpha-2 */
	const struct zone *zone;
	bool border; /* what a train stands here for is the border */
};

struct timetable_stop {
	uint32_t place;
	int32_t arrives, departs; /* local; of the first stop only the latter, of the last only the former */
	bool no_board, no_alight;
	int32_t cut_off[CUT_OFFS]; /* minutes before departure; 0: none */
	int32_t metres;            /* from the stop before; EMISSION_METRES_UNKNOWN */
};

struct timetable_price {
	const char *size; /* beginning of a size and type code, "4", "45R"; NULL: any */
	int64_t amount;   /* not below 0 */
	const char *currency;
	struct timetable_days valid; /* by the trip's date */
	uint16_t from, to;           /* stops that it leads from and to; not asked of a transfer's */
};

struct timetable_surcharge { /* on top of each price of the service */
	const char *name;
	struct timetable_price price;
	bool reefer, dangerous; /* only for such cargo */
};

struct timetable_service {
	const char *name, *operator;
	enum carry carry;
	struct timetable_days valid;
	const struct timetable_stop *stops;
	size_t stop_count;
	/* It runs on these weekdays (bit 0: Monday) and every so many days from a date on (0: not so), while
	 * it is valid, and on the dates added; on a date cancelled never. */
	unsigned weekdays;
	int32_t every, every_from;
	const int32_t *added, *cancelled; /* ascending */
	size_t added_count, cancelled_count;
	int32_t teu, kg, plugs;               /* that it takes; -1: not told */
	bool dangerous;                       /* that it takes dangerous goods */
	const struct timetable_price *prices; /* the first that fits counts */
	size_t price_count;
	const struct timetable_surcharge *surcharges; /* all that fit count */
	size_t surcharge_count;
	const struct emission_factor *factor; /* NULL: none known */
};

/* What is done with a box between two rides, in this order. */
enum transfer { TRANSFER_TERMINAL, TRANSFER_GAUGE, TRANSFER_CUSTOMS, TRANSFER_TRANSLOADING, TRANSFERS };

struct timetable_hours {   /* local; it begins within them, and then takes its time */
	int weekday;       /* 0: Monday */
	int opens, closes; /* minutes of the day, the latter at most 1440 */
};

/* At most one rule of a kind is for one transfer. */
struct timetable_transfer {
	uint32_t place, to_place; /* the same, but for a shuttle */
	unsigned from, to;        /* CARRY_BITs; NONE: where the box comes from, and where it goes */
	enum transfer what;
	int32_t minutes;
	const struct timetable_hours *hours; /* none: always */
	size_t hour_count;
	const int32_t *holidays; /* dates on which it is closed, ascending */
	size_t holiday_count;
	const struct timetable_price *prices; /* none: it costs nothing of its own */
	size_t price_count;
};

enum restricted { RESTRICTED_PLACE, RESTRICTED_COUNTRY, RESTRICTED_STRETCH, RESTRICTED_SERVICE, RESTRICTEDS };
enum direction { DIRECTION_FORTH = 1, DIRECTION_BACK = 2, DIRECTION_BOTH = 3 };

/* Closed for what departs (at a place or country that is come to: arrives) from `from` to before `until`. */
struct timetable_restriction {
	const char *issuer, *telegram;
	enum restricted what;
	uint32_t place, to_place; /* a place; a stretch or border: from and to */
	const char *country;
	uint32_t service;
	enum direction direction; /* a place: FORTH into it, BACK out of it */
	const char *commodity;    /* what its code begins with; NULL: all */
	bool dangerous;           /* only dangerous goods */
	minute from, until;
	/* A day (local, where it is passed) that may still pass; 0: closed.  Trains alone are counted,
	 * whatever they carry; of a service what it is, at its first departure. */
	int32_t trains;
};

enum patch { PATCH_CANCELLED, PATCH_MOVED, PATCH_ADDED, PATCH_HELD };

/* What became of one dated trip.  An added one is another trip of that service on that date: number 1 is the
 * first that is told; the one by the calendar is number 0. */
struct timetable_patch {
	enum patch what;
	uint32_t service;
	int32_t date;
	int number;
	/* Moved: from its arrival at this stop on, or from its departure, by so many, in place of what was
	 * told of stops before.  Added: all of it.  Held: its departure from this stop and all behind that,
	 * beside whatever else is told. */
	uint16_t stop;
	bool departs;
	int32_t minutes;
	bool fact; /* moved: it did so, and no quota can hold it there or before */
};

struct timetable {
	const struct timetable_place *places;
	const struct timetable_service *services;
	const struct timetable_transfer *transfers;
	const struct timetable_restriction *restrictions;
	const struct timetable_patch *patches;
	size_t place_count, service_count, transfer_count, restriction_count, patch_count;
	int32_t transfer_minutes; /* from one ride to another where no rule says; -1: there is none then */
};

#define TIMETABLE_SOME_DATE 20458 /* on which clocks are held against each other: a Monday in winter */

struct fault;

/* False with row and field of the first thing that cannot be: a place that is not known, a stop that is come
 * to before the last one was left, a price without a currency, two rules for one transfer ... */
bool timetable_check(const struct timetable *t, struct fault *f);

/* Whether it runs on that date by its calendar, whatever became of that trip. */
bool timetable_runs(const struct timetable_service *s, int32_t date);
/* Minutes from 00:00 of that date on a clock. */
minute timetable_utc(const struct zone *z, int32_t date, int32_t minutes);

#endif
