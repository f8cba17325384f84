/* What a hub writes of a train that it loaded: the loading list, the consignment notes, the coded train list.
 */
#include "simulate/voice.h"

static void list_row(struct pen *p, int n, const struct aboard *a, minute at)
{
	const struct box *b = &p->w->boxes[a->box];
	char wagon[NUMBER_WAGON], time[32], room[NUMBER_CONTAINER];

	number_wagon(wagon, GAUGE_CHINA, a->listed_wagon);
	p->other_wagon = a->listed_wagon != a->wagon;
	local_time(time, "Y-M-D h:m", 8 * HOUR, at);
	text_printf(&p->out, "%d,%s,X70,%s,%s,%s,LG%06d,%d,%s,BL%07d,%s,%s\n", n, wagon,
		pen_number(p, b, room), type_words[b->type], spot_word(a->spot), b->seal, b->declared,
		goods_words[b->goods][1], bill_number(a->box), places[last_place(b)].zh, time);
}

static void one_list(struct pen *p, int run)
{
	const struct run *r = &p->w->runs[run];
	struct aboard ghost = {.box = r->ghost, .listed_wagon = 1};
	char name[16], date[32];
	minute last = p->w->now;
	int n = 0;

	run_name(p->w, run, 0, name);
	local_time(date, "Y-M-D", 8 * HOUR, r->planned);
	text_printf(&p->out, "%s次班列装车清单（计划号CKE-LYG-%d%03d） 发车日期：%s\n装车站：%s\n", name,
		r->stretch, r->number + 1, date, places[LYG_BASE].zh);
	pen_tells_list(p, run);
	text_say(&p->out, "序号,车号,车种,箱号,箱型,箱位置,封号,毛重,品名,提单号,到站,装车时间\n");
	pen_headed(p);
	for (size_t i = 0; i < r->count; i++)
		if (!r->aboard[i].unlisted) {
			last = box_loaded(&p->w->boxes[r->aboard[i].box], run);
			list_row(p, ++n, &r->aboard[i], last);
			pen_tells(p, r->aboard[i].box, LOADED, last);
		}
	if (r->ghost >= 0) {
		ghost.spot = p->w->boxes[r->ghost].forty ? 0 : 1;
		ghost.listed_wagon = r->aboard[0].wagon + 7;
		list_row(p, ++n, &ghost, last);
		p->untrue = true;
		pen_tells(p, r->ghost, LOADED, last);
		p->untrue = false;
	}
	pen_send(p);
}

void write_train_list(struct pen *p)
{
	for (size_t i = 0; i < p->count; i++)
		one_list(p, p->facts[i].run);
}

static void one_run_of_notes(struct pen *p, int run)
{
	const struct run *r = &p->w->runs[run];
	char wagon[NUMBER_WAGON], date[32];

	local_time(date, "Y-M-D", 8 * HOUR, r->planned);
	text_say(&p->out, "序号,运单号,运单类型,箱号,车号,发站,到站,发货人,收货人,品名,毛重,日期\n");
	for (size_t i = 0; i < r->count; i++) {
		const struct aboard *a = &r->aboard[i];
		const struct box *b = &p->w->boxes[a->box];

		number_wagon(wagon, GAUGE_CHINA, a->wagon);
		text_printf(&p->out, "%zu,%d,SMGS,%s,%s,%s,%s,连云港远桥货代有限公司,%s,%s,%d,%s\n", i + 1,
			smgs_number(a->box), b->number, wagon, places[LYG_BASE].zh, places[last_place(b)].zh,
			routes[b->route].country, goods_words[b->goods][1], b->declared, date);
	}
	pen_send(p);
}

void write_waybills(struct pen *p)
{
	for (size_t i = 0; i < p->count; i++)
		one_run_of_notes(p, p->facts[i].run);
}

/* TGNL: the codes of stations are those of the lists in use (ESR). */
static const struct esr {
	enum place place;
	int code; /* six digits, with the check digit */
} stations[] = {{DOSTYK, 708507}, {ALTYNKOL, 707701}, {MALASZEWICZE, 130100}, {CHUKURSAY, 722400}};

static int esr_of(enum place p)
{
	for (size_t i = 0; i < sizeof stations / sizeof *stations; i++)
		if (stations[i].place == p)
			return stations[i].code;
	return 0;
}

static int tonnes_of(const struct world *w, const struct run *r, int wagon, int *boxes)
{
	int kilos = 0;

	*boxes = 0;
	for (size_t i = 0; i < r->count; i++)
		if (r->aboard[i].wagon == wagon) {
			kilos += w->boxes[r->aboard[i].box].kilos;
			++*boxes;
		}
	return (kilos + 999) / 1000;
}

static bool first_of_wagon(const struct run *r, size_t i)
{
	return !i || r->aboard[i - 1].wagon != r->aboard[i].wagon;
}

static void one_telegram(struct pen *p, const struct fact *f)
{
	const struct run *r = &p->w->runs[f->run];
	int from = esr_of(stretch_from(r->stretch)), to = esr_of(stretch_to(r->stretch)), n = 0, total = 0,
	    boxes;
	char name[16], time[32];

	if (!from || !to)
		return;
	for (size_t i = 0; i < r->count; i++)
		if (first_of_wagon(r, i))
			total += tonnes_of(p->w, r, r->aboard[i].wagon, &boxes) + 24;
	run_name(p->w, f->run, 0, name);
	local_time(time, "D M h m", place_offset(f->place, f->at), f->at);
	text_printf(&p->out, "(:02 %04d %s %04d %03d %04d 1 %s %03d %04d 0 0000 0 0\n", from / 100, name,
		from / 100, 100 + r->number % 900, to / 100, time, (int)r->count, total);
	for (size_t i = 0; i < r->count; i++) {
		char wagon[NUMBER_WAGON];
		int tonnes = tonnes_of(p->w, r, r->aboard[i].wagon, &boxes);

		if (!first_of_wagon(r, i))
			continue;
		number_wagon(wagon, GAUGE_BROAD, r->aboard[i].wagon);
		text_printf(&p->out, "%02d %s 1 %03d %05d 00304 0012 0 0 0 %d %02d/00 %05d 024 0\n", ++n,
			wagon, tonnes, to / 10, boxes, boxes, to / 10);
	}
	text_say(&p->out, ":)\n");
	pen_tells_run(p, f);
	pen_send(p);
}

void write_tgnl(struct pen *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->facts[i].stop == 0)
			one_telegram(p, &p->facts[i]);
}
