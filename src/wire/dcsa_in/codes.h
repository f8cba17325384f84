/*
 * DCSA's code lists, the four letters of 2.2 beside the full words of 3.0.  They are open: a code that is not
 * here is kept as it came.
 */
#ifndef WIRE_DCSA_IN_CODES_H
#define WIRE_DCSA_IN_CODES_H

#include "record/event.h"

struct code {
	const char *code; /* as our records have it */
	const char *word; /* as 3.0 has it */
	bool two;         /* 2.2 has it as well */
};

enum code_list {
	LIST_EQUIPMENT,
	LIST_TRANSPORT,
	LIST_SHIPMENT,
	LIST_DOCUMENT,
	LIST_CLASSIFIER,
	LIST_TYPE,
	LIST_LOAD,
	LIST_MODE,
	LIST_OTHER, /* IoT and reefer events: 3.0's words are our codes */
	CODE_LISTS
};

/* One by one from 0; NULL behind the last. */
const struct code *code_at(enum code_list list, size_t i);
/* By code or word, both in upper case; NULL: none of the list's. */
const struct code *code_find(enum code_list list, const char *said);
/* Our kinds of reference for DCSA's types; the type itself where there is none. */
const char *reference_kind_of(const char *type);
/* The other way round. */
const char *reference_type_of(const char *kind);
/* EDIFACT's issuers of seals (9303) for DCSA's sources; the source itself where there is none. */
const char *seal_issuer_of(const char *source);
/* The other way round, in 3.0's full words. */
const char *seal_source_of(const char *issuer);

#endif
