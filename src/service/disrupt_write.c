/* One box of the answer, and the word that is told for it. */
#include "domain/train.h"
#include "service/answer_parts.h"
#include "service/disrupt_inside.h"

#include <string.h>

static const char *const advice_words[] = {"none", "wait", "change"};

static const char *told_instant(const struct disrupting *d, instant t, uint32_t place)
{
	struct text said = TEXT_INIT;
	const char *kept;

	instant_write(&said, t, zone_offset_at(d->ways->timetable.places[place].zone, t));
	kept = arena_strdup(d->q->arena, text_string(&said));
	text_free(&said);
	return kept;
}

static const char *told_at(const struct disrupting *d, minute at, uint32_t place)
{
	return told_instant(d, (instant)at * 60 * INSTANT_SECOND, place);
}

/* ---- the word ---- */

static const char *const modes[CARRIES] = {[CARRY_VESSEL] = "VESSEL",
	[CARRY_RAIL] = "RAIL",
	[CARRY_BARGE] = "BARGE",
	[CARRY_ROAD] = "TRUCK",
	[CARRY_FERRY] = "VESSEL"};

static void set_text(json_t *o, const char *key, const char *text)
{
	if (text && *text)
		json_object_set_new(o, key, json_string(text));
}

/* As its key has it: "TRAIN:X8155/2026-06-15", "VESSEL:9227273/031W". */
static json_t *transport_word(struct arena *a, const char *key)
{
	const char *name = strchr(key, ':'), *slash = strrchr(key, '/');
	const size_t n = name && slash > name ? (size_t)(slash - name) - 1 : 0;
	json_t *o;

	if (!n)
		return NULL;
	name = arena_strndup(a, name + 1, n);
	o = json_object();
	if (train_is_key(key)) {
		set_text(o, "train", name);
		set_text(o, "day", slash + 1);
		return o;
	}
	set_text(o, n == 7 && strspn(name, "0123456789") == 7 ? "imo" : "name", name);
	set_text(o, "voyage", slash + 1);
	return o;
}

/* The ship or train that it is: as told of the ride, else as told of the trip. */
static json_t *transport_of(
	const struct disrupting *d, const struct disrupt_box *b, const struct disrupt_leg *l)
{
	const struct network_trip *t = &d->after.network->trips[l->trip];
	const uint32_t trip = network_trip_find(d->ways->network, t->service, t->date, t->number);
	const struct ways_run *run = trip == NETWORK_NONE ? NULL : ways_run_of(d->ways, trip);
	const char *key = run ? run->key : NULL;

	for (size_t i = 0; i < b->way.told; i++) {
		const struct disrupt_ride *r = &b->way.rides[i];

		if (r->service == t->service && r->date == t->date && r->number == t->number &&
			b->said[i].transport)
			key = b->said[i].transport;
	}
	return key ? transport_word(d->q->arena, key) : NULL;
}

static json_t *leg_word(const struct disrupting *d, const struct disrupt_box *b, const struct disrupt_leg *l)
{
	const struct network_trip *t = &d->after.network->trips[l->trip];
	const struct timetable_service *s = &d->after.timetable.services[t->service];
	const struct network_leg first = network_leg(d->after.network, l->trip, l->board);
	const uint32_t from = s->stops[l->board].place, to = s->stops[l->alight].place;
	const char *title = d->ways->routes[t->service].title;
	json_t *o = json_object(), *transport = transport_of(d, b, l);

	set_text(o, "mode", modes[s->carry]);
	set_text(o, "from", ways_place_at(d->ways, from)->code);
	set_text(o, "to", ways_place_at(d->ways, to)->code);
	set_text(o, "departs", told_at(d, l->departs, from));
	set_text(o, "arrives", told_at(d, l->arrives, to));
	if (first.cut_off && first.cut_off != NETWORK_NO_BOARD)
		set_text(o, "cutOff", told_at(d, l->departs - first.cut_off, from));
	set_text(o, "service", s->name);
	set_text(o, "serviceName", title && !strchr(title, ';') ? title : NULL);
	set_text(o, "serviceDate", member_day_told(d->q->arena, t->date));
	if (transport)
		json_object_set_new(o, "transport", transport);
	return o;
}

json_t *disrupt_word(const struct disrupting *d, const struct disrupt_box *b)
{
	json_t *word = json_object(), *legs = json_array();

	set_text(word, "word", "itinerary");
	set_text(word, "container", b->container);
	if (b->deadline != INSTANT_NONE)
		set_text(word, "deadline", told_instant(d, b->deadline, b->way.to));
	for (size_t i = 0; i < b->chosen.count; i++)
		json_array_append_new(legs, leg_word(d, b, &b->takes.legs[i]));
	json_object_set_new(word, "legs", legs);
	return word;
}

/* ---- the box ---- */

static void write_minute(
	struct json *j, const struct disrupting *d, const char *key, minute at, uint32_t place)
{
	if (at == MINUTE_NEVER) {
		jw_key(j, key);
		jw_raw(j, "null");
	} else
		jw_member(j, key, told_at(d, at, place));
}

static void write_amount(struct json *j, const char *key, const char *unit, int64_t n, bool complete)
{
	jw_key(j, key);
	jw_open(j, '{');
	jw_member_integer(j, unit, n);
	jw_member_bool(j, "complete", complete);
	jw_close(j, '}');
}

/* The ride that it does not get beyond by waiting. */
static void write_stuck(struct json *j, const struct disrupting *d, const struct disrupt_box *b)
{
	const struct timetable_service *s;

	if (b->waits.arrives != MINUTE_NEVER || b->waits.stuck >= b->way.count)
		return;
	s = &d->after.timetable.services[b->way.rides[b->waits.stuck].service];
	jw_key(j, "stuck");
	jw_open(j, '{');
	jw_member(j, "route", s->name);
	jw_member(
		j, "place", ways_place_at(d->ways, s->stops[b->way.rides[b->waits.stuck].board].place)->code);
	jw_close(j, '}');
}

static void write_advice(struct json *j, const struct disrupting *d, const struct disrupt_box *b)
{
	json_t *word;
	char *text;

	jw_member(j, "advice", advice_words[b->advice]);
	jw_member(j, "nothing", b->nothing);
	if (b->advice == DISRUPT_NONE)
		return;
	write_minute(j, d, "arrives", b->chosen.arrives, b->way.to);
	if (b->waits.arrives != MINUTE_NEVER)
		jw_member_integer(j, "gainsMinutes", b->waits.arrives - b->chosen.arrives);
	write_amount(j, "price", "minor", b->more.price, !b->more.unpriced);
	write_amount(j, "co2e", "grams", b->more.grams, !b->more.uncounted);
	jw_member_integer(j, "transfers", plan_transfers(&b->chosen));
	if (!b->chosen.count)
		return;
	word = disrupt_word(d, b);
	text = json_dumps(word, JSON_COMPACT);
	json_decref(word);
	jw_key(j, "itinerary");
	jw_raw(j, text ? text : "null");
	free(text);
}

void disrupt_box_write(struct json *j, const struct disrupting *d, const struct disrupt_box *b, size_t turn)
{
	jw_open(j, '{');
	jw_member(j, "container", b->container);
	jw_member_integer(j, "turn", (int64_t)turn);
	jw_member(j, "is", b->is);
	jw_member(j, "place", b->place);
	part_instant(j, "ready", b->ready);
	jw_member(j, "to", b->to);
	jw_member(j, "way", b->way.told ? "told" : "assumed");
	if (b->deadline != INSTANT_NONE)
		jw_member(j, "deadline", told_instant(d, b->deadline, b->way.to));
	write_minute(j, d, "planned", b->was.arrives, b->way.to);
	write_minute(j, d, "waits", b->waits.arrives, b->way.to);
	if (b->waits.arrives != MINUTE_NEVER)
		jw_member_integer(j, "lateMinutes", b->waits.arrives - b->was.arrives);
	write_stuck(j, d, b);
	write_advice(j, d, b);
	if (b->id) {
		jw_key(j, "applied");
		jw_open(j, '{');
		jw_member(j, "id", b->id);
		jw_close(j, '}');
	}
	if (b->kept)
		jw_member_bool(j, "kept", true);
	jw_member(j, "refused", b->refused);
	jw_close(j, '}');
}
