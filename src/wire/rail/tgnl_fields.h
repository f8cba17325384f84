/*
 * A train list while it is read: the fields of its two kinds of lines, and what both need.
 *
 * Fields are slices of the list's own bytes, so that each can be told with its byte.
 */
#ifndef WIRE_RAIL_TGNL_FIELDS_H
#define WIRE_RAIL_TGNL_FIELDS_H

#include "wire/making.h"
#include "wire/rail/cyrillic.h"
#include "wire/rail/esr.h"

/* Fields of both kinds of lines, in the order of the layout. */
enum tgnl_place {
#define FIELD(line, name, least, most, required, disposition, caption) line##_##name,
#include "wire/rail/tgnl_layout.def"
#undef FIELD
	TGNL_FIELDS
};

#define TRAIN_FIELDS WAGON_LINE /* those of the service phrase come first */
#define TGNL_ASKED   16         /* stations that are told of as unknown */

struct tgnl_token {
	const char *s;
	size_t n;
};

struct tgnl_list {
	struct making *m;
	const char *bytes;
	uint64_t offset;  /* of bytes */
	uint32_t segment; /* of the line under way, the service phrase is 1 */
	enum cyrillic_set set;
	struct tgnl_token field[TGNL_FIELDS]; /* n 0: not said; those of the train stay */
	char index[12];                       /* eleven digits at most */
	struct moment departs;
	struct transport_ref transport; /* of the train */
	struct esr_station here;
	bool from_tail;
	long last_line, most_line;
	unsigned wagons, weighed;
	long weight; /* of those that were weighed */
	char asked[TGNL_ASKED][7];
	size_t asked_count;
};

/* The next run of bytes that are neither blank nor one of `also`, at or behind *s and before end. */
struct tgnl_token tgnl_next(const char **s, const char *end, const char *also);
bool tgnl_digits(struct tgnl_token t); /* and at least one */
long tgnl_number(struct tgnl_token t); /* of its digits, nine at most */
struct making_at tgnl_at(const struct tgnl_list *l, enum tgnl_place f);
/* "service phrase", "wagon line 03" */
const char *tgnl_words(const struct tgnl_list *l, enum tgnl_place f, char words[40]);
/* Whether a field holds what it may; otherwise it is told and counts as not said. */
bool tgnl_check(struct tgnl_list *l, enum tgnl_place f);
char *tgnl_text(const struct tgnl_list *l, struct tgnl_token t); /* NULL where nothing stands */
/* Of a field that holds one; one that is no place we know is told once. */
struct esr_station tgnl_station(struct tgnl_list *l, enum tgnl_place f);

/* The service phrase behind its number; false: the list is refused, which is told.  tgnl_train.c */
bool tgnl_train_read(struct tgnl_list *l, const char *s, const char *end);

#endif
