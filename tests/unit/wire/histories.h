/*
 * Histories that look random and are the same on every run, of events that a format has room for, and what
 * some bytes say as a history.
 */
#ifndef UNIT_WIRE_HISTORIES_H
#define UNIT_WIRE_HISTORIES_H

#include "base/arena.h"
#include "base/chance.h"
#include "base/text.h"
#include "codes/iso6346.h"
#include "wire/decode.h"
#include "wire/emit.h"
#include "wire/keys.h"

#include <stdio.h>
#include <stdlib.h>

struct history {
	struct arena arena;
	struct emitted *events;
	size_t count, room;
	struct text complaints; /* warnings and errors */
};

#define HISTORY_INIT                                                                                         \
	{                                                                                                    \
		ARENA_INIT, NULL, 0, 0, TEXT_INIT                                                            \
	}

/* Adds a copy that has its id. */
static inline void history_add(struct history *h, const struct event *event)
{
	struct event *e = arena_alloc(&h->arena, sizeof *e);

	*e = *event;
	event_keep(&h->arena, e);
	event_identify(e, e->sender);
	h->events = arena_grow(&h->arena, h->events, h->count, &h->room, sizeof *h->events);
	h->events[h->count++] = (struct emitted){e, INSTANT_NONE};
}

static inline void history_free(struct history *h)
{
	text_free(&h->complaints);
	arena_free(&h->arena);
	*h = (struct history)HISTORY_INIT;
}

/* ---- what bytes say ---- */

static inline void history_complain(void *self, const struct diagnostic *d)
{
	struct history *h = self;
	struct json j = {&h->complaints, false};

	if (d->severity != SEVERITY_INFORMATION)
		diagnostic_write(&j, d);
}

static inline bool history_message(void *self, const struct message *m)
{
	for (size_t i = 0; i < m->event_count; i++) {
		struct history *h = self;

		history_add(h, &m->events[i]);
		if (memcmp(h->events[h->count - 1].event->id, m->events[i].id, 16) != 0)
			text_say(&h->complaints, "its id is another's\n");
	}
	for (size_t i = 0; i < m->diagnostic_count; i++)
		history_complain(self, &m->diagnostics[i]);
	return true;
}

static inline void history_decode(
	struct history *h, const struct decode_world *world, const char *bytes, size_t n)
{
	struct decode_sink sink = {.self = h, .message = history_message, .diagnostic = history_complain};
	struct decoder *d = decoder_new("EDIFACT", world, NULL, &sink);

	decoder_feed(d, bytes, n);
	decoder_end(d);
	decoder_free(d);
}

static inline int history_by_line(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A line an event with all it says but for where it stood, sorted. */
static inline struct text history_lines(const struct history *h)
{
	char **lines = calloc(h->count + 1, sizeof *lines);
	struct text all = TEXT_INIT;

	for (size_t i = 0; i < h->count; i++) {
		struct event e = *h->events[i].event;
		struct text line = TEXT_INIT;
		struct json j = {&line, false};

		e.segment = 0;
		e.offset = 0;
		event_write(&j, &e);
		text_printf(&line, " said at %d\n", e.said_offset);
		lines[i] = line.bytes;
	}
	qsort(lines, h->count, sizeof *lines, history_by_line);
	for (size_t i = 0; i < h->count; i++) {
		text_say(&all, lines[i]);
		free(lines[i]);
	}
	free(lines);
	text_string(&all);
	return all;
}

/* ---- making them ---- */

struct maker {
	struct chance chance;
	struct arena *arena;
	const struct decode_world *world;
	bool latin; /* all texts are in ISO 8859-1 */
};

static inline bool one_in(struct maker *m, uint64_t n)
{
	return chance_below(&m->chance, n) == 0;
}

#define ANY_OF(m, list) ((list)[chance_below(&(m)->chance, sizeof(list) / sizeof *(list))])
/* One of them, or nothing. */
#define MAYBE(m, list) (one_in(m, 3) ? NULL : ANY_OF(m, list))

static inline const char *any_words(struct maker *m)
{
	static const char *const latin[] = {"GENERAL CARGO", "Käse + Wurst", "it's: 50 %? of *it*", "a  b",
		"café (Ø 3 m²)", "x", "A:B:C", "+49 203 'DUI'"};
	static const char *const all[] = {"ОБОРУДОВАНИЕ", "汽车零部件", "Şanlıurfa", "Łódź + Ж?",
		"家用电器: 'A+B'", "日本 \xF0\x9F\x9A\x86", "Ёлка*"};

	return m->latin || one_in(m, 2) ? ANY_OF(m, latin) : ANY_OF(m, all);
}

static inline const char *any_box(struct maker *m)
{
	char *code = arena_printf(m->arena, "LBDU%06u0", (unsigned)chance_below(&m->chance, 1000000));
	char digit = '0';

	if (iso6346_judge(code, &digit) == ISO6346_CHECK_FAILS)
		code[10] = digit;
	return code;
}

static inline instant any_instant(struct maker *m)
{
	return INT64_C(1767225600000000) + (instant)chance_below(&m->chance, 86400 * 360) * INSTANT_SECOND;
}

/* ---- when ---- */

static inline const char *digits(struct maker *m, const struct civil *c, int kind)
{
	switch (kind) {
	case 0:
		return arena_printf(
			m->arena, "%04d%02d%02d%02d%02d", c->year, c->month, c->day, c->hour, c->minute);
	case 1:
		return arena_printf(m->arena, "%04d%02d%02d%02d%02d%02d", c->year, c->month, c->day, c->hour,
			c->minute, c->second);
	case 2:
		return arena_printf(m->arena, "%04d%02d%02d", c->year, c->month, c->day);
	default:
		return arena_printf(m->arena, "%02d%02d%02d%02d%02d", c->year % 100, c->month, c->day,
			c->hour, c->minute);
	}
}

/* As messages say it: a local time by somebody's zone. */
static inline struct moment any_local(struct maker *m, const struct event *e)
{
	static const enum precision precisions[] = {
		PRECISION_MINUTE, PRECISION_SECOND, PRECISION_DAY, PRECISION_MINUTE};
	int kind = (int)chance_below(&m->chance, 4);
	struct moment w = {.precision = precisions[kind]};
	const struct zone *zone = zone_for(m->world, e->sender, "X", e->place, &w.zone_source);
	struct civil c = instant_to_civil(any_instant(m), 0);

	if (kind != 1)
		c.second = 0;
	if (kind == 2)
		c.hour = c.minute = 0;
	w.offset = zone ? zone_offset_of_local(zone, &c) : 0;
	w.at = civil_to_instant(&c, w.offset);
	w.text = digits(m, &c, kind);
	return w;
}

/* With its own offset, as EDIFACT and as RFC 3339 have it. */
static inline struct moment any_zoned(struct maker *m, bool rfc)
{
	static const int offsets[] = {0, 8 * 3600, -5 * 3600, 19800, -12600, 3 * 3600};
	struct moment w = {.offset = ANY_OF(m, offsets), .zone_source = ZONE_IN_MESSAGE};
	struct civil c = instant_to_civil(any_instant(m), w.offset);
	int minutes = (w.offset < 0 ? -w.offset : w.offset) / 60;
	char sign = w.offset < 0 ? '-' : '+';

	w.precision = rfc ? PRECISION_SECOND : PRECISION_MINUTE;
	if (!rfc)
		c.second = 0;
	else if (one_in(m, 2))
		c.micro = (int)chance_below(&m->chance, 1000000);
	w.at = civil_to_instant(&c, w.offset);
	if (rfc) {
		struct text t = TEXT_INIT;

		instant_write(&t, w.at, w.offset);
		w.text = arena_strdup(m->arena, text_string(&t));
		text_free(&t);
	} else {
		w.text = arena_printf(
			m->arena, "%s%c%02d%02d", digits(m, &c, 0), sign, minutes / 60, minutes % 60);
	}
	return w;
}

/* ---- where, on what ---- */

static inline void any_place(struct maker *m, struct event *e)
{
	static const char *const codes[] = {
		"CNLYG", "DEDUI", "XXIAP", "XLYGB", "KRPUS", "NLRTM", "USNYC", "GBFXT"};
	static const char *const lists[] = {"SMDG", "BIC", "ZZZ", "6", "306", "TERMINALS", NULL};
	static const char *const facilities[] = {"LNOCT", "T+1", "DEPOT 7"};

	if (!one_in(m, 8))
		e->place = ANY_OF(m, codes);
	if (one_in(m, 4))
		e->place_text = e->place ? "722400" : any_words(m);
	if (one_in(m, 2)) {
		e->facility = ANY_OF(m, facilities);
		e->facility_list = ANY_OF(m, lists);
	}
}

static inline void any_ship(struct maker *m, struct transport_ref *t)
{
	static const char *const imos[] = {"9314703", "9227273"};
	static const char *const names[] = {"EASTERN GATEWAY", "PACIFIC 'LANTERN'"};

	t->mode = one_in(m, 3) ? MODE_BARGE : MODE_VESSEL;
	t->imo = MAYBE(m, imos);
	t->call_sign = one_in(m, 3) ? "3ERX3" : NULL;
	t->name = MAYBE(m, names);
	t->voyage = one_in(m, 5) ? NULL : one_in(m, 4) ? "VOYAGE-OF-MANY-LETTERS-1" : "024W";
}

static inline void any_train(struct maker *m, struct transport_ref *t)
{
	static const char *const trains[] = {"X8005", "1401", "ПОЕЗД 7", "TRAIN-OF-MANY-LETTERS-1"};
	static const char *const wagons[] = {"94867538", "318145637890", "5225716"};

	t->mode = MODE_RAIL;
	t->train = m->latin ? "X8005" : MAYBE(m, trains);
	t->wagon = MAYBE(m, wagons);
	t->voyage = one_in(m, 4) ? "024W" : NULL;
	t->name = one_in(m, 4) && (!t->wagon || strlen(t->wagon) <= 9) ? "BLOCK TRAIN" : NULL;
}

static inline void any_transport(struct maker *m, struct event *e, bool dated)
{
	static const char *const carriers[] = {"LBL", "UTY", "CR"};
	struct transport_ref *t = &e->transport;
	struct civil day = instant_to_civil(any_instant(m), 0);
	bool too_long;

	switch (dated ? chance_below(&m->chance, 2) : chance_below(&m->chance, 5)) {
	case 0:
		any_ship(m, t);
		break;
	case 1:
		any_train(m, t);
		break;
	case 2:
		t->mode = MODE_TRUCK;
		t->wagon = one_in(m, 3) ? "陕A16731" : one_in(m, 2) ? "PLATE-OF-MANY-LETTERS" : NULL;
		if (m->latin)
			t->wagon = "SU-G 4711";
		break;
	case 3:
		t->mode = one_in(m, 2) ? MODE_MULTIMODAL : MODE_AIR;
		break;
	default:
		return;
	}
	t->carrier = MAYBE(m, carriers);
	t->key = transport_key_of(m->arena, t, one_in(m, 4) ? NULL : &day, &too_long);
	t->call = transport_call_of(m->arena, t->key, e->place);
}

/* ---- what else ---- */

#define LISTED(m, e, member, list)                                                                           \
	do {                                                                                                 \
		size_t n_ = chance_below(&(m)->chance, sizeof(list) / sizeof *(list) + 1);                   \
		(e)->member##s = n_ ? arena_alloc_array((m)->arena, n_, sizeof *(e)->member##s) : NULL;      \
		for (size_t i_ = 0; i_ < n_; i_++)                                                           \
			(e)->member##s[i_] = (list)[i_];                                                     \
		(e)->member##_count = n_;                                                                    \
	} while (0)

static inline void any_papers(struct maker *m, struct event *e)
{
	static const struct reference references[] = {{"BKG", "BK+4711"}, {"TRD", "LBBUSDUI0601"},
		{"WAYBILL", "СМГС 12"}, {"ABC", "1:2"}, {"CALL", "0c2f1d60-6ad3-4d0b-8a50-2d6d6f3d1a55"}};
	static const struct reference latin[] = {{"CUSTOMS", "26DE'1"}, {"SERVICE", "AE-7"}};
	static const char *const apart[] = {"TMD:3", "DAR:DOOR DENTED", "DGS:IMD 3 1203"};
	const char *remarks[] = {arena_printf(m->arena, "AAA:%s", any_words(m)), "STS:24 Departed",
		arena_printf(m->arena, "REASON:%s", any_words(m))};

	if (m->latin)
		LISTED(m, e, reference, latin);
	else
		LISTED(m, e, reference, references);
	if (one_in(m, 2))
		LISTED(m, e, remark, remarks);
	else
		LISTED(m, e, remark, apart);
}

static inline void any_load(struct maker *m, struct event *e, bool climate)
{
	static const char *const operators[] = {"OOL", "ZHK"}, *const sizes[] = {"45G1", "22R1"},
				 *const movements[] = {"EXPORT", "IMPORT", "TRANSSHIPMENT", "DELIVERED"},
				 *const cells[] = {"0210406", "POS:1"};
	static const char *seals[] = {"CA:AB'12", ":77", "SH:Z-1"};
	static const char *long_seals[] = {"CA:12345678901234", "SEAL", "SH:1"};
	static const char *measures[] = {
		"G:15400:KGM", "VGM:15.4:TNE", "LAT:34.71:", "LENGTH:12.2:MTR", "HEIGHT:2.9:MTR"};
	static const char *cold[] = {
		"T:3800:KGM", "WIDTH:2.4:MTR", "TEMP:-18:CEL", "MIN:-20:CEL", "MAX:-15:CEL", "MAX:4:FAH"};

	e->load_state = (enum load_state)chance_below(&m->chance, LOAD_STATES);
	e->size_type = MAYBE(m, sizes);
	e->movement = MAYBE(m, movements);
	e->operator_code = MAYBE(m, operators);
	e->stowage = MAYBE(m, cells);
	if (one_in(m, 4))
		LISTED(m, e, seal, long_seals);
	else
		LISTED(m, e, seal, seals);
	if (climate && one_in(m, 2))
		LISTED(m, e, measure, cold);
	else
		LISTED(m, e, measure, measures);
}

static inline void any_way(struct maker *m, struct event *e)
{
	static const char *const places[] = {"CNLYG", "KRPUS", "DEDUI", "XXIAP", "somewhere + else"};

	e->load_place = MAYBE(m, places);
	e->discharge_place = MAYBE(m, places);
	e->destination = MAYBE(m, places);
}

/* What heads a message: the same for several events. */
static inline struct event any_head(struct maker *m)
{
	static const char *const senders[] = {"LYGTERM", "Порт Восточный", "连云港", "A+B:C'D?E*",
		"A terminal whose name has more than thirty-five letters"};
	static const char *const documents[] = {"GATE77", "0c2f1d60-6ad3-4d0b-8a50-2d6d6f3d1a55", "Акт № 7",
		"a document whose number has more than thirty-five letters"};
	struct event e = {
		.said = any_instant(m) + 400 * INSTANT_DAY, .said_offset = one_in(m, 2) ? 8 * 3600 : -12600};

	e.said -=
		one_in(m, 2) ? e.said % (60 * INSTANT_SECOND) : -(instant)chance_below(&m->chance, 2) * 1234;
	e.function = (enum function)chance_below(&m->chance, FUNCTION_OVERRIDE);
	e.sender = m->latin ? "Zürich" : ANY_OF(m, senders);
	e.document = m->latin ? "DOC" : MAYBE(m, documents);
	return e;
}

static inline void box_event_make(struct maker *m, struct event *e, const char *code, bool climate)
{
	e->subject_kind = SUBJECT_CONTAINER;
	e->subject = any_box(m);
	e->code = code;
	e->type = strcmp(code, "ARRI") == 0 || strcmp(code, "DEPA") == 0 ? EVENT_TRANSPORT : EVENT_EQUIPMENT;
	any_load(m, e, climate);
}

static inline void any_time(struct maker *m, struct event *e, bool rfc_too)
{
	uint64_t kind = chance_below(&m->chance, rfc_too ? 4 : 3);

	e->happened = kind == 2 ? any_zoned(m, false) : kind == 3 ? any_zoned(m, true) : any_local(m, e);
}

static inline void gate_make(struct maker *m, struct history *h, struct event e)
{
	any_place(m, &e);
	any_time(m, &e, true);
	any_transport(m, &e, false);
	any_papers(m, &e);
	any_way(m, &e);
	box_event_make(m, &e, one_in(m, 2) ? "GTIN" : "GTOT", true);
	history_add(h, &e);
}

/* A voyage's call, a box on or off, or both halves of a restow. */
static inline void quay_make(struct maker *m, struct history *h, struct event e)
{
	any_place(m, &e);
	any_transport(m, &e, true);
	if (e.transport.key && one_in(m, 4)) {
		any_time(m, &e, false);
		e.subject_kind = SUBJECT_TRANSPORT;
		e.subject = e.transport.key;
		e.type = EVENT_TRANSPORT;
		e.code = one_in(m, 2) ? "ARRI" : "DEPA";
		e.classifier = (enum classifier)chance_below(&m->chance, CLASSIFIERS);
		history_add(h, &e);
		return;
	}
	any_time(m, &e, true);
	any_papers(m, &e);
	any_way(m, &e);
	box_event_make(m, &e, one_in(m, 2) ? "LOAD" : "DISC", true);
	if (one_in(m, 4)) {
		e.movement = "RESTOW";
		e.code = "DISC";
		history_add(h, &e);
		e.code = "LOAD";
	}
	history_add(h, &e);
}

static inline void status_make(struct maker *m, struct history *h, struct event e)
{
	static const char *const subjects[] = {"BKG:4006531400", "TRD:Ж+1", "EVENT:0c2f1d60", "INV:7"};
	static const char *const codes[] = {"RECE", "CONF", "HOLD", "NOTE", "ARRI", "SURRENDERED"};
	size_t known = 0;

	while (event_codes[known])
		known++;
	any_place(m, &e);
	any_time(m, &e, true);
	any_transport(m, &e, false);
	any_papers(m, &e);
	any_way(m, &e);
	e.classifier = (enum classifier)chance_below(&m->chance, CLASSIFIERS);
	if (one_in(m, 5)) {
		e.subject_kind = one_in(m, 2) && e.transport.key ? SUBJECT_TRANSPORT : SUBJECT_DOCUMENT;
		e.subject = e.subject_kind == SUBJECT_TRANSPORT ? e.transport.key
			    : m->latin                          ? "BKG:4006531400"
								: ANY_OF(m, subjects);
		e.type = e.subject_kind == SUBJECT_TRANSPORT ? EVENT_TRANSPORT : EVENT_SHIPMENT;
		e.code = ANY_OF(m, codes);
	} else {
		box_event_make(
			m, &e, one_in(m, 9) ? "SMOKE" : event_codes[chance_below(&m->chance, known)], false);
	}
	history_add(h, &e);
}

/* Some heads, some events under each. */
static inline void history_make(
	struct history *h, const struct decode_world *world, const char *format, uint64_t seed)
{
	struct maker m = {{seed}, &h->arena, world, seed % 4 == 0};
	struct event top = any_head(&m);

	for (uint64_t n = 1 + chance_below(&m.chance, 40); n; n--) {
		if (one_in(&m, 5))
			top = any_head(&m);
		if (strcmp(format, "CODECO") == 0)
			gate_make(&m, h, top);
		else if (strcmp(format, "COARRI") == 0)
			quay_make(&m, h, top);
		else
			status_make(&m, h, top);
	}
}

#endif
