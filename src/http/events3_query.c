#include "http/events3_query.h"

#include "wire/dcsa3.h"

#include <string.h>

enum { KEY_MOST = 100 }; /* bytes of a reference */

static bool read_key(const struct query *q, const char *name, const char **out, struct fault *f)
{
	*out = query_value(q, name);
	if (*out && (!**out || strlen(*out) > KEY_MOST))
		return fault_say(f, FAULT_BAD_REQUEST, "%s has 1 to %d characters", name, KEY_MOST);
	return true;
}

static bool read_time(const struct query *q, const char *name, instant *t, struct fault *f)
{
	const char *value = query_value(q, name);

	*t = INSTANT_NONE;
	return !value || query_instant(value, t) ||
	       fault_say(f, FAULT_BAD_REQUEST,
		       "%s: \"%.60s\" is no date and time with an offset (2026-06-15T08:00:00+08:00)", name,
		       value);
}

bool events3_query_read(
	struct arena *a, const struct query *q, struct events3_query *e, bool *nothing, struct fault *f)
{
	*nothing = false;
	if (!read_key(q, "equipmentReference", &e->equipment, f) ||
		!read_key(q, "carrierBookingReference", &e->booking, f) ||
		!read_key(q, "transportDocumentReference", &e->transport_document, f) ||
		!query_bits(a, q, "eventTypes", dcsa3_type_names, DCSA3_TYPES, &e->types, f) ||
		!read_time(q, "eventUpdatedDateTimeMin", &e->updated_from, f) ||
		!read_time(q, "eventUpdatedDateTimeMax", &e->updated_until, f))
		return false;
	*nothing = e->updated_from != INSTANT_NONE && e->updated_until != INSTANT_NONE &&
		   e->updated_from > e->updated_until;
	return true;
}
