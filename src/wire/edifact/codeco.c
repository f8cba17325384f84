#include "wire/edifact/codeco.h"

#include "wire/edifact/codes.h"
#include "wire/edifact/events.h"
#include "wire/edifact/readers.h"

/* Segments of CODECO, top to bottom as D.23A has them; what only older directories have is among them. */
/* clang-format off */
static const struct rule rules[] = {
	{"BGM", HEAD,                                    0,                     read_bgm,    USED,    "which report, its number and function"},
	{"DTM", HEAD | HEAD_REFERENCE | TRANSPORT | CALL | BOX | LEG | LEG_CALL, 0, read_dtm, USED,   "when"},
	{"FTX", HEAD,                                    0,                     read_head_text, USED, "text about the message: of our own what BGM has no room for, else ignored"},
	{"FTX", GOODS | GOODS_DANGER,                    0,                     NULL,        IGNORED, "text about the goods"},
	{"RFF", HEAD,                                    GROUP_HEAD_REFERENCE,  read_rff,    USED,    "references of the whole message"},
	{"TDT", HEAD,                                    GROUP_TRANSPORT,       read_tdt,    USED,    "the transport the boxes come from or go to"},
	{"RFF", TRANSPORT | BOX | LEG,                   0,                     read_rff,    USED,    "references of the transport or the box"},
	{"LOC", TRANSPORT,                               GROUP_CALL,            read_loc,    USED,    "where the transport calls"},
	{"NAD", HEAD,                                    GROUP_PARTY,           read_nad,    USED,    "sender, terminal, operator; others are not kept"},
	{"CTA", PARTY,                                   GROUP_CONTACT,         NULL,        IGNORED, "whom to ask"},
	{"COM", CONTACT | GOODS_CONTACT | DANGER_CONTACT, 0,                    NULL,        IGNORED, "how to reach them"},
	{"GID", HEAD,                                    GROUP_GOODS,           NULL,        IGNORED, "goods"},
	{"HAN", GOODS,                                   0,                     NULL,        IGNORED, "how to handle the goods"},
	{"PIA", GOODS,                                   0,                     NULL,        IGNORED, "what the goods are"},
	{"MEA", GOODS | GOODS_DANGER | DANGER,           0,                     NULL,        IGNORED, "measurements of goods"},
	{"TMP", GOODS,                                   GROUP_GOODS_CLIMATE,   NULL,        IGNORED, "temperature of the goods"},
	{"RNG", GOODS | GOODS_CLIMATE,                   0,                     NULL,        IGNORED, "its range"},
	{"SGP", GOODS,                                   0,                     NULL,        IGNORED, "which box the goods are in"},
	{"DGS", GOODS,                                   GROUP_GOODS_DANGER,    NULL,        IGNORED, "dangerous goods"},
	{"ATT", GOODS_DANGER,                            0,                     NULL,        IGNORED, "attributes of dangerous goods"},
	{"CTA", GOODS_DANGER,                            GROUP_GOODS_CONTACT,   NULL,        IGNORED, "whom to ask about them"},
	{"EQD", HEAD,                                    GROUP_BOX,             read_eqd,    USED,    "one container"},
	{"TMD", BOX,                                     0,                     read_remark, KEPT,    "kind of movement (FCL, LCL)"},
	{"LOC", BOX,                                     0,                     read_loc,    USED,    "where"},
	{"MEA", BOX,                                     0,                     read_mea,    USED,    "weights"},
	{"DIM", BOX,                                     0,                     read_dim,    KEPT,    "dimensions"},
	{"SEL", BOX,                                     0,                     read_sel,    USED,    "seals"},
	{"FTX", BOX | DANGER,                            0,                     read_remark, KEPT,    "remarks"},
	{"PCD", BOX,                                     0,                     read_remark, KEPT,    "percentages: humidity, gases"},
	{"EQA", BOX,                                     0,                     read_remark, KEPT,    "attached equipment"},
	{"COD", BOX | DAMAGE,                            0,                     read_remark, KEPT,    "damaged component"},
	{"HAN", BOX,                                     0,                     read_remark, KEPT,    "how to handle the box"},
	{"ATT", BOX | DANGER,                            0,                     read_remark, KEPT,    "attributes"},
	{"DAM", BOX,                                     GROUP_DAMAGE,          read_remark, KEPT,    "damage"},
	{"TDT", BOX,                                     GROUP_LEG,             read_tdt,    USED,    "the truck, train or barge of this gate move"},
	{"LOC", LEG,                                     GROUP_LEG_CALL,        read_loc,    USED,    "where that goes"},
	{"NAD", BOX,                                     0,                     read_nad,    USED,    "operator of the box"},
	{"DGS", BOX,                                     GROUP_DANGER,          read_remark, KEPT,    "dangerous goods in the box"},
	{"CTA", DANGER,                                  GROUP_DANGER_CONTACT,  NULL,        IGNORED, "whom to ask about them"},
	{"TMP", BOX,                                     GROUP_CLIMATE,         read_tmp,    KEPT,    "temperature setting"},
	{"RNG", BOX | CLIMATE,                           0,                     read_rng,    KEPT,    "temperature range"},
	{"CNT", HEAD,                                    0,                     read_cnt,    USED,    "how many containers"},
};
/* clang-format on */

static const unsigned times[] = {7, 203, 178, 186, 137, 0};

/* What the head alone says: "GTIN", "GTOT" or NULL. */
static const char *reported(const struct reading *r)
{
	const char *name = r->head.document_name;

	switch (r->head.document_code) {
	case 34:
		return "GTIN";
	case 35:
	case 36:
		return "GTOT";
	default:
		break;
	}
	if (name &&
		(strcasestr(name, "gate in") || strcasestr(name, "gate-in") || strcasestr(name, "gatein")))
		return "GTIN";
	if (name &&
		(strcasestr(name, "gate out") || strcasestr(name, "gate-out") || strcasestr(name, "gateout")))
		return "GTOT";
	return NULL;
}

static size_t decide(struct reading *r, const char *codes[2])
{
	const struct box *b = &r->box;

	codes[0] = reported(r);
	if (codes[0])
		return 1;
	/* laden boxes for export come in, laden imports go out; an empty may do either */
	if (b->load_state == LOAD_LADEN && (b->status == STATUS_EXPORT || b->status == STATUS_IMPORT)) {
		codes[0] = b->status == STATUS_EXPORT ? "GTIN" : "GTOT";
		say_box(r, SEVERITY_WARNING, "direction-guessed",
			"BGM does not say in or out: %s follows from EQD 8249 = %u", codes[0], b->status);
		return 1;
	}
	say_box(r, SEVERITY_WARNING, "direction-unknown",
		"neither BGM (34 in, 36 out) nor EQD 8249 says whether the box came in or went out: no event "
		"was made");
	return 0;
}

static struct call *port_call(struct reading *r, const char *code)
{
	struct call *here = call_of(r, SPOT_HERE);

	if (here)
		return here;
	return call_of(r, strcmp(code, "GTIN") == 0 ? SPOT_LOAD : SPOT_DISCHARGE);
}

static struct spot *place(struct reading *r, const char *code)
{
	struct box *b = &r->box;
	struct call *call;

	if (b->spot[SPOT_HERE].said)
		return &b->spot[SPOT_HERE];
	if (b->load_state == LOAD_EMPTY && strcmp(code, "GTOT") == 0 && b->spot[SPOT_EMPTY_OUT].said)
		return &b->spot[SPOT_EMPTY_OUT];
	if (b->load_state == LOAD_EMPTY && strcmp(code, "GTIN") == 0 && b->spot[SPOT_EMPTY_BACK].said)
		return &b->spot[SPOT_EMPTY_BACK];
	call = port_call(r, code);
	if (call)
		return &call->spot;
	say_box(r, SEVERITY_INFORMATION, "place-missing",
		"no LOC+165 says at which terminal or depot: the place stays unknown");
	return NULL;
}

static struct call *own_call(struct reading *r)
{
	const char *code = reported(r);

	if (code)
		return port_call(r, code);
	return r->head.calls == 1 ? &r->head.call[0] : NULL;
}

const struct message_kind codeco = {.type = "CODECO",
	.rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
	.times = times,
	.decide = decide,
	.place = place,
	.own_call = own_call,
	.box_done = box_end};
