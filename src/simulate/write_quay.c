/* COARRI: what a quay took off a ship or put on it, a message each ship. */
#include "simulate/edi.h"

static void one_box(struct edi *e, const struct fact *f)
{
	const struct box *b = &e->p->w->boxes[f->box];
	const struct stretch *s = &stretches[e->p->w->runs[f->run].stretch];

	edi_box(e, b, 6, false);
	pen_tells(e->p, f->box, f->what, f->at);
	edi_segment(e, "TMD+3");
	edi_time(e, 203, f->place, f->at);
	edi_place(e, 9, s->stops[0].place, false);
	edi_place(e, 11, s->stops[1].place, false);
	edi_place(e, 7, last_place(b), false);
	edi_segment(e, "LOC+147+%07d::5", cell_of(f->box));
	edi_segment(e, "MEA+AAE+G+KGM:%d", b->declared);
	edi_segment(e, "SEL+LG%06d+CA", f->seal);
}

static int one_ship(struct edi *e, int run, bool discharge, size_t from)
{
	struct pen *p = e->p;
	const struct run *r = &p->w->runs[run];
	const struct stretch *s = &stretches[r->stretch];
	char voyage[16];
	int n = 0;

	run_name(p->w, run, 0, voyage);
	edi_message(e, discharge ? "COARRI:D:95B:UN:ITG13" : "COARRI:D:00B:UN");
	edi_segment(e, "BGM+%d+%.6s%s%06d+9", discharge ? 44 : 46, p->v->sender, voyage, p->serial);
	edi_ship(e, r, voyage);
	edi_place(e, discharge ? 11 : 9, p->v->at, true);
	if (discharge)
		edi_time(e, 178, p->v->at, r->came[1]);
	else
		edi_time(e, 133, p->v->at, r->planned);
	if (!discharge)
		edi_place(e, 11, s->stops[1].place, false);
	edi_segment(e, "NAD+CF+JKX:172:20");
	for (size_t i = from; i < p->count; i++)
		if (p->facts[i].run == run) {
			one_box(e, &p->facts[i]);
			n++;
		}
	edi_segment(e, "CNT+16:%d", n);
	edi_message_end(e);
	return n;
}

void write_quay(struct pen *p)
{
	struct edi e;

	edi_begin(&e, p, "UNOA:4", "HUB");
	for (size_t i = 0; i < p->count; i++) {
		bool told = false;

		for (size_t k = 0; k < i; k++)
			told |= p->facts[k].run == p->facts[i].run;
		if (!told)
			one_ship(&e, p->facts[i].run, p->facts[i].what == DISCHARGED, i);
	}
	edi_end(&e);
}
