#include "http/events_query.h"

#include "record/event.h"

#include <string.h>

static const char *const equipment_codes[] = {
	"LOAD", "DISC", "GTIN", "GTOT", "STUF", "STRP", "PICK", "DROP", "INSP", "RSEA", "RMVD", NULL};
static const char *const transport_codes[] = {"ARRI", "DEPA", NULL};

static bool in_list(const char *const *list, const char *word)
{
	for (; *list; list++)
		if (strcmp(*list, word) == 0)
			return true;
	return false;
}

static bool read_codes(struct arena *a, const struct query *q, const char *name, const char *const *allowed,
	const char *const **codes, size_t *count, struct fault *f)
{
	const char *value = query_value(q, name);
	const char **items;

	*codes = NULL;
	*count = 0;
	if (!value)
		return true;
	items = list_split(a, value, count);
	for (size_t i = 0; i < *count; i++)
		if (!in_list(allowed, items[i]))
			return fault_say(f, FAULT_BAD_REQUEST,
				"%s: \"%.40s\" is none of the standard's codes", name, items[i]);
	*codes = items;
	return true;
}

static bool read_types(struct arena *a, const struct query *q, uint32_t *types, struct fault *f)
{
	const char *value = query_value(q, "eventType");
	const char **items;
	size_t count;

	*types = 0;
	if (!value)
		return true;
	items = list_split(a, value, &count);
	for (size_t i = 0; i < count; i++) {
		uint32_t type = 0;

		while (type < EVENT_TYPES && strcmp(event_type_names[type], items[i]) != 0)
			type++;
		if (type == EVENT_TYPES)
			return fault_say(f, FAULT_BAD_REQUEST,
				"eventType: \"%.40s\" is none of SHIPMENT, TRANSPORT, EQUIPMENT", items[i]);
		*types |= 1u << type;
	}
	return true;
}

static bool goes_with(uint32_t types, enum event_type type, const char *name, struct fault *f)
{
	if (!types || (types & (1u << type)))
		return true;
	return fault_say(f, FAULT_BAD_REQUEST, "%s does not go with an eventType without %s", name,
		event_type_names[type]);
}

static bool read_type_codes(
	struct arena *a, const struct query *q, struct events_query *e, bool *nothing, struct fault *f)
{
	if (!read_types(a, q, &e->types, f) ||
		!read_codes(a, q, "equipmentEventTypeCode", equipment_codes, &e->equipment_codes,
			&e->equipment_code_count, f) ||
		!read_codes(a, q, "transportEventTypeCode", transport_codes, &e->transport_codes,
			&e->transport_code_count, f))
		return false;
	if (e->equipment_codes && !goes_with(e->types, EVENT_EQUIPMENT, "equipmentEventTypeCode", f))
		return false;
	if (e->transport_codes && !goes_with(e->types, EVENT_TRANSPORT, "transportEventTypeCode", f))
		return false;
	*nothing = e->equipment_codes && e->transport_codes;
	if (e->equipment_codes)
		e->types = 1u << EVENT_EQUIPMENT;
	else if (e->transport_codes)
		e->types = 1u << EVENT_TRANSPORT;
	return true;
}

/* One bound: from inclusive, until exclusive, in whole microseconds. */
static void bound(struct events_query *e, instant from, instant until)
{
	if (from != INSTANT_NONE && (e->created_from == INSTANT_NONE || from > e->created_from))
		e->created_from = from;
	if (until != INSTANT_NONE && (e->created_until == INSTANT_NONE || until < e->created_until))
		e->created_until = until;
}

static bool read_created(const struct query *q, struct events_query *e, struct fault *f)
{
	static const struct {
		const char *name;
		int from, until; /* what is added to the time for a bound; -1: no bound */
	} operators[] = {
		{"eventCreatedDateTime", 0, 1},
		{"eventCreatedDateTime:eq", 0, 1},
		{"eventCreatedDateTime:gte", 0, -1},
		{"eventCreatedDateTime:gt", 1, -1},
		{"eventCreatedDateTime:lte", -1, 1},
		{"eventCreatedDateTime:lt", -1, 0},
	};

	e->created_from = e->created_until = INSTANT_NONE;
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		const char *value = query_value(q, operators[i].name);
		instant t;

		if (!value)
			continue;
		if (!query_instant(value, &t))
			return fault_say(f, FAULT_BAD_REQUEST,
				"%s: \"%.60s\" is no date and time with an offset "
				"(2026-06-15T08:00:00+08:00)",
				operators[i].name, value);
		bound(e, operators[i].from < 0 ? INSTANT_NONE : t + operators[i].from,
			operators[i].until < 0 ? INSTANT_NONE : t + operators[i].until);
	}
	return true;
}

static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static bool read_short(
	const struct query *q, const char *name, size_t most, const char **out, struct fault *f)
{
	*out = query_value(q, name);
	if (*out && (!**out || characters(*out) > most))
		return fault_say(f, FAULT_BAD_REQUEST, "%s has 1 to %zu characters", name, most);
	return true;
}

bool events_query_read(
	struct arena *a, const struct query *q, struct events_query *e, bool *nothing, struct fault *f)
{
	*nothing = false;
	memset(e, 0, sizeof *e);
	if (!read_short(q, "equipmentReference", 15, &e->equipment_reference, f) ||
		!read_short(q, "UNLocationCode", 5, &e->location, f) || !read_created(q, e, f) ||
		!read_type_codes(a, q, e, nothing, f))
		return false;
	if (e->created_from != INSTANT_NONE && e->created_until != INSTANT_NONE &&
		e->created_from >= e->created_until)
		*nothing = true;
	return true;
}
