/*
 * A container's history handed out, as a file in a format of wire/emit.h or as a workbook.
 */
#ifndef SERVICE_HISTORY_H
#define SERVICE_HISTORY_H

#include "service/answers.h"
#include "wire/emit.h"

/* The formats, one by one from 0; NULL behind the last.  The `write` of a format that needs more than a pure
 * writer may touch is NULL: answer_history knows what to do. */
const struct emit_format *history_format(size_t i);
const struct emit_format *history_format_named(const char *name); /* in any case; NULL: none */
/* "CODECO, COARRI or XLSX", for who asked for another. */
const char *history_formats_told(struct arena *a);

struct handed_out {
	const struct emit_format *format;
	const char *file_name; /* "CSQU3054383-codeco.edi" */
	struct emit_told told;
	bool cut; /* only the newest LIMIT_TIMELINE events were looked at */
};

/*
 * What holds of what the viewer may see, in the order in which it happened: what was cancelled, replaced,
 * overridden or retracted is left out, and so is the message that said no more than that.  Of the container
 * itself: what only refers to it (a ship's call, a paper) is DCSA's to tell, under /v2/events; tables tell of
 * the wagons and trains it rode on as well.  UNKNOWN where nobody told of it.
 */
bool answer_history(
	struct asking *q, const char *number, const struct emit_format *format, struct handed_out *h);

#endif
