/*
 * Voices: who tells of what, in which format, how often and how well.  A table (voice.c); each voice gathers
 * the facts that concern it and writes them when its hour comes.
 */
#ifndef SIMULATE_VOICE_H
#define SIMULATE_VOICE_H

#include "simulate/pen.h"

struct voice {
	const char *sender, *word, *kind; /* word and kind: the file's name */
	void (*write)(struct pen *p);
	uint32_t hears;       /* a bit each happening */
	enum place at;        /* of boxes there, and runs; PLACES: anywhere */
	enum railway railway; /* of runs: where its trains stop; NO_RAILWAY: any */
	enum mode mode;
	int every; /* minutes between two messages */
	enum charset set;
	struct habits habits;
};

void voices_begin(struct world *w);
void voices_hear(struct world *w, const struct fact *f);
void voice_speaks(struct world *w, int voice); /* STEP_VOICE */
void voices_end(struct world *w);
void voices_truth(struct world *w); /* who said nothing for some days, and whether it was said later */

/* Writers, one a format. */
void write_gate(struct pen *p);       /* CODECO */
void write_quay(struct pen *p);       /* COARRI */
void write_load_order(struct pen *p); /* COPRAR */
void write_bayplan(struct pen *p);    /* BAPLIE */
void write_itinerary(struct pen *p);  /* words on journeys */
void write_outlook(struct pen *p);    /* IFTSTA: expected arrivals */
void write_schedule(struct pen *p);   /* IFTSAI */
void write_status(struct pen *p);     /* IFTSTA */
void write_mass(struct pen *p);       /* VERMAS */
void write_release(struct pen *p);    /* COPARN */
void write_dcsa(struct pen *p);       /* DCSA Track & Trace 2.2 */
void write_platform(struct pen *p);   /* China's platform files */
void write_train_list(struct pen *p); /* sheets */
void write_waybills(struct pen *p);
void write_dislocation_zh(struct pen *p);
void write_dislocation_ru(struct pen *p);
void write_dislocation_en(struct pen *p);
void write_lifted_off(struct pen *p);
void write_put_on(struct pen *p);
void write_handed_over(struct pen *p);
void write_yard(struct pen *p);
void write_customs(struct pen *p);
void write_transit(struct pen *p);
void write_tgnl(struct pen *p);
void write_taf(struct pen *p);
void write_positions(struct pen *p);

#endif
