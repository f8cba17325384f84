#include "wire/dcsa_in/tree.h"

#include "base/limits.h"
#include "base/text.h"

#include <string.h>

#define SHELF 64 /* nodes taken from the arena at once */

struct reader {
	struct arena *arena;
	char *bytes; /* a copy with a NUL behind it */
	size_t n, at;
	struct tree_fault *fault;
	struct node *shelf;
	size_t left;
	unsigned depth;
};

static bool wrong(struct reader *r, size_t at, const char *code, const char *text)
{
	*r->fault = (struct tree_fault){code, text, (uint32_t)at};
	return false;
}

static bool syntax(struct reader *r, const char *text)
{
	return wrong(r, r->at, "json-syntax", text);
}

static void skip_blanks(struct reader *r)
{
	while (r->bytes[r->at] == ' ' || r->bytes[r->at] == '\n' || r->bytes[r->at] == '\t' ||
		r->bytes[r->at] == '\r')
		r->at++;
}

static struct node *node_new(struct reader *r, const struct node *parent)
{
	struct node *n;

	if (!r->left) {
		r->shelf = arena_alloc_array(r->arena, SHELF, sizeof *r->shelf);
		r->left = SHELF;
	}
	n = r->shelf++;
	r->left--;
	n->parent = parent;
	n->offset = (uint32_t)r->at;
	return n;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four digits at r->at. */
static bool read_unit(struct reader *r, uint32_t *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++) {
		int d = hex_digit(r->bytes[r->at]);

		if (d < 0)
			return syntax(r, "\\u is followed by four hexadecimal digits");
		*unit = *unit << 4 | (uint32_t)d;
		r->at++;
	}
	return true;
}

static size_t put_utf8(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* \uXXXX, r->at behind the u: one unit, or two that are a pair. */
static bool read_escaped(struct reader *r, char **out)
{
	size_t from = r->at - 2;
	uint32_t c, low;

	if (!read_unit(r, &c))
		return false;
	if (c == 0)
		return wrong(r, from, "json-nul", "a NUL character is not taken in a text");
	if (c >= 0xDC00 && c < 0xE000)
		return wrong(r, from, "json-text", "a low surrogate stands alone");
	if (c >= 0xD800 && c < 0xDC00) {
		if (r->bytes[r->at] != '\\' || r->bytes[r->at + 1] != 'u')
			return wrong(r, from, "json-text", "a high surrogate stands alone");
		r->at += 2;
		if (!read_unit(r, &low))
			return false;
		if (low < 0xDC00 || low >= 0xE000)
			return wrong(r, from, "json-text", "a high surrogate stands alone");
		c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
	}
	*out += put_utf8(*out, c);
	return true;
}

static bool read_escape(struct reader *r, char **out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char c = r->bytes[r->at + 1];
	const char *known = c ? strchr(from, c) : NULL;

	if (c == 'u') {
		r->at += 2;
		return read_escaped(r, out);
	}
	if (!known)
		return syntax(r, "a backslash is followed by one of \"\\/bfnrtu");
	*(*out)++ = to[known - from];
	r->at += 2;
	return true;
}

/* One character that is neither plain ASCII nor the end. */
static bool read_odd(struct reader *r, char **out)
{
	unsigned char c = (unsigned char)r->bytes[r->at];
	size_t length;

	if (c == '\\')
		return read_escape(r, out);
	if (r->at == r->n)
		return syntax(r, "the value ends inside a text");
	if (c == 0)
		return wrong(r, r->at, "json-nul", "a NUL character is not taken in a text");
	if (c < 0x20)
		return syntax(r, "control characters inside a text are written as escapes");
	length = utf8_length(r->bytes + r->at, r->n - r->at);
	if (!length)
		return wrong(r, r->at, "json-text", "these bytes are no UTF-8");
	memmove(*out, r->bytes + r->at, length);
	*out += length;
	r->at += length;
	return true;
}

static bool is_plain(char c)
{
	unsigned char u = (unsigned char)c;

	return u >= 0x20 && u < 0x80 && u != '"' && u != '\\';
}

/* r->at on the opening quote. */
static bool read_text(struct reader *r, const char **text, uint32_t *length)
{
	char *start = r->bytes + ++r->at, *out;

	while (is_plain(r->bytes[r->at]))
		r->at++;
	out = r->bytes + r->at;
	while (r->bytes[r->at] != '"') {
		if (!is_plain(r->bytes[r->at])) {
			if (!read_odd(r, &out))
				return false;
			continue;
		}
		*out++ = r->bytes[r->at++];
	}
	*out = '\0';
	r->at++;
	*text = start;
	*length = (uint32_t)(out - start);
	return true;
}

static size_t digits_at(struct reader *r)
{
	size_t n = 0;

	while (r->bytes[r->at] >= '0' && r->bytes[r->at] <= '9') {
		r->at++;
		n++;
	}
	return n;
}

static bool read_number(struct reader *r, struct node *n)
{
	size_t from = r->at;
	bool zero;

	if (r->bytes[r->at] == '-')
		r->at++;
	zero = r->bytes[r->at] == '0';
	if (!zero && !digits_at(r))
		return syntax(r, "this is no JSON value");
	r->at += zero;
	if (r->bytes[r->at] == '.') {
		r->at++;
		if (!digits_at(r))
			return syntax(r, "a number's point is followed by digits");
	}
	if (r->bytes[r->at] == 'e' || r->bytes[r->at] == 'E') {
		r->at++;
		if (r->bytes[r->at] == '+' || r->bytes[r->at] == '-')
			r->at++;
		if (!digits_at(r))
			return syntax(r, "a number's exponent has digits");
	}
	n->kind = NODE_NUMBER;
	n->text = arena_strndup(r->arena, r->bytes + from, r->at - from);
	n->length = (uint32_t)(r->at - from);
	return true;
}

static bool read_word(struct reader *r, struct node *n)
{
	static const struct {
		const char *word;
		enum node_kind kind;
	} words[] = {{"null", NODE_NULL}, {"false", NODE_FALSE}, {"true", NODE_TRUE}};

	for (size_t i = 0; i < 3; i++) {
		size_t length = strlen(words[i].word);

		if (strncmp(r->bytes + r->at, words[i].word, length) != 0)
			continue;
		n->kind = words[i].kind;
		r->at += length;
		return true;
	}
	return read_number(r, n);
}

static bool read_value(struct reader *r, struct node *n);

static bool is_twice(const struct node *parent, const struct node *n)
{
	for (const struct node *p = parent->child; p != n; p = p->next)
		if (p->key_length == n->key_length && memcmp(p->key, n->key, n->key_length) == 0)
			return true;
	return false;
}

static bool read_key(struct reader *r, struct node *parent, struct node *n)
{
	size_t from = r->at;

	if (r->bytes[r->at] != '"')
		return syntax(r, "a member's name in quotes is expected here");
	if (!read_text(r, &n->key, &n->key_length))
		return false;
	if (is_twice(parent, n))
		return wrong(r, from, "json-duplicate", "a member of that name stands here already");
	skip_blanks(r);
	if (r->bytes[r->at] != ':')
		return syntax(r, "a colon is expected behind a member's name");
	r->at++;
	skip_blanks(r);
	return true;
}

/* What stands between the brackets; r->at behind the opening one. */
static bool read_inside(struct reader *r, struct node *parent, char end)
{
	struct node **last = &parent->child;
	unsigned members = 0;

	skip_blanks(r);
	if (r->bytes[r->at] == end) {
		r->at++;
		return true;
	}
	for (;;) {
		struct node *n = *last = node_new(r, parent);

		if (parent->kind == NODE_OBJECT && ++members > LIMIT_JSON_MEMBERS)
			return wrong(r, r->at, "json-wide", "an object has more members than are taken");
		if (parent->kind == NODE_OBJECT && !read_key(r, parent, n))
			return false;
		n->offset = (uint32_t)r->at;
		if (!read_value(r, n))
			return false;
		last = &n->next;
		skip_blanks(r);
		if (r->bytes[r->at] == end)
			break;
		if (r->bytes[r->at] != ',')
			return syntax(r, "a comma or the closing bracket is expected here");
		r->at++;
		skip_blanks(r);
	}
	r->at++;
	return true;
}

static bool read_value(struct reader *r, struct node *n)
{
	char c = r->bytes[r->at];
	bool good;

	if (c == '"') {
		n->kind = NODE_STRING;
		return read_text(r, &n->text, &n->length);
	}
	if (c != '{' && c != '[')
		return read_word(r, n);
	if (r->depth == LIMIT_JSON_DEPTH)
		return wrong(r, r->at, "json-deep", "arrays and objects are nested deeper than is taken");
	n->kind = c == '{' ? NODE_OBJECT : NODE_ARRAY;
	r->depth++;
	r->at++;
	good = read_inside(r, n, c == '{' ? '}' : ']');
	r->depth--;
	return good;
}

struct node *tree_read(struct arena *a, const char *bytes, size_t n, struct tree_fault *f)
{
	struct reader r = {.arena = a, .n = n, .fault = f};
	struct node *root;

	r.bytes = arena_strndup(a, bytes, n);
	root = node_new(&r, NULL);
	skip_blanks(&r);
	root->offset = (uint32_t)r.at;
	if (!read_value(&r, root))
		return NULL;
	skip_blanks(&r);
	if (r.at == n)
		return root;
	syntax(&r, "nothing is expected behind the value");
	return NULL;
}

static bool is_name(const char *s)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if (!(*s >= 'A' && *s <= 'Z') && !(*s >= 'a' && *s <= 'z') && !(*s >= '0' && *s <= '9') &&
			*s != '_' && *s != '-')
			return false;
	return true;
}

static void add_step(struct text *t, const struct node *n)
{
	unsigned index = 0;

	if (n->key) {
		if (is_name(n->key))
			text_printf(t, ".%.100s", n->key);
		else
			text_say(t, "[?]"); /* a name that would need quotes is none of the standard's */
		return;
	}
	for (const struct node *p = n->parent->child; p != n; p = p->next)
		index++;
	text_printf(t, "[%u]", index);
}

const char *node_path(struct arena *a, const char *from, const struct node *n)
{
	const struct node *steps[LIMIT_JSON_DEPTH + 1];
	struct text t = TEXT_INIT;
	size_t count = 0;
	const char *path;

	for (; n && n->parent && count < sizeof steps / sizeof *steps; n = n->parent)
		steps[count++] = n;
	text_say(&t, from);
	while (count)
		add_step(&t, steps[--count]);
	path = arena_strndup(a, text_string(&t), t.length);
	text_free(&t);
	return path;
}
