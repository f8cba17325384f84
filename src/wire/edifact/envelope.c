#include "wire/edifact/envelope.h"

#include "base/text.h"
#include "wire/edifact/when.h"

#include <stdarg.h>

static void tell(const struct envelope_ear *ear, enum severity severity, const char *code,
	const struct segment *s, unsigned e, const char *fmt, ...) __attribute__((format(printf, 6, 7)));

static void tell(const struct envelope_ear *ear, enum severity severity, const char *code,
	const struct segment *s, unsigned e, const char *fmt, ...)
{
	char text[400];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	ear->say(ear->self, severity, code, s, e, text);
}

static const char *put(char *out, struct slice x)
{
	uint32_t n;

	x = trimmed(x);
	n = x.n < ENVELOPE_TEXT - 1 ? x.n : ENVELOPE_TEXT - 1;
	while (n && n < x.n && ((uint8_t)x.s[n] & 0xC0) == 0x80)
		n--;
	memcpy(out, x.s, n);
	out[n] = '\0';
	return n ? out : NULL;
}

/* UNB 0017 and 0019, read as UTC. */
static instant prepared(const struct segment *s)
{
	struct slice date = trimmed(segment_at(s, 4, 1)), time = trimmed(segment_at(s, 4, 2)), both;
	char digits[16];
	struct told told;

	if (date.n + time.n >= sizeof digits)
		return INSTANT_NONE;
	memcpy(digits, date.s, date.n);
	memcpy(digits + date.n, time.s, time.n);
	both = (struct slice){digits, date.n + time.n, false};
	/* without a format a value is read by its length: 6, 8, 10, 12 or 14 digits */
	if (told_read(both, (struct slice){"", 0, false}, &told) >= TOLD_NOTHING)
		return INSTANT_NONE;
	return civil_to_instant(&told.local, 0);
}

static const char *said(const char *text)
{
	return *text ? text : NULL;
}

static void pointers_set(struct envelope *v, instant when, bool test, bool asked)
{
	v->interchange = (struct interchange){.syntax = said(v->syntax),
		.sender = said(v->sender),
		.recipient = said(v->recipient),
		.reference = said(v->reference),
		.prepared = when,
		.test = test,
		.asked = asked,
		.version = v->version >= 4 ? 4 : 3,
		.sender_qualifier = said(v->sender_qualifier),
		.recipient_qualifier = said(v->recipient_qualifier)};
}

void envelope_unb(struct envelope *v, const struct segment *s, const struct envelope_ear *ear)
{
	struct slice syntax = segment_at(s, 1, 1);
	bool missed = v->unb_missed;
	instant when = prepared(s);

	if (v->open)
		tell(ear, SEVERITY_WARNING, "unz-missing", s, 0,
			"the interchange %s before this one has no UNZ", v->reference);
	memset(v, 0, sizeof *v);
	v->open = true;
	v->unb_missed = missed;
	v->set = charset_of(syntax.s, syntax.n);
	v->version = slice_number(segment_at(s, 1, 2));
	if (v->set == CHARSETS) {
		tell(ear, SEVERITY_WARNING, "syntax-unknown", s, 1,
			"\"%.*s\" is no syntax level (UNOA to UNOK, UNOX, UNOY): text was read as UTF-8",
			(int)syntax.n, syntax.s);
		v->set = CHARSET_UNOB;
	} else {
		memcpy(v->syntax, charset_names[v->set], 5);
	}
	if (!v->version)
		tell(ear, SEVERITY_INFORMATION, "syntax-version", s, 1,
			"UNB gives no syntax version: 3 was taken");
	if (when == INSTANT_NONE)
		tell(ear, SEVERITY_WARNING, "date-invalid", s, 4, "UNB has no readable date of preparation");
	put(v->sender, segment_at(s, 2, 1));
	put(v->recipient, segment_at(s, 3, 1));
	put(v->reference, segment_at(s, 5, 1));
	put(v->sender_qualifier, segment_at(s, 2, 2));
	put(v->recipient_qualifier, segment_at(s, 3, 2));
	pointers_set(v, when, slice_is(segment_at(s, 11, 1), "1"), slice_is(segment_at(s, 9, 1), "1"));
}

void envelope_ung(struct envelope *v, const struct segment *s, const struct envelope_ear *ear)
{
	if (v->group_open)
		tell(ear, SEVERITY_WARNING, "une-missing", s, 0, "the group %s before this one has no UNE",
			v->group);
	v->group_open = true;
	v->group_messages = 0;
	v->groups++;
	put(v->group, segment_at(s, 5, 1));
}

static void check_count(
	const struct segment *s, const struct envelope_ear *ear, uint32_t found, const char *what)
{
	struct slice said = segment_at(s, 1, 1);

	if (slice_number(said) != found)
		tell(ear, SEVERITY_WARNING, "count-mismatch", s, 1, "%s says %.*s %s, there are %u", s->name,
			(int)(said.n < 20 ? said.n : 20), said.s, what, found);
}

static void check_reference(const struct segment *s, const struct envelope_ear *ear, const char *opened)
{
	char said[ENVELOPE_TEXT] = "";

	put(said, segment_at(s, 2, 1));
	if (strcmp(said, opened) != 0)
		tell(ear, SEVERITY_WARNING, "reference-mismatch", s, 2,
			"%s ends \"%s\", but \"%s\" was begun", s->name, said, opened);
}

void envelope_une(struct envelope *v, const struct segment *s, const struct envelope_ear *ear)
{
	if (!v->group_open) {
		tell(ear, SEVERITY_WARNING, "ung-missing", s, 0, "UNE ends a group that no UNG began");
		return;
	}
	check_count(s, ear, v->group_messages, "messages");
	check_reference(s, ear, v->group);
	v->group_open = false;
}

void envelope_unz(struct envelope *v, const struct segment *s, const struct envelope_ear *ear)
{
	if (v->group_open)
		tell(ear, SEVERITY_WARNING, "une-missing", s, 0, "the group %s has no UNE", v->group);
	if (v->open || v->unb_missed)
		check_count(s, ear, v->groups ? v->groups : v->messages, v->groups ? "groups" : "messages");
	if (v->open)
		check_reference(s, ear, v->reference);
	else if (!v->unb_missed)
		tell(ear, SEVERITY_WARNING, "unb-missing", s, 0, "UNZ ends an interchange that no UNB began");
	v->open = v->group_open = false;
	v->messages = v->groups = 0;
}

/* Values on one line each, bytes that could be mistaken as %XX. */
static void field(struct text *t, const char *key, const char *value, size_t n)
{
	size_t i;

	text_say(t, key);
	text_byte(t, '=');
	for (i = 0; i < n; i++) {
		if ((uint8_t)value[i] <= ' ' || value[i] == '%')
			text_printf(t, "%%%02X", (uint8_t)value[i]);
		else
			text_byte(t, value[i]);
	}
	text_byte(t, '\n');
}

const char *envelope_write(const struct envelope *v, const struct syntax *syntax, struct arena *a)
{
	const char characters[6] = {syntax->component, syntax->element, syntax->mark, syntax->release,
		syntax->repetition, syntax->terminator};
	struct text t = TEXT_INIT;
	char *copy;

	text_printf(&t, "edifact=1\nflags=%d %d %d %d %d %d\n", syntax->repeats, syntax->announced, v->open,
		v->unb_missed, v->group_open, v->interchange.test);
	text_printf(&t, "counts=%u %u %u %u %u %lld\n", (unsigned)v->set, v->version, v->messages, v->groups,
		v->group_messages, (long long)v->interchange.prepared);
	field(&t, "characters", characters, sizeof characters);
	field(&t, "syntax", v->syntax, strlen(v->syntax));
	field(&t, "sender", v->sender, strlen(v->sender));
	field(&t, "recipient", v->recipient, strlen(v->recipient));
	field(&t, "reference", v->reference, strlen(v->reference));
	field(&t, "group", v->group, strlen(v->group));
	text_printf(&t, "asked=%d\n", v->interchange.asked);
	field(&t, "sender-qualifier", v->sender_qualifier, strlen(v->sender_qualifier));
	field(&t, "recipient-qualifier", v->recipient_qualifier, strlen(v->recipient_qualifier));
	copy = arena_strdup(a, text_string(&t));
	text_free(&t);
	return copy;
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The value behind key=; false where it is not there, is broken or has not `room` - 1 bytes at most. */
static bool field_read(const char *state, const char *key, char *out, size_t room, size_t *length)
{
	size_t k = strlen(key), n = 0;
	const char *p = state;

	while (p && (strncmp(p, key, k) != 0 || p[k] != '='))
		p = (p = strchr(p, '\n')) ? p + 1 : NULL;
	if (!p)
		return false;
	for (p += k + 1; *p && *p != '\n'; p++) {
		char c = *p;

		if (c == '%') {
			int high = hex(p[1]), low = high < 0 ? -1 : hex(p[2]);

			if (low < 0)
				return false;
			c = (char)(high * 16 + low);
			p += 2;
		}
		if (n + 1 >= room)
			return false;
		out[n++] = c;
	}
	out[n] = '\0';
	*length = n;
	return *p == '\n';
}

/* Its qualifiers, and whether it asks for an answer: states of before these were kept have none of them. */
static bool answer_read(struct envelope *v, const char *state)
{
	char asked[2];
	size_t n;

	if (!strstr(state, "\nasked="))
		return false;
	if (!field_read(state, "sender-qualifier", v->sender_qualifier, sizeof v->sender_qualifier, &n))
		*v->sender_qualifier = '\0';
	if (!field_read(
		    state, "recipient-qualifier", v->recipient_qualifier, sizeof v->recipient_qualifier, &n))
		*v->recipient_qualifier = '\0';
	return field_read(state, "asked", asked, sizeof asked, &n) && *asked == '1';
}

bool envelope_read(struct envelope *v, struct syntax *syntax, const char *state)
{
	int repeats, announced, open, missed, group_open, test;
	unsigned set;
	long long when;
	char c[8];
	size_t n;
	const char *flags = strstr(state, "\nflags="), *counts = strstr(state, "\ncounts=");

	memset(v, 0, sizeof *v);
	if (strncmp(state, "edifact=1\n", 10) != 0 || !flags || !counts ||
		sscanf(flags, "\nflags=%d %d %d %d %d %d", &repeats, &announced, &open, &missed, &group_open,
			&test) != 6 ||
		sscanf(counts, "\ncounts=%u %u %u %u %u %lld", &set, &v->version, &v->messages, &v->groups,
			&v->group_messages, &when) != 6 ||
		set >= CHARSETS)
		return false;
	if (!field_read(state, "characters", c, sizeof c, &n) || n != 6 ||
		!field_read(state, "syntax", v->syntax, sizeof v->syntax, &n) ||
		!field_read(state, "sender", v->sender, sizeof v->sender, &n) ||
		!field_read(state, "recipient", v->recipient, sizeof v->recipient, &n) ||
		!field_read(state, "reference", v->reference, sizeof v->reference, &n) ||
		!field_read(state, "group", v->group, sizeof v->group, &n))
		return false;
	*syntax = (struct syntax){c[0], c[1], c[2], c[3], c[4], c[5], repeats != 0, announced != 0};
	v->set = (enum charset)set;
	v->open = open;
	v->unb_missed = missed;
	v->group_open = group_open;
	pointers_set(v, when, test != 0, answer_read(v, state));
	return true;
}
