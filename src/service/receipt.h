/*
 * The receipt as answered: JSON in the form that callers rely on,
 * {"intakeId","status","events","new","messages":[...],"diagnostics":[...]}.
 *
 * diagnostics on top are all of them: those of no message first, then each message's.  Beyond LIMIT_RECEIPT a
 * message's are left out, and the last on top says so.
 */
#ifndef SERVICE_RECEIPT_H
#define SERVICE_RECEIPT_H

#include "service/ingest.h"
#include "store/intake.h"

struct receipt_writing {
	struct json json;
	struct text all; /* diagnostics: objects with commas between */
	char id[37];
	bool cut; /* some were left out */
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
enum receipt_status receipt_status_of(const char *word);

#endif
