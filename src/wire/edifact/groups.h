/*
 * Segment groups: which of a message's groups a segment stands in.
 *
 * A message is a table of rules, top to bottom as its directory has it.  A segment belongs to the innermost
 * open group that has a rule for it: so the TDT of a container and the TDT of the message are told apart by
 * where they stand, and a segment out of its order inside its group is still taken (senders do that).  Which
 * rule opens a group says its trigger.  The groups are those of the messages that are taken, in all
 * directories from D.95B to D.23A; where an older directory has no group of its own (LOC of D.95B) the newer
 * one's is used.
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
#define HEAD                (UINT64_C(1) << GROUP_HEAD)
#define HEAD_REFERENCE      (UINT64_C(1) << GROUP_HEAD_REFERENCE)
#define TRANSPORT           (UINT64_C(1) << GROUP_TRANSPORT)
#define CALL                (UINT64_C(1) << GROUP_CALL)
#define PARTY               (UINT64_C(1) << GROUP_PARTY)
#define CONTACT             (UINT64_C(1) << GROUP_CONTACT)
#define GOODS               (UINT64_C(1) << GROUP_GOODS)
#define GOODS_CLIMATE       (UINT64_C(1) << GROUP_GOODS_CLIMATE)
#define GOODS_DANGER        (UINT64_C(1) << GROUP_GOODS_DANGER)
#define GOODS_CONTACT       (UINT64_C(1) << GROUP_GOODS_CONTACT)
#define BOX                 (UINT64_C(1) << GROUP_BOX)
#define BOX_PLACE           (UINT64_C(1) << GROUP_BOX_PLACE)
#define CLIMATE             (UINT64_C(1) << GROUP_CLIMATE)
#define DANGER              (UINT64_C(1) << GROUP_DANGER)
#define DANGER_CONTACT      (UINT64_C(1) << GROUP_DANGER_CONTACT)
#define DAMAGE              (UINT64_C(1) << GROUP_DAMAGE)
#define LEG                 (UINT64_C(1) << GROUP_LEG)
#define LEG_CALL            (UINT64_C(1) << GROUP_LEG_CALL)
#define ATTACHED            (UINT64_C(1) << GROUP_ATTACHED)
#define BOX_STATUS          (UINT64_C(1) << GROUP_BOX_STATUS)
#define CONSIGNMENT         (UINT64_C(1) << GROUP_CONSIGNMENT)
#define STATUS              (UINT64_C(1) << GROUP_STATUS)
#define STATUS_PARTY        (UINT64_C(1) << GROUP_STATUS_PARTY)
#define STATUS_CONTACT      (UINT64_C(1) << GROUP_STATUS_CONTACT)
#define STATUS_LEG          (UINT64_C(1) << GROUP_STATUS_LEG)
#define STATUS_CALL         (UINT64_C(1) << GROUP_STATUS_CALL)
#define EFFECT              (UINT64_C(1) << GROUP_EFFECT)
#define STATUS_BOX          (UINT64_C(1) << GROUP_STATUS_BOX)
#define STATUS_BOX_PLACE    (UINT64_C(1) << GROUP_STATUS_BOX_PLACE)
#define STATUS_BOX_ATTACHED (UINT64_C(1) << GROUP_STATUS_BOX_ATTACHED)
#define ITEM                (UINT64_C(1) << GROUP_ITEM)
#define CELL                (UINT64_C(1) << GROUP_CELL)
#define CELL_BOX            (UINT64_C(1) << GROUP_CELL_BOX)
#define CELL_DANGER         (UINT64_C(1) << GROUP_CELL_DANGER)
#define ERROR_MESSAGE       (UINT64_C(1) << GROUP_ERROR_MESSAGE)
#define ERROR_SEGMENT       (UINT64_C(1) << GROUP_ERROR_SEGMENT)
#define HEAD_PLACE          (UINT64_C(1) << GROUP_HEAD_PLACE)
#define STOP                (UINT64_C(1) << GROUP_STOP)
#define MASS                (UINT64_C(1) << GROUP_MASS)
#define CERTIFICATE         (UINT64_C(1) << GROUP_CERTIFICATE)
#define WEIGHER             (UINT64_C(1) << GROUP_WEIGHER)
#define BOX_PARTY           (UINT64_C(1) << GROUP_BOX_PARTY)
#define BOX_TERMS           (UINT64_C(1) << GROUP_BOX_TERMS)
#define DELIVERY            (UINT64_C(1) << GROUP_DELIVERY)
#define TERMS               (UINT64_C(1) << GROUP_TERMS)

enum disposition {
	USED,   /* shapes the event */
	KEPT,   /* readable in the event as a remark, a measure or a reference */
	IGNORED /* stays in the intake's bytes only */
};

struct reading;

struct rule {
	const char *tag;  /* "LOC"; "LOC+147": only where its first component is that number, and before the
			     plain one */
	uint64_t in;      /* groups it may stand in */
	enum group opens; /* GROUP_HEAD: none */
	void (*read)(struct reading *r, const struct segment *s); /* NULL: ignored */
	enum disposition disposition;
	const char *caption;
};

#define MOST_RULES 96

struct groups { /* a table of rules, made ready for matching */
	const struct rule *rules;
	size_t count;
	uint32_t tag[MOST_RULES];
	uint16_t qualifier[MOST_RULES];       /* 0: any */
	uint8_t first[256], next[MOST_RULES]; /* chains by tag; index + 1, 0: end */
	uint64_t open[GROUPS];                /* a group and those around it */
};

void groups_ready(struct groups *g, const struct rule *rules, size_t count);
/* The rule for a segment that comes while `at` is the innermost open group, and the group it stands in; NULL:
 * it fits no row. */
const struct rule *groups_match(
	const struct groups *g, enum group at, const struct segment *s, enum group *stands);
bool groups_know(const struct groups *g, uint32_t tag);

#endif
