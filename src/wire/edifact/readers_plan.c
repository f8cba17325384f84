#include "wire/edifact/codes.h"
#include "wire/edifact/orders.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/transport.h"
#include "wire/edifact/when.h"

void read_units(struct reading *r, const struct segment *s)
{
	unsigned units = slice_number(segment_at(s, 1, 1));

	if (!units) {
		say(r, SEVERITY_INFORMATION, "count-unread", s, 1, 1, "\"%.*s\" is no number of containers",
			(int)(segment_at(s, 1, 1).n < 40 ? segment_at(s, 1, 1).n : 40),
			segment_at(s, 1, 1).s);
		return;
	}
	r->units += units - (r->box.units ? r->box.units : 1);
	r->box.units = units;
}

/* ---- IFTSAI ---- */

/* Another ship or another voyage: nothing of the one before holds. */
void read_voyage(struct reading *r, const struct segment *s)
{
	r->head.unnamed = false;
	r->head.transport_times.count = 0;
	read_tdt(r, s);
	if (!r->head.transport.carrier)
		r->head.transport.carrier = r->head.carrier_code;
}

void read_voyage_rff(struct reading *r, const struct segment *s)
{
	for (unsigned k = 1; k <= segment_repetitions(s, 1); k++)
		if (slice_is(trimmed(segment_repeat(s, 1, k, 1)), "VON") && !r->head.transport.voyage)
			r->head.transport.voyage = keep_key(r, s, 1, 2, segment_repeat(s, 1, k, 2));
}

/* A call is read as a box is: its place, its times, its references and remarks. */
void read_stop(struct reading *r, const struct segment *s)
{
	struct spot *spot = &r->box.spot[SPOT_HERE];

	box_begin(r, s);
	spot_read(r, s, spot);
	/* ZZZ says that the two of them agreed on it: the list's own name (BER) says more */
	if (spot->facility && slice_is(segment_at(s, 3, 3), "ZZZ") && segment_at(s, 3, 2).n)
		spot->facility_list = keep(r, segment_at(s, 3, 2));
}

/* Behind the voyages it is too late: their events are made, and go by who sent the interchange. */
void read_late_party(struct reading *r, const struct segment *s)
{
	if (!r->head_done)
		read_nad(r, s);
}

/* ---- COPARN ---- */

/* When a box is collected or brought makes a plan; what else is told (the earliest, the latest) is kept. */
void read_order_time(struct reading *r, const struct segment *s)
{
	static const unsigned planned[] = {ORDER_TIMES};
	unsigned qualifier = slice_number(segment_at(s, 1, 1));
	bool plan = false;

	for (size_t i = 0; i < sizeof planned / sizeof *planned; i++)
		plan |= planned[i] == qualifier;
	if (plan && r->box.number)
		times_read(r, s, &r->box.times);
	else
		read_remark(r, s);
}

/* The ship that it goes on with does not come through the gate. */
void read_order_leg(struct reading *r, const struct segment *s)
{
	struct transport_ref t;

	transport_read(r, s, &t);
	if (t.mode == MODE_VESSEL) {
		read_remark(r, s);
		return;
	}
	r->box.has_leg = true;
	r->box.leg_stage = slice_number(segment_at(s, 1, 1));
	r->box.leg = t;
}
