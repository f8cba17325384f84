#include "wire/rail/tgnl_list.h"

#include "codes/code.h"
#include "wire/keys.h"
#include "wire/rail/cyrillic.h"
#include "wire/rail/esr.h"
#include "wire/rail/tgnl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Fields of both kinds of lines, in the order of the layout. */
enum field {
#define FIELD(line, name, least, most, required, disposition, caption) line##_##name,
#include "wire/rail/tgnl_layout.def"
#undef FIELD
	FIELDS
};

#define TRAIN_FIELDS WAGON_LINE                /* those of the service phrase come first */
#define WAGON_FIELDS (WAGON_NOTE - WAGON_LINE) /* but for the note */
#define MOST_ASKED   16                        /* stations that are told of as unknown */

struct token {
	const char *s;
	size_t n;
};

struct list {
	struct making *m;
	const char *bytes;
	uint64_t offset;  /* of bytes */
	uint32_t segment; /* of the line under way, the service phrase is 1 */
	enum cyrillic_set set;
	struct token field[FIELDS]; /* n 0: not said; those of the train stay */
	char index[12];             /* eleven digits at most */
	struct moment departs;
	struct transport_ref transport; /* of the train */
	struct esr_station here;
	bool from_tail;
	long last_line, most_line;
	unsigned wagons, weighed;
	long weight; /* of those that were weighed */
	char asked[MOST_ASKED][7];
	size_t asked_count;
};

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool all_digits(struct token t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!is_digit(t.s[i]))
			return false;
	return t.n > 0;
}

static long number_of(struct token t)
{
	long n = 0;

	for (size_t i = 0; i < t.n && i < 9; i++)
		n = n * 10 + (t.s[i] - '0');
	return n;
}

/* The next run of bytes that are neither blank nor one of `also`, at or behind *s and before end. */
static struct token token_next(const char **s, const char *end, const char *also)
{
	struct token t;

	while (*s < end && (is_blank(**s) || strchr(also, **s)))
		++*s;
	t.s = *s;
	while (*s < end && !is_blank(**s) && !strchr(also, **s))
		++*s;
	t.n = (size_t)(*s - t.s);
	return t;
}

static struct making_at at_field(const struct list *l, enum field f)
{
	bool train = f < TRAIN_FIELDS;

	return (struct making_at){.tag = train ? "TRAIN" : "WAGON",
		.segment = train ? 1 : l->segment,
		/* the service phrase begins with the message's number */
		.element = (uint32_t)(train ? f + 2 : f - WAGON_LINE + 1),
		.offset = l->offset + (uint64_t)(l->field[f].s - l->bytes)};
}

static const char *line_words(const struct list *l, enum field f, char words[40])
{
	struct token line = l->field[WAGON_LINE];

	if (f < TRAIN_FIELDS)
		return "service phrase";
	snprintf(words, 40, "wagon line %.*s", (int)(line.n < 8 ? line.n : 8), line.s ? line.s : "");
	return words;
}

/* Whether a field holds what it may; otherwise it is told and counts as not said. */
static bool field_check(struct list *l, enum field f)
{
	const struct tgnl_field *row = &tgnl_fields[f];
	struct token *t = &l->field[f];
	struct making_at at = at_field(l, f);
	char words[40];

	if (t->n && all_digits(*t) && t->n >= row->least && t->n <= row->most)
		return true;
	if (t->n || row->required)
		making_say(l->m, row->required && f < TRAIN_FIELDS ? SEVERITY_ERROR : SEVERITY_WARNING,
			t->n ? "field-shape" : "field-missing", &at, NULL,
			t->n ? "%s: \"%.*s\" is not what stands here (%s, %u to %u digits)"
			     : "%s: \"%.*s\" something is missing (%s, %u to %u digits)",
			line_words(l, f, words), (int)(t->n < 24 ? t->n : 24), t->s, row->caption, row->least,
			row->most);
	t->n = 0;
	return false;
}

static char *text_of(const struct list *l, struct token t)
{
	return t.n ? cyrillic_read(l->m->arena, l->set, t.s, t.n) : NULL;
}

/* A station that is no place we know is told once. */
static struct esr_station station_of(struct list *l, enum field f)
{
	struct esr_station s = esr_find(l->m->world, l->field[f].s, l->field[f].n);
	struct making_at at = at_field(l, f);
	char words[40];

	if (s.failed)
		making_say(l->m, SEVERITY_WARNING, "check-digit", &at, NULL,
			"%s: the check digit of station %s does not hold: it was kept as received",
			line_words(l, f, words), s.number);
	if (s.place || l->asked_count == MOST_ASKED)
		return s;
	for (size_t i = 0; i < l->asked_count; i++)
		if (strcmp(l->asked[i], s.number) == 0)
			return s;
	memcpy(l->asked[l->asked_count++], s.number, sizeof s.number);
	making_say(l->m, SEVERITY_INFORMATION, "place-unread", &at, NULL,
		"%s: station %s is no place we know: it was kept as received", line_words(l, f, words),
		s.number);
	return s;
}

/* The parts of the index may be written as one. */
static void train_split(struct list *l, enum field *f, struct token t)
{
	size_t set = t.n - 8;

	if (*f != TRAIN_FORMED || t.n < 9 || t.n > 11 || !all_digits(t)) {
		l->field[(*f)++] = t;
		return;
	}
	l->field[TRAIN_FORMED] = (struct token){t.s, 4};
	l->field[TRAIN_SET] = (struct token){t.s + 4, set};
	l->field[TRAIN_BOUND] = (struct token){t.s + 4 + set, 4};
	*f = TRAIN_BOUND + 1;
}

static bool train_fields(struct list *l, const char *s, const char *end)
{
	enum field f = 0;
	struct token more;
	bool fine = true;

	while (f < TRAIN_FIELDS) {
		struct token t = token_next(&s, end, "+-/");

		if (t.n)
			train_split(l, &f, t);
		else
			l->field[f++] = t;
	}
	more = token_next(&s, end, "");
	for (f = 0; f < TRAIN_FIELDS; f++)
		fine &= field_check(l, f) || !tgnl_fields[f].required;
	if (more.n) {
		const struct making_at at = {
			"TRAIN", 1, TRAIN_FIELDS + 2, l->offset + (uint64_t)(more.s - l->bytes)};

		making_say(l->m, SEVERITY_INFORMATION, "field-more", &at, NULL,
			"service phrase: what stands behind its last field was passed over");
	}
	return fine;
}

/* Of the years around the one it came in, that which brings it nearest. */
static bool year_find(struct list *l, struct civil *c)
{
	instant received = l->m->hint->received, nearest = INSTANT_NONE;
	struct civil now = instant_to_civil(received, 0), best = {0, 0, 0, 0, 0, 0, 0};

	for (int year = now.year - 1; year <= now.year + 1; year++) {
		struct civil day = {year, c->month, c->day, 0, 0, 0, 0};
		instant away = civil_valid(&day) ? civil_to_instant(&day, 0) - received : INSTANT_NONE;

		if (away == INSTANT_NONE)
			continue;
		away = away < 0 ? -away : away;
		if (nearest == INSTANT_NONE || away < nearest) {
			nearest = away;
			best = day;
		}
	}
	if (nearest == INSTANT_NONE)
		return false;
	best.hour = c->hour;
	best.minute = c->minute;
	if (c->hour == 24 && !c->minute) /* the end of a day is the next one's beginning */
		best = instant_to_civil(
			civil_to_instant(&(struct civil){best.year, best.month, best.day, 0, 0, 0, 0}, 0) +
				INSTANT_DAY,
			0);
	*c = best;
	return civil_valid(c);
}

/* Zones of Russia: its railways keep Moscow time in all of them. */
static bool is_russian(const char *zone)
{
	static const char *const zones[] = {"Europe/Moscow", "Europe/Kaliningrad", "Europe/Kirov",
		"Europe/Volgograd", "Europe/Astrakhan", "Europe/Saratov", "Europe/Ulyanovsk", "Europe/Samara",
		"Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk", "Asia/Barnaul", "Asia/Tomsk",
		"Asia/Novokuznetsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Chita", "Asia/Yakutsk",
		"Asia/Khandyga", "Asia/Vladivostok", "Asia/Ust-Nera", "Asia/Sakhalin", "Asia/Magadan",
		"Asia/Srednekolymsk", "Asia/Kamchatka", "Asia/Anadyr"};

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (strcmp(zones[i], zone) == 0)
			return true;
	return false;
}

static const struct zone *moscow_for(const struct decode_world *w, const char *place)
{
	const struct zone *own = place && w->zone_of_place ? w->zone_of_place(w->self, place) : NULL;

	return own && is_russian(zone_name(own)) ? w->zone_of_place(w->self, "RUMOW") : NULL;
}

static const struct zone *zone_of(const struct list *l, enum zone_source *source)
{
	const struct decode_world *w = l->m->world;
	const char *partner = making_partner(l->m), *sender = l->m->hint->sender;
	const struct zone *z = NULL;

	*source = ZONE_OF_SENDER;
	if (partner && w->zone_of_column)
		z = w->zone_of_column(w->self, partner, "TGNL", "departure");
	if (!z && sender && w->zone_of_sender)
		z = w->zone_of_sender(w->self, sender, "TGNL");
	if (z)
		return z;
	*source = ZONE_OF_COUNTRY;
	z = moscow_for(w, l->here.place);
	if (!z)
		*source = ZONE_NOBODY;
	return z;
}

static bool departure_read(struct list *l, struct civil *c)
{
	struct making_at at = at_field(l, TRAIN_DAY);
	const struct zone *zone;
	struct token last = l->field[TRAIN_MINUTE], day = l->field[TRAIN_DAY];

	*c = (struct civil){0, (int)number_of(l->field[TRAIN_MONTH]), (int)number_of(day),
		(int)number_of(l->field[TRAIN_HOUR]), (int)number_of(last), 0, 0};
	if (l->m->hint->received == INSTANT_NONE) {
		making_say(l->m, SEVERITY_ERROR, "year-unknown", &at, NULL,
			"a train list names no year, and nobody says when this one came in: it was refused");
		return false;
	}
	if (!year_find(l, c)) {
		making_say(l->m, SEVERITY_ERROR, "date-invalid", &at, NULL,
			"\"%.*s\" is no day and time: the list was refused", (int)(last.s + last.n - day.s),
			day.s);
		return false;
	}
	zone = zone_of(l, &l->departs.zone_source);
	l->departs.offset = zone ? zone_offset_of_local(zone, c) : 0;
	l->departs.at = civil_to_instant(c, l->departs.offset);
	l->departs.precision = PRECISION_MINUTE;
	l->departs.text = arena_printf(l->m->arena, "%04d%02d%02d%02d%02d", c->year, c->month, c->day,
		c->hour, c->minute); /* with the year, which it lacks as received */
	if (!zone)
		making_say(l->m, SEVERITY_INFORMATION, "zone-missing", &at, NULL,
			"nobody says whose clock this is: the time was kept as local, without an offset");
	return true;
}

/* The index where it says something, else the number. */
static bool train_name(struct list *l)
{
	struct making *m = l->m;
	struct making_at at = at_field(l, TRAIN_FORMED);
	struct token formed = l->field[TRAIN_FORMED], set = l->field[TRAIN_SET],
		     bound = l->field[TRAIN_BOUND];

	if (number_of(formed) || number_of(bound)) {
		snprintf(l->index, sizeof l->index, "%.4s%.*s%.4s", formed.s, (int)set.n, set.s, bound.s);
		l->transport.train = l->index;
		m->message.reference =
			arena_printf(m->arena, "%.4s %.*s %.4s", formed.s, (int)set.n, set.s, bound.s);
	} else if (number_of(l->field[TRAIN_NUMBER])) {
		l->transport.train = text_of(l, l->field[TRAIN_NUMBER]);
		m->message.reference = l->transport.train;
	} else {
		making_say(m, SEVERITY_ERROR, "train-missing", &at, NULL,
			"neither index nor number says which train this is: the list was refused");
		return false;
	}
	m->message.document = arena_strdup(m->arena, l->transport.train);
	l->transport.train = m->message.document;
	return true;
}

static bool train_read(struct list *l, const char *s, const char *end)
{
	struct civil day;
	bool too_long;

	l->segment = 1;
	if (!train_fields(l, s, end))
		return false;
	l->here = station_of(l, TRAIN_SENDING);
	if (!train_name(l) || !departure_read(l, &day))
		return false;
	l->from_tail = number_of(l->field[TRAIN_DIRECTION]) == 2;
	l->transport.mode = MODE_RAIL;
	l->transport.key = transport_key_of(l->m->arena, &l->transport, &day, &too_long);
	l->transport.call = transport_call_of(l->m->arena, l->transport.key, l->here.place);
	return true;
}

static struct event *event_of(
	struct list *l, enum subject_kind kind, const char *subject, const struct making_at *at)
{
	struct making *m = l->m;
	struct event *e = making_event(m, at);

	e->subject_kind = kind;
	e->subject = subject;
	e->type = kind == SUBJECT_CONTAINER ? EVENT_EQUIPMENT : EVENT_TRANSPORT;
	e->code = EVENT_ABOARD;
	e->classifier = CLASSIFIER_ACT;
	e->happened = l->departs;
	e->place = l->here.place;
	e->place_text = arena_strdup(m->arena, l->here.number);
	e->transport = l->transport;
	if (*l->index)
		making_reference(m, e, "TRAIN-INDEX", m->message.document);
	if (number_of(l->field[TRAIN_NUMBER]))
		making_reference(m, e, "TRAIN-NUMBER", text_of(l, l->field[TRAIN_NUMBER]));
	return e;
}

static void measure_field(struct list *l, struct event *e, const char *what, enum field f, const char *unit)
{
	if (l->field[f].n)
		making_measure(l->m, e, what, arena_printf(l->m->arena, "%ld", number_of(l->field[f])), unit);
}

static void remark_field(struct list *l, struct event *e, const char *what, enum field f)
{
	if (l->field[f].n && number_of(l->field[f]))
		making_remark(l->m, e, what, text_of(l, l->field[f]));
}

/* A box that the note names: "LYGU7000010", "LYGU 700001-0". */
static void box_read(struct list *l, const char *wagon, const char *number, const struct making_at *at)
{
	struct code_answer a = code_judge(CODE_CONTAINER, number);
	long laden = number_of(l->field[WAGON_LADEN]), empty = number_of(l->field[WAGON_EMPTY]);
	char words[40];
	struct event *e;

	if (a.verdict != CODE_HOLDS && a.verdict != CODE_FAILS)
		return;
	if (a.verdict == CODE_FAILS)
		making_say(l->m, SEVERITY_WARNING, "check-digit", at, a.code, "%s: %s",
			line_words(l, WAGON_NOTE, words), a.text);
	e = event_of(l, SUBJECT_CONTAINER, arena_strdup(l->m->arena, a.code), at);
	e->number_failed = a.verdict == CODE_FAILS;
	e->transport.wagon = wagon;
	e->load_state = laden && !empty ? LOAD_LADEN : empty && !laden ? LOAD_EMPTY : LOAD_UNKNOWN;
}

static void boxes_read(struct list *l, const char *wagon, const char *s, const char *end)
{
	struct making_at at = at_field(l, WAGON_NOTE);
	struct token before = {s, 0}, t;
	char number[CODE_RAW];

	while ((t = token_next(&s, end, ",;")).n) {
		at.offset = l->offset + (uint64_t)(t.s - l->bytes);
		if (before.n == 4 && (t.n == 7 || t.n == 8) && is_digit(*t.s)) {
			at.offset = l->offset + (uint64_t)(before.s - l->bytes);
			snprintf(number, sizeof number, "%s%s", text_of(l, before), text_of(l, t));
			box_read(l, wagon, number, &at);
		} else if (t.n >= 11 && t.n < 20) {
			snprintf(number, sizeof number, "%s", text_of(l, t));
			box_read(l, wagon, number, &at);
		}
		before = t;
	}
}

static void line_number(struct list *l)
{
	struct making_at at = at_field(l, WAGON_LINE);
	long line = number_of(l->field[WAGON_LINE]);

	if (line != l->last_line + 1)
		making_say(l->m, SEVERITY_WARNING, "count-mismatch", &at, NULL,
			"wagon line %02ld follows %02ld: a line is missing, or one too many", line,
			l->last_line);
	l->last_line = line;
	l->most_line = line > l->most_line ? line : l->most_line;
}

static void weigh(struct list *l)
{
	if (!l->field[WAGON_WEIGHT].n || !l->field[WAGON_TARE].n)
		return;
	l->weighed++;
	l->weight += number_of(l->field[WAGON_WEIGHT]) + number_of(l->field[WAGON_TARE]);
}

static void wagon_event(struct list *l, const char *wagon, bool failed, struct token note)
{
	struct making *m = l->m;
	struct making_at at = at_field(l, WAGON_LINE);
	struct event *e = event_of(l, SUBJECT_TRANSPORT, arena_printf(m->arena, "WAGON:%s", wagon), &at);

	e->number_failed = failed;
	e->transport.wagon = wagon;
	e->stowage = arena_printf(m->arena, "%02ld", l->last_line);
	if (l->field[WAGON_DESTINATION].n) {
		struct esr_station to = station_of(l, WAGON_DESTINATION);

		e->destination = to.place ? to.place : arena_strdup(m->arena, to.number);
	}
	measure_field(l, e, "AAL", WAGON_WEIGHT, "TNE");
	measure_field(l, e, "T", WAGON_TARE, "TNE");
	measure_field(l, e, "SEALS", WAGON_SEALS, "C62");
	measure_field(l, e, "LADEN", WAGON_LADEN, "C62");
	measure_field(l, e, "EMPTY", WAGON_EMPTY, "C62");
	remark_field(l, e, "CARGO", WAGON_CARGO);
	remark_field(l, e, "CONSIGNEE", WAGON_CONSIGNEE);
	remark_field(l, e, "EXIT", WAGON_EXIT);
	making_remark(m, e, "NOTE", text_of(l, note));
}

/* Behind the tare; zeros say nothing. */
static struct token note_of(const char *s, const char *end)
{
	struct token t;
	bool says = false;

	while (s < end && is_blank(*s))
		s++;
	while (end > s && is_blank(end[-1]))
		end--;
	t = (struct token){s, (size_t)(end - s)};
	for (; s < end; s++)
		says |= !is_blank(*s) && *s != '0';
	return says ? t : (struct token){t.s, 0};
}

static const char *wagon_fields(struct list *l, const char *s, const char *end)
{
	enum field f = WAGON_LINE;

	while (f < WAGON_NOTE) {
		struct token t = token_next(&s, end, "/");

		/* laden and empty written as one */
		if (f == WAGON_LADEN && t.n == 4 && all_digits(t)) {
			l->field[f++] = (struct token){t.s, 2};
			t = (struct token){t.s + 2, 2};
		}
		l->field[f++] = t;
	}
	return s;
}

static void wagon_read(struct list *l, const char *s, const char *end)
{
	struct code_answer judged;
	struct making_at at;
	struct token note;
	char words[40];
	const char *wagon;

	l->segment++;
	l->wagons++;
	s = wagon_fields(l, s, end);
	note = note_of(s, end);
	l->field[WAGON_NOTE] = note;
	for (enum field f = WAGON_LINE; f < WAGON_NOTE; f++)
		field_check(l, f);
	if (l->field[WAGON_LINE].n)
		line_number(l);
	weigh(l);
	if (!l->field[WAGON_WAGON].n)
		return; /* told */
	wagon = text_of(l, l->field[WAGON_WAGON]);
	judged = code_judge(CODE_WAGON_CIS, wagon);
	at = at_field(l, WAGON_WAGON);
	if (judged.verdict == CODE_FAILS)
		making_say(l->m, SEVERITY_WARNING, "check-digit", &at,
			arena_printf(l->m->arena, "WAGON:%s", wagon), "%s: %s",
			line_words(l, WAGON_WAGON, words), judged.text);
	wagon_event(l, wagon, judged.verdict == CODE_FAILS, note);
	boxes_read(l, wagon, note.s, note.s + note.n);
}

/* A line that begins with a number and a wagon, or with a number and much behind it; others go on with the
 * one before. */
static bool begins_wagon(const char *s, const char *end)
{
	struct token line = token_next(&s, end, ""), wagon = token_next(&s, end, "");
	size_t count = 2;

	if (line.n > 3 || !all_digits(line))
		return false;
	if (wagon.n >= 6 && all_digits(wagon))
		return true;
	while (token_next(&s, end, "").n)
		count++;
	return count >= 10;
}

static const char *line_end(const char *s, const char *end)
{
	while (s < end && *s != '\n' && *s != '\r')
		s++;
	return s;
}

/* From here to where the next wagon's line begins, or the end. */
static const char *wagon_next(const char *s, const char *end)
{
	for (s = line_end(s, end); s < end; s = line_end(s, end)) {
		while (s < end && is_blank(*s))
			s++;
		if (begins_wagon(s, line_end(s, end)))
			return s;
	}
	return end;
}

static void sums_check(struct list *l)
{
	struct making_at at = at_field(l, TRAIN_GROSS);
	long gross = number_of(l->field[TRAIN_GROSS]), off = gross - l->weight;

	/* each was rounded to a tonne */
	if (gross && l->weighed == l->wagons && (off < 0 ? -off : off) > (long)l->wagons)
		making_say(l->m, SEVERITY_INFORMATION, "weight-mismatch", &at, NULL,
			"the train is said to weigh %ld t, its wagons and their loads %ld t", gross,
			l->weight);
}

/* Written from the tail, the last line is the wagon at the head. */
static void turn_round(struct list *l)
{
	struct making *m = l->m;

	for (size_t i = 0; l->from_tail && i < m->event_count; i++)
		if (m->events[i].stowage)
			m->events[i].stowage = arena_printf(
				m->arena, "%02ld", l->most_line + 1 - strtol(m->events[i].stowage, NULL, 10));
}

static void body_read(struct list *l, const char *s, const char *end)
{
	const char *next = wagon_next(s, end);
	struct making_at at = {"TRAIN", 1, 0, l->offset};

	if (!train_read(l, s, next))
		return;
	if (l->set != CYRILLIC_UTF8)
		making_say(l->m, SEVERITY_INFORMATION, "character-set", &at, NULL,
			"its letters were read as %s, which is a guess", cyrillic_names[l->set]);
	for (s = next; s < end; s = next) {
		next = wagon_next(s, end);
		wagon_read(l, s, next);
	}
	if (!l->wagons)
		making_say(l->m, SEVERITY_ERROR, "no-wagon", &at, NULL,
			"no line of this train list begins with a wagon: it was refused");
	sums_check(l);
	turn_round(l);
}

static const char *about_message(const char *code)
{
	static const struct {
		const char *code, *about;
	} known[] = {{"09", "a correction of a train list"}, {"200", "the departure of a train"},
		{"201", "the arrival of a train"}, {"202", "the passing of a train"},
		{"203", "the breaking up of a train"}};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].code, code) == 0)
			return known[i].about;
	return "another message of the 1520 mm railways";
}

void tgnl_list_read(struct making *m, const char *bytes, size_t n, uint64_t offset)
{
	struct list l = {.m = m, .bytes = bytes, .offset = offset, .set = cyrillic_guess(bytes, n)};
	const char *s = bytes, *end = bytes + n;
	struct token code = token_next(&s, end, "");
	struct making_at at = {"TRAIN", 1, 1, offset + (uint64_t)(code.s - bytes)};

	for (size_t i = 0; i < FIELDS; i++)
		l.field[i] = (struct token){code.s, 0};
	if (code.n == 2 && memcmp(code.s, "02", 2) == 0) {
		body_read(&l, s, end);
		return;
	}
	if (code.n > 8)
		code.n = 8;
	m->message.type = code.n ? text_of(&l, code) : "?";
	making_say(m, SEVERITY_ERROR, "message-type", &at, NULL,
		"message %s (%s) is not taken here: send the whole train list, message 02", m->message.type,
		about_message(m->message.type));
}
