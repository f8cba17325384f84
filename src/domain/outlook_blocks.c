/* What stands in a box's way. */
#include "domain/hold.h"
#include "domain/outlook_box.h"

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
		const char *reason = line_reason(e->remarks[i]);

		if (reason && b->reason_count < OUTLOOK_REASONS)
			b->reasons[b->reason_count++] = reason;
	}
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
	static const enum block_code codes[STOPS] = {
		[STOP_HELD] = BLOCK_HELD, [STOP_CUSTOMS] = BLOCK_CUSTOMS, [STOP_DAMAGED] = BLOCK_DAMAGED};
	struct line l = {b->events, b->voided, b->count, b->trip};
	struct hold *holds;
	size_t n = holds_find(b->arena, &l, &holds);

	for (enum hold_stop s = 0; s < STOPS; s++)
		for (size_t i = 0; i < n; i++)
			if (holds[i].stop == s && holds[i].end == HOLD_OPEN &&
				!is_told(o, codes[s], holds[i].opened))
				add_block(o, codes[s], holds[i].opened);
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

	if (!e || e->happened.at == INSTANT_NONE)
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
