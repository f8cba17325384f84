/* Train lists: which boxes are on which wagons, which wagons in which train. */
#include "wire/sheet/taking.h"
#include "wire/sheet/value.h"

#include <string.h>

static bool has_time(const struct sheet_values *v)
{
	return sheet_text(v, FIELD_TIME) || sheet_text(v, FIELD_DATE) || sheet_text(v, FIELD_CLOCK);
}

static struct sheet_spot where(struct sheet_reading *r, const struct sheet_values *v)
{
	if (sheet_text(v, FIELD_STATION) || sheet_text(v, FIELD_STATION_CODE))
		return value_station(r, v, FIELD_STATION, FIELD_STATION_CODE);
	if (r->title->station)
		return value_place(r, r->title->station, FIELDS);
	return value_station(r, v, FIELD_FROM, FIELDS);
}

/* The day a train is known by: its own column, the title's, else that of the list. */
static struct civil day_of(struct sheet_reading *r, const struct sheet_values *v, const struct cell_time *t)
{
	struct civil day;

	if (value_train_day(r, v, &day))
		return day;
	return r->title->has_day ? r->title->day : t->local;
}

/* A list without any time holds when it came. */
static bool when_of(struct sheet_reading *r, const struct sheet_values *v, struct cell_time *t)
{
	if (value_time(r, v, t))
		return true;
	if (r->rejected)
		return false;
	if (sheet_text(v, FIELD_TRAIN_DAY))
		return value_time_of(r, v, FIELD_TRAIN_DAY, t) && t->has_day;
	if (r->hint->received == INSTANT_NONE) {
		sheet_say(r, SEVERITY_ERROR, "date-missing", FIELDS,
			"nothing says the day of this list: a title or a column with a date is expected");
		return false;
	}
	*t = (struct cell_time){.local = instant_to_civil(r->hint->received, 0),
		.precision = PRECISION_DAY,
		.has_day = true,
		.field = FIELDS};
	t->local.hour = t->local.minute = t->local.second = t->local.micro = 0;
	sheet_say(r, SEVERITY_WARNING, "date-missing", FIELDS,
		"nothing says the day of this list: that of its delivery was taken");
	return true;
}

static void expected(struct sheet_reading *r, const struct sheet_values *v, const struct civil *day)
{
	struct sheet_spot to;
	struct cell_time t;
	struct moment when;
	struct event *e;

	if (!sheet_text(v, FIELD_ETA) || !sheet_text(v, FIELD_TO) || !value_time_of(r, v, FIELD_ETA, &t) ||
		!t.has_day)
		return;
	to = value_station(r, v, FIELD_TO, FIELDS);
	e = sheet_event(r, v, "ARRI", !r->container);
	e->classifier = CLASSIFIER_EST;
	when = value_moment(r, &t, to.place);
	sheet_at(r, e, &when, &to);
	sheet_train(r, e, day);
}

void take_train_list(struct sheet_reading *r, const struct sheet_values *v)
{
	struct sheet_spot here = where(r, v);
	struct cell_time t;
	struct civil day;
	struct moment when;
	struct event *e;

	if (!when_of(r, v, &t))
		return;
	day = day_of(r, v, &t);
	when = value_moment(r, &t, here.place);
	if (r->container && !r->wagon && r->table->column[FIELD_WAGON])
		sheet_say(r, SEVERITY_INFORMATION, "wagon-missing", FIELD_WAGON,
			"no wagon stands here: if this cell was one with that above before it was saved as "
			"text, send "
			"the workbook itself");
	if (r->container) {
		e = sheet_event(r, v, has_time(v) ? "LOAD" : EVENT_ABOARD, false);
		sheet_at(r, e, &when, &here);
		sheet_train(r, e, &day);
	}
	/* the wagon is in the train when it is known which */
	if (r->wagon && (!r->container || r->train_names[0] || r->train_names[1] || r->train_names[2])) {
		e = sheet_event(r, v, EVENT_ABOARD, true);
		sheet_at(r, e, &when, &here);
		sheet_train(r, e, &day);
	}
	expected(r, v, &day);
}
