/*
 * Positions of trackers and electronic locks in JSON: what Traccar forwards (forward.type json, its event
 * form too), and a plain form of our own, {"device","at","lat","lon", ...}.  One, an array of them, or lines.
 *
 * A position is a message of its own (type POSITION) and makes no event: it is in message.positions.  Where
 * it has no device, no time or no place on earth it is refused with the byte; one that cannot be (0/0, the
 * future) is taken and held back (record/position.h).
 */
#ifndef WIRE_TRACKER_TRACKER_H
#define WIRE_TRACKER_TRACKER_H

#include "wire/decode.h"
#include "wire/edifact/groups.h"

enum tracker_object {
	TRACKER_PLAIN,
	TRACKER_TOP,
	TRACKER_POSITION,
	TRACKER_ATTRIBUTES,
	TRACKER_DEVICE,
	TRACKER_OBJECTS
};

struct tracker_member { /* a row of tracker_members.def */
	enum tracker_object object;
	const char *name;
	int slot;
	enum disposition disposition;
	const char *caption;
};
extern const struct tracker_member tracker_members[]; /* name NULL at the end */

bool tracker_sniff(const char *bytes, size_t n);
void *tracker_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink);

#endif
