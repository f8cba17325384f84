#include "wire/edifact_out/segments.h"

#include <string.h>

void segment_open(struct segments *s, const char *tag)
{
	text_say(&s->bytes, tag);
	s->elements = s->components = 0;
}

void segment_close(struct segments *s)
{
	text_say(&s->bytes, "'\n");
	s->count++;
}

/* What is written for the character at s, "" for nothing that may stand there; *n: its bytes. */
static const char *written(const char *s, size_t left, size_t *n)
{
	unsigned char c = (unsigned char)*s;

	*n = utf8_length(s, left);
	if (!*n) {
		*n = 1;
		return "?";
	}
	if (c < 0x20 || c == 0x7F || (c == 0xC2 && (unsigned char)s[1] < 0xA0))
		return " ";
	return NULL;
}

static void put_character(struct text *out, const char *s, size_t n)
{
	if (n == 1 && strchr("'+:?*", *s))
		text_byte(out, '?');
	text_add(out, s, n);
}

static void put_value(struct segments *s, const char *value, size_t most)
{
	size_t left = value ? strlen(value) : 0, n, start = 0, end = 0, used = 0;

	for (; left && used < most; value += n, left -= n) {
		const char *instead = written(value, left, &n);
		bool blank = *(instead ? instead : value) == ' ';

		if (blank && !used)
			continue;
		if (!used++) {
			for (; s->elements; s->elements--)
				text_byte(&s->bytes, '+');
			for (; s->components; s->components--)
				text_byte(&s->bytes, ':');
			start = s->bytes.length;
		}
		put_character(&s->bytes, instead ? instead : value, instead ? 1 : n);
		if (!blank)
			end = s->bytes.length;
	}
	if (end > start)
		s->bytes.length = end; /* blanks at its end */
}

void segment_element(struct segments *s, const char *value, size_t most)
{
	s->elements++;
	s->components = 0;
	put_value(s, value, most);
}

void segment_component(struct segments *s, const char *value, size_t most)
{
	s->components++;
	put_value(s, value, most);
}

void segment_skip(struct segments *s, unsigned n)
{
	s->elements += n;
	s->components = 0;
}

static bool is_clean(const char *value, size_t n)
{
	size_t k;

	if (*value == ' ' || value[n - 1] == ' ')
		return false;
	for (size_t at = 0; at < n; at += k)
		if (written(value + at, n - at, &k))
			return false;
	return true;
}

const char *value_cleaned(struct arena *a, const char *value)
{
	size_t n = value ? strlen(value) : 0, to = 0, k;
	char *copy;

	if (!n)
		return NULL;
	if (is_clean(value, n))
		return value;
	copy = arena_alloc(a, n + 1);
	for (size_t at = 0; at < n; at += k) {
		const char *instead = written(value + at, n - at, &k);
		size_t m = instead ? 1 : k;

		if (!to && *(instead ? instead : value + at) == ' ')
			continue;
		memcpy(copy + to, instead ? instead : value + at, m);
		to += m;
	}
	while (to && copy[to - 1] == ' ')
		to--;
	copy[to] = '\0';
	return to ? copy : NULL;
}

size_t value_length(const char *value)
{
	size_t left = value ? strlen(value) : 0, n, count = 0;

	for (; left; value += n, left -= n, count++)
		written(value, left, &n);
	return count;
}

size_t value_fitting(const char *value, size_t most)
{
	size_t left = strlen(value), n, taken = 0;

	for (; left; taken += n, left -= n) {
		written(value + taken, left, &n);
		if (taken + n > most)
			break;
	}
	return taken;
}

bool value_fits(const char *value, size_t most)
{
	return value && value[strspn(value, " ")] && value_length(value) <= most;
}

bool text_to_latin1(struct text *t)
{
	size_t i, n = 0;

	for (i = 0; i < t->length; i++)
		if ((unsigned char)t->bytes[i] > 0xC3)
			return false;
	for (i = 0; i < t->length; i++) {
		unsigned char c = (unsigned char)t->bytes[i];

		if (c >= 0xC2)
			c = (unsigned char)((c & 0x03) << 6 | ((unsigned char)t->bytes[++i] & 0x3F));
		t->bytes[n++] = (char)c;
	}
	t->length = n;
	return true;
}
