/*
 * The receipt as answered: JSON in the form that callers rely on,
 * {"intakeId","status","events","new","messages":[...],"diagnostics":[...]}.
 *
 * diagnostics on top are all of them: those of no message first, then each message's.  Beyond LIMIT_RECEIPT a
 * message's are left out, and the last on top says so (RECEIPT_CUT).
 * A list of places or facilities has "rows":{"list","taken","passed","refused","warnings"} as well.
 */
#ifndef SERVICE_RECEIPT_H
#define SERVICE_RECEIPT_H

#include "service/ingest.h"
#include "store/intake.h"

#define RECEIPT_CUT "diagnostics-elsewhere" /* the code that says so */

struct receipt_writing {
	struct json json;
	struct text all; /* diagnostics: objects with commas between */
	char id[37];
	bool cut;                        /* some were left out */
	const struct receipt_rows *rows; /* of a list; NULL: it is none */
	bool contrl;                     /* an acknowledgement is owed: it says where that is */
	uint64_t mended;    /* events of which more is understood than when they came; 0: not said */
	uint64_t positions; /* of trackers that the messages tell of; 0: not said */
};

struct receipt_rows { /* what became of the rows of a list of places or facilities */
	const char *list;
	uint64_t taken, passed, refused;
	uint64_t warnings; /* diagnostics, which the receipt names up to a limit */
};

struct receipt_line {
	uint32_t line;
	const char *format, *reference, *status;
	uint64_t events;
	const char *diagnostics; /* JSON array */
};

void receipt_begin(struct receipt_writing *w, struct text *out, const uint8_t intake[16], const char *status,
	uint64_t events, uint64_t new_events);
void receipt_diagnostics(
	struct receipt_writing *w, const char *objects); /* JSON objects with commas between */
void receipt_message(struct receipt_writing *w, const struct receipt_line *m);
void receipt_end(struct receipt_writing *w);

/* What the first receipt of the same bytes said, now as a duplicate. */
void receipt_of_duplicate(struct text *out, const struct intake *first);
const char *receipt_status_word(enum receipt_status s);
/* What a delivery that ended so is answered: other bytes that say only what is known already are a duplicate,
 * unless a message among them was refused: its sender has to learn that. */
enum receipt_status receipt_verdict(
	enum receipt_status ended, uint64_t rejected, uint64_t events, uint64_t new_events);
enum receipt_status receipt_status_of(const char *word);

#endif
