/*
 * A message: the unit that is accepted or refused.  One UNH..UNT, one DCSA event, one row of a sheet.
 *
 * It lies in the decoder's arena and is valid only inside the callback that hands it over.
 */
#ifndef RECORD_MESSAGE_H
#define RECORD_MESSAGE_H

#include "record/event.h"
#include "record/paper.h"
#include "record/position.h"

enum verdict { VERDICT_ACCEPTED, VERDICT_WARNINGS, VERDICT_REJECTED, VERDICTS };
extern const char *const verdict_names[VERDICTS]; /* accepted accepted-with-warnings rejected */

struct interchange {        /* the envelope; NULL members where it is missing */
	const char *syntax; /* UNOA, UNOY ... */
	const char *sender, *recipient;
	const char *reference; /* UNB 0020 */
	instant prepared;      /* UNB 0017 read as UTC; INSTANT_NONE */
	bool test;             /* UNB 0035 = 1 */
	bool asked;            /* UNB 0031 = 1: an acknowledgement is asked for */
	int version;           /* of its syntax: 4, else 3 */
	const char *sender_qualifier, *recipient_qualifier; /* UNB 0007: "ZZZ", "14" */
};

struct message {
	uint32_t line; /* 1, 2, 3 ... in its intake */
	const struct interchange *interchange;
	const char *format;               /* "EDIFACT" */
	const char *type;                 /* "CODECO"; as written, even when unknown */
	const char *directory;            /* "D.95B"; NULL */
	const char *agency, *association; /* UNH 0051, 0057: "UN", "SMDG20"; NULL; not stored */
	const char *reference;            /* UNH 0062 */
	const char *document;             /* BGM 1004 */
	const char *sender;               /* NAD+MS, else the interchange's */
	enum source_kind source; /* what its sender is; the door to the decoders says it, by this where a
				    decoder has asked source_of_message() */
	enum function function;
	instant said;
	int said_offset;         /* of the clock it was told by, seconds east of UTC */
	uint64_t offset, length; /* bytes of the intake from the U of UNH to behind UNT's terminator */
	enum verdict verdict;
	bool whole;           /* its profile has it: where one of its delivery is refused, all are */
	struct event *events; /* none when rejected */
	size_t event_count;
	const struct paper *papers; /* none when rejected */
	size_t paper_count;
	const struct position *positions; /* none when rejected */
	size_t position_count;
	struct diagnostic *diagnostics;
	size_t diagnostic_count;
	size_t diagnostics_dropped; /* beyond LIMIT_DIAGNOSTICS */
};

#endif
