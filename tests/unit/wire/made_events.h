/* Events made by chance, the same on every run: as decoders make them, with all that a format may have to
 * say, in scripts that a careless writer breaks. */
#ifndef UNIT_WIRE_MADE_EVENTS_H
#define UNIT_WIRE_MADE_EVENTS_H

#include "base/arena.h"
#include "base/chance.h"
#include "base/text.h"
#include "wire/dcsa_in/codes.h"
#include "wire/keys.h"

#include <string.h>

#define MADE_MOST 12

struct made {
	struct arena *arena;
	struct chance chance;
	struct event event;
	struct reference references[MADE_MOST];
	const char *seals[MADE_MOST], *measures[MADE_MOST], *remarks[MADE_MOST];
};

static inline uint64_t made_below(struct made *m, uint64_t n)
{
	return chance_below(&m->chance, n);
}

static inline bool made_one_in(struct made *m, uint64_t n)
{
	return made_below(m, n) == 0;
}

#define MADE_PICK(m, list) ((list)[made_below(m, sizeof(list) / sizeof *(list))])

/* 1 to `most` characters; blanks and line breaks only within. */
static inline const char *made_text(struct made *m, size_t most)
{
	static const char *const letters[] = {"A", "b", "7", "-", "/", "\"", "\\", "'", "+", ":", "?", "<",
		"{", "]", ",", "ж", "Щ", "连", "云", "é", "ß", "ÿ", "\xC2\xA0", "\xF0\x9F\x9A\xA2", "\x01",
		"\x1F", "\x7F", "@"};
	static const char *const inner[] = {" ", "\n", "\t", "\r"};
	size_t n = 1 + made_below(m, made_one_in(m, 8) ? most : most > 12 ? 12 : most);
	struct text t = TEXT_INIT;
	const char *s;

	for (size_t i = 0; i < n; i++)
		text_say(&t,
			i && i + 1 < n && made_one_in(m, 7) ? MADE_PICK(m, inner) : MADE_PICK(m, letters));
	s = arena_strdup(m->arena, text_string(&t));
	text_free(&t);
	return s;
}

/* Letters and digits, as numbers of voyages and trains are. */
static inline const char *made_number(struct made *m, size_t most)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
	size_t n = 1 + made_below(m, most);
	char *s = arena_alloc(m->arena, n + 1);

	for (size_t i = 0; i < n; i++)
		s[i] = letters[made_below(m, sizeof letters - 1)];
	return s;
}

static inline const char *made_code(struct made *m, enum code_list list)
{
	size_t n = 0;

	while (code_at(list, n))
		n++;
	return code_at(list, made_below(m, n))->code;
}

static inline bool made_has(const struct made *m, const char *kind, const char *value)
{
	for (size_t i = 0; i < m->event.reference_count; i++)
		if (strcmp(m->references[i].kind, kind) == 0 && strcmp(m->references[i].value, value) == 0)
			return true;
	return false;
}

static inline void made_reference(struct made *m, const char *kind, const char *value)
{
	if (m->event.reference_count < MADE_MOST && !made_has(m, kind, value))
		m->references[m->event.reference_count++] = (struct reference){kind, value};
}

static inline void made_remark(struct made *m, const char *kind, const char *text)
{
	m->remarks[m->event.remark_count++] = arena_printf(m->arena, "%s:%s", kind, text);
}

static inline void make_times(struct made *m)
{
	static const int offsets[] = {0, 28800, -18000, 20700, 32400, -34200};
	struct event *e = &m->event;
	struct text t = TEXT_INIT;

	e->happened.at = INT64_C(1700000000) * INSTANT_SECOND +
			 (int64_t)made_below(m, UINT64_C(100000000)) * INSTANT_SECOND +
			 (made_one_in(m, 4) ? (int64_t)made_below(m, 1000000) : 0);
	e->happened.offset = MADE_PICK(m, offsets);
	e->happened.zone_source = ZONE_IN_MESSAGE;
	e->said = e->happened.at + (int64_t)made_below(m, 100000000);
	e->said_offset = MADE_PICK(m, offsets);
	if (e->function == FUNCTION_OVERRIDE) { /* it came as JSON */
		instant_write(&t, e->happened.at, e->happened.offset);
		e->happened.text = arena_strdup(m->arena, text_string(&t));
		text_free(&t);
	} else {
		e->happened.text = "202602151130";
		e->happened.precision = PRECISION_MINUTE;
	}
}

static inline void make_place(struct made *m)
{
	static const char *const places[] = {"CNLYG", "KRPUS", "DEHAM", "KZDOS", "USNY2"};
	static const char *const lists[] = {"SMDG", "BIC", "OWN", NULL};
	struct event *e = &m->event;

	if (!made_one_in(m, 4))
		e->place = MADE_PICK(m, places);
	else if (made_one_in(m, 2))
		e->place_text = arena_printf(m->arena, "%s, at", made_text(m, 90));
	if (e->place && made_one_in(m, 3))
		made_remark(m, "LOC", made_text(m, 100));
	if (made_one_in(m, 2)) {
		e->facility = made_text(m, 6);
		e->facility_list = MADE_PICK(m, lists);
	}
	if (made_one_in(m, 5))
		made_remark(m, "FACILITY", made_text(m, 100));
	if (made_one_in(m, 5)) {
		m->measures[e->measure_count++] = "LAT:34.7500:DEG";
		m->measures[e->measure_count++] = "LON:-119.45:DEG";
	}
}

static inline void make_vehicle(struct made *m)
{
	static const char *const imos[] = {"9227273", "9321483", "9074729"};
	struct transport_ref *t = &m->event.transport;

	t->mode = (enum mode)made_below(m, MODES);
	if (t->mode == MODE_TRUCK) {
		t->wagon = made_one_in(m, 2) ? made_text(m, 15) : NULL;
	} else if (t->mode == MODE_RAIL) {
		t->train = made_text(m, 20);
		t->wagon = made_one_in(m, 2) ? made_number(m, 12) : NULL;
	} else if (t->mode != MODE_UNKNOWN) {
		t->voyage = made_one_in(m, 4) ? NULL : made_number(m, 12);
		t->imo = made_one_in(m, 2) ? MADE_PICK(m, imos) : NULL;
		t->name = made_one_in(m, 2) ? made_text(m, 35) : NULL;
		t->call_sign = made_one_in(m, 2) ? made_number(m, 7) : NULL;
		t->carrier = made_one_in(m, 2) ? made_number(m, 4) : NULL;
	}
}

/* The day that a train left is often another than that of the event. */
static inline void make_transport(struct made *m)
{
	struct event *e = &m->event;
	instant left = e->happened.at - (int64_t)made_below(m, 4) * INSTANT_DAY;
	struct civil day = instant_to_civil(left, e->happened.offset);
	bool too_long;

	make_vehicle(m);
	e->transport.key = transport_key_of(m->arena, &e->transport, &day, &too_long);
	e->transport.call = transport_call_of(m->arena, e->transport.key, e->place);
}

static inline void make_references(struct made *m)
{
	static const char *const kinds[] = {"BKG", "TRD", "SHI", "INV", "WAYBILL", "CUSTOMS", "RELEASE",
		"FORWARDER", "SHIPPER", "PO", "CR", "AAO", "CARRIER", "VOYAGE", "SERVICE", "CALL"};
	static const char *const known[] = {"SR12345A", "2301W", "FE1", "031E"};
	static const char *const boxes[] = {"CSQU3054383", "LBTU0000015", "TGHU1234567"};

	for (uint64_t n = made_below(m, 6); n; n--)
		made_reference(
			m, MADE_PICK(m, kinds), made_one_in(m, 3) ? MADE_PICK(m, known) : made_text(m, 100));
	for (uint64_t n = made_below(m, 3); n; n--)
		made_reference(m, "EQUIPMENT", MADE_PICK(m, boxes));
}

static inline void make_box(struct made *m)
{
	static const char *const sizes[] = {"22G1", "45G1", "42R1", "L5G1", NULL};
	static const char *const seals[] = {"CA", "SH", "CU", "TO", "AC"};
	static const char *const phases[] = {"EXPORT", "IMPORT", "TRANSSHIPMENT", NULL};
	struct event *e = &m->event;

	e->size_type = MADE_PICK(m, sizes);
	e->load_state = (enum load_state)made_below(m, LOAD_STATES);
	e->movement = MADE_PICK(m, phases);
	for (uint64_t n = made_below(m, 4); n; n--)
		m->seals[e->seal_count++] =
			made_one_in(m, 3)
				? made_number(m, 15)
				: arena_printf(m->arena, "%s:%s", MADE_PICK(m, seals), made_text(m, 15));
}

static inline void make_paper(struct made *m)
{
	static const char *const kinds[] = {"BKG", "TRD", "CBR", "INV", "CUS", "WAYBILL"};
	const char *kind = MADE_PICK(m, kinds), *value = made_text(m, 100);

	m->event.subject_kind = SUBJECT_DOCUMENT;
	m->event.subject = arena_printf(m->arena, "%s:%s", kind, value);
	made_reference(m, kind, value);
}

/* Of the container on it where it is about none of its own. */
static inline void make_subject(struct made *m)
{
	static const char *const boxes[] = {"CSQU3054383", "LBTU0000015", "MEDU7654321", "ABC12"};
	struct event *e = &m->event;

	e->subject_kind = SUBJECT_CONTAINER;
	e->subject = MADE_PICK(m, boxes);
	if (e->type == EVENT_SHIPMENT)
		make_paper(m);
	if (e->type != EVENT_TRANSPORT || made_one_in(m, 3))
		return;
	if (e->transport.key) {
		e->subject_kind = SUBJECT_TRANSPORT;
		e->subject = e->transport.key;
	} else if (made_one_in(m, 2)) {
		const char *call = made_text(m, 60);

		made_reference(m, "CALL", call);
		e->subject_kind = SUBJECT_TRANSPORT;
		e->subject = arena_printf(m->arena, "CALL:%s", call);
	}
}

static inline void make_code(struct made *m)
{
	static const enum code_list lists[] = {LIST_EQUIPMENT, LIST_OTHER, LIST_TRANSPORT, LIST_SHIPMENT};
	static const enum event_type types[] = {
		EVENT_EQUIPMENT, EVENT_EQUIPMENT, EVENT_TRANSPORT, EVENT_SHIPMENT};
	size_t i = made_below(m, 4);

	m->event.type = types[i];
	m->event.code = made_code(m, lists[i]);
	m->event.classifier = (enum classifier)made_below(m, CLASSIFIERS);
	if (m->event.function == FUNCTION_OVERRIDE && made_one_in(m, 10))
		m->event.code = "WEIGHED"; /* 3.0's lists are open */
}

/* The next event; it is the arena's and m's until the next. */
static inline struct event *make_event(struct made *m)
{
	struct event *e = &m->event;

	*e = (struct event){.references = m->references,
		.seals = m->seals,
		.measures = m->measures,
		.remarks = m->remarks,
		.function = made_one_in(m, 2) ? FUNCTION_OVERRIDE : FUNCTION_ORIGINAL};
	e->document = made_text(m, e->function == FUNCTION_OVERRIDE ? 120 : 30);
	if (e->function == FUNCTION_OVERRIDE)
		made_reference(m, "EVENT", e->document);
	make_times(m);
	make_code(m);
	make_place(m);
	make_transport(m);
	make_subject(m);
	make_references(m);
	make_box(m);
	if (e->type == EVENT_TRANSPORT || made_one_in(m, 8)) {
		made_remark(m, "DELAY", made_number(m, 3));
		made_remark(m, "CHANGE", made_text(m, 250));
	}
	if (made_one_in(m, 3))
		made_remark(m, "REASON", made_text(m, 250));
	event_identify(e, made_one_in(m, 4) ? "ЛБ ЛАЙН" : "LBL");
	return e;
}

#endif
