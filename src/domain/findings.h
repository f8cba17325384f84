/*
 * Findings: all that is found of one trip of a box, from its line, its papers and the terms of free time.
 *
 * Each member is a pure module over the line; this puts them together, so that a container's answer and its
 * exceptions come to the same.  Only what is known is found.
 */
#ifndef DOMAIN_FINDINGS_H
#define DOMAIN_FINDINGS_H

#include "domain/available.h"
#include "domain/custody.h"
#include "domain/dwell.h"
#include "domain/gauge.h"
#include "domain/hold.h"
#include "domain/reefer.h"
#include "domain/seal.h"
#include "domain/transit.h"
#include "domain/weight.h"

struct findings_world {
	struct transit_world transit;
	struct dwell_world dwell;
	struct gauge_world gauge;
};

struct findings_of {
	const struct line *line;
	const struct facts *facts; /* of the line */
	const struct line_paper *papers;
	size_t paper_count;
	const struct event *const *documents; /* events of papers that name it */
	const bool *documents_voided;
	size_t document_count;
	const struct term *terms; /* of the places of the trip */
	size_t term_count;
	const char *size_type;            /* NULL: not known */
	const struct reefer_watch *watch; /* NULL: no tracker is known */
	const struct findings_world *world;
};

struct findings {
	struct hold *holds;
	size_t hold_count;
	struct available available;
	struct seals seals;
	struct weights weights;
	struct transit *transits;
	size_t transit_count;
	bool bonded;
	struct custody *custody;
	size_t custody_count;
	struct dwell dwell;
	struct gauge_change *changes; /* of gauge */
	size_t change_count;
	struct reefer reefer;
};

void findings_find(struct findings *f, struct arena *a, const struct findings_of *of, instant now);
/* The places of the trip, each as often as it was told of; whose terms it takes. */
size_t findings_places(struct arena *a, const struct line *l, const char ***places);

#endif
