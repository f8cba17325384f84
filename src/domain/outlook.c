#include "domain/outlook.h"

#include <string.h>

#define HOUR (3600 * INSTANT_SECOND)

const struct block_row block_rows[] = {
#define BLOCK(name, code, severity, text) [BLOCK_##name] = {code, severity, text},
#include "domain/outlook.def"
#undef BLOCK
};

/* After how many hours without a word a box under way is silent.  A train is heard of at each border and
 * technical stop, a day apart; a ship says little between two ports. */
static const struct silence {
	int hours;
	bool arrival_excuses; /* an arrival still ahead */
} silences[MODES] = {
	[MODE_UNKNOWN] = {96, false},
	[MODE_VESSEL] = {14 * 24, true},
	[MODE_RAIL] = {72, false},
	[MODE_TRUCK] = {48, false},
	[MODE_BARGE] = {96, false},
	[MODE_AIR] = {48, false},
	[MODE_MULTIMODAL] = {96, false},
};

#define OVERDUE_GRACE INSTANT_DAY

struct box {
	const struct journey *journey;
	const struct event *const *events;
	const bool *voided;
	bool *live;     /* still expected */
	bool *outdated; /* expected once */
	size_t count;
	size_t trip; /* the first event of the trip under way */
	size_t last; /* of the last fact; count: none */
	instant now;
};

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is(const struct event *e, const char *code)
{
	return strcmp(e->code, code) == 0;
}

static bool is_among(const char *code, const char *const *codes)
{
	for (; *codes; codes++)
		if (strcmp(*codes, code) == 0)
			return true;
	return false;
}

static bool same_place(const struct event *a, const struct event *b)
{
	return a->place || b->place ? same(a->place, b->place) : same(a->place_text, b->place_text);
}

static bool place_known(const struct event *e)
{
	return e->place || e->place_text;
}

static bool is_fact(const struct box *b, size_t i)
{
	return !b->voided[i] && b->events[i]->classifier == CLASSIFIER_ACT;
}

/* Where the trip begins: the last time the box was fetched empty. */
static size_t trip_of(const struct box *b)
{
	for (size_t i = b->count; i--;)
		if (is_fact(b, i) && b->events[i]->load_state == LOAD_EMPTY &&
			(is(b->events[i], "GTOT") || is(b->events[i], "PICK")))
			return i;
	return 0;
}

static size_t last_of(const struct box *b)
{
	size_t i = 0;

	while (i < b->count &&
		(!b->journey->code || memcmp(b->events[i]->id, b->journey->event, sizeof b->journey->event)))
		i++;
	return i;
}

/* What is expected */

static const char *const states[] = {EVENT_NOTE, EVENT_DAMAGED, EVENT_HELD, EVENT_RELEASED, NULL};
static const char *const arrivals[] = {"ARRI", "DISC", "GTIN", "DROP", "AVPU", NULL};

/* Another word on the same move came later.  Two of one message are two calls at that place. */
static bool supersedes(const struct event *a, const struct event *b)
{
	if (!is(a, b->code) || !same_place(a, b) || a == b)
		return false;
	if (a->said != b->said)
		return a->said > b->said;
	return !(same(a->document, b->document) && same(a->sender, b->sender)) &&
	       memcmp(a->id, b->id, 16) > 0;
}

/* What a move at a place tells of earlier ones there that nobody reported. */
static bool implies(const struct event *fact, const struct event *e)
{
	static const struct {
		const char *expected;
		const char *facts[4];
	} rows[] = {
		{"ARRI", {"DISC", "GTOT", "DEPA"}},
		{"WAYP", {"DISC", "GTOT", "DEPA"}},
		{"DISC", {"GTOT"}},
		{"LOAD", {"DEPA"}},
	};

	if (is(fact, e->code))
		return true;
	/* A box that came in by what was expected to arrive; that a truck brought it tells nothing of a ship.
	 */
	if (is(fact, "GTIN") && is(e, "ARRI"))
		return fact->transport.mode == e->transport.mode || !fact->transport.mode ||
		       !e->transport.mode;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (is(e, rows[i].expected))
			return is_among(fact->code, rows[i].facts);
	return false;
}

/* A fact is what was expected if it came not long before somebody still expected it. */
static bool fulfils(const struct event *fact, const struct event *e)
{
	instant from = e->said != INSTANT_NONE ? e->said - INSTANT_DAY : e->happened.at - 30 * INSTANT_DAY;

	return fact->happened.at != INSTANT_NONE && fact->happened.at >= from && implies(fact, e) &&
	       same_place(fact, e);
}

static bool is_expectation(const struct box *b, size_t i)
{
	const struct event *e = b->events[i];

	return !b->voided[i] && e->classifier != CLASSIFIER_ACT && !is_among(e->code, states) &&
	       e->happened.at != INSTANT_NONE;
}

static bool is_outdated(const struct box *b, size_t i)
{
	const struct event *e = b->events[i];

	for (size_t k = 0; k < b->count; k++) {
		if (b->voided[k])
			continue;
		if (b->events[k]->classifier == CLASSIFIER_ACT ? fulfils(b->events[k], e)
							       : supersedes(b->events[k], e))
			return true;
	}
	return false;
}

static bool is_over(const struct journey *j)
{
	return j->status == JOURNEY_DELIVERED || j->status == JOURNEY_EMPTY_RETURNED;
}

static const struct event *next_of(const struct box *b)
{
	for (size_t i = b->last < b->count ? b->last + 1 : b->trip; i < b->count; i++)
		if (b->live[i])
			return b->events[i];
	return NULL;
}

/* The last place said wins; a destination before a port of discharge. */
static const char *destination_of(const struct box *b)
{
	const struct event *found = NULL;
	const char *place = NULL;

	for (size_t i = b->trip; i < b->count && b->journey->status != JOURNEY_EMPTY_RETURNED; i++) {
		const struct event *e = b->events[i];
		const char *said = e->destination ? e->destination : e->discharge_place;

		if (b->voided[i] || !said)
			continue;
		if (found && found->destination && !e->destination)
			continue;
		if (found && !found->destination == !e->destination && e->said < found->said)
			continue;
		found = e;
		place = said;
	}
	return place;
}

static const struct event *eta_of(const struct box *b, const char *destination)
{
	const struct event *where = NULL, *eta = NULL;

	for (size_t i = b->trip; i < b->count && !is_over(b->journey); i++) {
		const struct event *e = b->events[i];

		b->live[i] = b->live[i] && (b->last == b->count || i > b->last ||
						   (destination && same(e->place, destination)));
		if (b->live[i] && is_among(e->code, arrivals) && place_known(e))
			where = e;
	}
	for (size_t i = b->trip; where && i < b->count; i++)
		if (b->live[i] && is_among(b->events[i]->code, arrivals) && same_place(b->events[i], where) &&
			(!eta || b->events[i]->said > eta->said))
			eta = b->events[i];
	return eta;
}

/* What blocks */

const char *outlook_reason(const char *remark)
{
	static const char *const names[] = {"FACILITY", "LOC", NULL};
	size_t n = strcspn(remark, ":");

	for (const char *const *name = names; *name; name++)
		if (strlen(*name) == n && strncmp(remark, *name, n) == 0)
			return NULL;
	remark += n + (remark[n] == ':');
	return *remark ? remark : NULL;
}

static void add_block(struct outlook *o, enum block_code code, const struct event *e)
{
	struct block *b = &o->blocks[o->block_count];

	if (o->block_count == OUTLOOK_BLOCKS)
		return;
	*b = (struct block){.code = code, .since.at = INSTANT_NONE};
	o->block_count++;
	if (!e)
		return;
	b->since = e->happened;
	b->place = e->place;
	b->place_text = e->place_text;
	for (size_t i = 0; code <= BLOCK_DAMAGED && i < e->remark_count; i++) {
		const char *reason = outlook_reason(e->remarks[i]);

		if (reason && b->reason_count < OUTLOOK_REASONS)
			b->reasons[b->reason_count++] = reason;
	}
}

/* What begins a block, and what ends it; NULL: nothing but the trip's end.  Customs that refused a box clear
 * it with a word of their own: it ends a hold if the same sender says it. */
static const struct stop {
	enum block_code code;
	const char *begins[3], *ends, *ends_of_sender;
} stops[] = {
	{BLOCK_HELD, {EVENT_HELD}, EVENT_RELEASED, "CUSR"},
	{BLOCK_CUSTOMS, {"CUSS", "CUSI"}, "CUSR", NULL},
	{BLOCK_DAMAGED, {EVENT_DAMAGED}, NULL, NULL},
};

static bool ends(const struct stop *s, const struct event *e, const struct event *begun)
{
	if (place_known(e) && place_known(begun) && !same_place(e, begun))
		return false;
	return (s->ends && is(e, s->ends)) ||
	       (s->ends_of_sender && is(e, s->ends_of_sender) && same(e->sender, begun->sender));
}

static bool is_ended(const struct box *b, size_t at, const struct stop *s)
{
	for (size_t i = at + 1; i < b->count; i++)
		if (is_fact(b, i) && ends(s, b->events[i], b->events[at]))
			return true;
	return false;
}

/* The same stop told twice at one place (by two senders, mostly) is one. */
static bool is_told(const struct outlook *o, enum block_code code, const struct event *e)
{
	for (size_t i = 0; i < o->block_count; i++)
		if (o->blocks[i].code == code && same(o->blocks[i].place, e->place) &&
			(e->place || same(o->blocks[i].place_text, e->place_text)))
			return true;
	return false;
}

static void add_stops(struct outlook *o, const struct box *b)
{
	for (size_t s = 0; s < sizeof stops / sizeof *stops; s++)
		for (size_t i = b->trip; i < b->count; i++)
			if (is_fact(b, i) && is_among(b->events[i]->code, stops[s].begins) &&
				!is_ended(b, i, &stops[s]) && !is_told(o, stops[s].code, b->events[i]))
				add_block(o, stops[s].code, b->events[i]);
}

/* When anybody last told of it, or something happened to it; not what is expected. */
static instant last_word(const struct box *b)
{
	instant word = INSTANT_NONE;

	for (size_t i = 0; i < b->count; i++) {
		const struct event *e = b->events[i];

		if (b->voided[i])
			continue;
		if (e->said != INSTANT_NONE && e->said <= b->now && e->said > word)
			word = e->said;
		if (is_fact(b, i) && e->happened.at != INSTANT_NONE && e->happened.at <= b->now &&
			e->happened.at > word)
			word = e->happened.at;
	}
	return word;
}

static void add_silence(struct outlook *o, const struct box *b)
{
	enum journey_status status = b->journey->status;
	const struct silence *s = &silences[b->journey->mode < MODES ? b->journey->mode : MODE_UNKNOWN];
	instant word = last_word(b);

	if ((status != JOURNEY_ON_BOARD && status != JOURNEY_ON_ROAD) || word == INSTANT_NONE ||
		b->now - word < s->hours * HOUR)
		return;
	if (s->arrival_excuses && o->eta && o->eta->happened.at > b->now)
		return;
	add_block(o, BLOCK_SILENT, NULL);
	if (o->block_count && o->blocks[o->block_count - 1].code == BLOCK_SILENT)
		o->blocks[o->block_count - 1].since = (struct moment){
			.at = word, .precision = PRECISION_MINUTE, .zone_source = ZONE_IN_MESSAGE};
}

static bool is_overdue(const struct event *e, instant now)
{
	instant until;

	if (!e)
		return false;
	until = e->happened.at + OVERDUE_GRACE;
	return now > (e->happened.precision == PRECISION_DAY ? until + INSTANT_DAY : until);
}

void outlook_make(struct outlook *o, struct arena *scratch, const struct journey *j,
	const struct event *const *events, const bool *voided, size_t n, bool number_failed, instant now)
{
	struct box b = {.journey = j, .events = events, .voided = voided, .count = n, .now = now};

	*o = (struct outlook){.block_count = 0};
	b.live = arena_alloc_array(scratch, n + 1, sizeof *b.live);
	b.outdated = arena_alloc_array(scratch, n + 1, sizeof *b.outdated);
	b.trip = trip_of(&b);
	b.last = last_of(&b);
	for (size_t i = 0; i < n; i++) {
		b.outdated[i] = is_expectation(&b, i) && is_outdated(&b, i);
		b.live[i] = is_expectation(&b, i) && !b.outdated[i];
	}
	o->outdated = b.outdated;
	o->last = b.last < n ? events[b.last] : NULL;
	o->next = next_of(&b);
	o->destination = destination_of(&b);
	o->eta = eta_of(&b, o->destination);
	if (!o->destination && o->eta)
		o->destination = o->eta->place;
	add_stops(o, &b);
	if (number_failed)
		add_block(o, BLOCK_CHECK_DIGIT, NULL);
	add_silence(o, &b);
	if (is_overdue(o->next, now))
		add_block(o, BLOCK_OVERDUE, o->next);
	else if (is_overdue(o->eta, now))
		add_block(o, BLOCK_OVERDUE, o->eta);
}
