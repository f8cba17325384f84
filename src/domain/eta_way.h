/*
 * The way that a box still has, as stretches (domain/stretch.h): what an estimate is made of.
 *
 * From where its last told move left it, over what the legs of its itinerary lead by, to the last place and
 * the consignee.  Borders on the way are those of the corridors between the ends of a leg.  With each step
 * goes what the itinerary has of its end: the plan, and what others told.  What is learned is not known here.
 *
 * The way forks where the box is unloaded for the last time: until it may be collected, or until it is
 * delivered.  A function of the facts and the itinerary.
 */
#ifndef DOMAIN_ETA_WAY_H
#define DOMAIN_ETA_WAY_H

#include "domain/eta.h"
#include "domain/itinerary.h"
#include "domain/passage.h"

struct eta_way_world {
	const struct stretch_world *stretch;
	void *self;
	/* As passages_find. */
	size_t (*points)(void *self, const char *from, const char *to, enum mode by,
		const struct passage_point **points);
};

struct eta_telling { /* of a step's end, and where its past is looked up */
	struct stretch past;
	const char *who;
	instant at, said;
};

struct eta_way_step {
	struct stretch stretch;
	unsigned goals;
	bool alone;              /* no pool stands in for it: what lies on it nobody knows */
	struct eta_telling plan; /* at INSTANT_NONE: nobody planned it */
	struct eta_telling *told;
	size_t told_count;
};

struct eta_way {
	struct eta_way_step steps[ETA_STEPS];
	size_t count; /* 0: nobody told which way it goes, or it is over */
	instant since, scheduled, heard;
};

/* now: how long before is told what was told.  to: ETA_AVAILABLE or ETA_DELIVERED.  False: that lies not
 * ahead, any more or as far as anybody said. */
bool eta_way_make(struct eta_way *way, struct arena *a, const struct eta_way_world *w, const struct facts *f,
	const struct trip *t, const struct itinerary *i, enum eta_goal to, instant now);
/* Runs that go through borders where nobody stops, where that is what was learned: they too are looked up. */
size_t eta_way_runs(const struct eta_way *way, struct arena *a, struct stretch **runs);
/* With what is learned: the box of an estimate, its steps those of the way or runs through some of them.  The
 * arena's. */
struct eta_box eta_way_box(const struct eta_way *way, struct arena *a, const struct stretch_world *w,
	const struct eta_past *past);

#endif
