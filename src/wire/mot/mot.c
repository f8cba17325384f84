#include "wire/mot/mot.h"

#include "base/limits.h"
#include "base/text.h"
#include "wire/mot/message.h"

#include <stdlib.h>
#include <string.h>

const char *const mot_names[MOT_KINDS] = {"BAPLIE", "COARRI", "CODECO", "COEDOR", "IFCSUM"};

const struct mot_field mot_fields[] = {
#define FIELD(kinds, verified, record, place, name, disposition, caption)                                    \
	{kinds, verified, #record, place, disposition, caption},
#include "wire/mot/mot_layout.def"
#undef FIELD
	{0, 0, NULL, 0, USED, NULL},
};

struct mot {
	struct framed f;   /* the first */
	struct text bytes; /* of the record under way, as received */
	struct mot_reading reading;
	bool open;     /* a message is under way */
	bool released; /* the byte before was '?' */
	bool too_long; /* the record is */
	uint32_t segment;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool mot_sniff(const char *bytes, size_t n)
{
	size_t i = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, letters = 0;

	while (i < n && is_blank(bytes[i]))
		i++;
	if (n - i < 8 || memcmp(bytes + i, "00:", 3) != 0)
		return false;
	for (i += 3; i + letters < n && bytes[i + letters] >= 'A' && bytes[i + letters] <= 'Z';)
		letters++;
	return letters >= 4 && letters <= 8 && i + letters < n && bytes[i + letters] == ':';
}

void *mot_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	struct mot *t = calloc(1, sizeof *t);

	if (!t)
		abort();
	framed_start(&t->f, world, limits, sink);
	return t;
}

void mot_free(void *self)
{
	struct mot *t = self;

	if (!t)
		return;
	text_free(&t->bytes);
	arena_free(&t->f.arena);
	free(t);
}

static bool finish(struct mot *t, uint64_t end)
{
	t->open = false;
	t->f.end = end;
	t->reading.m.message.length = end - t->reading.m.message.offset;
	return making_finish(&t->reading.m, &t->f.sink, t->f.hand_over);
}

/* The message under way has no record 99. */
static bool cut(struct mot *t, uint64_t end)
{
	const struct making_at at = {.tag = "00", .segment = 1, .offset = t->reading.m.message.offset};

	if (!t->open)
		return true;
	making_say(&t->reading.m, SEVERITY_ERROR, "message-unterminated", &at, NULL,
		"this message has no record 99 at its end: it was refused, ask for it again");
	return finish(t, end);
}

static bool start(struct mot *t, const char *bytes, size_t n)
{
	struct framed *f = &t->f;
	struct message message = {.format = "MOT", .said = INSTANT_NONE, .offset = f->begin};
	struct mot_record record;

	if (!framed_more(f))
		return false;
	message.line = f->line;
	t->open = true;
	t->segment = 1;
	memset(&t->reading, 0, sizeof t->reading);
	making_start(&t->reading.m, &f->arena, &f->world, &f->hint, &message);
	mot_record_read(&record, &f->arena, bytes, n, f->begin);
	record.segment = 1;
	mot_open(&t->reading, &record);
	return true;
}

/* Nothing of a message that holds more than it may is kept but its refusal. */
static bool too_much(struct mot *t)
{
	const struct making_at at = {.segment = t->segment, .offset = t->f.begin};

	if (t->f.arena.given <= LIMIT_MESSAGE_MEMORY && t->segment <= LIMIT_MESSAGE_SEGMENTS && !t->too_long)
		return false;
	if (!t->reading.m.rejected)
		making_say(&t->reading.m, SEVERITY_ERROR, "message-too-large", &at, NULL,
			"a record may have %u bytes, a message %u records and %u MB: this message was "
			"refused",
			LIMIT_SEGMENT, LIMIT_MESSAGE_SEGMENTS, LIMIT_MESSAGE_MEMORY >> 20);
	return true;
}

static bool end_message(struct mot *t, const struct mot_record *record, uint64_t end)
{
	mot_close(&t->reading, record);
	return finish(t, end);
}

static void outside(struct mot *t)
{
	framed_outside(&t->f, SEVERITY_WARNING, "what stands outside of records 00 and 99 was passed over",
		t->f.begin);
}

/* Leading blanks, and a byte order mark, belong to no record. */
static const char *record_bytes(struct mot *t, size_t *n)
{
	const char *s = text_string(&t->bytes);

	*n = t->bytes.length;
	while (*n && (is_blank(*s) || memchr("\xEF\xBB\xBF", *s, 3))) {
		s++;
		--*n;
		t->f.begin++;
	}
	return s;
}

/* The record under way ends before `end`, which is behind its apostrophe. */
static bool take_record(struct mot *t, uint64_t end)
{
	struct mot_record record;
	size_t n;
	const char *s = record_bytes(t, &n);
	bool head = n >= 3 && memcmp(s, "00:", 3) == 0;

	if (head) {
		if (!cut(t, t->f.begin) || !start(t, s, n))
			return false;
		too_much(t);
		return true;
	}
	if (!t->open) {
		if (n)
			outside(t);
		return true;
	}
	t->segment++;
	if (too_much(t) && !(n >= 2 && memcmp(s, "99", 2) == 0))
		return true;
	mot_record_read(&record, &t->f.arena, s, n, t->f.begin);
	record.segment = t->segment;
	if (record.id == 99)
		return end_message(t, &record, end);
	mot_take(&t->reading, &record);
	return true;
}

bool mot_feed(void *self, const void *bytes, size_t n)
{
	struct mot *t = self;
	const char *s = bytes;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		t->f.at++;
		if (c == '\'' && !t->released) {
			if (!take_record(t, t->f.at))
				return false;
			text_clear(&t->bytes);
			t->too_long = false;
			t->f.begin = t->f.at;
			continue;
		}
		t->released = c == '?' && !t->released;
		if (t->bytes.length < LIMIT_SEGMENT)
			text_byte(&t->bytes, c);
		else
			t->too_long = true;
	}
	return true;
}

bool mot_end(void *self)
{
	struct mot *t = self;
	size_t n;

	record_bytes(t, &n);
	if (n && !t->open)
		outside(t);
	if (!cut(t, t->f.at))
		return false;
	framed_done(&t->f, "there is no message in these bytes: one begins with a record 00");
	return true;
}
