#include "service/schedule_parts.h"

#include "codes/shape.h"
#include "service/answer_parts.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MOST         100
#define SERVICE_NAME_MOST 50
#define FACILITY_MOST     6
#define REFERENCE_MOST    100
#define COMPLEX_MOST      32

/* ---- what is known ---- */

static int by_place_and_code(const void *a, const void *b)
{
	const struct schedule_facility *x = a, *y = b;
	const int d = strcmp(x->place, y->place);

	return d ? d : strcmp(x->code, y->code);
}

static size_t places_with_facilities(struct arena *a, const struct ways *w, const char ***codes)
{
	bool *seen = arena_alloc_array(a, w->timetable.place_count + 1, sizeof *seen);
	size_t n = 0;

	*codes = arena_alloc_array(a, w->timetable.place_count + 1, sizeof **codes);
	for (size_t s = 0; s < w->timetable.service_count; s++)
		for (size_t i = 0; i < w->timetable.services[s].stop_count; i++) {
			const uint32_t place = w->timetable.services[s].stops[i].place;

			if (seen[place] || !w->routes[s].facilities[i])
				continue;
			seen[place] = true;
			(*codes)[n++] = ways_place_at(w, place)->code;
		}
	return n;
}

static bool ask_facilities(struct schedule *s)
{
	const char **codes;
	const size_t n = places_with_facilities(s->q->arena, s->w, &codes);
	struct rows *r;

	if (!n)
		return true;
	if (!conn_query(s->q->conn, SQL_facilities_of,
		    (struct param[]){P_TEXT(array_literal(s->q->arena, codes, n))}, 1, s->q->arena, &r,
		    s->q->fault))
		return false;
	s->facilities = arena_alloc_array(s->q->arena, (size_t)rows_count(r) + 1, sizeof *s->facilities);
	for (int i = 0; i < rows_count(r); i++)
		s->facilities[s->facility_count++] = (struct schedule_facility){rows_text(r, i, 0),
			rows_text(r, i, 1), rows_text(r, i, 2), rows_text(r, i, 3), rows_text(r, i, 4)};
	qsort(s->facilities, s->facility_count, sizeof *s->facilities, by_place_and_code);
	return true;
}

bool schedule_begin(struct schedule *s, struct asking *q)
{
	*s = (struct schedule){.q = q, .w = part_ways(q), .j = {q->out, false}};
	return s->w && ask_facilities(s);
}

bool schedule_place(
	struct schedule *s, const char *parameter, const char *code, bool complex, uint32_t *place)
{
	const char *codes[COMPLEX_MOST];
	size_t n;

	if (!world_place(s->w->world, code))
		return fault_say(
			s->q->fault, FAULT_BAD_REQUEST, "%s: nobody knows a place %.40s", parameter, code);
	*place = ways_place(s->w, code);
	n = complex ? world_complex(s->w->world, code, codes, COMPLEX_MOST) : 0;
	for (size_t i = 0; i < n && *place == MEMBER_NO_PLACE; i++)
		*place = ways_place(s->w, codes[i]);
	return true;
}

static const struct schedule_facility *facility_of(const struct schedule *s, uint32_t place, const char *code)
{
	const struct schedule_facility wanted = {.place = ways_place_at(s->w, place)->code, .code = code};

	return code && s->facility_count ? bsearch(&wanted, s->facilities, s->facility_count,
						   sizeof *s->facilities, by_place_and_code)
					 : NULL;
}

/* ---- places ---- */

/* So many characters of it, and no blank at its end. */
static void write_name(struct schedule *s, const char *key, const char *name, size_t most)
{
	size_t n;

	if (!name)
		return;
	name += strspn(name, " \t\r\n");
	n = utf8_first(name, most);
	while (n && strchr(" \t\r\n", name[n - 1]))
		n--;
	if (!n)
		return;
	jw_key(&s->j, key);
	jw_string_n(&s->j, name, n);
}

static bool is_of_list(const struct schedule_facility *f, const char *list)
{
	return f && strcmp(f->list, list) == 0 && strlen(f->code) <= FACILITY_MOST;
}

static void write_facility(struct schedule *s, const struct schedule_facility *f)
{
	if (!is_of_list(f, "SMDG") && !is_of_list(f, "BIC"))
		return;
	jw_key(&s->j, "facility");
	jw_open(&s->j, '{');
	jw_member(&s->j, "facilityCode", f->code);
	jw_member(&s->j, "facilityCodeListProvider", f->list);
	jw_close(&s->j, '}');
}

void schedule_location(struct schedule *s, uint32_t place, const char *facility, enum schedule_form form)
{
	const struct place *p = ways_place_at(s->w, place);
	const struct schedule_facility *f = facility_of(s, place, facility);

	jw_key(&s->j, "location");
	jw_open(&s->j, '{');
	write_name(s, "locationName", p->name[0], NAME_MOST);
	write_name(s, "facilityName", f && f->name ? f->name : facility, NAME_MOST);
	if (shape_fits(p->code, "AALLL"))
		jw_member(&s->j, "UNLocationCode", p->code);
	if (form == SCHEDULE_FACILITY)
		write_facility(s, f);
	else if (is_of_list(f, "SMDG"))
		jw_member(&s->j, "facilitySMDGCode", f->code);
	jw_close(&s->j, '}');
}

/* The type that is known of the facility, in this standard's words, else what such a way of carrying has. */
void schedule_facility_type(struct schedule *s, uint32_t place, const char *facility, enum carry carry)
{
	static const char *const types[] = {
		"BORD", "CLOC", "COFS", "OFFD", "DEPO", "INTE", "POTE", "PBPL", "BRTH", "RAMP", "WAYP", NULL};
	static const char *const usual[CARRIES] = {"INTE", "POTE", "RAMP", "POTE", "INTE", "POTE"};
	const struct schedule_facility *f = facility_of(s, place, facility);
	const char *const *type = types;

	while (f && f->type && *type && strcmp(*type, f->type) != 0)
		type++;
	if (f && f->type && strcmp(f->type, "BOCR") == 0)
		type = types;
	jw_member(&s->j, "facilityTypeCode", f && f->type && *type ? *type : usual[carry]);
}

/* ---- times ---- */

void schedule_time(struct schedule *s, const char *key, minute at, uint32_t place)
{
	const instant t = (instant)at * 60 * INSTANT_SECOND;
	struct text said = TEXT_INIT;

	instant_write(&said, t, zone_offset_at(s->w->timetable.places[place].zone, t));
	jw_member(&s->j, key, text_string(&said));
	text_free(&said);
}

void schedule_cut_offs(struct schedule *s, const struct timetable_stop *stop, minute departs)
{
	static const char *const codes[CUT_OFFS] = {"DCO", "FCO", "VCO", "CUA"};
	bool any = false;

	for (int i = 0; i < CUT_OFFS && departs != MINUTE_NEVER && !stop->no_board; i++) {
		if (!stop->cut_off[i])
			continue;
		if (!any) {
			jw_key(&s->j, "cutOffTimes");
			jw_open(&s->j, '[');
		}
		any = true;
		jw_open(&s->j, '{');
		jw_member(&s->j, "cutOffDateTimeCode", codes[i]);
		schedule_time(s, "cutOffDateTime", departs - stop->cut_off[i], stop->place);
		jw_close(&s->j, '}');
	}
	if (any)
		jw_close(&s->j, ']');
}

void schedule_timestamps(struct schedule *s, const struct voyage *v, unsigned stop)
{
	static const char *const types[VOYAGE_ENDS] = {"ARRI", "DEPA"};
	static const char *const classifiers[VOYAGE_AS] = {"PLN", "EST", "ACT"};
	const uint32_t place = s->w->timetable.services[v->service].stops[stop].place;

	jw_key(&s->j, "timestamps");
	jw_open(&s->j, '[');
	for (int i = 0; i < VOYAGE_ENDS * VOYAGE_AS; i++) {
		const minute at = v->calls[stop].at[i / VOYAGE_AS][i % VOYAGE_AS];

		if (at == MINUTE_NEVER)
			continue;
		jw_open(&s->j, '{');
		jw_member(&s->j, "eventTypeCode", types[i / VOYAGE_AS]);
		jw_member(&s->j, "eventClassifierCode", classifiers[i % VOYAGE_AS]);
		schedule_time(s, "eventDateTime", at, place);
		jw_close(&s->j, '}');
	}
	jw_close(&s->j, ']');
}

/* ---- ships and carriers ---- */

void schedule_vessel(struct schedule *s, const char *key, const struct voyage *v)
{
	const struct route_carrier *c = &s->w->routes[v->service].carrier;

	if (!v->vessel.imo && !v->vessel.name)
		return;
	jw_key(&s->j, key);
	jw_open(&s->j, '{');
	jw_member(&s->j, "vesselIMONumber", v->vessel.imo);
	jw_member(&s->j, "name", v->vessel.name);
	jw_member(&s->j, "operatorCarrierCode", c->carrier);
	jw_member(&s->j, "operatorCarrierCodeListProvider", c->list);
	jw_close(&s->j, '}');
}

void schedule_service(struct schedule *s, uint32_t service)
{
	const struct route *route = &s->w->routes[service];

	write_name(s, "carrierServiceName",
		route->title ? route->title : s->w->timetable.services[service].name, SERVICE_NAME_MOST);
	jw_member(&s->j, "carrierServiceCode", route->carrier.code);
}

void schedule_partners(struct schedule *s, const struct voyage *v)
{
	const struct route_carrier *c = &s->w->routes[v->service].carrier;

	jw_key(&s->j, "servicePartners");
	jw_open(&s->j, '[');
	jw_open(&s->j, '{');
	jw_member(&s->j, "carrierCode", c->carrier);
	jw_member(&s->j, "carrierCodeListProvider", c->list);
	schedule_service(s, v->service);
	jw_member(&s->j, "carrierImportVoyageNumber", v->number);
	jw_member(&s->j, "carrierExportVoyageNumber", v->number);
	jw_close(&s->j, '}');
	jw_close(&s->j, ']');
}

void schedule_universal_voyage(struct schedule *s, const struct voyage *v)
{
	jw_member(&s->j, "universalImportVoyageReference", v->universal);
	jw_member(&s->j, "universalExportVoyageReference", v->universal);
}

/* The service, the ship where it is known, the voyage, the port, the how manieth call; the service's own name
 * gives way where all of them together are longer than the standard has it. */
void schedule_call_reference(struct schedule *s, const struct voyage *v, unsigned stop)
{
	const struct route_carrier *c = &s->w->routes[v->service].carrier;
	const struct timetable_service *t = &s->w->timetable.services[v->service];
	const char *service = c->universal ? c->universal : c->code ? c->code : t->name;
	const char *rest = arena_printf(s->q->arena, "%s-%s-%s-%u", v->vessel.imo ? v->vessel.imo : "DUMMY",
		v->number, ways_place_at(s->w, t->stops[stop].place)->code, stop + 1);
	const int room = REFERENCE_MOST - 1 - (int)strlen(rest);

	jw_member(&s->j, "transportCallReference", arena_printf(s->q->arena, "%.*s-%s", room, service, rest));
}
