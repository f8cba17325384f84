#include "service/plans_box.h"

#include "codes/code.h"
#include "domain/reefer.h"
#include "domain/trip.h"
#include "service/answer_parts.h"
#include "service/as_of.h"
#include "service/boxes.h"
#include "service/story.h"

#include <string.h>

/* ---- its cargo ---- */

static bool is_dangerous(const struct line *l)
{
	for (size_t i = l->trip; i < l->count; i++)
		for (size_t k = 0; k < l->events[i]->remark_count && !l->voided[i]; k++)
			if (strncmp(l->events[i]->remarks[k], "DGS:", 4) == 0)
				return true;
	return false;
}

static void set_cargo(const struct story *x, struct plans_asked *asked)
{
	const struct timeline *t = &x->line;
	const struct line l = {t->events, t->voided, t->count, trip_begins(t->events, t->voided, t->count)};
	const char *size = t->state.size_type;
	struct reefer reefer;

	reefer_find(&reefer, &l, size, NULL);
	if (!asked->size && size && *size)
		asked->size = size;
	if (asked->kg < 0)
		asked->kg = story_kg(x);
	asked->reefer |= reefer.is == KNOWN_YES;
	asked->dangerous |= is_dangerous(&l);
}

static const struct itinerary *ahead_of(const struct story *x)
{
	return x->trips.count ? &x->told[x->trips.count - 1].itinerary : NULL;
}

/* ---- where it is ---- */

static bool same_stop(const struct ways *w, uint32_t place, const char *code)
{
	return code && world_same_place(w->world, ways_place_at(w, place)->code, code);
}

/* Where it was loaded on what it is on; NULL: nobody told. */
static const char *loaded_at(const struct timeline *t)
{
	const char *place = NULL;

	for (size_t i = 0; i < t->count; i++) {
		const struct event *e = t->events[i];

		if (!t->voided[i] && e->classifier == CLASSIFIER_ACT && e->place &&
			(strcmp(e->code, "LOAD") == 0 || strcmp(e->code, EVENT_ABOARD) == 0))
			place = e->place;
	}
	return place;
}

/* On a trip of the network, between two of its stops or at one where it goes on from. */
static bool find_aboard(const struct ways *w, const struct timeline *t, instant now, struct plans_box *box)
{
	const struct network *n = w->network;
	const struct timetable_service *s;
	unsigned stop = 0;

	box->run = t->state.transport ? ways_run(w, t->state.transport) : NULL;
	if (!box->run || box->run->trip == NETWORK_NONE)
		return false;
	s = &w->timetable.services[n->trips[box->run->trip].service];
	while (stop + 1 < s->stop_count &&
		(instant)network_leg(n, box->run->trip, stop).arrives * 60 * INSTANT_SECOND <= now)
		stop++;
	if (stop + 1 == s->stop_count)
		return false; /* by all that is known it has come to its end */
	box->aboard = (struct search_aboard){box->run->trip, (uint16_t)stop, (uint16_t)stop};
	for (unsigned k = 0; k <= stop; k++)
		if (same_stop(w, s->stops[k].place, loaded_at(t)))
			box->aboard.boarded = (uint16_t)k;
	box->how = "aboard";
	box->place = ways_place_at(w, s->stops[stop + 1].place)->code;
	box->ready = (instant)network_leg(n, box->run->trip, stop).arrives * 60 * INSTANT_SECOND;
	return true;
}

static bool find_place(
	struct asking *q, const struct ways *w, const struct timeline *t, instant now, struct plans_box *box)
{
	const struct box b = {box->container, t->state, box->outlook};
	const struct heading next = heading_of(w->world, &b);
	const enum journey_status status = t->state.status;

	if (status == JOURNEY_DELIVERED || status == JOURNEY_EMPTY_RETURNED)
		return fault_say(q->fault, FAULT_BAD_REQUEST, "container: %s is at the end of its way",
			box->container);
	if (status == JOURNEY_IN_TERMINAL && t->state.place) {
		box->how = "standing";
		box->place = t->state.place;
		box->ready = now;
		return true;
	}
	box->how = "arriving";
	box->place = next.place;
	box->ready = next.when.at > now ? next.when.at : now;
	return (next.place && next.when.at != INSTANT_NONE) ||
	       fault_say(q->fault, FAULT_BAD_REQUEST,
		       "container: nobody told where %s will be next, and when: say from and at",
		       box->container);
}

/* ---- its own room ---- */

static void give_back(int32_t *left, int32_t n)
{
	if (*left != SEARCH_NO_LIMIT)
		*left += n;
}

/* What it has its room on is not full for it. */
static const struct search_left *left_for(struct asking *q, const struct ways *w, const struct story *x)
{
	const struct itinerary *i = ahead_of(x);
	const struct search_left own =
		ways_room_of(x->line.state.size_type ? x->line.state.size_type : "", story_kg(x));
	const size_t size = (w->network->trip_count + 1) * sizeof *w->left;
	struct search_left *left = NULL;

	for (size_t k = 0; i && k < i->leg_count; k++) {
		bool counted;
		const uint32_t trip = ways_leg_trip(w, x->container, &i->legs[k], &counted);

		if (!counted)
			continue;
		if (!left)
			left = memcpy(arena_alloc(q->arena, size), w->left, size);
		give_back(&left[trip].teu, own.teu);
		give_back(&left[trip].kg, own.kg);
		give_back(&left[trip].plugs, own.plugs);
	}
	return left ? left : w->left;
}

/* ---- all of it ---- */

bool plans_box_of(struct asking *q, const struct ways *w, const struct story *x, instant now,
	struct plans_asked *asked, struct plans_box *box)
{
	const struct timeline *t = &x->line;
	const struct itinerary *ahead = ahead_of(x);

	*box = (struct plans_box){.container = x->container, .aboard = {.trip = NETWORK_NONE}};
	outlook_make(&box->outlook, q->arena, &t->state, t->events, t->voided, t->count,
		ahead && ahead->told ? ahead : NULL, t->state.number_failed, now);
	set_cargo(x, asked);
	if (!(t->state.status == JOURNEY_ON_BOARD && find_aboard(w, t, now, box)) &&
		!find_place(q, w, t, now, box))
		return false;
	asked->from = box->place;
	asked->to = asked->to ? asked->to : box->outlook.destination;
	return asked->to || fault_say(q->fault, FAULT_BAD_REQUEST,
				    "to is needed: nobody told where %s is to go", box->container);
}

bool plans_box(struct asking *q, const struct ways *w, const char *number, instant now,
	struct plans_asked *asked, struct plans_box *box)
{
	char code[32], changed[128];
	struct stories stories;
	const struct story *x;

	if (!code_normalise(number, code, sizeof code, changed, sizeof changed))
		return part_say_unknown(q->fault, NULL);
	if (!story_read(&stories, q, w->world, arena_strdup(q->arena, code)))
		return false;
	x = &stories.list[0];
	if (!plans_box_of(q, w, x, now, asked, box))
		return false;
	box->left = left_for(q, w, x);
	return true;
}

void plans_box_write(struct json *j, const struct ways *w, const struct plans_box *box)
{
	jw_key(j, "box");
	jw_open(j, '{');
	jw_member(j, "container", box->container);
	jw_member(j, "is", box->how);
	jw_member(j, "place", box->place);
	part_instant(j, "ready", box->ready);
	if (box->run && box->aboard.trip != NETWORK_NONE) {
		jw_member(j, "transport", box->run->key);
		jw_member(j, "route", w->timetable.services[box->run->match.service].name);
	}
	jw_key(j, "blocks");
	jw_open(j, '[');
	for (size_t i = 0; i < box->outlook.block_count; i++)
		jw_string(j, block_rows[box->outlook.blocks[i].code].code);
	jw_close(j, ']');
	jw_close(j, '}');
}
