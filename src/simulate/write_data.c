/* What comes as data: DCSA's events in JSON, China's platform files, positions of trackers. */
#include "simulate/voice.h"

#include <stdio.h>

static void member_local(struct json *j, const char *key, enum place clock, minute at)
{
	char time[32], full[48];
	int offset = place_offset(clock, at);

	local_time(time, "Y-M-DTh:m:00", offset, at);
	snprintf(full, sizeof full, "%s+%02d:00", time, offset / HOUR);
	jw_member(j, key, full);
}

static void member_id(struct pen *p, struct json *j)
{
	uint64_t a = chance_draw(p->chance), b = chance_draw(p->chance);
	char id[40];

	snprintf(id, sizeof id, "%08x-%04x-4%03x-a%03x-%012llx", (unsigned)(a >> 32),
		(unsigned)(a >> 16 & 0xffff), (unsigned)(a & 0xfff), (unsigned)(b >> 52),
		(unsigned long long)(b & 0xffffffffffff));
	jw_member(j, "eventID", id);
}

static void vessel_call(struct pen *p, struct json *j, const struct fact *f)
{
	const struct run *r = &p->w->runs[f->run];
	char voyage[16], imo[16], id[48];

	run_name(p->w, f->run, 0, voyage);
	snprintf(imo, sizeof imo, "%d", ship_imo(r));
	snprintf(id, sizeof id, "%s-%s-%s", imo, voyage, places[f->place].code);
	jw_key(j, "transportCall");
	jw_open(j, '{');
	jw_member(j, "transportCallID", id);
	jw_member(j, "modeOfTransport", "VESSEL");
	jw_member(j, "UNLocationCode", places[f->place].code);
	jw_member(j, "exportVoyageNumber", voyage);
	jw_key(j, "vessel");
	jw_open(j, '{');
	jw_member(j, "vesselIMONumber", imo);
	jw_member(j, "vesselName", ship_name(r));
	jw_close(j, '}');
	jw_close(j, '}');
}

static void event_head(struct pen *p, struct json *j, const struct fact *f, const char *type,
	const char *member, const char *code)
{
	jw_open(j, '{');
	member_id(p, j);
	jw_member(j, "eventType", type);
	jw_member(j, member, code);
	jw_member(j, "eventClassifierCode", "ACT");
	member_local(j, "eventDateTime", f->place, f->at);
	jw_key(j, "eventCreatedDateTime");
	write_minute(&p->out, p->w->now);
	j->comma = true;
	vessel_call(p, j, f);
}

void write_dcsa(struct pen *p)
{
	struct json j = {&p->out, false};
	bool any = false;

	jw_open(&j, '[');
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];
		bool ours = f->run >= 0 && p->w->runs[f->run].stretch < LYG_DOSTYK;

		if (!ours)
			continue;
		any = true;
		if (f->box < 0) {
			event_head(p, &j, f, "TRANSPORT", "transportEventTypeCode",
				f->what == LEFT ? "DEPA" : "ARRI");
			pen_tells_run(p, f);
		} else {
			const struct box *b = &p->w->boxes[f->box];
			char number[16];

			event_head(p, &j, f, "EQUIPMENT", "equipmentEventTypeCode",
				f->what == LOADED ? "LOAD" : "DISC");
			pen_tells(p, f->box, f->what, f->at);
			jw_member(&j, "equipmentReference", b->number);
			jw_member(&j, "ISOEquipmentCode", type_words[b->type]);
			jw_member(&j, "emptyIndicatorCode", "LADEN");
			jw_key(&j, "documentReferences");
			jw_open(&j, '[');
			jw_open(&j, '{');
			jw_member(&j, "documentReferenceType", "BKG");
			snprintf(number, sizeof number, "BK%07d", booking_number(f->box));
			jw_member(&j, "documentReferenceValue", number);
			jw_close(&j, '}');
			jw_close(&j, ']');
		}
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	if (!any)
		text_clear(&p->out);
	pen_send(p);
}

static void platform_message(struct pen *p, int run)
{
	const struct run *r = &p->w->runs[run];
	const struct stretch *s = &stretches[r->stretch];
	char voyage[16], now[32], sails[32], time[32];
	int records = 3;

	run_name(p->w, run, 0, voyage);
	local_time(now, "YMDhm", 8 * HOUR, p->w->now);
	local_time(sails, "YMDhm", 8 * HOUR, r->left[0]);
	text_printf(&p->out, "00:COARRI:DISCHARGE:9:%s:HUB:%s:CNLYG'\n10:UN%d:%s:KR:%s::::%s:%s:%s:CNLYG'\n",
		p->v->sender, now, ship_imo(r), ship_name(r), voyage, sails, places[s->stops[0].place].code,
		places[s->stops[0].place].en);
	for (size_t i = 0; i < p->count; i++) {
		const struct fact *f = &p->facts[i];
		const struct box *b = &p->w->boxes[f->box];

		if (f->run != run)
			continue;
		pen_tells(p, f->box, f->what, f->at);
		local_time(time, "YMDhm", 8 * HOUR, f->at);
		text_printf(&p->out,
			"50:%s:%s:F:%07d::::::::::%d::JKX'\n51:%s:LG%06d'\n52:%s:%s:CNLYG:%s:%s:%s'\n",
			b->number, type_words[b->type], cell_of(f->box), b->declared, time, f->seal,
			places[s->stops[0].place].code, places[s->stops[0].place].zh, places[LYG_QUAY].zh,
			places[last_place(b)].code, places[last_place(b)].zh);
		records += 3;
	}
	text_printf(&p->out, "99:%d'\n", records);
	pen_send(p);
}

void write_platform(struct pen *p)
{
	for (size_t i = 0; i < p->count; i++) {
		bool told = false;

		for (size_t k = 0; k < i; k++)
			told |= p->facts[k].run == p->facts[i].run;
		if (!told)
			platform_message(p, p->facts[i].run);
	}
}

/* Between two stops as the timetable has it, on a straight line. */
static void between(const struct world *w, const struct box *b, int *lat, int *lon)
{
	const struct run *r = &w->runs[b->run];
	const struct stop *s = stretches[r->stretch].stops;
	const struct place_row *from = &places[s[r->stop].place], *to = from;
	int64_t done = 0, all = 1;

	if (r->moves) {
		to = &places[s[r->stop + 1].place];
		all = s[r->stop + 1].run;
		done = w->now - r->left[r->stop];
		done = done > all ? all : done;
	}
	*lat = from->lat + (int)((to->lat - from->lat) * done / all);
	*lon = from->lon + (int)((to->lon - from->lon) * done / all);
}

static bool cooling_stands(const struct box *b, minute now)
{
	for (size_t i = 0; i < b->wrong_count; i++)
		if (b->wrongs[i].code == WRONG_REEFER && b->wrongs[i].from <= now && b->wrongs[i].until > now)
			return true;
	return false;
}

void write_positions(struct pen *p)
{
	struct world *w = p->w;

	for (int i = 0; i < w->box_count; i++) {
		const struct box *b = &w->boxes[i];
		int lat, lon;
		minute at;

		if (!b->tracked || (b->where != ABOARD && b->where != IN_TERMINAL) ||
			chance_in(p->chance, 1, 12))
			continue;
		if (b->where == ABOARD) {
			between(w, b, &lat, &lon);
		} else {
			lat = places[b->place].lat;
			lon = places[b->place].lon;
		}
		lat += chance_between(p->chance, -8, 8);
		lon += chance_between(p->chance, -8, 8);
		text_printf(&p->out, "{\"device\":\"%d\",\"at\":", 700000 + i);
		at = w->now - chance_below(p->chance, 20);
		pen_tells_position(p, i, at);
		write_minute(&p->out, at);
		text_printf(&p->out, ",\"lat\":%d.%04d,\"lon\":%d.%04d", lat / 10000, lat % 10000,
			lon / 10000, lon % 10000);
		text_say(&p->out, cooling_stands(b, w->now) ? ",\"alarm\":\"powerCut\"}\n" : "}\n");
	}
	pen_send(p);
}
