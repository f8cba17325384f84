#include "wire/edifact/codes.h"
#include "wire/edifact/readers.h"
#include "wire/edifact_out/edifact_out.h"
#include "wire/edifact_out/interchange.h"
#include "wire/edifact_out/parts.h"

#define MOST_CALLS_OUT 9 /* LOC of a transport */

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* 1001: discharge report, loading report; a voyage's arrival goes with the first, its departure with the
 * second. */
static const char *report_of(const char *code)
{
	return is(code, "DISC") || is(code, "ARRI") ? "119" : "122";
}

/* 2005 of a call's times. */
static const char *call_time(const struct event *e)
{
	static const char *const arrivals[CLASSIFIERS] = {"178", "132", "232"};
	static const char *const departures[CLASSIFIERS] = {"186", "133", "189"};

	return is(e->code, "ARRI") ? arrivals[e->classifier] : departures[e->classifier];
}

static bool voyage_sayable(const struct event *e)
{
	return e->type == EVENT_TRANSPORT && (is(e->code, "ARRI") || is(e->code, "DEPA")) &&
	       e->transport.key && is(e->transport.key, e->subject) && key_comes_back(&e->transport);
}

static void write_voyage(struct sheet *sheet, const struct event *e)
{
	put_begin(&sheet->head, report_of(e->code), e);
	put_transport(&sheet->head, &e->transport, true);
	put_here(&sheet->body, "153", e);
	put_time(&sheet->body, call_time(e), &e->happened);
	put_sender(&sheet->foot, e);
	sheet->most = MOST_CALLS_OUT;
}

static bool box_sayable(const struct event *e)
{
	return e->type == EVENT_EQUIPMENT && e->classifier == CLASSIFIER_ACT &&
	       (is(e->code, "LOAD") || is(e->code, "DISC")) && container_kept(e->subject);
}

/* A box that says where it is loaded or discharged names the port that reports it so; else it is only the
 * port of call. */
static const char *side_of(const struct event *e, bool discharged)
{
	if (discharged)
		return e->discharge_place ? "11" : "153";
	return e->load_place ? "9" : "153";
}

/* Of movements those that move a box; both halves of a restow are one of their own. */
static unsigned movement_here(const struct event *e, bool pair)
{
	unsigned movement = movement_code(e->movement);

	if (pair)
		return STATUS_RELOADED;
	return movement == STATUS_ON_BOARD || movement == STATUS_SHORTLANDED ? 0 : movement;
}

static void put_box(struct segments *s, const struct event *e, bool pair)
{
	struct texts texts = {.event = e, .boxes_too = true, .apart = true};

	put_equipment(s, e, movement_here(e, pair));
	put_references(s, e, MOST_OF_EACH, true);
	put_movement_kind(s, e);
	texts.when = !put_time(s, "203", &e->happened);
	put_place(s, "9", e->load_place);
	put_place(s, "11", e->discharge_place);
	put_place(s, "8", e->destination);
	put_cell(s, e->stowage);
	put_measures(s, e);
	put_climate(s, e);
	put_seals(s, e);
	put_texts(s, &texts);
	put_dangers(s, e);
	put_operator(s, e);
}

static void write_box(struct sheet *sheet, const struct event *e, bool pair)
{
	bool discharged = pair || is(e->code, "DISC");

	put_begin(&sheet->head, discharged ? "119" : "122", e);
	put_transport(&sheet->head, &e->transport, true);
	put_here(&sheet->head, side_of(e, discharged), e);
	put_sender(&sheet->head, e);
	put_box(&sheet->body, e, pair);
	sheet->most = 9999;
	sheet->box = true;
	sheet->half = !pair ? 0 : is(e->code, "DISC") ? 1 : 2;
}

static bool write_event(struct sheet *sheet, const struct event *e, bool alone)
{
	if (e->subject_kind == SUBJECT_TRANSPORT && voyage_sayable(e)) {
		write_voyage(sheet, e);
		return true;
	}
	if (e->subject_kind != SUBJECT_CONTAINER || !box_sayable(e))
		return false;
	write_box(sheet, e, !alone && event_restows(e));
	return true;
}

static const struct form form = {"COARRI", "D:00B:UN:SMDG21", false, true, write_event};

void coarri_write(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
	struct emit_told *told)
{
	interchange_write(&form, out, head, events, n, told);
}
