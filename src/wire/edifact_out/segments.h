/*
 * EDIFACT segments written one after the other (ISO 9735): separators, release characters, lengths.
 *
 * Text is UTF-8 in and out; the interchange settles the character set when all is written.  Characters that
 * mean something to the syntax are released; controls, line ends among them, become blanks, bytes that are no
 * UTF-8 become '?'.  A value has no blanks around it.  Elements and components that are empty at a segment's
 * end are not written.
 */
#ifndef WIRE_EDIFACT_OUT_SEGMENTS_H
#define WIRE_EDIFACT_OUT_SEGMENTS_H

#include "base/arena.h"
#include "base/text.h"

struct segments {
	struct text bytes;
	unsigned count;
	unsigned elements, components; /* separators that wait for a value behind them */
};

void segment_open(struct segments *s, const char *tag);
/* The next element's first component, the next component; NULL: it is empty.  What is longer than `most`
 * characters is cut there. */
void segment_element(struct segments *s, const char *value, size_t most);
void segment_component(struct segments *s, const char *value, size_t most);
/* n elements that are empty. */
void segment_skip(struct segments *s, unsigned n);
void segment_close(struct segments *s);

/* A value as it would be written, but for its release characters; NULL: nothing is left of it. The arena's
 * where it differs. */
const char *value_cleaned(struct arena *a, const char *value);
/* Characters of a value as it would be written; bytes of its longest beginning of at most `most` bytes that
 * ends at a character's end. */
size_t value_length(const char *value);
size_t value_fitting(const char *value, size_t most);
/* Whether a value has something to say and fits. */
bool value_fits(const char *value, size_t most);

/* Out of UTF-8 into ISO 8859-1; false where it has characters that are not there, and nothing is done. */
bool text_to_latin1(struct text *t);

#endif
