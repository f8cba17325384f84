/*
 * What a transaction has to know of containers' events before it may write the first of them: the containers
 * that it locks, the transports and calls that it adds.
 *
 * Of a big body nothing else of these events is kept (ingest_slices.h): some 20 bytes each.
 */
#ifndef SERVICE_INGEST_NOTED_H
#define SERVICE_INGEST_NOTED_H

#include "base/text.h"
#include "service/ingest_rail.h"
#include "store/event_store.h"
#include "store/journey_store.h"

#define NOTED_SEEN 64

struct noted {
	uint64_t events;
	struct text boxes; /* one an event: whether its check digit fails (a byte), its number and a NUL */
	struct stored_event **named; /* one a transport or call: its line, transport and place alone */
	size_t named_count, named_room;
	enum rail_part rail;                   /* how far they are about rail */
	struct stored_event *seen[NOTED_SEEN]; /* of the named ones, by hash: most events name the same few */
};

/* Texts that are kept are the arena's. */
void noted_event(struct noted *n, struct arena *a, const struct event *e, uint32_t line);
struct noted_mark {
	uint64_t events;
	size_t boxes, named;
};
struct noted_mark noted_mark(const struct noted *n);
/* Forgets all that came behind the mark. */
void noted_back(struct noted *n, struct noted_mark mark);
/* The containers: sorted, each once; their text is n's. */
struct subject *noted_boxes(const struct noted *n, struct arena *a, size_t *count);
void noted_free(struct noted *n);

#endif
