/*
 * A TAF message while it is read: what its elements have said so far, and the events made of it.
 *
 * An element's text goes where its row says (taf_elements.def); hooks at the end of a wagon, and the
 * message's own at its end, make events of what was said.  What the head says lies in an arena that lasts as
 * long as the message, what a wagon says in one that is let go with its events, where the caller takes them.
 */
#ifndef WIRE_RAIL_TAF_READING_H
#define WIRE_RAIL_TAF_READING_H

#include "base/arena.h"
#include "base/limits.h"
#include "wire/decode.h"
#include "wire/edifact/groups.h"
#include "wire/iso_time.h"
#include "wire/partner_ask.h"

#define TAF_VALUE 256 /* bytes of a text that is kept */
#define TAF_LIST  24  /* references, remarks, seals, each */

enum taf_type {
	TAF_LEAF, /* nothing of ours is in it */
#define TYPE(name) TAF_##name,
#include "wire/rail/taf_types.def"
#undef TYPE
	TAF_TYPES
};

struct taf_reading;

enum taf_how {
	TAF_PASSED,
	TAF_GROUP,
	TAF_TEXT,
	TAF_TIME,
	TAF_PLACE,
	TAF_PART,
	TAF_PART_TIME,
	TAF_REMARK,
	TAF_DO
};

struct taf_row {
	enum taf_type in;
	const char *name;
	enum taf_type of;
	enum disposition disposition;
	enum taf_how how;
	size_t member;    /* where the text, time or place goes */
	const char *word; /* of a remark */
	void (*open)(struct taf_reading *r);
	void (*done)(struct taf_reading *r);
	void (*said)(struct taf_reading *r, const char *text);
	const char *caption;
};

struct taf_message {
	const char *name, *code;
	enum taf_type type; /* TAF_LEAF: not taken */
	void (*ends)(struct taf_reading *r);
	const char *about; /* what it makes, or why it is not taken */
};

extern const struct taf_row taf_rows[];
extern const size_t taf_row_count;
extern const struct taf_message taf_messages[];
extern const size_t taf_message_count;

/* By its root's name; NULL: no TAF message. */
const struct taf_message *taf_message_named(const char *name);
/* Where each type's rows begin. */
struct taf_index {
	uint16_t first[TAF_TYPES + 1];
};
void taf_index_make(struct taf_index *x);
/* The row of an element; after: the row that fitted before it there, or NULL. */
const struct taf_row *taf_row_of(
	const struct taf_index *x, enum taf_type in, const char *name, const struct taf_row *after);

struct taf_status {
	const char *code, *event, *about;
};
const struct taf_status *taf_status_of(const char *code); /* NULL: none of the list */

struct taf_time {
	struct iso_time spoken;
	const char *text; /* NULL: not said */
	uint64_t offset;
};

struct taf_place {
	const char *country, *code, *name, *part;
	uint64_t offset;
	struct taf_time booked;
	bool looked;
	const char *place, *place_text;       /* once it was looked for */
	const char *facility, *facility_list; /* where a partner's map has the part of it */
};

struct taf_name {
	const char *object, *company, *core, *variant, *year;
	struct taf_time start;
};

struct taf_box {
	const char *prefix, *number, *check, *loaded, *tare, *gross, *forward, *turn_in;
	const char *seals[TAF_LIST];
	size_t seal_count;
	const char *customs[TAF_LIST];
	size_t customs_count;
	uint64_t offset;
};

struct taf_said {
	const char *sender, *recipient, *type, *version, *identifier, *related, *status;
	struct taf_time said;
	const char *number, *other_number, *carrier, *interrupted, *running;
	struct taf_time handover, when, leaves;
	struct taf_name name;  /* under way */
	struct taf_name train; /* the train's own */
	struct taf_place here, from, transfer, origin, destination;
	const char *wagon, *position, *loaded, *load, *empty;
	struct taf_box box; /* under way */
	struct taf_box *boxes;
	size_t box_count, box_room;
	struct reference references[TAF_LIST];
	size_t reference_count;
	const char *remarks[TAF_LIST];
	size_t remark_count;
	size_t head_remarks; /* of them those that hold for each delay of a message */
	unsigned sections, delays;
	uint64_t wagon_offset;
};

struct taf_frame {
	const struct taf_row *row; /* NULL: the message itself */
	enum taf_type type;
	const struct taf_row *last; /* of its elements */
};

struct taf_reading {
	const struct taf_index *index;
	const struct decode_world *world;
	const struct decode_hint *hint;
	const struct decode_sink *sink;
	struct arena *arena, *lasting, *passing;
	uint64_t offset; /* of the element under way */
	struct message message;
	const struct partner *partner; /* of taf_partner, once it was asked */
	const char *asked_of;          /* the sender, as it was then */
	bool partner_asked;
	const struct taf_message *kind;
	const char *root;
	struct taf_frame stack[LIMIT_XML_DEPTH];
	size_t depth;
	unsigned skipped; /* depth in what is passed over */
	const char *odd;  /* name of the element that is passed over, for its diagnostic's path */
	struct taf_said said;
	struct taf_place *at;
	struct transport_ref train;
	bool headed;

	struct event *made;
	size_t made_count, made_room, let_go;
	decode_events *hand_over;
	size_t diagnostic_room;
	size_t unknown, cut;
	const char *unknown_path;
	uint64_t unknown_offset;
	bool warned, rejected, stopped, zone_missed, untimed_told;
};

/* Element by element. */
void taf_begin(struct taf_reading *r, const struct taf_message *kind, const char *name);
bool taf_open(struct taf_reading *r, const char *name); /* true: its text is wanted */
void taf_close(struct taf_reading *r, const char *text, size_t n, bool cut);
void taf_finish(struct taf_reading *r); /* at the message's own end tag */
bool taf_fits(struct taf_reading *r);

/* Who delivers, else whom the Sender is known as; NULL: nobody that is known. */
const struct partner *taf_partner(struct taf_reading *r);
/* What that partner means by a code; NULL: it has not said so. */
const char *taf_meaning(struct taf_reading *r, enum partner_list list, const char *code);
/* Counts a code that nobody mapped; words: what is written beside it, NULL: nothing. */
void taf_unknown(struct taf_reading *r, enum partner_list list, const char *code, const char *words);
/* As severe as that partner takes it: an error refuses the message. offset: NO_OFFSET: of the element under
 * way. */
void taf_say(struct taf_reading *r, enum severity severity, const char *code, uint64_t offset,
	const char *fmt, ...) __attribute__((format(printf, 5, 6)));
/* So many bytes of it at most, no letter cut in two; "" for NULL. */
const char *taf_cut(struct taf_reading *r, const char *text, size_t most);
const char *taf_keep(struct taf_reading *r, const char *text, size_t n);
void taf_reference(struct taf_reading *r, const char *kind, const char *value);
void taf_remark(struct taf_reading *r, const char *word, const char *text);
/* A time as its moment; the place's zone where it says no offset. */
struct moment taf_moment(struct taf_reading *r, const struct taf_time *t, struct taf_place *place);
void taf_look(struct taf_reading *r, struct taf_place *place);

/* What holds for every event: sender, said, document, the train. */
void taf_head(struct taf_reading *r);
/* An event about `subject`, a train's key or WAGON:number, at a place and time; NULL members where not known.
 */
struct event *taf_event(struct taf_reading *r, const char *subject, const char *code,
	enum classifier classifier, const struct taf_time *when, struct taf_place *place);
/* WAGON:number of the wagon that was said; NULL, told, where it is none. */
const char *taf_wagon(struct taf_reading *r);
/* The part of a place that was said, as a remark. */
void taf_part(struct taf_reading *r, const struct taf_place *place);
/* A box on that wagon: event ABRD at the time and place of another event. */
void taf_boxes(struct taf_reading *r, const struct event *of);
void taf_identify(struct taf_reading *r);
void taf_made(struct taf_reading *r); /* hands over what is made, where that is wanted and enough */

/* Hooks. */
void taf_name_opens(struct taf_reading *r);
void taf_name_ends(struct taf_reading *r);
void taf_related_name_ends(struct taf_reading *r);
void taf_section_opens(struct taf_reading *r);
void taf_wagon_opens(struct taf_reading *r);
void taf_wagon_ends(struct taf_reading *r);
void taf_box_opens(struct taf_reading *r);
void taf_box_ends(struct taf_reading *r);
void taf_seal_said(struct taf_reading *r, const char *text);
void taf_customs_said(struct taf_reading *r, const char *text);
void taf_composition_ends(struct taf_reading *r);
void taf_forecast_ends(struct taf_reading *r);
void taf_running_ends(struct taf_reading *r);
void taf_interruption_ends(struct taf_reading *r);
void taf_delay_opens(struct taf_reading *r);
void taf_delay_ends(struct taf_reading *r);
void taf_cause_ends(struct taf_reading *r);
void taf_interruption_said(struct taf_reading *r, const char *text);
void taf_exception_ends(struct taf_reading *r);
void taf_arrival_ends(struct taf_reading *r);
void taf_delivery_ends(struct taf_reading *r);
void taf_departure_ends(struct taf_reading *r);
void taf_eta_ends(struct taf_reading *r);
void taf_interchange_ends(struct taf_reading *r);
void taf_received_ends(struct taf_reading *r);
void taf_refused_ends(struct taf_reading *r);
void taf_release_ends(struct taf_reading *r);

#endif
