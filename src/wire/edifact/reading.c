#include "wire/edifact/reading.h"

#include "wire/edifact/events.h"
#include "wire/edifact/readers.h"
#include "wire/partner_ask.h"

#include <stdarg.h>

/* What it does to the message. */
static void count(struct reading *r, enum severity severity, enum severity usual)
{
	r->warned |= severity == SEVERITY_WARNING;
	r->rejected |= usual == SEVERITY_ERROR;
	r->refused |= severity == SEVERITY_ERROR;
}

static void add(struct reading *r, struct diagnostic d, const char *fmt, va_list args)
{
	struct message *m = &r->message;
	enum severity usual = d.severity;
	char text[512];

	d.severity = severity_for(r->world, r->partner, d.code, usual);
	if (d.severity == SEVERITIES)
		return;
	count(r, d.severity, usual);
	if (d.tag && r->box.open)
		d.subject = arena_strdup(r->lasting, r->box.number);
	/* errors are few, and must be seen even when the room is used up */
	if (m->diagnostic_count >= LIMIT_DIAGNOSTICS &&
		(d.severity != SEVERITY_ERROR || m->diagnostic_count >= LIMIT_DIAGNOSTICS + 10)) {
		m->diagnostics_dropped++;
		return;
	}
	vsnprintf(text, sizeof text, fmt, args);
	d.text = arena_strdup(r->lasting, text);
	m->diagnostics = arena_grow(
		r->lasting, m->diagnostics, m->diagnostic_count, &r->diagnostic_room, sizeof *m->diagnostics);
	r->usual[m->diagnostic_count] = (uint8_t)usual;
	m->diagnostics[m->diagnostic_count++] = d;
}

/* What was said before it was known who it is from. */
static void judge_again(struct reading *r)
{
	struct message *m = &r->message;
	size_t kept = 0;

	r->warned = r->refused = false;
	for (size_t i = 0; i < m->diagnostic_count; i++) {
		struct diagnostic d = m->diagnostics[i];
		enum severity usual = (enum severity)r->usual[i];

		d.severity = severity_for(r->world, r->partner, d.code, usual);
		if (d.severity == SEVERITIES)
			continue;
		count(r, d.severity, usual);
		r->usual[kept] = (uint8_t)usual;
		m->diagnostics[kept++] = d;
	}
	m->diagnostic_count = kept;
}

void reading_sender(struct reading *r, const char *nad)
{
	const struct interchange *unb = r->message.interchange;
	const struct partner *p;

	reading_identify(r);
	r->message.sender = nad;
	if (r->own)
		return;
	p = partner_for(r->world, r->hint, nad, unb ? unb->sender : NULL);
	if (p == r->partner)
		return;
	r->partner = p;
	judge_again(r);
	for (size_t i = 0; i < r->head.calls; i++)
		spot_meant(r, &r->head.call[i].spot);
}

void say(struct reading *r, enum severity severity, const char *code, const struct segment *s, unsigned e,
	unsigned c, const char *fmt, ...)
{
	struct diagnostic d = {.severity = severity,
		.code = code,
		.tag = *s->name ? arena_strdup(r->lasting, s->name) : NULL,
		.segment = r->segments,
		.element = e,
		.component = c,
		.offset = s->offset};
	va_list args;

	va_start(args, fmt);
	add(r, d, fmt, args);
	va_end(args);
}

void say_box(struct reading *r, enum severity severity, const char *code, const char *fmt, ...)
{
	struct diagnostic d = {.severity = severity,
		.code = code,
		.tag = "EQD",
		.segment = r->box.segment,
		.offset = r->box.offset};
	va_list args;

	va_start(args, fmt);
	add(r, d, fmt, args);
	va_end(args);
}

void say_at(struct reading *r, enum severity severity, const char *code, const struct stand *at, unsigned e,
	unsigned c, const char *fmt, ...)
{
	struct diagnostic d = {.severity = severity,
		.code = code,
		.tag = at->tag,
		.segment = at->segment,
		.element = e,
		.component = c,
		.offset = at->offset};
	va_list args;

	va_start(args, fmt);
	add(r, d, fmt, args);
	va_end(args);
}

void say_message(struct reading *r, enum severity severity, const char *code, const char *fmt, ...)
{
	struct diagnostic d = {.severity = severity, .code = code, .offset = r->message.offset};
	va_list args;

	va_start(args, fmt);
	add(r, d, fmt, args);
	va_end(args);
}

unsigned slice_number(struct slice x)
{
	unsigned n = 0;
	uint32_t i;

	if (!x.n || x.n > 8)
		return 0;
	for (i = 0; i < x.n; i++) {
		if (x.s[i] < '0' || x.s[i] > '9')
			return 0;
		n = n * 10 + (unsigned)(x.s[i] - '0');
	}
	return n;
}

/* The longest beginning of at most `most` bytes that ends at a character's end. */
static uint32_t fitting(struct slice x, uint32_t most)
{
	uint32_t n = x.n < most ? x.n : most;

	while (n && n < x.n && ((uint8_t)x.s[n] & 0xC0) == 0x80)
		n--;
	return n;
}

const char *keep(struct reading *r, struct slice x)
{
	x = trimmed(x);
	if (!x.n)
		return NULL;
	if (x.n > MOST_VALUE) {
		x.n = fitting(x, MOST_VALUE);
		say_message(r, SEVERITY_WARNING, "value-cut",
			"a value longer than %u bytes was cut: \"%.20s...\"", MOST_VALUE, x.s);
	}
	return arena_strndup(r->arena, x.s, x.n);
}

const char *joined(struct reading *r, struct slice a, char by, struct slice b)
{
	uint32_t an, bn;
	char *s;

	a = trimmed(a);
	b = trimmed(b);
	if (!b.n)
		return keep(r, a);
	an = fitting(a, MOST_VALUE);
	bn = fitting(b, MOST_VALUE);
	s = arena_alloc(r->arena, (size_t)an + bn + 2);
	memcpy(s, a.s, an);
	s[an] = by;
	memcpy(s + an + 1, b.s, bn);
	return s;
}

void list_add(struct reading *r, struct list *list, const char *item)
{
	if (!item)
		return;
	if (list->count == MOST_LIST)
		r->box.cut = true;
	else
		list->item[list->count++] = item;
}

static void complain(struct reading *r, const struct segment *s)
{
	if (s->faults & SEGMENT_TOO_LONG)
		say(r, SEVERITY_ERROR, "segment-too-long", s, 0, 0,
			"this segment has %u bytes: more than %u are not taken", s->length, LIMIT_SEGMENT);
	if (s->faults & SEGMENT_TOO_MANY)
		say(r, SEVERITY_ERROR, "segment-too-wide", s, 0, 0,
			"this segment has more than %u data elements", LIMIT_SEGMENT_ELEMENTS);
	if (s->faults & SEGMENT_CONTROLS)
		say(r, SEVERITY_WARNING, "control-character", s, s->faulty, 0,
			"control characters in this segment were dropped");
	if (s->faults & SEGMENT_BAD_TEXT)
		say(r, SEVERITY_WARNING, "character-set", s, s->faulty, 0,
			"characters outside of the interchange's set%s%s: UTF-8 was read as such, anything "
			"else "
			"is now U+FFFD",
			r->message.interchange && r->message.interchange->syntax ? " " : "",
			r->message.interchange && r->message.interchange->syntax
				? r->message.interchange->syntax
				: "");
	if (s->faults & SEGMENT_BROKEN)
		say(r, SEVERITY_INFORMATION, "line-break", s, 0, 0,
			"line ends inside this segment were dropped");
	if (s->faults & SEGMENT_NO_TAG)
		say(r, SEVERITY_WARNING, "segment-name", s, 0, 0,
			"this is no segment: three letters or digits were expected");
}

static void unmatched(struct reading *r, const struct segment *s)
{
	const char *type = r->message.type;

	if (groups_know(r->groups, s->tag))
		say(r, SEVERITY_WARNING, "segment-position", s, 0, 0,
			"segment %s of this %s fits no row here: it stands outside of its group and was "
			"passed over",
			s->name, type);
	else
		say(r, SEVERITY_WARNING, "segment-unknown", s, 0, 0,
			"segment %s fits no row of %s: it was passed over", s->name, type);
}

#define TOO_LARGE "a message may have %u segments and hold %u bytes decoded: split it"

/* The same whether its events were handed over or not: a verdict does not go by who asks. */
static size_t held(const struct reading *r)
{
	return r->lasting->given + r->passing->given + r->let_go +
	       r->message.event_count * sizeof(struct event);
}

static bool fits(struct reading *r, const struct segment *s)
{
	if (r->segments <= LIMIT_MESSAGE_SEGMENTS && held(r) <= LIMIT_MESSAGE_MEMORY)
		return true;
	say(r, SEVERITY_ERROR, "message-too-large", s, 0, 0, TOO_LARGE, LIMIT_MESSAGE_SEGMENTS,
		LIMIT_MESSAGE_MEMORY);
	return false;
}

void reading_identify(struct reading *r)
{
	struct made *made = r->made;

	if (made->count > made->identified)
		events_identify(
			&made->events[made->identified], made->count - made->identified, r->message.sender);
	made->identified = made->count;
}

void reading_hand_over(struct reading *r)
{
	struct made *made = r->made;

	reading_identify(r);
	if (made->count && !r->stopped)
		r->stopped = !r->hand_over(r->ear, &r->message, made->events, made->count);
	made->count = made->identified = 0;
	r->let_go += r->passing->given;
	arena_reset(r->passing);
	memset(r->met, 0, sizeof r->met);
}

bool reading_fits(struct reading *r)
{
	if (held(r) <= LIMIT_MESSAGE_MEMORY)
		return true;
	if (!r->rejected)
		say_message(r, SEVERITY_ERROR, "message-too-large", TOO_LARGE, LIMIT_MESSAGE_SEGMENTS,
			LIMIT_MESSAGE_MEMORY);
	return false;
}

/* References, seals and free text are read with all their repetitions; of anything else the first counts. */
static void repetitions_check(struct reading *r, const struct segment *s)
{
	if (!s->repeats || s->tag == TAG('R', 'F', 'F') || s->tag == TAG('S', 'E', 'L') ||
		s->tag == TAG('F', 'T', 'X'))
		return;
	for (unsigned e = 1; e <= s->elements; e++)
		for (unsigned k = 0; k < s->element[e].count; k++)
			if (s->slice[s->element[e].first + k].repeats) {
				say(r, SEVERITY_INFORMATION, "repetition-ignored", s, e, 0,
					"this element comes more than once: the first was taken");
				return;
			}
}

void reading_take(struct reading *r, const struct segment *s)
{
	const struct rule *rule;
	enum group stands;

	r->segments++;
	if (r->rejected || !r->kind || !fits(r, s))
		return;
	if (s->faults)
		complain(r, s);
	if (!s->tag || r->rejected)
		return;
	repetitions_check(r, s);
	rule = groups_match(r->groups, r->group, s, &stands);
	if (!rule) {
		unmatched(r, s);
		return;
	}
	if (r->box.open && !(r->groups->open[stands] & (BOX | STATUS_BOX | CELL | STOP)))
		r->kind->box_done(r);
	r->group = rule->opens != GROUP_HEAD ? rule->opens : stands;
	r->arena = r->group >= GROUP_BOX ? r->passing : r->lasting;
	if (rule->read)
		rule->read(r, s);
}

void reading_last_box(struct reading *r)
{
	if (r->kind && !r->rejected && r->box.open)
		r->kind->box_done(r);
}

void reading_end(struct reading *r)
{
	reading_last_box(r);
	if (!r->kind || r->rejected)
		return;
	if (r->kind->end)
		r->kind->end(r);
	head_end(r);
	if (!r->head.document_code && !r->head.document_name && !r->kind->eventless)
		say_message(r, SEVERITY_WARNING, "bgm-missing",
			"no BGM says which report this is: direction and function were taken from the rest");
	if (r->head.count >= 0 && r->head.count != (long long)r->boxes)
		say_at(r, SEVERITY_WARNING, "count-mismatch", &r->head.count_stand, 1, 2,
			"CNT says %lld containers, the message has %u", r->head.count, r->boxes);
	if (!r->message.event_count && !r->rejected && !r->kind->eventless)
		say_message(r, SEVERITY_ERROR, "no-event", "nothing in this message could be made an event");
}
