/*
 * Segment groups: which of a message's groups a segment stands in.
 *
 * A message is a table of rules, top to bottom as its directory has it.  A segment belongs to the innermost
 * open group that has a rule for it: so the TDT of a container and the TDT of the message are told apart by
 * where they stand, and a segment out of its order inside its group is still taken (senders do that).  Which
 * rule opens a group says its trigger.  The groups are those of CODECO and COARRI in all directories from
 * D.95B to D.23A; where an older directory has no group of its own (LOC of D.95B) the newer one's is used.
 */
#ifndef WIRE_EDIFACT_GROUPS_H
#define WIRE_EDIFACT_GROUPS_H

#include "wire/edifact/tokens.h"

enum group {
#define GROUP(name, parent, about) GROUP_##name,
#include "wire/edifact/groups.def"
#undef GROUP
	GROUPS
};

/* for the rule's `in` */
#define HEAD           (1u << GROUP_HEAD)
#define HEAD_REFERENCE (1u << GROUP_HEAD_REFERENCE)
#define TRANSPORT      (1u << GROUP_TRANSPORT)
#define CALL           (1u << GROUP_CALL)
#define PARTY          (1u << GROUP_PARTY)
#define CONTACT        (1u << GROUP_CONTACT)
#define GOODS          (1u << GROUP_GOODS)
#define GOODS_CLIMATE  (1u << GROUP_GOODS_CLIMATE)
#define GOODS_DANGER   (1u << GROUP_GOODS_DANGER)
#define GOODS_CONTACT  (1u << GROUP_GOODS_CONTACT)
#define BOX            (1u << GROUP_BOX)
#define BOX_PLACE      (1u << GROUP_BOX_PLACE)
#define CLIMATE        (1u << GROUP_CLIMATE)
#define DANGER         (1u << GROUP_DANGER)
#define DANGER_CONTACT (1u << GROUP_DANGER_CONTACT)
#define DAMAGE         (1u << GROUP_DAMAGE)
#define LEG            (1u << GROUP_LEG)
#define LEG_CALL       (1u << GROUP_LEG_CALL)

enum disposition {
	USED,   /* shapes the event */
	KEPT,   /* readable in the event as a remark, a measure or a reference */
	IGNORED /* stays in the intake's bytes only */
};

struct reading;

struct rule {
	const char *tag;
	uint32_t in;                                              /* groups it may stand in */
	enum group opens;                                         /* GROUP_HEAD: none */
	void (*read)(struct reading *r, const struct segment *s); /* NULL: ignored */
	enum disposition disposition;
	const char *caption;
};

#define MOST_RULES 96

struct groups { /* a table of rules, made ready for matching */
	const struct rule *rules;
	size_t count;
	uint32_t tag[MOST_RULES];
	uint8_t first[64], next[MOST_RULES]; /* chains by tag; index + 1, 0: end */
	uint32_t open[GROUPS];               /* a group and those around it */
};

void groups_ready(struct groups *g, const struct rule *rules, size_t count);
/* The rule for a segment that comes while `at` is the innermost open group, and the group it stands in; NULL:
 * it fits no row. */
const struct rule *groups_match(const struct groups *g, enum group at, uint32_t tag, enum group *stands);
bool groups_know(const struct groups *g, uint32_t tag);

#endif
