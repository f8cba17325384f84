#include "record/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

const char *const source_words[] = {
	NULL, "terminal", "railway", "customs", "carrier", "forwarder", "tracker", "person"};

static const struct {
	const char *format, *type;
	enum source_kind source;
} speakers[] = {
#define SPEAKS(format, type, source) {format, type, SOURCE_##source},
#include "record/source.def"
#undef SPEAKS
};

enum source_kind source_of_word(const char *word)
{
	enum source_kind s = SOURCE_UNKNOWN + 1;

	while (s < SOURCES && (!word || strcmp(source_words[s], word) != 0))
		s++;
	return s;
}

static bool fits(const char *wanted, const char *told)
{
	return !wanted || (told && *wanted == *told && strcmp(wanted, told) == 0);
}

enum source_kind source_of_message(const char *format, const char *type)
{
	for (size_t i = 0; i < sizeof speakers / sizeof *speakers; i++)
		if (fits(speakers[i].type, type) && fits(speakers[i].format, format))
			return speakers[i].source;
	return SOURCE_UNKNOWN;
}
