#include "wire/edifact/readers.h"

/* A box without a number is as many boxes as EQN says, one where it says none. */
void read_order_eqd(struct reading *r, const struct segment *s)
{
	box_begin(r, s);
	if (!equipment_read(r, s))
		return;
	if (trimmed(segment_at(s, 2, 1)).n) {
		equipment_number(r, s);
		return;
	}
	if (!r->unnumbered++)
		r->unnumbered_stand = stand_of(r, s, "EQD");
	r->box.many = true;
}

void read_order_eqn(struct reading *r, const struct segment *s)
{
	unsigned n = slice_number(segment_at(s, 1, 1));

	if (r->box.many && n > 1)
		r->unnumbered += n - 1;
	r->box.many = false;
}

void unnumbered_tell(struct reading *r)
{
	if (r->unnumbered)
		say_at(r, SEVERITY_INFORMATION, "no-number", &r->unnumbered_stand, 2, 1,
			r->unnumbered == 1
				? "%u container is ordered without a number: nothing can be "
				  "followed of it"
				: "%u containers are ordered without their numbers: nothing can be "
				  "followed of them",
			r->unnumbered);
}
