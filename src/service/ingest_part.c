#include "service/ingest_part.h"

#include "base/limits.h"

#include <string.h>

void part_open(struct part *p, const char *sender, uint32_t messages_most)
{
	*p = (struct part){.messages_most = messages_most};
	p->sender = arena_strdup(&p->arena, sender);
}

void part_close(struct part *p)
{
	text_free(&p->envelope);
	arena_free(&p->arena);
}

static const char **copy_words(struct arena *a, const char *const *words, size_t n)
{
	const char **copy = n ? arena_alloc_array(a, n, sizeof *copy) : NULL;

	for (size_t i = 0; i < n; i++)
		copy[i] = arena_strdup(a, words[i]);
	return copy;
}

static void copy_transport(struct arena *a, struct transport_ref *t)
{
	t->key = arena_strdup(a, t->key);
	t->imo = arena_strdup(a, t->imo);
	t->call_sign = arena_strdup(a, t->call_sign);
	t->name = arena_strdup(a, t->name);
	t->voyage = arena_strdup(a, t->voyage);
	t->carrier = arena_strdup(a, t->carrier);
	t->train = arena_strdup(a, t->train);
	t->wagon = arena_strdup(a, t->wagon);
	t->call = arena_strdup(a, t->call);
}

static void copy_references(struct arena *a, struct event *e)
{
	struct reference *copy = NULL;

	if (e->reference_count)
		copy = arena_alloc_array(a, e->reference_count, sizeof *copy);
	for (size_t i = 0; i < e->reference_count; i++) {
		copy[i].kind = arena_strdup(a, e->references[i].kind);
		copy[i].value = arena_strdup(a, e->references[i].value);
	}
	e->references = copy;
}

/* Gives every text of an event that was copied member by member a home in the arena. */
static void copy_event(struct arena *a, struct event *e)
{
	e->sender = arena_strdup(a, e->sender);
	e->subject = arena_strdup(a, e->subject);
	e->code = arena_strdup(a, e->code);
	e->happened.text = arena_strdup(a, e->happened.text);
	e->document = arena_strdup(a, e->document);
	e->place = arena_strdup(a, e->place);
	e->place_text = arena_strdup(a, e->place_text);
	e->facility = arena_strdup(a, e->facility);
	e->facility_list = arena_strdup(a, e->facility_list);
	copy_transport(a, &e->transport);
	e->size_type = arena_strdup(a, e->size_type);
	e->movement = arena_strdup(a, e->movement);
	e->operator_code = arena_strdup(a, e->operator_code);
	e->load_place = arena_strdup(a, e->load_place);
	e->discharge_place = arena_strdup(a, e->discharge_place);
	e->destination = arena_strdup(a, e->destination);
	e->stowage = arena_strdup(a, e->stowage);
	copy_references(a, e);
	e->seals = copy_words(a, e->seals, e->seal_count);
	e->measures = copy_words(a, e->measures, e->measure_count);
	e->remarks = copy_words(a, e->remarks, e->remark_count);
}

static void add_event(struct part *p, const struct message *m, const struct event *e)
{
	struct stored_event *s = arena_alloc(&p->arena, sizeof *s);

	s->event = *e;
	if (!s->event.sender)
		event_identify(&s->event, m->sender ? m->sender : p->sender);
	copy_event(&p->arena, &s->event);
	s->message = m->line;
	s->line = (uint32_t)p->event_count;
	p->events = arena_grow(
		&p->arena, p->events, p->event_count, &p->event_room, sizeof(struct stored_event *));
	p->events[p->event_count++] = s;
}

static const char *diagnostics_json(struct arena *a, const struct message *m)
{
	struct text t = TEXT_INIT;
	struct json j = {&t, false};
	const char *kept;

	if (!m->diagnostic_count)
		return "[]";
	jw_open(&j, '[');
	for (size_t i = 0; i < m->diagnostic_count; i++)
		diagnostic_write(&j, &m->diagnostics[i]);
	if (m->diagnostics_dropped) {
		char words[80];
		struct diagnostic more = {.severity = SEVERITY_INFORMATION,
			.code = "more-diagnostics",
			.text = words,
			.offset = NO_OFFSET};

		snprintf(words, sizeof words, "%zu more diagnostics of this message are not kept.",
			m->diagnostics_dropped);
		diagnostic_write(&j, &more);
	}
	jw_close(&j, ']');
	kept = arena_strndup(a, t.bytes, t.length);
	text_free(&t);
	return kept;
}

static const struct interchange *copy_interchange(struct arena *a, const struct interchange *i)
{
	struct interchange *copy;

	if (!i || !i->recipient)
		return NULL;
	copy = arena_alloc(a, sizeof *copy);
	copy->recipient = arena_strdup(a, i->recipient); /* all that is stored of it */
	return copy;
}

static const struct message *copy_message(struct arena *a, const struct message *m)
{
	struct message *copy = arena_alloc(a, sizeof *copy);

	*copy = *m;
	copy->interchange = copy_interchange(a, m->interchange);
	copy->format = arena_strdup(a, m->format);
	copy->type = arena_strdup(a, m->type);
	copy->directory = arena_strdup(a, m->directory);
	copy->reference = arena_strdup(a, m->reference);
	copy->document = arena_strdup(a, m->document);
	copy->sender = arena_strdup(a, m->sender);
	copy->events = NULL;
	copy->diagnostics = NULL;
	if (m->verdict == VERDICT_REJECTED)
		copy->event_count = 0;
	return copy;
}

static bool take_message(void *self, const struct message *m)
{
	struct part *p = self;
	struct message_row *row;

	if (p->messages_most && p->message_count == p->messages_most) {
		p->too_many = true;
		return false;
	}
	p->messages = arena_grow(
		&p->arena, p->messages, p->message_count, &p->message_room, sizeof(struct message_row));
	row = &p->messages[p->message_count++];
	row->message = copy_message(&p->arena, m);
	row->diagnostics = diagnostics_json(&p->arena, m);
	if (m->verdict == VERDICT_REJECTED) {
		p->rejected++;
		return true;
	}
	p->accepted++;
	p->warned += m->verdict == VERDICT_WARNINGS;
	for (size_t i = 0; i < m->event_count; i++)
		add_event(p, m, &m->events[i]);
	return true;
}

void part_diagnostic(struct part *p, const struct diagnostic *d)
{
	struct json j = {&p->envelope, p->envelope_count > 0};

	p->envelope_warns |= d->severity >= SEVERITY_WARNING;
	if (p->envelope_count == LIMIT_DIAGNOSTICS)
		return;
	p->envelope_count++;
	diagnostic_write(&j, d);
}

static void take_diagnostic(void *self, const struct diagnostic *d)
{
	part_diagnostic(self, d);
}

struct decode_sink part_sink(struct part *p)
{
	return (struct decode_sink){p, take_message, take_diagnostic};
}

static void refuse(struct part *p, const char *code, const char *text)
{
	struct diagnostic d = {.severity = SEVERITY_ERROR, .code = code, .text = text, .offset = NO_OFFSET};

	part_diagnostic(p, &d);
}

/* What a caller has to know who sent too many messages: nothing of them was kept but the bytes. */
static void refuse_all(struct part *p)
{
	uint32_t most = p->messages_most;

	refuse(p, "too-many-messages",
		arena_printf(&p->arena,
			"More than %u messages came in one delivery; none was taken. Send them in several, "
			"or give the file to landbridge import.",
			most));
	p->messages = NULL;
	p->events = NULL;
	p->message_count = p->message_room = p->event_count = p->event_room = 0;
	p->accepted = p->warned = p->rejected = 0;
}

static void decode_bytes(struct part *p, struct decoder *d, const char *bytes, size_t n)
{
	if (decoder_feed(d, bytes, n))
		decoder_end(d);
	if (p->too_many)
		refuse_all(p);
	else if (!p->message_count && !p->envelope_count)
		refuse(p, "no-message", "No message stands in these bytes.");
}

void part_decode(struct part *p, struct world *w, const char *content_type, const char *bytes, size_t n,
	const char **format)
{
	struct decode_world world = world_decode(w);
	struct decode_limits limits = {0};
	struct decode_sink sink = part_sink(p);
	struct decoder *d = NULL;

	*format = content_type ? decode_format_of_type(content_type) : NULL;
	if (!*format)
		*format = decode_sniff(bytes, n);
	if (*format)
		d = decoder_new(*format, &world, &limits, &sink);
	if (!d) {
		*format = NULL;
		refuse(p, "unknown-format",
			n ? "These bytes are in no format that is taken here: EDIFACT begins with UNA, UNB "
			    "or UNH, DCSA's JSON with [ or {."
			  : "There are no bytes here.");
		return;
	}
	decode_bytes(p, d, bytes, n);
	decoder_free(d);
}

const char *part_status(const struct part *p)
{
	if (!p->accepted)
		return verdict_names[VERDICT_REJECTED];
	if (p->rejected || p->warned || p->envelope_warns)
		return verdict_names[VERDICT_WARNINGS];
	return verdict_names[VERDICT_ACCEPTED];
}
