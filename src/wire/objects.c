#include "wire/objects.h"

#include "base/limits.h"
#include "wire/partner_ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct objects {
	const struct objects_kind *kind;
	struct decode_world world;
	struct decode_limits limits;
	struct decode_sink sink;
	const struct decode_hint *hint; /* NULL: nothing is known of the delivery */
	struct scan scan;
	struct arena arena; /* of the object under way */
	struct taking taking;
	decode_events *hand_over;
	uint32_t line, told;
	bool failed; /* an error that is of no object was told */
};

static void tell(struct objects *d, enum severity usual, const char *code, const char *text, uint64_t offset)
{
	const struct partner *p = partner_for(&d->world, d->hint, NULL, NULL);
	enum severity severity = severity_for(&d->world, p, code, usual);
	struct diagnostic what = {.severity = severity,
		.tightened = severity == SEVERITY_ERROR && usual != SEVERITY_ERROR,
		.code = code,
		.text = text,
		.offset = offset};

	if (severity == SEVERITIES)
		return;
	d->failed |= severity == SEVERITY_ERROR;
	if ((d->told++ >= LIMIT_DIAGNOSTICS && severity != SEVERITY_ERROR) || !d->sink.diagnostic)
		return;
	d->sink.diagnostic(d->sink.self, &what);
}

static void on_fault(void *self, const char *code, const char *text, uint64_t offset)
{
	char words[200];

	snprintf(words, sizeof words, "%s: what follows was not read", text);
	tell(self, SEVERITY_ERROR, code, words, offset);
}

/* They come in lines as well as in arrays. */
static void on_odd(void *self, const char *code, const char *text, uint64_t offset)
{
	if (strcmp(code, "several-documents") != 0)
		tell(self, SEVERITY_WARNING, code, text, offset);
}

static void read_tree(struct objects *d, const struct scan_found *f)
{
	struct taking *t = &d->taking;
	struct tree_fault fault;
	const struct node *root = tree_read(t->arena, f->bytes, f->n, &fault);

	if (!root) {
		t->offset += fault.offset; /* no node stands there to name */
		take_say(t, SEVERITY_ERROR, fault.code, NULL, NULL, "%s: the %s was refused", fault.text, d->kind->one);
		t->offset -= fault.offset;
	} else if (root->kind != NODE_OBJECT) {
		take_say(t, SEVERITY_ERROR, "event-shape", root, NULL, "a %s is an object: this was refused", d->kind->one);
	} else {
		d->kind->take(t, root);
		take_tallies(t);
	}
}

static void read_found(struct objects *d, const struct scan_found *f)
{
	if (f->cut)
		take_say(&d->taking, SEVERITY_ERROR, "json-cut", NULL, NULL,
			"the bytes end inside this %s: it was refused", d->kind->one);
	else if (f->too_long)
		take_say(&d->taking, SEVERITY_ERROR, "event-too-large", NULL, NULL,
			"a %s may have %u bytes: this one was refused", d->kind->one, LIMIT_JSON_EVENT);
	else
		read_tree(d, f);
}

static void start(struct objects *d, const struct scan_found *f)
{
	struct taking *t = &d->taking;

	arena_reset(&d->arena);
	memset(t, 0, sizeof *t);
	t->arena = &d->arena;
	t->world = &d->world;
	t->hint = d->hint;
	t->sink = &d->sink;
	t->partner = partner_for(t->world, t->hint, NULL, NULL);
	t->offset = f->offset;
	t->path = f->path;
	t->list = f->list;
	t->event.happened.at = t->event.said = INSTANT_NONE;
	t->event.offset = f->offset;
	t->message = (struct message){.line = ++d->line,
		.format = d->kind->format,
		.type = d->kind->type,
		.said = INSTANT_NONE,
		.offset = f->offset,
		.length = f->length};
}

static bool finish(struct objects *d)
{
	struct taking *t = &d->taking;
	struct message *m = &t->message;

	m->said = t->event.said;
	m->said_offset = t->event.said_offset;
	m->document = t->event.document;
	m->verdict = t->rejected ? VERDICT_REJECTED : t->warned ? VERDICT_WARNINGS : VERDICT_ACCEPTED;
	if (!t->rejected) {
		event_identify(&t->event, m->sender);
		m->event_count = 1;
		if (!d->hand_over)
			m->events = &t->event;
		else if (!d->hand_over(d->sink.self, m, &t->event, 1))
			return false;
	}
	return d->sink.message(d->sink.self, m);
}

static bool on_found(void *self, const struct scan_found *f)
{
	struct objects *d = self;
	char words[160];

	if (d->limits.messages && d->line >= d->limits.messages) {
		snprintf(words, sizeof words,
			"there are more %s here than one delivery may have: send them in several, or import them",
			d->kind->several);
		tell(d, SEVERITY_ERROR, "too-many-messages", words, f->offset);
		return false;
	}
	start(d, f);
	read_found(d, f);
	return finish(d);
}

void *objects_new(const struct objects_kind *kind, const struct decode_world *world, const struct decode_limits *limits,
	const struct decode_sink *sink)
{
	struct objects *d = calloc(1, sizeof *d);
	const struct scan_ear ear = {d, on_found, on_fault, on_odd};

	if (!d)
		abort();
	d->kind = kind;
	d->world = *world;
	if (limits)
		d->limits = *limits;
	d->sink = *sink;
	scan_open(&d->scan, &ear);
	return d;
}

void objects_hint(void *self, const struct decode_hint *hint)
{
	((struct objects *)self)->hint = hint;
}

void objects_hand_over(void *self, decode_events *events)
{
	((struct objects *)self)->hand_over = events;
}

void objects_free(void *self)
{
	struct objects *d = self;

	if (!d)
		return;
	scan_close(&d->scan);
	arena_free(&d->arena);
	free(d);
}

bool objects_feed(void *self, const void *bytes, size_t n)
{
	return scan_feed(&((struct objects *)self)->scan, bytes, n);
}

bool objects_end(void *self)
{
	struct objects *d = self;
	char words[80];

	if (!scan_end(&d->scan))
		return false;
	snprintf(words, sizeof words, "there is no %s in these bytes", d->kind->one);
	if (!d->line && !d->failed)
		tell(d, SEVERITY_ERROR, "no-message", words, NO_OFFSET);
	return true;
}

uint64_t objects_safe_offset(const void *self)
{
	return ((const struct objects *)self)->scan.safe;
}

const char *objects_state(const void *self, struct arena *a)
{
	return scan_state(&((const struct objects *)self)->scan, a);
}

bool objects_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before)
{
	struct objects *d = self;

	d->line = messages_before;
	return scan_resume(&d->scan, state, offset);
}
