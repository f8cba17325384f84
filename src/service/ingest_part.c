#include "service/ingest_part.h"

#include "base/limits.h"
#include "service/acknowledge.h"

#include <string.h>

void part_open(struct part *p, const char *sender, const char *party, uint32_t messages_most)
{
	*p = (struct part){.messages_most = messages_most};
	p->sender = arena_strdup(&p->arena, sender);
	p->party = arena_strdup(&p->arena, party);
	p->hint = (struct decode_hint){.sender = p->sender, .received = INSTANT_NONE};
}

void part_close(struct part *p)
{
	text_free(&p->envelope);
	noted_free(&p->noted);
	arena_free(&p->arena);
}

struct stored_event *part_add_event(
	struct part *p, const struct message *m, const struct event *e, uint32_t line)
{
	struct stored_event *s = arena_alloc(&p->arena, sizeof *s);

	s->event = *e;
	event_keep(&p->arena, &s->event);
	s->event.source = m->source;
	s->message = m->line;
	s->line = line;
	p->events = arena_grow(
		&p->arena, p->events, p->event_count, &p->event_room, sizeof(struct stored_event *));
	p->events[p->event_count++] = s;
	return s;
}

void part_identify(const struct part *p, struct stored_event *s, const char *sender)
{
	if (s->event.sender && !p->party)
		return;
	s->event.party = p->party;
	event_identify(&s->event, sender ? sender : p->sender);
}

uint64_t part_events(const struct part *p)
{
	return p->event_count + p->noted.events;
}

static bool take_events(void *self, const struct message *m, const struct event *e, size_t n)
{
	struct part *p = self;

	for (size_t i = 0; i < n; i++) {
		uint32_t line = (uint32_t)part_events(p);

		if (p->notes && e[i].subject_kind == SUBJECT_CONTAINER)
			noted_event(&p->noted, &p->arena, &e[i], line);
		else
			part_add_event(p, m, &e[i], line);
	}
	return true;
}

/* The message under way has ended, and is kept as `copy`.  What it said stays, or it goes. */
static void settle_events(struct part *p, const struct message *m, const struct message *copy)
{
	if (m->verdict == VERDICT_REJECTED) {
		p->event_count = p->events_before;
		noted_back(&p->noted, p->noted_before);
	} else if (m->events) {
		take_events(p, m, m->events, m->event_count);
	}
	for (size_t i = p->events_before; i < p->event_count; i++)
		part_identify(p, p->events[i], copy->sender);
	p->events_before = p->event_count;
	p->noted_before = noted_mark(&p->noted);
}

static void say_more(struct json *j, size_t dropped)
{
	char words[80];
	struct diagnostic more = {.severity = SEVERITY_INFORMATION,
		.code = "more-diagnostics",
		.text = words,
		.offset = NO_OFFSET};

	snprintf(words, sizeof words, "%zu more diagnostics of this message are not kept.", dropped);
	diagnostic_write(j, &more);
}

static const char *diagnostics_json(struct part *p, const struct message *m)
{
	bool all = p->told + m->diagnostic_count <= LIMIT_DIAGNOSTICS_ALL;
	size_t dropped = m->diagnostics_dropped;
	struct text t = TEXT_INIT;
	struct json j = {&t, false};
	const char *kept;

	if (!m->diagnostic_count)
		return "[]";
	jw_open(&j, '[');
	for (size_t i = 0; i < m->diagnostic_count; i++) {
		if (!all && m->diagnostics[i].severity != SEVERITY_ERROR) {
			dropped++;
			continue;
		}
		diagnostic_write(&j, &m->diagnostics[i]);
		p->told++;
	}
	if (dropped)
		say_more(&j, dropped);
	jw_close(&j, ']');
	kept = arena_strndup(&p->arena, t.bytes, t.length);
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
	copy->agency = copy->association = NULL;
	copy->reference = arena_strdup(a, m->reference);
	copy->document = arena_strdup(a, m->document);
	copy->sender = arena_strdup(a, m->sender);
	copy->events = NULL;
	copy->diagnostics = NULL;
	copy->papers = NULL; /* the part has them */
	copy->paper_count = 0;
	copy->positions = NULL;
	copy->position_count = 0;
	if (m->verdict == VERDICT_REJECTED)
		copy->event_count = 0;
	return copy;
}

static void take_papers(struct part *p, const struct message *m, const struct message *copy)
{
	for (size_t i = 0; i < m->paper_count; i++) {
		struct stored_paper *s = arena_alloc(&p->arena, sizeof *s);

		*s = (struct stored_paper){.paper = m->papers[i],
			.sender = copy->sender ? copy->sender : p->sender,
			.party = p->party,
			.said = m->said,
			.message = m->line};
		paper_keep(&p->arena, &s->paper);
		p->papers = arena_grow(
			&p->arena, p->papers, p->paper_count, &p->paper_room, sizeof(struct stored_paper *));
		p->papers[p->paper_count++] = s;
	}
}

static void take_positions(struct part *p, const struct message *m)
{
	for (size_t i = 0; i < m->position_count; i++) {
		struct stored_position *s = arena_alloc(&p->arena, sizeof *s);

		*s = (struct stored_position){
			.position = m->positions[i], .party = p->party, .message = m->line};
		position_keep(&p->arena, &s->position);
		p->positions = arena_grow(&p->arena, p->positions, p->position_count, &p->position_room,
			sizeof(struct stored_position *));
		p->positions[p->position_count++] = s;
	}
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
	p->whole |= m->whole;
	p->contrl |= acknowledge_owed(p->asked, &p->hint, m, p->acknowledge);
	row->message = copy_message(&p->arena, m);
	row->diagnostics = diagnostics_json(p, m);
	settle_events(p, m, row->message);
	if (m->verdict == VERDICT_REJECTED) {
		p->rejected++;
		return true;
	}
	take_papers(p, m, row->message);
	take_positions(p, m);
	p->accepted++;
	p->warned += m->verdict == VERDICT_WARNINGS;
	return true;
}

void part_diagnostic(struct part *p, const struct diagnostic *d)
{
	struct json j = {&p->envelope, p->envelope_count > 0};

	p->envelope_warns |= d->severity >= SEVERITY_WARNING;
	p->envelope_fails |= d->tightened;
	p->envelope_errs |= d->severity == SEVERITY_ERROR;
	if (p->envelope_count == LIMIT_DIAGNOSTICS)
		return;
	p->envelope_count++;
	diagnostic_write(&j, d);
}

static void take_diagnostic(void *self, const struct diagnostic *d)
{
	part_diagnostic(self, d);
}

static void take_unknown(void *self, const struct unknown_code *u)
{
	struct part *p = self;

	unknowns_take(&p->unknown, &p->arena, u);
}

struct decode_sink part_sink(struct part *p)
{
	return (struct decode_sink){
		.self = p, .message = take_message, .diagnostic = take_diagnostic, .unknown = take_unknown};
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
	noted_back(&p->noted, (struct noted_mark){0});
	p->messages = NULL;
	p->events = NULL;
	p->paper_count = p->position_count = 0;
	p->message_count = p->message_room = p->event_count = p->event_room = 0;
	p->accepted = p->warned = p->rejected = 0;
}

/* With one more diagnostic, which says why. */
static const char *diagnostics_and(struct part *p, const char *list, const char *code, const char *words)
{
	struct diagnostic d = {.severity = SEVERITY_ERROR, .code = code, .text = words, .offset = NO_OFFSET};
	struct text t = TEXT_INIT;
	struct json j = {&t, list[1] != ']'};
	const char *kept;

	text_add(&t, list, strlen(list) - 1);
	diagnostic_write(&j, &d);
	jw_close(&j, ']');
	kept = arena_strndup(&p->arena, t.bytes, t.length);
	text_free(&t);
	return kept;
}

static void refuse_messages(struct part *p, const char *code, const char *words)
{
	for (size_t i = 0; i < p->message_count; i++) {
		struct message *copy = arena_alloc(&p->arena, sizeof *copy);

		*copy = *p->messages[i].message;
		if (copy->verdict == VERDICT_REJECTED)
			continue;
		copy->verdict = VERDICT_REJECTED;
		copy->event_count = 0;
		p->messages[i].message = copy;
		p->messages[i].diagnostics = diagnostics_and(p, p->messages[i].diagnostics, code, words);
	}
	noted_back(&p->noted, (struct noted_mark){0});
	p->event_count = p->paper_count = p->position_count = 0;
	p->rejected = p->message_count;
	p->accepted = p->warned = 0;
}

void part_settle(struct part *p)
{
	if (!p->accepted)
		return;
	if (p->envelope_fails)
		refuse_messages(p, "envelope-refused",
			"what surrounds this message is not as its partner has to send it: nothing in there "
			"was taken");
	else if (rows_are_whole(p->rows, p->whole) && (p->rejected || p->envelope_errs))
		refuse_messages(p, "all-or-none",
			"something else of this delivery was refused, and it was to be taken whole or not "
			"at all");
}

bool decode_all(const char *format, struct world *w, const struct decode_hint *hint,
	const struct decode_sink *sink, decode_events *events, const char *bytes, size_t n)
{
	struct decode_world world = world_decode(w);
	struct decode_limits limits = {0};
	struct decoder *d = decoder_new(format, &world, &limits, sink);

	if (d)
		decoder_hint(d, hint);
	if (d && events)
		decoder_hand_over(d, events);
	if (d && decoder_feed(d, bytes, n))
		decoder_end(d);
	decoder_free(d);
	return d != NULL;
}

void part_decode(struct part *p, struct world *w, const char *content_type, const char *bytes, size_t n,
	const char **format)
{
	struct decode_sink sink = part_sink(p);
	const struct decode_world asked = world_decode(w);

	*format = decode_format(content_type, bytes, n);
	if (*format && strcmp(*format, "SHEET") == 0) /* a row is a message, and a small one */
		p->messages_most *= LIMIT_SHEET_MESSAGES / LIMIT_MESSAGES;
	p->asked = &asked;
	if (!decode_all(*format, w, &p->hint, &sink, p->notes ? take_events : NULL, bytes, n)) {
		*format = NULL;
		refuse(p, "unknown-format",
			n ? "These bytes are in no format that is taken here: EDIFACT begins with UNA, UNB "
			    "or UNH, JSON (DCSA, positions) with [ or {, TAF's XML with <, a sheet has a row "
			    "of "
			    "headings."
			  : "There are no bytes here.");
	} else if (p->too_many) {
		refuse_all(p);
	} else if (!p->message_count && !p->envelope_count) {
		refuse(p, "no-message", "No message stands in these bytes.");
	} else {
		part_settle(p);
	}
	p->asked = NULL;
}

const char *part_status(const struct part *p)
{
	if (!p->accepted)
		return verdict_names[VERDICT_REJECTED];
	if (p->rejected || p->warned || p->envelope_warns)
		return verdict_names[VERDICT_WARNINGS];
	return verdict_names[VERDICT_ACCEPTED];
}
