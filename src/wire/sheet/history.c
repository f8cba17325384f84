/* The columns of a history. */
#include "wire/sheet/history.h"

#include <stddef.h>
#include <string.h>

static void say_id(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	(void)head;
	text_uuid(out, e->event->id);
}

static void say_container(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	(void)head;
	if (e->event->subject_kind == SUBJECT_CONTAINER)
		text_say(out, e->event->subject);
}

static void say_other_subject(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	(void)head;
	if (e->event->subject_kind != SUBJECT_CONTAINER && e->event->subject)
		text_say(out, e->event->subject);
}

static void say_check_digit(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	(void)head;
	if (e->event->subject_kind == SUBJECT_CONTAINER)
		text_say(out, e->event->number_failed ? "invalid" : "valid");
}

static void say_place_name(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	const char *name = NULL;

	if (head->place_name && e->event->place)
		name = head->place_name(head->places, e->event->place);
	if (name)
		text_say(out, name);
}

/* A word of an enumeration. */
#define SAY_NAME(verb, names, value)                                                                         \
	static void verb(struct text *out, const struct emit_head *head, const struct emitted *e)            \
	{                                                                                                    \
		(void)head;                                                                                  \
		if (names[value])                                                                            \
			text_say(out, names[value]);                                                         \
	}
SAY_NAME(say_type, event_type_names, e->event->type)
SAY_NAME(say_classifier, classifier_names, e->event->classifier)
SAY_NAME(say_function, function_names, e->event->function)
SAY_NAME(say_mode, mode_names, e->event->transport.mode)
SAY_NAME(say_load_state, load_state_names, e->event->load_state)

static bool has_time(const struct event *e)
{
	return e->happened.at != INSTANT_NONE;
}

static void say_precision(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	(void)head;
	if (has_time(e->event))
		text_say(out, precision_names[e->event->happened.precision]);
}

static void say_zone_source(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	(void)head;
	if (has_time(e->event))
		text_say(out, zone_source_names[e->event->happened.zone_source]);
}

static struct sheet_time time_happened(const struct emitted *e)
{
	const struct moment *m = &e->event->happened;

	return (struct sheet_time){m->at, m->offset, m->zone_source != ZONE_NOBODY, m->precision};
}

static struct sheet_time time_said(const struct emitted *e)
{
	return (struct sheet_time){e->event->said, e->event->said_offset, true, PRECISION_SECOND};
}

static struct sheet_time time_recorded(const struct emitted *e)
{
	return (struct sheet_time){e->recorded, 0, true, PRECISION_SECOND};
}

/* Words in one cell. */
static void add_word(struct text *out, const char *word)
{
	for (; *word; word++) {
		if (*word == '|' || *word == '\\')
			text_byte(out, '\\');
		text_byte(out, *word);
	}
}

static void add_words(struct text *out, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			text_byte(out, '|');
		add_word(out, words[i]);
	}
}

static void say_references(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	(void)head;
	for (size_t i = 0; i < e->event->reference_count; i++) {
		if (i)
			text_byte(out, '|');
		add_word(out, e->event->references[i].kind);
		text_byte(out, ':');
		add_word(out, e->event->references[i].value);
	}
}

static void say_seals(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	(void)head;
	add_words(out, e->event->seals, e->event->seal_count);
}

static void say_measures(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	(void)head;
	add_words(out, e->event->measures, e->event->measure_count);
}

static void say_remarks(struct text *out, const struct emit_head *head, const struct emitted *e)
{
	(void)head;
	add_words(out, e->event->remarks, e->event->remark_count);
}

#define WORD(name, width, member, caption)                                                                   \
	{                                                                                                    \
		name, caption, width, offsetof(struct event, member), NULL, NULL, NULL                       \
	}
#define SAY(name, width, say, caption)                                                                       \
	{                                                                                                    \
		name, caption, width, 0, say, NULL, NULL                                                     \
	}
#define TIME(name, time, caption)                                                                            \
	{                                                                                                    \
		name, caption, 19, 0, NULL, time, name "Offset"                                              \
	}

const struct sheet_column sheet_columns[] = {
	SAY("container", 14, say_container, "The container's number"),
	WORD("eventCode", 10, code, "What happened: GTIN GTOT LOAD DISC ..."),
	SAY("classifier", 10, say_classifier, "ACT happened, EST expected, PLN planned"),
	TIME("happened", time_happened, "When"),
	SAY("precision", 10, say_precision, "How exactly: second minute hour day"),
	SAY("zoneFrom", 10, say_zone_source, "Who knows the offset: message sender place country nobody"),
	WORD("happenedText", 18, happened.text, "When, as received"),
	WORD("place", 9, place, "UN/LOCODE, or our own code"),
	SAY("placeName", 20, say_place_name, "Its name in English"),
	WORD("placeText", 20, place_text, "The place as received, where that differs or has no code"),
	WORD("facility", 12, facility, "The terminal or depot there"),
	WORD("facilityList", 10, facility_list, "Who keeps that code"),
	SAY("loadState", 10, say_load_state, "EMPTY LADEN"),
	SAY("mode", 9, say_mode, "VESSEL RAIL TRUCK BARGE AIR MULTIMODAL"),
	WORD("vehicleName", 20, transport.name, "The ship's or train's name"),
	WORD("imo", 10, transport.imo, "The ship's IMO number"),
	WORD("callSign", 10, transport.call_sign, "The ship's call sign"),
	WORD("voyage", 10, transport.voyage, "The voyage"),
	WORD("train", 12, transport.train, "The train's number"),
	WORD("wagon", 14, transport.wagon, "The wagon's number, or the road vehicle's"),
	WORD("carrier", 10, transport.carrier, "Who runs it"),
	WORD("transport", 24, transport.key, "The key of the dated transport"),
	WORD("call", 30, transport.call, "The key of its call"),
	WORD("sizeType", 9, size_type, "ISO 6346 size and type, or as said"),
	SAY("checkDigit", 10, say_check_digit, "Whether the number's check digit holds: valid invalid"),
	WORD("operator", 10, operator_code, "The container's operator"),
	WORD("movement", 14, movement, "EXPORT IMPORT TRANSSHIPMENT ..."),
	WORD("loadPlace", 10, load_place, "Where it is or was loaded"),
	WORD("dischargePlace", 14, discharge_place, "Where it is or was discharged"),
	WORD("destination", 12, destination, "Where it goes"),
	WORD("stowage", 10, stowage, "Cell on board, or position on the wagon"),
	SAY("references", 34, say_references, "Bookings, papers and the like, KIND:VALUE each"),
	SAY("seals", 18, say_seals, "ISSUER:NUMBER each"),
	SAY("measures", 18, say_measures, "WHAT:VALUE:UNIT each"),
	SAY("remarks", 40, say_remarks, "KIND:TEXT each"),
	WORD("sender", 14, sender, "Who said so"),
	WORD("document", 18, document, "In which message of theirs"),
	TIME("said", time_said, "When they said so"),
	SAY("function", 10, say_function, "original add change replace override"),
	TIME("recorded", time_recorded, "When it was learnt here"),
	SAY("eventType", 12, say_type, "EQUIPMENT TRANSPORT SHIPMENT"),
	SAY("otherSubject", 20, say_other_subject, "What it is about where that is no container"),
	SAY("eventID", 37, say_id, "The event's id here"),
};
const size_t sheet_column_count = sizeof sheet_columns / sizeof *sheet_columns;

void sheet_cell(
	struct text *out, const struct sheet_column *c, const struct emit_head *head, const struct emitted *e)
{
	if (c->time) {
		struct sheet_time t = c->time(e);

		if (t.at != INSTANT_NONE && t.zoned)
			instant_write(out, t.at, t.offset);
	} else if (c->say) {
		c->say(out, head, e);
	} else {
		const char *word;

		memcpy(&word, (const char *)e->event + c->member, sizeof word);
		if (word)
			text_say(out, word);
	}
}
