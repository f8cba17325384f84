#include "http/query.h"

#include "base/text.h"

#include <string.h>

#define PAIRS_MOST 64

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* One byte at s[*i], escapes undone; -1: a wrong escape. */
static int decoded_byte(const char *s, size_t n, size_t *i, bool plus)
{
	int high, low;

	if (s[*i] == '+' && plus)
		return ' ';
	if (s[*i] != '%')
		return (unsigned char)s[*i];
	if (n - *i < 3)
		return -1;
	high = hex_value(s[*i + 1]);
	low = hex_value(s[*i + 2]);
	*i += 2;
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

const char *query_decode(struct arena *a, const char *s, size_t n, bool plus, struct fault *f)
{
	char *out = arena_alloc(a, n + 1);
	size_t length = 0;

	for (size_t i = 0; i < n; i++) {
		int byte = decoded_byte(s, n, &i, plus);

		if (byte < 0)
			return fault_say(f, FAULT_BAD_REQUEST,
				       "a %% in the address is not followed by two hexadecimal digits"),
			       NULL;
		if (byte == 0)
			return fault_say(f, FAULT_BAD_REQUEST, "the address has a NUL character"), NULL;
		out[length++] = (char)byte;
	}
	for (size_t i = 0, step; i < length; i += step)
		if ((step = utf8_length(out + i, length - i)) == 0)
			return fault_say(f, FAULT_BAD_REQUEST, "the address is not UTF-8"), NULL;
	return out;
}

const char *query_value(const struct query *q, const char *name)
{
	for (size_t i = 0; i < q->count; i++)
		if (strcmp(q->pairs[i].name, name) == 0)
			return q->pairs[i].value;
	return NULL;
}

static bool take_pair(
	struct arena *a, const char *s, size_t n, struct query *q, size_t *room, struct fault *f)
{
	const char *equals = memchr(s, '=', n);
	size_t name_length = equals ? (size_t)(equals - s) : n;
	struct pair p;

	p.name = query_decode(a, s, name_length, true, f);
	p.value = equals ? query_decode(a, equals + 1, n - name_length - 1, true, f) : "";
	if (!p.name || !p.value)
		return false;
	if (query_value(q, p.name))
		return fault_say(f, FAULT_BAD_REQUEST, "the parameter %.60s is given twice", p.name);
	if (q->count == PAIRS_MOST)
		return fault_say(f, FAULT_BAD_REQUEST, "more than %d parameters", PAIRS_MOST);
	q->pairs = arena_grow(a, q->pairs, q->count, room, sizeof *q->pairs);
	q->pairs[q->count++] = p;
	return true;
}

bool query_parse(struct arena *a, const char *raw, struct query *q, struct fault *f)
{
	size_t room = 0;

	q->pairs = NULL;
	q->count = 0;
	while (raw && *raw) {
		size_t n = strcspn(raw, "&");

		if (n && !take_pair(a, raw, n, q, &room, f))
			return false;
		raw += n;
		if (*raw == '&')
			raw++;
	}
	return true;
}

bool path_match(const char *pattern, const char *path, size_t n, struct piece captures[QUERY_CAPTURES])
{
	const char *end = path + n;
	size_t captured = 0;

	while (*pattern) {
		if (*pattern == '{') {
			const char *slash = memchr(path, '/', (size_t)(end - path));
			size_t length = (size_t)((slash ? slash : end) - path);

			if (!length || captured == QUERY_CAPTURES)
				return false;
			captures[captured++] = (struct piece){path, length};
			path += length;
			pattern += strcspn(pattern, "}") + 1;
		} else if (path == end || *path++ != *pattern++) {
			return false;
		}
	}
	return path == end;
}

bool number_read(const char *s, int64_t least, int64_t most, int64_t *n)
{
	int64_t value = 0;

	if (!*s || strlen(s) > 18)
		return false;
	for (; *s; s++) {
		if (*s < '0' || *s > '9')
			return false;
		value = value * 10 + (*s - '0');
	}
	*n = value;
	return value >= least && value <= most;
}

bool query_instant(const char *s, instant *t)
{
	char copy[64];
	size_t n = strlen(s);
	int offset;

	if (n >= sizeof copy)
		return false;
	memcpy(copy, s, n + 1);
	if (n > 6 && copy[n - 6] == ' ' && copy[n - 3] == ':')
		copy[n - 6] = '+';
	return instant_read(copy, n, t, &offset);
}

const char **list_split(struct arena *a, const char *s, size_t *count)
{
	size_t n = 1, i = 0;
	const char **items;

	for (const char *c = s; *c; c++)
		n += *c == ',';
	items = arena_alloc_array(a, n, sizeof *items);
	for (;;) {
		size_t length = strcspn(s, ",");

		items[i++] = arena_strndup(a, s, length);
		if (!s[length])
			break;
		s += length + 1;
	}
	*count = n;
	return items;
}

static bool say_names(
	const char *parameter, const char *item, const char *const *names, size_t count, struct fault *f)
{
	struct text all = TEXT_INIT;

	for (size_t i = 0; i < count; i++)
		text_printf(&all, "%s%s", i ? ", " : "", names[i]);
	fault_say(f, FAULT_BAD_REQUEST, "%s: \"%.40s\" is none of %s", parameter, item, text_string(&all));
	text_free(&all);
	return false;
}

bool query_bits(struct arena *a, const struct query *q, const char *parameter, const char *const *names,
	size_t count, uint32_t *bits, struct fault *f)
{
	const char *value = query_value(q, parameter);
	const char **items;
	size_t given;

	*bits = 0;
	if (!value)
		return true;
	items = list_split(a, value, &given);
	for (size_t i = 0; i < given; i++) {
		size_t at = 0;

		while (at < count && strcmp(names[at], items[i]) != 0)
			at++;
		if (at == count)
			return say_names(parameter, items[i], names, count, f);
		*bits |= UINT32_C(1) << at;
	}
	return true;
}
