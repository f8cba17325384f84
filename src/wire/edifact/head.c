/* What a message says before its boxes: who says it and when, and the transport that it is about. */
#include "wire/edifact/events.h"
#include "wire/edifact/transport.h"
#include "wire/edifact/when.h"

/* Whose clock the message itself is written by: the reported call's, else the first container's place. */
static struct spot *writer_spot(struct reading *r, struct call *own)
{
	static const enum spot_kind kinds[] = {SPOT_HERE, SPOT_EMPTY_OUT, SPOT_EMPTY_BACK};

	if (own)
		return &own->spot;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (r->box.spot[kinds[i]].said)
			return &r->box.spot[kinds[i]];
	return NULL;
}

const struct told *message_told(struct reading *r)
{
	static const unsigned said_by[] = {137, 0};
	const struct told *told = times_find(&r->head.times, said_by);
	const struct interchange *unb = r->message.interchange;
	struct told *prepared;

	if (told || !unb || unb->prepared == INSTANT_NONE)
		return told;
	if (r->head.prepared)
		return r->head.prepared;
	r->head.prepared = prepared = arena_alloc(r->lasting, sizeof *prepared);
	*prepared = (struct told){.precision = PRECISION_MINUTE, .where = NO_OFFSET};
	prepared->local = instant_to_civil(unb->prepared, 0);
	prepared->text = arena_printf(r->lasting, "%02d%02d%02d:%02d%02d", prepared->local.year % 100,
		prepared->local.month, prepared->local.day, prepared->local.hour, prepared->local.minute);
	return prepared;
}

/* Local like every other time, UTC where no zone is known. */
static struct moment said_at(struct reading *r, struct spot *spot)
{
	return moment_at(r, message_told(r), spot);
}

/* The day a train runs: when it leaves. */
static const struct civil *running_day(struct reading *r, struct call *own)
{
	static const unsigned any[] = {186, 133, 189, 136, 0}, ours[] = {136, 0};
	const unsigned *runs = r->own ? ours : any;
	const struct told *told = times_find(&r->head.transport_times, runs);

	if (!told && own)
		told = times_find(&own->times, runs);
	return told ? &told->local : NULL;
}

void head_end(struct reading *r)
{
	struct head *h = &r->head;
	struct moment said;
	struct call *own;

	if (r->head_done)
		return;
	r->head_done = true;
	r->arena = r->lasting;
	if (h->own_sender)
		r->message.sender = h->own_sender;
	if (!r->message.sender && r->message.interchange)
		r->message.sender = r->message.interchange->sender;
	own = r->kind->own_call(r);
	said = h->said = said_at(r, writer_spot(r, own));
	if (h->own_said != INSTANT_NONE)
		said = (struct moment){.at = h->own_said, .offset = h->own_offset};
	r->message.said = said.at;
	r->message.said_offset = said.offset;
	if (!h->has_transport)
		return;
	if (!h->transport.carrier)
		h->transport.carrier = h->carrier_code;
	transport_key(r, &h->transport, running_day(r, own));
	transport_events(r);
}
