/* A term as JSON, read and written. */
#include "base/calendar.h"
#include "codes/size_type.h"
#include "service/terms.h"

#include <stdio.h>

#define DAYS_MOST  3650
#define MINOR_MOST INT64_C(1000000000000)

const char *const term_members[] = {"kind", "place", "facility", "party", "size", "load", "freeDays", "days",
	"holidays", "startCounts", "start", "stop", "currency", "rates", "from", "until", NULL};

static const char *const clock_words[] = {
#define CLOCK(name, word, text) word,
#include "domain/dwell.def"
#undef CLOCK
	NULL};

static bool knows_all(const struct term_reading *r, const json_t *o)
{
	const char *key;
	json_t *value;

	if (!json_is_object(o))
		return fault_say(r->f, FAULT_BAD_BODY, "%san object is expected", r->row);
	json_object_foreach((json_t *)(uintptr_t)o, key, value)
	{
		if (strcmp(key, "name") != 0 && !is_among(key, term_members))
			return fault_say(
				r->f, FAULT_BAD_BODY, "%s%.60s: there is no such member", r->row, key);
	}
	return true;
}

static bool text_of(const struct term_reading *r, const json_t *o, const char *key, size_t most, bool needed,
	const char **text)
{
	const json_t *value = json_object_get(o, key);

	*text = NULL;
	if (!value || json_is_null(value))
		return !needed || fault_say(r->f, FAULT_BAD_BODY, "%s%s: it must be said", r->row, key);
	*text = json_string_value(value);
	if (!*text || !**text || strlen(*text) != json_string_length(value) || strlen(*text) > most)
		return fault_say(r->f, FAULT_BAD_BODY, "%s%s: a text of 1 to %zu bytes is expected", r->row,
			key, most);
	*text = arena_strdup(r->a, *text);
	return true;
}

static bool number_of(const struct term_reading *r, const json_t *o, const char *key, int64_t least,
	int64_t most, int64_t *n)
{
	const json_t *value = json_object_get(o, key);

	*n = json_integer_value(value);
	return (json_is_integer(value) && *n >= least && *n <= most) ||
	       fault_say(r->f, FAULT_BAD_BODY, "%s%s: a whole number from %lld to %lld is expected", r->row,
		       key, (long long)least, (long long)most);
}

/* Which of the words; NULL at their end. */
static bool word_of(const struct term_reading *r, const json_t *o, const char *key, const char *const *words,
	bool needed, size_t *which)
{
	const char *said, *told = words[0];

	if (!text_of(r, o, key, 64, needed, &said))
		return false;
	for (*which = 0; said && words[*which] && strcmp(words[*which], said) != 0;)
		++*which;
	if (!said || words[*which])
		return true;
	for (size_t i = 1; words[i]; i++)
		told = arena_printf(r->a, "%s, %s", told, words[i]);
	return fault_say(r->f, FAULT_BAD_BODY, "%s%s: \"%.40s\" is none of %s", r->row, key, said, told);
}

static bool day_read(const char *s, int64_t *day)
{
	struct civil c = {0};
	int end = 0;

	if (!s || strlen(s) != 10 || sscanf(s, "%4d-%2d-%2d%n", &c.year, &c.month, &c.day, &end) != 3 ||
		end != 10 || !civil_valid(&c))
		return false;
	*day = calendar_days(c.year, c.month, c.day);
	return true;
}

static bool day_of(
	const struct term_reading *r, const json_t *o, const char *key, int64_t otherwise, int64_t *day)
{
	const char *text;

	*day = otherwise;
	if (!text_of(r, o, key, 10, false, &text))
		return false;
	return !text || day_read(text, day) ||
	       fault_say(
		       r->f, FAULT_BAD_BODY, "%s%s: \"%.20s\" is no day like 2026-06-15", r->row, key, text);
}

static bool place_of(const struct term_reading *r, const json_t *o, struct term *t)
{
	const char *said;
	const struct place *p;

	if (!text_of(r, o, "place", 64, true, &said) || !text_of(r, o, "facility", 64, false, &t->facility))
		return false;
	p = world_place(r->w, said);
	if (!p)
		return fault_say(r->f, FAULT_BAD_BODY, "%splace: nobody knows a place %.40s", r->row, said);
	t->place = arena_strdup(r->a, p->code);
	return true;
}

static bool code_of(const struct term_reading *r, const json_t *o, const char *key, const char **code)
{
	return text_of(r, o, key, 4, true, code) &&
	       (event_code_known(*code) ||
		       fault_say(r->f, FAULT_BAD_BODY,
			       "%s%s: \"%s\" is no event's code; DISC, GTIN, GTOT are some", r->row, key,
			       *code));
}

static bool rate_of(const struct term_reading *r, const json_t *o, struct term *t)
{
	struct term_reading at = *r;
	struct term_step *s = &t->steps[t->step_count];
	const struct term_step *before = t->step_count ? s - 1 : NULL;

	at.row = arena_printf(r->a, "%srates[%zu].", r->row, t->step_count);
	if (!number_of(&at, o, "from", 1, DAYS_MOST, &s->from) ||
		!number_of(&at, o, "minor", 0, MINOR_MOST, &s->minor))
		return false;
	if (before && s->from <= before->from)
		return fault_say(
			r->f, FAULT_BAD_BODY, "%sfrom: it is not later than that of the rate before", at.row);
	t->step_count++;
	return true;
}

static bool money_of(const struct term_reading *r, const json_t *o, struct term *t)
{
	const json_t *rates = json_object_get(o, "rates");

	if (!text_of(r, o, "currency", 3, false, &t->currency))
		return false;
	if (t->currency &&
		(strlen(t->currency) != 3 || strspn(t->currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
		return fault_say(
			r->f, FAULT_BAD_BODY, "%scurrency: three capitals are expected, as CNY", r->row);
	if (rates && !json_is_null(rates) && !json_is_array(rates))
		return fault_say(r->f, FAULT_BAD_BODY, "%srates: a list is expected", r->row);
	if (json_array_size(rates) > TERM_STEPS)
		return fault_say(r->f, FAULT_BAD_BODY, "%srates: there are %zu, %d may be", r->row,
			json_array_size(rates), TERM_STEPS);
	for (size_t i = 0; i < json_array_size(rates); i++)
		if (!rate_of(r, json_array_get(rates, i), t))
			return false;
	return !t->step_count || t->currency ||
	       fault_say(r->f, FAULT_BAD_BODY, "%scurrency: rates are told without it", r->row);
}

static bool holidays_of(const struct term_reading *r, const json_t *o, struct term *t)
{
	const json_t *list = json_object_get(o, "holidays");

	if (list && !json_is_null(list) && !json_is_array(list))
		return fault_say(r->f, FAULT_BAD_BODY, "%sholidays: a list is expected", r->row);
	if (json_array_size(list) > TERM_HOLIDAYS)
		return fault_say(r->f, FAULT_BAD_BODY, "%sholidays: there are %zu, %d may be", r->row,
			json_array_size(list), TERM_HOLIDAYS);
	for (size_t i = 0; i < json_array_size(list); i++)
		if (!day_read(json_string_value(json_array_get(list, i)), &t->holidays[t->holiday_count++]))
			return fault_say(r->f, FAULT_BAD_BODY,
				"%sholidays[%zu]: a day like 2026-06-15 is expected", r->row, i);
	return true;
}

static bool time_of(const struct term_reading *r, const json_t *o, struct term *t)
{
	const json_t *counts = json_object_get(o, "startCounts");
	size_t days = 0;

	if (!number_of(r, o, "freeDays", 0, DAYS_MOST, &t->free_days) ||
		!word_of(r, o, "days", (const char *const[]){"calendar", "working", NULL}, false, &days) ||
		!holidays_of(r, o, t) || !code_of(r, o, "start", &t->start) ||
		!code_of(r, o, "stop", &t->stop) || !day_of(r, o, "from", INT64_MIN, &t->from) ||
		!day_of(r, o, "until", INT64_MAX, &t->until))
		return false;
	t->days = (enum day_kind)days;
	t->start_counts = json_is_true(counts);
	if (counts && !json_is_boolean(counts) && !json_is_null(counts))
		return fault_say(r->f, FAULT_BAD_BODY, "%sstartCounts: true or false is expected", r->row);
	return t->until >= t->from || fault_say(r->f, FAULT_BAD_BODY, "%suntil: it is before from", r->row);
}

bool term_read(const struct term_reading *r, const char *name, const json_t *o, struct term *t)
{
	size_t kind, load = 0;

	*t = (struct term){.name = name};
	if (!knows_all(r, o) || !word_of(r, o, "kind", clock_words, true, &kind) || !place_of(r, o, t) ||
		!text_of(r, o, "party", 64, false, &t->party) || !text_of(r, o, "size", 4, false, &t->size) ||
		!word_of(r, o, "load", (const char *const[]){"EMPTY", "LADEN", NULL}, false, &load) ||
		!time_of(r, o, t) || !money_of(r, o, t))
		return false;
	t->kind = (enum clock_kind)kind;
	t->load = json_is_string(json_object_get(o, "load")) ? (enum load_state)(load + 1) : LOAD_UNKNOWN;
	return true;
}

static const char *day_told(struct arena *a, int64_t day)
{
	struct civil c;

	calendar_date(day, &c);
	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
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
			jw_string(j, day_told(a, t->holidays[i]));
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
	jw_member(&j, "from", t->from == INT64_MIN ? NULL : day_told(a, t->from));
	jw_member(&j, "until", t->until == INT64_MAX ? NULL : day_told(a, t->until));
	jw_close(&j, '}');
	told = arena_strdup(a, text_string(&out));
	text_free(&out);
	return told;
}
