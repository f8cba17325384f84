/* Transfers and restrictions as JSON, read and written. */
#include "base/calendar.h"
#include "service/answer_parts.h"
#include "service/routes.h"

#include <string.h>

#define HOURS_MOST    100
#define HOLIDAYS_MOST 400

const char *const transfer_words[] = {"terminal", "gauge", "customs", "transloading", NULL};
static const char *const restricted_directions[] = {"forth", "back", "both", NULL};

static const char *const transfer_members[] = {
	"place", "toPlace", "from", "to", "what", "minutes", "hours", "holidays", "prices", "note", NULL};
static const char *const hour_members[] = {"weekday", "opens", "closes", NULL};
static const char *const restriction_members[] = {"issuer", "telegram", "note", "place", "toPlace", "country",
	"route", "direction", "commodity", "dangerous", "from", "until", "trainsADay", NULL};

static bool hour_of(const struct member_reading *r, const json_t *o, struct timetable_hours *h)
{
	int64_t weekday;

	if (!members_known(r, o, hour_members) || !member_number(r, o, "weekday", 1, 7, &weekday) ||
		!member_clock(r, o, "opens", true, &h->opens) ||
		!member_clock(r, o, "closes", true, &h->closes))
		return false;
	h->weekday = (int)weekday - 1;
	if (!h->closes)
		h->closes = DAY_MINUTES;
	return h->closes > h->opens ||
	       member_wrong(r, "closes", "it is not behind opens; 00:00 is the day's end");
}

static bool hours_of(const struct member_reading *r, const json_t *o, struct timetable_transfer *t)
{
	struct timetable_hours *hours;
	const json_t *list;

	if (!member_list(r, o, "hours", HOURS_MOST, &list))
		return false;
	t->hours = hours = arena_alloc_array(r->a, json_array_size(list) + 1, sizeof *hours);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *hour = json_array_get(list, i);
		const struct member_reading at = member_item(r, "hours", i, hour);
		struct timetable_hours *h = &hours[t->hour_count++];

		if (!hour_of(&at, hour, h))
			return false;
		for (struct timetable_hours *k = hours; k < h; k++)
			if (k->weekday == h->weekday && k->opens < h->closes && h->opens < k->closes)
				return member_wrong(&at, "opens", "it is open then already");
	}
	return true;
}

bool transfer_read(const struct member_reading *r, const json_t *o, struct transfer_rule *transfer)
{
	struct timetable_transfer *t = &transfer->rule;
	struct timetable_price *prices;
	int64_t minutes, *holidays;
	int32_t *days;
	size_t what;

	*transfer = (struct transfer_rule){.note = NULL};
	if (!members_known(r, o, transfer_members) || !member_place_number(r, o, "place", true, &t->place) ||
		!member_place_number(r, o, "toPlace", false, &t->to_place) ||
		!member_bits(r, o, "from", carry_words, CARRY_ALL, &t->from) ||
		!member_bits(r, o, "to", carry_words, CARRY_ALL, &t->to) ||
		!member_word(r, o, "what", transfer_words, true, &what) ||
		!member_number(r, o, "minutes", 0, INT64_C(60) * DAY_MINUTES, &minutes) ||
		!hours_of(r, o, t) ||
		!member_days(r, o, "holidays", HOLIDAYS_MOST, &holidays, &t->holiday_count) ||
		!prices_read(r, o, NULL, &prices, &t->price_count) ||
		!member_text(r, o, "note", 256, false, &transfer->note))
		return false;
	if (t->from & t->to & CARRY_BIT(CARRY_NONE))
		return member_wrong(r, "to", "from none to none is no transfer");
	if (t->to_place == MEMBER_NO_PLACE)
		t->to_place = t->place;
	t->what = (enum transfer)what;
	t->minutes = (int32_t)minutes;
	t->prices = prices;
	t->holidays = days = arena_alloc_array(r->a, t->holiday_count + 1, sizeof *days);
	for (size_t i = 0; i < t->holiday_count; i++)
		days[i] = (int32_t)holidays[i];
	return !t->holiday_count || t->hour_count ||
	       member_wrong(r, "holidays", "days on which it is closed need hours when it is open");
}

static void write_bits(struct json *j, const char *key, const char *const *words, unsigned bits)
{
	jw_key(j, key);
	jw_open(j, '[');
	for (unsigned b = 0; words[b]; b++)
		if (bits & 1u << b)
			jw_string(j, words[b]);
	jw_close(j, ']');
}

static void write_hours(struct json *j, struct arena *a, const struct timetable_transfer *t)
{
	if (!t->hour_count)
		return;
	jw_key(j, "hours");
	jw_open(j, '[');
	for (size_t i = 0; i < t->hour_count; i++) {
		jw_open(j, '{');
		jw_member_integer(j, "weekday", t->hours[i].weekday + 1);
		jw_member(j, "opens", member_clock_told(a, t->hours[i].opens));
		jw_member(j, "closes", member_clock_told(a, t->hours[i].closes % DAY_MINUTES));
		jw_close(j, '}');
	}
	jw_close(j, ']');
	if (!t->holiday_count)
		return;
	jw_key(j, "holidays");
	jw_open(j, '[');
	for (size_t i = 0; i < t->holiday_count; i++)
		jw_string(j, member_day_told(a, t->holidays[i]));
	jw_close(j, ']');
}

static const char *kept(struct arena *a, struct text *out)
{
	const char *told = arena_strdup(a, text_string(out));

	text_free(out);
	return told;
}

static const char *transfer_told(struct arena *a, const struct world *w, const struct transfer_rule *transfer)
{
	const struct timetable_transfer *t = &transfer->rule;
	struct text out = TEXT_INIT;
	struct json j = {&out, false};

	jw_open(&j, '{');
	jw_member(&j, "place", world_place_at(w, t->place)->code);
	jw_member(&j, "toPlace", t->to_place == t->place ? NULL : world_place_at(w, t->to_place)->code);
	write_bits(&j, "from", carry_words, t->from);
	write_bits(&j, "to", carry_words, t->to);
	jw_member(&j, "what", transfer_words[t->what]);
	jw_member_integer(&j, "minutes", t->minutes);
	jw_member(&j, "note", transfer->note);
	write_hours(&j, a, t);
	if (t->price_count) {
		jw_key(&j, "prices");
		jw_open(&j, '[');
		for (size_t i = 0; i < t->price_count; i++) {
			jw_open(&j, '{');
			price_write(&j, a, &t->prices[i]);
			jw_close(&j, '}');
		}
		jw_close(&j, ']');
	}
	jw_close(&j, '}');
	return kept(a, &out);
}

static const char *places_of(struct arena *a, const struct world *w, uint32_t one, uint32_t other)
{
	const char *codes[2];
	size_t n = 0;

	if (one != MEMBER_NO_PLACE)
		codes[n++] = world_place_at(w, one)->code;
	if (other != MEMBER_NO_PLACE && other != one)
		codes[n++] = world_place_at(w, other)->code;
	return n ? array_literal(a, codes, n) : "{}";
}

bool transfer_kept(
	const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row)
{
	struct transfer_rule *t = arena_alloc(r->a, sizeof *t);

	(void)name;
	if (!transfer_read(r, o, t))
		return false;
	row->about = t;
	row->places = places_of(r->a, r->w, t->rule.place, t->rule.to_place);
	row->told = transfer_told(r->a, r->w, t);
	return true;
}

/* Two rules of one kind for one transfer: which of them counts? */
bool transfers_apart(const void *about, const void *other)
{
	const struct timetable_transfer *a = &((const struct transfer_rule *)about)->rule,
					*b = &((const struct transfer_rule *)other)->rule;

	return a->place != b->place || a->to_place != b->to_place || a->what != b->what ||
	       !(a->from & b->from) || !(a->to & b->to);
}

/* Restrictions */

static bool moment_of(
	const struct member_reading *r, const json_t *o, const char *key, minute otherwise, minute *at)
{
	const char *text;
	int offset;
	instant t;

	*at = otherwise;
	if (!member_text(r, o, key, 40, false, &text))
		return false;
	if (!text)
		return true;
	return (instant_read(text, strlen(text), &t, &offset) && minute_of(t, at)) ||
	       member_wrong(r, key, "\"%.40s\" is no time like 2026-06-15T00:00:00+08:00", text);
}

static bool where_of(
	const struct member_reading *r, const json_t *o, struct timetable_restriction *t, const char **route)
{
	if (!member_place_number(r, o, "place", false, &t->place) ||
		!member_place_number(r, o, "toPlace", false, &t->to_place) ||
		!member_text(r, o, "country", 2, false, &t->country) ||
		!member_text(r, o, "route", 64, false, route))
		return false;
	if ((t->place != MEMBER_NO_PLACE) + (t->country != NULL) + (*route != NULL) != 1)
		return member_wrong(r, "place", "one of place, country and route must be said");
	if (t->to_place != MEMBER_NO_PLACE && (t->place == MEMBER_NO_PLACE || t->place == t->to_place))
		return member_wrong(r, "toPlace", "it needs a place that is another one");
	t->what = *route                           ? RESTRICTED_SERVICE
		  : t->country                     ? RESTRICTED_COUNTRY
		  : t->to_place != MEMBER_NO_PLACE ? RESTRICTED_STRETCH
						   : RESTRICTED_PLACE;
	return true;
}

bool restriction_read(const struct member_reading *r, const json_t *o, struct restriction *restriction)
{
	struct timetable_restriction *t = &restriction->rule;
	int64_t trains;
	size_t direction;

	*restriction = (struct restriction){.note = NULL};
	if (!members_known(r, o, restriction_members) ||
		!member_text(r, o, "issuer", 128, true, &t->issuer) ||
		!member_text(r, o, "telegram", 64, false, &t->telegram) ||
		!member_text(r, o, "note", 256, false, &restriction->note) ||
		!where_of(r, o, t, &restriction->route) ||
		!member_word(r, o, "direction", restricted_directions, false, &direction) ||
		!member_text(r, o, "commodity", 64, false, &t->commodity) ||
		!member_bool(r, o, "dangerous", false, &t->dangerous) ||
		!moment_of(r, o, "from", MINUTE_PAST, &t->from) ||
		!moment_of(r, o, "until", MINUTE_NEVER, &t->until) ||
		!member_number_or(r, o, "trainsADay", 0, 10000, 0, &trains))
		return false;
	t->direction = direction < 3 ? (enum direction)(direction + 1) : DIRECTION_BOTH;
	t->trains = (int32_t)trains;
	if (trains && (t->commodity || t->dangerous))
		return member_wrong(r, "trainsADay", "it counts trains, whatever they carry");
	return t->until > t->from || member_wrong(r, "until", "it is not behind from");
}

static void write_minute(struct json *j, const char *key, minute at)
{
	if (at != MINUTE_PAST && at != MINUTE_NEVER)
		part_instant(j, key, (instant)at * 60 * INSTANT_SECOND);
}

static const char *restriction_told(
	struct arena *a, const struct world *w, const struct restriction *restriction)
{
	const struct timetable_restriction *t = &restriction->rule;
	struct text out = TEXT_INIT;
	struct json j = {&out, false};

	jw_open(&j, '{');
	jw_member(&j, "issuer", t->issuer);
	jw_member(&j, "telegram", t->telegram);
	jw_member(&j, "note", restriction->note);
	jw_member(&j, "place", t->place == MEMBER_NO_PLACE ? NULL : world_place_at(w, t->place)->code);
	jw_member(
		&j, "toPlace", t->to_place == MEMBER_NO_PLACE ? NULL : world_place_at(w, t->to_place)->code);
	jw_member(&j, "country", t->country);
	jw_member(&j, "route", restriction->route);
	jw_member(&j, "direction", restricted_directions[t->direction - 1]);
	jw_member(&j, "commodity", t->commodity);
	if (t->dangerous)
		jw_member_bool(&j, "dangerous", true);
	write_minute(&j, "from", t->from);
	write_minute(&j, "until", t->until);
	jw_member_integer(&j, "trainsADay", t->trains);
	jw_close(&j, '}');
	return kept(a, &out);
}

bool restriction_kept(
	const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row)
{
	struct restriction t;

	(void)name;
	if (!restriction_read(r, o, &t))
		return false;
	row->places = places_of(r->a, r->w, t.rule.place, t.rule.to_place);
	row->told = restriction_told(r->a, r->w, &t);
	row->route = t.route;
	return true;
}

#define OWN(heading, how)                                                                                    \
	{                                                                                                    \
		heading, NULL, NULL, heading, how                                                            \
	}
const struct standing_column transfer_columns[] = {OWN("place", HOW_TEXT), OWN("toPlace", HOW_TEXT),
	OWN("from", HOW_WORDS), OWN("to", HOW_WORDS), OWN("what", HOW_TEXT), OWN("minutes", HOW_NUMBER),
	OWN("note", HOW_TEXT), OWN("holidays", HOW_DAYS), {"weekday", "hours", NULL, "weekday", HOW_NUMBER},
	{"opens", "hours", NULL, "opens", HOW_CLOCK}, {"closes", "hours", NULL, "closes", HOW_CLOCK},
	{"priceSize", "prices", NULL, "size", HOW_TEXT}, {"price", "prices", NULL, "minor", HOW_NUMBER},
	{"currency", "prices", NULL, "currency", HOW_TEXT},
	{"priceValidFrom", "prices", NULL, "validFrom", HOW_DAY},
	{"priceValidUntil", "prices", NULL, "validUntil", HOW_DAY}, {NULL, NULL, NULL, NULL, HOW_TEXT}};

const struct standing_column restriction_columns[] = {OWN("issuer", HOW_TEXT), OWN("telegram", HOW_TEXT),
	OWN("note", HOW_TEXT), OWN("place", HOW_TEXT), OWN("toPlace", HOW_TEXT), OWN("country", HOW_TEXT),
	OWN("route", HOW_TEXT), OWN("direction", HOW_TEXT), OWN("commodity", HOW_TEXT),
	OWN("dangerous", HOW_BOOL), OWN("from", HOW_TEXT), OWN("until", HOW_TEXT),
	OWN("trainsADay", HOW_NUMBER), {NULL, NULL, NULL, NULL, HOW_TEXT}};
