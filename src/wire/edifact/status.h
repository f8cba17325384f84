/*
 * Statuses of IFTSTA while they are read: which consignment, which status, which boxes it is about.
 *
 * A status speaks of the boxes (EQD, RFF+EQ) of its own group.  Where it names none it waits until its
 * consignment is complete and then speaks of that consignment's boxes, else of those the message names at its
 * head, else of the consignment's document.  What the message and the consignment say (documents, places,
 * operator) holds for each of their statuses that does not say it itself.
 */
#ifndef WIRE_EDIFACT_STATUS_H
#define WIRE_EDIFACT_STATUS_H

#include "wire/edifact/reading.h"

#define MOST_WAITING 99 /* statuses a consignment: the directories' own limit */

struct carried { /* a box as one EQD or RFF+EQ told of it */
	const char *number;
	bool failed;
	const char *size_type;
	unsigned status; /* 8249 */
	enum load_state load_state;
	const char *operator_code, *stowage;
	struct spot here;
	const char *load_place, *discharge_place, *destination;
	struct times *times; /* NULL: none */
	bool has_leg;
	struct transport_ref leg;
	struct reference *reference;
	size_t references;
	const char **seals, **measures, **remarks;
	size_t seal_count, measure_count, remark_count;
	uint32_t segment;
	uint64_t offset;
};

struct carriage { /* boxes, each as often as it was told of */
	struct carried *box;
	size_t count, room;
};

struct ride { /* a TDT and what stands under it */
	struct transport_ref transport;
	struct times times;
	struct call call[MOST_CALLS];
	size_t calls;
};

struct status {
	bool open;
	struct stand stand;
	struct status_code means;
	struct times times;
	struct spot spot[SPOT_KINDS];
	bool has_ride;
	struct ride ride;
	const char *operator_code;
	struct reference reference[MOST_LIST];
	size_t references;
	struct list remarks;
	struct own_said said; /* of our own messages */
	struct list seals;
	struct carriage boxes;      /* EQD */
	struct carriage named;      /* RFF+EQ */
	bool boxes_told;            /* though none of them may have had a number */
	bool where_said, when_said; /* what is odd about them: once, not for each box */
};

struct statuses {
	struct status at;       /* the open one */
	struct ride *into;      /* the ride that LOC and DTM of a TDT are of */
	struct ride spare;      /* of a TDT that is not the status's */
	struct status *waiting; /* closed, and about no box of their own */
	size_t waiting_count, waiting_room;
	bool in_consignment;
	uint32_t segment; /* its CNI */
	uint64_t offset;
	const char *document; /* CNI's C503 */
	struct spot spot[SPOT_KINDS];
	struct reference reference[MOST_LIST];
	size_t references;
	struct carriage boxes;      /* of the consignment */
	struct carriage head_boxes; /* EQD at the message's head */
	struct carriage head_named; /* RFF+EQ there */
	struct spot head_spot[SPOT_KINDS];
	bool head_box;      /* the open box stands at the head */
	struct call writer; /* where the first status took place: whose clock the message is written by */
};

/* The state, made when it is first asked for. */
struct statuses *statuses_of(struct reading *r);
void carriage_add(struct reading *r, struct carriage *c, const struct carried *box);

/* The open status is complete: its events, or it waits. */
void status_close(struct reading *r);
/* The open box is complete. */
void status_box_done(struct reading *r);
/* The consignment is complete: what waited is said now. */
void consignment_close(struct reading *r);

/* What a status says of where and when it happened, of a box where it is about one; what is odd about it is
 * said once.  NULL: nobody says. */
struct spot *status_where(struct reading *r, struct status *st, struct carried *box, const char *code);
const struct told *status_when(
	struct reading *r, struct status *st, const struct carried *box, const char *code);
/* A place of the whole carriage, by its kind: the status's, the transport's, the consignment's, the
 * message's. */
const char *status_place(struct reading *r, struct status *st, enum spot_kind kind);

/* Events of one status about these boxes; about the consignment's document where there are none. */
void status_events(struct reading *r, struct status *st, const struct carriage *boxes);

#endif
