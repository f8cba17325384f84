#include "wire/making.h"

#include "base/limits.h"
#include "wire/partner_ask.h"

#include <stdio.h>
#include <string.h>

#define REFUSALS 10 /* errors that are heard even when much was said before */

void making_start(struct making *m, struct arena *a, const struct decode_world *w,
	const struct decode_hint *hint, const struct message *message)
{
	*m = (struct making){.arena = a, .world = w, .hint = hint, .message = *message};
}

void making_say(struct making *m, enum severity severity, const char *code, const struct making_at *at,
	const char *subject, const char *fmt, ...)
{
	struct diagnostic *d;
	size_t count = m->message.diagnostic_count;
	char text[512];
	va_list args;

	severity = severity_for(m->world, making_partner(m), code, severity);
	if (severity == SEVERITIES)
		return;
	m->warned |= severity == SEVERITY_WARNING;
	m->rejected |= severity == SEVERITY_ERROR;
	if (count >= LIMIT_DIAGNOSTICS &&
		(severity != SEVERITY_ERROR || count >= LIMIT_DIAGNOSTICS + REFUSALS)) {
		m->message.diagnostics_dropped++;
		return;
	}
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	m->message.diagnostics =
		arena_grow(m->arena, m->message.diagnostics, count, &m->diagnostic_room, sizeof *d);
	d = &m->message.diagnostics[m->message.diagnostic_count++];
	*d = (struct diagnostic){.severity = severity,
		.code = code,
		.text = arena_strdup(m->arena, text),
		.subject = arena_strdup(m->arena, subject),
		.tag = at->tag,
		.segment = at->segment,
		.element = at->element,
		.offset = at->offset};
}

struct event *making_event(struct making *m, const struct making_at *at)
{
	struct event *e;

	m->events = arena_grow(m->arena, m->events, m->event_count, &m->event_room, sizeof *m->events);
	e = &m->events[m->event_count++];
	*e = (struct event){.said = m->message.said,
		.said_offset = m->message.said_offset,
		.function = m->message.function,
		.document = m->message.document,
		.happened.at = INSTANT_NONE,
		.segment = at->segment,
		.offset = at->offset};
	return e;
}

/* Room for one more behind count elements, where arrays double at each power of two. */
static void *grown(struct arena *a, const void *list, size_t count, size_t size)
{
	char *more;

	if (count & (count - 1))
		return (void *)(uintptr_t)list;
	more = arena_alloc_array(a, count ? count * 2 : 1, size);
	if (count)
		memcpy(more, list, count * size);
	return more;
}

static void add(struct making *m, const char ***list, size_t *count, const char *item)
{
	*list = grown(m->arena, *list, *count, sizeof **list);
	(*list)[(*count)++] = item;
}

void making_reference(struct making *m, struct event *e, const char *kind, const char *value)
{
	if (!value || !*value)
		return;
	e->references = grown(m->arena, e->references, e->reference_count, sizeof *e->references);
	e->references[e->reference_count++] = (struct reference){kind, value};
}

void making_seal(struct making *m, struct event *e, const char *issuer, const char *number)
{
	if (number && *number)
		add(m, &e->seals, &e->seal_count, arena_printf(m->arena, "%s:%s", issuer, number));
}

void making_measure(struct making *m, struct event *e, const char *what, const char *value, const char *unit)
{
	if (value && *value)
		add(m, &e->measures, &e->measure_count,
			arena_printf(m->arena, "%s:%s:%s", what, value, unit));
}

void making_remark(struct making *m, struct event *e, const char *what, const char *text)
{
	if (text && *text)
		add(m, &e->remarks, &e->remark_count, arena_printf(m->arena, "%s:%s", what, text));
}

const struct partner *making_partner(struct making *m)
{
	const char *sender = m->message.sender;

	if (!m->partner_asked || m->asked_of != sender) {
		m->partner = partner_for(m->world, m->hint, NULL, sender);
		m->asked_of = sender;
		m->partner_asked = true;
	}
	return m->partner;
}

const struct zone *making_zone(struct making *m, const char *column)
{
	const struct decode_world *w = m->world;
	const struct partner *p = w->zone_of_column ? making_partner(m) : NULL;
	const char *sender = m->hint->sender;
	const struct zone *z = p ? w->zone_of_column(w->self, p->name, m->message.type, column) : NULL;

	return z || !sender || !w->zone_of_sender ? z : w->zone_of_sender(w->self, sender, m->message.type);
}

const char *making_meaning(struct making *m, enum partner_list list, const char *code)
{
	return meaning_for(m->world, making_partner(m), list, code);
}

void making_unknown(struct making *m, enum partner_list list, const char *code, const struct making_at *at)
{
	m->unknown = grown(m->arena, m->unknown, m->unknown_count, sizeof *m->unknown);
	m->unknown[m->unknown_count++] = (struct making_unknown){list, arena_strdup(m->arena, code),
		arena_printf(m->arena, "message %u, record %u%s%s", m->message.line, at->segment,
			at->tag ? " " : "", at->tag ? at->tag : "")};
}

static void tell_unknown(struct making *m, const struct decode_sink *sink)
{
	const char *sender = m->message.sender ? m->message.sender : m->hint->sender;

	for (size_t i = 0; i < m->unknown_count; i++)
		unknown_tell(sink, making_partner(m), sender, m->unknown[i].list, m->unknown[i].code,
			m->unknown[i].sample);
}

bool making_finish(struct making *m, const struct decode_sink *sink, decode_events *hand_over)
{
	m->message.verdict = m->rejected ? VERDICT_REJECTED : m->warned ? VERDICT_WARNINGS : VERDICT_ACCEPTED;
	tell_unknown(m, sink);
	if (m->rejected) {
		m->event_count = m->message.event_count = m->message.paper_count = 0;
		return sink->message(sink->self, &m->message);
	}
	events_identify(m->events, m->event_count, m->message.sender);
	m->message.event_count = m->event_count;
	if (!hand_over)
		m->message.events = m->events;
	else if (m->event_count && !hand_over(sink->self, &m->message, m->events, m->event_count))
		return false;
	return sink->message(sink->self, &m->message);
}
