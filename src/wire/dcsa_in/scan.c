#include "wire/dcsa_in/scan.h"

#include "wire/dcsa_in/scan_within.h"

#include <strings.h>

/* Lists of events by their names; 0 is a list without one. */
static const char *const names[] = {
	"", "events", "equipmentEvents", "transportEvents", "shipmentEvents", "iotEvents", "reeferEvents"};
#define NAMES  ((int)(sizeof names / sizeof *names))
#define EVENTS 1 /* the one that may also be an object of lists */

const char *scan_list_name(int list)
{
	return names[list];
}

void scan_open(struct scan *s, const struct scan_ear *ear)
{
	*s = (struct scan){.ear = *ear, .expect = SCAN_VALUE};
}

void scan_close(struct scan *s)
{
	text_free(&s->kept);
	text_free(&s->whole);
}

uint64_t scan_here(const struct scan *s)
{
	return s->base + s->at;
}

void scan_broken(struct scan *s, const char *code, const char *text, uint64_t offset)
{
	s->broken = true;
	s->ear.fault(s->ear.self, code, text, offset);
}

void scan_unexpected(struct scan *s)
{
	static const char *const texts[] = {
		[SCAN_VALUE] = "a value is expected here",
		[SCAN_VALUE_OR_END] = "a value or a closing bracket is expected here",
		[SCAN_KEY_OR_END] = "a member's name or a closing brace is expected here",
		[SCAN_NEXT_KEY] = "a member's name is expected here",
		[SCAN_COLON] = "a colon is expected behind a member's name",
		[SCAN_COMMA] = "a comma or the closing bracket is expected here",
	};

	scan_broken(s, "json-syntax",
		s->place == SCAN_TOP ? "an array or an object of events is expected here" : texts[s->expect],
		scan_here(s));
}

void scan_safe_here(struct scan *s)
{
	s->safe = scan_here(s);
	s->safe_place = s->place;
	s->safe_list = s->list;
	s->safe_inner = s->inner;
	s->safe_index = s->index;
	s->safe_seen = s->seen;
}

static void key_bytes(struct scan *s)
{
	for (; s->at < s->n; s->at++) {
		char c = s->bytes[s->at];

		if ((unsigned char)c < 0x20) {
			scan_broken(s, "json-syntax", "a control character stands inside a member's name",
				scan_here(s));
			return;
		}
		if (c == '"' && !s->escaped) {
			s->at++;
			s->naming = false;
			s->expect = SCAN_COLON;
			return;
		}
		s->escaped = c == '\\' && !s->escaped;
		if (s->key_length < SCAN_KEY - 1)
			s->key[s->key_length++] = c;
		else
			s->key[0] = '\0'; /* too long to be one of ours */
		s->key[s->key_length] = '\0';
	}
}

static int list_of_key(struct scan *s)
{
	for (int i = 1; i < NAMES; i++)
		if (strcasecmp(names[i], s->key) == 0)
			return i;
	return 0;
}

static void note_list(struct scan *s, int list)
{
	unsigned bit = 1u << (list + (s->place == SCAN_EVENTS ? 16 : 0));

	if (s->seen & bit)
		scan_broken(s, "json-duplicate", "a member of that name stands here already", scan_here(s));
	else if (strcmp(names[list], s->key) != 0)
		s->ear.odd(s->ear.self, "key-case", names[list], scan_here(s));
	s->seen |= bit;
}

static void list_opens(struct scan *s, int list)
{
	s->inner = s->place == SCAN_EVENTS;
	s->place = SCAN_LIST;
	s->list = list;
	s->index = 0;
	s->expect = SCAN_VALUE_OR_END;
	s->at++;
}

static void member_opens(struct scan *s, char c)
{
	int list = list_of_key(s);
	bool lists = list == EVENTS && c == '{' && s->place == SCAN_ROOT;

	if (list && (c == '[' || lists)) {
		scan_settle(s);
		if (!s->broken)
			note_list(s, list);
		if (s->broken)
			return;
		if (!lists) {
			list_opens(s, list);
			return;
		}
		s->place = SCAN_EVENTS;
		s->expect = SCAN_KEY_OR_END;
		s->at++;
		return;
	}
	scan_value_opens(s, c);
}

static void top_opens(struct scan *s, char c)
{
	if (c != '{' && c != '[') {
		scan_unexpected(s);
		return;
	}
	if (s->safe && !s->lines_told) {
		s->lines_told = true;
		s->ear.odd(s->ear.self, "several-documents",
			"more JSON follows behind the first value: each was read by itself", scan_here(s));
	}
	s->seen = 0;
	if (c == '[') {
		list_opens(s, 0);
		return;
	}
	s->place = SCAN_ROOT;
	s->expect = SCAN_KEY_OR_END;
	s->may_be_event = true;
	s->whole_long = false;
	s->whole_began = scan_here(s);
	s->whole_from = s->at++;
}

static void place_ends(struct scan *s)
{
	s->at++;
	if (s->place == SCAN_LIST && s->list)
		s->place = s->inner ? SCAN_EVENTS : SCAN_ROOT;
	else if (s->place == SCAN_EVENTS)
		s->place = SCAN_ROOT;
	else {
		if (s->place == SCAN_ROOT && s->may_be_event)
			scan_root_is_event(s);
		s->place = SCAN_TOP;
		s->expect = SCAN_VALUE;
		scan_safe_here(s);
		return;
	}
	s->expect = SCAN_COMMA;
}

static void name_opens(struct scan *s)
{
	s->naming = true;
	s->escaped = false;
	s->key_length = 0;
	s->key[0] = '\0';
	s->at++;
}

static void structure(struct scan *s, char c)
{
	bool in_list = s->place == SCAN_LIST;
	bool may_end =
		s->expect == SCAN_COMMA || s->expect == SCAN_VALUE_OR_END || s->expect == SCAN_KEY_OR_END;

	if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
		s->at++;
	else if (s->place == SCAN_TOP)
		top_opens(s, c);
	else if (may_end && c == (in_list ? ']' : '}'))
		place_ends(s);
	else if (s->expect == SCAN_COMMA && c == ',') {
		s->expect = in_list ? SCAN_VALUE : SCAN_NEXT_KEY;
		s->at++;
	} else if ((s->expect == SCAN_KEY_OR_END || s->expect == SCAN_NEXT_KEY) && c == '"')
		name_opens(s);
	else if (s->expect == SCAN_COLON && c == ':') {
		s->expect = SCAN_VALUE;
		s->at++;
	} else if (s->expect == SCAN_VALUE && !in_list)
		member_opens(s, c);
	else if (s->expect == SCAN_VALUE || s->expect == SCAN_VALUE_OR_END)
		scan_value_opens(s, c);
	else
		scan_unexpected(s);
}

static bool skip_mark(struct scan *s)
{
	static const char mark[] = "\xEF\xBB\xBF";

	if (scan_here(s) >= 3 || s->mark != scan_here(s) || s->bytes[s->at] != mark[s->mark])
		return false;
	s->mark++;
	s->at++;
	return true;
}

bool scan_feed(struct scan *s, const char *bytes, size_t n)
{
	s->base = s->offset;
	s->bytes = bytes;
	s->n = n;
	s->at = s->value_from = s->whole_from = 0;
	while (s->at < n && !s->stopped && !s->broken) {
		if (s->open)
			scan_value_bytes(s);
		else if (s->naming)
			key_bytes(s);
		else if (!skip_mark(s))
			structure(s, bytes[s->at]);
	}
	if (!s->stopped && !s->broken && s->open)
		scan_keep_value(s, n);
	if (!s->stopped && !s->broken && s->may_be_event)
		scan_keep_whole(s, n);
	s->offset += n;
	return !s->stopped;
}

bool scan_end(struct scan *s)
{
	s->base = s->offset;
	s->n = s->at = 0;
	if (s->stopped)
		return false;
	if (s->broken)
		return true;
	if (s->may_be_event)
		scan_cut(s, s->whole_began);
	else if (s->open && s->place == SCAN_LIST)
		scan_cut(s, s->began);
	else if (s->place != SCAN_TOP)
		scan_broken(s, "json-cut", "the bytes end before the closing bracket", s->offset);
	return !s->stopped;
}

const char *scan_state(const struct scan *s, struct arena *a)
{
	return arena_printf(a, "dcsa 1 %d %d %d %u %u %d", (int)s->safe_place, s->safe_list, s->safe_inner,
		s->safe_index, s->safe_seen, s->lines_told);
}

bool scan_resume(struct scan *s, const char *state, uint64_t offset)
{
	int place, list, inner, told;
	unsigned index, seen;

	if (sscanf(state, "dcsa 1 %d %d %d %u %u %d", &place, &list, &inner, &index, &seen, &told) != 6)
		return false;
	if ((place != SCAN_TOP && place != SCAN_LIST) || list < 0 || list >= NAMES)
		return false;
	s->place = s->safe_place = (enum scan_place)place;
	s->list = s->safe_list = list;
	s->inner = s->safe_inner = inner != 0;
	s->index = s->safe_index = index;
	s->seen = s->safe_seen = seen;
	s->lines_told = told != 0;
	s->expect = place == SCAN_LIST ? SCAN_COMMA : SCAN_VALUE;
	s->offset = s->safe = offset;
	return true;
}
