#include "wire/edifact/direction.h"

#include "wire/edifact/codes.h"
#include "wire/edifact/events.h"

static const char *by_bgm(const struct reading *r)
{
	const char *name = r->head.document_name;

	switch (r->head.document_code) {
	case 43: /* ordered */
	case 44: /* reported */
	case 118:
	case 119:
		return "DISC";
	case 45:
	case 46:
	case 121:
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

/* A shifter is ordered off and on again; who reports of one side tells of that half, nobody else says which.
 */
static bool is_both(struct reading *r)
{
	if (r->box.status != STATUS_SHIFTER)
		return r->box.status == STATUS_RELOADED;
	return r->kind->classifier != CLASSIFIER_ACT || !(by_bgm(r) || by_head_places(r));
}

size_t direction_decide(struct reading *r, const char *codes[2])
{
	unsigned status = r->box.status;

	if (is_both(r)) {
		codes[0] = "DISC";
		codes[1] = "LOAD";
		return 2;
	}
	if (status == STATUS_ON_BOARD || status == STATUS_SHORTLANDED) {
		say_box(r, SEVERITY_INFORMATION, "not-moved", "%s %s (EQD 8249 = %u): no event was made",
			r->box.number,
			r->kind->classifier == CLASSIFIER_ACT ? "was not moved" : "is not to be moved",
			status);
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
			"neither BGM (43, 44, 118, 119 discharge; 45, 46, 121, 122 loading) nor the ports "
			"nor EQD 8249 says whether the box goes on board or off: no event was made");
	return codes[0] ? 1 : 0;
}

static struct call *call_for(struct reading *r, const char *code)
{
	enum spot_kind side = strcmp(code, "LOAD") == 0 ? SPOT_LOAD : SPOT_DISCHARGE;
	struct call *call = call_of(r, side);

	return call ? call : call_of(r, SPOT_HERE);
}

struct call *direction_call(struct reading *r)
{
	const char *code = by_bgm(r);

	if (!code)
		code = by_head_places(r);
	if (code)
		return call_for(r, code);
	return r->head.calls == 1 ? &r->head.call[0] : call_of(r, SPOT_HERE);
}

struct call *direction_call_of(struct reading *r, const char *code)
{
	struct call *call = direction_call(r); /* a restow is both, at the one port that reports it */

	return call ? call : call_for(r, code);
}

struct spot *direction_place(struct reading *r, const char *code)
{
	struct call *call = direction_call_of(r, code);
	enum spot_kind side = strcmp(code, "LOAD") == 0 ? SPOT_LOAD : SPOT_DISCHARGE;

	if (call)
		return &call->spot;
	if (r->box.spot[side].said)
		return &r->box.spot[side];
	say_box(r, SEVERITY_INFORMATION, "place-missing",
		"no LOC says at which port: the place stays unknown");
	return NULL;
}
