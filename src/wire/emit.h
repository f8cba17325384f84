/*
 * A container's history handed out: events to the bytes of a format, the other way round from wire/decode.h.
 *
 * The rows of emit_formats are all there are; the endpoint, `decode --as` and the documents take them from
 * there.  A format says what it can of each event; one that it has no word for (a gate move in a COARRI) is
 * left out and counted.  What is said comes back unchanged when it is decoded: the same subject, code, time,
 * place and transport, hence the same id, wherever the format has room for the sender's document and its
 * time. Writers are pure: the caller reads the events and says what time it is.
 */
#ifndef WIRE_EMIT_H
#define WIRE_EMIT_H

#include "base/text.h"
#include "record/event.h"

struct emitted {
	const struct event *event; /* identified: with id, sender and all */
	instant recorded;          /* when we learnt it; INSTANT_NONE: just now */
};

struct emit_head {
	const char *sender, *recipient; /* who hands it out, to whom; NULL: the program, nobody known */
	const char *reference;          /* of this handing out, at most 14 letters and digits */
	instant now;
	/* a place's name in English, which stands beside its code where a format has room for it; NULL: names
	 * are not known */
	const char *(*place_name)(const void *places, const char *code);
	const void *places;
};

struct emit_told {
	size_t said, left_out;
};

struct emit_format {
	const char *name;         /* "DCSA-2.2" */
	const char *content_type; /* what HTTP says of it */
	const char *ending;       /* of a file: "json" */
	const char *caption;      /* a sentence */
	void (*write)(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
		struct emit_told *told);
};

/* One by one from 0; NULL behind the last. */
const struct emit_format *emit_format(size_t i);
/* By its name, in any case; NULL: none. */
const struct emit_format *emit_format_named(const char *name);

#endif
