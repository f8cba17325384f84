#include "wire/journey/words_in.h"

#include "wire/dcsa_in/scanned.h"
#include "wire/journey/word_read.h"

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

/* They come in lines as well as in arrays. */
static void on_odd(void *self, const char *code, const char *text, uint64_t offset)
{
	if (strcmp(code, "several-documents") != 0)
		scanned_tell(self, SEVERITY_WARNING, code, text, offset);
}

static void take(struct scanned *s, const struct node *root)
{
	word_read(&s->taking, root);
	take_tallies(&s->taking);
}

void *words_in_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	static const struct scanned_kind words = {.format = WORD_FORMAT,
		.type = "WORD",
		.thing = "word",
		.a_thing = "a word",
		.too_large = "event-too-large",
		.shapes = "event-shape",
		.take = take,
		.finish = scanned_finish_events,
		.odd = on_odd};

	return scanned_new(&words, sizeof(struct scanned), world, limits, sink);
}
