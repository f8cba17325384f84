#include "wire/edifact/vermas.h"

#include "wire/edifact/events.h"
#include "wire/edifact/mass.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/when.h"

/* Segments of VERMAS, top to bottom as D.16A to D.23A have them. */
/* clang-format off */
static const struct rule rules[] = {
	{"BGM", HEAD,                  0,                    read_bgm,         USED,    "which report, its number and function"},
	{"DTM", HEAD | HEAD_REFERENCE, 0,                    read_dtm,         USED,    "when it was said"},
	{"RFF", HEAD,                  GROUP_HEAD_REFERENCE, read_rff,         USED,    "references of the whole message"},
	{"NAD", HEAD,                  GROUP_PARTY,          read_nad,         USED,    "sender, carrier; others are not kept"},
	{"CTA", PARTY,                 GROUP_CONTACT,        NULL,             IGNORED, "whom to ask"},
	{"COM", CONTACT | WEIGHER,     0,                    NULL,             IGNORED, "how to reach them"},
	{"EQD", HEAD,                  GROUP_BOX,            read_eqd,         USED,    "one container"},
	{"RFF", BOX | LEG,             0,                    read_rff,         USED,    "references of the box, its booking; the voyage"},
	{"LOC", BOX,                   0,                    read_loc,         USED,    "where it is loaded and discharged"},
	{"SEL", BOX,                   0,                    read_sel,         USED,    "seals"},
	{"MEA", BOX,                   GROUP_MASS,           read_mea,         USED,    "the mass: VGM, and others"},
	{"DTM", MASS | CERTIFICATE,    0,                    read_mass_time,   USED,    "when it was weighed (798, WAT)"},
	{"TDT", BOX,                   GROUP_LEG,            read_remark,      KEPT,    "the ship it is for"},
	{"DOC", BOX,                   GROUP_CERTIFICATE,    read_certificate, USED,    "how the mass was found, and the certificate"},
	{"NAD", CERTIFICATE,           GROUP_WEIGHER,        read_weigher,     KEPT,    "who weighed it (WPA); others are not kept"},
	{"CTA", WEIGHER,               0,                    read_signer,      KEPT,    "who signs for it"},
};
/* clang-format on */

static const unsigned times[] = {WEIGHED, 7, 137, 0};

static size_t decide(struct reading *r, const char *codes[2])
{
	for (size_t i = 0; i < r->box.measures.count; i++)
		if (strncmp(r->box.measures.item[i], "VGM:", 4) == 0) {
			codes[0] = EVENT_NOTE;
			return 1;
		}
	say_box(r, SEVERITY_WARNING, "mass-missing",
		"no MEA+AAE+VGM says a verified gross mass of %s: nothing was recorded for it",
		r->box.number);
	return 0;
}

static const struct told *when(struct reading *r, const char *code)
{
	const struct told *told = times_find(&r->box.times, times);

	(void)code;
	if (told)
		return told;
	told = message_told(r);
	if (told)
		say_box(r, SEVERITY_INFORMATION, "time-fallback",
			"nothing says when it was weighed (DTM+798): the message's own time was taken");
	else
		say_box(r, SEVERITY_WARNING, "time-missing",
			"nothing says when this happened: no event was made. Ask for DTM+798");
	return told;
}

static struct spot *place(struct reading *r, const char *code)
{
	struct spot *spot = &r->box.spot[SPOT_LOAD];

	(void)code;
	spot->clock = true;
	return spot->said ? spot : NULL;
}

/* The message is written by the clock of the port, as the mass is told by it. */
static struct call *own_call(struct reading *r)
{
	struct call *call = &r->head.call[0]; /* no head of a VERMAS has one */

	*call = (struct call){.kind = SPOT_LOAD, .spot = r->box.spot[SPOT_LOAD]};
	return call->spot.said ? call : NULL;
}

const struct message_kind vermas = {.type = "VERMAS",
	.rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
	.times = times,
	.decide = decide,
	.place = place,
	.own_call = own_call,
	.box_done = box_end,
	.when = when};
