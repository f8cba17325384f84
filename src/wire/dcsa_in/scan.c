#include "wire/dcsa_in/scan.h"

#include "base/limits.h"
#include "wire/dcsa_in/tree.h"

#include <strings.h>

/* Lists of events by their names; 0 is a list without one. */
static const char *const names[] = {
	"", "events", "equipmentEvents", "transportEvents", "shipmentEvents", "iotEvents", "reeferEvents"};
#define NAMES  ((int)(sizeof names / sizeof *names))
#define EVENTS 1 /* the one that may also be an object of lists */

void scan_open(struct scan *s, const struct scan_ear *ear)
{
	*s = (struct scan){.ear = *ear, .expect = SCAN_VALUE};
}

void scan_close(struct scan *s)
{
	text_free(&s->kept);
	text_free(&s->whole);
}

static uint64_t here(const struct scan *s)
{
	return s->base + s->at;
}

static void broken(struct scan *s, const char *code, const char *text, uint64_t offset)
{
	s->broken = true;
	s->ear.fault(s->ear.self, code, text, offset);
}

static void unexpected(struct scan *s)
{
	static const char *const texts[] = {
		[SCAN_VALUE] = "a value is expected here",
		[SCAN_VALUE_OR_END] = "a value or a closing bracket is expected here",
		[SCAN_KEY_OR_END] = "a member's name or a closing brace is expected here",
		[SCAN_NEXT_KEY] = "a member's name is expected here",
		[SCAN_COLON] = "a colon is expected behind a member's name",
		[SCAN_COMMA] = "a comma or the closing bracket is expected here",
	};

	broken(s, "json-syntax",
		s->place == SCAN_TOP ? "an array or an object of events is expected here" : texts[s->expect],
		here(s));
}

/* What lies in this piece of the top object is put behind what came before; `until` is not part of it. */
static void keep_whole(struct scan *s, size_t until)
{
	size_t n = until - s->whole_from;

	if (s->whole.length + n > LIMIT_JSON_EVENT)
		s->whole_long = true;
	else
		text_add(&s->whole, s->bytes + s->whole_from, n);
	s->whole_from = until;
}

static void keep_value(struct scan *s, size_t until)
{
	size_t n = until - s->value_from;

	if (s->place != SCAN_LIST && s->may_be_event)
		return; /* the whole object is kept */
	if (s->kept.length + n > LIMIT_JSON_EVENT)
		s->kept_long = true;
	else
		text_add(&s->kept, s->bytes + s->value_from, n);
}

static void safe_here(struct scan *s)
{
	s->safe = here(s);
	s->safe_place = s->place;
	s->safe_list = s->list;
	s->safe_inner = s->inner;
	s->safe_index = s->index;
	s->safe_seen = s->seen;
}

static void hand_over(struct scan *s, struct scan_found *f)
{
	char path[80];

	if (s->place != SCAN_LIST)
		snprintf(path, sizeof path, "$");
	else
		snprintf(path, sizeof path, "$%s%s%s[%u]", s->inner ? ".events" : "", s->list ? "." : "",
			names[s->list], s->index);
	f->path = path;
	f->list = s->place == SCAN_LIST ? names[s->list] : "";
	if (f->too_long || f->cut)
		f->n = 0;
	if (!s->ear.found(s->ear.self, f))
		s->stopped = true;
}

/* A member that is no list: only that it is JSON matters. */
static void check_member(struct scan *s, const char *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	struct tree_fault f;

	if (!tree_read(&a, bytes, n, &f))
		broken(s, f.code, f.text, s->began + f.offset);
	arena_free(&a);
}

/* s->at is behind its last byte. */
static void value_ends(struct scan *s)
{
	uint64_t length = here(s) - s->began;
	struct scan_found f = {.offset = s->began, .length = length, .too_long = length > LIMIT_JSON_EVENT};

	s->open = false;
	s->expect = SCAN_COMMA;
	if (s->place != SCAN_LIST && s->may_be_event)
		return;
	if (s->kept.length || s->kept_long) {
		keep_value(s, s->at);
		f.bytes = s->kept.bytes;
		f.n = s->kept.length;
	} else {
		f.bytes = s->bytes + s->value_from;
		f.n = s->at - s->value_from;
	}
	if (s->place != SCAN_LIST) {
		if (!f.too_long)
			check_member(s, f.bytes, f.n);
	} else {
		hand_over(s, &f);
		s->index++;
		safe_here(s);
	}
	text_clear(&s->kept);
	s->kept_long = false;
}

static void value_opens(struct scan *s, char c)
{
	if (strchr(",:]}", c)) {
		unexpected(s);
		return;
	}
	s->open = true;
	s->quoted = c == '"';
	s->scalar = c != '"' && c != '{' && c != '[';
	s->escaped = false;
	s->depth = c == '{' || c == '[';
	s->began = here(s);
	s->value_from = s->at++;
}

/* Inside quotes: up to behind the closing ones. */
static void skip_quoted(struct scan *s)
{
	const char *p = s->bytes + s->at, *end = s->bytes + s->n;

	while (p < end) {
		if (s->escaped) {
			s->escaped = false;
			p++;
			continue;
		}
		while (p < end && *p != '"' && *p != '\\')
			p++;
		if (p == end)
			break;
		if (*p++ == '"') {
			s->quoted = false;
			break;
		}
		s->escaped = true;
	}
	s->at = (size_t)(p - s->bytes);
}

static bool ends_scalar(char c)
{
	return c == ',' || c == ']' || c == '}' || c == ' ' || c == '\n' || c == '\r' || c == '\t' ||
	       c == ':' || c == '"' || c == '[' || c == '{';
}

static void skip_scalar(struct scan *s)
{
	while (s->at < s->n && !ends_scalar(s->bytes[s->at]))
		s->at++;
	if (s->at < s->n)
		value_ends(s);
}

static void value_bytes(struct scan *s)
{
	if (s->scalar) {
		skip_scalar(s);
		return;
	}
	while (s->at < s->n) {
		if (s->quoted) {
			skip_quoted(s);
			if (!s->quoted && !s->depth) {
				value_ends(s);
				return;
			}
			continue;
		}
		switch (s->bytes[s->at++]) {
		case '"':
			s->quoted = true;
			break;
		case '{':
		case '[':
			s->depth++;
			break;
		case '}':
		case ']':
			if (--s->depth == 0) {
				value_ends(s);
				return;
			}
			break;
		default:
			break;
		}
	}
}

static void key_bytes(struct scan *s)
{
	for (; s->at < s->n; s->at++) {
		char c = s->bytes[s->at];

		if ((unsigned char)c < 0x20) {
			broken(s, "json-syntax", "a control character stands inside a member's name",
				here(s));
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

/* It is no event: what came of it so far must be JSON as well. */
static void settle(struct scan *s)
{
	struct arena a = ARENA_INIT;
	struct tree_fault f;

	if (!s->may_be_event)
		return;
	keep_whole(s, s->at);
	s->may_be_event = false;
	if (!s->whole_long) {
		text_say(&s->whole, "0}");
		if (!tree_read(&a, s->whole.bytes, s->whole.length, &f))
			broken(s, f.code, f.text, s->whole_began + f.offset);
	}
	arena_free(&a);
	text_clear(&s->whole);
}

static void note_list(struct scan *s, int list)
{
	unsigned bit = 1u << (list + (s->place == SCAN_EVENTS ? 16 : 0));

	if (s->seen & bit)
		broken(s, "json-duplicate", "a member of that name stands here already", here(s));
	else if (strcmp(names[list], s->key) != 0)
		s->ear.odd(s->ear.self, "key-case", names[list], here(s));
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
		settle(s);
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
	value_opens(s, c);
}

static void top_opens(struct scan *s, char c)
{
	if (c != '{' && c != '[') {
		unexpected(s);
		return;
	}
	if (s->safe && !s->lines_told) {
		s->lines_told = true;
		s->ear.odd(s->ear.self, "several-documents",
			"more JSON follows behind the first value: each was read by itself", here(s));
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
	s->whole_began = here(s);
	s->whole_from = s->at++;
}

static void root_is_event(struct scan *s)
{
	uint64_t length = here(s) - s->whole_began;
	struct scan_found f = {
		.offset = s->whole_began, .length = length, .too_long = length > LIMIT_JSON_EVENT};

	if (s->whole.length || s->whole_long) {
		keep_whole(s, s->at);
		f.bytes = s->whole.bytes;
		f.n = s->whole.length;
	} else {
		f.bytes = s->bytes + s->whole_from;
		f.n = s->at - s->whole_from;
	}
	s->may_be_event = false;
	hand_over(s, &f);
	text_clear(&s->whole);
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
			root_is_event(s);
		s->place = SCAN_TOP;
		s->expect = SCAN_VALUE;
		safe_here(s);
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
		value_opens(s, c);
	else
		unexpected(s);
}

static bool skip_mark(struct scan *s)
{
	static const char mark[] = "\xEF\xBB\xBF";

	if (here(s) >= 3 || s->mark != here(s) || s->bytes[s->at] != mark[s->mark])
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
			value_bytes(s);
		else if (s->naming)
			key_bytes(s);
		else if (!skip_mark(s))
			structure(s, bytes[s->at]);
	}
	if (!s->stopped && !s->broken && s->open)
		keep_value(s, n);
	if (!s->stopped && !s->broken && s->may_be_event)
		keep_whole(s, n);
	s->offset += n;
	return !s->stopped;
}

/* The bytes end inside a value: what it would have been is told with its list. */
static void cut(struct scan *s, uint64_t began)
{
	struct scan_found f = {.offset = began, .length = s->offset - began, .cut = true};

	hand_over(s, &f);
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
		cut(s, s->whole_began);
	else if (s->open && s->place == SCAN_LIST)
		cut(s, s->began);
	else if (s->place != SCAN_TOP)
		broken(s, "json-cut", "the bytes end before the closing bracket", s->offset);
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
