#include "wire/journey/words_in.h"

#include "wire/journey/word_read.h"
#include "wire/objects.h"

#include <string.h>

static const char *skip_blanks(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\n' || *s == '\r' || *s == '\t'))
		s++;
	return s;
}

/* No other object that is taken here begins with that name; who begins with another says the type. */
bool words_in_sniff(const char *bytes, size_t n)
{
	static const char first[] = "\"word\"";
	const char *end = bytes + n;
	const char *s = skip_blanks(n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? bytes + 3 : bytes, end);

	if (s < end && *s == '[')
		s = skip_blanks(s + 1, end);
	if (s == end || *s != '{')
		return false;
	s = skip_blanks(s + 1, end);
	return (size_t)(end - s) >= sizeof first - 1 && memcmp(s, first, sizeof first - 1) == 0;
}

void *words_in_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	static const struct objects_kind kind = {WORD_FORMAT, "WORD", "word", "words", word_read};

	return objects_new(&kind, world, limits, sink);
}
