#include "wire/mail/mime.h"

#include "base/text.h"
#include "wire/mail/mime_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HEADER_MOST   65536 /* bytes of one header that are looked at */
#define ID_MOST       900   /* of a line's 998; a longer one is not cited */
#define RECEIPTS_MANY 9999
#define ADDRESS_MOST  320 /* RFC 5321: 64, @ and 255 */

struct entity {                                    /* headers and a body */
	const char *type, *disposition, *encoding; /* unfolded; NULL: not said */
	const char *bytes;
	size_t length;
};

struct reading_mail {
	struct arena *arena;
	struct mail *mail;
	size_t room;
	bool outermost;
};

/* A line's length with its end. */
static size_t line_of(const char *s, size_t n)
{
	const char *end = memchr(s, '\n', n);

	return end ? (size_t)(end - s) + 1 : n;
}

static bool blank_line(const char *s, size_t n)
{
	return (n == 1 && *s == '\n') || (n == 2 && s[0] == '\r' && s[1] == '\n');
}

/* A header with its continuation lines: how long it is. */
static size_t header_of(const char *s, size_t n)
{
	size_t length = line_of(s, n);

	while (length < n && (s[length] == ' ' || s[length] == '\t'))
		length += line_of(s + length, n - length);
	return length;
}

static const char *value_of(struct arena *a, const char *s, size_t n, const char *colon)
{
	const char *from = colon + 1, *to = s + n;

	while (from < to && strchr(" \t\r\n", *from))
		from++;
	while (to > from && strchr(" \t\r\n", to[-1]))
		to--;
	return arena_strndup(a, from, to - from > HEADER_MOST ? HEADER_MOST : (size_t)(to - from));
}

/* "Ivanov, I." <Ivanov@Example.kz>: ivanov@example.kz */
static const char *address_of(struct arena *a, const char *value)
{
	const char *open = NULL, *end;
	bool quoted = false;
	char *address;

	for (const char *s = value; *s; s++) {
		if (*s == '\\' && quoted && s[1])
			s++;
		else if (*s == '"')
			quoted = !quoted;
		else if (*s == '<' && !quoted)
			open = s + 1;
	}
	if (!open)
		open = value;
	end = open + strcspn(open, "> \t\r\n,;\"");
	if (end == open || end - open > ADDRESS_MOST || !memchr(open, '@', (size_t)(end - open)))
		return NULL;
	address = arena_strndup(a, open, (size_t)(end - open));
	for (char *c = address; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return address;
}

static bool begins(const char *s, const char *word)
{
	return s && strncasecmp(s, word, strlen(word)) == 0;
}

/* "<8f0e.2.receipt@landbridge>": the second of its thread. */
static void note_receipts(struct mail *m, const char *value)
{
	for (const char *at = strstr(value, MAIL_RECEIPT); at; at = strstr(at + 1, MAIL_RECEIPT)) {
		const char *digits = at;
		unsigned n;

		while (digits > value && isdigit((unsigned char)digits[-1]))
			digits--;
		n = at - digits > 4 ? RECEIPTS_MANY : digits < at ? (unsigned)strtoul(digits, NULL, 10) : 1;
		m->receipts = n > m->receipts ? n : m->receipts;
	}
}

static void note_of_mail(struct reading_mail *r, const char *name, size_t n, const char *value)
{
	struct mail *m = r->mail;

	if (n == 4 && begins(name, "from") && !m->from)
		m->from = address_of(r->arena, value);
	else if (n == 7 && begins(name, "subject"))
		m->subject = mime_header(r->arena, value);
	else if ((n == 11 && begins(name, "in-reply-to")) || (n == 10 && begins(name, "references")))
		note_receipts(m, value);
	else if (n == 10 && begins(name, "message-id"))
		m->message_id = strlen(value) > ID_MOST ? NULL : value;
	else if (n == 11 && begins(name, "return-path"))
		m->return_path = begins(value, "<>") ? "" : address_of(r->arena, value);
	else if (n == 14 && begins(name, "auto-submitted"))
		m->automatic |= !begins(value, "no");
	else if (n == 10 && begins(name, "precedence"))
		m->automatic |= begins(value, "bulk") || begins(value, "list") || begins(value, "junk") ||
				begins(value, "auto_reply");
	else if ((n == 11 && begins(name, "x-autoreply")) || (n == 15 && begins(name, "x-autoresponder")) ||
		 (n == 24 && begins(name, "x-auto-response-suppress")))
		m->automatic = true;
	else if (n == 7 && begins(name, "list-id"))
		m->automatic = true;
}

static void note_of_entity(struct entity *e, const char *name, size_t n, const char *value)
{
	if (n == 12 && begins(name, "content-type"))
		e->type = value;
	else if (n == 19 && begins(name, "content-disposition"))
		e->disposition = value;
	else if (n == 25 && begins(name, "content-transfer-encoding"))
		e->encoding = value;
}

static void read_headers(struct reading_mail *r, struct entity *e, const char *s, size_t n)
{
	size_t at = 0;

	while (at < n && !blank_line(s + at, line_of(s + at, n - at))) {
		size_t length = header_of(s + at, n - at);
		const char *colon = memchr(s + at, ':', length);

		if (colon) {
			const char *value = value_of(r->arena, s + at, length, colon);
			size_t name = (size_t)(colon - (s + at));

			note_of_entity(e, s + at, name, value);
			if (r->outermost)
				note_of_mail(r, s + at, name, value);
		}
		at += length;
	}
	at += at < n ? line_of(s + at, n - at) : 0;
	e->bytes = s + at;
	e->length = n - at;
	r->outermost = false;
}

static void read_entity(struct reading_mail *r, const char *s, size_t n, unsigned depth);

static void add_leaf(struct reading_mail *r, const struct entity *e)
{
	struct mail *m = r->mail;
	struct mail_part *p;
	char *type;

	if (m->part_count == MAIL_PARTS) {
		m->cut = true;
		return;
	}
	m->parts = arena_grow(r->arena, m->parts, m->part_count, &r->room, sizeof *m->parts);
	p = &m->parts[m->part_count++];
	type = e->type ? arena_strndup(r->arena, e->type, strcspn(e->type, "; \t\r\n"))
		       : arena_strdup(r->arena, "text/plain");
	for (char *c = type; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	p->type = type;
	p->name = e->disposition ? mime_parameter(r->arena, e->disposition, "filename") : NULL;
	if (!p->name && e->type)
		p->name = mime_parameter(r->arena, e->type, "name");
	if (p->name && !*p->name)
		p->name = NULL;
	p->bytes = mime_body(r->arena, e->encoding, e->bytes, e->length, &p->length);
}

/* A line that is the boundary: 1, the last one: 2, else 0. */
static int boundary_at(const char *s, size_t n, const char *boundary)
{
	size_t length = strlen(boundary);

	if (n < length + 2 || s[0] != '-' || s[1] != '-' || memcmp(s + 2, boundary, length) != 0)
		return 0;
	s += length + 2;
	n -= length + 2;
	if (n >= 2 && s[0] == '-' && s[1] == '-')
		return 2;
	while (n && strchr(" \t\r\n", *s)) {
		s++;
		n--;
	}
	return n ? 0 : 1;
}

/* The line end before a boundary is the boundary's. */
static size_t without_end(const char *s, size_t n)
{
	n -= n && s[n - 1] == '\n';
	return n - (n && s[n - 1] == '\r');
}

static void read_parts(struct reading_mail *r, const struct entity *e, const char *boundary, unsigned depth)
{
	size_t begun = 0;
	bool open = false;
	int kind = 0;

	for (size_t at = 0, length; at < e->length && kind != 2; at += length) {
		length = line_of(e->bytes + at, e->length - at);
		kind = boundary_at(e->bytes + at, length, boundary);
		if (!kind)
			continue;
		if (open)
			read_entity(
				r, e->bytes + begun, without_end(e->bytes + begun, at - begun), depth + 1);
		open = kind == 1;
		begun = at + length;
	}
	if (open) /* cut before its end */
		read_entity(r, e->bytes + begun, e->length - begun, depth + 1);
}

static void read_entity(struct reading_mail *r, const char *s, size_t n, unsigned depth)
{
	struct entity e = {0};
	const char *boundary;

	if (depth > MAIL_DEPTH) {
		r->mail->cut = true;
		return;
	}
	read_headers(r, &e, s, n);
	boundary = begins(e.type, "multipart/") ? mime_parameter(r->arena, e.type, "boundary") : NULL;
	if (begins(e.type, "multipart/report"))
		r->mail->automatic = true;
	if (boundary && *boundary)
		read_parts(r, &e, boundary, depth);
	else if (begins(e.type, "message/rfc822"))
		read_entity(r, e.bytes, e.length, depth + 1);
	else
		add_leaf(r, &e);
}

void mail_read(struct arena *a, const char *bytes, size_t n, struct mail *m)
{
	struct reading_mail r = {.arena = a, .mail = m, .outermost = true};

	*m = (struct mail){0};
	read_entity(&r, bytes, n, 0);
	/* programs that answer without a word of whom: "Away: Receipt: ..." */
	if (!m->receipts && m->subject && strstr(m->subject, MAIL_RECEIPT_SUBJECT) > m->subject)
		m->receipts = RECEIPTS_MANY;
}
