#include "wire/mot/record.h"

#include "base/text.h"

#include <iconv.h>
#include <string.h>

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

/* Chinese in UTF-8 has three bytes a character; two bytes a character that happen to be UTF-8 are not. */
static bool is_utf8(const char *bytes, size_t n)
{
	bool two = false, more = false;

	for (size_t at = 0, length; at < n; at += length) {
		length = utf8_length(bytes + at, n - at);
		if (!length)
			return false;
		two |= length == 2;
		more |= length > 2;
	}
	return more || !two;
}

/* Room for 3 * n: no character of GB18030 takes more.  Without a converter nothing of it can be read. */
static size_t read_gb(iconv_t gb, const char *bytes, size_t n, char *out, bool *bad)
{
	char *in = (char *)(uintptr_t)bytes, *to = out;
	size_t left = n, room = 3 * n;

	while (left) {
		if (gb != (iconv_t)-1 && iconv(gb, &in, &left, &to, &room) != (size_t)-1)
			break;
		if (gb != (iconv_t)-1)
			iconv(gb, NULL, NULL, NULL, NULL);
		memcpy(to, "\xEF\xBF\xBD", 3);
		to += 3;
		room -= 3;
		in++;
		left--;
		*bad = true;
	}
	return (size_t)(to - out);
}

static void read_text(bool utf8, iconv_t gb, const char *bytes, size_t n, struct text *out, bool *bad)
{
	bool plain = true;

	for (size_t i = 0; i < n; i++)
		plain &= (unsigned char)bytes[i] < 0x80;
	text_clear(out);
	if (plain || utf8) {
		text_add(out, bytes, n);
		return;
	}
	for (size_t i = 0; i < 3 * n; i++)
		text_byte(out, ' ');
	out->length = read_gb(gb, bytes, n, out->bytes, bad);
	out->bytes[out->length] = '\0';
}

/* Without release characters and the blanks around; control characters are blanks. */
static const char *kept(struct arena *a, struct text *t, bool *cut)
{
	size_t begin = 0, end = t->length;

	for (size_t i = 0; i < end; i++)
		if ((unsigned char)t->bytes[i] < ' ' || t->bytes[i] == 0x7F)
			t->bytes[i] = ' ';
	while (begin < end && is_blank(t->bytes[begin]))
		begin++;
	while (end > begin && is_blank(t->bytes[end - 1]))
		end--;
	if (end - begin > MOT_TEXT) {
		*cut = true;
		for (end = begin + MOT_TEXT; end > begin && (t->bytes[end] & 0xC0) == 0x80;)
			end--;
	}
	return end > begin ? arena_strndup(a, t->bytes + begin, end - begin) : "";
}

/* The field that begins at *at, released; *at goes behind the ':' at its end. */
static void next_field(const char *bytes, size_t n, size_t *at, struct text *raw)
{
	text_clear(raw);
	for (; *at < n && bytes[*at] != ':'; ++*at) {
		if (bytes[*at] == '?' && *at + 1 < n)
			++*at;
		text_byte(raw, bytes[*at]);
	}
	++*at;
}

void mot_record_read(struct mot_record *r, struct arena *a, const char *bytes, size_t n, uint64_t offset)
{
	bool utf8 = is_utf8(bytes, n);
	iconv_t gb = utf8 ? (iconv_t)-1 : iconv_open("UTF-8", "GB18030");
	struct text raw = TEXT_INIT, text = TEXT_INIT;
	size_t at = 0;

	*r = (struct mot_record){.id = -1, .offset = offset};
	while (at <= n && r->count < MOT_FIELDS) {
		r->field[r->count].offset = offset + at;
		next_field(bytes, n, &at, &raw);
		read_text(utf8, gb, text_string(&raw), raw.length, &text, &r->bad);
		r->field[r->count++].text = kept(a, &text, &r->cut);
	}
	if (n >= 2 && strlen(r->field[0].text) == 2 && strspn(r->field[0].text, "0123456789") == 2)
		r->id = (r->field[0].text[0] - '0') * 10 + r->field[0].text[1] - '0';
	if (gb != (iconv_t)-1)
		iconv_close(gb);
	text_free(&raw);
	text_free(&text);
}

const char *mot_text(const struct mot_record *r, unsigned place)
{
	return place <= r->count ? r->field[place - 1].text : "";
}
