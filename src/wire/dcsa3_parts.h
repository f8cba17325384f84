/*
 * The parts of a 3.0 event (wire/dcsa3): where, by what, of which container, under which papers.
 */
#ifndef WIRE_DCSA3_PARTS_H
#define WIRE_DCSA3_PARTS_H

#include "base/text.h"
#include "record/event.h"

/* The document that is its subject: "BKG:4006531400"; no value where it is none that 3.0 can name. */
struct own_document {
	char kind[24];
	const char *value;
};
struct own_document parts_document(const struct event *e);
/* Whether a transport call tells which transport its subject is. */
bool parts_name_transport(const struct event *e);

/* Which of its references stand where they have a place of their own. */
struct picked {
	const struct reference *service, *universal_service, *voyage, *universal_voyage;
	const char *call; /* transportCallReference */
	const char *box;  /* equipmentReference of an event that is not the container's own */
	struct own_document document;
};

struct picked parts_pick(const struct event *e);
/* Whether it has the value of one of two references, which may be NULL. */
bool picked_has(const struct reference *r, const struct reference *one, const struct reference *other);

#define REFERENCE_MOST 100

/* An object or a list that is there only when something stands in it. */
struct part {
	struct json *j;
	const char *key;
	char bracket;
	bool open;
};
struct json *part_begin(struct part *p);
void part_end(struct part *p);
void part_member(struct part *p, const char *key, const char *s, size_t most);

/* Upper case, digits and '_', as codes are written. */
bool part_word(const char *s, size_t n);
bool part_kind(const struct reference *r, const char *kind);

void parts_location(struct json *j, const struct event *e);
void parts_transport(struct json *j, const struct event *e, const struct picked *p);
/* shipmentDetails, transportDetails, equipmentDetails, documentReferences, shipmentReferences. */
void parts_details(struct json *j, const struct event *e);

#endif
