/*
 * What reading XML is made of: finding documents in a stream (xml.c) and reading one with expat
 * (xml_document.c).
 */
#ifndef WIRE_XML_XML_READER_H
#define WIRE_XML_XML_READER_H

#include "base/limits.h"
#include "base/text.h"
#include "wire/xml/xml.h"
#include "wire/xml/xml_set.h"

#include <expat.h>

#define XML_PIECE       (16u << 10)  /* given to expat at once */
#define XML_TOKEN_MOST  (256u << 10) /* one tag or comment */
#define XML_AROUND_MOST 8
#define XML_AROUND_TEXT (16u << 10) /* bytes of the wrappers' start tags */
#define XML_MOST_BESIDE 16          /* faults that are told of what is no document */

enum xml_place {
	XML_BETWEEN, /* documents */
	XML_IN,
	XML_JUNK, /* behind something that is no document: up to the next '<' */
	XML_LOST  /* behind a fault: up to the next "<?xml" */
};

struct xml {
	struct xml_ear ear;
	struct text head; /* the first bytes, until they say which set they are in */
	bool knows_set;
	const char *set_name;
	struct xml_set *set; /* NULL: UTF-8 */
	struct text converted;

	XML_Parser parser;
	enum xml_place place;
	uint64_t at;      /* of the next byte, in UTF-8 */
	uint64_t base;    /* of the parser's first */
	uint64_t heard;   /* of the last token that was read */
	unsigned matched; /* bytes of a byte order mark, or of "<?xml" */
	unsigned beside;

	unsigned depth, around;
	struct text tags; /* of the wrappers that are open */
	size_t tag_ends[XML_AROUND_MOST];
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

/* A document begins at that place in UTF-8. */
void xml_start_document(struct xml *x, uint64_t at);
/* Gives a piece to expat.  Where the document ends in it, or breaks, what is left comes back as the rest. */
void xml_parse(struct xml *x, const char *bytes, size_t n, bool final, struct text *rest);
void xml_fault(struct xml *x, const char *code, const char *text, uint64_t at);
/* Reading may begin anew there, inside the wrappers that are open. */
void xml_safe_at(struct xml *x, uint64_t place);

#endif
