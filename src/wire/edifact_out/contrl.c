#include "wire/edifact_out/contrl.h"

#include "wire/edifact/own.h"
#include "wire/edifact_out/segments.h"

#include <stdio.h>
#include <string.h>

#define ACTION_REFUSED  "4" /* 0083 */
#define ACTION_ACCEPTED "7"
#define ACTION_RECEIVED "8"
#define NOT_DESCRIBED   18 /* 0085 */
#define MOST_UCS        999
#define MOST_UCD        99
#define MOST_TEXT       100 /* of what is given back as it came */

unsigned contrl_code_of(const char *diagnostic_code, int version)
{
	static const struct {
		const char *diagnostic;
		unsigned three, four;
	} codes[] = {
#define CONTRL(diagnostic, three, four) {diagnostic, three, four},
#include "wire/edifact_out/contrl.def"
#undef CONTRL
	};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (strcmp(codes[i].diagnostic, diagnostic_code) == 0)
			return version >= 4 ? codes[i].four : codes[i].three;
	return NOT_DESCRIBED;
}

static void element_number(struct segments *s, unsigned n)
{
	char digits[12];

	snprintf(digits, sizeof digits, "%u", n);
	segment_element(s, digits, sizeof digits);
}

static void component_number(struct segments *s, unsigned n)
{
	char digits[12];

	snprintf(digits, sizeof digits, "%u", n);
	segment_component(s, digits, sizeof digits);
}

static void put_party(struct segments *s, const char *name, const char *qualifier, const char *otherwise)
{
	segment_element(s, name ? name : otherwise, MOST_TEXT);
	segment_component(s, qualifier, MOST_TEXT);
}

static const struct interchange nothing;

static const struct interchange *answered(const struct contrl_told *t)
{
	return t->of ? t->of : &nothing;
}

static void put_unb(struct segments *s, const struct contrl_told *t, bool wide)
{
	const struct interchange *of = answered(t);
	struct civil c = instant_to_civil(t->now, 0);
	bool four = t->version >= 4 || wide;
	char date[32], time[32];

	snprintf(date, sizeof date, four ? "%04d%02d%02d" : "%02d%02d%02d", four ? c.year : c.year % 100,
		c.month, c.day);
	snprintf(time, sizeof time, "%02d%02d", c.hour, c.minute);
	segment_open(s, "UNB");
	segment_element(s, wide ? "UNOY" : "UNOC", 4);
	segment_component(s, four ? "4" : "3", 1);
	put_party(s, of->recipient, of->recipient_qualifier, OWN_NAME);
	put_party(s, of->sender, of->sender_qualifier, "UNKNOWN");
	segment_element(s, date, 8);
	segment_component(s, time, 4);
	segment_element(s, t->reference ? t->reference : "1", 14);
	if (of->test) {
		segment_skip(s, 5);
		segment_element(s, "1", 1);
	}
	segment_close(s);
}

static bool any_refused(const struct contrl_told *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->m[i].verdict == VERDICT_REJECTED)
			return true;
	return false;
}

static void put_uci(struct segments *s, const struct contrl_told *t, bool received)
{
	const struct interchange *of = answered(t);

	segment_open(s, "UCI");
	segment_element(s, of->reference ? of->reference : "0", MOST_TEXT);
	put_party(s, of->sender, of->sender_qualifier, "UNKNOWN");
	put_party(s, of->recipient, of->recipient_qualifier, OWN_NAME);
	segment_element(s, received ? ACTION_RECEIVED : ACTION_ACCEPTED, 1);
	segment_close(s);
}

/* The error of the message as a whole: the first that is in no segment; else none where segments have theirs.
 */
static unsigned message_code(const struct contrl_message *m)
{
	for (size_t i = 0; i < m->count; i++)
		if (!m->errors[i].segment)
			return m->errors[i].code;
	return m->count ? 0 : NOT_DESCRIBED;
}

static void put_ucm(struct segments *s, const struct contrl_message *m)
{
	bool refused = m->verdict == VERDICT_REJECTED;

	segment_open(s, "UCM");
	segment_element(s, m->reference ? m->reference : "0", MOST_TEXT);
	segment_element(s, m->type ? m->type : "UNKNOWN", MOST_TEXT);
	segment_component(s, m->version, MOST_TEXT);
	segment_component(s, m->release, MOST_TEXT);
	segment_component(s, m->agency, MOST_TEXT);
	segment_component(s, m->association, MOST_TEXT);
	segment_element(s, refused ? ACTION_REFUSED : ACTION_ACCEPTED, 1);
	if (refused && message_code(m))
		element_number(s, message_code(m));
	segment_close(s);
}

/* UCD+13+3:1: the element counts from the tag, which is 1. */
static void put_ucd(struct segments *s, const struct contrl_error *e)
{
	segment_open(s, "UCD");
	element_number(s, e->code);
	element_number(s, e->element + 1);
	if (e->component)
		component_number(s, e->component);
	segment_close(s);
}

/* The errors of the segment that error i is in; returns the first that is in another. */
static size_t put_ucs(struct segments *s, const struct contrl_message *m, size_t i)
{
	const struct contrl_error *first = &m->errors[i];
	const struct contrl_error *whole = NULL;
	unsigned elements = 0;
	size_t end;

	for (end = i; end < m->count && m->errors[end].segment == first->segment; end++)
		if (!whole && !m->errors[end].element)
			whole = &m->errors[end];
	segment_open(s, "UCS");
	element_number(s, first->segment);
	if (whole)
		element_number(s, whole->code);
	segment_close(s);
	for (; i < end; i++)
		if (m->errors[i].element && elements++ < MOST_UCD)
			put_ucd(s, &m->errors[i]);
	return end;
}

static void put_message(struct segments *s, const struct contrl_message *m)
{
	unsigned segments = 0;

	put_ucm(s, m);
	if (m->verdict != VERDICT_REJECTED)
		return;
	for (size_t i = 0; i < m->count;) {
		if (!m->errors[i].segment)
			i++;
		else if (segments++ < MOST_UCS)
			i = put_ucs(s, m, i);
		else
			return;
	}
}

static void put_answer(struct segments *s, const struct contrl_told *t, bool four)
{
	bool received = !t->asked && !any_refused(t);

	segment_open(s, "UNH");
	segment_element(s, "1", 1);
	segment_element(s, "CONTRL", 6);
	text_say(&s->bytes, four ? ":4:1:UN" : ":D:3:UN");
	segment_close(s);
	put_uci(s, t, received);
	for (size_t i = 0; !received && i < t->count; i++)
		put_message(s, &t->m[i]);
	segment_open(s, "UNT");
	element_number(s, s->count + 1);
	segment_element(s, "1", 1);
	segment_close(s);
}

static void put_all(struct segments *s, const struct contrl_told *t, bool wide)
{
	text_clear(&s->bytes);
	put_unb(s, t, wide);
	s->count = 0;
	put_answer(s, t, t->version >= 4 || wide);
	segment_open(s, "UNZ");
	segment_element(s, "1", 1);
	segment_element(s, t->reference ? t->reference : "1", 14);
	segment_close(s);
}

void contrl_write(struct text *out, const struct contrl_told *t)
{
	struct segments s = {.bytes = TEXT_INIT};

	put_all(&s, t, false);
	if (!text_to_latin1(&s.bytes))
		put_all(&s, t, true);
	text_add(out, s.bytes.bytes, s.bytes.length);
	text_free(&s.bytes);
}
