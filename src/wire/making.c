#include "wire/making.h"

#include "base/limits.h"

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

const char *making_partner(const struct making *m)
{
	const struct decode_hint *h = m->hint;
	const struct partner_asked asked = {.forced = h->partner,
		.mail = h->mail,
		.folder = h->folder,
		.device = h->device,
		.key = h->sender};
	const struct partner *p = m->world->partner ? m->world->partner(m->world->self, &asked) : NULL;

	return p ? p->name : h->partner;
}

bool making_finish(struct making *m, const struct decode_sink *sink, decode_events *hand_over)
{
	m->message.verdict = m->rejected ? VERDICT_REJECTED : m->warned ? VERDICT_WARNINGS : VERDICT_ACCEPTED;
	if (m->rejected) {
		m->event_count = m->message.event_count = m->message.paper_count = 0;
		return sink->message(sink->self, &m->message);
	}
	for (size_t i = 0; i < m->event_count; i++)
		event_identify(&m->events[i], m->message.sender);
	m->message.event_count = m->event_count;
	if (!hand_over)
		m->message.events = m->events;
	else if (m->event_count && !hand_over(sink->self, &m->message, m->events, m->event_count))
		return false;
	return sink->message(sink->self, &m->message);
}
