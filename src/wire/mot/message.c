#include "wire/mot/message.h"

#include "codes/code.h"
#include "codes/imo.h"
#include "codes/locode.h"
#include "wire/keys.h"

#include <stdlib.h>
#include <string.h>

#define BEIJING (8 * 3600) /* one clock in all of China, since 1991 without summer time */

struct making_at mot_at(const struct mot_record *record, unsigned place)
{
	static const char *const tags[100] = {
#define TEN(d) #d "0", #d "1", #d "2", #d "3", #d "4", #d "5", #d "6", #d "7", #d "8", #d "9"
		TEN(0), TEN(1), TEN(2), TEN(3), TEN(4), TEN(5), TEN(6), TEN(7), TEN(8), TEN(9)
#undef TEN
	};

	return (struct making_at){.tag = record->id >= 0 ? tags[record->id] : NULL,
		.segment = record->segment,
		.element = place <= record->count ? place : 0,
		.offset = place && place <= record->count ? record->field[place - 1].offset : record->offset};
}

const char *mot_said(const struct mot_record *record, unsigned place)
{
	const char *text = mot_text(record, place);

	return *text && strcmp(text, "NONE") != 0 ? text : NULL;
}

const char *mot_key(struct mot_reading *r, const struct mot_record *record, unsigned place)
{
	const char *said = mot_said(record, place);
	struct making_at at = mot_at(record, place);

	if (!said || strlen(said) <= MOT_KEY)
		return said;
	making_say(&r->m, SEVERITY_WARNING, "value-too-long", &at, NULL,
		"%zu bytes are too long for this: it was passed over", strlen(said));
	return NULL;
}

const char *mot_place(const struct mot_spot *s)
{
	return s->code ? s->code : s->text;
}

/* Said once a message: it resolves itself when the place is added. */
static void place_check(struct mot_reading *r, const struct mot_spot *s, const struct making_at *at)
{
	const struct decode_world *w = r->m.world;
	const char *name = mot_place(s);

	if (!name || (s->code && (!w->knows_place || w->knows_place(w->self, s->code))))
		return;
	for (size_t i = 0; i < r->asked_count; i++)
		if (strcmp(r->asked[i], name) == 0)
			return;
	if (r->asked_count == MOT_ASKED)
		return;
	r->asked[r->asked_count++] = name;
	making_unknown(&r->m, CODES_PLACE, name, at);
	making_say(&r->m, SEVERITY_INFORMATION, s->code ? "place-unknown" : "place-unread", at, NULL,
		s->code ? "%s is no place we know: it was kept as received"
			: "\"%s\" is no UN/LOCODE: it was kept as received",
		name);
}

struct mot_spot mot_spot_read(struct mot_reading *r, const struct mot_record *record, unsigned code)
{
	const struct decode_world *w = r->m.world;
	const char *raw = mot_said(record, code), *name = mot_said(record, code + 1), *place = NULL;
	struct making_at at = mot_at(record, code);
	char upper[6] = "";
	struct mot_spot s = {raw ? making_meaning(&r->m, CODES_PLACE, raw) : NULL, NULL};

	if (!s.code && raw && strlen(raw) == 5)
		for (size_t i = 0; i < 5; i++)
			upper[i] = raw[i] >= 'a' && raw[i] <= 'z' ? (char)(raw[i] - 32) : raw[i];
	if (*upper && locode_shape(upper)) {
		place = w->place_called ? w->place_called(w->self, "UNLOCODE", upper) : NULL;
		s.code = arena_strdup(r->m.arena, place ? place : upper);
	}
	if (!s.code || strcmp(s.code, raw) != 0)
		s.text = raw ? raw : name;
	place_check(r, &s, &at);
	return s;
}

/* CCYYMMDDhhmmss, as much of it as there is; 6 and 10 digits have no century. */
static bool digits_read(const char *s, struct civil *c, enum precision *precision)
{
	size_t n = strlen(s), century = n == 6 || n == 10 ? 0 : 2;
	int part[7] = {0};

	if (strspn(s, "0123456789") != n || (n != 6 && n != 8 && n != 10 && n != 12 && n != 14))
		return false;
	for (size_t i = 0; i < n; i += 2)
		part[i / 2] = (s[i] - '0') * 10 + s[i + 1] - '0';
	*c = (struct civil){.year = century ? part[0] * 100 + part[1] : 2000 + part[0]};
	c->month = part[century ? 2 : 1];
	c->day = part[century ? 3 : 2];
	c->hour = n >= 10 ? part[century ? 4 : 3] : 0;
	c->minute = n >= 10 ? part[century ? 5 : 4] : 0;
	c->second = n == 14 ? part[6] : 0;
	*precision = n <= 8 ? PRECISION_DAY : n == 14 ? PRECISION_SECOND : PRECISION_MINUTE;
	return c->year >= 1990 && civil_valid(c);
}

struct moment mot_moment(
	struct mot_reading *r, const char *text, const struct making_at *at, const struct mot_spot *spot)
{
	struct moment m = {INSTANT_NONE, 0, PRECISION_MINUTE, ZONE_NOBODY, NULL};
	const struct zone *zone;
	struct civil c;

	if (!text)
		return m;
	if (!digits_read(text, &c, &m.precision)) {
		making_say(&r->m, SEVERITY_WARNING, "date-invalid", at, NULL,
			"\"%.40s\" is no date: it was passed over", text);
		return m;
	}
	zone = making_zone(&r->m, "time");
	m.zone_source = ZONE_OF_SENDER;
	if (!zone)
		zone = zone_for(r->m.world, r->m.message.sender, r->m.message.type, spot ? spot->code : NULL,
			&m.zone_source);
	m.offset = zone ? zone_offset_of_local(zone, &c) : BEIJING;
	if (!zone)
		m.zone_source = ZONE_OF_COUNTRY;
	m.at = civil_to_instant(&c, m.offset);
	m.text = text;
	return m;
}

const char *mot_container(struct mot_reading *r, const char *text, const struct making_at *at, bool *failed)
{
	struct code_answer a;
	const char *number;

	*failed = false;
	if (!text) {
		making_say(&r->m, SEVERITY_WARNING, "no-number", at, NULL,
			"a box without a number: it was passed over");
		return NULL;
	}
	a = code_judge(CODE_CONTAINER, text);
	number = arena_strdup(r->m.arena, *a.code ? a.code : text);
	*failed = a.verdict != CODE_HOLDS && a.verdict != CODE_WARNS;
	if (*failed)
		making_say(&r->m, SEVERITY_WARNING, "check-digit", at, number, "%s", a.text);
	return number;
}

static enum mot_kind kind_of(const char *type)
{
	enum mot_kind kind = 0;

	while (kind < MOT_KINDS && strcmp(mot_names[kind], type) != 0)
		kind++;
	return kind;
}

static void function_read(struct mot_reading *r, const struct mot_record *record)
{
	const char *said = mot_text(record, AT_FUNCTION);
	struct making_at at = mot_at(record, AT_FUNCTION);
	enum function *f = &r->m.message.function;

	if (strcmp(said, "9") == 0)
		*f = FUNCTION_ORIGINAL;
	else if (strcmp(said, "2") == 0)
		*f = FUNCTION_ADD;
	else if (strcmp(said, "3") == 0)
		*f = FUNCTION_CANCEL;
	else if (strcmp(said, "4") == 0)
		*f = FUNCTION_CHANGE;
	else
		making_say(&r->m, SEVERITY_WARNING, "function-unknown", &at, NULL,
			"\"%.20s\" is no function of a file (9 original, 2 added, 3 deleted, 4 changed): it "
			"was "
			"read as original",
			said);
}

/* Which way the boxes went, in English or Chinese; the first word that stands in the description. */
static const char *direction_of(enum mot_kind kind, const char *description)
{
	static const struct {
		enum mot_kind kind;
		const char *word, *code;
	} rows[] = {{MOT_COARRI, "DISC", "DISC"}, {MOT_COARRI, "UNLOAD", "DISC"},
		{MOT_COARRI, "LOAD", "LOAD"}, {MOT_COARRI, "卸", "DISC"}, {MOT_COARRI, "装", "LOAD"},
		{MOT_CODECO, "OUT", "GTOT"}, {MOT_CODECO, "IN", "GTIN"}, {MOT_CODECO, "出", "GTOT"},
		{MOT_CODECO, "进", "GTIN"}};
	char upper[128];
	size_t n = strlen(description);

	n = n < sizeof upper - 1 ? n : sizeof upper - 1;
	for (size_t i = 0; i < n; i++)
		upper[i] = description[i] >= 'a' && description[i] <= 'z' ? (char)(description[i] - 32)
									  : description[i];
	upper[n] = '\0';
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].kind == kind && strstr(upper, rows[i].word))
			return rows[i].code;
	return NULL;
}

/* Words that are no direction to everybody may be one to who sends them. */
static const char *direction_meant(struct mot_reading *r, const char *words)
{
	const struct decode_world *w = r->m.world;
	const struct partner *p = making_partner(&r->m);
	const struct status_asked asked = {{p ? p->name : NULL, r->m.message.sender}, "MOT", words};
	const struct status_code *row = w->status && *words ? w->status(w->self, &asked) : NULL;

	return row && row->event ? row->event : direction_of(r->kind, words);
}

static void direction_read(struct mot_reading *r, const struct mot_record *record)
{
	struct making_at at = mot_at(record, AT_DESCRIPTION);

	if (r->kind == MOT_BAPLIE)
		r->code = EVENT_ABOARD;
	else if (r->kind == MOT_COEDOR)
		r->code = EVENT_NOTE;
	else if (r->kind != MOT_IFCSUM)
		r->code = direction_meant(r, mot_text(record, AT_DESCRIPTION));
	if (r->code || r->kind == MOT_IFCSUM)
		return;
	if (mot_said(record, AT_DESCRIPTION))
		making_unknown(&r->m, CODES_STATUS, mot_said(record, AT_DESCRIPTION), &at);
	making_say(&r->m, SEVERITY_ERROR, "direction-missing", &at, NULL,
		"nothing says which way these boxes went (%s): the message was refused",
		r->kind == MOT_COARRI ? "DISCHARGE or LOAD" : "IN or OUT");
}

void mot_open(struct mot_reading *r, const struct mot_record *record)
{
	struct making_at type = mot_at(record, AT_TYPE), created = mot_at(record, AT_CREATED);
	struct interchange *envelope = arena_alloc(r->m.arena, sizeof *envelope);
	struct message *m = &r->m.message;
	struct moment said;

	m->type = mot_key(r, record, AT_TYPE);
	m->type = m->type ? m->type : "?";
	r->kind = kind_of(m->type);
	if (r->kind == MOT_KINDS) {
		making_say(&r->m, SEVERITY_ERROR, "message-type", &type, NULL,
			"%.20s is not taken as a platform file: of those BAPLIE, CODECO, COARRI, COEDOR and "
			"IFCSUM are",
			m->type);
		return;
	}
	envelope->sender = mot_key(r, record, AT_SENDER);
	envelope->recipient = mot_key(r, record, AT_RECIPIENT);
	envelope->prepared = INSTANT_NONE;
	m->interchange = envelope;
	m->sender = envelope->sender;
	function_read(r, record);
	direction_read(r, record);
	if (mot_said(record, AT_SENDER_PORT))
		r->port = (struct mot_spot){NULL, mot_said(record, AT_SENDER_PORT)};
	if (r->port.text && (locode_shape(r->port.text) || making_meaning(&r->m, CODES_PLACE, r->port.text)))
		r->port = mot_spot_read(r, record, AT_SENDER_PORT);
	r->created = mot_said(record, AT_CREATED);
	r->created_at = created;
	said = mot_moment(r, r->created, &created, &r->port);
	m->said = said.at;
	m->said_offset = said.offset;
}

/* "9227273" and "UN9227273" are IMO numbers. */
static void vessel_read(struct mot_reading *r, const char *code)
{
	const char *digits = code && strncmp(code, "UN", 2) == 0 ? code + 2 : code;

	if (digits && strlen(digits) == 7 && strspn(digits, "0123456789") == 7 && imo_holds(digits))
		r->ship.imo = digits;
	else
		r->vessel_code = code;
}

static void ship_read(struct mot_reading *r, const struct mot_record *record)
{
	struct message *m = &r->m.message;
	bool too_long;

	vessel_read(r, mot_key(r, record, AT_VESSEL_CODE));
	r->ship.mode = MODE_VESSEL;
	r->ship.name = mot_key(r, record, AT_VESSEL);
	r->ship.voyage = mot_key(r, record, AT_VOYAGE);
	r->ship.key = transport_key_of(r->m.arena, &r->ship, NULL, &too_long);
	r->arrives = mot_said(record, AT_ARRIVES);
	r->arrives_at = mot_at(record, AT_ARRIVES);
	r->sails = mot_said(record, AT_SAILS);
	r->sails_at = mot_at(record, AT_SAILS);
	r->departs = mot_spot_read(r, record, AT_DEPARTS_CODE);
	if (r->ship.name && r->ship.voyage && strlen(r->ship.name) + strlen(r->ship.voyage) < MOT_KEY - 10)
		m->reference = arena_printf(r->m.arena, "%s/%s", r->ship.name, r->ship.voyage);
	if (m->reference)
		m->document = arena_printf(r->m.arena, "%s %s", m->type, m->reference);
}

/* Told once a kind of record. */
static void unread(struct mot_reading *r, const struct mot_record *record)
{
	struct making_at at = mot_at(record, 1);

	if (record->id < 0)
		making_say(&r->m, SEVERITY_WARNING, "record-shape", &at, NULL,
			"a record begins with two digits: this one was passed over");
	else if (!r->unread[record->id])
		making_say(&r->m, SEVERITY_INFORMATION, "record-unread", &at, NULL,
			"records %02d of %s are none that are read here: they were passed over", record->id,
			r->m.message.type);
	if (record->id >= 0)
		r->unread[record->id] = true;
}

/* Whether the layout has such a record of this kind of message. */
static bool in_layout(enum mot_kind kind, int id)
{
	for (const struct mot_field *f = mot_fields; f->caption; f++)
		if ((f->kinds & 1u << kind) && (f->record[0] - '0') * 10 + f->record[1] - '0' == id)
			return true;
	return false;
}

void mot_take(struct mot_reading *r, const struct mot_record *record)
{
	struct making_at at = mot_at(record, 1);

	if (r->kind == MOT_KINDS)
		return;
	if (record->bad)
		making_say(&r->m, SEVERITY_WARNING, "character-set", &at, NULL,
			"bytes of this record are neither UTF-8 nor GB18030: U+FFFD stands for them");
	if (record->cut)
		making_say(&r->m, SEVERITY_WARNING, "value-cut", &at, NULL,
			"a field of this record has more than %u bytes: the rest was not kept", MOT_TEXT);
	if (record->id < 0 || !in_layout(r->kind, record->id))
		unread(r, record);
	else if (record->id == 10)
		ship_read(r, record);
	else if (record->id == 11)
		r->ship.carrier = mot_key(r, record, AT_LINE_CODE);
	else if (r->kind == MOT_IFCSUM)
		mot_bill_record(r, record);
	else
		mot_box_record(r, record);
}

void mot_close(struct mot_reading *r, const struct mot_record *record)
{
	struct making_at at = mot_at(record, AT_RECORDS);
	const char *said = mot_text(record, AT_RECORDS);

	if (r->kind == MOT_KINDS)
		return;
	mot_box_close(r);
	if (r->kind == MOT_IFCSUM)
		mot_manifest_close(r);
	if (strtoul(said, NULL, 10) != record->segment)
		making_say(&r->m, SEVERITY_WARNING, "count-mismatch", &at, NULL,
			"record 99 says %.20s records, %u are here", *said ? said : "no number of",
			record->segment);
	if (!r->m.event_count && !r->m.rejected)
		making_say(&r->m, SEVERITY_ERROR, "no-box", &at, NULL,
			"no box and no bill stands in this message: it was refused");
}
