/* What stands in a box's way. */
#include "domain/outlook_box.h"
#include "domain/trip.h"

#define HOUR          (3600 * INSTANT_SECOND)
#define OVERDUE_GRACE INSTANT_DAY

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

/* What begins a block, and what ends it; NULL: nothing but the next trip.  Customs that refused a box clear
 * it with a word of their own: it ends a hold if the same sender says it. */
static const struct stop {
	enum block_code code;
	const char *begins[3], *ends, *ends_of_sender;
	bool travels; /* a box that has gone on has it still */
} stops[] = {
	{BLOCK_HELD, {EVENT_HELD}, EVENT_RELEASED, "CUSR", false},
	{BLOCK_CUSTOMS, {"CUSS", "CUSI"}, "CUSR", NULL, false},
	{BLOCK_DAMAGED, {EVENT_DAMAGED}, NULL, NULL, true},
};

static bool ends(const struct stop *s, const struct event *e, const struct event *begun)
{
	if (place_known(e) && place_known(begun) && !same_place(e, begun))
		return false;
	return (s->ends && is(e, s->ends)) ||
	       (s->ends_of_sender && is(e, s->ends_of_sender) && same(e->sender, begun->sender));
}

static instant span(const struct event *e)
{
	return e->happened.precision == PRECISION_DAY ? INSTANT_DAY : 0;
}

/* Of two on a day that is all that is known of one of them, what was said later came later. */
static bool may_be_behind(const struct event *e, const struct event *begun)
{
	return (span(e) || span(begun)) && e->said > begun->said &&
	       e->happened.at + span(e) >= begun->happened.at;
}

static bool is_ended(const struct outlook_box *b, size_t at, const struct stop *s)
{
	for (size_t i = b->trip; i < b->count; i++)
		if (is_fact(b, i) && ends(s, b->events[i], b->events[at]) &&
			(i > at || may_be_behind(b->events[i], b->events[at])))
			return true;
	return false;
}

/* Whoever held it has let it go, told or not. */
static bool has_gone_on(const struct outlook_box *b, size_t at)
{
	const struct event *stop = b->events[at];
	bool there = false; /* a hold may be told ahead, of a place that the box has yet to come to */

	for (size_t i = b->trip; i < b->count; i++) {
		const struct event *e = b->events[i];
		bool here = same_place(e, stop);

		if (!is_fact(b, i) || !journey_moves(e->code))
			continue;
		if (i > at && trip_ends(e))
			return true;
		if (!place_known(stop) || !place_known(e))
			continue;
		there |= here;
		if (i > at && there && (!here || is(e, "DEPA")))
			return true;
	}
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

static void add_stops(struct outlook *o, const struct outlook_box *b)
{
	for (size_t s = 0; s < sizeof stops / sizeof *stops; s++)
		for (size_t i = b->trip; i < b->count; i++)
			if (is_fact(b, i) && is_among(b->events[i]->code, stops[s].begins) &&
				!is_ended(b, i, &stops[s]) && (stops[s].travels || !has_gone_on(b, i)) &&
				!is_told(o, stops[s].code, b->events[i]))
				add_block(o, stops[s].code, b->events[i]);
}

/* When anybody last told of it, or something happened to it; not what is expected. */
static instant last_word(const struct outlook_box *b)
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

/* It came to its destination, or was fetched there: nobody reports its last miles. */
static bool is_where_it_goes(const struct outlook *o)
{
	return is_at(o->last, o->destination) && (is(o->last, "ARRI") || is(o->last, "GTOT"));
}

static void add_silence(struct outlook *o, const struct outlook_box *b)
{
	enum journey_status status = b->journey->status;
	const struct silence *s = &silences[b->journey->mode < MODES ? b->journey->mode : MODE_UNKNOWN];
	instant word = last_word(b);

	if ((status != JOURNEY_ON_BOARD && status != JOURNEY_ON_ROAD) || word == INSTANT_NONE ||
		b->now - word < s->hours * HOUR)
		return;
	if (is_where_it_goes(o))
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

void outlook_block(struct outlook *o, const struct outlook_box *b, bool number_failed)
{
	add_stops(o, b);
	if (number_failed)
		add_block(o, BLOCK_CHECK_DIGIT, NULL);
	add_silence(o, b);
	if (is_overdue(o->next, b->now))
		add_block(o, BLOCK_OVERDUE, o->next);
	else if (is_overdue(o->eta, b->now))
		add_block(o, BLOCK_OVERDUE, o->eta);
}
