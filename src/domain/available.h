/*
 * Whether a container may be collected: discharged, released, freight cleared and no hold; each condition
 * with its state and when it became so.
 *
 * - Discharged: taken off what brought it (DISC), or told of in a yard or at its gate since.
 * - Released: by customs (CUSR), since any of them selected it.
 * - Freight cleared: the line or its agent lets it go: a release order, the bill surrendered or released, the
 *   freight paid; or a word of it.
 * - No hold: none is open; what nobody told of does not hold.
 * "Available for pick-up" (AVPU) says all four at its time, by whoever says it: what is told later counts.
 * A container that was not brought by a vehicle, was collected or came to its end is not to be collected:
 * `applies` is false.  Missing is what is `no` or not told.
 */
#ifndef DOMAIN_AVAILABLE_H
#define DOMAIN_AVAILABLE_H

#include "domain/hold.h"

enum condition { CONDITION_DISCHARGED, CONDITION_RELEASED, CONDITION_FREIGHT, CONDITION_FREE, CONDITIONS };
extern const char *const condition_words[CONDITIONS]; /* discharged released freight-cleared no-hold */

struct condition_state {
	enum known is;
	const struct event *by; /* what made it so; NULL: nobody told, or nothing ever held it */
};

struct available {
	bool applies;
	enum known is;       /* of all four: no before not told */
	struct moment since; /* yes: when the last of them became so */
	struct condition_state conditions[CONDITIONS];
};

/* documents: what was told of documents that name the box, in any order. */
void available_make(struct available *v, const struct line *l, const struct hold *holds, size_t hold_count,
	const struct event *const *documents, const bool *documents_voided, size_t document_count);

#endif
