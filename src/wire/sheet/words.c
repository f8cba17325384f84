#include "wire/sheet/words.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* NUL: left out. */
static uint32_t lowered(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c >= 'A' && c <= 'Z')
		return c + 32;
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '+' || c == '%' ? c : 0;
	if (c == 0x401 || c == 0x451)
		return 0x435;
	if (c >= 0x410 && c <= 0x42F)
		return c + 32;
	if ((c >= 0xC0 && c <= 0xDE && c != 0xD7))
		return c + 32;
	if (c < 0xC0 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x301F) || c == 0x2116 ||
		c == 0xFEFF || c == 0x2212 || c == 0x30FB)
		return 0;
	return c;
}

static uint32_t raised(uint32_t c)
{
	if (c >= 'a' && c <= 'z')
		return c - 32;
	return c >= 0x430 && c <= 0x44F ? c - 32 : c;
}

static size_t put(char *out, uint32_t c)
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

static size_t fold(const char *s, size_t n, char *out, size_t room, bool upper)
{
	size_t at = 0;

	for (size_t i = 0, length; i < n && at + 5 <= room; i += length) {
		uint32_t c;

		length = utf8_length(s + i, n - i);
		c = length ? lowered(utf8_character(s + i, length)) : 0;
		length = length ? length : 1;
		if (c)
			at += put(out + at, upper ? raised(c) : c);
	}
	out[at] = '\0';
	return at;
}

size_t words_loosely(const char *s, size_t n, char *out, size_t room)
{
	return fold(s, n, out, room, false);
}

size_t words_code(const char *s, size_t n, char *out, size_t room)
{
	return fold(s, n, out, room, true);
}

bool words_within(const char *text, const char *words)
{
	char in[WORDS_ROOM * 4], word[WORDS_ROOM];

	words_loosely(text, strlen(text), in, sizeof in);
	while (*words) {
		size_t n = strcspn(words, "|");

		if (words_loosely(words, n, word, sizeof word) && strstr(in, word))
			return true;
		words += n + (words[n] == '|');
	}
	return false;
}

bool words_held(const char *loose, const char *words)
{
	size_t length = strlen(loose);

	while (*words) {
		size_t n = strcspn(words, "|");

		if (n && memmem(loose, length, words, n))
			return true;
		words += n + (words[n] == '|');
	}
	return false;
}

bool words_equal(const char *a, const char *b)
{
	char x[WORDS_ROOM], y[WORDS_ROOM];

	return words_loosely(a, strlen(a), x, sizeof x) == words_loosely(b, strlen(b), y, sizeof y) &&
	       strcmp(x, y) == 0;
}
