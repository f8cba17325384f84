#include "wire/xml/xml.h"

#include "base/limits.h"
#include "base/text.h"
#include "wire/xml/xml_set.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define PIECE       (16u << 10)  /* given to expat at once */
#define TOKEN_MOST  (256u << 10) /* one tag or comment */
#define AROUND_MOST 8
#define AROUND_TEXT (16u << 10) /* bytes of the wrappers' start tags */
#define MOST_BESIDE 16          /* faults that are told of what is no document */

enum place {
	BETWEEN, /* documents */
	INSIDE,
	JUNK, /* behind something that is no document: up to the next '<' */
	LOST  /* behind a fault: up to the next "<?xml" */
};

struct xml {
	struct xml_ear ear;
	struct text head; /* the first bytes, until they say which set they are in */
	bool knows_set;
	const char *set_name;
	struct xml_set *set; /* NULL: UTF-8 */
	struct text converted;

	XML_Parser parser;
	enum place place;
	uint64_t at;      /* of the next byte, in UTF-8 */
	uint64_t base;    /* of the parser's first */
	uint64_t heard;   /* of the last token that was read */
	unsigned matched; /* bytes of a byte order mark, or of "<?xml" */
	unsigned beside;

	unsigned depth, around;
	struct text tags; /* of the wrappers that are open */
	size_t tag_ends[AROUND_MOST];
	bool tags_lost; /* they are too many or too long to be kept */
	bool wants, cut;
	struct text text;
	bool stopped; /* the ear said so */
	bool halted;  /* this document is given up */
	bool bad;     /* U+FFFD stands for something */

	uint64_t safe;
	struct text safe_tags;
	bool safe_lost;       /* reading goes on there at the next declaration ... */
	uint64_t safe_beyond; /* ... so many bytes of UTF-8 behind it */
	uint64_t skip;        /* of those: to be dropped */
};

static uint64_t place_of(const struct xml *x, uint64_t at)
{
	return x->set ? xml_set_place(x->set, at, NULL) : at;
}

static uint64_t begins(const struct xml *x)
{
	return x->base + (uint64_t)XML_GetCurrentByteIndex(x->parser);
}

static uint64_t ends(const struct xml *x)
{
	return begins(x) + (uint64_t)XML_GetCurrentByteCount(x->parser);
}

uint64_t xml_offset(const struct xml *x)
{
	return place_of(x, begins(x));
}

uint64_t xml_after(const struct xml *x)
{
	return place_of(x, ends(x));
}

static void fault(struct xml *x, const char *code, const char *text, uint64_t at)
{
	x->ear.fault(x->ear.self, SEVERITY_ERROR, code, text, place_of(x, at));
}

/* Gives the document under way up; once. */
static void halt(struct xml *x, const char *code, const char *text)
{
	if (x->halted)
		return;
	x->halted = true;
	fault(x, code, text, begins(x));
	XML_StopParser(x->parser, XML_FALSE);
}

static void stop(struct xml *x)
{
	x->stopped = x->halted = true;
	XML_StopParser(x->parser, XML_FALSE);
}

static void safe_at(struct xml *x, uint64_t place)
{
	x->safe = place;
	x->safe_lost = false;
	text_clear(&x->safe_tags);
	text_add(&x->safe_tags, text_string(&x->tags), x->tags.length);
}

void xml_safe_here(struct xml *x)
{
	if (!x->tags_lost)
		safe_at(x, xml_after(x));
}

/* Tags */

static const char *without_prefix(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

/* A wrapper's start tag as it is written. */
static void keep_tag(struct xml *x)
{
	int offset = 0, size = 0, n = XML_GetCurrentByteCount(x->parser);
	const char *bytes = XML_GetInputContext(x->parser, &offset, &size);

	if (!bytes || x->around == AROUND_MOST || x->tags.length + (size_t)n > AROUND_TEXT)
		x->tags_lost = true;
	else
		text_add(&x->tags, bytes + offset, (size_t)n);
	if (x->around < AROUND_MOST)
		x->tag_ends[x->around] = x->tags.length;
	x->around++;
}

static void drop_tag(struct xml *x)
{
	x->around--;
	if (x->around < AROUND_MOST)
		x->tags.length = x->around ? x->tag_ends[x->around - 1] : 0;
	x->tags_lost &= x->around > 0;
}

static void XMLCALL on_text(void *self, const XML_Char *s, int n)
{
	struct xml *x = self;
	size_t room = LIMIT_XML_TEXT - x->text.length, more = (size_t)n;

	if (!x->wants || x->halted)
		return;
	if (more > room) {
		x->cut = true;
		for (more = room; more && ((uint8_t)s[more] & 0xC0) == 0x80; more--)
			;
		x->wants = false;
	}
	text_add(&x->text, s, more);
}

/* Most text stands between tags and is blank: expat need not even hand it over. */
static void want_text(struct xml *x, bool wanted)
{
	if (x->wants != wanted)
		XML_SetCharacterDataHandler(x->parser, wanted ? on_text : NULL);
	x->wants = wanted;
}

static void XMLCALL on_open(void *self, const XML_Char *name, const XML_Char **attributes)
{
	struct xml *x = self;
	enum xml_want want;

	if (x->halted)
		return;
	if (x->depth == LIMIT_XML_DEPTH) {
		halt(x, "xml-too-deep", "elements are nested too deep here");
		return;
	}
	x->depth++;
	text_clear(&x->text);
	x->cut = false;
	want = x->ear.open(x->ear.self, without_prefix(name), attributes);
	want_text(x, want == XML_TEXT);
	if (want == XML_AROUND)
		keep_tag(x);
	else if (want == XML_STOPS)
		stop(x);
}

static void XMLCALL on_close(void *self, const XML_Char *name)
{
	struct xml *x = self;

	(void)name;
	if (x->halted)
		return;
	if (x->depth == x->around)
		drop_tag(x);
	x->depth--;
	if (!x->ear.close(x->ear.self, text_string(&x->text), x->text.length, x->cut))
		stop(x);
	text_clear(&x->text);
	want_text(x, false);
	x->cut = false;
	if (!x->depth && !x->halted)
		XML_StopParser(x->parser, XML_TRUE); /* what follows is another document's */
}

static void XMLCALL on_doctype(void *self, const XML_Char *name, const XML_Char *system_id,
	const XML_Char *public_id, int has_internal)
{
	(void)name, (void)system_id, (void)public_id, (void)has_internal;
	halt(self, "xml-doctype",
		"a document type stands here: what it may define is not taken, nor is the document");
}

/* Documents */

static void start_document(struct xml *x, uint64_t at)
{
	if (!x->parser)
		x->parser = XML_ParserCreate("UTF-8");
	else
		XML_ParserReset(x->parser, "UTF-8");
	if (!x->parser)
		abort();
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_open, on_close);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	x->place = INSIDE;
	x->base = x->heard = at;
	x->depth = x->around = 0;
	x->tags.length = 0;
	x->tags_lost = x->wants = x->cut = x->halted = false;
	text_clear(&x->text);
}

/* What expat holds from `at` on and has not read: a copy. */
static void take_rest(struct xml *x, uint64_t at, struct text *rest)
{
	int offset = 0, size = 0;
	const char *bytes = XML_GetInputContext(x->parser, &offset, &size);
	uint64_t skip = at - x->heard;

	if (bytes && (uint64_t)(size - offset) > skip)
		text_add(rest, bytes + offset + skip, (size_t)(size - offset) - (size_t)skip);
	x->at = at;
}

static void document_ends(struct xml *x, bool broken)
{
	x->matched = 0;
	x->place = broken ? LOST : BETWEEN;
	x->tags.length = 0;
	x->ear.ends(x->ear.self, broken);
	if (x->stopped)
		return;
	safe_at(x, place_of(x, x->at));
	x->safe_lost = broken;
	x->safe_beyond = 0;
	if (x->set)
		xml_set_place(x->set, x->at, &x->safe_beyond);
}

static bool is_cut(enum XML_Error error)
{
	return error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN ||
	       error == XML_ERROR_PARTIAL_CHAR || error == XML_ERROR_UNCLOSED_CDATA_SECTION;
}

static void tell_error(struct xml *x)
{
	enum XML_Error error = XML_GetErrorCode(x->parser);
	char text[160];

	if (is_cut(error)) {
		fault(x, "xml-cut", "the bytes end inside this document", x->heard);
		return;
	}

	if (error == XML_ERROR_UNDEFINED_ENTITY) {
		fault(x, "xml-entity", "an entity stands here that XML itself does not know", begins(x));
		return;
	}
	snprintf(text, sizeof text, "this is no well-formed XML: %s", XML_ErrorString(error));
	fault(x, "xml-syntax", text, begins(x));
}

/* Gives a piece to expat.  Where the document ends in it, or breaks, what is left comes back as the rest. */
static void parse(struct xml *x, const char *bytes, size_t n, bool final, struct text *rest)
{
	void *room = XML_GetBuffer(x->parser, (int)(n ? n : 1));
	enum XML_Status status;

	if (!room)
		abort();
	if (n)
		memcpy(room, bytes, n);
	x->at += n;
	status = XML_ParseBuffer(x->parser, (int)n, final);
	if (XML_GetCurrentByteIndex(x->parser) >= 0)
		x->heard = begins(x);
	if (status == XML_STATUS_OK && x->at - x->heard > TOKEN_MOST + PIECE) {
		fault(x, "xml-too-large", "one tag or comment is too large here", x->heard);
		document_ends(x, true);
	} else if (status == XML_STATUS_SUSPENDED) {
		take_rest(x, ends(x), rest);
		document_ends(x, false);
	} else if (status == XML_STATUS_ERROR) {
		if (!x->halted)
			tell_error(x);
		/* its own declaration is not the next */
		take_rest(x, x->halted ? ends(x) : x->heard + (x->heard == x->base), rest);
		document_ends(x, true);
	}
	if (x->set)
		xml_set_forget(x->set, x->heard);
}

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
			start_document(x, x->at);
			return i;
		}
		x->matched = match("\xEF\xBB\xBF", x->matched, c) % 3;
		if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || x->matched || c == '\xBF')
			continue;
		if (x->beside++ < MOST_BESIDE)
			fault(x, "xml-junk", "this stands between documents and is none", x->at);
		x->place = JUNK;
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
		start_document(x, x->at);
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
		start_document(x, x->at);
		parse(x, word, 5, false, rest);
		break;
	}
	return i;
}

static void take(struct xml *x, const char *bytes, size_t n)
{
	size_t at = 0;

	while (at < n && !x->stopped) {
		struct text rest = TEXT_INIT;
		size_t left = n - at, piece = left < PIECE ? left : PIECE;

		switch (x->place) {
		case BETWEEN:
			at += skip_between(x, bytes + at, left);
			break;
		case JUNK:
			at += skip_junk(x, bytes + at, left);
			break;
		case LOST:
			at += skip_lost(x, bytes + at, left, &rest);
			break;
		case INSIDE:
			parse(x, bytes + at, piece, false, &rest);
			at += piece;
			break;
		}
		/* mostly the rest is the end of the piece; more where expat had put reading it off */
		if (rest.length <= piece && x->place != INSIDE && at >= rest.length)
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
		some = n < PIECE ? n : PIECE;
		take_some(x, bytes, some);
	}
	return !x->stopped;
}

bool xml_end(struct xml *x)
{
	if (!x->knows_set)
		take_head(x, true);
	while (x->place == INSIDE && !x->stopped) {
		struct text rest = TEXT_INIT;

		parse(x, NULL, 0, true, &rest);
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
		x->place = LOST;
		x->skip = strtoull(lost + 1, NULL, 10);
		x->at += x->skip;
		return true;
	}
	n = strlen(++tags);
	if (!n)
		return true;
	start_document(x, offset - n);
	x->at = offset - n;
	parse(x, tags, n, false, &rest);
	n = rest.length;
	text_free(&rest);
	if (x->place != INSIDE || n || x->stopped || x->tags.length != strlen(tags))
		return false;
	safe_at(x, offset);
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
