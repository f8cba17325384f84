/* What a carrier writes of a voyage: its schedule, the orders to load, the bay plan, weights, releases of
 * empties. */
#include "simulate/edi.h"

#include <stdio.h>

/* IFTSAI: the voyages of the days to come. */
void write_schedule(struct pen *p)
{
	struct edi e;
	int n = 0;

	edi_begin(&e, p, "UNOA:4", "HUB");
	edi_message(&e, "IFTSAI:D:99B:UN");
	edi_segment(&e, "BGM+TS2+S%06d+9", p->serial);
	for (int i = 0; i < p->w->run_count; i++) {
		const struct run *r = &p->w->runs[i];
		const struct stretch *s = &stretches[r->stretch];
		char voyage[16];

		if (s->mode != SHIP || r->planned < p->w->now || r->planned > p->w->now + 10 * DAY)
			continue;
		run_name(p->w, i, 0, voyage);
		edi_segment(&e, "TDT+20+%s+1++JKX:172:20+++%d:146::%s", voyage, ship_imo(r), ship_name(r));
		edi_place(&e, 5, s->stops[0].place, false);
		edi_time(&e, 189, s->stops[0].place, r->planned);
		edi_place(&e, 61, s->stops[1].place, false);
		edi_time(&e, 232, s->stops[1].place, run_planned(p->w, i, 1, false));
		n++;
	}
	edi_message_end(&e);
	if (!n)
		e.messages = 0;
	edi_end(&e);
}

static void ship_boxes(struct edi *e, const struct run *r, bool plan)
{
	const struct stretch *s = &stretches[r->stretch];

	for (size_t i = 0; i < r->count; i++) {
		const struct box *b = &e->p->w->boxes[r->aboard[i].box];
		int cell = 20282 + r->aboard[i].box * 10007 % 260000;

		if (plan) {
			edi_segment(e, "LOC+147+%07d::5", cell);
			edi_segment(e, "MEA+WT++KGM:%d", b->kilos);
			if (b->reefer)
				edi_segment(e, "TMP+2+-18:CEL");
			edi_place(e, 9, s->stops[0].place, false);
			edi_place(e, 11, s->stops[1].place, false);
			edi_segment(e, "RFF+BM:1");
			edi_segment(e, "EQD+CN+%s+%s+++5", b->number, type_words[b->type]);
			edi_segment(e, "NAD+CA+JKX:172:20");
		} else {
			edi_box(e, b, 2, false);
			edi_place(e, 11, s->stops[1].place, false);
			edi_segment(e, "MEA+AAE+VGM+KGM:%d", b->declared);
		}
	}
}

static void each_ship(struct pen *p, bool plan)
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
		edi_message(&e, plan ? "BAPLIE:D:95B:UN:SMDG22" : "COPRAR:D:95B:UN");
		edi_segment(&e, plan ? "BGM++B%s%06d+9" : "BGM+45+C%s%06d+9", voyage, p->serial);
		edi_time(&e, 137, s->stops[0].place, p->w->now);
		edi_segment(&e, "TDT+20+%s+1++JKX:172:20+++%d:146::%s", voyage, ship_imo(r), ship_name(r));
		edi_place(&e, plan ? 5 : 9, s->stops[0].place, false);
		if (plan)
			edi_place(&e, 61, s->stops[1].place, false);
		edi_time(&e, plan ? 136 : 133, s->stops[0].place, plan ? p->facts[i].at : r->planned);
		if (plan)
			edi_time(&e, 132, s->stops[0].place, run_planned(p->w, p->facts[i].run, 1, false));
		edi_segment(&e, plan ? "RFF+VON:%s" : "NAD+CF+JKX:160:20", voyage);
		ship_boxes(&e, r, plan);
		if (!plan)
			edi_segment(&e, "CNT+16:%zu", r->count);
		edi_message_end(&e);
		edi_end(&e);
	}
}

void write_bayplan(struct pen *p)
{
	each_ship(p, true);
}

void write_load_order(struct pen *p)
{
	each_ship(p, false);
}

/* VERMAS, a message each box. */
void write_mass(struct pen *p)
{
	struct edi e;

	edi_begin(&e, p, "UNOA:2", "HUB");
	for (size_t i = 0; i < p->count; i++) {
		const struct box *b = &p->w->boxes[p->facts[i].box];
		char time[32];

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
