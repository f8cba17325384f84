/*
 * A message while it is read: what its segments have said so far, and the events and diagnostics made of it.
 *
 * Readers (one a kind of segment) put what they find into the head or the open box; when a box ends its event
 * is made.  All text is copied, in UTF-8, at most LIMIT bytes a value: what the head and the diagnostics say
 * into an arena that lasts as long as the message, what a box says into one that is let go with its events,
 * where the caller takes them before the message's end.
 */
#ifndef WIRE_EDIFACT_READING_H
#define WIRE_EDIFACT_READING_H

#include "base/arena.h"
#include "wire/decode.h"
#include "wire/edifact/groups.h"

#define MOST_VALUE 256 /* bytes of a text that is kept */
#define MOST_KEY   100 /* bytes of what is looked up by: references, document numbers */
#define MOST_TIMES 12
#define MOST_LIST  48 /* references, seals, measures, remarks of a box, each */
#define MOST_CALLS 9  /* LOC of a transport */
#define MOST_MET   16

/* A date and time as a message tells it, before anyone says whose clock it was. */
struct told {
	unsigned qualifier; /* 2005; 0: none */
	struct civil local;
	int offset;
	bool zoned; /* the message gave the offset */
	enum precision precision;
	const char *text;
	uint32_t segment;
	uint64_t where;
};

struct times {
	struct told at[MOST_TIMES];
	size_t count;
};

/* Where something stood that is judged only later. */
struct stand {
	const char *tag;
	uint32_t segment;
	uint64_t offset;
};

struct spot {             /* a LOC */
	const char *code; /* UN/LOCODE or own code; NULL */
	const char *text; /* as received, where it differs or has no code */
	const char *facility, *facility_list;
	const char *facility_said; /* as received, where the partner's map gave the code; NULL */
	bool said;                 /* it was there at all */
	bool looked;               /* zone and source hold */
	bool checked;              /* it was told whether we know it */
	bool clock;                /* only its clock is asked for: it is not where this happened */
	const struct zone *zone;
	enum zone_source source;
	struct stand stand;
};

enum spot_kind {          /* 3227 */
	SPOT_HERE,        /* 165, 153: where it happened */
	SPOT_LOAD,        /* 9 */
	SPOT_DISCHARGE,   /* 11 */
	SPOT_DESTINATION, /* 8 */
	SPOT_DELIVERY,    /* 7, 83, 164 */
	SPOT_EMPTY_OUT,   /* 98 */
	SPOT_EMPTY_BACK,  /* 99 */
	SPOT_KINDS
};

struct call { /* a LOC of a transport and the times that stand under it */
	enum spot_kind kind;
	unsigned qualifier; /* 3227, as it was told */
	struct spot spot;
	struct times times;
};

struct met { /* a UN/LOCODE as it was received, and what it came to */
	char said[5];
	const char *code, *text; /* NULL, NULL: none yet */
};

struct list {
	const char *item[MOST_LIST];
	size_t count;
};

struct own_said { /* what a message of our own says in fields (wire/edifact/own.h) */
	const char *when, *stowage, *subject;
	bool of_voyage; /* the subject is one, else a document */
};

struct box {
	bool open;
	uint32_t segment;
	uint64_t offset;
	const char *number; /* NULL: no event can be made */
	bool failed;
	bool many; /* ordered without a number: EQN says how many */
	const char *size_type;
	unsigned units;  /* EQN; 0: not said */
	unsigned status; /* 8249; 0: not said */
	enum load_state load_state;
	struct times times;
	struct spot spot[SPOT_KINDS];
	const char *stowage, *operator_code, *carrier_code;
	bool has_leg;
	unsigned leg_stage;
	struct transport_ref leg;
	struct times leg_times; /* of our own messages: the day a train runs */
	struct own_said said;
	struct reference reference[MOST_LIST];
	size_t references;
	struct list seals, measures, remarks;
	bool cut; /* a list was full */
};

struct head {
	unsigned document_code;    /* BGM 1001; 0: none or no number */
	const char *document_name; /* BGM 1000, or a 1001 that is no number */
	struct times times;
	struct told day;    /* of the message, once somebody asked for it */
	bool times_settled; /* each time of the transport stands with the call it is of */
	bool has_transport;
	unsigned stage; /* TDT 8051 */
	struct transport_ref transport;
	struct times transport_times; /* before any LOC */
	struct call call[MOST_CALLS];
	size_t calls;
	struct reference reference[MOST_LIST];
	size_t references;
	const char *operator_code, *carrier_code, *terminal, *terminal_list;
	const char *own_sender;
	struct moment said;
	const struct told *prepared; /* the interchange's time, once somebody asked for it */
	instant own_said;            /* INSTANT_NONE: not said */
	int own_offset;
	long long count; /* CNT+16; -1: not said */
	struct stand count_stand;
	bool unnamed; /* it was said that nothing can be told of this transport: it has no name */
};

struct statuses;
struct order;
struct instruction;

struct message_kind {
	const char *type;
	const struct rule *rules;
	size_t rule_count;
	const unsigned *times; /* 2005 of the event's time, best first, 0 at the end */
	/* For box_end: event codes of the open box (none, one or two), with a diagnostic where it cannot be
	 * said. */
	size_t (*decide)(struct reading *r, const char *codes[2]);
	/* Where an event of that code took place; NULL: not said. */
	struct spot *(*place)(struct reading *r, const char *code);
	/* The call that the transport's own times belong to; NULL: not said. */
	struct call *(*own_call)(struct reading *r);
	/* The open box is complete.  It may hand over only where nothing behind a box speaks of it. */
	void (*box_done)(struct reading *r);
	/* All segments are read; NULL: nothing is left. */
	void (*end)(struct reading *r);
	/* It is taken although no event can be made of it: an acknowledgement. */
	bool eventless;
	/* Whether what it says of its boxes took place or is planned. */
	enum classifier classifier;
	/* When an event of that code takes place, where boxes have no times of their own: NULL, and said so,
	 * where nothing tells.  NULL: the box's times say it. */
	const struct told *(*when)(struct reading *r, const char *code);
};

struct made { /* events that are not handed over yet; malloc'd, used again by the next message */
	struct event *events;
	size_t count, room;
	size_t identified; /* the first of them */
};

struct reading {
	struct arena *arena; /* one of the two */
	struct arena *lasting, *passing;
	struct made *made;
	decode_events *hand_over; /* NULL: all events stay until the message's end */
	void *ear;
	bool stopped; /* who they were handed over to wants no more */
	const struct decode_world *world;
	const struct decode_hint *hint; /* NULL: nothing is known of the delivery */
	const struct decode_sink *sink; /* codes that nobody mapped are told there; NULL: to nobody */
	const struct partner *partner;  /* who it is from, as far as it was read; NULL: nobody who is known */
	const struct message_kind *kind; /* NULL: segments are counted, not read */
	const struct groups *groups;
	struct message message;
	enum group group; /* the innermost open one */
	uint32_t segments;
	unsigned release; /* 19952 for D.95B; 0: not known */
	bool own;         /* the message is of our own (wire/edifact/own.h) */
	bool rejected, warned, head_done, zone_missed, place_missed, time_missed;
	bool refused; /* by its partner's strictness: it is read on, so that all there is to say is said */
	uint8_t usual[LIMIT_DIAGNOSTICS + 10]; /* how severe each diagnostic is to anybody */
	size_t diagnostic_room;
	size_t let_go; /* bytes of boxes that were handed over */
	struct head head;
	struct box box;
	struct statuses *statuses;       /* of IFTSTA; NULL: none yet */
	struct order *orders;            /* of COPARN; NULL: none yet */
	struct instruction *instruction; /* of IFTMIN; NULL: none yet */
	unsigned units;                  /* of EQN, beyond one for each EQD */
	unsigned boxes;                  /* EQD seen */
	unsigned unnumbered;             /* boxes that are ordered without saying which */
	struct stand unnumbered_stand;
	struct answered *answered; /* of CONTRL; NULL: no message is answered yet */
	char sizes[4][4];          /* size-types that were judged good: a message has few */
	unsigned size_at;
	const char *asked[16]; /* places already looked for and not known */
	size_t asked_count;
	struct met met[MOST_MET]; /* of the boxes in `passing`: they bear few places, over and over */
};

/* Says something about a segment; e and c count from 1, 0: none.  An error rejects the message. */
void say(struct reading *r, enum severity severity, const char *code, const struct segment *s, unsigned e,
	unsigned c, const char *fmt, ...) __attribute__((format(printf, 7, 8)));
/* The same about the open box, at its EQD. */
void say_box(struct reading *r, enum severity severity, const char *code, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* About what stood somewhere before; e and c as above. */
void say_at(struct reading *r, enum severity severity, const char *code, const struct stand *at, unsigned e,
	unsigned c, const char *fmt, ...) __attribute__((format(printf, 7, 8)));
static inline struct stand stand_of(const struct reading *r, const struct segment *s, const char *tag)
{
	return (struct stand){tag, r->segments, s->offset};
}
/* About no segment in particular. */
void say_message(struct reading *r, enum severity severity, const char *code, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* The message is told to be from this sender (NAD+MS): its partner's strictness holds for what was said so
 * far, and its places for what was read. */
void reading_sender(struct reading *r, const char *nad);

/* A value without blanks around it, copied; NULL where it is empty.  Longer ones are cut at a character. */
const char *keep(struct reading *r, struct slice x);
/* A whole number, 0 where it is none or too large. */
unsigned slice_number(struct slice x);
/* "A:B", with b left out where it is empty. */
const char *joined(struct reading *r, struct slice a, char by, struct slice b);
void list_add(struct reading *r, struct list *list, const char *item);

/* Gives the events made so far their ids: they go by who is known to send when they are made. */
void reading_identify(struct reading *r);
/* Hands over the events made so far, and lets go of what their boxes said. */
void reading_hand_over(struct reading *r);
/* False, and the message refused, when it holds more than a message may. */
bool reading_fits(struct reading *r);

/* Reads one segment of the message by its table. */
void reading_take(struct reading *r, const struct segment *s);
/* No segment of the open box is to come: what is said from now on is not of it. */
void reading_last_box(struct reading *r);
/* All its segments are read: the last box and the checks that need the whole. */
void reading_end(struct reading *r);

#endif
