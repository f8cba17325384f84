#include "wire/edifact/baplie.h"

#include "wire/edifact/events.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/when.h"

#define DEPARTURE 5  /* LOC of the head: port of departure */
#define NEXT      61 /* next port of call */
#define IN        (BOX | CELL | CELL_BOX)

static reader read_plan_bgm, read_plan_tdt, read_plan_time, read_plan_rff, read_cell, read_cell_box;

/* Segments of BAPLIE, top to bottom: 3.x, and among it what only 1.5 and 2.x have. */
/* clang-format off */
static const struct rule rules[] = {
	{"BGM",     HEAD,                             0,                    read_plan_bgm,  USED,    "number and function of the list"},
	{"DTM",     HEAD | HEAD_REFERENCE | IN,       0,                    read_dtm,       USED,    "when it was written"},
	{"RFF",     HEAD,                             GROUP_HEAD_REFERENCE, read_rff,       USED,    "references of the whole list"},
	{"FTX",     HEAD | TRANSPORT,                 0,                    NULL,           IGNORED, "text about the list or the voyage"},
	{"NAD",     HEAD,                             GROUP_PARTY,          read_nad,       USED,    "sender, terminal, operator; others are not kept"},
	{"CTA",     PARTY,                            GROUP_CONTACT,        NULL,           IGNORED, "whom to ask"},
	{"COM",     CONTACT | DANGER_CONTACT,         0,                    NULL,           IGNORED, "how to reach them"},
	{"TDT",     HEAD,                             GROUP_TRANSPORT,      read_plan_tdt,  USED,    "the ship and its voyage"},
	{"RFF",     TRANSPORT,                        0,                    read_rff,       USED,    "references of the voyage"},
	{"LOC",     TRANSPORT,                        GROUP_CALL,           read_loc,       USED,    "port of departure (5), next port (61)"},
	{"DTM",     TRANSPORT | CALL,                 0,                    read_plan_time, USED,    "when the ship calls there"},
	{"LOC+147", HEAD,                             GROUP_CELL,           read_cell,      USED,    "a cell, and what is said of it behind"},
	{"LOC+147", BOX,                              0,                    read_loc,       USED,    "the cell a box stands in"},
	{"GID",     IN,                               0,                    NULL,           IGNORED, "packages"},
	{"GDS",     IN,                               0,                    read_remark,    KEPT,    "nature of the cargo"},
	{"TMD",     IN,                               0,                    read_remark,    KEPT,    "kind of movement (FCL, LCL)"},
	{"FTX",     IN | DANGER | CELL_DANGER,        0,                    read_remark,    KEPT,    "remarks, handling"},
	{"MEA",     IN,                               0,                    read_mea,       USED,    "weights, the verified one (VGM) among them"},
	{"DIM",     IN,                               0,                    read_dim,       KEPT,    "dimensions, how far it sticks out"},
	{"TMP",     IN,                               0,                    read_tmp,       KEPT,    "temperature setting"},
	{"RNG",     IN,                               0,                    read_rng,       KEPT,    "temperature range"},
	{"LOC",     IN,                               0,                    read_loc,       USED,    "ports of loading (9) and discharge (11), delivery (83), others"},
	{"RFF",     IN,                               0,                    read_plan_rff,  USED,    "references; the filler BM:1 is none"},
	{"EQD",     HEAD,                             GROUP_BOX,            read_eqd,       USED,    "one container"},
	{"EQD",     CELL,                             GROUP_CELL_BOX,       read_cell_box,  USED,    "the container in the cell, or one of a bundle"},
	{"SEL",     IN,                               0,                    read_sel,       USED,    "seals"},
	{"PCD",     IN,                               0,                    read_remark,    KEPT,    "percentages: humidity, gases"},
	{"HAN",     IN,                               0,                    read_remark,    KEPT,    "how to handle the box"},
	{"ATT",     IN | DANGER | CELL_DANGER,        0,                    read_remark,    KEPT,    "attributes"},
	{"PIA",     IN,                               0,                    read_remark,    KEPT,    "what the goods are"},
	{"EQA",     IN,                               0,                    read_remark,    KEPT,    "attached equipment"},
	{"NAD",     IN,                               0,                    read_nad,       USED,    "operator of the box"},
	{"DGS",     BOX,                              GROUP_DANGER,         read_remark,    KEPT,    "dangerous goods in the box"},
	{"DGS",     CELL,                             GROUP_CELL_DANGER,    read_remark,    KEPT,    "dangerous goods in the cell"},
	{"MEA",     DANGER | CELL_DANGER,             0,                    NULL,           IGNORED, "quantity of dangerous goods"},
	{"CTA",     DANGER,                           GROUP_DANGER_CONTACT, NULL,           IGNORED, "whom to ask about them"},
	{"CNT",     HEAD,                             0,                    read_cnt,       USED,    "how many containers"},
};
/* clang-format on */

/* Its type says what it is: BGM has only a number in 1.5 and 2.x, and no function. */
static void read_plan_bgm(struct reading *r, const struct segment *s)
{
	if (segment_at(s, 3, 1).n)
		read_bgm(r, s);
	else
		r->message.document = keep_key(r, s, 2, 1, segment_at(s, 2, 1));
	if (!r->head.document_name)
		r->head.document_name = r->kind->type;
}

/* A bayplan is a ship's, however little TDT says of it. */
static void read_plan_tdt(struct reading *r, const struct segment *s)
{
	if (r->head.has_transport && slice_number(segment_at(s, 1, 1)) != 20)
		return;
	read_tdt(r, s);
	if (r->head.transport.mode == MODE_UNKNOWN)
		r->head.transport.mode = MODE_VESSEL;
}

/* 3.x: of the place it stands under.  2.x: of the next port where it is an arrival to come, else of the port
 * of departure.  NULL: of a port that nobody names. */
static struct times *times_of(struct reading *r, unsigned qualifier)
{
	struct head *h = &r->head;
	bool next = qualifier == 132 || qualifier == 232;
	struct call *call;

	if (r->release >= 20002)
		return r->group == GROUP_CALL && h->calls ? &h->call[h->calls - 1].times
							  : &h->transport_times;
	call = call_told(r, next ? NEXT : DEPARTURE);
	if (call)
		return &call->times;
	return next ? NULL : &h->transport_times;
}

static void read_plan_time(struct reading *r, const struct segment *s)
{
	unsigned qualifier = slice_number(segment_at(s, 1, 1));
	struct times *times = qualifier == 137 ? &r->head.times : times_of(r, qualifier);
	size_t before = times ? times->count : 0;

	r->head.times_settled = true;
	if (!times) {
		say(r, SEVERITY_INFORMATION, "call-unknown", s, 1, 1,
			"no LOC+61 says at which port the ship arrives then: this DTM was passed over");
		return;
	}
	times_read(r, s, times);
	if (times->count > before && times->at[before].qualifier == 136)
		times->at[before].qualifier = 186; /* SMDG: the actual departure */
}

/* SMDG wants a reference of every box: where there is none BM:1 is written. */
static void read_plan_rff(struct reading *r, const struct segment *s)
{
	if (!slice_is(segment_at(s, 1, 2), "1"))
		read_rff(r, s);
}

static void read_cell(struct reading *r, const struct segment *s)
{
	box_begin(r, s);
	r->box.stowage = keep(r, segment_at(s, 2, 1));
}

static void read_cell_box(struct reading *r, const struct segment *s)
{
	if (r->box.number)
		box_bundle(r);
	if (equipment_read(r, s))
		equipment_number(r, s);
}

static size_t decide(struct reading *r, const char *codes[2])
{
	(void)r;
	codes[0] = EVENT_ABOARD;
	return 1;
}

static struct call *own_call(struct reading *r)
{
	return call_told(r, DEPARTURE);
}

static struct spot *place(struct reading *r, const char *code)
{
	struct call *call = own_call(r);

	(void)code;
	if (!call)
		call = call_of(r, SPOT_HERE);
	if (call)
		return &call->spot;
	if (!r->place_missed)
		say_box(r, SEVERITY_INFORMATION, "place-missing",
			"no LOC+5 says which port the ship leaves: the place stays unknown");
	r->place_missed = true;
	return NULL;
}

/* Estimated, and more than a day after the list was written. */
static bool is_forecast(struct reading *r, const struct told *departure)
{
	struct call *call = own_call(r);
	instant said = r->message.said;

	return departure->qualifier == 133 && said != INSTANT_NONE &&
	       moment_at(r, departure, call ? &call->spot : NULL).at > said + INSTANT_DAY;
}

static const struct told *voyage_time(struct reading *r)
{
	static const unsigned order[] = {186, 133, 178, 0};
	struct call *call = own_call(r);
	const struct told *told = call ? times_find(&call->times, order) : NULL;

	if (!told)
		told = times_find(&r->head.transport_times, order);
	return told && !is_forecast(r, told) ? told : NULL;
}

static const struct told *when(struct reading *r, const char *code)
{
	static const unsigned said_by[] = {137, 0};
	const struct told *told = voyage_time(r);

	(void)code;
	if (!told)
		told = times_find(&r->head.times, said_by);
	if (!told)
		told = message_day(r);
	if (!told && !r->time_missed)
		say_box(r, SEVERITY_WARNING, "time-missing",
			"nothing says when this is on board: no event was made. Ask for DTM+133 or 137");
	r->time_missed |= !told;
	return told;
}

static const unsigned times[] = {186, 133, 178, 137, 0};

const struct message_kind baplie = {.type = "BAPLIE",
	.rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
	.times = times,
	.decide = decide,
	.place = place,
	.own_call = own_call,
	.box_done = box_end,
	.classifier = CLASSIFIER_ACT,
	.when = when};
