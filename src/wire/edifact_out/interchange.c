#include "wire/edifact_out/interchange.h"

#include "base/arena.h"
#include "wire/edifact/own.h"

#include <stdio.h>
#include <stdlib.h>

struct piece { /* an event, written */
	struct event event;
	const char *head, *body, *foot;
	unsigned head_count, body_count, foot_count; /* segments */
	size_t most;
	bool box, twice; /* twice: another says the same, or its other half */
	unsigned half;
};

struct pieces {
	struct piece *piece;
	size_t count;
};

/* ---- events ---- */

static instant year_begins(int year)
{
	struct civil c = {year, 1, 1, 0, 0, 0, 0};

	return civil_to_instant(&c, 0);
}

/* What a DTM can say, with a day's room for any offset. */
static bool in_range(instant t)
{
	return t != INSTANT_NONE && t >= year_begins(1950) + INSTANT_DAY &&
	       t < year_begins(10000) - INSTANT_DAY;
}

static int offset_sayable(int offset)
{
	offset -= offset % 60;
	return offset > 14 * 3600 || offset < -14 * 3600 ? 0 : offset;
}

static void settle_transport(struct transport_ref *t, struct arena *a)
{
	t->imo = value_cleaned(a, t->imo);
	t->call_sign = value_cleaned(a, t->call_sign);
	t->name = value_cleaned(a, t->name);
	t->voyage = value_cleaned(a, t->voyage);
	t->carrier = value_cleaned(a, t->carrier);
	t->train = value_cleaned(a, t->train);
	t->wagon = value_cleaned(a, t->wagon);
}

static const char **settled_list(const char **list, size_t n, struct arena *a)
{
	const char **copy = n ? arena_alloc_array(a, n, sizeof *copy) : NULL;

	for (size_t i = 0; i < n; i++)
		copy[i] = value_cleaned(a, list[i]) ? value_cleaned(a, list[i]) : "";
	return copy;
}

static struct reference *settled_references(const struct event *e, struct arena *a)
{
	struct reference *copy = NULL;

	if (e->reference_count)
		copy = arena_alloc_array(a, e->reference_count, sizeof *copy);
	for (size_t i = 0; i < e->reference_count; i++)
		copy[i] = (struct reference){
			value_cleaned(a, e->references[i].kind), value_cleaned(a, e->references[i].value)};
	return copy;
}

/* Every text as it may stand in a value, so that what is decided by it is decided the same once more. */
static void settle_texts(struct event *e, struct arena *a)
{
	const char **texts[] = {&e->sender, &e->document, &e->place, &e->place_text, &e->facility,
		&e->facility_list, &e->size_type, &e->movement, &e->operator_code, &e->load_place,
		&e->discharge_place, &e->destination, &e->stowage, &e->happened.text};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = value_cleaned(a, *texts[i]);
	settle_transport(&e->transport, a);
	e->references = settled_references(e, a);
	e->seals = settled_list(e->seals, e->seal_count, a);
	e->measures = settled_list(e->measures, e->measure_count, a);
	e->remarks = settled_list(e->remarks, e->remark_count, a);
}

/* The event as a message can say it: by somebody, at some time. */
static void settle(struct event *e, const struct emit_head *head, struct arena *a)
{
	settle_texts(e, a);
	if (!e->sender)
		e->sender = head->sender ? head->sender : OWN_NAME;
	if (!in_range(e->said)) {
		e->said = head->now;
		e->said_offset = 0;
	}
	e->said_offset = offset_sayable(e->said_offset);
	if (e->happened.zone_source == ZONE_NOBODY)
		e->happened.offset = 0;
	else if (e->happened.zone_source == ZONE_IN_MESSAGE)
		e->happened.offset = offset_sayable(e->happened.offset);
}

/* What is found by a text that no value may hold would be found by another. */
static bool keeps_its_name(const struct event *e, struct arena *a)
{
	return e->subject && e->code && value_cleaned(a, e->subject) == e->subject &&
	       value_cleaned(a, e->code) == e->code && strlen(e->subject) <= MOST_VALUE;
}

static bool piece_write(const struct form *form, struct piece *p, struct arena *a, bool alone)
{
	struct sheet sheet = {.head = {.bytes = TEXT_INIT}};
	bool said = form->write(&sheet, &p->event, alone);

	if (said) {
		p->head = arena_strdup(a, text_string(&sheet.head.bytes));
		p->body = arena_strdup(a, text_string(&sheet.body.bytes));
		p->foot = arena_strdup(a, text_string(&sheet.foot.bytes));
		p->head_count = sheet.head.count;
		p->body_count = sheet.body.count;
		p->foot_count = sheet.foot.count;
		p->most = sheet.most;
		p->box = sheet.box;
		p->half = sheet.half;
	}
	text_free(&sheet.head.bytes);
	text_free(&sheet.body.bytes);
	text_free(&sheet.foot.bytes);
	return said;
}

/* ---- order ---- */

static int by_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_head(const struct piece *p, const struct piece *q)
{
	int d = by_number(p->event.said, q->event.said);

	if (!d)
		d = strcmp(p->head, q->head);
	return d ? d : strcmp(p->foot, q->foot);
}

/* By what is said alone, so that it is the same however the events were handed over. */
static int by_words(const void *a, const void *b)
{
	const struct piece *p = a, *q = b;
	int d = by_head(p, q);

	if (!d)
		d = by_number(p->event.happened.at, q->event.happened.at);
	if (!d)
		d = strcmp(p->body, q->body);
	return d ? d : (p->half > q->half) - (p->half < q->half);
}

static bool same_words(const struct piece *p, const struct piece *q)
{
	return by_head(p, q) == 0 && strcmp(p->body, q->body) == 0;
}

static void sort(struct pieces *all)
{
	if (all->count)
		qsort(all->piece, all->count, sizeof *all->piece, by_words);
}

/* The halves of a restow whose other half is not there are written once more, alone. */
static bool halves_alone(struct pieces *all, const struct form *form, struct arena *a)
{
	bool any = false;

	for (size_t i = 0, end; i < all->count; i = end) {
		unsigned halves = 0;

		for (end = i; end < all->count && same_words(&all->piece[i], &all->piece[end]); end++)
			halves |= all->piece[end].half;
		if (halves != 1 && halves != 2)
			continue;
		any = true;
		for (size_t k = i; k < end; k++)
			piece_write(form, &all->piece[k], a, true);
	}
	return any;
}

static void mark_twice(struct pieces *all)
{
	for (size_t i = 1; i < all->count; i++)
		all->piece[i].twice = same_words(&all->piece[i - 1], &all->piece[i]);
}

static void pieces_make(struct pieces *all, const struct form *form, const struct emit_head *head,
	const struct emitted *events, size_t n, struct emit_told *told, struct arena *a)
{
	all->piece = arena_alloc_array(a, n + 1, sizeof *all->piece);
	all->count = 0;
	for (size_t i = 0; i < n; i++) {
		struct piece *p = &all->piece[all->count];

		p->event = *events[i].event;
		settle(&p->event, head, a);
		if (keeps_its_name(&p->event, a) && in_range(p->event.happened.at) &&
			piece_write(form, p, a, false))
			all->count++;
	}
	told->said += all->count;
	told->left_out += n - all->count;
	sort(all);
	if (halves_alone(all, form, a))
		sort(all);
	mark_twice(all);
}

/* ---- messages ---- */

static void numbered(struct segments *s, size_t n, size_t most)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%zu", n);
	segment_element(s, digits, most);
}

static void put_unh(struct segments *s, const struct form *form, size_t line)
{
	segment_open(s, "UNH");
	numbered(s, line, 14);
	segment_element(s, form->type, 6);
	text_printf(&s->bytes, ":%s", form->identifier);
	segment_element(s, OWN_NAME, 35);
	segment_close(s);
}

static void put_words(struct segments *s, const char *words, unsigned count)
{
	text_say(&s->bytes, words);
	s->count += count;
}

static void put_cnt(struct segments *s, size_t boxes)
{
	segment_open(s, "CNT");
	segment_element(s, "16", 3);
	text_printf(&s->bytes, ":%zu", boxes);
	segment_close(s);
}

static void put_unt(struct segments *s, size_t line)
{
	segment_open(s, "UNT");
	numbered(s, s->count + 1, 10);
	numbered(s, line, 14);
	segment_close(s);
}

static void put_body(struct segments *s, const struct form *form, const struct piece *p, size_t number)
{
	if (form->consignments) {
		segment_open(s, "CNI");
		numbered(s, number, 4);
		segment_close(s);
	}
	put_words(s, p->body, p->body_count);
}

/* The message that begins with piece i; returns the first that is not in it. */
static size_t put_message(
	struct segments *s, const struct form *form, const struct pieces *all, size_t i, size_t line)
{
	const struct piece *first = &all->piece[i];
	size_t bodies = 0, boxes = 0;

	s->count = 0;
	put_unh(s, form, line);
	put_words(s, first->head, first->head_count);
	for (; i < all->count && bodies < first->most && by_head(first, &all->piece[i]) == 0; i++) {
		if (all->piece[i].twice)
			continue;
		put_body(s, form, &all->piece[i], ++bodies);
		boxes += all->piece[i].box;
	}
	put_words(s, first->foot, first->foot_count);
	if (form->counted)
		put_cnt(s, boxes);
	put_unt(s, line);
	for (; i < all->count && all->piece[i].twice; i++)
		;
	return i;
}

/* ---- the interchange ---- */

static const char *either(const char *a, const char *b)
{
	return a ? a : b;
}

static void put_unb(struct segments *s, const struct emit_head *head, bool wide)
{
	struct civil c = instant_to_civil(head->now, 0);
	char date[32], time[32];

	snprintf(date, sizeof date, wide ? "%04d%02d%02d" : "%02d%02d%02d", wide ? c.year : c.year % 100,
		c.month, c.day);
	snprintf(time, sizeof time, "%02d%02d", c.hour, c.minute);
	segment_open(s, "UNB");
	segment_element(s, wide ? "UNOY" : "UNOC", 4);
	segment_component(s, wide ? "4" : "3", 1);
	segment_element(s, either(head->sender, OWN_NAME), 35);
	segment_element(s, either(head->recipient, "UNKNOWN"), 35);
	segment_element(s, date, 8);
	segment_component(s, time, 4);
	segment_element(s, either(head->reference, "1"), 14);
	segment_close(s);
}

static void put_unz(struct segments *s, const struct emit_head *head, size_t messages)
{
	segment_open(s, "UNZ");
	numbered(s, messages, 6);
	segment_element(s, either(head->reference, "1"), 14);
	segment_close(s);
}

/* Parties may be named in letters that the messages do not have. */
static bool wide(const struct segments *s, const struct emit_head *head)
{
	struct text all = TEXT_INIT;
	bool fits;

	text_add(&all, s->bytes.bytes, s->bytes.length);
	text_say(&all, either(head->sender, ""));
	text_say(&all, either(head->recipient, ""));
	fits = text_to_latin1(&all);
	text_free(&all);
	return !fits;
}

void interchange_write(const struct form *form, struct text *out, const struct emit_head *head,
	const struct emitted *events, size_t n, struct emit_told *told)
{
	struct segments messages = {.bytes = TEXT_INIT}, whole = {.bytes = TEXT_INIT};
	struct arena arena = ARENA_INIT;
	struct pieces all;
	size_t line = 0;
	bool utf8;

	pieces_make(&all, form, head, events, n, told, &arena);
	for (size_t i = 0; i < all.count;)
		i = put_message(&messages, form, &all, i, ++line);
	utf8 = wide(&messages, head);
	put_unb(&whole, head, utf8);
	put_words(&whole, text_string(&messages.bytes), 0);
	put_unz(&whole, head, line);
	if (!utf8)
		text_to_latin1(&whole.bytes);
	text_add(out, whole.bytes.bytes, whole.bytes.length);
	text_free(&messages.bytes);
	text_free(&whole.bytes);
	arena_free(&arena);
}
