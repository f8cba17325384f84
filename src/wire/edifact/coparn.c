#include "wire/edifact/coparn.h"

#include "wire/edifact/codes.h"
#include "wire/edifact/events.h"
#include "wire/edifact/orders.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/when.h"

/* Segments of COPARN, top to bottom as D.16A has them; what only older directories have is among them.  RFF
 * behind a NAD is taken as the message's. */
/* clang-format off */
static const struct rule rules[] = {
	{"BGM", HEAD,                                    0,                    read_bgm,        USED,    "which order, its number and function"},
	{"TMD", HEAD,                                    0,                    NULL,            IGNORED, "who carries on land"},
	{"DTM", HEAD | HEAD_REFERENCE | TRANSPORT | CALL | LEG | LEG_CALL, 0,  read_dtm,        USED,    "when it was said; when the ship calls"},
	{"TSR", HEAD | BOX,                              0,                    NULL,            IGNORED, "which transport service was asked for"},
	{"FTX", HEAD | GOODS,                            0,                    NULL,            IGNORED, "text about the order or the goods"},
	{"LOC", HEAD,                                    0,                    read_loc,        USED,    "where, for all boxes"},
	{"RFF", HEAD,                                    GROUP_HEAD_REFERENCE, read_rff,        USED,    "references of the whole order: its booking"},
	{"TDT", HEAD,                                    GROUP_TRANSPORT,      read_tdt,        USED,    "the ship the boxes are for"},
	{"RFF", TRANSPORT | BOX | LEG,                   0,                    read_rff,        USED,    "references of the ship or the box"},
	{"LOC", TRANSPORT,                               GROUP_CALL,           read_loc,        USED,    "where the ship calls"},
	{"NAD", HEAD,                                    GROUP_PARTY,          read_nad,        USED,    "sender, terminal, operator; others are not kept"},
	{"CTA", PARTY,                                   GROUP_CONTACT,        NULL,            IGNORED, "whom to ask"},
	{"COM", CONTACT | GOODS | BOX_PARTY | DANGER_CONTACT, 0,               NULL,            IGNORED, "how to reach them"},
	{"GID", HEAD,                                    GROUP_GOODS,          NULL,            IGNORED, "goods"},
	{"HAN", GOODS,                                   0,                    NULL,            IGNORED, "how to handle the goods"},
	{"RFF", GOODS | BOX_PARTY,                       0,                    NULL,            IGNORED, "references of goods or of a party"},
	{"PIA", GOODS,                                   0,                    NULL,            IGNORED, "what the goods are"},
	{"NAD", GOODS,                                   0,                    NULL,            IGNORED, "whose goods they are"},
	{"DTM", GOODS | BOX_PARTY,                       0,                    NULL,            IGNORED, "times of goods or of a party"},
	{"MEA", GOODS | DANGER,                          0,                    NULL,            IGNORED, "measurements of goods"},
	{"DIM", GOODS,                                   0,                    NULL,            IGNORED, "dimensions of goods"},
	{"DOC", GOODS,                                   0,                    NULL,            IGNORED, "papers of goods"},
	{"LOC", GOODS,                                   0,                    NULL,            IGNORED, "places of goods"},
	{"SGP", GOODS,                                   0,                    NULL,            IGNORED, "which box the goods are in"},
	{"DGS", GOODS,                                   0,                    NULL,            IGNORED, "dangerous goods"},
	{"CTA", GOODS | BOX_PARTY,                       0,                    NULL,            IGNORED, "whom to ask about them"},
	{"TMP", GOODS,                                   0,                    NULL,            IGNORED, "temperature of the goods"},
	{"RNG", GOODS,                                   0,                    NULL,            IGNORED, "its range"},
	{"EQD", HEAD,                                    GROUP_BOX,            read_order_eqd,  USED,    "one container, or some of one size"},
	{"EQN", BOX,                                     0,                    read_units,      USED,    "how many of them"},
	{"TMD", BOX,                                     0,                    read_remark,     KEPT,    "kind of movement (FCL, LCL)"},
	{"DTM", BOX,                                     0,                    read_order_time, USED,    "when it is collected or brought; others are kept"},
	{"LOC", BOX,                                     0,                    read_loc,        USED,    "where: 165, 98 out, 99 back, 9, 11"},
	{"MEA", BOX,                                     0,                    read_mea,        USED,    "weights"},
	{"DIM", BOX,                                     0,                    read_dim,        KEPT,    "dimensions"},
	{"TMP", BOX,                                     GROUP_CLIMATE,        read_tmp,        KEPT,    "temperature setting"},
	{"RNG", BOX | CLIMATE,                           0,                    read_rng,        KEPT,    "temperature range"},
	{"SEL", BOX,                                     0,                    read_sel,        USED,    "seals"},
	{"FTX", BOX | DANGER,                            0,                    read_remark,     KEPT,    "remarks"},
	{"PCD", BOX,                                     0,                    read_remark,     KEPT,    "percentages: humidity, gases"},
	{"DGS", BOX,                                     GROUP_DANGER,         read_remark,     KEPT,    "dangerous goods in the box"},
	{"CTA", DANGER,                                  GROUP_DANGER_CONTACT, NULL,            IGNORED, "whom to ask about them"},
	{"MOA", BOX,                                     0,                    NULL,            IGNORED, "amounts"},
	{"GOR", BOX,                                     0,                    read_remark,     KEPT,    "what authorities ask for"},
	{"EQA", BOX,                                     0,                    read_remark,     KEPT,    "attached equipment"},
	{"COD", BOX | DAMAGE,                            0,                    read_remark,     KEPT,    "damaged component"},
	{"HAN", BOX,                                     0,                    read_remark,     KEPT,    "how to handle the box"},
	{"DAM", BOX,                                     GROUP_DAMAGE,         read_remark,     KEPT,    "damage"},
	{"TDT", BOX,                                     GROUP_LEG,            read_order_leg,  USED,    "the truck, train or barge that collects or brings it"},
	{"LOC", LEG,                                     GROUP_LEG_CALL,       read_loc,        USED,    "where that goes"},
	{"NAD", BOX,                                     GROUP_BOX_PARTY,      read_nad,        USED,    "operator of the box"},
	{"CNT", HEAD,                                    0,                    read_cnt,        USED,    "how many containers"},
};
/* clang-format on */

static const char *direction(const struct reading *r)
{
	static const struct {
		unsigned document;
		const char *code;
	} known[] = {
		{11, "GTIN"},  /* acceptance order (ITIGG) */
		{12, "GTOT"},  /* release order (ITIGG) */
		{27, "GTIN"},  /* impending arrival (ITIGG) */
		{126, "GTIN"}, /* acceptance order */
		{129, "GTOT"}, /* release order */
		{135, "GTOT"}, /* on-hire order */
		{136, "GTIN"}, /* off-hire request */
		{144, "GTOT"}, /* empty container disposition order */
		{169, "GTIN"}, /* off-hire notice */
		{171, "GTOT"}, /* pick-up notice */
		{690, "GTOT"}, /* import container call-down order (ITIGG) */
		{695, "GTOT"}, /* empty container disposition order (ITIGG) */
	};
	const char *name = r->head.document_name;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].document == r->head.document_code)
			return known[i].code;
	if (name && (strcasestr(name, "release") || strcasestr(name, "gate out") ||
			    strcasestr(name, "pick up") || strcasestr(name, "pick-up")))
		return "GTOT";
	if (name && (strcasestr(name, "accept") || strcasestr(name, "gate in") || strcasestr(name, "arriv")))
		return "GTIN";
	return NULL;
}

/* Given back to who leases them out. */
static bool is_off_hire(const struct reading *r)
{
	return r->head.document_code == 136 || r->head.document_code == 169;
}

static const unsigned times[] = {ORDER_TIMES, 0};

static size_t decide(struct reading *r, const char *codes[2])
{
	codes[0] = direction(r);
	if (is_off_hire(r))
		list_add(r, &r->box.remarks, "ORDER:OFF-HIRE");
	if (!codes[0])
		say_box(r, SEVERITY_WARNING, "direction-unknown",
			"BGM says neither that boxes are released (12, 129) nor that they are accepted (11, "
			"126): "
			"the order was kept as a note");
	else if (!times_find(&r->box.times, times))
		say_box(r, SEVERITY_INFORMATION, "time-missing",
			"nothing says when it will be %s (DTM+201): the order was kept as a note",
			*codes[0] == 'G' && strcmp(codes[0], "GTIN") == 0 ? "brought" : "collected");
	else
		return 1;
	list_add(r, &r->box.remarks,
		!codes[0]                       ? "ORDER:ANNOUNCEMENT"
		: strcmp(codes[0], "GTIN") == 0 ? "ORDER:ACCEPTANCE"
						: "ORDER:RELEASE");
	codes[0] = EVENT_NOTE;
	return 1;
}

static const struct told *when(struct reading *r, const char *code)
{
	const struct told *told;

	if (strcmp(code, EVENT_NOTE) != 0)
		return times_find(&r->box.times, times);
	told = message_told(r);
	if (!told)
		say_box(r, SEVERITY_WARNING, "time-missing",
			"nothing says when this was ordered: no event was made. Ask for DTM+137");
	return told;
}

/* The first place that is said, of the box, else of the head; SPOT_KINDS at the end. */
static struct spot *first_of(struct reading *r, const enum spot_kind *kinds)
{
	for (const enum spot_kind *k = kinds; *k != SPOT_KINDS; k++)
		if (r->box.spot[*k].said)
			return &r->box.spot[*k];
	for (; *kinds != SPOT_KINDS; kinds++)
		if (call_of(r, *kinds))
			return &call_of(r, *kinds)->spot;
	return NULL;
}

static struct spot *order_place(struct reading *r)
{
	static const enum spot_kind in[] = {SPOT_HERE, SPOT_EMPTY_BACK, SPOT_LOAD, SPOT_KINDS},
				    out[] = {SPOT_HERE, SPOT_EMPTY_OUT, SPOT_KINDS},
				    laden[] = {SPOT_HERE, SPOT_EMPTY_OUT, SPOT_DISCHARGE, SPOT_KINDS};
	const char *code = direction(r);

	if (code && strcmp(code, "GTIN") == 0)
		return first_of(r, in);
	return first_of(r, r->box.load_state == LOAD_LADEN ? laden : out);
}

static struct spot *place(struct reading *r, const char *code)
{
	struct spot *spot = order_place(r);

	(void)code;
	if (!spot)
		say_box(r, SEVERITY_INFORMATION, "place-missing",
			"no LOC (165, 98, 99) says at which terminal or depot: the place stays unknown");
	return spot;
}

static struct call *own_call(struct reading *r)
{
	struct call *here = call_of(r, SPOT_HERE);

	if (here)
		return here;
	return r->head.calls == 1 ? &r->head.call[0] : call_of(r, SPOT_LOAD);
}

static void box_done(struct reading *r)
{
	if (r->box.number) {
		box_end(r);
		return;
	}
	head_end(r);
	r->box.open = false;
	if (r->box.many) {
		const char *code = direction(r);

		if (code && strcmp(code, "GTOT") == 0 && r->box.load_state != LOAD_LADEN)
			list_add(r, &r->box.remarks, "ORDER:RELEASE");
		order_add(r, order_place(r));
	}
	r->arena = r->lasting;
	events_pass_on(r);
}

const struct message_kind coparn = {.type = "COPARN",
	.rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
	.times = times,
	.decide = decide,
	.place = place,
	.own_call = own_call,
	.box_done = box_done,
	.end = orders_end,
	.classifier = CLASSIFIER_PLN,
	.when = when};
