#include "wire/dcsa_in/scanned.h"

#include "base/limits.h"
#include "wire/partner_ask.h"

#include <stdlib.h>

void scanned_tell(struct scanned *s, enum severity usual, const char *code, const char *text, uint64_t offset)
{
	const struct partner *p = partner_for(&s->world, s->hint, NULL, NULL);
	enum severity severity = severity_for(&s->world, p, code, usual);
	struct diagnostic what = {.severity = severity,
		.tightened = severity == SEVERITY_ERROR && usual != SEVERITY_ERROR,
		.code = code,
		.text = text,
		.offset = offset};

	if (severity == SEVERITIES)
		return;
	s->failed |= severity == SEVERITY_ERROR;
	if ((s->told++ >= LIMIT_DIAGNOSTICS && severity != SEVERITY_ERROR) || !s->sink.diagnostic)
		return;
	s->sink.diagnostic(s->sink.self, &what);
}

static void on_fault(void *self, const char *code, const char *text, uint64_t offset)
{
	char words[200];

	snprintf(words, sizeof words, "%s: what follows was not read", text);
	scanned_tell(self, SEVERITY_ERROR, code, words, offset);
}

static void read_tree(struct scanned *s, const struct scan_found *f)
{
	struct taking *t = &s->taking;
	struct tree_fault fault;
	const struct node *root = tree_read(t->arena, f->bytes, f->n, &fault);

	if (!root) {
		t->offset += fault.offset; /* no node stands there to name */
		take_say(t, SEVERITY_ERROR, fault.code, NULL, NULL, "%s: the %s was refused", fault.text,
			s->kind->thing);
		t->offset -= fault.offset;
	} else if (root->kind != NODE_OBJECT) {
		take_say(t, SEVERITY_ERROR, s->kind->shapes, root, NULL, "%s is an object: this was refused",
			s->kind->a_thing);
	} else {
		s->kind->take(s, root);
	}
}

static void read_found(struct scanned *s, const struct scan_found *f)
{
	if (f->cut)
		take_say(&s->taking, SEVERITY_ERROR, "json-cut", NULL, NULL,
			"the bytes end inside this %s: it was refused", s->kind->thing);
	else if (f->too_long)
		take_say(&s->taking, SEVERITY_ERROR, s->kind->too_large, NULL, NULL,
			"%s may have %u bytes: this one was refused", s->kind->a_thing, LIMIT_JSON_EVENT);
	else
		read_tree(s, f);
}

static void start(struct scanned *s, const struct scan_found *f)
{
	struct taking *t = &s->taking;

	arena_reset(&s->arena);
	memset(t, 0, sizeof *t);
	t->arena = &s->arena;
	t->world = &s->world;
	t->hint = s->hint;
	t->sink = &s->sink;
	t->partner = partner_for(t->world, t->hint, NULL, NULL);
	t->offset = f->offset;
	t->path = f->path;
	t->list = f->list;
	t->event.happened.at = t->event.said = INSTANT_NONE;
	t->event.offset = f->offset;
	t->message = (struct message){.line = ++s->line,
		.format = s->kind->format,
		.type = s->kind->type,
		.said = INSTANT_NONE,
		.offset = f->offset,
		.length = f->length};
}

static bool on_found(void *self, const struct scan_found *f)
{
	struct scanned *s = self;
	struct taking *t = &s->taking;
	char words[200];

	if (s->limits.messages && s->line >= s->limits.messages) {
		snprintf(words, sizeof words,
			"there are more %ss here than one delivery may have: send them in several, or import "
			"them",
			s->kind->thing);
		scanned_tell(s, SEVERITY_ERROR, "too-many-messages", words, f->offset);
		return false;
	}
	start(s, f);
	read_found(s, f);
	t->message.verdict = t->rejected ? VERDICT_REJECTED : t->warned ? VERDICT_WARNINGS : VERDICT_ACCEPTED;
	return s->kind->finish(s);
}

/* All that the message says, identified. */
static struct event *identified(struct taking *t, size_t *count)
{
	struct event *all = &t->event;

	*count = 1;
	if (t->also) {
		all = arena_alloc_array(t->arena, 2, sizeof *all);
		all[(*count)++] = *t->also;
		all[0] = t->event;
	}
	events_identify(all, *count, t->message.sender);
	return all;
}

bool scanned_finish_events(struct scanned *s)
{
	struct taking *t = &s->taking;
	struct message *m = &t->message;

	m->said = t->event.said;
	m->said_offset = t->event.said_offset;
	m->document = t->event.document;
	if (!m->type)
		m->type = "EVENT";
	if (!t->rejected) {
		struct event *all = identified(t, &m->event_count);

		if (!s->hand_over)
			m->events = all;
		else if (!s->hand_over(s->sink.self, m, all, m->event_count))
			return false;
	}
	return s->sink.message(s->sink.self, m);
}

void *scanned_new(const struct scanned_kind *kind, size_t size, const struct decode_world *world,
	const struct decode_limits *limits, const struct decode_sink *sink)
{
	struct scanned *s = calloc(1, size);
	const struct scan_ear ear = {s, on_found, on_fault, kind->odd};

	if (!s)
		abort();
	s->kind = kind;
	s->world = *world;
	if (limits)
		s->limits = *limits;
	s->sink = *sink;
	scan_open(&s->scan, &ear);
	return s;
}

void scanned_hint(void *self, const struct decode_hint *hint)
{
	((struct scanned *)self)->hint = hint;
}

void scanned_hand_over(void *self, decode_events *events)
{
	((struct scanned *)self)->hand_over = events;
}

bool scanned_feed(void *self, const void *bytes, size_t n)
{
	return scan_feed(&((struct scanned *)self)->scan, bytes, n);
}

bool scanned_end(void *self)
{
	struct scanned *s = self;
	char words[100];

	if (!scan_end(&s->scan))
		return false;
	snprintf(words, sizeof words, "there is no %s in these bytes", s->kind->thing);
	if (!s->line && !s->failed)
		scanned_tell(s, SEVERITY_ERROR, "no-message", words, NO_OFFSET);
	return true;
}

uint64_t scanned_safe_offset(const void *self)
{
	return ((const struct scanned *)self)->scan.safe;
}

const char *scanned_state(const void *self, struct arena *a)
{
	return scan_state(&((const struct scanned *)self)->scan, a);
}

bool scanned_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before)
{
	struct scanned *s = self;

	s->line = messages_before;
	return scan_resume(&s->scan, state, offset);
}

void scanned_free(void *self)
{
	struct scanned *s = self;

	if (!s)
		return;
	scan_close(&s->scan);
	arena_free(&s->arena);
	free(s);
}
