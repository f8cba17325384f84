/* A world as decoders ask it: zones, places, meanings, partners and profiles. */
#include "service/world_inside.h"

#include "codes/code.h"
#include "system/clock.h"
#include "wire/sheet/profile.h"

#include <string.h>

/* Statuses and what is like them stand among the statuses, under the list that decoders look them up in. */
static const char *event_meant(
	const struct world *w, const char *partner, enum partner_list list, const char *code)
{
	const struct status_asked asked = {
		.sender = {partner}, .list = partner_status_list(list), .status = code};
	const struct status_code *found = status_book_find(&w->statuses, &asked);

	return found && strcmp(found->sender, partner) == 0 ? found->event ? found->event : EVENT_NOTE : NULL;
}

const char *world_meaning(const struct world *w, const char *partner, const char *list, const char *code)
{
	enum partner_list known = partner_list_of(list);
	char loose[PARTNER_CODE_MOST + 1];
	const struct known_place *place;

	if (!partner || !code || strlen(code) > PARTNER_CODE_MOST)
		return NULL;
	if (known < PARTNER_LISTS && partner_list_shapes[known] == MEANING_EVENT)
		return event_meant(w, partner, known, code);
	if (known != CODES_PLACE)
		return partner_book_meaning(&w->partners, partner, list, code);
	code_loosely(code, strlen(code), loose);
	place = world_called(w, partner, loose);
	if (!place)
		place = world_called(w, partner, code);
	return place ? place->place.code : NULL;
}

static const struct zone *zone_of_place(void *self, const char *code)
{
	return world_zone(self, code);
}

static int country_index(const char *country)
{
	if (!country || country[0] < 'A' || country[0] > 'Z' || country[1] < 'A' || country[1] > 'Z' ||
		country[2])
		return -1;
	return (country[0] - 'A') * 26 + (country[1] - 'A');
}

static const struct zone *read_country(struct world *w, const char *country)
{
	const char *name = clock_country_zone(&w->country_arena, country);
	struct fault unreadable;

	return name ? clock_zone(&w->country_arena, name, &unreadable) : NULL;
}

static const struct zone *zone_of_country(void *self, const char *country)
{
	struct world *w = self;
	int at = country_index(country);
	const struct zone *z;

	if (at < 0)
		return NULL;
	pthread_mutex_lock(&w->lock);
	if (!w->countries[at].asked) {
		w->countries[at].zone = read_country(w, country);
		w->countries[at].asked = true;
	}
	z = w->countries[at].zone;
	pthread_mutex_unlock(&w->lock);
	return z;
}

static const struct partner *partner(void *self, const struct partner_asked *asked)
{
	const struct world *w = self;

	return partner_book_find(&w->partners, asked);
}

static enum severity severity(void *self, const char *partner, const char *code, enum severity usual)
{
	const struct world *w = self;

	return partner_book_severity(&w->partners, partner, code, usual);
}

static const struct zone *zone_of_column(
	void *self, const char *partner, const char *type, const char *column)
{
	const struct world *w = self;

	return partner_book_zone(&w->partners, partner, type, column);
}

static const struct zone *zone_of_sender(void *self, const char *sender, const char *message_type)
{
	const struct world *w = self;
	const struct partner *p = partner_book_find(
		&w->partners, &(struct partner_asked){.forced = sender, .nad = sender, .unb = sender});

	return p ? partner_book_zone(&w->partners, p->name, message_type, NULL) : NULL;
}

static const char *meaning(void *self, const char *partner, const char *list, const char *code)
{
	return world_meaning(self, partner, list, code);
}

static bool knows_place(void *self, const char *code)
{
	return world_known_or_called(self, code) != NULL;
}

static const char *place_called(void *self, const char *list, const char *code)
{
	const struct known_place *p = strcmp(list, "UNLOCODE") == 0 ? world_known_or_called(self, code)
								    : world_called(self, list, code);

	return p ? p->place.code : NULL;
}

static const struct status_code *status(void *self, const struct status_asked *asked)
{
	const struct world *w = self;

	return status_book_find(&w->statuses, asked);
}

static const char *place_named(void *self, const char *name)
{
	const struct known_place *p = world_named(self, name);

	return p ? p->place.code : NULL;
}

/* Few are ever asked for: they stay in a list. */
static const struct zone *zone_named(void *self, const char *name)
{
	struct world *w = self;
	struct named_zone *n;
	struct fault unreadable;

	pthread_mutex_lock(&w->lock);
	for (n = w->named_zones; n && strcmp(n->name, name) != 0;)
		n = n->next;
	if (!n) {
		n = arena_alloc(&w->country_arena, sizeof *n);
		n->name = arena_strdup(&w->country_arena, name);
		n->zone = clock_zone(&w->country_arena, n->name, &unreadable);
		n->next = w->named_zones;
		w->named_zones = n;
	}
	pthread_mutex_unlock(&w->lock);
	return n->zone;
}

static const struct sheet_profile *profile(void *self, const struct profile_asked *asked)
{
	if (asked->name)
		return world_profile(self, asked->name);
	return asked->partner && asked->head ? world_profile_of_partner(self, asked) : NULL;
}

struct decode_world world_decode(struct world *w)
{
	return (struct decode_world){.self = w,
		.zone_of_place = zone_of_place,
		.zone_of_country = zone_of_country,
		.zone_of_sender = zone_of_sender,
		.knows_place = knows_place,
		.place_called = place_called,
		.place_named = place_named,
		.zone_named = zone_named,
		.status = status,
		.profile = profile,
		.partner = partner,
		.meaning = meaning,
		.severity = severity,
		.zone_of_column = zone_of_column};
}
