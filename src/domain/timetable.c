#include "domain/timetable.h"

#include "base/arena.h"
#include "base/calendar.h"
#include "base/fault.h"

#include <ctype.h>
#include <string.h>

#define STOPS_MOST    1000
#define MINUTES_MOST  (400 * DAY_MINUTES) /* of a trip, or that it is moved by */
#define CUT_OFF_MOST  (40 * DAY_MINUTES)
#define TRANSFER_MOST (100 * DAY_MINUTES)
#define AMOUNT_MOST   INT64_C(100000000000) /* minor units */
#define FACTOR_MOST   INT64_C(1000000000)   /* milligrams */

/* ---- a service ---- */

static minute about(const struct timetable *t, const struct timetable_stop *s, int32_t local)
{
	return local - zone_offset_at(t->places[s->place].zone, TIMETABLE_SOME_DATE * INSTANT_DAY) / 60;
}

static bool check_stop(
	const struct timetable *t, const struct timetable_service *v, size_t i, struct fault *f)
{
	const struct timetable_stop *s = &v->stops[i], *before = i ? s - 1 : NULL;
	bool last = i + 1 == v->stop_count;

	if (s->place >= t->place_count)
		return fault_say(f, FAULT_BAD_BODY, "%s, stop %zu, place: not known", v->name, i + 1);
	if (before && before->place == s->place)
		return fault_say(
			f, FAULT_BAD_BODY, "%s, stop %zu, place: that of the stop before", v->name, i + 1);
	if (abs(before ? s->arrives : 0) > MINUTES_MOST || abs(last ? 0 : s->departs) > MINUTES_MOST)
		return fault_say(f, FAULT_BAD_BODY, "%s, stop %zu: more than 400 days away", v->name, i + 1);
	if (before && about(t, s, s->arrives) <= about(t, before, before->departs))
		return fault_say(f, FAULT_BAD_BODY,
			"%s, stop %zu, arrives: not after it left the stop before", v->name, i + 1);
	if (before && !last && s->departs < s->arrives)
		return fault_say(
			f, FAULT_BAD_BODY, "%s, stop %zu, departs: before it arrives", v->name, i + 1);
	for (int c = 0; c < CUT_OFFS; c++)
		if (s->cut_off[c] < 0 || s->cut_off[c] > CUT_OFF_MOST)
			return fault_say(f, FAULT_BAD_BODY, "%s, stop %zu, cutOffs: not from 0 to 40 days",
				v->name, i + 1);
	if (s->metres < EMISSION_METRES_UNKNOWN)
		return fault_say(f, FAULT_BAD_BODY, "%s, stop %zu, km: below 0", v->name, i + 1);
	return true;
}

static bool is_currency(const char *s)
{
	return s && strlen(s) == 3 && isupper((unsigned char)s[0]) && isupper((unsigned char)s[1]) &&
	       isupper((unsigned char)s[2]);
}

/* name: of what has the price; row: which of them */
static bool check_price(
	const struct timetable_price *p, const char *name, const char *row, size_t i, struct fault *f)
{
	if (!is_currency(p->currency))
		return fault_say(
			f, FAULT_BAD_BODY, "%s, %s %zu, currency: not three letters", name, row, i + 1);
	if (p->amount < 0 || p->amount > AMOUNT_MOST)
		return fault_say(
			f, FAULT_BAD_BODY, "%s, %s %zu, amount: below 0 or too large", name, row, i + 1);
	if (p->valid.first > p->valid.last)
		return fault_say(f, FAULT_BAD_BODY, "%s, %s %zu: ends before it begins", name, row, i + 1);
	return true;
}

static bool check_prices(const struct timetable_service *v, struct fault *f)
{
	for (size_t i = 0; i < v->price_count; i++) {
		const struct timetable_price *p = &v->prices[i];

		if (!check_price(p, v->name, "price", i, f))
			return false;
		if (p->from >= p->to || p->to >= v->stop_count)
			return fault_say(f, FAULT_BAD_BODY, "%s, price %zu: not from a stop to a later one",
				v->name, i + 1);
	}
	for (size_t i = 0; i < v->surcharge_count; i++)
		if (!check_price(&v->surcharges[i].price, v->name, "surcharge", i, f))
			return false;
	return !v->factor ||
	       (v->factor->milligrams >= 0 && v->factor->milligrams <= FACTOR_MOST &&
		       v->factor->wtt_permille <= 1000) ||
	       fault_say(f, FAULT_BAD_BODY, "%s, emission: no factor", v->name);
}

static bool ascend(const int32_t *dates, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (dates[i] <= dates[i - 1])
			return false;
	return true;
}

static bool check_service(const struct timetable *t, const struct timetable_service *v, struct fault *f)
{
	if (v->carry <= CARRY_NONE || v->carry >= CARRIES)
		return fault_say(f, FAULT_BAD_BODY, "%s, mode: none that is known", v->name);
	if (v->stop_count < 2 || v->stop_count > STOPS_MOST)
		return fault_say(f, FAULT_BAD_BODY, "%s, stops: not from 2 to %d", v->name, STOPS_MOST);
	if (v->valid.first > v->valid.last)
		return fault_say(f, FAULT_BAD_BODY, "%s, valid: ends before it begins", v->name);
	if (v->weekdays > 127 || v->every < 0 || !ascend(v->added, v->added_count) ||
		!ascend(v->cancelled, v->cancelled_count))
		return fault_say(f, FAULT_BAD_BODY, "%s, calendar: not one", v->name);
	for (size_t i = 0; i < v->stop_count; i++)
		if (!check_stop(t, v, i, f))
			return false;
	return check_prices(v, f);
}

/* ---- the rest ---- */

static bool check_transfer(const struct timetable *t, size_t row, struct fault *f)
{
	const struct timetable_transfer *r = &t->transfers[row];

	if (r->place >= t->place_count || r->to_place >= t->place_count)
		return fault_say(f, FAULT_BAD_BODY, "transfer %zu, place: not known", row + 1);
	if (!r->from || !r->to || (r->from & r->to & CARRY_BIT(CARRY_NONE)) || r->what >= TRANSFERS)
		return fault_say(f, FAULT_BAD_BODY, "transfer %zu, mode: none that is known", row + 1);
	if (r->minutes < 0 || r->minutes > TRANSFER_MOST)
		return fault_say(f, FAULT_BAD_BODY, "transfer %zu, minutes: not from 0 to 100 days", row + 1);
	for (size_t i = 0; i < r->hour_count; i++)
		if (r->hours[i].weekday < 0 || r->hours[i].weekday > 6 || r->hours[i].opens < 0 ||
			r->hours[i].opens >= r->hours[i].closes || r->hours[i].closes > DAY_MINUTES)
			return fault_say(f, FAULT_BAD_BODY, "transfer %zu, open %zu: no hours of a day",
				row + 1, i + 1);
	if (!ascend(r->holidays, r->holiday_count))
		return fault_say(f, FAULT_BAD_BODY, "transfer %zu, holidays: not ascending", row + 1);
	for (size_t i = 0; i < r->price_count; i++)
		if (!check_price(&r->prices[i], "transfer", "price", i, f))
			return false;
	return true;
}

static int by_what_it_is_for(const void *a, const void *b)
{
	const struct timetable_transfer *x = *(const struct timetable_transfer *const *)a,
					*y = *(const struct timetable_transfer *const *)b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->to_place != y->to_place)
		return x->to_place < y->to_place ? -1 : 1;
	if (x->what != y->what)
		return x->what < y->what ? -1 : 1;
	return (x > y) - (x < y);
}

static bool is_beside(const struct timetable_transfer *x, const struct timetable_transfer *y)
{
	return x->place == y->place && x->to_place == y->to_place && x->what == y->what;
}

/* Two rules of one kind for one transfer: which of them counts? */
static bool check_apart(const struct timetable *t, struct fault *f)
{
	struct arena a = ARENA_INIT;
	const struct timetable_transfer **rules = arena_alloc_array(&a, t->transfer_count, sizeof *rules);
	bool good = true;

	for (size_t i = 0; i < t->transfer_count; i++)
		rules[i] = &t->transfers[i];
	qsort(rules, t->transfer_count, sizeof *rules, by_what_it_is_for);
	for (size_t i = 0; i < t->transfer_count && good; i++)
		for (size_t k = i + 1; k < t->transfer_count && is_beside(rules[i], rules[k]) && good; k++)
			if ((rules[i]->from & rules[k]->from) && (rules[i]->to & rules[k]->to))
				good = fault_say(f, FAULT_BAD_BODY,
					"transfer %zu: transfer %zu is of the same kind and for the same",
					(size_t)(rules[k] - t->transfers) + 1,
					(size_t)(rules[i] - t->transfers) + 1);
	arena_free(&a);
	return good;
}

static bool check_restriction(const struct timetable *t, size_t row, struct fault *f)
{
	const struct timetable_restriction *r = &t->restrictions[row];
	bool place = r->what == RESTRICTED_PLACE || r->what == RESTRICTED_STRETCH;

	if (r->what >= RESTRICTEDS || !(r->direction & DIRECTION_BOTH) || r->trains < 0)
		return fault_say(f, FAULT_BAD_BODY, "restriction %zu: of nothing that is known", row + 1);
	if ((place && r->place >= t->place_count) ||
		(r->what == RESTRICTED_STRETCH && r->to_place >= t->place_count))
		return fault_say(f, FAULT_BAD_BODY, "restriction %zu, place: not known", row + 1);
	if (r->what == RESTRICTED_COUNTRY && !r->country)
		return fault_say(f, FAULT_BAD_BODY, "restriction %zu, country: not said", row + 1);
	if (r->what == RESTRICTED_SERVICE && r->service >= t->service_count)
		return fault_say(f, FAULT_BAD_BODY, "restriction %zu, service: not known", row + 1);
	if (r->from >= r->until)
		return fault_say(f, FAULT_BAD_BODY, "restriction %zu: ends before it begins", row + 1);
	return true;
}

static bool check_patch(const struct timetable *t, size_t row, struct fault *f)
{
	const struct timetable_patch *p = &t->patches[row];

	if (p->service >= t->service_count || p->number < 0 || (p->what == PATCH_ADDED && !p->number))
		return fault_say(f, FAULT_BAD_BODY, "trip %zu: of no service", row + 1);
	if (p->stop >= t->services[p->service].stop_count || abs(p->minutes) > MINUTES_MOST)
		return fault_say(
			f, FAULT_BAD_BODY, "trip %zu: at no stop, or more than 400 days away", row + 1);
	return true;
}

bool timetable_check(const struct timetable *t, struct fault *f)
{
	bool good = true;

	for (size_t i = 0; i < t->place_count && good; i++)
		good = (t->places[i].zone && t->places[i].country) ||
		       fault_say(
			       f, FAULT_BAD_BODY, "place %s: without a zone or a country", t->places[i].code);
	for (size_t i = 0; i < t->service_count && good; i++)
		good = check_service(t, &t->services[i], f);
	for (size_t i = 0; i < t->transfer_count && good; i++)
		good = check_transfer(t, i, f);
	for (size_t i = 0; i < t->restriction_count && good; i++)
		good = check_restriction(t, i, f);
	for (size_t i = 0; i < t->patch_count && good; i++)
		good = check_patch(t, i, f);
	return good && check_apart(t, f);
}

static bool has_date(const int32_t *dates, size_t n, int32_t date)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (dates[middle] < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && dates[low] == date;
}

bool timetable_runs(const struct timetable_service *s, int32_t date)
{
	int weekday = ((date + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
	bool by_rule = (s->weekdays >> weekday & 1) ||
		       (s->every && date >= s->every_from && (date - s->every_from) % s->every == 0);

	if (has_date(s->cancelled, s->cancelled_count, date))
		return false;
	return (by_rule && date >= s->valid.first && date <= s->valid.last) ||
	       has_date(s->added, s->added_count, date);
}

minute timetable_utc(const struct zone *z, int32_t date, int32_t minutes)
{
	const int32_t day = date + (int32_t)calendar_floor(minutes, DAY_MINUTES);
	const int32_t rest = minutes - (day - date) * DAY_MINUTES;
	struct civil c = {.hour = rest / 60, .minute = rest % 60};

	calendar_date(day, &c);
	return day * DAY_MINUTES + rest - zone_offset_of_local(z, &c) / 60;
}
