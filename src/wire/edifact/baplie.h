/*
 * BAPLIE, bayplan occupied and empty locations: SMDG 1.5 and 2.x (D.95B), 3.x (D.13B and later).
 *
 * A list of what is on board when a ship leaves: for each box an ABRD at the port of departure (LOC+5 of the
 * head) with its cell, its ports, its weights.  The dialects are told apart by what the message has, whatever
 * it declares: where LOC+147 comes before its EQD it opens a cell and the box lies in it; where EQD comes
 * first it opens the box and LOC+147 says where that stands.  A cell without an EQD is empty: nothing is made
 * of it.  Several EQD in one cell are a bundle: each is a box, and what the cell says holds for all.
 *
 * The time is the departure's (DTM+186, 136, else 133), else the arrival's before it (178), else the day of
 * the message.  An estimated departure that lies more than a day ahead of the message is a forecast: the list
 * says what is on board when it is told.  In 2.x all times of the ship stand behind its places together: 132
 * and 232 are of the next port (LOC+61), the others of the port of departure.
 */
#ifndef WIRE_EDIFACT_BAPLIE_H
#define WIRE_EDIFACT_BAPLIE_H

#include "wire/edifact/reading.h"

extern const struct message_kind baplie;

#endif
