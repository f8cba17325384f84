#include "wire/xml/xml.h"

#include "wire/xml/xml_reader.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of "<?xml" or of a byte order mark that have come so far, with this one. */
static unsigned match(const char *word, unsigned matched, char c)
{
	if (word[matched] == c)
		return matched + 1;
	return *word == c;
}

static size_t skip_between(struct xml *x, const char *bytes, size_t n)
{
	size_t i = 0;

	for (; i < n; i++, x->at++) {
		char c = bytes[i];

		if (c == '<') {
			x->matched = 0;
			xml_start_document(x, x->at);
			return i;
		}
		x->matched = match("\xEF\xBB\xBF", x->matched, c) % 3;
		if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || x->matched || c == '\xBF')
			continue;
		if (x->beside++ < XML_MOST_BESIDE)
			xml_fault(x, "xml-junk", "this stands between documents and is none", x->at);
		x->place = XML_JUNK;
		return i;
	}
	return i;
}

static size_t skip_junk(struct xml *x, const char *bytes, size_t n)
{
	const char *tag = memchr(bytes, '<', n);
	size_t i = tag ? (size_t)(tag - bytes) : n;

	x->at += i;
	if (tag)
		xml_start_document(x, x->at);
	return i;
}

static size_t skip_lost(struct xml *x, const char *bytes, size_t n, struct text *rest)
{
	static const char word[] = "<?xml";
	size_t i = 0;

	while (i < n) {
		x->matched = match(word, x->matched, bytes[i++]);
		x->at++;
		if (x->matched < 5)
			continue;
		x->matched = 0;
		x->at -= 5;
		xml_start_document(x, x->at);
		xml_parse(x, word, 5, false, rest);
		break;
	}
	return i;
}

static void take(struct xml *x, const char *bytes, size_t n)
{
	size_t at = 0;

	while (at < n && !x->stopped) {
		struct text rest = TEXT_INIT;
		size_t left = n - at, piece = left < XML_PIECE ? left : XML_PIECE;

		switch (x->place) {
		case XML_BETWEEN:
			at += skip_between(x, bytes + at, left);
			break;
		case XML_JUNK:
			at += skip_junk(x, bytes + at, left);
			break;
		case XML_LOST:
			at += skip_lost(x, bytes + at, left, &rest);
			break;
		case XML_IN:
			xml_parse(x, bytes + at, piece, false, &rest);
			at += piece;
			break;
		}
		/* mostly the rest is the end of the piece; more where expat had put reading it off */
		if (rest.length <= piece && x->place != XML_IN && at >= rest.length)
			at -= rest.length;
		else if (rest.length)
			take(x, rest.bytes, rest.length);
		text_free(&rest);
	}
}

/* Feeding */

static void take_some(struct xml *x, const char *bytes, size_t n)
{
	size_t skip;

	if (!x->set) {
		take(x, bytes, n);
		return;
	}
	text_clear(&x->converted);
	xml_set_read(x->set, bytes, n, &x->converted, &x->bad);
	skip = x->skip < x->converted.length ? (size_t)x->skip : x->converted.length;
	x->skip -= skip;
	take(x, text_string(&x->converted) + skip, x->converted.length - skip);
}

static void know_set(struct xml *x, const char *name, uint64_t offset)
{
	x->knows_set = true;
	x->set_name = name;
	x->set = xml_set_open(name, offset);
	x->at = x->safe = offset;
}

static void take_head(struct xml *x, bool final)
{
	bool unknown;
	const char *name = xml_set_of(text_string(&x->head), x->head.length, final, &unknown);
	struct text head = x->head;

	if (!name)
		return;
	know_set(x, name, 0);
	x->head = (struct text)TEXT_INIT;
	if (unknown)
		x->ear.fault(x->ear.self, SEVERITY_WARNING, "xml-encoding",
			"the declaration names a character set that is not known here: it was read as UTF-8",
			0);
	take_some(x, text_string(&head), head.length);
	text_free(&head);
}

bool xml_feed(struct xml *x, const char *bytes, size_t n)
{
	size_t some;

	/* a byte at a time until it is known what they are: where it becomes known must not go by the pieces
	 */
	for (; n && !x->knows_set; bytes++, n--) {
		text_byte(&x->head, *bytes);
		take_head(x, false);
	}
	for (; n && !x->stopped; bytes += some, n -= some) {
		some = n < XML_PIECE ? n : XML_PIECE;
		take_some(x, bytes, some);
	}
	return !x->stopped;
}

bool xml_end(struct xml *x)
{
	if (!x->knows_set)
		take_head(x, true);
	while (x->place == XML_IN && !x->stopped) {
		struct text rest = TEXT_INIT;

		xml_parse(x, NULL, 0, true, &rest);
		take(x, text_string(&rest), rest.length);
		text_free(&rest);
	}
	/* not before: where in a piece it was must make no difference */
	if (x->bad && !x->stopped)
		x->ear.fault(x->ear.self, SEVERITY_WARNING, "character-set",
			"characters are not in the stream's set: U+FFFD stands for them", NO_OFFSET);
	return !x->stopped;
}

struct xml *xml_new(const struct xml_ear *ear)
{
	struct xml *x = calloc(1, sizeof *x);

	if (!x)
		abort();
	x->ear = *ear;
	return x;
}

void xml_free(struct xml *x)
{
	if (!x)
		return;
	if (x->parser)
		XML_ParserFree(x->parser);
	xml_set_free(x->set);
	text_free(&x->head);
	text_free(&x->converted);
	text_free(&x->tags);
	text_free(&x->text);
	text_free(&x->safe_tags);
	free(x);
}

/* Beginning anew */

uint64_t xml_safe_offset(const struct xml *x)
{
	return x->safe;
}

const char *xml_state(const struct xml *x, struct arena *a)
{
	if (!x->knows_set || (!x->safe && !x->safe_lost))
		return "";
	if (x->safe_lost)
		return arena_printf(a, "%s!%llu ", x->set_name, (unsigned long long)x->safe_beyond);
	return arena_printf(a, "%s %s", x->set_name, text_string(&x->safe_tags));
}

bool xml_resume(struct xml *x, const char *state, uint64_t offset)
{
	const char *tags = strchr(state, ' '), *lost = strchr(state, '!');
	struct text rest = TEXT_INIT;
	char name[16] = "";
	size_t n;

	if (!*state)
		return offset == 0;
	lost = tags && lost && lost < tags ? lost : NULL;
	n = tags ? (size_t)((lost ? lost : tags) - state) : sizeof name;
	if (n >= sizeof name)
		return false;
	memcpy(name, state, n);
	if (!xml_set_known(name))
		return false;
	know_set(x, xml_set_known(name), offset);
	if (lost) {
		x->place = XML_LOST;
		x->skip = strtoull(lost + 1, NULL, 10);
		x->at += x->skip;
		return true;
	}
	n = strlen(++tags);
	if (!n)
		return true;
	xml_start_document(x, offset - n);
	x->at = offset - n;
	xml_parse(x, tags, n, false, &rest);
	n = rest.length;
	text_free(&rest);
	if (x->place != XML_IN || n || x->stopped || x->tags.length != strlen(tags))
		return false;
	xml_safe_at(x, offset);
	return true;
}

size_t xml_glimpse(const char *bytes, size_t n, char *out, size_t room)
{
	size_t length = 0;

	for (size_t i = 0; i < n && length < room; i++)
		if (bytes[i] > 0)
			out[length++] = bytes[i];
	return length;
}
