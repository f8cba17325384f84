/*
 * Platform files: how ports of China exchange CODECO, COARRI, COEDOR, IFCSUM and BAPLIE beside EDIFACT.
 *
 * Records begin with two digits and end with an apostrophe, ':' parts their fields, '?' releases what follows
 * it; a message runs from record 00 ("00:BAPLIE:BAYPLAN:9:...") to 99, a file may hold several.  Text is
 * GB18030 or UTF-8.  What is public of the layout is little: mot_layout.def says field by field what a public
 * source shows and what is assumed.  Times are local: of the port's zone where that is known, else of
 * Beijing's.
 *
 * A stowage plan (BAPLIE) says what is aboard (EVENT_ABOARD); COARRI is LOAD or DISC, CODECO GTIN or GTOT, as
 * their head says, never by guess; COEDOR what stands in the yard (EVENT_NOTE).  A manifest (IFCSUM) moves
 * nothing: it is a paper, an event of each bill, and what it tells of each box.
 */
#ifndef WIRE_MOT_MOT_H
#define WIRE_MOT_MOT_H

#include "wire/edifact/groups.h"
#include "wire/framed.h"

enum mot_kind { MOT_BAPLIE, MOT_COARRI, MOT_CODECO, MOT_COEDOR, MOT_IFCSUM, MOT_KINDS };
extern const char *const mot_names[MOT_KINDS];

struct mot_field {
	unsigned kinds, verified; /* bits of enum mot_kind */
	const char *record;       /* "50" */
	unsigned place;
	enum disposition disposition;
	const char *caption;
};
extern const struct mot_field mot_fields[]; /* caption NULL at the end */

bool mot_sniff(const char *bytes, size_t n);
void *mot_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink);
bool mot_feed(void *self, const void *bytes, size_t n);
bool mot_end(void *self);
void mot_free(void *self);

#endif
