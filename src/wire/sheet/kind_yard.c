/* Yard stock: which boxes stand where at the time of the list. */
#include "wire/sheet/taking.h"
#include "wire/sheet/value.h"
#include "wire/sheet/words.h"

static void came_in(struct sheet_reading *r, const struct sheet_values *v, const struct sheet_spot *here)
{
	const char *way = sheet_text(v, FIELD_WAY_IN);
	struct cell_time t;
	struct moment when;
	struct event *e;

	if (!sheet_text(v, FIELD_SINCE) || !value_time_of(r, v, FIELD_SINCE, &t))
		return;
	when = value_moment(r, &t, here->place);
	if (!way || !t.has_day || !words_within(way, "gate|truck|road|авто|公路|汽运|汽车|卡车|集卡"))
		return;
	e = sheet_event(r, v, "GTIN", false);
	e->transport.mode = MODE_TRUCK;
	sheet_at(r, e, &when, here);
}

void take_yard_stock(struct sheet_reading *r, const struct sheet_values *v)
{
	struct sheet_spot here = {NULL, NULL};
	struct cell_time t;
	struct moment when;
	struct event *e;

	if (sheet_text(v, FIELD_STATION) || sheet_text(v, FIELD_STATION_CODE))
		here = value_station(r, v, FIELD_STATION, FIELD_STATION_CODE);
	else
		here = value_title_place(r);
	if (!value_time(r, v, &t)) {
		if (r->rejected)
			return;
		if (r->hint->received == INSTANT_NONE) {
			sheet_say(r, SEVERITY_ERROR, "date-missing", FIELDS,
				"nothing says the day of this stock: a title with a date is expected");
			return;
		}
		t = (struct cell_time){.local = instant_to_civil(r->hint->received, 0),
			.precision = PRECISION_MINUTE,
			.zoned = true,
			.has_day = true,
			.has_clock = true,
			.field = FIELDS};
	}
	when = value_moment(r, &t, here.place);
	e = sheet_event(r, v, EVENT_NOTE, false);
	e->transport.mode = MODE_UNKNOWN;
	sheet_at(r, e, &when, &here);
	sheet_remark(r, e, "AREA", sheet_text(v, FIELD_AREA));
	sheet_remark(r, e, "SLOT", sheet_text(v, FIELD_SLOT));
	sheet_remark(r, e, "SINCE", sheet_text(v, FIELD_SINCE));
	sheet_remark(r, e, "WAY-IN", sheet_text(v, FIELD_WAY_IN));
	came_in(r, v, &here);
}
