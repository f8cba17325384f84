#include "wire/rail/tgnl.h"

#include "base/limits.h"
#include "base/text.h"
#include "wire/rail/tgnl_list.h"

#include <stdlib.h>
#include <string.h>

const struct tgnl_field tgnl_fields[] = {
#define FIELD(line, name, least, most, required, disposition, caption)                                       \
	{#line, #name, least, most, required, disposition, caption},
#include "wire/rail/tgnl_layout.def"
#undef FIELD
	{NULL, NULL, 0, 0, false, USED, NULL},
};

struct tgnl {
	struct framed f;  /* the first */
	struct text list; /* what stands between its brackets, so far */
	bool inside, too_long;
	char before; /* the byte before */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

#define SNIFFED 512 /* bytes before the list */

/* Telegrams have their own words before the list: it begins on a line of its own. */
static bool begins_below(const char *bytes, size_t n)
{
	for (size_t i = 1; i + 6 < n && i < SNIFFED; i++)
		if ((bytes[i - 1] == '\n' || bytes[i - 1] == '\r') && memcmp(bytes + i, "(:02", 4) == 0 &&
			is_blank(bytes[i + 4]))
			return true;
	return false;
}

bool tgnl_sniff(const char *bytes, size_t n)
{
	size_t i = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	size_t digits = 0;

	while (i < n && is_blank(bytes[i]))
		i++;
	if (n - i < 4 || memcmp(bytes + i, "(:", 2) != 0)
		return begins_below(bytes, n);
	for (i += 2; i < n && is_blank(bytes[i]);)
		i++;
	while (i + digits < n && bytes[i + digits] >= '0' && bytes[i + digits] <= '9')
		digits++;
	return digits >= 2 && digits <= 4;
}

void *tgnl_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	struct tgnl *t = calloc(1, sizeof *t);

	if (!t)
		abort();
	framed_start(&t->f, world, limits, sink);
	return t;
}

void tgnl_free(void *self)
{
	struct tgnl *t = self;

	if (!t)
		return;
	text_free(&t->list);
	arena_free(&t->f.arena);
	free(t);
}

static void open_list(struct tgnl *t, uint64_t begin)
{
	t->inside = true;
	t->too_long = false;
	t->f.begin = begin;
	text_clear(&t->list);
}

/* The list that began ends here, whole or cut. */
static bool close_list(struct tgnl *t, uint64_t end, bool whole)
{
	struct framed *f = &t->f;
	const struct making_at at = {.tag = "TRAIN", .segment = 1, .offset = f->begin};
	struct message message = {.format = "TGNL",
		.type = "TGNL",
		.said = INSTANT_NONE,
		.offset = f->begin,
		.length = end - f->begin};
	struct making m;

	t->inside = false;
	f->end = end;
	if (!framed_more(f))
		return false;
	message.line = f->line;
	making_start(&m, &f->arena, &f->world, &f->hint, &message);
	if (t->too_long)
		making_say(&m, SEVERITY_ERROR, "message-too-large", &at, NULL,
			"a train list may have %u bytes: this one was refused", LIMIT_TRAIN_LIST);
	else if (!whole)
		making_say(&m, SEVERITY_ERROR, "message-unterminated", &at, NULL,
			"this train list has no end \":)\": it was refused, ask for it again");
	else
		tgnl_list_read(&m, text_string(&t->list), t->list.length, f->begin + 2);
	return making_finish(&m, &f->sink, f->hand_over);
}

static void add_byte(struct tgnl *t, char c)
{
	if (t->list.length >= LIMIT_TRAIN_LIST)
		t->too_long = true;
	else
		text_byte(&t->list, c);
}

static void drop_byte(struct tgnl *t)
{
	if (!t->too_long && t->list.length)
		t->list.bytes[--t->list.length] = '\0';
}

/* Blanks, a byte order mark and what teleprinters send beside letters are nothing. */
static void outside(struct tgnl *t, char c, uint64_t offset)
{
	if ((unsigned char)c > ' ' && !memchr("\xEF\xBB\xBF\x7F", c, 4))
		framed_outside(&t->f, SEVERITY_INFORMATION,
			"what stands outside of \"(:\" and \":)\" was passed over", offset);
}

static bool take_byte(struct tgnl *t, char c, uint64_t offset)
{
	char before = t->before;

	t->before = c;
	if (t->inside && before == ':' && c == ')') {
		t->before = '\0';
		drop_byte(t);
		return close_list(t, offset + 1, true);
	}
	if (before == '(' && c == ':') {
		t->before = '\0';
		drop_byte(t);
		if (t->inside && !close_list(t, offset - 1, false))
			return false;
		open_list(t, offset - 1);
	} else if (t->inside) {
		add_byte(t, c);
	} else {
		if (before == '(')
			outside(t, before, offset - 1);
		if (c != '(')
			outside(t, c, offset);
	}
	return true;
}

bool tgnl_feed(void *self, const void *bytes, size_t n)
{
	struct tgnl *t = self;
	const char *s = bytes;

	for (size_t i = 0; i < n; i++)
		if (!take_byte(t, s[i], t->f.at++))
			return false;
	return true;
}

bool tgnl_end(void *self)
{
	struct tgnl *t = self;

	if (!t->inside && t->before == '(')
		outside(t, '(', t->f.at - 1);
	if (t->inside && !close_list(t, t->f.at, false))
		return false;
	framed_done(&t->f, "there is no train list in these bytes: one begins with \"(:02\"");
	return true;
}
