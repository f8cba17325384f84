/* CODECO: gates of terminals and depots, and what a rail terminal took off its trains. */
#include "simulate/edi.h"

static bool comes_in(enum happening what)
{
	return what == GATE_IN || what == EMPTY_IN || what == DISCHARGED;
}

static bool is_empty(enum happening what)
{
	return what == EMPTY_OUT || what == EMPTY_IN;
}

static void one_box(struct edi *e, const struct fact *f, int shift)
{
	const struct box *b = &e->p->w->boxes[f->box];
	bool empty = is_empty(f->what), sea = stretches[routes[b->route].leg[0]].mode == SHIP;

	edi_box(e, b, sea ? 6 : comes_in(f->what) == (f->place == last_place(b)) ? 3 : 2, empty);
	pen_tells(e->p, f->box, f->what, f->at);
	edi_time(e, 7, f->place, f->at + shift);
	edi_place(e, 165, f->place, true);
	if (!empty) {
		edi_place(e, 8, last_place(b), false);
		edi_segment(e, "MEA+AAE+G+KGM:%d", b->declared);
		edi_segment(e, "SEL+LG%06d+CA", f->seal);
	}
	if (f->what == DISCHARGED)
		edi_train(e, f);
	else
		edi_segment(e, "TDT+1++3+31");
}

/* function: 9 original, 1 cancelled, 5 replaced; shift: minutes by which the clock is wrong. */
static void one_way(struct edi *e, bool in, int function, int shift)
{
	struct pen *p = e->p;
	int n = 0;

	for (size_t i = 0; i < p->count; i++) {
		if (comes_in(p->facts[i].what) != in)
			continue;
		if (!n++) {
			edi_message(e, "CODECO:D:95B:UN");
			edi_segment(e, "BGM+%d+%s%06d%c+%d", in ? 34 : 36, p->v->sender,
				p->serial - (function != 9), in ? 'I' : 'O', function);
			edi_segment(e, "NAD+MS+%s", p->v->sender);
			edi_segment(e, "NAD+CF+JKX:160:ZZZ");
		}
		one_box(e, &p->facts[i], shift);
	}
	if (n) {
		edi_segment(e, "CNT+16:%d", n);
		edi_message_end(e);
	}
}

static void both_ways(struct pen *p, int function, int shift)
{
	struct edi e;

	edi_begin(&e, p, "UNOA:4", "HUB");
	one_way(&e, true, function, shift);
	one_way(&e, false, function, shift);
	edi_end(&e);
}

/* A move that never was: told, and taken back or not. */
static void not_so(struct pen *p, int box, bool taken_back)
{
	struct pen wrong = *p;
	struct fact f = p->facts[0];

	f.box = box;
	f.what = GATE_IN;
	wrong.facts = &f;
	wrong.count = 1;
	wrong.untrue = true;
	both_ways(&wrong, 9, 0);
	wrong.takes_back = true;
	if (taken_back)
		both_ways(&wrong, 1, 0);
	p->serial = wrong.serial;
	p->out = wrong.out;
	p->told = wrong.told;
}

/* The number of a box that is on its way elsewhere is read at the gate, and nobody sees that. */
static void misread(struct pen *p)
{
	struct world *w = p->w;
	int box = p->facts[0].box;

	for (int i = 0; i < w->box_count && w->boxes[box].where != ABOARD; i++)
		box = (box + 1) % w->box_count;
	if (w->boxes[box].where != ABOARD)
		return;
	goes_wrong(w, box, WRONG_CONFLICT, CAUSE_TYPING, p->facts[0].place, p->facts[0].at);
	not_so(p, box, false);
}

void write_gate(struct pen *p)
{
	if (chance_in(p->chance, 1, 250))
		not_so(p, (p->facts[0].box + 1) % p->w->box_count, true);
	if (p->w->trouble > 1 && mishap(p->w, 400))
		misread(p);
	if (chance_in(p->chance, 1, 120)) {
		both_ways(p, 9, chance_in(p->chance, 1, 2) ? 60 : -60);
		both_ways(p, 5, 0);
	} else {
		both_ways(p, 9, 0);
	}
}
