/* Dislocation reports: where wagons and boxes are, the last operation, when they are expected. */
#include "wire/sheet/taking.h"
#include "wire/sheet/value.h"

#include <string.h>

/* What an operation is to us, the partner's own meaning first; EVENT_NOTE where nobody says. */
static const char *operation(struct sheet_reading *r, const char *text, enum classifier *classifier)
{
	const char *unknown;
	const struct status_code *row = value_status(r, SHEET_OPERATIONS, text, &unknown);

	if (row) {
		*classifier = row->classifier ? row->classifier : *classifier;
		return row->event ? row->event : EVENT_NOTE;
	}
	sheet_unknown(r, CODES_OPERATION, unknown, FIELD_OPERATION);
	sheet_say(r, SEVERITY_WARNING, "operation-unknown", FIELD_OPERATION,
		"nobody says what the operation \"%.60s\" is: it was kept as a note", text);
	return EVENT_NOTE;
}

static void expected(struct sheet_reading *r, const struct sheet_values *v, const struct civil *day)
{
	struct sheet_spot to = {NULL, NULL};
	struct cell_time t;
	struct moment when;
	struct event *e;

	if (!sheet_text(v, FIELD_ETA) || !sheet_text(v, FIELD_TO) || !value_time_of(r, v, FIELD_ETA, &t) ||
		!t.has_day)
		return;
	e = sheet_event(r, v, "ARRI", !r->container);
	to = (struct sheet_spot){e->destination, NULL};
	if (e->destination && strcmp(e->destination, sheet_text(v, FIELD_TO)) == 0 &&
		strlen(e->destination) != 5)
		to = (struct sheet_spot){NULL, e->destination};
	else
		to.text = sheet_text(v, FIELD_TO);
	if (to.place && to.text && strcmp(to.place, to.text) == 0)
		to.text = NULL;
	e->classifier = CLASSIFIER_EST;
	when = value_moment(r, &t, to.place);
	sheet_at(r, e, &when, &to);
	sheet_train(r, e, day);
	e->seals = NULL;
	e->seal_count = e->measure_count = e->remark_count = 0;
}

void take_dislocation(struct sheet_reading *r, const struct sheet_values *v)
{
	const char *words = sheet_text(v, FIELD_OPERATION);
	struct sheet_spot here = value_station(r, v, FIELD_STATION, FIELD_STATION_CODE);
	enum classifier classifier = r->table->classifier;
	const char *code = words ? operation(r, words, &classifier) : EVENT_NOTE;
	struct cell_time t;
	struct civil train_day;
	const struct civil *day = value_train_day(r, v, &train_day) ? &train_day : NULL;
	struct moment when;
	struct event *e;

	if (!value_time(r, v, &t)) {
		if (!r->rejected)
			sheet_say(r, SEVERITY_ERROR, "date-missing", FIELD_TIME,
				"nothing says when this was: a column of times or a date in a title is "
				"expected");
		return;
	}
	when = value_moment(r, &t, here.place);
	e = sheet_event(r, v, code, !r->container);
	e->classifier = classifier;
	sheet_at(r, e, &when, &here);
	if (words && strcmp(code, EVENT_NOTE) == 0)
		sheet_remark(r, e, "OPER", words);
	sheet_measure(r, e, "R", value_amount(r, v, FIELD_REMAINING_KM, NULL), "KMT");
	sheet_remark(r, e, "RAILWAY", sheet_text(v, FIELD_RAILWAY));
	sheet_train(r, e, day);
	expected(r, v, day);
}
