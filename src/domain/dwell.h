/*
 * Dwell and free time: every clock that runs on a container, the earliest last free day, and what it costs.
 *
 * A clock is a term (somebody's rule, a record that the hub keeps) on one stay of the box: it starts with its
 * start event and stops with its stop event, or runs on.  Each place its own clock, a port and its
 * rail yard each; all are shown.  Days are
 * those of the place's zone, numbered as base/calendar.h numbers them.  A term says whether the day of the
 * start counts; its free days are calendar days, or working days: Monday to Friday without its holidays.
 * Charged days are calendar days.  Costs are integers of the currency's minor unit; what two currencies cost
 * is never added.  Of terms of one clock, party and place that fit alike the most particular counts (facility
 * before place, size before any, load before any), of those the one that was set last.  Without a term that
 * fits, `assessed` is false: nobody can say, and nobody guesses.
 */
#ifndef DOMAIN_DWELL_H
#define DOMAIN_DWELL_H

#include "domain/line.h"

enum clock_kind {
#define CLOCK(name, word, text) CLOCK_##name,
#include "domain/dwell.def"
#undef CLOCK
	CLOCK_KINDS
};
extern const char *const clock_kind_words[CLOCK_KINDS];

enum day_kind { DAYS_CALENDAR, DAYS_WORKING, DAY_KINDS };
extern const char *const day_kind_words[DAY_KINDS]; /* calendar working */

#define TERM_STEPS    12
#define TERM_HOLIDAYS 64
#define DWELL_COMING  7 /* days ahead that are priced */

struct term_step { /* from the so-many-th charged day on, 1 the first: so much a day */
	int64_t from, minor;
};

struct term {
	const char *name; /* what the hub calls it */
	enum clock_kind kind;
	const char *place, *facility; /* facility NULL: any there */
	const char *party;            /* line or railway; NULL: whosever */
	const char *size;             /* beginning of a size-type, "2", "45R1"; NULL: any */
	enum load_state load;         /* UNKNOWN: any */
	int64_t free_days;
	enum day_kind days;
	bool start_counts;                  /* the day of the start is the first */
	const char *start, *stop;           /* event codes */
	const char *currency;               /* ISO 4217; NULL: it costs nothing that is known */
	struct term_step steps[TERM_STEPS]; /* rising */
	size_t step_count;
	int64_t holidays[TERM_HOLIDAYS]; /* days, rising */
	size_t holiday_count;
	int64_t from, until; /* days on which a clock may start; until INT64_MAX: open */
	instant set;         /* since when it is so */
};

struct dwell_day {
	int64_t day, minor, total; /* that day's, and up to its end */
};

struct dwell_clock {
	const struct term *term;
	const struct event *start, *stop;            /* stop NULL: it runs */
	int64_t first_day, last_free_day, until_day; /* until: of the stop, or today */
	instant over;      /* the last free day ends: midnight of the place */
	int64_t free_left; /* days, today included; 0: none */
	int64_t charged;                             /* days */
	int64_t cost;                                /* minor, up to until_day */
	struct dwell_day coming[DWELL_COMING];       /* behind today; none of a stopped clock */
	size_t coming_count;
};

struct dwell {
	bool assessed;              /* a term fits a stay of it */
	const struct event *since;  /* its stay in a terminal, yard or depot began; NULL: it stands in none */
	struct dwell_clock *clocks; /* in the order of their starts */
	size_t count;
	const struct dwell_clock
		*earliest; /* of those that run the one with the earliest last free day; NULL */
};

struct dwell_world {
	void *self;
	int (*offset_at)(void *self, const char *place, instant t); /* seconds east of UTC */
};

/* operator_code: whose box it is, NULL: not known; size_type: as ISO 6346 has it. */
void dwell_find(struct dwell *d, struct arena *a, const struct line *l, const struct term *terms,
	size_t term_count, const char *operator_code, const char *size_type, const struct dwell_world *w,
	instant now);

/* The last of so many free days from the first one on; first - 1 where there are none. */
int64_t dwell_last_free_day(const struct term *t, int64_t first);
/* What the first n charged days cost. */
int64_t dwell_cost(const struct term *t, int64_t n);

#endif
