#include "wire/edifact/iftsai.h"

#include "wire/edifact/events.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/transport.h"
#include "wire/edifact/when.h"

/* Segments of IFTSAI, top to bottom as D.16A has them; what only older directories have is among them. */
/* clang-format off */
static const struct rule rules[] = {
	{"BGM", HEAD,                                    0,                    read_bgm,        USED,    "which schedule, its number and function"},
	{"DTM", HEAD | HEAD_REFERENCE | TRANSPORT | STOP, GROUP_HEAD,          read_dtm,        USED,    "when it was said; when the ship calls"},
	{"FTX", HEAD | TRANSPORT | GOODS | TERMS,        0,                    NULL,            IGNORED, "text about the schedule, the voyage, equipment or goods"},
	{"GIS", HEAD,                                    0,                    NULL,            IGNORED, "how urgent it is"},
	{"GEI", HEAD,                                    0,                    NULL,            IGNORED, "how to process it"},
	{"RFF", HEAD,                                    GROUP_HEAD_REFERENCE, NULL,            IGNORED, "references of the whole message"},
	{"LOC", HEAD,                                    GROUP_HEAD_PLACE,     NULL,            IGNORED, "the way that was asked for"},
	{"DTM", HEAD_PLACE | TERMS | GOODS,              0,                    NULL,            IGNORED, "when that was asked for"},
	{"EQD", HEAD,                                    GROUP_TERMS,          NULL,            IGNORED, "equipment that is asked for or there"},
	{"EQN", TRANSPORT | GOODS | TERMS,               0,                    NULL,            IGNORED, "how many of them"},
	{"MEA", TRANSPORT | GOODS | TERMS,               0,                    NULL,            IGNORED, "measurements"},
	{"DIM", GOODS | TERMS,                           0,                    NULL,            IGNORED, "dimensions"},
	{"RFF", TERMS,                                   0,                    NULL,            IGNORED, "references of equipment"},
	{"TPL", TERMS,                                   0,                    NULL,            IGNORED, "where equipment is put"},
	{"TDT", HEAD,                                    GROUP_TRANSPORT,      read_voyage,     USED,    "one ship and its voyage"},
	{"TSR", TRANSPORT,                               0,                    NULL,            IGNORED, "which transport service it is"},
	{"RFF", TRANSPORT,                               0,                    read_voyage_rff, USED,    "the voyage (VON) where TDT does not say it; others are not kept"},
	{"EQD", TRANSPORT,                               0,                    NULL,            IGNORED, "equipment the voyage has room for"},
	{"QTY", TRANSPORT,                               0,                    NULL,            IGNORED, "how much room there is"},
	{"LOC", TRANSPORT,                               GROUP_STOP,           read_stop,       USED,    "one call of the voyage, and its terminal"},
	{"RFF", STOP,                                    0,                    read_rff,        USED,    "references of the call"},
	{"FTX", STOP,                                    0,                    read_remark,     KEPT,    "remarks about the call"},
	{"CNT", HEAD,                                    0,                    NULL,            IGNORED, "totals"},
	{"NAD", HEAD,                                    GROUP_PARTY,          read_late_party, USED,    "sender and carrier, where they stand before the voyages; others are not kept"},
	{"LOC", PARTY,                                   0,                    NULL,            IGNORED, "where a party is"},
	{"CTA", PARTY,                                   GROUP_CONTACT,        NULL,            IGNORED, "whom to ask"},
	{"COM", CONTACT,                                 0,                    NULL,            IGNORED, "how to reach them"},
	{"GID", HEAD,                                    GROUP_GOODS,          NULL,            IGNORED, "goods that room is asked for"},
	{"HAN", GOODS,                                   0,                    NULL,            IGNORED, "how to handle them"},
	{"GDS", GOODS,                                   0,                    NULL,            IGNORED, "nature of the goods"},
	{"DGS", GOODS,                                   0,                    NULL,            IGNORED, "dangerous goods"},
};
/* clang-format on */

static const unsigned times[] = {137, 0};

/* Of arrival and departure as one and the same word tells them. */
static void order_check(struct reading *r)
{
	static const unsigned pairs[][2] = {{132, 133}, {178, 186}, {232, 189}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const struct told *in = times_find(&r->box.times, (unsigned[]){pairs[i][0], 0});
		const struct told *out = times_find(&r->box.times, (unsigned[]){pairs[i][1], 0});
		struct stand at;

		if (!in || !out || in->zoned != out->zoned)
			continue;
		at = (struct stand){"DTM", out->segment, out->where};
		if (civil_to_instant(&out->local, out->offset) < civil_to_instant(&in->local, in->offset))
			say_at(r, SEVERITY_WARNING, "call-order", &at, 1, 2,
				"%s is left before it is reached: both times were kept",
				spot_name(&r->box.spot[SPOT_HERE]) ? spot_name(&r->box.spot[SPOT_HERE])
								   : "this call");
	}
}

/* The day a train runs is told by its calls; a ship's key needs none. */
static void key_find(struct reading *r, bool first)
{
	static const unsigned runs[] = {186, 133, 189, 136, 0};
	struct transport_ref *t = &r->head.transport;
	const struct told *told = times_find(&r->head.transport_times, runs);

	if (t->key || r->head.unnamed || (first && t->mode != MODE_RAIL))
		return;
	if (!told)
		told = times_find(&r->box.times, runs);
	r->arena = r->lasting;
	transport_key(r, t, told ? &told->local : NULL);
}

/* What stands under the call is told of each of its events. */
static void stop_describe(struct reading *r, size_t made)
{
	const struct box *b = &r->box;
	struct made *m = r->made;

	for (size_t i = m->count - made; i < m->count; i++) {
		m->events[i].remarks = listed(r, &b->remarks);
		m->events[i].remark_count = b->remarks.count;
		if (!b->references)
			continue;
		m->events[i].references =
			arena_alloc_array(r->arena, b->references, sizeof *m->events[i].references);
		memcpy(m->events[i].references, b->reference, b->references * sizeof *b->reference);
		m->events[i].reference_count = b->references;
	}
}

static void stop_end(struct reading *r)
{
	struct head *h = &r->head;
	bool first = !r->head_done;

	head_end(r);
	r->box.open = false;
	order_check(r);
	key_find(r, first);
	r->arena = r->passing;
	if (h->transport.key)
		stop_describe(r, transport_call_events(r, &r->box.times, &r->box.spot[SPOT_HERE]));
	else if (r->box.times.count && !h->unnamed) {
		h->unnamed = true;
		say_message(r, SEVERITY_WARNING, "transport-unnamed",
			"the calls of a transport were passed over: its name or voyage is missing");
	}
	r->arena = r->lasting;
	events_pass_on(r);
}

static struct call *own_call(struct reading *r)
{
	(void)r;
	return NULL;
}

const struct message_kind iftsai = {.type = "IFTSAI",
	.rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
	.times = times,
	.own_call = own_call,
	.box_done = stop_end};
