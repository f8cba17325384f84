#include "wire/edifact/iftmin.h"

#include "wire/edifact/events.h"
#include "wire/edifact/instruction.h"
#include "wire/edifact/readers.h"

/* Segments of IFTMIN, top to bottom as D.16A has them; what only older directories have is among them.  What
 * stands below a party, a charge, an item stays with it. */
/* clang-format off */
static const struct rule rules[] = {
	{"BGM", HEAD,                                    0,                    read_instruction,       USED,    "which instruction, its number and function"},
	{"CTA", HEAD,                                    0,                    NULL,                   IGNORED, "whom to ask"},
	{"COM", HEAD | CONTACT | PARTY | GOODS | BOX_PARTY | DANGER_CONTACT, 0, NULL,                  IGNORED, "how to reach them"},
	{"DTM", HEAD | HEAD_REFERENCE | TRANSPORT | CALL, 0,                   read_dtm,               USED,    "when it was said; when the ship calls"},
	{"TSR", HEAD | TRANSPORT | TERMS | PARTY,        0,                    NULL,                   IGNORED, "which transport service was asked for"},
	{"CUX", HEAD | TERMS | PARTY | GOODS | BOX_TERMS, 0,                   NULL,                   IGNORED, "currencies"},
	{"MOA", HEAD | TERMS | PARTY | GOODS | BOX_TERMS, 0,                   NULL,                   IGNORED, "amounts"},
	{"FTX", HEAD | TERMS | PARTY | DANGER,           0,                    NULL,                   IGNORED, "text about the consignment, charges, dangerous goods"},
	{"CNT", HEAD,                                    0,                    read_cnt,               USED,    "how many containers"},
	{"DOC", HEAD | TERMS | PARTY | GOODS,            0,                    NULL,                   IGNORED, "papers that are asked for"},
	{"GDS", HEAD | GOODS,                            0,                    NULL,                   IGNORED, "nature of the cargo"},
	{"LOC", HEAD,                                    GROUP_HEAD_PLACE,     read_instruction_place, USED,    "from where to where"},
	{"DTM", HEAD_PLACE | TERMS | PARTY | GOODS | BOX_PARTY, 0,             NULL,                   IGNORED, "times of places, charges, parties, goods"},
	{"TOD", HEAD,                                    GROUP_DELIVERY,       NULL,                   IGNORED, "terms of delivery"},
	{"LOC", DELIVERY | TERMS | PARTY | GOODS,        0,                    NULL,                   IGNORED, "places of terms, parties, goods"},
	{"RFF", HEAD,                                    GROUP_HEAD_REFERENCE, read_rff,               USED,    "bill, consignment note, booking, and others"},
	{"GOR", HEAD,                                    GROUP_TERMS,          NULL,                   IGNORED, "what authorities ask for"},
	{"SEL", TERMS | GOODS,                           0,                    NULL,                   IGNORED, "seals of authorities"},
	{"CPI", HEAD,                                    GROUP_TERMS,          NULL,                   IGNORED, "who pays what"},
	{"RFF", TERMS | PARTY | GOODS,                   0,                    NULL,                   IGNORED, "references of charges, parties, goods"},
	{"TCC", HEAD,                                    GROUP_TERMS,          NULL,                   IGNORED, "charges"},
	{"PRI", TERMS | PARTY | GOODS | BOX_TERMS,       0,                    NULL,                   IGNORED, "prices"},
	{"EQN", TERMS | PARTY | GOODS | BOX | BOX_TERMS, 0,                    NULL,                   IGNORED, "how many of them"},
	{"PCD", TERMS | PARTY | GOODS | BOX_TERMS,       0,                    NULL,                   IGNORED, "percentages"},
	{"QTY", TERMS | PARTY | GOODS | BOX_TERMS,       0,                    NULL,                   IGNORED, "quantities"},
	{"TDT+20", HEAD,                                 GROUP_TRANSPORT,      read_tdt,               USED,    "the main carriage: the ship or train"},
	{"TDT", HEAD,                                    GROUP_TERMS,          NULL,                   IGNORED, "carriage before and after it"},
	{"SCC", TRANSPORT | TERMS,                       0,                    NULL,                   IGNORED, "how schedules are kept"},
	{"LOC", TRANSPORT,                               GROUP_CALL,           read_loc,               USED,    "where the ship calls"},
	{"RFF", TRANSPORT,                               0,                    read_rff,               USED,    "references of the ship: its voyage"},
	{"NAD", HEAD,                                    GROUP_PARTY,          read_instruction_party, USED,    "sender, carrier, consignor, consignee; others are not kept"},
	{"CTA", PARTY,                                   GROUP_CONTACT,        NULL,                   IGNORED, "whom to ask"},
	{"TCC", PARTY | GOODS,                           0,                    NULL,                   IGNORED, "charges of a party or of goods"},
	{"CPI", PARTY,                                   0,                    NULL,                   IGNORED, "who of them pays what"},
	{"TPL", PARTY | GOODS,                           0,                    NULL,                   IGNORED, "which transport goods stand on"},
	{"EFI", PARTY | HEAD,                            0,                    NULL,                   IGNORED, "files that go with it"},
	{"CED", PARTY | HEAD,                            0,                    NULL,                   IGNORED, "how to open them"},
	{"GID", HEAD,                                    GROUP_GOODS,          NULL,                   IGNORED, "one item of goods"},
	{"HAN", GOODS | BOX,                             0,                    NULL,                   IGNORED, "how to handle goods or boxes"},
	{"TMP", GOODS | BOX,                             0,                    NULL,                   IGNORED, "temperatures"},
	{"RNG", GOODS,                                   0,                    NULL,                   IGNORED, "their range"},
	{"TMD", GOODS | BOX,                             0,                    NULL,                   IGNORED, "kind of movement (FCL, LCL)"},
	{"PIA", GOODS,                                   0,                    NULL,                   IGNORED, "what the goods are, in a code"},
	{"FTX", GOODS,                                   0,                    read_instruction_goods, USED,    "what the goods are (AAA); others are not kept"},
	{"NAD", GOODS,                                   0,                    NULL,                   IGNORED, "whose goods they are"},
	{"MEA", GOODS,                                   0,                    NULL,                   IGNORED, "measurements of goods"},
	{"DIM", GOODS | BOX,                             0,                    NULL,                   IGNORED, "dimensions"},
	{"PCI", GOODS,                                   0,                    NULL,                   IGNORED, "marks of packages"},
	{"GIN", GOODS,                                   0,                    NULL,                   IGNORED, "numbers of packages"},
	{"GOR", GOODS,                                   0,                    NULL,                   IGNORED, "what authorities ask for of them"},
	{"SGP", GOODS,                                   0,                    NULL,                   IGNORED, "which box the goods are in"},
	{"DGS", GOODS,                                   0,                    NULL,                   IGNORED, "dangerous goods"},
	{"CTA", GOODS | BOX_PARTY,                       0,                    NULL,                   IGNORED, "whom to ask about them"},
	{"EQD", HEAD,                                    GROUP_BOX,            read_eqd,               USED,    "one container"},
	{"MEA", BOX,                                     0,                    read_mea,               USED,    "weights"},
	{"SEL", BOX,                                     0,                    read_sel,               USED,    "seals"},
	{"TPL", BOX,                                     0,                    NULL,                   IGNORED, "which transport the box stands on"},
	{"FTX", BOX,                                     0,                    NULL,                   IGNORED, "text about the box"},
	{"RFF", BOX,                                     0,                    NULL,                   IGNORED, "references of the box"},
	{"TCC", BOX,                                     GROUP_BOX_TERMS,      NULL,                   IGNORED, "charges of the box"},
	{"NAD", BOX,                                     GROUP_BOX_PARTY,      NULL,                   IGNORED, "where the box is stuffed or stripped"},
	{"EQA", BOX,                                     0,                    NULL,                   IGNORED, "attached equipment"},
	{"DGS", BOX,                                     GROUP_DANGER,         NULL,                   IGNORED, "dangerous goods in the box"},
	{"CTA", DANGER,                                  GROUP_DANGER_CONTACT, NULL,                   IGNORED, "whom to ask about those"},
};
/* clang-format on */

static const unsigned times[] = {137, 0};

static struct call *own_call(struct reading *r)
{
	struct call *load = call_of(r, SPOT_LOAD);

	return load || r->head.calls != 1 ? load : &r->head.call[0];
}

const struct message_kind iftmin = {.type = "IFTMIN",
	.rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
	.times = times,
	.own_call = own_call,
	.box_done = instruction_box,
	.end = instruction_end};
