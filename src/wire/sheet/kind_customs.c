/* Decisions of customs: released, held, to be looked at; and transit procedures, where a row names one. */
#include "base/text.h"
#include "wire/sheet/kind_papers.h"
#include "wire/sheet/words.h"

#include <string.h>

/* NULL: nobody says what the result is. */
static const char *decision(struct sheet_reading *r, const char *text)
{
	const char *unknown;
	const struct status_code *row = value_status(r, SHEET_DECISIONS, text, &unknown);

	if (row)
		return row->event ? row->event : EVENT_NOTE;
	sheet_unknown(r, CODES_CUSTOMS, unknown, FIELD_RESULT);
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

/* PAPERS: the row names no procedure of transit. */
static enum paper_kind procedure(const struct sheet_values *v)
{
	static const struct {
		const char *words;
		enum paper_kind kind;
	} rows[] = {{"tir|мдп", PAPER_TIR}, {"t2|т2", PAPER_T2}, {"t1|т1|ncts", PAPER_T1},
		{"转关|过境", PAPER_CN_TRANSIT}, {"eaeu|еаэс|тт|транзит|transit", PAPER_EAEU_TRANSIT}};
	const char *told = sheet_text(v, FIELD_PROCEDURE);

	for (size_t i = 0; told && i < sizeof rows / sizeof *rows; i++)
		if (words_within(told, rows[i].words))
			return rows[i].kind;
	return PAPERS;
}

static const char *office(struct sheet_reading *r, const struct sheet_values *v, enum sheet_field field)
{
	struct sheet_spot s = value_station(r, v, field, FIELDS);

	return s.place ? s.place : s.text;
}

/* The last moment of a day that is all that is known of the limit. */
static const char *limit(struct sheet_reading *r, const struct sheet_values *v, const char *place)
{
	struct text t = TEXT_INIT;
	struct cell_time when;
	struct moment until;
	const char *kept;

	if (!sheet_text(v, FIELD_LIMIT) || !value_time_of(r, v, FIELD_LIMIT, &when))
		return NULL;
	until = value_moment(r, &when, place);
	instant_write(&t, until.at + (until.precision == PRECISION_DAY ? INSTANT_DAY - INSTANT_SECOND : 0),
		until.offset);
	kept = arena_strdup(r->a, text_string(&t));
	text_free(&t);
	return kept;
}

static const char *transit_detail(struct sheet_reading *r, const struct sheet_values *v)
{
	const char *to = office(r, v, FIELD_OFFICE_TO), *kept;
	struct text t = TEXT_INIT;
	struct json j = {&t, false};

	jw_open(&j, '{');
	jw_member(&j, "from", office(r, v, FIELD_OFFICE_FROM));
	jw_member(&j, "to", to);
	jw_member(&j, "limit", limit(r, v, to));
	jw_member(&j, "guarantee", sheet_text(v, FIELD_GUARANTEE));
	jw_member(&j, "seal", sheet_text(v, FIELD_SEAL));
	jw_close(&j, '}');
	kept = arena_strdup(r->a, text_string(&t));
	text_free(&t);
	return kept;
}

static void in_transit(struct sheet_reading *r, const struct sheet_values *v, enum paper_kind kind,
	const struct moment *when, const struct sheet_spot *here)
{
	const char *number = sheet_text(v, FIELD_CUSTOMS);
	struct paper *p;

	if (kind == PAPERS || !number)
		return;
	p = sheet_paper(r, v, kind, number);
	p->issued = *when;
	p->place = here->place;
	p->place_text = here->text;
	p->detail = transit_detail(r, v);
}

void take_customs(struct sheet_reading *r, const struct sheet_values *v)
{
	struct sheet_spot here = value_station(r, v, FIELD_STATION, FIELD_STATION_CODE);
	const char *result = sheet_text(v, FIELD_RESULT);
	enum paper_kind transit = procedure(v);
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
	code = result ? decision(r, result) : transit < PAPERS ? EVENT_NOTE : undecided(r);
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
	sheet_remark(r, e, "PROCEDURE", sheet_text(v, FIELD_PROCEDURE));
	/* what is let into transit has a limit, what is let out of it none */
	if (strcmp(code, "CUSR") != 0 || sheet_text(v, FIELD_LIMIT))
		in_transit(r, v, transit, &when, &here);
	if (strcmp(code, "CUSR") == 0 && transit == PAPERS)
		released(r, v, &when, &here);
}
