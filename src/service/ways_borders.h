/*
 * What is learned of the borders in the network, as plans tell it beside what is scheduled there.
 */
#ifndef SERVICE_WAYS_BORDERS_H
#define SERVICE_WAYS_BORDERS_H

#include "service/ways.h"

/* w->timetable and w->place_of stand; what is kept is a's. */
bool ways_borders_read(struct ways *w, struct conn *c, struct arena *a, instant now, struct fault *f);

#endif
