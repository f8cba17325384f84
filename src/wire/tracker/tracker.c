#include "wire/tracker/tracker.h"

#include "base/limits.h"
#include "wire/dcsa_in/scan.h"
#include "wire/partner_ask.h"
#include "wire/tracker/position_read.h"

struct tracker {
	struct decode_world world;
	struct decode_limits limits;
	struct decode_sink sink;
	const struct decode_hint *given; /* NULL: nothing is known of the delivery */
	struct decode_hint hint;         /* the same, and the device */
	struct scan scan;
	struct arena arena; /* of the position under way */
	struct taking taking;
	struct position position;
	uint32_t line, told;
	bool failed; /* an error that is of no position was told */
};

static const char *skip_blanks(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\n' || *s == '\r' || *s == '\t'))
		s++;
	return s;
}

/* Whether a quoted word stands there. */
static bool stands(const char *bytes, size_t n, const char *quoted)
{
	return memmem(bytes, n, quoted, strlen(quoted)) != NULL;
}

/* Traccar's objects begin with one of these names, whose value is an object. */
static bool begins_with(const char *s, const char *end, const char *quoted)
{
	size_t n = strlen(quoted);

	if ((size_t)(end - s) < n || memcmp(s, quoted, n) != 0)
		return false;
	s = skip_blanks(s + n, end);
	if (s == end || *s != ':')
		return false;
	s = skip_blanks(s + 1, end);
	return s < end && *s == '{';
}

bool tracker_sniff(const char *bytes, size_t n)
{
	const char *end = bytes + n;
	const char *s = skip_blanks(n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? bytes + 3 : bytes, end);

	if (s < end && *s == '[')
		s = skip_blanks(s + 1, end);
	if (s == end || *s != '{')
		return false;
	s = skip_blanks(s + 1, end);
	if (begins_with(s, end, "\"position\"") || begins_with(s, end, "\"event\"") ||
		begins_with(s, end, "\"device\""))
		return true;
	n = (size_t)(end - s) < 512 ? (size_t)(end - s) : 512;
	return stands(s, n, "\"device\"") && (stands(s, n, "\"lat\"") || stands(s, n, "\"latitude\""));
}

static void tell(struct tracker *d, enum severity usual, const char *code, const char *text, uint64_t offset)
{
	const struct partner *p = partner_for(&d->world, d->given, NULL, NULL);
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

/* Positions come in lines as well as in arrays. */
static void on_odd(void *self, const char *code, const char *text, uint64_t offset)
{
	if (strcmp(code, "several-documents") != 0)
		tell(self, SEVERITY_WARNING, code, text, offset);
}

static const struct node *member_of(const struct node *object, const char *name)
{
	const struct node *n = object && object->kind == NODE_OBJECT ? object->child : NULL;

	while (n && strcmp(n->key, name) != 0)
		n = n->next;
	return n;
}

/* Who it is from is known once its device is: that may be a partner's sign. */
static void find_partner(struct tracker *d, const struct node *root)
{
	struct taking *t = &d->taking;
	const struct node *device = member_of(root, "device");

	if (device && device->kind == NODE_OBJECT)
		device = member_of(device, "uniqueId");
	d->hint = d->given ? *d->given : (struct decode_hint){.received = INSTANT_NONE};
	if (device && device->kind == NODE_STRING)
		d->hint.device = device->text;
	t->hint = &d->hint;
	t->partner = partner_for(t->world, t->hint, NULL, NULL);
}

static void take(struct tracker *d, const struct node *root)
{
	struct taking *t = &d->taking;
	struct position *p = &d->position;
	bool there;

	find_partner(d, root);
	there = position_read(t, root, p);
	take_tallies(t);
	if (!there || t->rejected)
		return;
	p->partner = t->partner ? t->partner->name : NULL;
	p->received = d->hint.received;
	p->held = position_doubt(p);
	if (p->held)
		take_say(t, SEVERITY_WARNING, "position-held", NULL, NULL,
			"%s: %s; it is kept, but stands in no track", held_words[p->held],
			held_texts[p->held]);
	t->message.said = p->at;
	t->message.positions = p;
	t->message.position_count = 1;
}

static void read_found(struct tracker *d, const struct scan_found *f)
{
	struct taking *t = &d->taking;
	struct tree_fault fault;
	const struct node *root;

	if (f->cut || f->too_long) {
		take_say(t, SEVERITY_ERROR, f->cut ? "json-cut" : "position-too-large", NULL, NULL, "%s",
			f->cut ? "the bytes end inside this position: it was refused"
			       : "no position has so many bytes: this one was refused");
		return;
	}
	root = tree_read(t->arena, f->bytes, f->n, &fault);
	if (!root) {
		t->offset += fault.offset; /* no node stands there to name */
		take_say(t, SEVERITY_ERROR, fault.code, NULL, NULL, "%s: the position was refused",
			fault.text);
		t->offset -= fault.offset;
	} else if (root->kind != NODE_OBJECT) {
		take_say(t, SEVERITY_ERROR, "position-shape", root, NULL,
			"a position is an object: this was refused");
	} else {
		take(d, root);
	}
}

static void start(struct tracker *d, const struct scan_found *f)
{
	struct taking *t = &d->taking;

	arena_reset(&d->arena);
	memset(t, 0, sizeof *t);
	t->arena = &d->arena;
	t->world = &d->world;
	t->hint = d->given;
	t->sink = &d->sink;
	t->partner = partner_for(t->world, t->hint, NULL, NULL);
	t->offset = f->offset;
	t->path = f->path;
	t->message = (struct message){.line = ++d->line,
		.format = "TRACCAR",
		.type = "POSITION",
		.said = INSTANT_NONE,
		.offset = f->offset,
		.length = f->length};
}

static bool on_found(void *self, const struct scan_found *f)
{
	struct tracker *d = self;
	struct taking *t = &d->taking;

	if (d->limits.messages && d->line >= d->limits.messages) {
		tell(d, SEVERITY_ERROR, "too-many-messages",
			"there are more positions here than one delivery may have: send them in several, or "
			"import them",
			f->offset);
		return false;
	}
	start(d, f);
	read_found(d, f);
	t->message.verdict = t->rejected ? VERDICT_REJECTED : t->warned ? VERDICT_WARNINGS : VERDICT_ACCEPTED;
	if (t->rejected)
		t->message.position_count = 0;
	return d->sink.message(d->sink.self, &t->message);
}

void *tracker_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	struct tracker *d = calloc(1, sizeof *d);
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

/* There are none. */
void tracker_hand_over(void *self, decode_events *events)
{
	(void)self, (void)events;
}

void tracker_hint(void *self, const struct decode_hint *hint)
{
	((struct tracker *)self)->given = hint;
}

void tracker_free(void *self)
{
	struct tracker *d = self;

	if (!d)
		return;
	scan_close(&d->scan);
	arena_free(&d->arena);
	free(d);
}

bool tracker_feed(void *self, const void *bytes, size_t n)
{
	return scan_feed(&((struct tracker *)self)->scan, bytes, n);
}

bool tracker_end(void *self)
{
	struct tracker *d = self;

	if (!scan_end(&d->scan))
		return false;
	if (!d->line && !d->failed)
		tell(d, SEVERITY_ERROR, "no-message", "there is no position in these bytes", NO_OFFSET);
	return true;
}

uint64_t tracker_safe_offset(const void *self)
{
	return ((const struct tracker *)self)->scan.safe;
}

const char *tracker_state(const void *self, struct arena *a)
{
	return scan_state(&((const struct tracker *)self)->scan, a);
}

bool tracker_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before)
{
	struct tracker *d = self;

	d->line = messages_before;
	return scan_resume(&d->scan, state, offset);
}
