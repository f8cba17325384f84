#include "wire/edifact/codes.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/transport.h"
#include "wire/edifact/when.h"

void read_units(struct reading *r, const struct segment *s)
{
	r->box.units = slice_number(segment_at(s, 1, 1));
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

	box_start(r, s);
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
