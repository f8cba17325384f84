#include "wire/edifact/coarri.h"

#include "wire/edifact/direction.h"
#include "wire/edifact/events.h"
#include "wire/edifact/readers.h"

/* Segments of COARRI, top to bottom as D.23A has them; what only older directories have is among them. */
/* clang-format off */
static const struct rule rules[] = {
	{"BGM", HEAD,                                    0,                     read_bgm,    USED,    "which report, its number and function"},
	{"DTM", HEAD | HEAD_REFERENCE | TRANSPORT | CALL | BOX | BOX_PLACE | LEG | LEG_CALL, 0, read_dtm, USED, "when"},
	{"FTX", HEAD,                                    0,                     read_head_text, USED, "text about the message: of our own what BGM has no room for, else ignored"},
	{"RFF", HEAD,                                    GROUP_HEAD_REFERENCE,  read_rff,    USED,    "references of the whole message"},
	{"TDT", HEAD,                                    GROUP_TRANSPORT,       read_tdt,    USED,    "the ship and its voyage"},
	{"RFF", TRANSPORT | BOX | LEG,                   0,                     read_rff,    USED,    "references of the ship or the box"},
	{"LOC", TRANSPORT,                               GROUP_CALL,            read_loc,    USED,    "where the ship calls"},
	{"NAD", HEAD,                                    GROUP_PARTY,           read_nad,    USED,    "sender, terminal, operator; others are not kept"},
	{"CTA", PARTY,                                   GROUP_CONTACT,         NULL,        IGNORED, "whom to ask"},
	{"COM", CONTACT | DANGER_CONTACT,                0,                     NULL,        IGNORED, "how to reach them"},
	{"EQD", HEAD,                                    GROUP_BOX,             read_eqd,    USED,    "one container"},
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
	{"TDT", BOX,                                     GROUP_LEG,             read_remark, KEPT,    "how the box came or goes on"},
	{"LOC", LEG,                                     GROUP_LEG_CALL,        read_loc,    USED,    "where that goes"},
	{"NAD", BOX,                                     0,                     read_nad,    USED,    "operator of the box"},
	{"CNT", HEAD,                                    0,                     read_cnt,    USED,    "how many containers"},
};
/* clang-format on */

static const unsigned times[] = {203, 7, 178, 186, 334, 137, 0};

const struct message_kind coarri = {.type = "COARRI",
	.rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
	.times = times,
	.decide = direction_decide,
	.place = direction_place,
	.own_call = direction_call,
	.box_done = box_end};
