#include "wire/edifact/coprar.h"

#include "wire/edifact/direction.h"
#include "wire/edifact/events.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/when.h"

/* Segments of COPRAR, top to bottom as D.23A has them; what only older directories have is among them. */
/* clang-format off */
static const struct rule rules[] = {
	{"BGM", HEAD,                                    0,                     read_bgm,    USED,    "which order, its number and function"},
	{"DTM", HEAD | HEAD_REFERENCE | TRANSPORT | CALL | BOX | BOX_PLACE | LEG | LEG_CALL, 0, read_dtm, USED, "when"},
	{"FTX", HEAD | TRANSPORT,                        0,                     NULL,        IGNORED, "text about the order"},
	{"RFF", HEAD,                                    GROUP_HEAD_REFERENCE,  read_rff,    USED,    "references of the whole order"},
	{"TDT", HEAD,                                    GROUP_TRANSPORT,       read_tdt,    USED,    "the ship and its voyage"},
	{"RFF", TRANSPORT | BOX | LEG,                   0,                     read_rff,    USED,    "references of the ship or the box"},
	{"LOC", TRANSPORT,                               GROUP_CALL,            read_loc,    USED,    "where the ship calls"},
	{"NAD", HEAD,                                    GROUP_PARTY,           read_nad,    USED,    "sender, terminal, operator; others are not kept"},
	{"CTA", PARTY,                                   GROUP_CONTACT,         NULL,        IGNORED, "whom to ask"},
	{"COM", CONTACT | DANGER_CONTACT,                0,                     NULL,        IGNORED, "how to reach them"},
	{"EQD", HEAD,                                    GROUP_BOX,             read_order_eqd, USED, "one container, or some of which nobody says which"},
	{"EQN", BOX,                                     0,                     read_order_eqn, USED, "how many, where they have no numbers"},
	{"GDS", BOX,                                     0,                     read_remark, KEPT,    "nature of the cargo"},
	{"TMD", BOX,                                     0,                     read_remark, KEPT,    "kind of movement (FCL, LCL)"},
	{"LOC", BOX,                                     GROUP_BOX_PLACE,       read_loc,    USED,    "ports, stowage cell, destination"},
	{"MEA", BOX,                                     0,                     read_mea,    USED,    "weights"},
	{"DIM", BOX,                                     0,                     read_dim,    KEPT,    "dimensions"},
	{"TMP", BOX,                                     GROUP_CLIMATE,         read_tmp,    KEPT,    "temperature setting"},
	{"RNG", BOX | CLIMATE,                           0,                     read_rng,    KEPT,    "temperature range"},
	{"SEL", BOX,                                     0,                     read_sel,    USED,    "seals"},
	{"ATT", BOX | DANGER,                            0,                     read_remark, KEPT,    "attributes"},
	{"FTX", BOX | DANGER,                            0,                     read_remark, KEPT,    "remarks"},
	{"PCD", BOX,                                     0,                     read_remark, KEPT,    "percentages: humidity, gases"},
	{"DGS", BOX,                                     GROUP_DANGER,          read_remark, KEPT,    "dangerous goods in the box"},
	{"MEA", DANGER,                                  0,                     NULL,        IGNORED, "quantity of dangerous goods"},
	{"CTA", DANGER,                                  GROUP_DANGER_CONTACT,  NULL,        IGNORED, "whom to ask about them"},
	{"EQA", BOX,                                     0,                     read_remark, KEPT,    "attached equipment"},
	{"PIA", BOX,                                     0,                     read_remark, KEPT,    "what the goods are"},
	{"COD", BOX | DAMAGE,                            0,                     read_remark, KEPT,    "damaged component"},
	{"HAN", BOX,                                     0,                     read_remark, KEPT,    "how to handle the box"},
	{"DAM", BOX,                                     GROUP_DAMAGE,          read_remark, KEPT,    "damage"},
	{"TDT", BOX,                                     GROUP_LEG,             read_remark, KEPT,    "how the box comes or goes on"},
	{"LOC", LEG,                                     GROUP_LEG_CALL,        read_loc,    USED,    "where that goes"},
	{"NAD", BOX,                                     0,                     read_nad,    USED,    "operator of the box"},
	{"CNT", HEAD,                                    0,                     read_cnt,    USED,    "how many containers"},
};
/* clang-format on */

static const unsigned times[] = {203, 7, 0};

static const struct told *call_time(struct reading *r, const char *code, const unsigned *order)
{
	const struct call *call = direction_call_of(r, code);
	const struct told *told = call ? times_find(&call->times, order) : NULL;

	return told ? told : times_find(&r->head.transport_times, order);
}

static const struct told *when(struct reading *r, const char *code)
{
	static const unsigned arrives[] = {178, 132, 232, 0}, leaves[] = {186, 133, 189, 0};
	bool load = strcmp(code, "LOAD") == 0;
	const struct told *told = times_find(&r->box.times, times);

	if (!told)
		told = call_time(r, code, load ? leaves : arrives);
	if (!told)
		told = call_time(r, code, load ? arrives : leaves);
	if (told)
		return told;
	told = message_day(r);
	if (!r->time_missed && told)
		say_box(r, SEVERITY_INFORMATION, "time-fallback",
			"neither the containers nor the ship's call have a time: the day of the message was "
			"taken");
	else if (!r->time_missed)
		say_box(r, SEVERITY_WARNING, "time-missing",
			"nothing says for when this is ordered: no event was made. Ask for the ship's "
			"DTM+132");
	r->time_missed = true;
	return told;
}

const struct message_kind coprar = {.type = "COPRAR",
	.rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
	.times = times,
	.decide = direction_decide,
	.place = direction_place,
	.own_call = direction_call,
	.box_done = box_end,
	.end = unnumbered_tell,
	.classifier = CLASSIFIER_PLN,
	.when = when};
