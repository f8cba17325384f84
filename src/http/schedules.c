#include "http/schedules.h"

#include "codes/shape.h"
#include "http/handlers.h"
#include "http/request.h"
#include "service/members.h"
#include "service/schedules.h"

#include <string.h>

/* ---- what a value may be ---- */

static bool is_place(const char *s)
{
	return shape_fits(s, "AALLL");
}

static bool is_date(const char *s)
{
	int64_t day;

	return strlen(s) == 10 && shape_digits(s) == 4 && shape_digits(s + 5) == 2 &&
	       shape_digits(s + 8) == 2 && member_day_read(s, &day);
}

static bool is_count(const char *s)
{
	int64_t n;

	return number_read(s, 0, INT32_MAX, &n);
}

static bool is_imo(const char *s)
{
	return shape_fits(s, "9999999") || shape_fits(s, "99999999");
}

static bool is_service_reference(const char *s)
{
	return strncmp(s, "SR", 2) == 0 && shape_fits(s, "AA99999A");
}

static bool is_voyage_reference(const char *s)
{
	return shape_fits(s, "99XXA") && strchr("NEWSR", s[4]);
}

static bool is_text(const char *s, size_t most)
{
	return *s && utf8_first(s, most) == strlen(s);
}

static bool is_name(const char *s)
{
	return is_text(s, 50) && *s != ' ' && s[strlen(s) - 1] != ' ';
}

static bool is_service_code(const char *s)
{
	return is_text(s, 11);
}

static bool is_voyage(const char *s)
{
	return is_text(s, 50);
}

static bool is_facility(const char *s)
{
	return is_text(s, 6);
}

static bool is_carrier(const char *s)
{
	return is_text(s, 10);
}

static bool is_cursor(const char *s)
{
	return is_text(s, 1024);
}

static const struct rule {
	const char *name;
	bool (*holds)(const char *s);
	const char *such;
} rules[] = {
	{"placeOfReceipt", is_place, "a UN/LOCODE like NLAMS"},
	{"placeOfDelivery", is_place, "a UN/LOCODE like NLAMS"},
	{"UNLocationCode", is_place, "a UN/LOCODE like NLAMS"},
	{"departureStartDate", is_date, "a date like 2026-06-15"},
	{"departureEndDate", is_date, "a date like 2026-06-15"},
	{"arrivalStartDate", is_date, "a date like 2026-06-15"},
	{"arrivalEndDate", is_date, "a date like 2026-06-15"},
	{"date", is_date, "a date like 2026-06-15"},
	{"startDate", is_date, "a date like 2026-06-15"},
	{"endDate", is_date, "a date like 2026-06-15"},
	{"maxTranshipment", is_count, "a whole number, 0 or more"},
	{"vesselIMONumber", is_imo, "a number of 7 or 8 digits"},
	{"vesselName", is_name, "a text of 1 to 50 characters, neither first nor last a blank,"},
	{"carrierServiceCode", is_service_code, "a text of 1 to 11 characters"},
	{"universalServiceReference", is_service_reference, "a reference like SR12345A"},
	{"carrierVoyageNumber", is_voyage, "a text of 1 to 50 characters"},
	{"universalVoyageReference", is_voyage_reference, "a reference like 2103N"},
	{"facilitySMDGCode", is_facility, "a text of 1 to 6 characters"},
	{"vesselOperatorCarrierCode", is_carrier, "a text of 1 to 10 characters"},
	{"cursor", is_cursor, "a text of 1 to 1024 characters"},
};

static bool values_hold(struct request *r)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const char *value = request_param(r, rules[i].name);

		if (!value || rules[i].holds(value))
			continue;
		r->blamed = (struct pair){rules[i].name, value};
		return fault_say(&r->fault, FAULT_BAD_REQUEST, "%s: %s is expected, not \"%.60s\"",
			rules[i].name, rules[i].such, value);
	}
	return true;
}

/* ---- what is asked ---- */

static int32_t day_of(const struct request *r, const char *name, int32_t otherwise)
{
	const char *value = request_param(r, name);
	int64_t day = otherwise;

	if (value)
		member_day_read(value, &day);
	return (int32_t)day;
}

static struct schedules_days days_of(const struct request *r, const char *first, const char *last)
{
	return (struct schedules_days){day_of(r, first, INT32_MIN), day_of(r, last, INT32_MAX)};
}

static bool is_unsaid_or(const struct request *r, const char *name, const char *word)
{
	const char *value = request_param(r, name);

	return !value || strcmp(value, word) == 0;
}

/* What the answer says is wrong with a parameter, it says of that parameter. */
static bool answered(struct request *r, const struct asking *q, bool good, const char *const *blamed)
{
	r->next = q->next;
	if (!good && *blamed)
		r->blamed = (struct pair){*blamed, request_param(r, *blamed)};
	return good;
}

bool routings_get(struct request *r)
{
	struct asking q = asking_of(r);
	struct routings_asked asked = {.from = request_param(r, "placeOfReceipt"),
		.to = request_param(r, "placeOfDelivery"),
		.departs = days_of(r, "departureStartDate", "departureEndDate"),
		.arrives = days_of(r, "arrivalStartDate", "arrivalEndDate"),
		.yards = is_unsaid_or(r, "receiptTypeAtOrigin", "CY") &&
			 is_unsaid_or(r, "deliveryTypeAtDestination", "CY"),
		.reefer = request_param(r, "cargoType") && !is_unsaid_or(r, "cargoType", "DRY")};
	const char *most = request_param(r, "maxTranshipment");
	int64_t n = -1;

	if (!values_hold(r))
		return false;
	if (most)
		number_read(most, 0, INT32_MAX, &n);
	asked.max_transhipments = (int)n;
	return answered(r, &q, answer_routings(&q, &asked), &asked.blamed);
}

bool port_schedules_get(struct request *r)
{
	struct asking q = asking_of(r);
	struct port_asked asked = {
		.place = request_param(r, "UNLocationCode"), .since = day_of(r, "date", INT32_MIN)};

	if (!values_hold(r))
		return false;
	return answered(r, &q, answer_port_schedules(&q, &asked), &asked.blamed);
}

bool vessel_schedules_get(struct request *r)
{
	struct asking q = asking_of(r);
	struct vessels_asked asked = {.imo = request_param(r, "vesselIMONumber"),
		.vessel = request_param(r, "vesselName"),
		.code = request_param(r, "carrierServiceCode"),
		.universal = request_param(r, "universalServiceReference"),
		.voyage = request_param(r, "carrierVoyageNumber"),
		.universal_voyage = request_param(r, "universalVoyageReference"),
		.place = request_param(r, "UNLocationCode"),
		.facility = request_param(r, "facilitySMDGCode"),
		.operator= request_param(r, "vesselOperatorCarrierCode"),
		.days = days_of(r, "startDate", "endDate"),
		.matched_calls = !is_unsaid_or(r, "responseScope", "FULL_VOYAGE")};

	if (!values_hold(r))
		return false;
	if (!asked.imo && !asked.vessel && !asked.code && !asked.universal && !asked.voyage &&
		!asked.universal_voyage && !asked.place && !asked.facility && !asked.operator)
		return fault_say(&r->fault, FAULT_BAD_REQUEST,
			"a filter must be given beside the dates: a ship, a service, a voyage, a place or a "
			"carrier");
	return answered(r, &q, answer_vessel_schedules(&q, &asked), &asked.blamed);
}
