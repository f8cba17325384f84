/*
 * What a decoder or the program found odd in what it was given, and exactly where.
 *
 * Severities: information (worth a look), warning (taken, but not as the standard has it), error (the message
 * is refused). `code` is stable and for programs ("check-digit", "count-mismatch"); `text` is a sentence for
 * people that says what was found, what was expected, and the next step.  Positions count from 1; 0 means
 * none.  `offset` is a byte of the intake, from 0.
 */
#ifndef RECORD_DIAGNOSTIC_H
#define RECORD_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum severity { SEVERITY_INFORMATION, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITIES };
extern const char *const severity_names[SEVERITIES]; /* "information", "warning", "error" */

#define NO_OFFSET UINT64_MAX

struct diagnostic {
	enum severity severity;
	bool tightened; /* it is an error because of who sends: of no message, it refuses all that it
			   surrounds */
	const char *code;
	const char *text;
	const char *subject; /* the container it is about; NULL: the message as a whole */
	const char *tag;     /* segment's name or column's heading; NULL */
	uint32_t segment;    /* in its message, UNH = 1 */
	uint32_t element, component;
	const char *sheet;    /* its name, of a workbook; NULL */
	uint32_t row, column; /* of a sheet */
	const char *path;     /* of a member in JSON, "$[3].eventType"; NULL */
	uint64_t offset;
};

struct text;
struct json;
/* {"severity","code","text","subject","segment","tag","element","component","sheet","row","column","cell","path","offset"},
 * without what is not known. */
void diagnostic_write(struct json *j, const struct diagnostic *d);

#endif
