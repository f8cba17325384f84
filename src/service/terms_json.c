/* A term as JSON, read and written. */
#include "codes/size_type.h"
#include "service/terms.h"

#include <string.h>

#define DAYS_MOST  3650
#define MINOR_MOST INT64_C(1000000000000)

static const char *const term_members[] = {"kind", "place", "facility", "party", "size", "load", "freeDays",
	"days", "holidays", "startCounts", "start", "stop", "currency", "rates", "from", "until", NULL};

static const char *const clock_words[] = {
#define CLOCK(name, word, text) word,
#include "domain/dwell.def"
#undef CLOCK
	NULL};
static const char *const day_words[] = {"calendar", "working", NULL};
static const char *const load_words[] = {"EMPTY", "LADEN", NULL};

static bool code_of(const struct member_reading *r, const json_t *o, const char *key, const char **code)
{
	return member_text(r, o, key, 4, true, code) &&
	       (event_code_known(*code) ||
		       member_wrong(r, key, "\"%s\" is no event's code; DISC, GTIN, GTOT are some", *code));
}

static bool rate_of(const struct member_reading *r, const json_t *o, struct term *t)
{
	const struct member_reading at = member_item(r, "rates", t->step_count, o);
	struct term_step *s = &t->steps[t->step_count];

	if (!member_number(&at, o, "from", 1, DAYS_MOST, &s->from) ||
		!member_number(&at, o, "minor", 0, MINOR_MOST, &s->minor))
		return false;
	if (t->step_count && s->from <= s[-1].from)
		return member_wrong(&at, "from", "it is not later than that of the rate before");
	t->step_count++;
	return true;
}

static bool money_of(const struct member_reading *r, const json_t *o, struct term *t)
{
	const json_t *rates;

	if (!member_currency(r, o, "currency", false, &t->currency) ||
		!member_list(r, o, "rates", TERM_STEPS, &rates))
		return false;
	for (size_t i = 0; i < json_array_size(rates); i++)
		if (!rate_of(r, json_array_get(rates, i), t))
			return false;
	return !t->step_count || t->currency || member_wrong(r, "currency", "rates are told without it");
}

static bool time_of(const struct member_reading *r, const json_t *o, struct term *t)
{
	int64_t *holidays;
	size_t days;

	if (!member_number(r, o, "freeDays", 0, DAYS_MOST, &t->free_days) ||
		!member_word(r, o, "days", day_words, false, &days) ||
		!member_days(r, o, "holidays", TERM_HOLIDAYS, &holidays, &t->holiday_count) ||
		!code_of(r, o, "start", &t->start) || !code_of(r, o, "stop", &t->stop) ||
		!member_bool(r, o, "startCounts", false, &t->start_counts) ||
		!member_day(r, o, "from", INT64_MIN, &t->from) ||
		!member_day(r, o, "until", INT64_MAX, &t->until))
		return false;
	t->days = days < DAY_KINDS ? (enum day_kind)days : DAYS_CALENDAR;
	memcpy(t->holidays, holidays, t->holiday_count * sizeof *holidays);
	return t->until >= t->from || member_wrong(r, "until", "it is before from");
}

bool term_read(const struct member_reading *r, const char *name, const json_t *o, struct term *t)
{
	size_t kind, load;

	*t = (struct term){.name = name};
	if (!members_known(r, o, term_members) || !member_word(r, o, "kind", clock_words, true, &kind) ||
		!member_place(r, o, "place", true, &t->place) ||
		!member_text(r, o, "facility", 64, false, &t->facility) ||
		!member_text(r, o, "party", 64, false, &t->party) ||
		!member_text(r, o, "size", 4, false, &t->size) ||
		!member_word(r, o, "load", load_words, false, &load) || !time_of(r, o, t) ||
		!money_of(r, o, t))
		return false;
	t->kind = (enum clock_kind)kind;
	t->load = load_words[load] ? (enum load_state)(load + 1) : LOAD_UNKNOWN;
	return true;
}

static void write_rates(struct json *j, const struct term *t)
{
	jw_member(j, "currency", t->currency);
	if (!t->step_count)
		return;
	jw_key(j, "rates");
	jw_open(j, '[');
	for (size_t i = 0; i < t->step_count; i++) {
		jw_open(j, '{');
		jw_member_integer(j, "from", t->steps[i].from);
		jw_member_integer(j, "minor", t->steps[i].minor);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_days(struct json *j, struct arena *a, const struct term *t)
{
	jw_member_integer(j, "freeDays", t->free_days);
	jw_member(j, "days", day_kind_words[t->days]);
	if (t->holiday_count) {
		jw_key(j, "holidays");
		jw_open(j, '[');
		for (size_t i = 0; i < t->holiday_count; i++)
			jw_string(j, member_day_told(a, t->holidays[i]));
		jw_close(j, ']');
	}
	jw_member_bool(j, "startCounts", t->start_counts);
	jw_member(j, "start", t->start);
	jw_member(j, "stop", t->stop);
}

const char *term_told(struct arena *a, const struct term *t)
{
	struct text out = TEXT_INIT;
	struct json j = {&out, false};
	const char *told;

	jw_open(&j, '{');
	jw_member(&j, "kind", clock_kind_words[t->kind]);
	jw_member(&j, "place", t->place);
	jw_member(&j, "facility", t->facility);
	jw_member(&j, "party", t->party);
	jw_member(&j, "size", t->size);
	jw_member(&j, "load", load_state_names[t->load]);
	write_days(&j, a, t);
	write_rates(&j, t);
	jw_member(&j, "from", t->from == INT64_MIN ? NULL : member_day_told(a, t->from));
	jw_member(&j, "until", t->until == INT64_MAX ? NULL : member_day_told(a, t->until));
	jw_close(&j, '}');
	told = arena_strdup(a, text_string(&out));
	text_free(&out);
	return told;
}

const struct standing_column term_columns[] = {{"kind", NULL, NULL, "kind", HOW_TEXT},
	{"place", NULL, NULL, "place", HOW_TEXT}, {"facility", NULL, NULL, "facility", HOW_TEXT},
	{"party", NULL, NULL, "party", HOW_TEXT}, {"size", NULL, NULL, "size", HOW_TEXT},
	{"load", NULL, NULL, "load", HOW_TEXT}, {"freeDays", NULL, NULL, "freeDays", HOW_NUMBER},
	{"days", NULL, NULL, "days", HOW_TEXT}, {"holidays", NULL, NULL, "holidays", HOW_DAYS},
	{"startCounts", NULL, NULL, "startCounts", HOW_BOOL}, {"start", NULL, NULL, "start", HOW_TEXT},
	{"stop", NULL, NULL, "stop", HOW_TEXT}, {"currency", NULL, NULL, "currency", HOW_TEXT},
	{"rates", NULL, NULL, "rates", HOW_STEPS}, {"from", NULL, NULL, "from", HOW_DAY},
	{"until", NULL, NULL, "until", HOW_DAY}, {NULL, NULL, NULL, NULL, HOW_TEXT}};
