#include "wire/keys.h"

#include <string.h>

static void raised(char *out, const char *s)
{
	for (; *s; s++)
		*out++ = (char)(*s >= 'a' && *s <= 'z' ? *s - 32 : *s);
}

static char *upper(struct arena *a, const char *s)
{
	char *copy = arena_alloc(a, strlen(s) + 1);

	raised(copy, s);
	return copy;
}

static const char *train_key(struct arena *a, const char *train, const struct civil *date)
{
	static const char kind[] = "TRAIN:";
	size_t n = train ? strlen(train) : 0, at = sizeof kind - 1;
	char *key;

	if (!train || !date)
		return NULL;
	key = arena_alloc(a, at + n + sizeof "/2026-06-15");
	memcpy(key, kind, at);
	raised(key + at, train);
	key[at + n] = '/';
	civil_day_write(key + at + n + 1, date);
	return key;
}

static const char *voyage_key(struct arena *a, const struct transport_ref *t)
{
	const char *voyage = upper(a, t->voyage);

	if (t->imo)
		return arena_printf(a, "IMO%s/%s", t->imo, voyage);
	if (t->call_sign)
		return arena_printf(a, "CALLSIGN:%s/%s", upper(a, t->call_sign), voyage);
	if (t->name)
		return arena_printf(a, "VESSEL:%s/%s", upper(a, t->name), voyage);
	return NULL;
}

const char *transport_key_of(
	struct arena *a, const struct transport_ref *t, const struct civil *date, bool *too_long)
{
	const char *key = NULL;

	if (t->mode == MODE_RAIL)
		key = train_key(a, t->train, date);
	else if (t->mode != MODE_TRUCK && t->voyage)
		key = voyage_key(a, t);
	*too_long = key && strlen(key) > MOST_TRANSPORT_KEY - 6; /* "@" and the place must fit behind it */
	return *too_long ? NULL : key;
}

const char *transport_call_of(struct arena *a, const char *key, const char *place)
{
	size_t n = key ? strlen(key) : 0, m = place ? strlen(place) : 0;
	char *call;

	if (!n || !m)
		return NULL;
	call = arena_alloc(a, n + m + 2);
	memcpy(call, key, n);
	call[n] = '@';
	memcpy(call + n + 1, place, m);
	return call;
}

const struct zone *zone_for(const struct decode_world *w, const char *sender, const char *type,
	const char *place, enum zone_source *source)
{
	const struct zone *zone =
		w->zone_of_sender && sender ? w->zone_of_sender(w->self, sender, type) : NULL;
	char country[3] = "";

	*source = zone ? ZONE_OF_SENDER : ZONE_NOBODY;
	if (zone || !place)
		return zone;
	memcpy(country, place, 2);
	*source = ZONE_OF_PLACE;
	zone = w->zone_of_place ? w->zone_of_place(w->self, place) : NULL;
	if (zone)
		return zone;
	*source = ZONE_OF_COUNTRY;
	zone = w->zone_of_country && *country != 'X' ? w->zone_of_country(w->self, country) : NULL;
	if (!zone)
		*source = ZONE_NOBODY;
	return zone;
}
