/* What its carrier calls a service and its dated voyages, and which ships make them: for schedules. */
#include "codes/imo.h"
#include "codes/shape.h"
#include "service/routes.h"

#include <string.h>

#define VOYAGES_MOST 2000
#define TRAINS_MOST  50

static const char *const carrier_members[] = {"code", "list", NULL};
static const char *const list_words[] = {"SMDG", "NMFTA", NULL};
static const char *const vessel_members[] = {"imo", NULL}; /* and name */
static const char *const voyage_members[] = {"date", "number", "universalReference", "vessel", NULL};

/* A text that neither begins nor ends with a blank. */
static bool word_of(
	const struct member_reading *r, const json_t *o, const char *key, size_t most, const char **word)
{
	static const char blanks[] = " \t\r\n";

	if (!member_text(r, o, key, most, false, word))
		return false;
	return !*word || (!strchr(blanks, **word) && !strchr(blanks, (*word)[strlen(*word) - 1])) ||
	       member_wrong(r, key, "it begins or ends with a blank");
}

static bool universal_service(const struct member_reading *r, const json_t *o, const char **reference)
{
	if (!member_text(r, o, "universalReference", 8, false, reference))
		return false;
	return !*reference || (strncmp(*reference, "SR", 2) == 0 && shape_fits(*reference, "AA99999A")) ||
	       member_wrong(r, "universalReference", "a reference like SR12345A is expected");
}

static bool vessel_of(const struct member_reading *r, const json_t *o, struct route_vessel *vessel)
{
	const struct member_reading inside = member_inside(r, "vessel");
	const json_t *all;

	if (!member_object(r, o, "vessel", &all))
		return false;
	if (!all)
		return true;
	if (!members_known(&inside, all, vessel_members) || !word_of(&inside, all, "imo", 7, &vessel->imo) ||
		!word_of(&inside, all, "name", 50, &vessel->name))
		return false;
	return !vessel->imo || imo_holds(vessel->imo) ||
	       member_wrong(&inside, "imo", "it is no IMO number whose check digit holds");
}

static bool carrier_of(const struct member_reading *r, const json_t *o, struct route_carrier *c)
{
	const struct member_reading inside = member_inside(r, "carrier");
	const json_t *all;
	size_t list;

	if (!member_object(r, o, "carrier", &all))
		return false;
	if (!all)
		return true;
	if (!members_known(&inside, all, carrier_members) ||
		!member_text(&inside, all, "code", 4, true, &c->carrier) ||
		!member_word(&inside, all, "list", list_words, true, &list))
		return false;
	c->list = list_words[list];
	return !strpbrk(c->carrier, " \t\r\n") || member_wrong(&inside, "code", "there is a blank in it");
}

static bool universal_voyage(const struct member_reading *r, const json_t *o, const char **reference)
{
	if (!member_text(r, o, "universalReference", 5, false, reference))
		return false;
	return !*reference || (shape_fits(*reference, "99XXA") && strchr("NEWSR", (*reference)[4])) ||
	       member_wrong(r, "universalReference", "a reference like 2649E is expected");
}

static bool voyage_of(const struct member_reading *r, const json_t *o, struct route_voyage *v)
{
	int64_t date;

	*v = (struct route_voyage){0};
	if (!members_known(r, o, voyage_members) || !member_day(r, o, "date", INT64_MIN, &date) ||
		!word_of(r, o, "number", 50, &v->number) || !universal_voyage(r, o, &v->universal) ||
		!vessel_of(r, o, &v->vessel))
		return false;
	v->date = (int32_t)date;
	return date != INT64_MIN || member_wrong(r, "date", "it must be said");
}

static bool voyages_of(const struct member_reading *r, const json_t *o, struct route_carrier *c)
{
	struct route_voyage *voyages;
	const json_t *list;

	if (!member_list(r, o, "voyages", VOYAGES_MOST, &list))
		return false;
	c->voyages = voyages = arena_alloc_array(r->a, json_array_size(list) + 1, sizeof *voyages);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *voyage = json_array_get(list, i);
		const struct member_reading at = member_item(r, "voyages", i, voyage);

		if (!voyage_of(&at, voyage, &voyages[i]))
			return false;
		if (route_voyage(c, voyages[i].date))
			return member_wrong(&at, "date", "that day's voyage was told before");
		c->voyage_count++;
	}
	return true;
}

static bool trains_of(const struct member_reading *r, const json_t *o, struct route_carrier *c)
{
	const json_t *list;

	if (!member_list(r, o, "trains", TRAINS_MOST, &list))
		return false;
	c->trains = arena_alloc_array(r->a, json_array_size(list) + 1, sizeof *c->trains);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *number = json_string_value(json_array_get(list, i));

		if (!number || !*number || strlen(number) > 32)
			return member_wrong(r, "trains", "numbers of trains like \"X8155\" are expected");
		c->trains[c->train_count++] = arena_strdup(r->a, number);
	}
	return true;
}

const struct route_voyage *route_voyage(const struct route_carrier *c, int32_t date)
{
	for (size_t i = 0; i < c->voyage_count; i++)
		if (c->voyages[i].date == date)
			return &c->voyages[i];
	return NULL;
}

bool route_carrier_read(const struct member_reading *r, const json_t *o, struct route_carrier *c)
{
	return word_of(r, o, "code", 11, &c->code) && universal_service(r, o, &c->universal) &&
	       carrier_of(r, o, c) && vessel_of(r, o, &c->vessel) && trains_of(r, o, c) &&
	       voyages_of(r, o, c);
}

/* ---- written ---- */

static void write_vessel(struct json *j, const struct route_vessel *v)
{
	if (!v->imo && !v->name)
		return;
	jw_key(j, "vessel");
	jw_open(j, '{');
	jw_member(j, "imo", v->imo);
	jw_member(j, "name", v->name);
	jw_close(j, '}');
}

static void write_trains(struct json *j, const struct route_carrier *c)
{
	if (!c->train_count)
		return;
	jw_key(j, "trains");
	jw_open(j, '[');
	for (size_t i = 0; i < c->train_count; i++)
		jw_string(j, c->trains[i]);
	jw_close(j, ']');
}

static void write_voyages(struct json *j, struct arena *a, const struct route_carrier *c)
{
	if (!c->voyage_count)
		return;
	jw_key(j, "voyages");
	jw_open(j, '[');
	for (size_t i = 0; i < c->voyage_count; i++) {
		const struct route_voyage *v = &c->voyages[i];

		jw_open(j, '{');
		jw_member(j, "date", member_day_told(a, v->date));
		jw_member(j, "number", v->number);
		jw_member(j, "universalReference", v->universal);
		write_vessel(j, &v->vessel);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

void route_carrier_write(struct json *j, struct arena *a, const struct route_carrier *c)
{
	jw_member(j, "code", c->code);
	jw_member(j, "universalReference", c->universal);
	if (c->carrier) {
		jw_key(j, "carrier");
		jw_open(j, '{');
		jw_member(j, "code", c->carrier);
		jw_member(j, "list", c->list);
		jw_close(j, '}');
	}
	write_vessel(j, &c->vessel);
	write_trains(j, c);
	write_voyages(j, a, c);
}
