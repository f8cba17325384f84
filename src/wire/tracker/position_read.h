/* One position in JSON, plain or as Traccar forwards it, as a tree. */
#ifndef WIRE_TRACKER_POSITION_READ_H
#define WIRE_TRACKER_POSITION_READ_H

#include "record/position.h"
#include "wire/dcsa_in/taking.h"

/* Fills p; false: there is none, because it was refused (t says why) or because an event tells of none. */
bool position_read(struct taking *t, const struct node *root, struct position *p);

#endif
