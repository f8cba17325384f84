/*
 * The decoder of sheets inside: what sheet_in.c, sheet_flow.c, sheet_table.c, sheet_rows.c and sheet_state.c
 * share.
 */
#ifndef WIRE_SHEET_SHEET_PARTS_H
#define WIRE_SHEET_SHEET_PARTS_H

#include "wire/keys.h"
#include "wire/sheet/title.h"

#define SHEET_LOOKED 200 /* rows of a sheet among which its heading has to be */
#define TITLE_MOST   600 /* bytes of titles that speak for a kind */

enum sheet_place {
	SHEET_LOOKING, /* no heading yet, or what stands below the last is not read */
	SHEET_HEADED,  /* rows wait below a heading */
	SHEET_SETTLED  /* its columns are known */
};

struct held_row { /* a copy that lives on */
	struct row row;
	struct held_row *next;
};

struct sheet_in {
	struct decode_world world;
	struct decode_limits limits;
	struct decode_sink sink;
	struct decode_hint hint;
	decode_events *hand_over;
	struct row_sink ear;
	struct rows *rows;
	const struct partner *who; /* NULL: nobody known */
	const char *partner;       /* its name; NULL */
	struct heading_book book;
	struct sheet_memo memo;
	struct event_memo identified; /* of the rows before */
	struct arena arena;           /* of the whole: the book */
	struct arena table_arena;     /* of the table under way */
	struct arena title_arena;
	struct arena held_arena; /* of rows that wait */
	struct arena row_arena;  /* of the message */

	enum sheet_place at;
	uint32_t sheet_number;
	const char *sheet; /* its name, title_arena's */
	unsigned looked;
	bool given_up;        /* of this sheet: no heading among its first rows */
	bool found;           /* any table so far */
	struct held_row *top; /* may be the upper row of a heading; held_arena's */
	struct sheet_title title;
	bool title_old; /* rows were read under it */
	char title_words[TITLE_MOST];

	struct headings headings; /* table_arena's */
	struct sheet_table table;
	const char *profile_name; /* it was asked for by; NULL */
	uint32_t head_row;
	uint64_t head_offset;
	struct held_row *held, **held_end;
	size_t held_count;

	char last_wagon[48], last_train[MOST_TRANSPORT_KEY]; /* told aboard in the row before; "": none */
	uint32_t line, told, passed;
	bool hidden_told, stopped, failed;
};

/* sheet_in.c */
void sheet_tell(struct sheet_in *s, enum severity severity, const char *code, const struct row *row,
	unsigned column, const char *tag, const char *fmt, ...) __attribute__((format(printf, 7, 8)));
/* sheet_flow.c: the next row of the sheet; its end. False: stopped. */
bool sheet_take_row(struct sheet_in *s, const struct row *row);
bool sheet_ends(struct sheet_in *s);
/* sheet_table.c: how many headings of one or two rows are words of something, or of the profile that is asked
 * for: two make it a heading. */
unsigned sheet_known(struct sheet_in *s, const struct row *rows, size_t n);
/* How many rows its profile says that a heading has; 0: it does not say. */
unsigned sheet_head_rows(struct sheet_in *s, const struct row *rows, size_t n);
/* A heading of one or two rows was found.  False: nothing of it can be read. */
bool sheet_head(struct sheet_in *s, const struct row *head, size_t n);
/* What its columns are, by the rows that wait. */
void sheet_settle(struct sheet_in *s, const struct row *values, size_t n);
/* sheet_rows.c: a row of a settled table that has a number. False: stopped. */
bool sheet_message(struct sheet_in *s, const struct row *row);
bool sheet_has_key(const struct sheet_in *s, const struct row *row);

#endif
