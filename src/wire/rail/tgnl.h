/*
 * TGNL, the coded train list of the 1520 mm railways (message 02): "(:02 ... :)", a message a list.
 *
 * A service phrase says which train it is and when it leaves, a line each wagon what it is and carries; which
 * field is what stands in tgnl_layout.def, after teaching texts that are public.  Of each wagon it becomes
 * one event: at that time it is in that train (EVENT_ABOARD).  The list names no year: it is the one nearest
 * to when it came in (decode_hint.received), and without that the list is refused.  Its clock is the
 * sender's; where nobody set one and the station that sends it lies in Russia, Moscow's; else nobody's.
 * Digits are ASCII; letters (in notes) are UTF-8, CP1251, CP866 or KOI8-R (wire/rail/cyrillic.h).
 */
#ifndef WIRE_RAIL_TGNL_H
#define WIRE_RAIL_TGNL_H

#include "wire/edifact/groups.h"
#include "wire/framed.h"

struct tgnl_field {
	const char *line; /* TRAIN, WAGON */
	const char *name;
	unsigned least, most; /* digits */
	bool required;
	enum disposition disposition;
	const char *caption;
};
extern const struct tgnl_field tgnl_fields[]; /* name NULL at the end */

bool tgnl_sniff(const char *bytes, size_t n);
void *tgnl_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink);
bool tgnl_feed(void *self, const void *bytes, size_t n);
bool tgnl_end(void *self);
void tgnl_free(void *self);

#endif
