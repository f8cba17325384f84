/*
 * A consignment as an IFTMIN tells of it, while it is read; and what becomes of it.
 */
#ifndef WIRE_EDIFACT_INSTRUCTION_H
#define WIRE_EDIFACT_INSTRUCTION_H

#include "wire/edifact/reading.h"

#define MOST_INSTRUCTED 999 /* boxes of a consignment, as the directory has it */
#define MOST_GOODS      32  /* texts of goods in a paper */

struct instructed { /* a box of it */
	const char *number, *size_type;
	const char **seals, **measures;
	size_t seal_count, measure_count;
};

struct instruction { /* all text lasts as long as the message */
	struct instructed *box;
	size_t boxes, room;
	struct spot spot[SPOT_KINDS];
	const char *consignor, *consignee;
	const char *goods[MOST_GOODS];
	size_t goods_count;
	struct stand stand; /* its BGM */
};

struct instruction *instruction_of(struct reading *r);
/* The open box is one of its. */
void instruction_box(struct reading *r);
/* The message is read: its event and its paper. */
void instruction_end(struct reading *r);

#endif
