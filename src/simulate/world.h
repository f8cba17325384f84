/*
 * The simulated world: boxes, the runs of trains and ships, borders, and what is due.
 *
 * Its chance and that of the messages are two streams, so that what parties do with their messages changes
 * nothing of what happens.
 */
#ifndef SIMULATE_WORLD_H
#define SIMULATE_WORLD_H

#include "base/text.h"
#include "simulate/post.h"
#include "simulate/queue.h"
#include "simulate/simulate.h"

enum happening {
#define HAPPENING(id, code, text) id,
#include "simulate/happening.def"
#undef HAPPENING
	HAPPENINGS
};

enum wrong_code {
#define WRONG(id, code, text) WRONG_##id,
#include "simulate/wrong.def"
#undef WRONG
	WRONGS
};

enum cause {
#define CAUSE(id, word) CAUSE_##id,
#include "simulate/cause.def"
#undef CAUSE
	CAUSES
};

enum pace {
#define PACE(id, ...) id,
#include "simulate/pace.def"
#undef PACE
	PACES
};

enum arrangement { LINES_BOX, SHIPPERS_BOX, RAILWAYS_BOX, ARRANGEMENTS };

/* Steps of a box's life, and of runs; what is due is one of these. */
enum step {
	STEP_BEGIN,
	STEP_STUFF,
	STEP_GATE_IN,
	STEP_CLEAR,
	STEP_OFF,
	STEP_QUAY_OUT,
	STEP_NEXT_IN,
	STEP_STRIP_AT_HUB,
	STEP_BACK_IN,
	STEP_FREE,
	STEP_AVAILABLE,
	STEP_COLLECT,
	STEP_DELIVER,
	STEP_STRIP,
	STEP_EMPTY_IN,
	BOX_STEPS,
	STEP_LOAD = BOX_STEPS,
	STEP_LEAVE,
	STEP_COME,
	STEP_VOICE,
	STEP_DAY,
	STEPS
};

enum where { UNBORN, AT_SHIPPER, IN_TERMINAL, ON_ROAD, ABOARD, AT_CONSIGNEE, ENDED };

struct moment {
	minute at;
	int run, wagon;            /* -1: none */
	int seal;                  /* serial of the one on it; 0: none */
	uint8_t what, place, spot; /* enum happening, enum place, place on the wagon: 0 alone, 1, 2 */
};

struct wrong {
	minute from, until; /* until MINUTE_NONE: goes on */
	int run;            /* -1: none */
	uint8_t code, cause, place;
};

struct revision { /* an itinerary, whole; the first is what was promised */
	minute at;
	uint8_t from_leg, cause;
	int runs[LEGS_MOST];
};

struct box {
	char number[NUMBER_CONTAINER];
	uint8_t type, arrangement, route, leg, legs, where, place, goods;
	bool forty, reefer, tracked, restuffs;
	bool forwarded;                           /* a forwarder plans its way, and tells of it */
	uint8_t plans_told;                       /* of its revisions */
	int other;                                /* the box that its cargo comes from or goes to; -1 */
	int run, wagon, spot;                     /* aboard */
	int kilos, declared;                      /* of the whole box */
	int seal;                                 /* serial of the newest; 0 none */
	minute began, ready, transit_limit, came; /* came: at the last terminal */
	struct moment *moments;
	struct wrong *wrongs;
	struct revision *revisions;
	size_t moment_count, moment_room, wrong_count, wrong_room, revision_count, revision_room;
	int plan[LEGS_MOST]; /* runs */
	int ordered;         /* the run that it was last ordered to be loaded on; -1: none */
	int overlooked;      /* the run for which nobody found it in the yard, the last one; -1: none */
};

struct aboard {
	int box, wagon;
	uint8_t spot;
	bool unlisted, off; /* its train's list has it not; no longer aboard */
	int listed_wagon;
	int listed_cell;    /* on a ship */
	int off_wagon;      /* from which it was lifted, as the list of that has it */
	minute since, gone; /* its wagon is in this train */
};

struct run {
	uint8_t stretch, stop; /* where it is, or was last */
	bool moves, cancelled;
	int number, booked, room; /* room and booked in halves of a wagon */
	int ghost;                /* a box that its list has and that is not aboard; -1 */
	minute planned;           /* departure */
	minute came[STOPS_MOST], left[STOPS_MOST];
	struct aboard *aboard;
	size_t count, space;
};

struct timetable {
	minute first, every; /* departures */
	int base, count;     /* of runs */
};

struct frontier {
	int level; /* of a hundred: how long is waited there these days */
	minute closed_until;
	minute free; /* the next train may pass */
};

struct waiting { /* who is ready for a stretch, in the order they came */
	int *boxes;
	size_t count, room;
};

struct world {
	minute begins, ends, now;
	int days;
	uint64_t seed;
	struct chance chance;
	struct chance mishaps; /* a stream of its own, so that what it brings about changes nothing else */
	int trouble;
	struct queue due;
	struct box *boxes;
	int box_count, wagon_serial[4];
	int seal_serial;
	struct run *runs;
	int run_count;
	struct timetable timetable[STRETCHES];
	struct waiting waiting[STRETCHES];
	struct frontier frontiers[BORDERS];
	struct post post;
	struct voices *voices;
	struct simulated told;
	struct text truth; /* a line under way */
};

int pace_of(struct world *w, enum pace p); /* drawn anew */
/* Whether it goes wrong: so many times of so many, as often again as the order has it. */
bool goes_amiss(struct world *w, int times, int of);
bool mishap(struct world *w, int of); /* likewise, of what only the mishaps' own chance decides */

/* A thing happens to a box: it is remembered, and told to whom it concerns. */
void happens(struct world *w, int box, enum happening what, enum place place, minute at);
void happens_aboard(struct world *w, int box, enum happening what, enum place place, minute at,
	const struct aboard *a, int run);
struct wrong *goes_wrong(
	struct world *w, int box, enum wrong_code code, enum cause cause, enum place place, minute from);
bool goes_on(const struct box *b, enum wrong_code code);
void rights(struct world *w, int box, enum wrong_code code, minute until); /* ends what goes on of it */

/* Itineraries: plan.c */
void timetable_make(struct world *w);
void plan_from(struct world *w, int box, int leg, minute earliest, enum cause why);
/* It was taken by that run, whatever was planned. */
void plan_taken(struct world *w, int box, int run);
int plan_leg(const struct box *b, int run); /* which leg that run is planned for, of those ahead; -1: none */
minute run_planned(const struct world *w, int run, int stop, bool leaves);
void run_name(const struct world *w, int run, int stop, char out[16]); /* as the railway there numbers it */
const char *ship_name(const struct run *r);
int ship_imo(const struct run *r);

/* Lives: box.c, run.c, border.c */
void box_step(struct world *w, int box, enum step step);
void box_make(struct world *w, int box);
/* True where its cargo goes on from the port in the box behind it, which is made too. */
bool box_makes_over(struct world *w, int box);
void box_ready(struct world *w, int box); /* for its next leg */
void box_off(struct world *w, int box);   /* it was taken off at the end of a leg */
void run_step(struct world *w, int run, enum step step);
void lists_spoil(struct world *w, int run); /* lists.c: what they have wrong of it */
minute border_wait(struct world *w, enum border b, minute comes, bool *embargo);
void border_day(struct world *w);

/* truth.c: what is written beside the messages. */
bool truth_write(struct world *w);
void partners_write(struct world *w); /* partners.c: how they are read */
void truth_border(struct world *w, enum border b);

extern const char *const goods_words[][2]; /* English, Chinese */
extern const char *const type_words[];
const char *tracks_code(enum railway r); /* of those whose tracks a TAF message tells of */
int taf_place(enum place p);             /* a place's primary code there */
/* Numbers of a box's papers. */
int smgs_number(int box);
int cim_number(int box);
int booking_number(int box);                   /* BK and seven digits */
int bill_number(int box);                      /* BL and seven digits */
int cell_of(int box);                          /* bay, row, tier on board */
const char *dangerous_of(const struct box *b); /* "9+3480": class and UN number; "" */
const char *owner_of(const struct box *b);
enum place depot_of(const struct box *b); /* where it is given back */

#endif
