/* What the ships of services do: a service an element, whole voyages, ship by ship. */
#include "service/answer_parts.h"
#include "service/schedule_parts.h"
#include "service/schedules.h"

#include <stdlib.h>
#include <string.h>

#define DAYS_BEFORE 92 /* where nobody says from when, until when */
#define DAYS_AFTER  184

/* A voyage with what it is put in order by. */
struct sailing {
	const struct voyage *voyage;
	const struct route *route;
	const char *operator;
	const struct voyages_asked *only; /* calls of it that are told; NULL: all */
};

static int compare_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int by_service(const struct sailing *x, const struct sailing *y)
{
	int d = strcmp(x->route->carrier.code, y->route->carrier.code);

	d = d ? d : compare_text(x->route->carrier.universal, y->route->carrier.universal);
	return d ? d : strcmp(x->operator, y->operator);
}

static bool is_known(const struct route_vessel *v)
{
	return v->imo || v->name;
}

/* Voyages of which nobody knows the ship are not one ship's. */
static int by_ship(const struct sailing *x, const struct sailing *y)
{
	const struct route_vessel *a = &x->voyage->vessel, *b = &y->voyage->vessel;
	int d = (int)is_known(b) - (int)is_known(a);

	d = d ? d : compare_text(a->imo, b->imo);
	return d || a->imo ? d : compare_text(a->name, b->name);
}

static int by_service_ship_and_time(const void *a, const void *b)
{
	const struct sailing *x = a, *y = b;
	const minute p = x->voyage->calls[0].at[VOYAGE_DEPARTS][VOYAGE_PLANNED];
	const minute q = y->voyage->calls[0].at[VOYAGE_DEPARTS][VOYAGE_PLANNED];
	int d = by_service(x, y);

	d = d ? d : by_ship(x, y);
	d = d ? d : (p > q) - (p < q);
	return d ? d : strcmp(x->voyage->number, y->voyage->number);
}

static void write_call(struct schedule *s, const struct voyage *v, unsigned stop)
{
	const struct timetable_stop *t = &s->w->timetable.services[v->service].stops[stop];
	const minute *departs = v->calls[stop].at[VOYAGE_DEPARTS];

	jw_open(&s->j, '{');
	schedule_call_reference(s, v, stop);
	jw_member(&s->j, "carrierImportVoyageNumber", v->number);
	jw_member(&s->j, "carrierExportVoyageNumber", v->number);
	schedule_universal_voyage(s, v);
	schedule_location(s, t->place, s->w->routes[v->service].facilities[stop], SCHEDULE_SMDG);
	schedule_timestamps(s, v, stop);
	schedule_cut_offs(s, t,
		departs[VOYAGE_EXPECTED] != MINUTE_NEVER ? departs[VOYAGE_EXPECTED]
							 : departs[VOYAGE_PLANNED]);
	jw_close(&s->j, '}');
}

/* The voyages of one ship, or one whose ship is not known. */
static void write_ship(struct schedule *s, const struct sailing *first, size_t n)
{
	jw_open(&s->j, '{');
	schedule_vessel(s, "vessel", first->voyage);
	jw_member_bool(&s->j, "isDummyVessel", !first->voyage->vessel.imo);
	jw_key(&s->j, "transportCalls");
	jw_open(&s->j, '[');
	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k < s->w->timetable.services[first[i].voyage->service].stop_count; k++)
			if (!first[i].only || voyage_calls(s->w, first[i].only, first[i].voyage, k))
				write_call(s, first[i].voyage, k);
	jw_close(&s->j, ']');
	jw_close(&s->j, '}');
}

static size_t of_ship(const struct sailing *first, size_t n)
{
	size_t count = 1;

	while (count < n && is_known(&first->voyage->vessel) && by_ship(first, &first[count]) == 0)
		count++;
	return count;
}

static size_t of_service(const struct sailing *first, size_t n)
{
	size_t count = 1;

	while (count < n && by_service(first, &first[count]) == 0)
		count++;
	return count;
}

static void write_service(struct schedule *s, const struct sailing *first, size_t n)
{
	jw_open(&s->j, '{');
	schedule_service(s, first->voyage->service);
	jw_member(&s->j, "universalServiceReference", first->route->carrier.universal);
	jw_key(&s->j, "vesselSchedules");
	jw_open(&s->j, '[');
	for (size_t i = 0, ships; i < n; i += ships) {
		ships = of_ship(&first[i], n - i);
		write_ship(s, &first[i], ships);
	}
	jw_close(&s->j, ']');
	jw_close(&s->j, '}');
}

/* Where the page begins: behind the service that has the route of the cursor.  False where none has it. */
static bool begin_page(struct schedule *s, const struct sailing *all, size_t n, size_t *at)
{
	const char *behind = s->q->cursor ? cursor_read(s->q->arena, s->q->cursor, s->q->fault) : NULL;

	*at = 0;
	if (!s->q->cursor)
		return true;
	for (size_t i = 0; behind && i < n; i += of_service(&all[i], n - i)) {
		const size_t count = of_service(&all[i], n - i);

		for (size_t k = i; k < i + count; k++)
			if (strcmp(s->w->timetable.services[all[k].voyage->service].name, behind) == 0) {
				*at = i + count;
				return true;
			}
	}
	return fault_say(s->q->fault, FAULT_BAD_REQUEST,
		"cursor is none that this endpoint gave for these parameters; begin again without it");
}

static bool write_page(struct schedule *s, const struct sailing *all, size_t n)
{
	size_t at, count;
	int written = 0;

	if (!begin_page(s, all, n, &at))
		return false;
	jw_open(&s->j, '[');
	for (; at < n && written < s->q->limit; at += count, written++) {
		count = of_service(&all[at], n - at);
		write_service(s, &all[at], count);
	}
	jw_close(&s->j, ']');
	if (at < n)
		s->q->next =
			cursor_write(s->q->arena, s->w->timetable.services[all[at - 1].voyage->service].name);
	return true;
}

static bool answer(struct schedule *s, struct vessels_asked *asked)
{
	const int32_t today = s->w->day;
	struct voyages_asked wanted = {asked->imo, asked->vessel, asked->code, asked->universal,
		asked->voyage, asked->universal_voyage, asked->facility, asked->operator, MEMBER_NO_PLACE,
		asked->days.first == INT32_MIN ? today - DAYS_BEFORE : asked->days.first,
		asked->days.last == INT32_MAX ? today + DAYS_AFTER : asked->days.last};
	struct voyage *voyages = NULL;
	struct sailing *all;
	size_t n = 0;

	asked->blamed = "UNLocationCode";
	if (asked->place && !schedule_place(s, asked->blamed, asked->place, false, &wanted.place))
		return false;
	asked->blamed = NULL;
	if ((!asked->place || wanted.place != MEMBER_NO_PLACE) &&
		!voyages_find(s->q, s->w, &wanted, &voyages, &n))
		return false;
	all = arena_alloc_array(s->q->arena, n + 1, sizeof *all);
	for (size_t i = 0; i < n; i++)
		all[i] = (struct sailing){&voyages[i], &s->w->routes[voyages[i].service],
			s->w->timetable.services[voyages[i].service].operator,
			asked->matched_calls ? &wanted : NULL };
	qsort(all, n, sizeof *all, by_service_ship_and_time);
	asked->blamed = "cursor";
	return write_page(s, all, n);
}

bool answer_vessel_schedules(struct asking *q, struct vessels_asked *asked)
{
	struct schedule s;

	return schedule_begin(&s, q) && answer(&s, asked);
}
