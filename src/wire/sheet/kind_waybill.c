/* Exports of consignment notes: papers, and the boxes and wagons they cover. */
#include "wire/sheet/kind_papers.h"

void take_waybill(struct sheet_reading *r, const struct sheet_values *v)
{
	struct sheet_spot where;
	struct moment when = {INSTANT_NONE, 0, PRECISION_DAY, ZONE_NOBODY, NULL};
	struct cell_time t;
	struct paper *p;

	where = sheet_text(v, FIELD_STATION) || sheet_text(v, FIELD_STATION_CODE)
			? value_station(r, v, FIELD_STATION, FIELD_STATION_CODE)
			: value_station(r, v, FIELD_FROM, FIELDS);
	if (value_time(r, v, &t))
		when = value_moment(r, &t, where.place);
	else if (!r->rejected && sheet_text(v, FIELD_TRAIN_DAY) && value_time_of(r, v, FIELD_TRAIN_DAY, &t))
		when = value_moment(r, &t, where.place);
	if (when.at == INSTANT_NONE) {
		if (!r->rejected)
			sheet_say(r, SEVERITY_ERROR, "date-missing", FIELD_DATE,
				"nothing says when this note was issued: a column or a title with a date is "
				"expected");
		return;
	}
	p = paper_of_waybill(r, v, &when, &where);
	if (!p) {
		sheet_say(r, SEVERITY_ERROR, "waybill-missing", FIELD_WAYBILL,
			"the number of the consignment note is missing");
		return;
	}
	sheet_covers(r, p, r->wagon);
}
