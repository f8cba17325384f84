/*
 * XML as a stream of elements, in pieces of any size and bounded memory.
 *
 * A stream holds one document or several in a row; each may lie in wrappers (a batch, a SOAP envelope), whose
 * start tags are kept so that reading can begin anew in the middle.  Names come without their prefix: whether
 * a sender writes <taf:Sender>, binds a default namespace or forgets to is one thing here.  A document type
 * is refused, so there are no entities but XML's own five.  Bytes are UTF-8, or whatever the first document's
 * declaration or its first bytes say (wire/xml/xml_set.h); the whole stream is in that set.
 *
 * After a document that is not well-formed reading goes on at the next XML declaration.  Offsets are of the
 * stream as received, whatever its set.
 */
#ifndef WIRE_XML_XML_H
#define WIRE_XML_XML_H

#include "base/arena.h"
#include "record/diagnostic.h"

#include <stdbool.h>

struct xml;

enum xml_want {
	XML_STOPS,  /* nothing more of the stream */
	XML_AROUND, /* a wrapper: only wrappers are around it */
	XML_INSIDE, /* its elements, not its text */
	XML_TEXT    /* its text too */
};

struct xml_ear {
	void *self;
	/* attributes: name, value, name, value ... NULL */
	enum xml_want (*open)(void *self, const char *name, const char **attributes);
	/* The text since the last tag, where it was wanted; cut: it was longer than LIMIT_XML_TEXT.  False:
	 * stop. */
	bool (*close)(void *self, const char *text, size_t n, bool cut);
	/* The document ends here, with its last tag or because of a fault (told before). */
	void (*ends)(void *self, bool broken);
	void (*fault)(
		void *self, enum severity severity, const char *code, const char *text, uint64_t offset);
};

struct xml *xml_new(const struct xml_ear *ear);
bool xml_feed(struct xml *x, const char *bytes, size_t n); /* false: the ear said stop */
bool xml_end(struct xml *x);
void xml_free(struct xml *x);

/* Inside open and close: where the tag begins, and where it ends. */
uint64_t xml_offset(const struct xml *x);
uint64_t xml_after(const struct xml *x);
/* Inside close: what stands before the end of this tag need not be read again; only wrappers may be open. */
void xml_safe_here(struct xml *x);

uint64_t xml_safe_offset(const struct xml *x);
const char *xml_state(const struct xml *x, struct arena *a);
bool xml_resume(struct xml *x, const char *state, uint64_t offset);

/* The text of the first bytes as far as it is ASCII, whatever their set: for looking what they are.  Returns
 * its length. */
size_t xml_glimpse(const char *bytes, size_t n, char *out, size_t room);

#endif
