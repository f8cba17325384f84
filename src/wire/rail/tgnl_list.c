#include "wire/rail/tgnl_list.h"

#include "codes/code.h"
#include "wire/rail/tgnl.h"
#include "wire/rail/tgnl_fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_NOTE 256 /* bytes of a note that are kept as a remark */

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct event *event_of(
	struct tgnl_list *l, enum subject_kind kind, const char *subject, const struct making_at *at)
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
	if (tgnl_number(l->field[TRAIN_NUMBER]))
		making_reference(m, e, "TRAIN-NUMBER", tgnl_text(l, l->field[TRAIN_NUMBER]));
	return e;
}

static void measure_field(
	struct tgnl_list *l, struct event *e, const char *what, enum tgnl_place f, const char *unit)
{
	if (l->field[f].n)
		making_measure(
			l->m, e, what, arena_printf(l->m->arena, "%ld", tgnl_number(l->field[f])), unit);
}

static void remark_field(struct tgnl_list *l, struct event *e, const char *what, enum tgnl_place f)
{
	if (l->field[f].n && tgnl_number(l->field[f]))
		making_remark(l->m, e, what, tgnl_text(l, l->field[f]));
}

/* A box that the note names: "LYGU7000010", "LYGU 700001-0". */
static void box_read(struct tgnl_list *l, const char *wagon, const char *number, const struct making_at *at)
{
	struct code_answer a = code_judge(CODE_CONTAINER, number);
	long laden = tgnl_number(l->field[WAGON_LADEN]), empty = tgnl_number(l->field[WAGON_EMPTY]);
	char words[40];
	struct event *e;

	if (a.verdict != CODE_HOLDS && a.verdict != CODE_FAILS)
		return;
	if (a.verdict == CODE_FAILS)
		making_say(l->m, SEVERITY_WARNING, "check-digit", at, a.code, "%s: %s",
			tgnl_words(l, WAGON_NOTE, words), a.text);
	e = event_of(l, SUBJECT_CONTAINER, arena_strdup(l->m->arena, a.code), at);
	e->number_failed = a.verdict == CODE_FAILS;
	e->transport.wagon = wagon;
	e->load_state = laden && !empty ? LOAD_LADEN : empty && !laden ? LOAD_EMPTY : LOAD_UNKNOWN;
}

static void boxes_read(struct tgnl_list *l, const char *wagon, const char *s, const char *end)
{
	struct making_at at = tgnl_at(l, WAGON_NOTE);
	struct tgnl_token before = {s, 0}, t;
	char number[CODE_RAW];

	while ((t = tgnl_next(&s, end, ",;")).n) {
		at.offset = l->offset + (uint64_t)(t.s - l->bytes);
		if (before.n == 4 && (t.n == 7 || t.n == 8) && is_digit(*t.s)) {
			at.offset = l->offset + (uint64_t)(before.s - l->bytes);
			snprintf(number, sizeof number, "%s%s", tgnl_text(l, before), tgnl_text(l, t));
			box_read(l, wagon, number, &at);
		} else if (t.n >= 11 && t.n < 20) {
			snprintf(number, sizeof number, "%s", tgnl_text(l, t));
			box_read(l, wagon, number, &at);
		}
		before = t;
	}
}

static void line_number(struct tgnl_list *l)
{
	struct making_at at = tgnl_at(l, WAGON_LINE);
	long line = tgnl_number(l->field[WAGON_LINE]);

	if (line != l->last_line + 1)
		making_say(l->m, SEVERITY_WARNING, "count-mismatch", &at, NULL,
			"wagon line %02ld follows %02ld: a line is missing, or one too many", line,
			l->last_line);
	l->last_line = line;
	l->most_line = line > l->most_line ? line : l->most_line;
}

static void weigh(struct tgnl_list *l)
{
	if (!l->field[WAGON_WEIGHT].n || !l->field[WAGON_TARE].n)
		return;
	l->weighed++;
	l->weight += tgnl_number(l->field[WAGON_WEIGHT]) + tgnl_number(l->field[WAGON_TARE]);
}

static void note_keep(struct tgnl_list *l, struct event *e, struct tgnl_token note)
{
	struct making_at at = tgnl_at(l, WAGON_NOTE);
	char words[40];

	if (note.n > MOST_NOTE) {
		making_say(l->m, SEVERITY_INFORMATION, "value-cut", &at, NULL,
			"%s: its note has %zu bytes, of which %d are kept", tgnl_words(l, WAGON_NOTE, words),
			note.n, MOST_NOTE);
		note.n = MOST_NOTE;
	}
	making_remark(l->m, e, "NOTE", tgnl_text(l, note));
}

static void wagon_event(struct tgnl_list *l, const char *wagon, bool failed, struct tgnl_token note)
{
	struct making *m = l->m;
	struct making_at at = tgnl_at(l, WAGON_LINE);
	struct event *e = event_of(l, SUBJECT_TRANSPORT, arena_printf(m->arena, "WAGON:%s", wagon), &at);

	e->number_failed = failed;
	e->transport.wagon = wagon;
	e->stowage = arena_printf(m->arena, "%02ld", l->last_line);
	if (l->field[WAGON_DESTINATION].n) {
		struct esr_station to = tgnl_station(l, WAGON_DESTINATION);

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
	note_keep(l, e, note);
}

/* Behind the tare; zeros say nothing. */
static struct tgnl_token note_of(const char *s, const char *end)
{
	struct tgnl_token t;
	bool says = false;

	while (s < end && is_blank(*s))
		s++;
	while (end > s && is_blank(end[-1]))
		end--;
	t = (struct tgnl_token){s, (size_t)(end - s)};
	for (; s < end; s++)
		says |= !is_blank(*s) && *s != '0';
	return says ? t : (struct tgnl_token){t.s, 0};
}

static const char *wagon_fields(struct tgnl_list *l, const char *s, const char *end)
{
	enum tgnl_place f = WAGON_LINE;

	while (f < WAGON_NOTE) {
		struct tgnl_token t = tgnl_next(&s, end, "/");

		/* laden and empty written as one */
		if (f == WAGON_LADEN && t.n == 4 && tgnl_digits(t)) {
			l->field[f++] = (struct tgnl_token){t.s, 2};
			t = (struct tgnl_token){t.s + 2, 2};
		}
		l->field[f++] = t;
	}
	return s;
}

/* A wagon that is like the one before may have a line without what stands at its end. */
static void wagon_check(struct tgnl_list *l)
{
	char words[40];

	for (enum tgnl_place f = WAGON_LINE; f < WAGON_NOTE; f++) {
		struct making_at at = tgnl_at(l, f);

		if (l->field[f].n) {
			tgnl_check(l, f);
			continue;
		}
		making_say(l->m, SEVERITY_INFORMATION, "line-short", &at, NULL,
			"%s: it ends before its field %u (%s)", tgnl_words(l, f, words), at.element,
			tgnl_fields[f].caption);
		return;
	}
}

static const char *line_end(const char *s, const char *end)
{
	while (s < end && *s != '\n' && *s != '\r')
		s++;
	return s;
}

/* A line whose wagon was cut is none, and would pass for a note of the wagon before. */
static void cut_lines(struct tgnl_list *l, struct tgnl_token note)
{
	const char *end = note.s + note.n;

	for (const char *s = line_end(note.s, end); s < end; s = line_end(s, end)) {
		const char *from, *rest;
		struct tgnl_token line, wagon;
		struct making_at at = tgnl_at(l, WAGON_NOTE);

		while (s < end && is_blank(*s))
			s++;
		from = s;
		rest = line_end(s, end);
		line = tgnl_next(&s, rest, "");
		wagon = tgnl_next(&s, rest, "");
		if (!line.n || line.n > 3 || !tgnl_digits(line) || tgnl_number(line) != l->last_line + 1 ||
			(wagon.n && (!tgnl_digits(wagon) || wagon.n > 5)))
			continue;
		at.offset = l->offset + (uint64_t)(from - l->bytes);
		making_say(l->m, SEVERITY_WARNING, "field-shape", &at, NULL,
			"wagon line %02ld ends before its wagon's number has eight digits: it was not read",
			tgnl_number(line));
	}
}

static void wagon_read(struct tgnl_list *l, const char *s, const char *end)
{
	struct code_answer judged;
	struct making_at at;
	struct tgnl_token note;
	char words[40];
	const char *wagon;

	l->segment++;
	l->wagons++;
	s = wagon_fields(l, s, end);
	note = note_of(s, end);
	l->field[WAGON_NOTE] = note;
	wagon_check(l);
	if (l->field[WAGON_LINE].n)
		line_number(l);
	cut_lines(l, note);
	weigh(l);
	if (!l->field[WAGON_WAGON].n)
		return; /* told */
	wagon = tgnl_text(l, l->field[WAGON_WAGON]);
	judged = code_judge(CODE_WAGON_CIS, wagon);
	at = tgnl_at(l, WAGON_WAGON);
	if (judged.verdict == CODE_FAILS)
		making_say(l->m, SEVERITY_WARNING, "check-digit", &at,
			arena_printf(l->m->arena, "WAGON:%s", wagon), "%s: %s",
			tgnl_words(l, WAGON_WAGON, words), judged.text);
	wagon_event(l, wagon, judged.verdict == CODE_FAILS, note);
	boxes_read(l, wagon, note.s, note.s + note.n);
}

/* A line that begins with a number and a wagon, or with a number and much behind it; others go on with the
 * one before. */
static bool begins_wagon(const char *s, const char *end)
{
	struct tgnl_token line = tgnl_next(&s, end, ""), wagon = tgnl_next(&s, end, "");
	size_t count = 2;

	if (line.n > 3 || !tgnl_digits(line))
		return false;
	if (wagon.n >= 6 && tgnl_digits(wagon))
		return true;
	if (wagon.n < 5)
		return false;
	while (tgnl_next(&s, end, "").n)
		count++;
	return count >= 10;
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

static void sums_check(struct tgnl_list *l)
{
	struct making_at at = tgnl_at(l, TRAIN_GROSS);
	long gross = tgnl_number(l->field[TRAIN_GROSS]), off = gross - l->weight;

	/* each was rounded to a tonne */
	if (gross && l->weighed == l->wagons && (off < 0 ? -off : off) > (long)l->wagons)
		making_say(l->m, SEVERITY_INFORMATION, "weight-mismatch", &at, NULL,
			"the train is said to weigh %ld t, its wagons and their loads %ld t", gross,
			l->weight);
}

/* Written from the tail, the last line is the wagon at the head. */
static void turn_round(struct tgnl_list *l)
{
	struct making *m = l->m;

	for (size_t i = 0; l->from_tail && i < m->event_count; i++)
		if (m->events[i].stowage)
			m->events[i].stowage = arena_printf(
				m->arena, "%02ld", l->most_line + 1 - strtol(m->events[i].stowage, NULL, 10));
}

static void body_read(struct tgnl_list *l, const char *s, const char *end)
{
	const char *next = wagon_next(s, end);
	struct making_at at = {"TRAIN", 1, 0, l->offset};

	if (!tgnl_train_read(l, s, next))
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
	struct tgnl_list l = {.m = m, .bytes = bytes, .offset = offset, .set = cyrillic_guess(bytes, n)};
	const char *s = bytes, *end = bytes + n;
	struct tgnl_token code = tgnl_next(&s, end, "");
	struct making_at at = {"TRAIN", 1, 1, offset + (uint64_t)(code.s - bytes)};

	for (size_t i = 0; i < TGNL_FIELDS; i++)
		l.field[i] = (struct tgnl_token){code.s, 0};
	if (code.n == 2 && memcmp(code.s, "02", 2) == 0) {
		body_read(&l, s, end);
		return;
	}
	if (code.n > 8)
		code.n = 8;
	m->message.type = code.n ? tgnl_text(&l, code) : "?";
	making_say(m, SEVERITY_ERROR, "message-type", &at, NULL,
		"message %s (%s) is not taken here: send the whole train list, message 02", m->message.type,
		about_message(m->message.type));
}
