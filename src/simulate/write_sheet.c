/* Sheets that railways, border yards, terminals and customs send, as text with separators. */
#include "simulate/voice.h"

#include <stdio.h>

/* Each wagon once that was in the train at that time. */
static void each_wagon(struct pen *p, const struct fact *f, enum gauge gauge, const char *behind)
{
	const struct run *r = &p->w->runs[f->run];
	char wagon[NUMBER_WAGON];

	for (size_t i = 0; i < r->count; i++) {
		const struct aboard *a = &r->aboard[i];

		if ((i && r->aboard[i - 1].wagon == a->wagon) || f->at >= a->gone || f->at < a->since)
			continue;
		number_wagon(wagon, gauge, a->wagon);
		text_printf(&p->out, "%s%s", wagon, behind);
	}
}

void write_dislocation_zh(struct pen *p)
{
	char behind[256], name[16], time[32];

	text_say(&p->out, "班列 车辆动态\n车号,作业,时间,车站,车次\n");
	pen_headed(p);
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];

		run_name(p->w, f->run, f->stop, name);
		local_time(time, "Y-M-D h:m", 8 * HOUR, f->at);
		snprintf(behind, sizeof behind, ",%s,%s,%s,%s\n", f->what == LEFT ? "发车" : "到达", time,
			places[f->place].zh, name);
		pen_tells_run(p, f);
		each_wagon(p, f, GAUGE_CHINA, behind);
	}
	pen_send(p);
}

/* Moscow's time is the railway time of Russia and Belarus, and its sheets do not say so. */
static int clock_of(const struct pen *p, const struct fact *f)
{
	return p->v->railway == RZD || p->v->railway == BCH ? 3 * HOUR : place_offset(f->place, f->at);
}

static int kilometres_left(const struct pen *p, const struct fact *f)
{
	const struct stretch *s = &stretches[p->w->runs[f->run].stretch];

	return (stretch_minutes(s, stretch_stops(s) - 1, false) - stretch_minutes(s, f->stop, true)) * 7 / 10;
}

/* Whether the same train is told of again further down; some railways send the last operation alone. */
static bool told_later(const struct pen *p, size_t i)
{
	for (size_t k = i + 1; k < p->count; k++)
		if (p->facts[k].run == p->facts[i].run)
			return true;
	return false;
}

void write_dislocation_ru(struct pen *p)
{
	char behind[256], time[32];
	bool moscow = p->v->railway == RZD;

	text_printf(&p->out,
		"Справка о дислокации вагонов\n\nНомер вагона;Операция;Дата и время операции%s;Станция "
		"операции;Осталось, км\n",
		moscow ? " (МСК)" : "");
	pen_headed(p);
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];

		if (moscow && told_later(p, i))
			continue;
		local_time(time, "D.M.Y h:m", clock_of(p, f), f->at);
		snprintf(behind, sizeof behind, ";%s;%s;%s;%d\n", f->what == LEFT ? "ОТПР" : "ПРИБ", time,
			places[f->place].ru, kilometres_left(p, f));
		pen_tells_run(p, f);
		each_wagon(p, f, stretches[p->w->runs[f->run].stretch].gauge, behind);
	}
	pen_send(p);
}

void write_dislocation_en(struct pen *p)
{
	char behind[256], time[32], name[16];

	text_say(&p->out, "Wagon,Operation,Date and time,Station,Train\n");
	pen_headed(p);
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];

		run_name(p->w, f->run, f->stop, name);
		local_time(time, "Y-M-D h:m", place_offset(f->place, f->at), f->at);
		snprintf(behind, sizeof behind, ",%s,%s,%s,%s\n", f->what == LEFT ? "Departed" : "Arrived",
			time, places[f->place].en, name);
		pen_tells_run(p, f);
		each_wagon(p, f, stretches[p->w->runs[f->run].stretch].gauge, behind);
	}
	pen_send(p);
}

/* China's half of a gauge change: off the wagon it came on. */
void write_lifted_off(struct pen *p)
{
	char wagon[NUMBER_WAGON], time[32], room[NUMBER_CONTAINER];

	text_say(&p->out, "交接站,箱号,原车号,普通记录,封号,换装时间\n");
	pen_headed(p);
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];
		const struct box *b = &p->w->boxes[f->box];

		pen_off_wagon(p, f, wagon);
		local_time(time, "Y-M-D h:m", 8 * HOUR, f->at);
		text_printf(&p->out, "%s,%s,%s,,LG%06d,%s\n",
			places[f->place == DOSTYK ? ALASHANKOU : KHORGOS].zh, pen_number(p, b, room), wagon,
			f->seal, time);
		pen_tells(p, f->box, DISCHARGED, f->at);
	}
	pen_send(p);
}

/* Kazakhstan's half: onto the wagon it goes on with. */
void write_put_on(struct pen *p)
{
	char wagon[NUMBER_WAGON], time[32], room[NUMBER_CONTAINER];
	const char *station = places[p->v->at].ru;

	text_printf(&p->out,
		"Передаточная ведомость № %d, станция %s\n\nСтанция передачи;Контейнер;Новый вагон;Место на "
		"вагоне;ЗПУ;"
		"Передаточная ведомость;Дата;Время\n",
		2000 + p->serial, station);
	pen_headed(p);
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];
		const struct box *b = &p->w->boxes[f->box];

		if (!pen_lists(p, f))
			continue;
		pen_wagon(p, f, wagon);
		local_time(time, "D.M.Y;h:m", place_offset(f->place, f->at), f->at);
		text_printf(&p->out, "%s;%s;%s;%s;LG%06d;%d;%s\n", station, pen_number(p, b, room), wagon,
			spot_word(f->spot), f->seal, 2000 + p->serial, time);
		pen_tells(p, f->box, LOADED, f->at);
	}
	pen_send(p);
}

static int wagon_before(const struct box *b, minute at)
{
	for (size_t i = b->moment_count; i-- > 0;)
		if (b->moments[i].what == DISCHARGED && b->moments[i].at <= at)
			return b->moments[i].wagon;
	return -1;
}

/* Both halves on one list, and the note of the one law that follows that of the other. */
void write_handed_over(struct pen *p)
{
	bool cim = p->v->at == MALASZEWICZE;
	char old[NUMBER_WAGON], new[NUMBER_WAGON], time[32], date[32], name[16], room[NUMBER_CONTAINER];

	text_printf(&p->out,
		"Handover list No. %d\nBorder station,Container,Old wagon,New wagon,Receiving "
		"railway,Transfer list,Train,Train date%s,Seal,Date and time\n",
		4000 + p->serial, cim ? ",CIM note,Replaces SMGS note" : "");
	pen_headed(p);
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];
		const struct box *b = &p->w->boxes[f->box];
		int before = wagon_before(b, f->at);

		if (before < 0 || !pen_lists(p, f))
			continue;
		number_wagon(old, GAUGE_BROAD, before);
		pen_wagon(p, f, new);
		run_name(p->w, f->run, 0, name);
		local_time(date, "Y-M-D", place_offset(f->place, p->w->runs[f->run].planned),
			p->w->runs[f->run].planned);
		local_time(time, "Y-M-D h:m", place_offset(f->place, f->at), f->at);
		text_printf(&p->out, "%s,%s,%s,%s,%s,%d,%s,%s", places[f->place].en, pen_number(p, b, room),
			old, new, cim ? "51" : "75", 4000 + p->serial, name, date);
		if (cim)
			text_printf(&p->out, ",%d,%d", cim_number(f->box), smgs_number(f->box));
		text_printf(&p->out, ",LG%06d,%s\n", f->seal, time);
		pen_tells(p, f->box, LOADED, f->at);
	}
	pen_send(p);
}

/* Once a day: what stands in the yard. */
void write_yard(struct pen *p)
{
	char time[32];

	local_time(time, "Y-M-D h:m", 8 * HOUR, p->w->now);
	text_printf(&p->out, "%s 堆存清单 %s\n箱号,箱型,区域,贝位,毛重,封号\n", places[p->v->at].zh, time);
	pen_headed(p);
	for (int i = 0; i < p->w->box_count; i++) {
		const struct box *b = &p->w->boxes[i];

		if (b->where != IN_TERMINAL || b->place != p->v->at)
			continue;
		text_printf(&p->out, "%s,%s,A%d,%02d-%02d-%d,%d,LG%06d\n", b->number, type_words[b->type],
			i % 7 + 1, i % 40 + 1, i % 6 + 1, i % 4 + 1, b->declared, b->seal);
		pen_tells_stands(p, i);
	}
	pen_send(p);
}

void write_customs(struct pen *p)
{
	char time[32];

	text_printf(&p->out, "%s 海关放行清单\n箱号,报关单号,放行状态,放行时间,场站\n", places[LYG_QUAY].zh);
	pen_headed(p);
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];
		const char *result = f->what == INSPECTED ? "查验" : f->what == HELD ? "扣留" : "放行";

		local_time(time, "Y-M-D h:m", 8 * HOUR, f->at);
		text_printf(&p->out, "%s,2301202600%08d,%s,%s,%s\n", p->w->boxes[f->box].number, f->box,
			result, time, places[f->place].zh);
		pen_tells(p, f->box, f->what, f->at);
	}
	pen_send(p);
}

/* It was loaded there before, for another direction: the procedure of then goes on. */
static bool is_under_way(const struct box *b, const struct fact *f)
{
	for (size_t i = 0; i < b->moment_count; i++)
		if (b->moments[i].what == LOADED && b->moments[i].place == f->place &&
			b->moments[i].at < f->at)
			return true;
	return false;
}

/* A transit procedure begins: its number, and by when it is to end. */
void write_transit(struct pen *p)
{
	bool ru = p->v->set == CP1251;
	char time[32], limit[32];

	text_say(&p->out,
		ru ? "Контейнер;№ ДТ;Решение;Дата и время выпуска;Станция;Таможенная процедура;Срок "
		     "доставки\n"
		   : "Container,MRN,Decision,Release time,Station,Transit procedure,Transit limit\n");
	pen_headed(p);
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];
		const struct box *b = &p->w->boxes[f->box];
		int offset = place_offset(f->place, f->at);

		if (b->transit_limit == MINUTE_NONE || is_under_way(b, f))
			continue;
		local_time(time, ru ? "D.M.Y h:m" : "Y-M-D h:m", offset, f->at - 2 * HOUR);
		local_time(limit, ru ? "D.M.Y" : "Y-M-D", offset, b->transit_limit);
		text_printf(&p->out,
			ru ? "%s;10702%08dT1;ВЫПУСК РАЗРЕШЕН;%s;%s;ТТ;%s\n"
			   : "%s,26PL10%08dT1,RELEASED,%s,%s,T1,%s\n",
			b->number, f->box, time, ru ? places[f->place].ru : places[f->place].en, limit);
		pen_tells_limit(p, f->box);
	}
	pen_send(p);
}
