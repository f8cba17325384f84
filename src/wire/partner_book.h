/*
 * The partners as decoders ask for them: whose sign something is, what a partner's codes mean, how severe it
 * takes a diagnostic, by whose clock its times go.  Made once from what was saved, then only read.
 *
 * Signs and codes are found however they are written: signs but for the case of A to Z, codes as code_loosely
 * makes them.  Places and statuses are not here: they stand in the lists of place codes and of statuses,
 * under the partner's name.
 */
#ifndef WIRE_PARTNER_BOOK_H
#define WIRE_PARTNER_BOOK_H

#include "base/arena.h"
#include "record/diagnostic.h"
#include "record/partner.h"

struct zone;

struct partner_sign {
	enum sign_kind kind;
	const char *value, *partner;
};

struct partner_code {
	const char *partner, *list, *code, *meaning;
};

struct partner_severity {
	const char *partner, *code;
	enum severity severity; /* SEVERITIES: it is left out */
};

struct partner_zone { /* of times in a message type, in a column of a sheet; "": any */
	const char *partner, *type, *column;
	const struct zone *zone;
};

/* What a book is made of, in any order.  Text and zones must outlive it. */
struct partner_rows {
	struct partner *partners;
	struct partner_sign *signs;
	struct partner_code *codes;
	struct partner_severity *severities;
	struct partner_zone *zones;
	size_t partner_count, sign_count, code_count, severity_count, zone_count;
};

struct partner_book {
	struct partner_rows rows; /* each sorted */
};

#define PARTNER_CODE_MOST 256 /* bytes of a code that is looked for */

/* Copies rows with their text; zones are not copied. */
void partner_rows_copy(struct arena *a, struct partner_rows *to, const struct partner_rows *from);
/* The list of statuses in which what is mapped there stands: "" for STATUS, any that a message names. */
const char *partner_status_list(enum partner_list list);
/* Copies the rows' arrays into the arena. */
void partner_book_make(struct partner_book *b, struct arena *a, const struct partner_rows *rows);
/* The partner by its own name; NULL: none has it. */
const struct partner *partner_book_named(const struct partner_book *b, const char *name);
/* Whose sign it is; NULL: nobody's. */
const struct partner *partner_book_of_sign(
	const struct partner_book *b, enum sign_kind kind, const char *value);
/* By its name where it is forced, else by the first of what is asked that is somebody's sign; NULL: nobody.
 */
const struct partner *partner_book_find(const struct partner_book *b, const struct partner_asked *asked);
/* NULL: not mapped. */
const char *partner_book_meaning(
	const struct partner_book *b, const char *partner, const char *list, const char *code);
/* `usual` where it does not say; SEVERITIES: it is left out. */
enum severity partner_book_severity(
	const struct partner_book *b, const char *partner, const char *code, enum severity usual);
/* The closest that is set: of type and column, of the type, of the column, of all; NULL: none. */
const struct zone *partner_book_zone(
	const struct partner_book *b, const char *partner, const char *type, const char *column);

/* A to Z in upper case, without blanks around it: how signs are kept.  At most `room` - 1 bytes; false where
 * it is longer or nothing. */
bool partner_sign_kept(const char *value, char *out, size_t room);

#endif
