/* What a carrier writes of its boxes: the bay plan, verified weights, releases of empties. */
#include "simulate/edi.h"

static void one_cell(struct edi *e, const struct stretch *s, const struct aboard *a)
{
	const struct box *b = &e->p->w->boxes[a->box];

	edi_segment(e, "LOC+147+%07d::5", a->listed_cell);
	edi_segment(e, "MEA+WT++KGM:%d", b->kilos);
	if (b->reefer)
		edi_segment(e, "TMP+2+-18:CEL");
	edi_place(e, 9, s->stops[0].place, false);
	edi_place(e, 11, s->stops[1].place, false);
	edi_segment(e, "RFF+BM:1");
	edi_segment(e, "EQD+CN+%s+%s+++5", b->number, type_words[b->type]);
	edi_segment(e, "NAD+CA+JKX:172:20");
	if (*dangerous_of(b))
		edi_segment(e, "DGS+IMD+%s", dangerous_of(b));
}

/* BAPLIE, once a ship has left. */
void write_bayplan(struct pen *p)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct run *r = &p->w->runs[p->facts[i].run];
		const struct stretch *s = &stretches[r->stretch];
		char voyage[16];
		struct edi e;

		if (!r->count || p->facts[i].stop)
			continue;
		run_name(p->w, p->facts[i].run, 0, voyage);
		edi_begin(&e, p, "UNOA:2", "HUB");
		edi_message(&e, "BAPLIE:D:95B:UN:SMDG22");
		edi_segment(&e, "BGM++B%s%06d+9", voyage, p->serial);
		edi_time(&e, 137, s->stops[0].place, p->w->now);
		edi_segment(&e, "TDT+20+%s+1++JKX:172:20+++%d:146::%s", voyage, ship_imo(r), ship_name(r));
		edi_place(&e, 5, s->stops[0].place, false);
		edi_place(&e, 61, s->stops[1].place, false);
		edi_time(&e, 136, s->stops[0].place, p->facts[i].at);
		edi_time(&e, 132, s->stops[1].place, run_planned(p->w, p->facts[i].run, 1, false));
		edi_segment(&e, "RFF+VON:%s", voyage);
		pen_tells_list(p, p->facts[i].run);
		for (size_t k = 0; k < r->count; k++) {
			if (r->aboard[k].unlisted)
				continue;
			one_cell(&e, s, &r->aboard[k]);
			pen_tells_loaded(p, r->aboard[k].box, p->facts[i].run);
		}
		pen_tells_run(p, &p->facts[i]);
		edi_message_end(&e);
		edi_end(&e);
	}
}

/* VERMAS, a message each box. */
void write_mass(struct pen *p)
{
	struct edi e;

	edi_begin(&e, p, "UNOA:2", "HUB");
	for (size_t i = 0; i < p->count; i++) {
		const struct box *b = &p->w->boxes[p->facts[i].box];
		char time[32];

		pen_tells(p, p->facts[i].box, WEIGHED, p->facts[i].at);
		local_time(time, "YMDhm", place_offset(p->facts[i].place, p->facts[i].at), p->facts[i].at);
		edi_message(&e, "VERMAS:D:16A:UN:SMDG10");
		edi_segment(&e, "BGM+749+V%06d%zu+9", p->serial, i);
		edi_segment(&e, "NAD+TB+%s", p->v->sender);
		edi_segment(&e, "EQD+CN+%s+%s:6346:5", b->number, type_words[b->type]);
		edi_segment(&e, "RFF+BN:BK%07d", booking_number(p->facts[i].box));
		edi_place(&e, 9, p->facts[i].place, false);
		edi_segment(&e, "MEA+AAE+VGM+KGM:%d", b->kilos);
		edi_segment(&e, "DOC+SM1:VGM:306+W%06d", p->facts[i].box);
		edi_segment(&e, "DTM+798:%s:203", time);
		edi_message_end(&e);
	}
	edi_end(&e);
}

/* COPARN: the line lets an empty go. */
void write_release(struct pen *p)
{
	struct edi e;

	edi_begin(&e, p, "UNOA:2", "HUB");
	for (size_t i = 0; i < p->count; i++) {
		const struct box *b = &p->w->boxes[p->facts[i].box];

		if (b->arrangement != LINES_BOX)
			continue;
		edi_message(&e, "COPARN:D:95B:UN:SMDG10");
		edi_segment(&e, "BGM+12:::RELEASE ORDER+R%06d%zu+9", p->serial, i);
		edi_segment(&e, "RFF+BN:BK%07d", booking_number(p->facts[i].box));
		edi_segment(&e, "NAD+CF+JKX:160:20");
		edi_segment(&e, "EQD+CN+%s+%s:102:5++2+4", b->number, type_words[b->type]);
		edi_time(&e, 201, p->facts[i].place, p->facts[i].at);
		edi_place(&e, 98, p->facts[i].place, true);
		edi_segment(&e, "CNT+16:1");
		edi_message_end(&e);
	}
	edi_end(&e);
}
