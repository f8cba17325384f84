#include "wire/edifact/charset.h"

#include "base/text.h"

#include <iconv.h>

const char *const charset_names[] = {
#define CHARSET(name, iconv, about) #name,
#include "wire/edifact/charset.def"
#undef CHARSET
};

static const char *const converters[] = {
#define CHARSET(name, iconv, about) iconv,
#include "wire/edifact/charset.def"
#undef CHARSET
};

struct charset_reader {
	enum charset set;
	iconv_t converter; /* (iconv_t)-1: none is needed, or none is to be had */
};

enum charset charset_of(const char *s, size_t n)
{
	unsigned i;

	for (i = 0; i < CHARSETS; i++)
		if (n == 4 && memcmp(s, charset_names[i], 4) == 0)
			return (enum charset)i;
	return CHARSETS;
}

struct charset_reader *charset_reader_new(void)
{
	struct charset_reader *r = calloc(1, sizeof *r);

	if (!r)
		abort();
	r->set = CHARSET_UNOB;
	r->converter = (iconv_t)-1;
	return r;
}

static void converter_close(struct charset_reader *r)
{
	if (r->converter != (iconv_t)-1)
		iconv_close(r->converter);
	r->converter = (iconv_t)-1;
}

void charset_reader_free(struct charset_reader *r)
{
	if (!r)
		return;
	converter_close(r);
	free(r);
}

void charset_reader_set(struct charset_reader *r, enum charset set)
{
	const char *name = set < CHARSETS ? converters[set] : NULL;

	if (r->set == set)
		return;
	converter_close(r);
	r->set = set;
	if (name && set != CHARSET_UNOY)
		r->converter = iconv_open("UTF-8", name);
}

static size_t put_unknown(char *out)
{
	memcpy(out, "\xEF\xBF\xBD", 3);
	return 3;
}

/* What is UTF-8 already, with U+FFFD for every byte that is not. */
static size_t read_utf8(const char *s, size_t n, char *out, bool *bad)
{
	size_t at = 0, length = 0;

	while (at < n) {
		size_t k = utf8_length(s + at, n - at);

		if (!k) {
			length += put_unknown(out + length);
			*bad = true;
			k = 1;
		} else {
			memcpy(out + length, s + at, k);
			length += k;
		}
		at += k;
	}
	return length;
}

/* One byte at a time: a converter that stops at a byte it does not have cannot take the rest with it. */
static size_t read_converted(iconv_t converter, const char *s, size_t n, char *out, bool *bad)
{
	size_t at, length = 0;

	for (at = 0; at < n; at++) {
		char byte = s[at], *in = &byte, *to = out + length;
		size_t left = 1, room = 3;

		if (iconv(converter, &in, &left, &to, &room) == (size_t)-1) {
			iconv(converter, NULL, NULL, NULL, NULL);
			length += put_unknown(out + length);
			*bad = true;
		} else {
			length += 3 - room;
		}
	}
	return length;
}

size_t charset_read(struct charset_reader *r, const char *s, size_t n, char *out, bool *bad)
{
	if (r->converter != (iconv_t)-1)
		return read_converted(r->converter, s, n, out, bad);
	if (r->set != CHARSET_UNOY)
		*bad = true; /* high bytes have no place in these sets */
	return read_utf8(s, n, out, bad);
}
