/* Handover lists at borders: who took over, off which wagon, on which wagon, by which list and act. */
#include "wire/sheet/kind_papers.h"

/* The act that witnessed it. */
static void witnessed(struct sheet_reading *r, const struct sheet_values *v, struct event *e)
{
	enum paper_kind kind = paper_kind_of_act(r, v);

	if (kind < PAPERS)
		sheet_reference(r, e, paper_words[kind], sheet_text(v, FIELD_ACT));
}

static bool change_of_wagon(struct sheet_reading *r, const struct sheet_values *v, const char *new_wagon,
	const struct moment *when, const struct sheet_spot *here, const struct civil *day)
{
	const char *old = r->wagon;
	struct event *e;

	if (old && r->container) {
		e = sheet_event(r, v, "DISC", false);
		e->stowage = NULL; /* the place it is told with is that on the wagon it goes on with */
		sheet_at(r, e, when, here);
		witnessed(r, v, e);
		if (!new_wagon)
			sheet_train(r, e, day);
	}
	if (new_wagon && r->container) {
		r->wagon = new_wagon;
		e = sheet_event(r, v, "LOAD", false);
		if (sheet_text(v, FIELD_NEW_SEAL)) {
			e->seals = NULL;
			e->seal_count = 0;
			sheet_seals(r, e, sheet_text(v, FIELD_NEW_SEAL));
		}
		sheet_at(r, e, when, here);
		witnessed(r, v, e);
		sheet_train(r, e, day);
		r->wagon = old;
	}
	return r->container && (old || new_wagon);
}

/* The train it goes on with left on a day of its own, or on this one. */
static struct civil day_of(struct sheet_reading *r, const struct sheet_values *v, const struct cell_time *t)
{
	struct civil day;

	return value_train_day(r, v, &day) ? day : t->local;
}

static void hand_over(struct sheet_reading *r, const struct sheet_values *v, const struct moment *when,
	const struct sheet_spot *here)
{
	const char *list = sheet_text(v, FIELD_LIST), *railway = sheet_text(v, FIELD_RAILWAY);
	struct event *e = sheet_event(r, v, EVENT_HANDOVER, !r->container);
	struct paper *p;

	e->operator_code = railway;
	sheet_reference(r, e, "TRANSFER-LIST", list);
	sheet_at(r, e, when, here);
	if (!list)
		return;
	p = sheet_paper(r, v, PAPER_TRANSFER_LIST, list);
	p->issued = *when;
	p->place = here->place;
	p->place_text = here->text;
	p->railway = railway;
	sheet_covers(r, p, r->wagon);
}

void take_handover(struct sheet_reading *r, const struct sheet_values *v)
{
	struct sheet_spot here = {NULL, NULL};
	struct cell_time t;
	struct moment when;
	struct civil day;
	const char *new_wagon;
	struct paper *p;
	size_t before;

	if (!value_wagon(r, v, FIELD_NEW_WAGON, &new_wagon))
		return;
	if (!r->container && !r->wagon)
		r->wagon = new_wagon; /* the only one that is named is what was handed over */
	if (sheet_text(v, FIELD_STATION) || sheet_text(v, FIELD_STATION_CODE))
		here = value_station(r, v, FIELD_STATION, FIELD_STATION_CODE);
	else
		here = value_title_place(r);
	if (!value_time(r, v, &t)) {
		if (!r->rejected)
			sheet_say(r, SEVERITY_ERROR, "date-missing", FIELD_TIME,
				"nothing says when this was handed over: a column of times or a date in a "
				"title is "
				"expected");
		return;
	}
	when = value_moment(r, &t, here.place);
	before = r->m.event_count;
	if (sheet_text(v, FIELD_LIST) || sheet_text(v, FIELD_RAILWAY))
		hand_over(r, v, &when, &here);
	day = day_of(r, v, &t);
	change_of_wagon(r, v, new_wagon, &when, &here, &day);
	p = paper_of_waybill(r, v, &when, &here);
	if (p)
		sheet_covers(r, p, new_wagon ? new_wagon : r->wagon);
	p = paper_of_act(r, v, &when, &here);
	if (p)
		sheet_covers(r, p, r->wagon);
	if (r->m.event_count == before)
		sheet_say(r, SEVERITY_ERROR, "handover-of-nothing", FIELDS,
			"this row names neither a list, a railway, a wagon nor an act: it says nothing of a "
			"handover");
}
