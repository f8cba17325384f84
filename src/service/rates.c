#include "service/rates.h"

#include "domain/line.h"
#include "service/answer_parts.h"

#include <math.h>
#include <string.h>

static const char *const rate_members[] = {"currency", "in", "rate", "source", "note", NULL};

/* ISO 4217: how many decimals the minor unit of a currency has; two where it is none of these. */
static int decimals_of(const char *currency)
{
	static const char *const none[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
		"RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF", NULL};
	static const char *const three[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", NULL};

	return is_among(currency, none) ? 0 : is_among(currency, three) ? 3 : 2;
}

bool rate_read(const struct member_reading *r, const json_t *o, struct rate *rate)
{
	*rate = (struct rate){NULL, NULL, 0};
	if (!members_known(r, o, rate_members) || !member_currency(r, o, "currency", true, &rate->currency) ||
		!member_currency(r, o, "in", true, &rate->in) ||
		!member_decimal_or(r, o, "rate", 6, 1, INT64_C(1000000000000000), 0, &rate->millionths))
		return false;
	if (!rate->millionths)
		return member_wrong(r, "rate", "it must be said");
	return strcmp(rate->currency, rate->in) != 0 || member_wrong(r, "in", "it is the currency itself");
}

bool rate_kept(const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row)
{
	struct text out = TEXT_INIT;
	struct json j = {&out, false};
	const char *source, *note;
	struct rate rate;

	(void)name;
	if (!rate_read(r, o, &rate) || !member_text(r, o, "source", 128, false, &source) ||
		!member_text(r, o, "note", 256, false, &note))
		return false;
	jw_open(&j, '{');
	jw_member(&j, "currency", rate.currency);
	jw_member(&j, "in", rate.in);
	member_decimal_write(&j, "rate", rate.millionths, 6);
	jw_member(&j, "source", source);
	jw_member(&j, "note", note);
	jw_close(&j, '}');
	row->places = "{}";
	row->told = arena_strdup(r->a, text_string(&out));
	text_free(&out);
	return true;
}

/* What one unit of the one is in the other; 0: nobody knows. */
static double between(const struct rate *rates, size_t n, const char *from, const char *to)
{
	for (size_t i = 0; i < n; i++) {
		const struct rate *r = &rates[i];

		if (strcmp(r->currency, from) == 0 && strcmp(r->in, to) == 0)
			return (double)r->millionths / 1e6;
		if (strcmp(r->currency, to) == 0 && strcmp(r->in, from) == 0)
			return 1e6 / (double)r->millionths;
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; strcmp(rates[i].currency, from) == 0 && k < n; k++)
			if (strcmp(rates[k].currency, to) == 0 && strcmp(rates[k].in, rates[i].in) == 0)
				return (double)rates[i].millionths / (double)rates[k].millionths;
	return 0;
}

static void add_into(struct search_rate *list, size_t *n, const char *from, double rate, const char *to)
{
	int shift = decimals_of(to) - decimals_of(from);

	for (size_t i = 0; i < *n; i++)
		if (strcmp(list[i].currency, from) == 0)
			return;
	if (rate > 0)
		list[(*n)++] = (struct search_rate){from, llround(rate * pow(10, shift + 6))};
}

size_t rates_into(
	struct arena *a, const struct rate *rates, size_t n, const char *currency, struct search_rate **into)
{
	size_t count = 0;

	*into = arena_alloc_array(a, 2 * n + 1, sizeof **into);
	add_into(*into, &count, currency, 1, currency);
	for (size_t i = 0; i < n; i++) {
		add_into(*into, &count, rates[i].currency, between(rates, n, rates[i].currency, currency),
			currency);
		add_into(*into, &count, rates[i].in, between(rates, n, rates[i].in, currency), currency);
	}
	return count;
}

#define OWN(heading, how)                                                                                    \
	{                                                                                                    \
		heading, NULL, NULL, heading, how                                                            \
	}
const struct standing_column rate_columns[] = {OWN("currency", HOW_TEXT), OWN("in", HOW_TEXT),
	OWN("rate", HOW_DECIMAL), OWN("source", HOW_TEXT), OWN("note", HOW_TEXT),
	{NULL, NULL, NULL, NULL, HOW_TEXT}};
