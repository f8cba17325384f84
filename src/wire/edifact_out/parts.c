#include "wire/edifact_out/parts.h"

#include "codes/locode.h"
#include "wire/edifact/when.h"
#include "wire/keys.h"

#include <stdio.h>

/* ---- fields ---- */

/* FTX: 4451, 4453, C107 (4441, 1131, 3055), C108 (4440 an..512). */
void put_field(struct segments *s, enum own_field field, const char *value)
{
	char text[MOST_VALUE + 1];
	size_t n = value_fitting(value, MOST_VALUE);

	memcpy(text, value, n);
	text[n] = '\0';
	segment_open(s, "FTX");
	segment_element(s, "ZZZ", 3);
	segment_skip(s, 1);
	segment_element(s, own_field_names[field], 17);
	segment_component(s, OWN_NAME, 17);
	segment_component(s, "ZZZ", 3);
	segment_element(s, text, 512);
	segment_close(s);
}

/* ---- times ---- */

/* An offset as "UTC", "+08", "-0330". */
static void zone_words(char words[8], int offset)
{
	int minutes = (offset < 0 ? -offset : offset) / 60;

	if (!minutes)
		snprintf(words, 8, "UTC");
	else if (minutes % 60)
		snprintf(words, 8, "%c%02d%02d", offset < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
	else
		snprintf(words, 8, "%c%02d", offset < 0 ? '-' : '+', minutes / 60 % 100);
}

static void put_dtm(struct segments *s, const char *qualifier, const char *value, const char *format)
{
	segment_open(s, "DTM");
	segment_element(s, qualifier, 3);
	segment_component(s, value, 35);
	segment_component(s, format, 3);
	segment_close(s);
}

/* A clock's time by its digits, with its offset where one is told. */
static void put_clock(
	struct segments *s, const char *qualifier, const struct civil *c, const int *offset, bool seconds)
{
	char value[48], zone[8] = "";

	if (offset)
		zone_words(zone, *offset);
	if (seconds)
		snprintf(value, sizeof value, "%04d%02d%02d%02d%02d%02d%s", c->year, c->month, c->day,
			c->hour, c->minute, c->second, zone);
	else
		snprintf(value, sizeof value, "%04d%02d%02d%02d%02d%s", c->year, c->month, c->day, c->hour,
			c->minute, zone);
	put_dtm(s, qualifier, value, offset ? seconds ? "304" : "303" : seconds ? "204" : "203");
}

static void put_day(struct segments *s, const char *qualifier, const struct civil *c)
{
	char value[48];

	snprintf(value, sizeof value, "%04d%02d%02d", c->year, c->month, c->day);
	put_dtm(s, qualifier, value, "102");
}

bool put_time(struct segments *s, const char *qualifier, const struct moment *m)
{
	const char *format = m->text ? told_format(m) : NULL;
	bool zoned = m->zone_source == ZONE_IN_MESSAGE;
	struct civil c = instant_to_civil(m->at, m->offset);

	if (format)
		put_dtm(s, qualifier, m->text, format);
	else if (m->precision == PRECISION_DAY && !c.hour && !c.minute && !c.second)
		put_day(s, qualifier, &c);
	else
		put_clock(s, qualifier, &c, zoned ? &m->offset : NULL,
			m->precision == PRECISION_SECOND || c.second);
	return format || !m->text;
}

/* ---- the message ---- */

static const char *function_code(enum function function)
{
	static const char *const codes[FUNCTIONS] = {"9", "1", "2", "4", "5", "5", "1"};

	return codes[function];
}

/* 1004 an..35: a document that is longer may fit without its hyphens, as a UUID does. */
static void put_document(struct segments *s, const char *document)
{
	char bare[36];
	size_t n = 0;

	if (!document || value_fits(document, 35)) {
		segment_element(s, document, 35);
		return;
	}
	for (const char *c = document; *c && n < sizeof bare; c++)
		if (*c != '-')
			bare[n++] = *c;
	if (n == sizeof bare)
		n = 0;
	bare[n] = '\0';
	segment_element(s, bare, 35);
}

static void put_said(struct segments *s, const struct event *e)
{
	struct civil c = instant_to_civil(e->said, e->said_offset);
	struct text exact = TEXT_INIT;

	put_clock(s, "137", &c, &e->said_offset, c.second || c.micro);
	if (!c.micro)
		return;
	instant_write(&exact, e->said, e->said_offset);
	put_field(s, OWN_SAID, text_string(&exact));
	text_free(&exact);
}

void put_begin(struct segments *s, const char *document_code, const struct event *e)
{
	segment_open(s, "BGM");
	segment_element(s, document_code, 3);
	put_document(s, e->document);
	segment_element(s, function_code(e->function), 3);
	segment_close(s);
	put_said(s, e);
	if (e->document && !value_fits(e->document, 35))
		put_field(s, OWN_DOCUMENT, e->document);
	if (!value_fits(e->sender, 35))
		put_field(s, OWN_SENDER, e->sender);
}

void put_sender(struct segments *s, const struct event *e)
{
	segment_open(s, "NAD");
	segment_element(s, "MS", 3);
	segment_element(s, e->sender, 35);
	segment_close(s);
}

/* ---- places ---- */

/* C517: 3225 an..25, 1131, 3055, 3224 an..256. */
static void put_spot(struct segments *s, const char *qualifier, const char *code, const char *text)
{
	bool own = code && *code == 'X'; /* ISO 3166-1 leaves XA to XZ to the user */

	segment_open(s, "LOC");
	segment_element(s, qualifier, 3);
	segment_element(s, code, 25);
	segment_component(s, !code ? NULL : own ? "ZZZ" : "139", 17);
	segment_component(s, !code ? NULL : own ? "ZZZ" : "6", 3);
	segment_component(s, text, 256);
}

#define LIST_CHARACTERS 17

/* Of a list's name as much as there is room for: what is left tells which list it is to those who read it. */
static const char *list_told(const char *list, char room[LIST_CHARACTERS * 4 + 1])
{
	size_t n = 0, left = list ? strlen(list) : 0;

	for (size_t i = 0, k; i < LIST_CHARACTERS && left; i++, n += k, left -= k) {
		k = utf8_length(list + n, left);
		k = k ? k : 1;
	}
	while (n && list[n - 1] == ' ')
		n--;
	memcpy(room, list ? list : "", n);
	room[n] = '\0';
	return n ? room : NULL;
}

/* C519: 3223 an..25, 1131 an..17, 3055 an..3. */
static void put_facility(struct segments *s, const char *code, const char *name)
{
	char room[LIST_CHARACTERS * 4 + 1];
	const char *list = list_told(name, room);
	bool smdg = list && strcmp(list, "SMDG") == 0, bic = list && strcmp(list, "BIC") == 0;
	/* 306 and 20 are agencies only under those names */
	bool agency = list && strlen(list) <= 3 && strcmp(list, "306") != 0 && strcmp(list, "20") != 0;

	segment_element(s, code, 25);
	segment_component(s, !smdg && !bic && !agency ? list : NULL, LIST_CHARACTERS);
	segment_component(s, smdg ? "306" : bic ? "20" : agency ? list : NULL, 3);
}

void put_here(struct segments *s, const char *qualifier, const struct event *e)
{
	bool code = e->place && locode_shape(e->place);

	put_spot(s, qualifier, code ? e->place : NULL, e->place_text || code ? e->place_text : e->place);
	if (e->facility)
		put_facility(s, e->facility, e->facility_list);
	segment_close(s);
}

void put_place(struct segments *s, const char *qualifier, const char *name)
{
	bool code = name && locode_shape(name);

	if (!name)
		return;
	put_spot(s, qualifier, code ? name : NULL, code ? NULL : name);
	segment_close(s);
}

/* LOC+147: 3225 an..25. */
void put_cell(struct segments *s, const char *stowage)
{
	if (!stowage)
		return;
	segment_open(s, "LOC");
	segment_element(s, "147", 3);
	segment_element(s, stowage, 25);
	segment_close(s);
}

/* ---- transport ---- */

static const char *fitting(const char *value, size_t most, bool has_room)
{
	return has_room && value_fits(value, most) ? value : NULL;
}

/* What the segments have room for: a truck has a plate and a train a number, ships have the rest. */
static struct transport_ref sayable(const struct transport_ref *t)
{
	bool truck = t->mode == MODE_TRUCK, rail = t->mode == MODE_RAIL;
	struct transport_ref said = *t;

	said.voyage = fitting(t->voyage, 35, true);
	said.train = fitting(t->train, 35, rail);
	said.wagon = fitting(t->wagon, 35, truck || rail);
	said.call_sign = fitting(t->call_sign, 35, true);
	said.imo = fitting(t->imo, 9, !truck && !rail);
	if (truck || (rail && t->wagon && !value_fits(t->wagon, 9)))
		said.name = NULL;
	return said;
}

static bool told_of(const struct transport_ref *t)
{
	return t->mode || t->imo || t->call_sign || t->name || t->voyage || t->carrier || t->train ||
	       t->wagon;
}

/* C222: 8213 an..9, 1131, 3055, 8212 an..35. */
static void put_means(struct segments *s, const struct transport_ref *t)
{
	bool land = t->mode == MODE_TRUCK || t->mode == MODE_RAIL, longer = !value_fits(t->wagon, 9);
	const char *sign = fitting(t->call_sign, 9, !land && !t->imo);

	segment_skip(s, 2);
	if (land && t->wagon) {
		segment_element(s, longer ? NULL : t->wagon, 9);
		segment_component(s, longer ? OWN_WAGON : NULL, 17);
		segment_component(s, NULL, 0);
		segment_component(s, longer ? t->wagon : t->name, 35);
	} else {
		segment_element(s, t->imo ? t->imo : sign, 9);
		segment_component(s, t->imo ? "146" : sign ? "103" : NULL, 17);
		segment_component(s, t->imo ? "11" : NULL, 3);
		segment_component(s, t->name, 35);
	}
}

static void put_number(struct segments *s, const char *qualifier, const char *value)
{
	segment_open(s, "RFF");
	segment_element(s, qualifier, 3);
	segment_component(s, value, 35);
	segment_close(s);
}

/* The day a train runs is the end of its key. */
static bool running_day(const struct transport_ref *t, struct civil *c)
{
	size_t n = t->key ? strlen(t->key) : 0;

	*c = (struct civil){0};
	return t->mode == MODE_RAIL && n > 10 && value_fits(t->train, 35) &&
	       sscanf(t->key + n - 10, "%4d-%2d-%2d", &c->year, &c->month, &c->day) == 3 && civil_valid(c);
}

static void put_running_day(struct segments *s, const struct transport_ref *t)
{
	struct civil c;

	if (running_day(t, &c))
		put_day(s, "136", &c);
}

bool key_comes_back(const struct transport_ref *t)
{
	struct transport_ref said = sayable(t);
	struct arena a = ARENA_INIT;
	struct civil day;
	bool dated = running_day(t, &day), too_long, same;
	const char *key;

	said.name = fitting(said.name, 35, true);
	key = transport_key_of(&a, &said, dated ? &day : NULL, &too_long);
	same = key && strcmp(key, t->key) == 0;
	arena_free(&a);
	return same;
}

/* What the TDT itself has no room for. */
static void put_numbers(struct segments *s, const struct transport_ref *t)
{
	bool rail = t->mode == MODE_RAIL, land = rail || t->mode == MODE_TRUCK;

	if (t->voyage && (rail || !value_fits(t->voyage, 17)))
		put_number(s, "VON", t->voyage);
	if (t->train && !value_fits(t->train, 17))
		put_number(s, OWN_TRAIN, t->train);
	if (t->call_sign && (t->imo || land || !value_fits(t->call_sign, 9)))
		put_number(s, OWN_CALL_SIGN, t->call_sign);
}

void put_transport(struct segments *s, const struct transport_ref *transport, bool must)
{
	static const char *const modes[MODES] = {NULL, "1", "2", "3", "8", "4", "6"};
	const struct transport_ref said = sayable(transport), *t = &said;
	bool sea = t->mode == MODE_VESSEL || t->mode == MODE_BARGE;

	if (!must && !told_of(t))
		return;
	segment_open(s, "TDT");
	segment_element(s, must || sea ? "20" : "1", 3);
	segment_element(s, fitting(t->mode == MODE_RAIL ? t->train : t->voyage, 17, true), 17);
	segment_element(s, modes[t->mode], 3);
	segment_skip(s, 1);
	segment_element(s, t->carrier, 17);
	segment_component(s, t->carrier ? "172" : NULL, 17);
	segment_component(s, t->carrier ? "ZZZ" : NULL, 3);
	put_means(s, t);
	segment_close(s);
	put_running_day(s, t);
	put_numbers(s, t);
}
