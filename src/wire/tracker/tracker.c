#include "wire/tracker/tracker.h"

#include "wire/dcsa_in/scanned.h"
#include "wire/partner_ask.h"
#include "wire/tracker/position_read.h"

struct tracker {
	struct scanned s;
	struct decode_hint hint; /* what is known of the delivery, and the device */
	struct position position;
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

/* Positions come in lines as well as in arrays. */
static void on_odd(void *self, const char *code, const char *text, uint64_t offset)
{
	if (strcmp(code, "several-documents") != 0)
		scanned_tell(self, SEVERITY_WARNING, code, text, offset);
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
	struct taking *t = &d->s.taking;
	const struct node *device = member_of(root, "device");

	if (device && device->kind == NODE_OBJECT)
		device = member_of(device, "uniqueId");
	d->hint = d->s.hint ? *d->s.hint : (struct decode_hint){.received = INSTANT_NONE};
	if (device && device->kind == NODE_STRING)
		d->hint.device = device->text;
	t->hint = &d->hint;
	t->partner = partner_for(t->world, t->hint, NULL, NULL);
}

static void take(struct scanned *s, const struct node *root)
{
	struct tracker *d = (struct tracker *)s;
	struct taking *t = &s->taking;
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

static bool finish(struct scanned *s)
{
	struct message *m = &s->taking.message;

	if (m->verdict == VERDICT_REJECTED)
		m->position_count = 0;
	return s->sink.message(s->sink.self, m);
}

void *tracker_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	static const struct scanned_kind traccar = {.format = "TRACCAR",
		.type = "POSITION",
		.thing = "position",
		.a_thing = "a position",
		.too_large = "position-too-large",
		.shapes = "position-shape",
		.take = take,
		.finish = finish,
		.odd = on_odd};

	return scanned_new(&traccar, sizeof(struct tracker), world, limits, sink);
}
