/*
 * What a writer writes with: the facts that a voice has gathered until now, the slips of who types them, and
 * where the message goes.
 */
#ifndef SIMULATE_PEN_H
#define SIMULATE_PEN_H

#include "simulate/world.h"

struct fact {
	minute at;
	int box, run, wagon; /* box -1: of the run as a whole; run -1: none */
	int seal;            /* as then */
	uint8_t what, place, spot, stop;
};

struct pen {
	struct world *w;
	const struct voice *v;
	const struct fact *facts;
	size_t count;
	struct chance *chance; /* the messages' own */
	struct text out, told; /* told: what the message says of boxes, for the truth */
	size_t heading;        /* bytes of a sheet's heading: without a row it is not sent */
	int serial;            /* of this voice's messages, from 1 */
	int about;             /* the box that is written of; -1: none */
	bool mistyped;         /* the number that was written last */
	bool untrue;           /* what is written is not so, */
	bool takes_back;       /* or says that it was not so */
	bool unnamed;          /* or does not say on what it is */
	bool other_wagon;      /* the one that was written last is not the one that it was on */
};

/* Sends what was written, and begins anew. */
void pen_send(struct pen *p);
void pen_headed(struct pen *p); /* what was written is a heading; rows follow */
/* The number as this message has it: now and then with a digit that is wrong. */
const char *pen_number(struct pen *p, const struct box *b, char room[NUMBER_CONTAINER]);

/* The message says of the box whose number was written last that this happened then. */
void pen_tells(struct pen *p, int box, enum happening what, minute at);
void pen_tells_loaded(struct pen *p, int box, int run); /* that it is on that run */
void pen_tells_plan(struct pen *p, int box, int run);   /* that it is to go with it */
void pen_tells_stands(struct pen *p, int box);          /* that it is in the terminal */
void pen_tells_aboard(struct pen *p, int box);          /* that it is on something */
void pen_tells_position(struct pen *p, int box, minute at);
void pen_tells_expected(struct pen *p, int box, minute at); /* at its last terminal */
void pen_tells_run(struct pen *p, const struct fact *f);    /* that its train or ship came or left */
void pen_tells_schedule(struct pen *p, int run);
void pen_tells_way(struct pen *p, int box, int run); /* that its itinerary has it go with that run */
void pen_tells_list(struct pen *p, int run);  /* that this is a list of that run, of the boxes that it has */
void pen_tells_odd_place(struct pen *p);      /* that the place of who is written of is mistyped */
void pen_tells_limit(struct pen *p, int box); /* that its transit is to end by then */

const char *pen_wagon(
	struct pen *p, const struct fact *f, char room[NUMBER_WAGON]); /* as its train's list has it */
const char *pen_off_wagon(
	struct pen *p, const struct fact *f, char room[NUMBER_WAGON]); /* as the list of lifts has it */
bool pen_lists(const struct pen *p, const struct fact *f); /* whether its train's list has the box */

minute box_loaded(const struct box *b, int run); /* MINUTE_NONE: it was not */
enum place last_place(const struct box *b);
const char *spot_word(int spot); /* where on its wagon: 1x40, 2x20:1 */
/* form: Y and y the year, M, D, h and m two digits each; what else is in it stays. */
void local_time(char out[32], const char *form, int offset, minute at);

#endif
