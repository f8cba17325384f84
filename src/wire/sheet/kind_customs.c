/* Decisions of customs: released, held, to be looked at. */
#include "wire/sheet/kind_papers.h"
#include "wire/sheet/words.h"

#include <string.h>

/* NULL: nobody says what the result is. */
static const char *decision(struct sheet_reading *r, const char *text)
{
	const struct decode_world *w = r->world;
	char code[WORDS_ROOM];
	struct status_asked asked = {{r->partner, r->hint->sender, NULL}, "CUSTOMS", code};
	const struct status_code *row;

	words_code(text, strlen(text), code, sizeof code);
	row = w->status ? w->status(w->self, &asked) : NULL;
	if (row)
		return row->event ? row->event : EVENT_NOTE;
	sheet_unknown(r, CODES_CUSTOMS, arena_strdup(r->a, code), FIELD_RESULT);
	sheet_say(r, SEVERITY_WARNING, "result-unknown", FIELD_RESULT,
		"nobody says what the decision \"%.60s\" is: it was kept as a note", text);
	return EVENT_NOTE;
}

/* A list of releases need not say so in each row; one that has a column for it and nothing there does not. */
static const char *undecided(struct sheet_reading *r)
{
	if (!r->table->column[FIELD_RESULT])
		return "CUSR";
	sheet_say(r, SEVERITY_WARNING, "result-missing", FIELD_RESULT,
		"the decision is missing: this was kept as a note");
	return EVENT_NOTE;
}

static void released(struct sheet_reading *r, const struct sheet_values *v, const struct moment *when,
	const struct sheet_spot *here)
{
	const char *number = sheet_text(v, FIELD_RELEASE);
	struct paper *p;

	if (!number)
		number = sheet_text(v, FIELD_CUSTOMS);
	if (!number)
		return;
	p = sheet_paper(r, v, PAPER_RELEASE, number);
	p->issued = *when;
	p->place = here->place;
	p->place_text = here->text;
	p->reason = sheet_text(v, FIELD_REASON);
	p->detail = paper_detail(r, v);
}

void take_customs(struct sheet_reading *r, const struct sheet_values *v)
{
	struct sheet_spot here = value_station(r, v, FIELD_STATION, FIELD_STATION_CODE);
	const char *result = sheet_text(v, FIELD_RESULT);
	struct cell_time t;
	struct moment when;
	struct event *e;
	const char *code;

	if (!value_time(r, v, &t)) {
		if (!r->rejected)
			sheet_say(r, SEVERITY_ERROR, "date-missing", FIELD_TIME,
				"nothing says when customs decided: a column of times or a date in a title "
				"is expected");
		return;
	}
	if (!here.place && !here.text)
		here = value_title_place(r);
	when = value_moment(r, &t, here.place);
	code = result ? decision(r, result) : undecided(r);
	if (r->container)
		e = sheet_event(r, v, code, false);
	else
		e = sheet_document(
			r, v, code, arena_printf(r->a, "CUSTOMS:%s", sheet_text(v, FIELD_CUSTOMS)));
	e->transport.mode = MODE_UNKNOWN;
	sheet_at(r, e, &when, &here);
	sheet_reference(r, e, "RELEASE", sheet_text(v, FIELD_RELEASE));
	sheet_remark(r, e, "REASON", sheet_text(v, FIELD_REASON));
	if (result && strcmp(code, EVENT_NOTE) == 0)
		sheet_remark(r, e, "RESULT", result);
	if (strcmp(code, "CUSR") == 0)
		released(r, v, &when, &here);
}
