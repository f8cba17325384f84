#include "simulate/edi.h"

#include <stdarg.h>
#include <stdio.h>

void edi_begin(struct edi *e, struct pen *p, const char *set, const char *recipient)
{
	char now[32];

	local_time(now, "YMD:hm", 0, p->w->now);
	*e = (struct edi){p, 0, 0, ""};
	text_printf(&p->out, "UNB+%s+%s+%s+%s+%.6s%06d'\n", set, p->v->sender, recipient, now, p->v->sender,
		p->serial);
}

void edi_message(struct edi *e, const char *type)
{
	snprintf(e->reference, sizeof e->reference, "%.4s%06d%02d", e->p->v->sender, e->p->serial % 1000000,
		++e->messages % 100);
	e->segments = 0;
	e->p->about = -1;
	edi_segment(e, "UNH+%s+%s", e->reference, type);
}

void edi_segment(struct edi *e, const char *fmt, ...)
{
	char line[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(line, sizeof line, fmt, args);
	va_end(args);
	text_say(&e->p->out, line);
	text_say(&e->p->out, "'\n");
	e->segments++;
}

void edi_message_end(struct edi *e)
{
	edi_segment(e, "UNT+%d+%s", e->segments + 1, e->reference);
}

void edi_end(struct edi *e)
{
	text_printf(&e->p->out, "UNZ+%d+%.6s%06d'\n", e->messages, e->p->v->sender, e->p->serial);
	if (e->messages)
		pen_send(e->p);
	text_clear(&e->p->out);
}

void edi_time(struct edi *e, int qualifier, enum place clock, minute at)
{
	char time[32];

	local_time(time, "YMDhm", place_offset(clock, at), at);
	edi_segment(e, "DTM+%d:%s:203", qualifier, time);
}

/* A code as somebody remembers it: of the same town, and on no list. */
static const char *place_code(struct edi *e, enum place p, char room[8])
{
	if (!chance_in(e->p->chance, 1, 1500))
		return places[p].code;
	pen_tells_odd_place(e->p);
	snprintf(room, 8, "%.4s%c", places[p].code, places[p].code[4] == 'Q' ? 'J' : 'Q');
	return room;
}

void edi_place(struct edi *e, int qualifier, enum place p, bool facility)
{
	char room[8];
	const char *list = places[p].code[0] == 'X' ? "ZZZ:ZZZ" : "139:6";

	if (facility && *places[p].facility)
		edi_segment(e, "LOC+%d+%s:%s+%s:TER:%s", qualifier, place_code(e, p, room), list,
			places[p].facility, p == LYG_QUAY ? "306" : "ZZZ");
	else
		edi_segment(e, "LOC+%d+%s:%s", qualifier, place_code(e, p, room), list);
}

void edi_box(struct edi *e, const struct box *b, int direction, bool empty)
{
	char room[NUMBER_CONTAINER];

	e->p->about = (int)(b - e->p->w->boxes);
	edi_segment(e, "EQD+CN+%s+%s:102:5++%d+%d", pen_number(e->p, b, room), type_words[b->type], direction,
		empty ? 4 : 5);
	if (!empty)
		edi_segment(e, "RFF+BN:BK%07d", booking_number((int)(b - e->p->w->boxes)));
}

void edi_train(struct edi *e, const struct fact *f)
{
	char name[16], wagon[NUMBER_WAGON];
	const struct run *r = &e->p->w->runs[f->run];
	const struct stretch *s = &stretches[r->stretch];

	run_name(e->p->w, f->run, f->stop, name);
	number_wagon(wagon, s->gauge, f->wagon);
	edi_segment(
		e, "TDT+1+%s+2++%s:172:ZZZ+++%s:146", name, railway_words[s->stops[f->stop].railway], wagon);
}

void edi_ship(struct edi *e, const struct run *r, const char *voyage)
{
	edi_segment(e, "TDT+20+%s+1+13+JKX:172:20+++%d:146::%s", voyage, ship_imo(r), ship_name(r));
}
