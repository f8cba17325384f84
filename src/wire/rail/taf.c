#include "wire/rail/taf.h"

#include "wire/rail/taf_reading.h"
#include "wire/xml/xml.h"

#include <stdlib.h>
#include <string.h>

struct taf {
	struct decode_world world;
	struct decode_limits limits;
	struct decode_sink sink;
	struct decode_hint hint;
	struct taf_index index;
	struct xml *xml;
	struct arena lasting, passing; /* of the message under way */
	struct taf_reading reading;
	decode_events *hand_over;
	bool in_message, found; /* found: the document has a message */
	uint32_t line, told;
};

static bool has(const char *bytes, size_t n, const char *word)
{
	return memmem(bytes, n, word, strlen(word)) != NULL;
}

bool taf_sniff(const char *bytes, size_t n)
{
	char seen[1024];
	size_t length = xml_glimpse(bytes, n < sizeof seen ? n : sizeof seen, seen, sizeof seen), i = 0;

	while (i < length && (seen[i] == ' ' || seen[i] == '\n' || seen[i] == '\r' || seen[i] == '\t'))
		i++;
	if (i == length || seen[i] != '<')
		return false;
	if (has(seen, length, "taf-jsg.info") || has(seen, length, "TAFTSI"))
		return true;
	for (i = 0; i < taf_message_count; i++)
		if (has(seen, length, taf_messages[i].name))
			return true;
	return false;
}

static void tell(struct taf *t, enum severity usual, const char *code, const char *text, uint64_t offset)
{
	const struct partner *p = partner_for(&t->world, &t->hint, NULL, NULL);
	enum severity severity = severity_for(&t->world, p, code, usual);
	struct diagnostic d = {.severity = severity,
		.tightened = severity == SEVERITY_ERROR && usual != SEVERITY_ERROR,
		.code = code,
		.text = text,
		.offset = offset};

	if (severity == SEVERITIES || (t->told++ >= LIMIT_DIAGNOSTICS && severity != SEVERITY_ERROR) ||
		!t->sink.diagnostic)
		return;
	t->sink.diagnostic(t->sink.self, &d);
}

/* A message begins. */

static bool start(struct taf *t, const struct taf_message *kind, const char *name)
{
	struct taf_reading *r = &t->reading;
	struct event *made = r->made;
	size_t room = r->made_room;

	if (t->limits.messages && t->line >= t->limits.messages) {
		tell(t, SEVERITY_ERROR, "too-many-messages",
			"there are more messages here than one delivery may have: send them in several, or "
			"import them",
			xml_offset(t->xml));
		return false;
	}
	arena_reset(&t->lasting);
	arena_reset(&t->passing);
	memset(r, 0, sizeof *r);
	r->made = made;
	r->made_room = room;
	r->index = &t->index;
	r->world = &t->world;
	r->hint = &t->hint;
	r->sink = &t->sink;
	r->arena = r->lasting = &t->lasting;
	r->passing = &t->passing;
	r->hand_over = t->hand_over;
	r->offset = xml_offset(t->xml);
	r->message = (struct message){
		.line = ++t->line, .format = "TAF", .said = INSTANT_NONE, .offset = r->offset};
	t->in_message = t->found = true;
	taf_begin(r, kind, name);
	return true;
}

/* And ends, at that byte. */
static bool end(struct taf *t, uint64_t at)
{
	struct taf_reading *r = &t->reading;
	struct message *m = &r->message;

	t->in_message = false;
	m->length = at > m->offset ? at - m->offset : 0;
	taf_finish(r);
	taf_identify(r);
	m->verdict = r->rejected ? VERDICT_REJECTED : r->warned ? VERDICT_WARNINGS : VERDICT_ACCEPTED;
	if (r->rejected)
		m->event_count = 0;
	else if (t->hand_over && r->made_count && !r->stopped)
		r->stopped = !t->hand_over(t->sink.self, m, r->made, r->made_count);
	else if (!t->hand_over)
		m->events = r->made;
	return !r->stopped && t->sink.message(t->sink.self, m);
}

static bool is_message(const char *name)
{
	size_t n = strlen(name);

	return n > 7 && strcmp(name + n - 7, "Message") == 0 && strcmp(name, "UICMessage") != 0;
}

static enum xml_want on_open(void *self, const char *name, const char **attributes)
{
	struct taf *t = self;
	const struct taf_message *kind;

	(void)attributes;
	if (t->in_message) {
		t->reading.offset = xml_offset(t->xml);
		return taf_open(&t->reading, name) ? XML_TEXT : XML_INSIDE;
	}
	kind = taf_message_named(name);
	if (!kind && !is_message(name))
		return XML_AROUND;
	return start(t, kind, name) ? XML_INSIDE : XML_STOPS;
}

static bool on_close(void *self, const char *text, size_t n, bool cut)
{
	struct taf *t = self;
	struct taf_reading *r = &t->reading;

	if (!t->in_message)
		return true;
	if (r->depth > 1 || r->skipped) {
		taf_close(r, text, n, cut);
		return !r->stopped;
	}
	if (!end(t, xml_after(t->xml)))
		return false;
	xml_safe_here(t->xml);
	return true;
}

static void on_ends(void *self, bool broken)
{
	struct taf *t = self;

	if (!t->found && !broken)
		tell(t, SEVERITY_ERROR, "no-message", "this document has no TAF message", xml_offset(t->xml));
	t->found = false;
}

static void on_fault(void *self, enum severity severity, const char *code, const char *text, uint64_t offset)
{
	struct taf *t = self;

	if (!t->in_message || severity != SEVERITY_ERROR) {
		tell(t, severity, code, text, offset);
		return;
	}
	taf_say(&t->reading, severity, code, offset, "%s: the message was refused", text);
	t->reading.stopped |= !end(t, offset);
	t->found = true;
}

void *taf_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	struct taf *t = calloc(1, sizeof *t);
	const struct xml_ear ear = {t, on_open, on_close, on_ends, on_fault};

	if (!t)
		abort();
	t->world = *world;
	if (limits)
		t->limits = *limits;
	t->sink = *sink;
	taf_index_make(&t->index);
	t->xml = xml_new(&ear);
	return t;
}

void taf_free(void *self)
{
	struct taf *t = self;

	if (!t)
		return;
	xml_free(t->xml);
	arena_free(&t->lasting);
	arena_free(&t->passing);
	free(t->reading.made);
	free(t);
}

void taf_hand_over(void *self, decode_events *events)
{
	((struct taf *)self)->hand_over = events;
}

void taf_hint(void *self, const struct decode_hint *hint)
{
	((struct taf *)self)->hint = *hint;
}

bool taf_feed(void *self, const void *bytes, size_t n)
{
	struct taf *t = self;

	return xml_feed(t->xml, bytes, n) && !t->reading.stopped;
}

bool taf_end(void *self)
{
	struct taf *t = self;

	if (!xml_end(t->xml) || t->reading.stopped)
		return false;
	if (!t->line && !t->told)
		tell(t, SEVERITY_ERROR, "no-message", "there is no message in these bytes", NO_OFFSET);
	return true;
}

uint64_t taf_safe_offset(const void *self)
{
	return xml_safe_offset(((const struct taf *)self)->xml);
}

const char *taf_state(const void *self, struct arena *a)
{
	return xml_state(((const struct taf *)self)->xml, a);
}

bool taf_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before)
{
	struct taf *t = self;

	t->line = messages_before;
	t->found = messages_before > 0;
	return xml_resume(t->xml, state, offset);
}
