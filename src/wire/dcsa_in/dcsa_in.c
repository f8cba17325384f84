#include "wire/dcsa_in/dcsa_in.h"

#include "base/limits.h"
#include "wire/dcsa_in/scan.h"
#include "wire/dcsa_in/taking.h"
#include "wire/partner_ask.h"

#include <strings.h>

struct dcsa_in {
	struct decode_world world;
	struct decode_limits limits;
	struct decode_sink sink;
	const struct decode_hint *hint; /* NULL: nothing is known of the delivery */
	struct scan scan;
	struct arena arena; /* of the event under way */
	struct taking taking;
	decode_events *hand_over;
	uint32_t line, told;
	bool failed; /* an error that is of no event was told */
};

bool dcsa_in_sniff(const char *bytes, size_t n)
{
	size_t i = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	char open = '\0';

	for (; i < n; i++) {
		char c = bytes[i];

		if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
			continue;
		if (open)
			return open == '[' ? c == '{' || c == ']' : c == '"' || c == '}';
		if (c != '[' && c != '{')
			return false;
		open = c;
	}
	return false;
}

static void tell(struct dcsa_in *d, enum severity usual, const char *code, const char *text, uint64_t offset)
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

static void on_odd(void *self, const char *code, const char *text, uint64_t offset)
{
	char words[200];

	if (strcmp(code, "key-case") == 0) {
		snprintf(words, sizeof words, "\"%s\" is written in another case", text);
		text = words;
	}
	tell(self, SEVERITY_WARNING, code, text, offset);
}

/* Only 3.0 has these. */
static bool is_three(const struct node *root)
{
	static const char *const names[] = {
		"eventClassification", "eventUpdatedDateTime", "isRetracted", "eventRouting"};

	for (const struct node *n = root->child; n; n = n->next)
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (strcasecmp(n->key, names[i]) == 0)
				return true;
	return false;
}

/* Only 3.0.0-Beta-1 has the event apart like this: what is of the message, and what happened. */
static bool is_beta(const struct node *root)
{
	bool metadata = false, payload = false, more = false;

	for (const struct node *n = root->child; n; n = n->next) {
		if (strcasecmp(n->key, "metadata") == 0)
			metadata = n->kind == NODE_OBJECT;
		else if (strcasecmp(n->key, "payload") == 0)
			payload = true;
		else
			more = true;
	}
	return metadata && (payload || !more);
}

static void read_tree(struct taking *t, const struct scan_found *f)
{
	struct tree_fault fault;
	const struct node *root = tree_read(t->arena, f->bytes, f->n, &fault);

	if (!root) {
		t->offset += fault.offset; /* no node stands there to name */
		take_say(t, SEVERITY_ERROR, fault.code, NULL, NULL, "%s: the event was refused", fault.text);
		t->offset -= fault.offset;
	} else if (root->kind != NODE_OBJECT) {
		take_say(t, SEVERITY_ERROR, "event-shape", root, NULL,
			"an event is an object: this was refused");
	} else {
		if (is_three(root))
			take_event_3(t, root);
		else if (is_beta(root))
			take_event_beta(t, root);
		else
			take_event_2(t, root);
		take_tallies(t);
	}
}

static void read_found(struct taking *t, const struct scan_found *f)
{
	if (f->cut)
		take_say(t, SEVERITY_ERROR, "json-cut", NULL, NULL,
			"the bytes end inside this event: it was refused");
	else if (f->too_long)
		take_say(t, SEVERITY_ERROR, "event-too-large", NULL, NULL,
			"an event may have %u bytes: this one was refused", LIMIT_JSON_EVENT);
	else
		read_tree(t, f);
}

static void start(struct dcsa_in *d, const struct scan_found *f)
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
		.format = "DCSA",
		.said = INSTANT_NONE,
		.offset = f->offset,
		.length = f->length};
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

static bool finish(struct dcsa_in *d)
{
	struct taking *t = &d->taking;
	struct message *m = &t->message;

	m->said = t->event.said;
	m->said_offset = t->event.said_offset;
	m->document = t->event.document;
	m->verdict = t->rejected ? VERDICT_REJECTED : t->warned ? VERDICT_WARNINGS : VERDICT_ACCEPTED;
	if (!m->type)
		m->type = "EVENT";
	if (!t->rejected) {
		struct event *all = identified(t, &m->event_count);

		if (!d->hand_over)
			m->events = all;
		else if (!d->hand_over(d->sink.self, m, all, m->event_count))
			return false;
	}
	return d->sink.message(d->sink.self, m);
}

static bool on_found(void *self, const struct scan_found *f)
{
	struct dcsa_in *d = self;

	if (d->limits.messages && d->line >= d->limits.messages) {
		tell(d, SEVERITY_ERROR, "too-many-messages",
			"there are more events here than one delivery may have: send them in several, or "
			"import them",
			f->offset);
		return false;
	}
	start(d, f);
	read_found(&d->taking, f);
	return finish(d);
}

void *dcsa_in_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	struct dcsa_in *d = calloc(1, sizeof *d);
	const struct scan_ear ear = {d, on_found, on_fault, on_odd};

	if (!d)
		abort();
	d->world = *world;
	if (limits)
		d->limits = *limits;
	d->sink = *sink;
	scan_open(&d->scan, &ear);
	return d;
}

void dcsa_in_hint(void *self, const struct decode_hint *hint)
{
	((struct dcsa_in *)self)->hint = hint;
}

void dcsa_in_hand_over(void *self, decode_events *events)
{
	((struct dcsa_in *)self)->hand_over = events;
}

void dcsa_in_free(void *self)
{
	struct dcsa_in *d = self;

	if (!d)
		return;
	scan_close(&d->scan);
	arena_free(&d->arena);
	free(d);
}

bool dcsa_in_feed(void *self, const void *bytes, size_t n)
{
	return scan_feed(&((struct dcsa_in *)self)->scan, bytes, n);
}

bool dcsa_in_end(void *self)
{
	struct dcsa_in *d = self;

	if (!scan_end(&d->scan))
		return false;
	if (!d->line && !d->failed)
		tell(d, SEVERITY_ERROR, "no-message", "there is no event in these bytes", NO_OFFSET);
	return true;
}

uint64_t dcsa_in_safe_offset(const void *self)
{
	return ((const struct dcsa_in *)self)->scan.safe;
}

const char *dcsa_in_state(const void *self, struct arena *a)
{
	return scan_state(&((const struct dcsa_in *)self)->scan, a);
}

bool dcsa_in_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before)
{
	struct dcsa_in *d = self;

	d->line = messages_before;
	return scan_resume(&d->scan, state, offset);
}
