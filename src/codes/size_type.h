/*
 * Size and type of a container: ISO 6346 codes (22G1, 45R1, L5G1; group codes 22GP), the numeric codes of
 * before 1995 that many systems still send (2210, 4510), and what people write (20GP, 40HQ, 40'HC, 40 фут).
 *
 * ISO 6346 names length, height with width, and type.  20GP and its like would be ISO group codes of boxes 8
 * ft high, which nobody builds any more: they are taken as people mean them.
 */
#ifndef CODES_SIZE_TYPE_H
#define CODES_SIZE_TYPE_H

#include "codes/code.h"

enum size_type_form { SIZE_TYPE_ISO, SIZE_TYPE_NUMERIC, SIZE_TYPE_SPOKEN, SIZE_TYPE_NONE };

struct size_type {
	enum size_type_form form;
	char code[24];      /* upper-case ASCII */
	const char *length; /* "40 ft"; static, as all words here */
	const char *height; /* "high cube"; NULL: not said */
	const char *width;  /* "pallet-wide"; NULL: 8 ft or not said */
	const char *type;   /* "dry"; NULL: not said */
	const char *detail; /* "passive vents at the top"; NULL */
	bool reduced;       /* in stacking or racking strength */
	char usual[5];      /* the ISO code that people's words mostly mean; "" otherwise */
};

/* raw: as written. form SIZE_TYPE_NONE where it is none. */
struct size_type size_type_read(const char *raw);

/* "40 ft high cube, dry"; false (and "") where the code is none. */
bool size_type_words(const char *code, char *out, size_t room);

void size_type_answer(struct code_answer *a, const char *raw);

#endif
