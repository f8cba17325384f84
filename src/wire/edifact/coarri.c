#include "wire/edifact/coarri.h"

#include "wire/edifact/codes.h"
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

static const char *by_bgm(const struct reading *r)
{
	const char *name = r->head.document_name;

	switch (r->head.document_code) {
	case 44:
	case 119:
		return "DISC";
	case 46:
	case 122:
		return "LOAD";
	default:
		break;
	}
	if (name && (strcasestr(name, "discharg") || strcasestr(name, "unload")))
		return "DISC";
	if (name && strcasestr(name, "load"))
		return "LOAD";
	return NULL;
}

static bool same_place(const struct spot *a, const struct spot *b)
{
	return a->code && b->code && strcmp(a->code, b->code) == 0;
}

/* The head's LOC: a report names the port that it comes from on its own side of the voyage. */
static const char *by_head_places(struct reading *r)
{
	struct call *here = call_of(r, SPOT_HERE), *load = call_of(r, SPOT_LOAD),
		    *discharge = call_of(r, SPOT_DISCHARGE);
	const char *terminal = r->head.terminal ? r->head.terminal : r->message.sender;

	if (load && !discharge)
		return "LOAD";
	if (discharge && !load)
		return "DISC";
	if (!load || !discharge || same_place(&load->spot, &discharge->spot))
		return NULL;
	if (here && same_place(&here->spot, &load->spot))
		return "LOAD";
	if (here && same_place(&here->spot, &discharge->spot))
		return "DISC";
	/* terminals are often named by their port: ITGOA-VTE */
	if (terminal && load->spot.code && strncmp(terminal, load->spot.code, 5) == 0)
		return "LOAD";
	if (terminal && discharge->spot.code && strncmp(terminal, discharge->spot.code, 5) == 0)
		return "DISC";
	return NULL;
}

/* The box's own ports against where the report comes from. */
static const char *by_box_places(struct reading *r)
{
	struct call *here = call_of(r, SPOT_HERE);
	const struct spot *load = &r->box.spot[SPOT_LOAD], *discharge = &r->box.spot[SPOT_DISCHARGE];

	if (!here || same_place(load, discharge))
		return NULL;
	if (same_place(load, &here->spot))
		return "LOAD";
	return same_place(discharge, &here->spot) ? "DISC" : NULL;
}

static const char *by_status(const struct reading *r)
{
	switch (r->box.status) {
	case STATUS_EXPORT:
		return "LOAD";
	case STATUS_IMPORT:
	case STATUS_OVERLANDED:
		return "DISC";
	default:
		return NULL;
	}
}

static size_t decide(struct reading *r, const char *codes[2])
{
	unsigned status = r->box.status;

	if (status == STATUS_SHIFTER || status == STATUS_RELOADED) {
		codes[0] = "DISC";
		codes[1] = "LOAD";
		return 2;
	}
	if (status == STATUS_ON_BOARD || status == STATUS_SHORTLANDED) {
		say_box(r, SEVERITY_INFORMATION, "not-moved",
			"%s was not moved (EQD 8249 = %u): no event was made", r->box.number, status);
		return 0;
	}
	codes[0] = by_bgm(r);
	if (!codes[0])
		codes[0] = by_head_places(r);
	if (!codes[0])
		codes[0] = by_box_places(r);
	if (!codes[0])
		codes[0] = by_status(r);
	if (!codes[0])
		say_box(r, SEVERITY_WARNING, "direction-unknown",
			"neither BGM (44, 119 discharged; 46, 122 loaded) nor the ports nor EQD 8249 says "
			"whether the "
			"box was loaded or discharged: no event was made");
	return codes[0] ? 1 : 0;
}

static struct call *call_for(struct reading *r, const char *code)
{
	enum spot_kind side = strcmp(code, "LOAD") == 0 ? SPOT_LOAD : SPOT_DISCHARGE;
	struct call *call = call_of(r, side);

	return call ? call : call_of(r, SPOT_HERE);
}

static struct call *own_call(struct reading *r)
{
	const char *code = by_bgm(r);

	if (!code)
		code = by_head_places(r);
	if (code)
		return call_for(r, code);
	return r->head.calls == 1 ? &r->head.call[0] : call_of(r, SPOT_HERE);
}

static struct spot *place(struct reading *r, const char *code)
{
	struct call *call = own_call(r); /* a restow is both, at the one port that reports it */
	enum spot_kind side = strcmp(code, "LOAD") == 0 ? SPOT_LOAD : SPOT_DISCHARGE;

	if (!call)
		call = call_for(r, code);
	if (call)
		return &call->spot;
	if (r->box.spot[side].said)
		return &r->box.spot[side];
	say_box(r, SEVERITY_INFORMATION, "place-missing",
		"no LOC says at which port: the place stays unknown");
	return NULL;
}

const struct message_kind coarri = {"COARRI", rules, sizeof rules / sizeof *rules, times, decide, place,
	own_call, box_end, NULL, false, CLASSIFIER_ACT, NULL};
