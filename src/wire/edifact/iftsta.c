#include "wire/edifact/iftsta.h"

#include "wire/edifact/readers.h"
#include "wire/edifact/status.h"

/* Segments of IFTSTA, top to bottom as D.23A has them; what only older directories have is among them.  RFF
 * behind a NAD is the party's in D.23A and the message's before: it is taken as the message's.  Some rows are
 * wider than any directory, because senders are: CNI left out, RFF, DTM, TDT or EQD directly under CNI. */
/* clang-format off */
static const struct rule rules[] = {
	{"BGM", HEAD,                          0,                    read_bgm,             USED,    "which report, its number and function"},
	{"DTM", HEAD | HEAD_REFERENCE,         0,                    read_dtm,             USED,    "when it was said"},
	{"TSR", HEAD,                          0,                    NULL,                 IGNORED, "which transport service was asked for"},
	{"LOC", HEAD,                          0,                    read_message_place,   USED,    "places of the whole message"},
	{"FTX", HEAD,                          0,                    read_head_text, USED, "text about the message: of our own what BGM has no room for, else ignored"},
	{"CNT", HEAD | CONSIGNMENT,            0,                    NULL,                 IGNORED, "totals: a box may be told of several times"},
	{"RFF", HEAD,                          GROUP_HEAD_REFERENCE, read_message_rff,     USED,    "references of the whole message, or its box"},
	{"NAD", HEAD,                          GROUP_PARTY,          read_nad,             USED,    "sender, carrier, operator; others are not kept"},
	{"CTA", PARTY,                         GROUP_CONTACT,        NULL,                 IGNORED, "whom to ask"},
	{"COM", CONTACT | STATUS_CONTACT | EFFECT, 0,                NULL,                 IGNORED, "how to reach them"},
	{"EQD", HEAD,                          GROUP_BOX,            read_message_box,     USED,    "one container of the whole message"},
	{"STS", BOX,                           GROUP_BOX_STATUS,     read_sts,             USED,    "what happened to it"},
	{"LOC", BOX_STATUS,                    0,                    read_status_place,    USED,    "where"},
	{"DTM", BOX_STATUS,                    0,                    read_status_time,     USED,    "when"},
	{"MEA", BOX | STATUS_BOX,                   0,                    read_mea,             USED,    "weights"},
	{"DIM", BOX | STATUS_BOX,                   0,                    read_dim,             KEPT,    "dimensions"},
	{"SEL", BOX | STATUS_BOX,                   0,                    read_sel,             USED,    "seals"},
	{"RFF", BOX | STATUS_BOX,                   0,                    read_rff,             USED,    "references of the box"},
	{"TPL", BOX | STATUS_BOX,                   0,                    read_remark,          KEPT,    "which transport it stands on"},
	{"TMD", BOX | STATUS_BOX,                   0,                    read_remark,          KEPT,    "kind of movement (FCL, LCL)"},
	{"NAD", BOX,                           0,                    read_nad,             USED,    "operator of the box"},
	{"FTX", BOX | DANGER,                  0,                    read_remark,          KEPT,    "remarks"},
	{"DGS", BOX,                           GROUP_DANGER,         read_remark,          KEPT,    "dangerous goods in the box"},
	{"LOC", BOX,                           GROUP_BOX_PLACE,      read_loc,             USED,    "where the box is, comes from, goes to"},
	{"DTM", BOX | BOX_PLACE | LEG | LEG_CALL | STATUS_BOX | STATUS_BOX_PLACE, 0, read_dtm,       USED,    "when, where its status does not say"},
	{"EQA", BOX,                           GROUP_ATTACHED,       read_remark,          KEPT,    "attached equipment"},
	{"SEL", ATTACHED | STATUS_BOX_ATTACHED,     0,                    NULL,                 IGNORED, "seals of attached equipment"},
	{"QTY", ATTACHED | STATUS_BOX_ATTACHED | EFFECT | ITEM, 0,        NULL,                 IGNORED, "quantities of attached equipment or goods"},
	{"LOC", ATTACHED | STATUS_BOX_ATTACHED | ITEM, 0,                 NULL,                 IGNORED, "places of attached equipment or goods"},
	{"DTM", ATTACHED | STATUS_BOX_ATTACHED | EFFECT | ITEM, 0,        NULL,                 IGNORED, "times of attached equipment or goods"},
	{"TDT", BOX,                           GROUP_LEG,            read_tdt,             USED,    "the transport the box is on"},
	{"RFF", LEG,                           0,                    read_rff,             USED,    "references of that transport"},
	{"LOC", LEG,                           GROUP_LEG_CALL,       read_loc,             USED,    "where that goes"},
	{"TMP", BOX,                           GROUP_CLIMATE,        read_tmp,             KEPT,    "temperature setting"},
	{"RNG", BOX | CLIMATE,                 0,                    read_rng,             KEPT,    "temperature range"},
	{"DAM", BOX,                           GROUP_DAMAGE,         read_remark,          KEPT,    "damage"},
	{"COD", BOX | DAMAGE,                  0,                    read_remark,          KEPT,    "damaged component"},
	{"CNI", HEAD,                          GROUP_CONSIGNMENT,    read_cni,             USED,    "one consignment"},
	{"LOC", CONSIGNMENT,                   0,                    read_consignment_place, USED,  "where it comes from and goes to"},
	{"RFF", CONSIGNMENT,                   0,                    read_consignment_rff, USED,    "references of the consignment"},
	{"STS", HEAD | CONSIGNMENT,            GROUP_STATUS,         read_sts,             USED,    "what happened"},
	{"RFF", STATUS,                        0,                    read_status_rff,      USED,    "references, or the box it happened to"},
	{"DTM", CONSIGNMENT | STATUS,          0,                    read_status_time,     USED,    "when"},
	{"DOC", STATUS,                        0,                    read_status_doc,      USED,    "the document it is about"},
	{"FTX", STATUS,                        0,                    read_status_remark,   KEPT,    "remarks"},
	{"MOA", STATUS,                        0,                    NULL,                 IGNORED, "amounts"},
	{"NAD", STATUS,                        GROUP_STATUS_PARTY,   read_status_party,    USED,    "carrier, operator; others are not kept"},
	{"CTA", STATUS | STATUS_PARTY,         GROUP_STATUS_CONTACT, NULL,                 IGNORED, "whom to ask"},
	{"LOC", STATUS,                        0,                    read_status_place,    USED,    "where"},
	{"PCI", STATUS | ITEM,                 0,                    NULL,                 IGNORED, "marks of packages"},
	{"EFI", STATUS,                        GROUP_EFFECT,         NULL,                 IGNORED, "files that go with it"},
	{"CED", EFFECT,                        0,                    NULL,                 IGNORED, "how to open them"},
	{"RFF", EFFECT | ITEM,                 0,                    NULL,                 IGNORED, "references of files or goods"},
	{"TDT", CONSIGNMENT | STATUS,          GROUP_STATUS_LEG,     read_status_ride,     USED,    "the ship, train or truck"},
	{"DTM", STATUS_LEG | STATUS_CALL,      0,                    read_status_time,     USED,    "when it calls"},
	{"RFF", STATUS_LEG,                    0,                    read_status_rff,      USED,    "its voyage"},
	{"LOC", STATUS_LEG,                    GROUP_STATUS_CALL,    read_status_place,    USED,    "where it calls"},
	{"EQD", CONSIGNMENT | STATUS,          GROUP_STATUS_BOX,          read_status_box,      USED,    "one container it happened to"},
	{"LOC", STATUS_BOX,                         GROUP_STATUS_BOX_PLACE,    read_loc,             USED,    "where the box is, comes from, goes to"},
	{"EQA", STATUS_BOX,                         GROUP_STATUS_BOX_ATTACHED, read_remark,          KEPT,    "attached equipment"},
	{"GID", STATUS,                        GROUP_ITEM,           NULL,                 IGNORED, "goods"},
	{"HAN", ITEM,                          0,                    NULL,                 IGNORED, "how to handle the goods"},
	{"SGP", ITEM,                          0,                    NULL,                 IGNORED, "which box the goods are in"},
	{"DGS", ITEM,                          0,                    NULL,                 IGNORED, "dangerous goods"},
	{"FTX", ITEM,                          0,                    NULL,                 IGNORED, "text about the goods"},
	{"GDS", ITEM,                          0,                    NULL,                 IGNORED, "nature of the goods"},
	{"MEA", ITEM,                          0,                    NULL,                 IGNORED, "measurements of goods"},
	{"DIM", ITEM,                          0,                    NULL,                 IGNORED, "dimensions of goods"},
	{"EQN", ITEM,                          0,                    NULL,                 IGNORED, "how many of them"},
	{"GIN", ITEM,                          0,                    NULL,                 IGNORED, "numbers of goods"},
};
/* clang-format on */

static const unsigned times[] = {334, 203, 7, 178, 186, 137, 0};

static struct call *own_call(struct reading *r)
{
	struct statuses *s = statuses_of(r);

	return s->writer.spot.said ? &s->writer : NULL;
}

const struct message_kind iftsta = {.type = "IFTSTA",
	.rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
	.times = times,
	.own_call = own_call,
	.box_done = status_box_done,
	.end = consignment_close};
