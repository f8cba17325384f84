/*
 * What listeners were told lately: the last changes of the feed, each in the words of every viewer that
 * listened then, as server-sent events (WHATWG HTML, section 9.2).
 *
 * They stand between two points of the feed, start and head, without a gap.  A listener is no more than the
 * point it has come to: as long as that lies between them it goes on from here; else (it is from before, or
 * its viewer was nobody's then) it is behind, and the database must be asked.  No locks, no I/O: whoever
 * shares it locks it.
 */
#ifndef HTTP_TELLINGS_H
#define HTTP_TELLINGS_H

#include "store/change_store.h"

#define TELLINGS 256

struct saying { /* text on its way to those who hold it */
	int held;
	size_t length;
	char bytes[];
};

struct saying *saying_of(const char *event, uint64_t point, const char *data); /* held once */
/* What a viewer is told of its changes up to a point; NULL where it has none. */
struct saying *saying_of_changes(const struct change_view *v, uint64_t point);
void saying_let_go(struct saying *s); /* NULL too */

/* A point as listeners are told it and say it again; 0: that is none. */
uint64_t point_read(const char *id);

struct telling_view {
	char *viewer;
	struct saying *saying; /* NULL: nothing for that one */
};

struct telling {
	uint64_t from, to;
	struct telling_view *views;
	size_t count;
};

struct tellings {
	bool known; /* false: nobody listened, nothing is known of the feed */
	uint64_t start, head;
	struct telling ring[TELLINGS];
	size_t first, count;
};

void tellings_begin(struct tellings *t, uint64_t head);
void tellings_end(struct tellings *t);
/* What was found from head on. */
void tellings_add(struct tellings *t, const struct changes *c);

enum tellings_next { TELL_NOTHING, TELL_THIS, TELL_BEHIND };
/* What comes behind *point for a viewer (held for the caller); *point moves to its end, or to head where
 * there is nothing. */
enum tellings_next tellings_next(struct tellings *t, const char *viewer, uint64_t *point, struct saying **s);

#endif
