#include "wire/journey/word_read.h"

#include "codes/code.h"
#include "record/arrangement.h"
#include "record/cargo.h"
#include "record/leg.h"
#include "wire/iso_time.h"
#include "wire/journey/word_members.h"
#include "wire/keys.h"

#include <string.h>
#include <strings.h>

enum slot {
	WORD,
	ID,
	CONTAINER,
	JOURNEY,
	SAID,
	WHO,
	WHY,
	AT,
	LEGS,
	DESTINATION,
	DEADLINE,
	ARRANGEMENT,
	REFERENCES,
	EVENT,
	PLACE,
	FACILITY,
	LOAD_STATE,
	CARGO_FROM,
	VEHICLE,
	MODE,
	FROM,
	TO,
	DEPARTS,
	ARRIVES,
	CUT_OFF,
	SERVICE,
	SERVICE_NAME,
	SERVICE_DATE,
	IMO,
	NAME,
	VOYAGE,
	TRAIN,
	DAY,
	WAGON,
	SLOTS
};

const struct word_member word_members[] = {
#define MEMBER(object, name, slot, disposition, caption) {WORD_##object, name, slot, disposition, caption},
#include "wire/journey/word_members.def"
#undef MEMBER
	{0},
};

static enum slot slot_of(enum word_object object, const char *name)
{
	for (const struct word_member *m = word_members; m->name; m++)
		if (m->object == object && strcmp(m->name, name) == 0)
			return (enum slot)m->slot;
	return SLOTS;
}

/* A member that nobody reads would be a word that nobody heard: it is told. */
static void members(
	struct taking *t, enum word_object object, const struct node *n, const struct node *s[SLOTS])
{
	memset(s, 0, SLOTS * sizeof *s);
	if (!n)
		return;
	if (n->kind != NODE_OBJECT) {
		take_tally(t, TALLY_TYPE, n);
		return;
	}
	for (const struct node *m = n->child; m; m = m->next) {
		enum slot slot = slot_of(object, m->key);

		if (slot == SLOTS)
			take_tally(t, TALLY_UNKNOWN, m);
		else if (m->kind != NODE_NULL)
			s[slot] = m;
	}
}

/* ---- times, places, transports ---- */

/* One that is said must be one, with its offset: a wrong time would move a journey. */
static struct moment time_of(struct taking *t, const struct node *n, const char *place)
{
	struct moment m = take_moment(t, n, place);

	if (n && m.at == INSTANT_NONE && !t->rejected)
		take_say(t, SEVERITY_ERROR, "time-invalid", n, NULL,
			"this is no time with its offset, as 2026-06-18T02:00:00+08:00 is: the word was "
			"refused");
	return m;
}

static const char *place_of(struct taking *t, const struct node *n)
{
	const char *place = n ? take_place(t, n) : NULL;

	if (n && !place)
		take_say(t, SEVERITY_ERROR, "place-unread", n, NULL,
			"this is no place's code, which a journey needs: the word was refused");
	t->event.place_text = NULL;
	return place;
}

static enum mode mode_of(struct taking *t, const struct node *n)
{
	const char *word = take_code(t, n);

	for (enum mode m = MODE_UNKNOWN + 1; word && m < MODES; m++)
		if (strcmp(mode_names[m], word) == 0)
			return m;
	if (n)
		take_say(t, SEVERITY_ERROR, "mode", n, NULL,
			"\"%.20s\" is none of VESSEL, RAIL, TRUCK, BARGE, AIR: the word was refused",
			word ? word : "");
	return MODE_UNKNOWN;
}

/* The day that is said, else that of the time; false: neither is. */
static bool day_of(struct taking *t, const struct node *n, const struct moment *when, struct civil *day)
{
	struct iso_time said;

	if (n && n->kind == NODE_STRING && iso_time_read(n->text, &said)) {
		*day = said.local;
		return true;
	}
	if (n)
		take_say(t, SEVERITY_ERROR, "date-invalid", n, NULL,
			"this is no day, as 2026-06-15 is: the word was refused");
	if (when->at == INSTANT_NONE)
		return false;
	*day = instant_to_civil(when->at, when->offset);
	return true;
}

static const char *date_of(struct taking *t, const struct node *n)
{
	const struct moment none = {.at = INSTANT_NONE};
	struct civil day;

	return day_of(t, n, &none, &day)
		       ? arena_printf(t->arena, "%04d-%02d-%02d", day.year, day.month, day.day)
		       : NULL;
}

static void transport_of(struct taking *t, const struct node *n, enum mode mode, const struct moment *when,
	struct transport_ref *v)
{
	const struct node *s[SLOTS];
	struct civil day;
	bool too_long = false, dated;

	*v = (struct transport_ref){.mode = mode};
	if (!n)
		return;
	members(t, WORD_TRANSPORT, n, s);
	if (s[MODE])
		v->mode = mode_of(t, s[MODE]);
	v->imo = take_text(t, s[IMO], 7);
	v->name = take_text(t, s[NAME], 50);
	v->voyage = take_text(t, s[VOYAGE], 50);
	v->train = take_text(t, s[TRAIN], 50);
	v->wagon = take_text(t, s[WAGON], 50);
	dated = day_of(t, s[DAY], when, &day);
	v->key = transport_key_of(t->arena, v, dated ? &day : NULL, &too_long);
	if (too_long)
		take_say(t, SEVERITY_ERROR, "transport-name", n, NULL,
			"the transport's name is too long to find it by");
}

/* ---- what is said ---- */

static void take_at(struct taking *t, const struct node *root, const struct node **s)
{
	t->event.happened = time_of(t, s[AT], t->event.place);
	if (!s[AT])
		take_say(t, SEVERITY_ERROR, "time-missing", root, "at",
			"nothing says when: the word was refused");
}

static void read_boundary(struct taking *t, const struct node *root, const struct node **s)
{
	take_at(t, root, s);
}

/* A leg is kept as a line of texts with ';' between (record/leg.h). */
static void refuse_semicolon(struct taking *t, const struct node *n, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (texts[i] && strchr(texts[i], ';'))
			take_say(t, SEVERITY_ERROR, "transport-name", n, NULL,
				"a transport's or service's name has no ';' in it: the itinerary was "
				"refused");
}

static void read_leg(struct taking *t, const struct node *n, size_t at)
{
	const struct node *s[SLOTS];
	struct leg l = {.mode = MODE_UNKNOWN};
	struct transport_ref v;

	members(t, WORD_LEG, n, s);
	l.from = place_of(t, s[FROM]);
	l.to = place_of(t, s[TO]);
	if (!s[FROM] || !s[TO] || !s[MODE])
		take_say(t, SEVERITY_ERROR, "leg", n,
			!s[FROM] ? "from"
			: !s[TO] ? "to"
				 : "mode",
			"leg %zu needs from, to and mode: the itinerary was refused", at);
	l.mode = mode_of(t, s[MODE]);
	l.departs = time_of(t, s[DEPARTS], l.from);
	l.arrives = time_of(t, s[ARRIVES], l.to);
	l.cut_off = time_of(t, s[CUT_OFF], l.from).at;
	transport_of(t, s[VEHICLE], l.mode, &l.departs, &v);
	l.service = take_text(t, s[SERVICE], 64);
	l.service_name = take_text(t, s[SERVICE_NAME], 128);
	l.service_date = date_of(t, s[SERVICE_DATE]);
	refuse_semicolon(t, s[VEHICLE], (const char *const[]){v.imo, v.name, v.voyage, v.train}, 4);
	refuse_semicolon(t, n, (const char *const[]){l.service, l.service_name}, 2);
	l.transport = v.key;
	l.vehicle = v.name ? v.name : v.train;
	l.voyage = v.voyage;
	if (l.departs.at != INSTANT_NONE && l.arrives.at != INSTANT_NONE && l.arrives.at < l.departs.at)
		take_say(t, SEVERITY_ERROR, "leg", s[ARRIVES], NULL,
			"leg %zu arrives before it departs: the itinerary was refused", at);
	if (at == 1)
		t->event.happened = l.departs;
	take_remark(t, "LEG", leg_write(t->arena, &l) + strlen("LEG:"));
}

static void read_itinerary(struct taking *t, const struct node *root, const struct node **s)
{
	const struct node *leg = s[LEGS] && s[LEGS]->kind == NODE_ARRAY ? s[LEGS]->child : NULL;
	struct moment deadline;
	size_t n = 0;

	t->event.classifier = CLASSIFIER_PLN;
	for (; leg && n < WORD_LEGS; leg = leg->next)
		read_leg(t, leg, ++n);
	if (leg)
		take_say(t, SEVERITY_ERROR, "legs", leg, NULL,
			"an itinerary has at most %d legs: it was refused", WORD_LEGS);
	if (!n)
		take_say(t, SEVERITY_ERROR, "legs", s[LEGS] ? s[LEGS] : root, s[LEGS] ? NULL : "legs",
			"an itinerary needs a leg: it was refused");
	deadline = time_of(t, s[DEADLINE], NULL);
	if (deadline.at != INSTANT_NONE)
		take_remark(t, "DEADLINE", deadline.text);
	t->event.destination = place_of(t, s[DESTINATION]);
	if (t->event.happened.at == INSTANT_NONE)
		t->event.happened =
			(struct moment){t->event.said, 0, PRECISION_SECOND, ZONE_IN_MESSAGE, NULL};
}

static void read_destination(struct taking *t, const struct node *root, const struct node **s)
{
	t->event.destination = place_of(t, s[DESTINATION]);
	if (!s[DESTINATION])
		take_say(t, SEVERITY_ERROR, "destination", root, "destination",
			"nothing says where to: the word was refused");
	t->event.happened = (struct moment){t->event.said, 0, PRECISION_SECOND, ZONE_IN_MESSAGE, NULL};
}

static void read_travels(struct taking *t, const struct node *root, const struct node **s)
{
	t->event.happened = (struct moment){t->event.said, 0, PRECISION_SECOND, ZONE_IN_MESSAGE, NULL};
	if (!s[ARRANGEMENT])
		take_say(t, SEVERITY_ERROR, "arrangement", root, "arrangement",
			"nothing says how the box travels: the word was refused");
}

static void read_what(struct taking *t, const struct node *root, const struct node *n)
{
	const char *code = take_code(t, n);

	if (code && event_code_known(code)) {
		t->event.code = code;
		return;
	}
	take_say(t, SEVERITY_ERROR, "event-code", n ? n : root, n ? NULL : "event",
		"what happened is told by a code, as GTIN or DISC is: the report was refused");
}

static void read_cargo(struct taking *t, const struct node *n)
{
	char code[CODE_RAW + 1], changed[128];
	const char *said = take_text(t, n, 15);

	if (said && strlen(said) <= CODE_RAW &&
		code_normalise(said, code, sizeof code, changed, sizeof changed) && *code)
		take_reference(t, REFERENCE_CARGO_FROM, arena_strdup(t->arena, code));
	else if (n)
		take_say(t, SEVERITY_ERROR, "container-unread", n, NULL,
			"this is no container number: the report was refused");
}

static void read_report(struct taking *t, const struct node *root, const struct node **s)
{
	struct event *e = &t->event;
	const char *load = take_code(t, s[LOAD_STATE]);

	read_what(t, root, s[EVENT]);
	e->place = place_of(t, s[PLACE]);
	take_facility(t, s[FACILITY], NULL);
	take_at(t, root, s);
	transport_of(t, s[VEHICLE], MODE_UNKNOWN, &e->happened, &e->transport);
	e->transport.call = transport_call_of(t->arena, e->transport.key, e->place);
	for (int i = LOAD_UNKNOWN + 1; load && i < LOAD_STATES; i++)
		if (strcmp(load_state_names[i], load) == 0)
			e->load_state = (enum load_state)i;
	read_cargo(t, s[CARGO_FROM]);
}

static void read_taking_back(struct taking *t, const struct node *root, const struct node **s)
{
	struct event *e = &t->event;

	(void)root, (void)s;
	e->happened = (struct moment){INSTANT_NONE, 0, PRECISION_SECOND, ZONE_NOBODY, NULL};
	e->function = t->message.function = FUNCTION_RETRACT;
	e->subject_kind = SUBJECT_DOCUMENT;
	if (e->document)
		e->subject = arena_printf(t->arena, "EVENT:%s", e->document);
}

static const struct word {
	const char *word, *code;
	void (*read)(struct taking *t, const struct node *root, const struct node **s);
	bool of_box;
} words[] = {
	{"itinerary", EVENT_ITINERARY, read_itinerary, true},
	{"begins", EVENT_BEGINS, read_boundary, true},
	{"ends", EVENT_ENDS, read_boundary, true},
	{"goes-on", EVENT_GOES_ON, read_boundary, true},
	{"destination", EVENT_NOTE, read_destination, true},
	{"travels", EVENT_NOTE, read_travels, true},
	{"report", NULL, read_report, true},
	{"takes-back", "RETRACTED", read_taking_back, false},
};

#define WORDS (sizeof words / sizeof *words)

static const struct word *word_of(struct taking *t, const struct node *root, const struct node *n)
{
	for (size_t i = 0; n && n->kind == NODE_STRING && i < WORDS; i++)
		if (strcasecmp(words[i].word, n->text) == 0)
			return &words[i];
	take_say(t, SEVERITY_ERROR, "word", n ? n : root, n ? NULL : "word",
		"a word is itinerary, begins, ends, goes-on, destination, travels, report or takes-back: "
		"this "
		"was refused");
	return NULL;
}

/* ---- the whole ---- */

static void read_id(struct taking *t, const struct node *root, const struct node *n)
{
	const char *id = take_text(t, n, WORD_ID);

	if (!id || n->length > WORD_ID) {
		take_say(t, SEVERITY_ERROR, "event-id", n ? n : root, n ? NULL : "id",
			"a word needs an id of at most %d bytes, so that it can be taken back: it was "
			"refused",
			WORD_ID);
		return;
	}
	t->message.reference = t->event.document = id;
	t->event.function = t->message.function = FUNCTION_OVERRIDE;
	take_reference(t, "EVENT", id);
}

static void read_said(struct taking *t, const struct node *root, const struct node *n)
{
	struct moment said = time_of(t, n, NULL);

	if (said.at == INSTANT_NONE && t->hint)
		said.at = t->hint->received;
	t->event.said = t->message.said = said.at;
	t->event.said_offset = said.offset;
	if (said.at == INSTANT_NONE && !n)
		take_say(t, SEVERITY_ERROR, "said", root, "said",
			"nothing says when this was said: it was refused");
}

static void read_references(struct taking *t, const struct node *list)
{
	for (const struct node *n = list && list->kind == NODE_ARRAY ? list->child : NULL; n; n = n->next) {
		const struct node *kind = NULL, *value = NULL;

		for (const struct node *m = n->kind == NODE_OBJECT ? n->child : NULL; m; m = m->next) {
			kind = strcmp(m->key, "kind") == 0 ? m : kind;
			value = strcmp(m->key, "value") == 0 ? m : value;
		}
		if (kind && value)
			take_reference(t, take_code(t, kind), take_text(t, value, 100));
		else
			take_say(t, SEVERITY_WARNING, "reference", n, NULL,
				"a reference has kind and value: this was passed over");
	}
}

static void read_arrangement(struct taking *t, const struct node *n)
{
	const char *word = n && n->kind == NODE_STRING ? n->text : NULL;
	enum arrangement a = arrangement_of_word(word);

	if (a)
		take_reference(t, REFERENCE_ARRANGEMENT, arrangement_words[a]);
	else if (n)
		take_say(t, SEVERITY_ERROR, "arrangement", n, NULL,
			"a box travels as line, shipper, railway or one-way: this was refused");
}

void word_read(struct taking *t, const struct node *root)
{
	const struct node *s[SLOTS];
	const struct word *w;

	members(t, WORD_WORD, root, s);
	t->message.sender = WORD_SENDER;
	w = word_of(t, root, s[WORD]);
	if (!w)
		return;
	t->message.type = w->word;
	t->event.type = EVENT_EQUIPMENT;
	t->event.classifier = CLASSIFIER_ACT;
	t->event.code = w->code;
	read_id(t, root, s[ID]);
	read_said(t, root, s[SAID]);
	take_remark(t, "WHO", take_text(t, s[WHO], 100));
	take_remark(t, "WHY", take_text(t, s[WHY], TAKE_VALUE));
	read_references(t, s[REFERENCES]);
	read_arrangement(t, s[ARRANGEMENT]);
	take_reference(t, "JOURNEY", take_text(t, s[JOURNEY], 36));
	if (w->of_box)
		take_container(t, s[CONTAINER]);
	if (w->of_box && !t->event.subject && !t->rejected)
		take_say(t, SEVERITY_ERROR, "subject-missing", root, "container",
			"nothing says of which container: the word was refused");
	w->read(t, root, s);
}
