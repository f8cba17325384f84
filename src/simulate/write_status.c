/* IFTSTA: what operators, customs and forwarders tell of boxes; the UN's statuses. */
#include "simulate/edi.h"

static const struct {
	enum happening what;
	const char *status;
} statuses[] = {
	{LOADED, "70"},
	{DISCHARGED, "26"},
	{CLEARED, "12"},
	{HELD, "17+13:::DOCUMENTS MISSING"},
	{FREED, "78"},
	{AVAILABLE, "64"},
	{DELIVERED, "21"},
	{STRIPPED, "28"},
	{EMPTY_IN, "82"},
	{STUFFED, "93"},
	{BROKEN, "18+:::SEAL BROKEN"},
	{RESEALED, "83"},
	{DAMAGED, "18+:::CORNER POST BENT"},
	{GATE_IN, "74"},
	{GATE_OUT, "99"},
};

static const char *status_of(enum happening what)
{
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
		if (statuses[i].what == what)
			return statuses[i].status;
	return NULL;
}

static void one_status(struct edi *e, const struct fact *f)
{
	const struct box *b = &e->p->w->boxes[f->box];
	const char *status = status_of(f->what);
	char room[NUMBER_CONTAINER];

	if (!status)
		return;
	e->p->about = f->box;
	edi_segment(e, "STS+1+%s", status);
	edi_time(e, 334, f->place, f->at);
	edi_place(e, 175, f->place, false);
	if (f->run >= 0)
		edi_train(e, f);
	if (f->what == LOADED) { /* before it leaves */
		edi_place(e, 9, f->place, false);
		edi_time(e, 133, f->place, e->p->w->runs[f->run].planned);
	}
	edi_segment(e, "EQD+CN+%s+%s:102:5++6+%d", pen_number(e->p, b, room), type_words[b->type],
		f->what == EMPTY_IN || f->what == STRIPPED ? 4 : 5);
	pen_tells(e->p, f->box, f->what, f->at);
	if (f->what == RESEALED)
		edi_segment(e, "SEL+LG%06d+CA", f->seal);
}

void write_status(struct pen *p)
{
	struct edi e;
	char now[32];

	edi_begin(&e, p, "UNOC:3", "HUB");
	edi_message(&e, "IFTSTA:D:00B:UN");
	edi_segment(&e, "BGM+23+%s%06d+9", p->v->sender, p->serial);
	local_time(now, "YMDhm", 0, p->w->now);
	edi_segment(&e, "DTM+137:%sUTC:303", now);
	edi_segment(&e, "NAD+MS+%s", p->v->sender);
	edi_segment(&e, "CNI+1+%s%06d", p->v->sender, p->serial);
	for (size_t i = 0; i < p->count; i++)
		one_status(&e, &p->facts[i]);
	edi_message_end(&e);
	edi_end(&e);
}
