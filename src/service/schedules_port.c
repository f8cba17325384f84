/* Which ships call at a port: a terminal an element. */
#include "service/answer_parts.h"
#include "service/schedule_parts.h"
#include "service/schedules.h"

#include <stdlib.h>
#include <string.h>

struct port_call {
	const char *terminal; /* as the route has it; "": none told */
	const struct voyage *voyage;
	unsigned stop;
	minute at; /* the first of its planned times */
};

static int by_terminal_and_time(const void *a, const void *b)
{
	const struct port_call *x = a, *y = b;
	int d = strcmp(x->terminal, y->terminal);

	d = d ? d : (x->at > y->at) - (x->at < y->at);
	return d ? d : (x->voyage->service > y->voyage->service) - (x->voyage->service < y->voyage->service);
}

static void write_call(struct schedule *s, const struct port_call *c)
{
	const struct voyage *v = c->voyage;
	const minute *departs = v->calls[c->stop].at[VOYAGE_DEPARTS];

	jw_open(&s->j, '{');
	jw_member(&s->j, "universalServiceReference", s->w->routes[v->service].carrier.universal);
	schedule_partners(s, v);
	schedule_vessel(s, "vessel", v);
	jw_member_bool(&s->j, "isDummyVessel", !v->vessel.imo);
	schedule_universal_voyage(s, v);
	schedule_timestamps(s, v, c->stop);
	schedule_cut_offs(s, &s->w->timetable.services[v->service].stops[c->stop],
		departs[VOYAGE_EXPECTED] != MINUTE_NEVER ? departs[VOYAGE_EXPECTED]
							 : departs[VOYAGE_PLANNED]);
	jw_close(&s->j, '}');
}

static size_t of_terminal(const struct port_call *first, size_t n)
{
	size_t count = 1;

	while (count < n && strcmp(first->terminal, first[count].terminal) == 0)
		count++;
	return count;
}

static void write_terminal(struct schedule *s, uint32_t place, const struct port_call *first, size_t n)
{
	jw_open(&s->j, '{');
	schedule_location(s, place, *first->terminal ? first->terminal : NULL, SCHEDULE_SMDG);
	jw_key(&s->j, "vesselSchedules");
	jw_open(&s->j, '[');
	for (size_t i = 0; i < n; i++)
		write_call(s, &first[i]);
	jw_close(&s->j, ']');
	jw_close(&s->j, '}');
}

/* A terminal may have any name: as hexadecimal, behind a letter for one that has none. */
static const char *cursor_of(struct arena *a, const char *terminal)
{
	return cursor_write(a, arena_printf(a, "t%s", cursor_write(a, terminal)));
}

static bool write_page(struct schedule *s, uint32_t place, const struct port_call *calls, size_t n)
{
	const char *cursor = s->q->cursor;
	size_t at = 0, count;
	int written = 0;

	while (cursor && at < n && strcmp(cursor_of(s->q->arena, calls[at].terminal), cursor) != 0)
		at++;
	if (cursor && at == n)
		return fault_say(s->q->fault, FAULT_BAD_REQUEST,
			"cursor is none that this endpoint gave for these parameters; begin again without "
			"it");
	at += cursor ? of_terminal(&calls[at], n - at) : 0;
	jw_open(&s->j, '[');
	for (; at < n && written < s->q->limit; at += count, written++) {
		count = of_terminal(&calls[at], n - at);
		write_terminal(s, place, &calls[at], count);
	}
	jw_close(&s->j, ']');
	if (at < n)
		s->q->next = cursor_of(s->q->arena, calls[at - 1].terminal);
	return true;
}

/* At a place that no service stops at twice, a voyage has one call. */
static bool find_calls(
	struct schedule *s, const struct voyages_asked *wanted, struct port_call **calls, size_t *n)
{
	struct voyage *voyages;
	size_t count;

	*n = 0;
	if (!voyages_find(s->q, s->w, wanted, &voyages, &count))
		return false;
	*calls = arena_alloc_array(s->q->arena, count + 1, sizeof **calls);
	for (size_t i = 0; i < count; i++) {
		const struct voyage *v = &voyages[i];
		const char *terminal;
		unsigned stop = 0;

		while (!voyage_calls(s->w, wanted, v, stop))
			stop++;
		terminal = s->w->routes[v->service].facilities[stop];
		(*calls)[(*n)++] = (struct port_call){terminal ? terminal : "", v, stop,
			v->calls[stop].at[stop ? VOYAGE_ARRIVES : VOYAGE_DEPARTS][VOYAGE_PLANNED]};
	}
	qsort(*calls, *n, sizeof **calls, by_terminal_and_time);
	return true;
}

static bool answer(struct schedule *s, struct port_asked *asked)
{
	struct voyages_asked wanted = {.first = asked->since, .last = asked->since + SCHEDULES_WINDOW - 1};
	struct port_call *calls = NULL;
	size_t n = 0;

	asked->blamed = "UNLocationCode";
	if (!schedule_place(s, asked->blamed, asked->place, false, &wanted.place))
		return false;
	asked->blamed = NULL;
	if (wanted.place != MEMBER_NO_PLACE && !find_calls(s, &wanted, &calls, &n))
		return false;
	asked->blamed = "cursor";
	return write_page(s, wanted.place, calls, n);
}

bool answer_port_schedules(struct asking *q, struct port_asked *asked)
{
	struct schedule s;

	return schedule_begin(&s, q) && answer(&s, asked);
}
