/* What a TAF message says, to events: whose time, which place, which train, which wagon and box. */
#include "codes/code.h"
#include "wire/keys.h"
#include "wire/rail/taf_reading.h"

#include <stdlib.h>
#include <string.h>

#define MOST_MADE    256          /* events that wait to be handed over */
#define MOST_PASSING (256u << 10) /* bytes that they hold */

const struct partner *taf_partner(struct taf_reading *r)
{
	if (!r->partner_asked || r->asked_of != r->said.sender) {
		r->partner = partner_for(r->world, r->hint, NULL, r->said.sender);
		r->asked_of = r->said.sender;
		r->partner_asked = true;
	}
	return r->partner;
}

const char *taf_meaning(struct taf_reading *r, enum partner_list list, const char *code)
{
	return meaning_for(r->world, taf_partner(r), list, code);
}

void taf_unknown(struct taf_reading *r, enum partner_list list, const char *code, const char *words)
{
	const char *sender = r->said.sender ? r->said.sender : r->hint->sender;

	unknown_tell(r->sink, taf_partner(r), sender, list, code,
		arena_printf(
			r->arena, "message %u%s%s", r->message.line, words ? ", " : "", words ? words : ""));
}

/* Country and five digits, as the sector's location list has them. */
static const char *place_code(struct taf_reading *r, const struct taf_place *place)
{
	size_t n = place->code ? strlen(place->code) : 0;

	if (!place->country || !n || n > 12)
		return NULL;
	return arena_printf(r->arena, "%s%.*s%s", taf_cut(r, place->country, 2), n < 5 ? (int)(5 - n) : 0,
		"00000", place->code);
}

static const char *called(struct taf_reading *r, const char *code)
{
	const struct decode_world *w = r->world;
	const char *place = taf_meaning(r, CODES_PLACE, code);

	return place || !w->place_called ? place : w->place_called(w->self, "PLC", code);
}

/* A name goes where no code says more. */
static const char *named(struct taf_reading *r, const char *name, bool coded)
{
	const struct decode_world *w = r->world;
	const char *place = taf_meaning(r, CODES_STATION_NAME, name);

	return place || coded || !w->place_named ? place : w->place_named(w->self, name);
}

/* The part of it, a track or a siding, where it is somebody's terminal: that says the place, too. */
static void look_inside(struct taf_reading *r, struct taf_place *place)
{
	const char *at, *meaning = taf_meaning(r, CODES_FACILITY, place->part);

	if (!facility_meant(r->arena, meaning, &at, &place->facility_list, &place->facility))
		return;
	if (!place->place)
		place->place = at;
}

static void look(struct taf_reading *r, struct taf_place *place)
{
	const char *code = place_code(r, place), *name = place->name;

	place->place = code ? called(r, code) : NULL;
	if (!place->place && name)
		place->place = named(r, name, code != NULL);
	look_inside(r, place);
	/* As received, so that an event is the same one whether its place was known by then or not. */
	place->place_text = name ? name : code;
	if (place->place || !place->place_text)
		return;
	taf_unknown(r, code ? CODES_PLACE : CODES_STATION_NAME, code ? code : name, code ? name : NULL);
	taf_say(r, SEVERITY_INFORMATION, "place-unread", place->offset,
		"%s%s%s is no place we know: it was kept as received", code ? code : "",
		code && name ? ", " : "", name ? name : "");
}

void taf_look(struct taf_reading *r, struct taf_place *place)
{
	struct arena *arena = r->arena;

	if (!place || place->looked)
		return;
	place->looked = true;
	r->arena = r->lasting; /* a stretch outlives its wagons */
	look(r, place);
	r->arena = arena;
}

void taf_part(struct taf_reading *r, const struct taf_place *place)
{
	taf_remark(r, "TRACK", place->part);
}

struct moment taf_moment(struct taf_reading *r, const struct taf_time *t, struct taf_place *place)
{
	struct moment m = {INSTANT_NONE, t->spoken.offset, t->spoken.precision, ZONE_IN_MESSAGE, t->text};
	enum zone_source source;
	const struct zone *zone;
	const char *where = place ? place->place ? place->place : place->country : NULL;

	if (!t->text)
		return (struct moment){.at = INSTANT_NONE, .zone_source = ZONE_NOBODY};
	if (!t->spoken.zoned) {
		zone = zone_for(r->world, taf_partner(r) ? taf_partner(r)->name : r->said.sender,
			r->message.type, where && strlen(where) >= 2 ? where : NULL, &source);
		m.offset = zone ? zone_offset_of_local(zone, &t->spoken.local) : 0;
		m.zone_source = source;
		if (!zone && t->spoken.precision != PRECISION_DAY && !r->zone_missed) {
			r->zone_missed = true;
			taf_say(r, SEVERITY_INFORMATION, "zone-missing", t->offset,
				"nobody says whose clock this is: the time was kept as local, without an "
				"offset");
		}
	}
	m.at = civil_to_instant(&t->spoken.local, m.offset);
	return m;
}

/* Names of the train */

void taf_name_opens(struct taf_reading *r)
{
	r->said.name = (struct taf_name){.object = NULL};
}

/* "3502/041350222700/00/2026/2026-06-25": company, core, variant, year of the timetable, day. */
static const char *whole_name(struct taf_reading *r, const struct taf_name *n)
{
	if (!n->core || !n->company)
		return NULL;
	return arena_printf(r->arena, "%s/%s/%s/%s/%s", taf_cut(r, n->company, 12), taf_cut(r, n->core, 20),
		taf_cut(r, n->variant, 4), taf_cut(r, n->year, 4), taf_cut(r, n->start.text, 10));
}

static bool is_of(const struct taf_name *n, const char *object)
{
	return n->object && strcmp(n->object, object) == 0;
}

void taf_related_name_ends(struct taf_reading *r)
{
	const struct taf_name *n = &r->said.name;

	taf_reference(r, is_of(n, "PA") ? "PATH-TAF" : "TRAIN-TAF", whole_name(r, n));
}

void taf_name_ends(struct taf_reading *r)
{
	struct taf_said *s = &r->said;

	taf_related_name_ends(r);
	/* the train's own, else a path's: its day is the train's, mostly */
	if (!s->train.core || (is_of(&s->train, "PA") && !is_of(&s->name, "PA")))
		s->train = s->name;
}

/* Without blanks, and without the zeros that some put before a number. */
static const char *plain_number(struct taf_reading *r, const char *number)
{
	char *plain;
	size_t n = 0;

	if (!number)
		return NULL;
	plain = arena_strdup(r->arena, number);
	for (const char *c = number; *c; c++)
		if (*c != ' ' && (*c != '0' || n))
			plain[n++] = *c;
	plain[n] = '\0';
	return n ? plain : NULL;
}

static const char *plain_core(struct taf_reading *r, const char *core)
{
	size_t skip = core ? strspn(core, "-* ") : 0;

	return core && core[skip] ? arena_strdup(r->arena, core + skip) : NULL;
}

static void train_find(struct taf_reading *r)
{
	struct taf_said *s = &r->said;
	struct transport_ref *t = &r->train;
	const struct taf_time *day = s->train.start.text ? &s->train.start : &s->handover;
	bool too_long = false;

	t->train = plain_number(r, s->number);
	taf_reference(r, "TRAIN-NUMBER", t->train);
	taf_reference(r, "TRAIN-NUMBER", plain_number(r, s->other_number));
	if (!t->train)
		t->train = plain_core(r, s->train.core);
	t->carrier = s->carrier ? s->carrier : s->train.company;
	t->mode = MODE_RAIL;
	t->key = transport_key_of(r->arena, t, day->text ? &day->spoken.local : NULL, &too_long);
	if (too_long)
		taf_say(r, SEVERITY_WARNING, "train-too-long", NO_OFFSET,
			"the train's name is too long to be found by");
}

static enum function function_of(struct taf_reading *r)
{
	const char *status = r->said.status;

	if (!status || strcmp(status, "1") == 0)
		return FUNCTION_ORIGINAL;
	if (strcmp(status, "2") == 0)
		return FUNCTION_REPLACE;
	if (strcmp(status, "3") == 0)
		return FUNCTION_CANCEL;
	taf_say(r, SEVERITY_WARNING, "message-status", NO_OFFSET,
		"%.20s is no status of a message (1 new, 2 changed, 3 deleted): it was taken as new", status);
	return FUNCTION_ORIGINAL;
}

void taf_head(struct taf_reading *r)
{
	struct message *m = &r->message;
	struct taf_said *s = &r->said;
	struct moment said;

	r->headed = true;
	r->arena = r->lasting;
	m->sender = s->sender;
	m->directory = s->version;
	m->reference = s->identifier;
	m->document = s->identifier;
	m->function = function_of(r);
	said = taf_moment(r, &s->said, NULL);
	m->said = said.at;
	m->said_offset = said.offset;
	if (r->rejected)
		return;
	taf_reference(r, "RELATED", s->related);
	train_find(r);
	if (!s->sender)
		taf_say(r, SEVERITY_WARNING, "required-missing", m->offset,
			"no Sender says whose message this is");
}

/* Events */

static struct event *made_next(struct taf_reading *r)
{
	if (r->made_count == r->made_room) {
		r->made_room = r->made_room ? r->made_room * 2 : 64;
		r->made = realloc(r->made, r->made_room * sizeof *r->made);
		if (!r->made)
			abort();
	}
	memset(&r->made[r->made_count], 0, sizeof *r->made);
	r->message.event_count++;
	return &r->made[r->made_count++];
}

static void *copied(struct taf_reading *r, const void *from, size_t count, size_t size)
{
	void *copy = count ? arena_alloc_array(r->arena, count, size) : NULL;

	return copy ? memcpy(copy, from, count * size) : NULL;
}

struct event *taf_event(struct taf_reading *r, const char *subject, const char *code,
	enum classifier classifier, const struct taf_time *when, struct taf_place *place)
{
	const struct message *m = &r->message;
	struct taf_said *s = &r->said;
	struct event *e;

	taf_look(r, place);
	e = made_next(r);
	e->subject_kind = SUBJECT_TRANSPORT;
	e->subject = subject;
	e->type = EVENT_TRANSPORT;
	e->code = code;
	e->classifier = classifier;
	e->happened = when ? taf_moment(r, when, place) : (struct moment){.at = INSTANT_NONE};
	e->said = m->said;
	e->said_offset = m->said_offset;
	e->function = m->function;
	e->document = m->document;
	if (place) {
		e->place = place->place;
		e->place_text = place->place_text;
		e->facility = place->facility;
		e->facility_list = place->facility_list;
		e->facility_said = place->facility ? "" : NULL; /* without the map there is none */
	}
	e->transport = r->train;
	e->transport.call = transport_call_of(r->arena, r->train.key, e->place);
	e->references = copied(r, s->references, s->reference_count, sizeof *s->references);
	e->reference_count = s->reference_count;
	e->remarks = copied(r, s->remarks, s->remark_count, sizeof *s->remarks);
	e->remark_count = s->remark_count;
	e->offset = r->message.offset;
	return e;
}

const char *taf_wagon(struct taf_reading *r)
{
	const char *raw = r->said.wagon;
	char digits[32];
	uint64_t where = r->said.wagon_offset ? r->said.wagon_offset : r->message.offset;
	struct code_answer answer = {.verdict = CODE_NOT_THIS};

	if (raw && code_normalise(raw, digits, sizeof digits, NULL, 0))
		answer = code_judge(strlen(digits) == 8 ? CODE_WAGON_CIS : CODE_WAGON_UIC, digits);
	if (answer.verdict == CODE_NOT_THIS) {
		taf_say(r, SEVERITY_WARNING, "wagon-number", where,
			raw ? "\"%.20s\" is no wagon's number: nothing was made of it"
			    : "no number says which wagon this is: nothing was made of it%s",
			raw ? raw : "");
		return NULL;
	}
	if (answer.verdict == CODE_FAILS)
		taf_say(r, SEVERITY_WARNING, "check-digit", where, "%.200s", answer.text);
	return arena_printf(r->arena, "WAGON:%s", answer.code);
}

void taf_identify(struct taf_reading *r)
{
	events_identify(r->made, r->made_count, r->message.sender);
}

void taf_made(struct taf_reading *r)
{
	if (!r->hand_over || r->rejected || (r->made_count < MOST_MADE && r->passing->given < MOST_PASSING))
		return;
	taf_identify(r);
	if (r->made_count && !r->stopped)
		r->stopped = !r->hand_over(r->sink->self, &r->message, r->made, r->made_count);
	r->made_count = 0;
	r->let_go += r->passing->given;
	arena_reset(r->passing);
}

bool taf_fits(struct taf_reading *r)
{
	/* the same whether events are handed over or not: a verdict does not go by who asks */
	size_t held = r->lasting->given + r->passing->given + r->let_go +
		      r->message.event_count * sizeof(struct event);

	if (held > LIMIT_MESSAGE_MEMORY && !r->rejected)
		taf_say(r, SEVERITY_ERROR, "message-too-large", NO_OFFSET,
			"a message may hold %u bytes decoded: split it", LIMIT_MESSAGE_MEMORY);
	return !r->rejected;
}
