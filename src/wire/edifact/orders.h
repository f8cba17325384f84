/*
 * What a COPARN orders without naming a box: so many of a size for a booking.
 *
 * They are counted over the whole message, because some send one EQD for each of them; at its end each
 * booking has one event.
 */
#ifndef WIRE_EDIFACT_ORDERS_H
#define WIRE_EDIFACT_ORDERS_H

#include "wire/edifact/reading.h"

/* 2005: when equipment is collected (201), cargo is (200), equipment is positioned (181), it takes effect
 * (7), is delivered (191), executed (203). */
#define ORDER_TIMES 201, 200, 181, 7, 191, 203

/* The open box, which has no number, at its place (NULL: not known). */
void order_add(struct reading *r, const struct spot *spot);
/* The message is read: the bookings' events. */
void orders_end(struct reading *r);

#endif
