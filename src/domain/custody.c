#include "domain/custody.h"

const char *const hand_words[] = {
#define HAND(name, word, text) [HAND_##name] = word,
#include "domain/custody.def"
#undef HAND
};
const char *const hand_texts[] = {
#define HAND(name, word, text) [HAND_##name] = text,
#include "domain/custody.def"
#undef HAND
};

/* What a move does: RIDES is whoever runs the vehicle, a road's where nobody says. */
enum into { STANDS, RIDES, LEAVES, ENDS };
static const struct move {
	const char *code;
	enum into into;
} moves[] = {{"GTIN", STANDS}, {"DISC", STANDS}, {"ARRI", RIDES}, {"WAYP", RIDES}, {"LOAD", RIDES},
	{"ABRD", RIDES}, {"DEPA", RIDES}, {"GTOT", LEAVES}, {"PICK", LEAVES}, {"DROP", ENDS}};

static const enum hand hands_of_modes[MODES] = {[MODE_UNKNOWN] = HANDS,
	[MODE_VESSEL] = HAND_CARRIER,
	[MODE_BARGE] = HAND_CARRIER,
	[MODE_RAIL] = HAND_RAILWAY,
	[MODE_TRUCK] = HAND_TRUCKER,
	[MODE_AIR] = HAND_CARRIER,
	[MODE_MULTIMODAL] = HANDS};

/* From which hand into which one it goes without another between; else a stay was not told of. */
static const bool goes_on[HANDS][HANDS] = {
	[HAND_TERMINAL] = {[HAND_CARRIER] = true,
		[HAND_RAILWAY] = true,
		[HAND_TRUCKER] = true,
		[HAND_CONSIGNEE] = true},
	[HAND_DEPOT] = {[HAND_CARRIER] = true,
		[HAND_RAILWAY] = true,
		[HAND_TRUCKER] = true,
		[HAND_CONSIGNEE] = true},
	[HAND_CARRIER] = {[HAND_TERMINAL] = true, [HAND_DEPOT] = true},
	[HAND_RAILWAY] = {[HAND_TERMINAL] = true, [HAND_DEPOT] = true, [HAND_RAILWAY] = true},
	[HAND_TRUCKER] =
		{[HAND_TERMINAL] = true, [HAND_DEPOT] = true, [HAND_CONSIGNEE] = true, [HAND_TRUCKER] = true},
	[HAND_CONSIGNEE] =
		{[HAND_TRUCKER] = true, [HAND_TERMINAL] = true, [HAND_DEPOT] = true, [HAND_RAILWAY] = true},
};

static const struct move *move_of(const char *code)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (strcmp(moves[i].code, code) == 0)
			return &moves[i];
	return NULL;
}

static bool stands(enum hand h)
{
	return h == HAND_TERMINAL || h == HAND_DEPOT;
}

static struct custody standing(const struct event *e)
{
	return (struct custody){
		.hand = e->load_state == LOAD_EMPTY && is(e, "GTIN") ? HAND_DEPOT : HAND_TERMINAL,
		.name = e->facility,
		.place = e->place,
		.place_text = e->place_text,
		.from = e};
}

static struct custody riding(const struct event *e, enum hand otherwise)
{
	const struct transport_ref *t = &e->transport;
	enum hand hand = hands_of_modes[t->mode];

	if (hand == HANDS)
		hand = otherwise;
	return (struct custody){
		.hand = hand, .name = hand == HAND_TRUCKER && !t->carrier ? t->wagon : t->carrier, .from = e};
}

/* Into whose hand an event puts it; `before` is whose it was.  HANDS: it stays where it is. */
static struct custody taken(const struct event *e, const struct custody *before)
{
	const struct move *m = move_of(e->code);
	enum hand unknown = before ? before->hand : HANDS;

	if (is(e, EVENT_HANDOVER))
		return (struct custody){.hand = HAND_RAILWAY, .name = e->operator_code, .from = e};
	if (!m)
		return (struct custody){.hand = HANDS};
	switch (m->into) {
	case STANDS:
		return standing(e);
	case RIDES:
		return riding(e, stands(unknown) ? HANDS : unknown);
	case LEAVES:
		return riding(e, HAND_TRUCKER);
	case ENDS:
		break;
	}
	return (struct custody){
		.hand = HAND_CONSIGNEE, .place = e->place, .place_text = e->place_text, .from = e};
}

/* A train that goes on is the same railway's until another takes it over. */
static bool is_same_stay(const struct custody *before, const struct custody *now)
{
	if (before->hand != now->hand || !fits(before->name, now->name) ||
		(is(now->from, EVENT_HANDOVER) && !same(before->name, now->name)))
		return false;
	return !stands(now->hand) || same_place(before->from, now->from);
}

static bool is_gap(const struct custody *before, const struct custody *now)
{
	if (before->hand == HAND_RAILWAY && now->hand == HAND_RAILWAY)
		return !is(now->from, EVENT_HANDOVER);
	if (stands(before->hand) && place_known(now->from) && place_known(before->from) &&
		!same_place(before->from, now->from))
		return true;
	return !goes_on[before->hand][now->hand];
}

size_t custody_find(struct arena *a, const struct line *l, struct custody **chain)
{
	size_t n = 0, room = 0;

	*chain = NULL;
	for (size_t i = l->trip; i < l->count; i++) {
		struct custody *last = n ? &(*chain)[n - 1] : NULL;
		struct custody now = {.hand = HANDS};

		if (line_stands(l, i))
			now = taken(l->events[i], last);
		if (now.hand == HANDS)
			continue;
		if (last && is_same_stay(last, &now)) {
			last->name = last->name ? last->name : now.name;
			continue;
		}
		if (last) {
			last->to = now.from;
			last->gap = is_gap(last, &now);
		}
		*chain = arena_grow(a, *chain, n, &room, sizeof **chain);
		(*chain)[n++] = now;
	}
	return n;
}
