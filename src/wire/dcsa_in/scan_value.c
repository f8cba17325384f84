/* Where a value ends, its bytes from piece to piece, and handing them over. */
#include "base/limits.h"
#include "wire/dcsa_in/scan_within.h"
#include "wire/dcsa_in/tree.h"

#include <string.h>

/* What lies in this piece of the top object is put behind what came before; `until` is not part of it. */
void scan_keep_whole(struct scan *s, size_t until)
{
	size_t n = until - s->whole_from;

	if (s->whole.length + n > LIMIT_JSON_EVENT)
		s->whole_long = true;
	else
		text_add(&s->whole, s->bytes + s->whole_from, n);
	s->whole_from = until;
}

void scan_keep_value(struct scan *s, size_t until)
{
	size_t n = until - s->value_from;

	if (s->place != SCAN_LIST && s->may_be_event)
		return; /* the whole object is kept */
	if (s->kept.length + n > LIMIT_JSON_EVENT)
		s->kept_long = true;
	else
		text_add(&s->kept, s->bytes + s->value_from, n);
}

static void hand_over(struct scan *s, struct scan_found *f)
{
	char path[80];

	if (s->place != SCAN_LIST)
		snprintf(path, sizeof path, "$");
	else
		snprintf(path, sizeof path, "$%s%s%s[%u]", s->inner ? ".events" : "", s->list ? "." : "",
			scan_list_name(s->list), s->index);
	f->path = path;
	f->list = s->place == SCAN_LIST ? scan_list_name(s->list) : "";
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
		scan_broken(s, f.code, f.text, s->began + f.offset);
	arena_free(&a);
}

/* s->at is behind its last byte. */
static void value_ends(struct scan *s)
{
	uint64_t length = scan_here(s) - s->began;
	struct scan_found f = {.offset = s->began, .length = length, .too_long = length > LIMIT_JSON_EVENT};

	s->open = false;
	s->expect = SCAN_COMMA;
	if (s->place != SCAN_LIST && s->may_be_event)
		return;
	if (s->kept.length || s->kept_long) {
		scan_keep_value(s, s->at);
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
		scan_safe_here(s);
	}
	text_clear(&s->kept);
	s->kept_long = false;
}

void scan_value_opens(struct scan *s, char c)
{
	if (strchr(",:]}", c)) {
		scan_unexpected(s);
		return;
	}
	s->open = true;
	s->quoted = c == '"';
	s->scalar = c != '"' && c != '{' && c != '[';
	s->escaped = false;
	s->depth = c == '{' || c == '[';
	s->began = scan_here(s);
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

void scan_value_bytes(struct scan *s)
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

/* It is no event: what came of it so far must be JSON as well. */
void scan_settle(struct scan *s)
{
	struct arena a = ARENA_INIT;
	struct tree_fault f;

	if (!s->may_be_event)
		return;
	scan_keep_whole(s, s->at);
	s->may_be_event = false;
	if (!s->whole_long) {
		text_say(&s->whole, "0}");
		if (!tree_read(&a, s->whole.bytes, s->whole.length, &f))
			scan_broken(s, f.code, f.text, s->whole_began + f.offset);
	}
	arena_free(&a);
	text_clear(&s->whole);
}

void scan_root_is_event(struct scan *s)
{
	uint64_t length = scan_here(s) - s->whole_began;
	struct scan_found f = {
		.offset = s->whole_began, .length = length, .too_long = length > LIMIT_JSON_EVENT};

	if (s->whole.length || s->whole_long) {
		scan_keep_whole(s, s->at);
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

/* The bytes end inside a value: what it would have been is told with its list. */
void scan_cut(struct scan *s, uint64_t began)
{
	struct scan_found f = {.offset = began, .length = s->offset - began, .cut = true};

	hand_over(s, &f);
}
