/*
 * A partner: whoever sends to us, what they are recognised by, and how they write.
 *
 * Immutable once in the world.  Decoders know partners only through decode_world.
 */
#ifndef RECORD_PARTNER_H
#define RECORD_PARTNER_H

#include "record/source.h"

#include <stdbool.h>
#include <stddef.h>

/* What a sign is, in the order in which a delivery is asked for them; the last is the fingerprint of a
 * sheet's heading, by which a profile is found. */
enum sign_kind { SIGN_NAD, SIGN_UNB, SIGN_MAIL, SIGN_FOLDER, SIGN_DEVICE, SIGN_KEY, SIGN_HEADER, SIGN_KINDS };
extern const char *const sign_names[SIGN_KINDS]; /* nad unb mail folder device key header */

/* Lists of codes that a partner may have its own of, and the shape of what they mean. */
enum partner_list {
#define CODE_LIST(name, word, shape, about) CODES_##name,
#include "record/code_list.def"
#undef CODE_LIST
	PARTNER_LISTS
};
enum meaning_shape { MEANING_PLACE, MEANING_EVENT, MEANING_FACILITY, MEANING_TEXT };
extern const char *const partner_list_words[PARTNER_LISTS];
extern const char *const partner_list_abouts[PARTNER_LISTS];
extern const enum meaning_shape partner_list_shapes[PARTNER_LISTS];
enum partner_list partner_list_of(const char *word); /* PARTNER_LISTS: none; NULL too */

enum acknowledge { ACKNOWLEDGE_NEVER, ACKNOWLEDGE_ASKED, ACKNOWLEDGE_ALWAYS, ACKNOWLEDGES };
enum datum { DATUM_WGS84, DATUM_GCJ02, DATUM_BD09, DATUMS };
extern const char *const acknowledge_names[ACKNOWLEDGES]; /* never asked always */
extern const char *const datum_names[DATUMS];             /* WGS-84 GCJ-02 BD-09 */
/* The n of a word in such a table; n of the table: none. */
size_t partner_word(const char *const *words, size_t n, const char *word);

struct partner {
	const char *name; /* also the `sender` of its status codes and the `system` of its place codes */
	enum acknowledge acknowledge;
	int contrl; /* version of CONTRL it wants: 3 or 4 */
	enum datum datum;
	enum source_kind role; /* SOURCE_UNKNOWN: as the types of its messages say */
};

/* By what a sender may be recognised; NULL members: not known.  Asked in this order, the first that is
 * somebody's sign wins. */
struct partner_asked {
	const char *forced; /* the partner's own name, as whoever delivers says */
	const char *nad;    /* NAD+MS of the message */
	const char *unb;    /* sender of the interchange */
	const char *mail, *folder, *device;
	const char *key; /* name of the key it was delivered with */
};

/* A code that nobody mapped. */
struct unknown_code {
	const char *partner; /* its name, or the sender as written where none is recognised */
	const char *list;    /* PLACE STATUS FACILITY STATION-NAME OPERATION ... */
	const char *code;    /* as it is looked up */
	const char *sample;  /* as written, and where: "Sheet1!D17", "segment 12" */
};

#endif
