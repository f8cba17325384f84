#include "wire/dcsa_in/taking.h"

#include "base/limits.h"
#include "base/text.h"
#include "wire/partner_ask.h"

#include <stdarg.h>
#include <strings.h>

#define REFUSALS 10 /* errors that are heard even when much was said before */

static void add(struct taking *t, const struct diagnostic *d)
{
	struct message *m = &t->message;

	t->warned |= d->severity == SEVERITY_WARNING;
	t->rejected |= d->severity == SEVERITY_ERROR;
	if (m->diagnostic_count >= LIMIT_DIAGNOSTICS &&
		(d->severity != SEVERITY_ERROR || m->diagnostic_count >= LIMIT_DIAGNOSTICS + REFUSALS)) {
		m->diagnostics_dropped++;
		return;
	}
	m->diagnostics = arena_grow(
		t->arena, m->diagnostics, m->diagnostic_count, &t->diagnostic_room, sizeof *m->diagnostics);
	m->diagnostics[m->diagnostic_count++] = *d;
}

void take_say(struct taking *t, enum severity severity, const char *code, const struct node *node,
	const char *member, const char *fmt, ...)
{
	struct diagnostic d = {.severity = severity,
		.code = code,
		.path = node_path(t->arena, t->path, node),
		.offset = t->offset + (node ? node->offset : 0)};
	char text[512];
	va_list args;

	d.severity = severity_for(t->world, t->partner, code, severity);
	if (d.severity == SEVERITIES)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	d.text = arena_strdup(t->arena, text);
	if (member)
		d.path = arena_printf(t->arena, "%s.%s", d.path, member);
	add(t, &d);
}

void take_sender(struct taking *t, const char *sender)
{
	t->message.sender = sender;
	t->partner = partner_for(t->world, t->hint, sender, NULL);
}

void take_missing(struct taking *t, const struct node *object, const char *member)
{
	take_say(t, SEVERITY_WARNING, "required-missing", object, member,
		"%s is required here, but is missing", member);
}

void take_tally(struct taking *t, enum tally tally, const struct node *node)
{
	if (!t->tallies[tally].count++)
		t->tallies[tally].first = node;
}

static const struct {
	const char *code;
	enum severity severity;
	const char *one, *several; /* several: %zu of them */
} tally_rows[TALLIES] = {
	[TALLY_KEY_CASE] = {"key-case", SEVERITY_WARNING, "this member's name is written in another case",
		"%zu members' names are written in another case; this is the first"},
	[TALLY_CODE_CASE] = {"code-case", SEVERITY_WARNING, "this code is not written as the standard has it",
		"%zu codes are not written as the standard has them; this is the first"},
	[TALLY_NULL] = {"value-null", SEVERITY_WARNING, "this is null or empty: it was taken as not said",
		"%zu members are null or empty and were taken as not said; this is the first"},
	[TALLY_UNKNOWN] = {"key-unknown", SEVERITY_INFORMATION,
		"this member is none that is read here: it was passed over",
		"%zu members are none that are read here and were passed over; this is the first"},
	[TALLY_TYPE] = {"value-type", SEVERITY_WARNING, "this value is of another kind than the standard has",
		"%zu values are of another kind than the standard has; this is the first"},
	[TALLY_LENGTH] = {"value-length", SEVERITY_WARNING, "this value is longer than the standard allows",
		"%zu values are longer than the standard allows; this is the first"},
	[TALLY_CUT] = {"value-cut", SEVERITY_WARNING, "this value is too long to be kept whole",
		"%zu values are too long to be kept whole; this is the first"},
};

void take_tallies(struct taking *t)
{
	for (int i = 0; i < TALLIES; i++) {
		size_t count = t->tallies[i].count;

		if (count == 1)
			take_say(t, tally_rows[i].severity, tally_rows[i].code, t->tallies[i].first, NULL,
				"%s", tally_rows[i].one);
		else if (count) {
			char text[160];

			snprintf(text, sizeof text, tally_rows[i].several, count);
			take_say(t, tally_rows[i].severity, tally_rows[i].code, t->tallies[i].first, NULL,
				"%s", text);
		}
	}
}

static const struct field *field_of(
	const struct node *n, const struct field *fields, size_t count, bool *exact)
{
	*exact = true;
	for (size_t i = 0; i < count; i++)
		if (fields[i].length == n->key_length && memcmp(fields[i].name, n->key, n->key_length) == 0)
			return &fields[i];
	*exact = false;
	for (size_t i = 0; i < count; i++)
		if (fields[i].length == n->key_length && strcasecmp(fields[i].name, n->key) == 0)
			return &fields[i];
	return NULL;
}

static bool is_blank(const struct node *n)
{
	return n->kind == NODE_NULL || (n->kind == NODE_STRING && !n->length);
}

void take_members(struct taking *t, const struct node *object, const struct field *fields, size_t n,
	const struct node **slots, size_t slot_count)
{
	bool exact;

	for (size_t i = 0; i < slot_count; i++)
		slots[i] = NULL;
	if (!object)
		return;
	if (object->kind != NODE_OBJECT) {
		take_tally(t, TALLY_TYPE, object);
		return;
	}
	for (const struct node *m = object->child; m; m = m->next) {
		const struct field *f = field_of(m, fields, n, &exact);

		if (!f) {
			take_tally(t, TALLY_UNKNOWN, m);
			continue;
		}
		if (!exact)
			take_tally(t, TALLY_KEY_CASE, m);
		if (is_blank(m))
			take_tally(t, TALLY_NULL, m);
		else if (!slots[f->slot])
			slots[f->slot] = m;
	}
}

static size_t characters(const char *s, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xC0) != 0x80;
	return count;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Without blanks around it, at most `most` bytes that end with a character. */
static const char *trimmed(struct taking *t, const struct node *n, size_t most)
{
	const char *s = n->text;
	size_t length = n->length;

	while (length && is_space(*s)) {
		s++;
		length--;
	}
	while (length && is_space(s[length - 1]))
		length--;
	if (length > most) {
		take_tally(t, TALLY_CUT, n);
		length = most;
		while (length && ((unsigned char)s[length] & 0xC0) == 0x80)
			length--;
	}
	if (!length)
		return NULL;
	return s == n->text && length == n->length ? s : arena_strndup(t->arena, s, length);
}

const char *take_text(struct taking *t, const struct node *n, unsigned most)
{
	if (!n || n->kind == NODE_NULL)
		return NULL;
	if (n->kind != NODE_STRING)
		take_tally(t, TALLY_TYPE, n);
	if (n->kind != NODE_STRING && n->kind != NODE_NUMBER)
		return NULL;
	if (most && n->length > most && characters(n->text, n->length) > most)
		take_tally(t, TALLY_LENGTH, n);
	return trimmed(t, n, most * 4 > TAKE_VALUE ? most * 4 : TAKE_VALUE); /* what is allowed fits */
}

const char *take_code(struct taking *t, const struct node *n)
{
	const char *s = take_text(t, n, 0);
	bool changed = false;
	char *copy;

	if (!s)
		return NULL;
	copy = arena_strdup(t->arena, s);
	for (char *c = copy; *c; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 32);
		else if (*c == ' ' || *c == '-')
			*c = '_';
		else
			continue;
		changed = true;
	}
	if (changed)
		take_tally(t, TALLY_CODE_CASE, n);
	return copy;
}

void take_reference(struct taking *t, const char *kind, const char *value)
{
	struct event *e = &t->event;

	if (!kind || !value || e->reference_count == TAKE_LIST)
		return;
	for (size_t i = 0; i < e->reference_count; i++)
		if (strcmp(e->references[i].kind, kind) == 0 && strcmp(e->references[i].value, value) == 0)
			return;
	e->references = arena_grow(
		t->arena, e->references, e->reference_count, &t->reference_room, sizeof *e->references);
	e->references[e->reference_count++] = (struct reference){kind, value};
}

static void list_add(struct taking *t, const char ***list, size_t *count, size_t *room, const char *item)
{
	if (*count == TAKE_LIST)
		return;
	*list = arena_grow(t->arena, *list, *count, room, sizeof **list);
	(*list)[(*count)++] = item;
}

void take_seal(struct taking *t, const char *seal)
{
	list_add(t, &t->event.seals, &t->event.seal_count, &t->seal_room, seal);
}

void take_measure(struct taking *t, const char *what, const char *value, const char *unit)
{
	if (value)
		list_add(t, &t->event.measures, &t->event.measure_count, &t->measure_room,
			arena_printf(t->arena, "%s:%s:%s", what, value, unit));
}

void take_remark(struct taking *t, const char *what, const char *text)
{
	if (text)
		list_add(t, &t->event.remarks, &t->event.remark_count, &t->remark_room,
			arena_printf(t->arena, "%s:%s", what, text));
}
