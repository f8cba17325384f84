#include "http/events_query.h"

#include "base/text.h"
#include "record/event.h"
#include "wire/dcsa.h"

#include <string.h>

#define ALL_TYPES ((1u << EVENT_TYPES) - 1)

static bool read_words(struct arena *a, const struct query *q, const char *name, const char *const *allowed,
	struct word_list *list, struct fault *f)
{
	const char *value = query_value(q, name);
	const char **items;

	*list = (struct word_list){NULL, 0};
	if (!value)
		return true;
	items = list_split(a, value, &list->count);
	for (size_t i = 0; i < list->count; i++)
		if (!dcsa_in(allowed, items[i]))
			return fault_say(f, FAULT_BAD_REQUEST,
				"%s: \"%.40s\" is none of the standard's codes", name, items[i]);
	list->word = items;
	return true;
}

static bool goes_with(uint32_t types, enum event_type type, const char *name, struct fault *f)
{
	if (!types || (types & (1u << type)))
		return true;
	return fault_say(f, FAULT_BAD_REQUEST, "%s does not go with an eventType without %s", name,
		event_type_names[type]);
}

/* Leaves only events of these types; none left: nothing can be found. */
static void only_types(struct events_query *e, uint32_t types, bool *nothing)
{
	e->types = (e->types ? e->types : ALL_TYPES) & types;
	if (!e->types)
		*nothing = true;
}

static bool read_type_codes(
	struct arena *a, const struct query *q, struct events_query *e, bool *nothing, struct fault *f)
{
	static const struct {
		enum event_type type;
		const char *name;
	} lists[] = {
		{EVENT_EQUIPMENT, "equipmentEventTypeCode"},
		{EVENT_TRANSPORT, "transportEventTypeCode"},
		{EVENT_SHIPMENT, "shipmentEventTypeCode"},
	};
	uint32_t asked;

	if (!query_bits(a, q, "eventType", event_type_names, EVENT_TYPES, &e->types, f))
		return false;
	asked = e->types;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct word_list codes;

		if (!read_words(a, q, lists[i].name, dcsa_codes_of(lists[i].type), &codes, f))
			return false;
		if (!codes.count)
			continue;
		if (!goes_with(asked, lists[i].type, lists[i].name, f))
			return false;
		e->codes = codes;
		only_types(e, 1u << lists[i].type, nothing);
	}
	if (!read_words(a, q, "documentTypeCode", dcsa_document_types, &e->document_types, f))
		return false;
	if (e->document_types.count) {
		if (!goes_with(asked, EVENT_SHIPMENT, "documentTypeCode", f))
			return false;
		only_types(e, 1u << EVENT_SHIPMENT, nothing);
	}
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

/* One filter that has two names: both must say the same to find anything. */
static bool read_renamed(const struct query *q, const char *name, const char *old_name, size_t most,
	const char **out, bool *nothing, struct fault *f)
{
	const char *old;

	if (!read_short(q, name, most, out, f) || !read_short(q, old_name, most, &old, f))
		return false;
	if (*out && old && strcmp(*out, old) != 0)
		*nothing = true;
	if (!*out)
		*out = old;
	return true;
}

/* Ids of a store that is not ours. */
static bool read_foreign_id(const struct query *q, const char *name, bool *nothing, struct fault *f)
{
	const char *value = query_value(q, name);

	if (!value)
		return true;
	*nothing = true;
	return uuid_read(value, NULL) || fault_say(f, FAULT_BAD_REQUEST, "%s is a UUID", name);
}

static bool read_keys(const struct query *q, struct events_query *e, bool *nothing, struct fault *f)
{
	return read_short(q, "equipmentReference", 15, &e->equipment_reference, f) &&
	       read_renamed(q, "carrierBookingReference", "bookingReference", 35, &e->booking, nothing, f) &&
	       read_short(q, "transportDocumentReference", 20, &e->transport_document, f) &&
	       read_foreign_id(q, "transportDocumentID", nothing, f) &&
	       read_foreign_id(q, "scheduleID", nothing, f) &&
	       read_short(q, "transportCallID", 100, &e->call, f) &&
	       read_short(q, "vesselIMONumber", 7, &e->imo, f) &&
	       read_renamed(q, "exportVoyageNumber", "carrierVoyageNumber", 50, &e->voyage, nothing, f) &&
	       read_short(q, "carrierServiceCode", 5, &e->service, f) &&
	       read_short(q, "UNLocationCode", 5, &e->location, f);
}

static bool read_sort_item(const char *item, int *sort)
{
	const char *colon = strchr(item, ':');
	size_t n = colon ? (size_t)(colon - item) : strlen(item);

	if (n == strlen("eventDateTime") && memcmp(item, "eventDateTime", n) == 0)
		*sort = SORT_HAPPENED;
	else if (n == strlen("eventCreatedDateTime") && memcmp(item, "eventCreatedDateTime", n) == 0)
		*sort = SORT_RECORDED;
	else
		return false;
	if (colon && strcmp(colon, ":DESC") == 0)
		*sort = -*sort;
	return !colon || *sort < 0 || strcmp(colon, ":ASC") == 0;
}

static bool read_sort(struct arena *a, const struct query *q, struct events_query *e, struct fault *f)
{
	const char *value = query_value(q, "sort");
	const char **items;
	size_t n;

	if (!value)
		return true;
	items = list_split(a, value, &n);
	for (size_t i = 0; i < n; i++)
		if (n > SORTS_MOST || !read_sort_item(items[i], &e->sort[i]) ||
			(i && e->sort[0] * e->sort[0] == e->sort[1] * e->sort[1]))
			return fault_say(f, FAULT_BAD_REQUEST,
				"sort takes eventDateTime and eventCreatedDateTime, each once, with :ASC or "
				":DESC, not \"%.60s\"",
				value);
	return events_few(e) ||
	       fault_say(f, FAULT_BAD_REQUEST,
		       "sort goes with equipmentReference, carrierBookingReference, "
		       "transportDocumentReference, transportCallID, or vesselIMONumber and "
		       "exportVoyageNumber; other answers come in the order they were recorded");
}

/* Whether it is a place that an answer can name: codes of ours begin with X. */
static bool is_answerable(const char *location)
{
	return strlen(location) == 5 && location[0] != 'X';
}

bool events_query_read(
	struct arena *a, const struct query *q, struct events_query *e, bool *nothing, struct fault *f)
{
	*nothing = false;
	memset(e, 0, sizeof *e);
	if (!read_keys(q, e, nothing, f) || !read_created(q, e, f) || !read_type_codes(a, q, e, nothing, f) ||
		!read_sort(a, q, e, f))
		return false;
	/* Only events of containers and transports have a call or a place. */
	if (e->call || e->imo || e->voyage || e->service || e->location)
		only_types(e, ALL_TYPES & ~(1u << EVENT_SHIPMENT), nothing);
	if (e->location && !is_answerable(e->location))
		*nothing = true;
	if (e->created_from != INSTANT_NONE && e->created_until != INSTANT_NONE &&
		e->created_from >= e->created_until)
		*nothing = true;
	return true;
}
