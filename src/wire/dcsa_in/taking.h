/*
 * One DCSA event while it is taken in: the members found in it, what is odd about them, the event made of it.
 *
 * Lenient: what is not as the standard has it is a diagnostic with the member's path and byte, and is taken
 * all the same where its meaning is plain.  Oddities that tend to stand at every member (other case, null,
 * unknown names) are told once a message, with their number.
 */
#ifndef WIRE_DCSA_IN_TAKING_H
#define WIRE_DCSA_IN_TAKING_H

#include "wire/dcsa_in/tree.h"
#include "wire/decode.h"

#define TAKE_VALUE 256 /* bytes of a text that is kept, where the standard allows no more */
#define TAKE_ID    500 /* bytes of an eventID */
#define TAKE_LIST  100 /* references, seals, measures, remarks, each */

enum tally {
	TALLY_KEY_CASE,
	TALLY_CODE_CASE,
	TALLY_NULL,
	TALLY_UNKNOWN,
	TALLY_TYPE,
	TALLY_LENGTH,
	TALLY_CUT,
	TALLIES
};

struct taking {
	struct arena *arena;
	const struct decode_world *world;
	const struct decode_hint *hint; /* NULL: nothing is known of the delivery */
	const struct decode_sink *sink;
	const struct partner *partner; /* who it is from; NULL: nobody who is known */
	uint64_t offset;               /* of the value in the intake */
	const char *path;              /* of the value */
	const char *list;              /* the list it stands in; "" */
	bool three;                    /* 3.0 */
	bool beta;                     /* 3.0.0-Beta-1 */
	struct message message;
	struct event event;
	struct event *also; /* what it takes back besides; NULL */
	size_t reference_room, seal_room, measure_room, remark_room, diagnostic_room;
	struct {
		const struct node *first;
		size_t count;
	} tallies[TALLIES];
	bool warned, rejected; /* rejected: also by its partner's strictness */
};

/* Says something about a member, or about the whole where node is NULL; `member` (or NULL) is a name in it
 * that is missing.  An error refuses the message. */
void take_say(struct taking *t, enum severity severity, const char *code, const struct node *node,
	const char *member, const char *fmt, ...) __attribute__((format(printf, 6, 7)));
void take_tally(struct taking *t, enum tally tally, const struct node *node);
/* Tells the tallies. */
void take_tallies(struct taking *t);
/* Who publishes it, once it is known. */
void take_sender(struct taking *t, const char *sender);
/* A member that the standard requires is not there: a warning. */
void take_missing(struct taking *t, const struct node *object, const char *member);

struct field { /* a member's name; several names may be of one slot */
	const char *name;
	uint8_t length, slot;
};
#define FIELD(name, slot)                                                                                    \
	{                                                                                                    \
		name, sizeof name - 1, slot                                                                  \
	}

/* Puts an object's members where their fields say; NULL where one is absent or null.  The first of two names
 * for one slot counts. */
void take_members(struct taking *t, const struct node *object, const struct field *fields, size_t n,
	const struct node **slots, size_t slot_count);

/* A text without blanks around it, NULL where there is none; numbers are taken as texts.  most: characters
 * that the standard allows, 0: no bound. */
const char *take_text(struct taking *t, const struct node *n, unsigned most);
/* The same in upper case with '_' for blanks and hyphens, as codes are. */
const char *take_code(struct taking *t, const struct node *n);

void take_reference(struct taking *t, const char *kind, const char *value);
void take_seal(struct taking *t, const char *seal);
void take_measure(struct taking *t, const char *what, const char *value, const char *unit);
void take_remark(struct taking *t, const char *what, const char *text);

/* A time; no time where it is none.  place: its zone is taken where the time says no offset. */
struct moment take_moment(struct taking *t, const struct node *n, const char *place);
/* The same of one that should be local with its offset: Z is doubted where the place keeps another time. */
struct moment take_local_moment(struct taking *t, const struct node *n, const char *place);

/* What 2.2 and 3.0 say alike. */
const char *take_place(
	struct taking *t, const struct node *n); /* a UN/LOCODE; else NULL, and its text kept */
void take_facility(struct taking *t, const struct node *code, const struct node *list); /* the first counts */
void take_location(struct taking *t, const struct node *n);
void take_call(struct taking *t, const struct node *n);
void take_seals(struct taking *t, const struct node *list);
enum reference_names { REFERENCES_OF_DOCUMENTS, REFERENCES_OF_SHIPMENT };
void take_references(struct taking *t, const struct node *list, enum reference_names names);
void take_container(struct taking *t, const struct node *n);
/* The keys that follow from place, vessel and voyage. */
void take_transport_keys(struct taking *t);

/* The whole: fills t->event and t->message. */
void take_event_2(struct taking *t, const struct node *root);
void take_event_3(struct taking *t, const struct node *root);
void take_event_beta(struct taking *t, const struct node *root);

#endif
