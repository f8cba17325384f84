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
	struct decode_world world;
	struct decode_limits limits;
	struct decode_sink sink;
	struct decode_hint hint;
	decode_events *hand_over;
	struct arena arena; /* of the list under way */
	struct text list;   /* what stands between its brackets, so far */
	bool inside, too_long;
	bool failed;         /* an error that is of no message was told */
	bool outside_told;   /* something stands outside of all lists */
	char before;         /* the byte before */
	uint64_t at;         /* bytes that were fed */
	uint64_t begin, end; /* of the list under way; behind the last one */
	uint32_t line;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool tgnl_sniff(const char *bytes, size_t n)
{
	size_t i = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	size_t digits = 0;

	while (i < n && is_blank(bytes[i]))
		i++;
	if (n - i < 4 || memcmp(bytes + i, "(:", 2) != 0)
		return false;
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
	t->world = *world;
	if (limits)
		t->limits = *limits;
	t->sink = *sink;
	t->hint.received = INSTANT_NONE;
	return t;
}

void tgnl_free(void *self)
{
	struct tgnl *t = self;

	if (!t)
		return;
	text_free(&t->list);
	arena_free(&t->arena);
	free(t);
}

void tgnl_hand_over(void *self, decode_events *events)
{
	((struct tgnl *)self)->hand_over = events;
}

void tgnl_hint(void *self, const struct decode_hint *hint)
{
	((struct tgnl *)self)->hint = *hint;
}

static void tell(struct tgnl *t, enum severity severity, const char *code, const char *text, uint64_t offset)
{
	struct diagnostic what = {.severity = severity, .code = code, .text = text, .offset = offset};

	t->failed |= severity == SEVERITY_ERROR;
	if (t->sink.diagnostic)
		t->sink.diagnostic(t->sink.self, &what);
}

static void open_list(struct tgnl *t, uint64_t begin)
{
	t->inside = true;
	t->too_long = false;
	t->begin = begin;
	text_clear(&t->list);
}

/* The list that began ends here, whole or cut. */
static bool close_list(struct tgnl *t, uint64_t end, bool whole)
{
	const struct making_at at = {.tag = "TRAIN", .segment = 1, .offset = t->begin};
	struct message message = {.line = t->line + 1,
		.format = "TGNL",
		.type = "TGNL",
		.said = INSTANT_NONE,
		.offset = t->begin,
		.length = end - t->begin};
	struct making m;

	t->inside = false;
	t->end = end;
	if (t->limits.messages && t->line >= t->limits.messages) {
		tell(t, SEVERITY_ERROR, "too-many-messages",
			"there are more train lists here than one delivery may have: send them in several, "
			"or import them",
			t->begin);
		return false;
	}
	t->line++;
	arena_reset(&t->arena);
	making_start(&m, &t->arena, &t->world, &t->hint, &message);
	if (t->too_long)
		making_say(&m, SEVERITY_ERROR, "message-too-large", &at, NULL,
			"a train list may have %u bytes: this one was refused", LIMIT_TRAIN_LIST);
	else if (!whole)
		making_say(&m, SEVERITY_ERROR, "message-unterminated", &at, NULL,
			"this train list has no end \":)\": it was refused, ask for it again");
	else
		tgnl_list_read(&m, text_string(&t->list), t->list.length, t->begin + 2);
	return making_finish(&m, &t->sink, t->hand_over);
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
	if ((unsigned char)c <= ' ' || memchr("\xEF\xBB\xBF\x7F", c, 4) || t->outside_told)
		return;
	t->outside_told = true;
	tell(t, SEVERITY_INFORMATION, "bytes-between",
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
		if (!take_byte(t, s[i], t->at++))
			return false;
	return true;
}

bool tgnl_end(void *self)
{
	struct tgnl *t = self;

	if (!t->inside && t->before == '(')
		outside(t, '(', t->at - 1);
	if (t->inside && !close_list(t, t->at, false))
		return false;
	if (!t->line && !t->failed)
		tell(t, SEVERITY_ERROR, "no-message",
			"there is no train list in these bytes: one begins with \"(:02\"", NO_OFFSET);
	return true;
}

uint64_t tgnl_safe_offset(const void *self)
{
	return ((const struct tgnl *)self)->end;
}

const char *tgnl_state(const void *self, struct arena *a)
{
	return arena_strdup(a, ((const struct tgnl *)self)->outside_told ? "outside" : "");
}

bool tgnl_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before)
{
	struct tgnl *t = self;

	t->outside_told = strcmp(state, "outside") == 0;
	t->at = t->end = offset;
	t->line = messages_before;
	return *state == '\0' || t->outside_told;
}
