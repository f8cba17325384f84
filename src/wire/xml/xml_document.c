/* One document: its tags, its end, and what is wrong with it. */
#include "wire/xml/xml_reader.h"

#include <stdlib.h>
#include <string.h>

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

void xml_fault(struct xml *x, const char *code, const char *text, uint64_t at)
{
	x->ear.fault(x->ear.self, SEVERITY_ERROR, code, text, place_of(x, at));
}

/* Gives the document under way up; once. */
static void halt(struct xml *x, const char *code, const char *text)
{
	if (x->halted)
		return;
	x->halted = true;
	xml_fault(x, code, text, begins(x));
	XML_StopParser(x->parser, XML_FALSE);
}

static void stop(struct xml *x)
{
	x->stopped = x->halted = true;
	XML_StopParser(x->parser, XML_FALSE);
}

void xml_safe_at(struct xml *x, uint64_t place)
{
	x->safe = place;
	x->safe_lost = false;
	text_clear(&x->safe_tags);
	text_add(&x->safe_tags, text_string(&x->tags), x->tags.length);
}

void xml_safe_here(struct xml *x)
{
	if (!x->tags_lost)
		xml_safe_at(x, xml_after(x));
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

	if (!bytes || x->around == XML_AROUND_MOST || x->tags.length + (size_t)n > XML_AROUND_TEXT)
		x->tags_lost = true;
	else
		text_add(&x->tags, bytes + offset, (size_t)n);
	if (x->around < XML_AROUND_MOST)
		x->tag_ends[x->around] = x->tags.length;
	x->around++;
}

static void drop_tag(struct xml *x)
{
	x->around--;
	if (x->around < XML_AROUND_MOST)
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

void xml_start_document(struct xml *x, uint64_t at)
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
	x->place = XML_IN;
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
	x->place = broken ? XML_LOST : XML_BETWEEN;
	x->tags.length = 0;
	x->ear.ends(x->ear.self, broken);
	if (x->stopped)
		return;
	xml_safe_at(x, place_of(x, x->at));
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
		xml_fault(x, "xml-cut", "the bytes end inside this document", x->heard);
		return;
	}

	if (error == XML_ERROR_UNDEFINED_ENTITY) {
		xml_fault(x, "xml-entity", "an entity stands here that XML itself does not know", begins(x));
		return;
	}
	snprintf(text, sizeof text, "this is no well-formed XML: %s", XML_ErrorString(error));
	xml_fault(x, "xml-syntax", text, begins(x));
}

void xml_parse(struct xml *x, const char *bytes, size_t n, bool final, struct text *rest)
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
	if (status == XML_STATUS_OK && x->at - x->heard > XML_TOKEN_MOST + XML_PIECE) {
		xml_fault(x, "xml-too-large", "one tag or comment is too large here", x->heard);
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
