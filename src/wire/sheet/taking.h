/*
 * One row of a sheet while it is taken in: its cells by what they mean, what is odd about them, the events
 * and papers made of it.
 *
 * What every kind says alike is made here (sheet_event); what makes a kind, in one file each (kind_*.c).  A
 * row is a message: what is wrong with it refuses this row alone.
 */
#ifndef WIRE_SHEET_TAKING_H
#define WIRE_SHEET_TAKING_H

#include "wire/sheet/guess.h"
#include "wire/sheet/kept.h"

/* What the rows above a table say for those below it, until the next such row. */
struct sheet_title {
	const char *train, *index, *programme; /* names of the train */
	const char *station;                   /* as written */
	const char *near;                      /* a place it names without saying what happens there */
	const char *zone;                      /* of all its times, static; NULL: not said */
	struct civil day;                      /* of the list; hour and minute where clocked */
	bool has_day, clocked;
};

/* One heading, and what its columns are. */
struct sheet_table {
	enum sheet_kind kind;
	const struct sheet_profile *profile; /* NULL: none */
	unsigned column[FIELDS];             /* from 1; 0: none */
	const char *header[FIELDS];          /* NULL: none */
	const char *zone[FIELDS];            /* of a field's times; NULL */
	const char *constant[FIELDS];        /* NULL: none */
	uint8_t sure[FIELDS];                /* of a column, 0..100 */
	const char *doubt[FIELDS];           /* about it; NULL */
	enum classifier classifier;
	enum date_order order;
	bool doubtful; /* neither a profile nor the values show the order: it is the language's */
	/* Of all that, what each row asks for (sheet_table_ready). */
	struct sheet_read {
		enum sheet_field field;
		unsigned column; /* 0: the constant */
		struct cell constant;
		uint16_t most; /* bytes of it that are kept */
		bool any;      /* nothing is known of its shape: digits that are lost in it are lost */
	} read[FIELDS];
	size_t read_count;
	enum source_kind source;       /* who speaks in such a sheet */
	const char *unit[FIELDS];      /* of a weight: KGM or TNE */
	const char *zone_told[FIELDS]; /* by its heading; NULL */
};

#define SHEET_VALUE 256 /* bytes of a cell that are kept */
#define SHEET_WORDS 400 /* of one with words: goods, remarks */

struct sheet_values {
	const struct cell *of[FIELDS]; /* NULL: empty, or no such column */
	struct cell own[FIELDS];       /* a constant; a long text cut */
};

/* A time on somebody's clock, as a cell or two say it. */
struct cell_time {
	struct civil local;
	enum precision precision;
	bool zoned; /* the cell says its offset */
	int offset;
	bool has_day, has_clock;
	bool yearless;          /* its year is not said: 0 until the title or the delivery gives it */
	bool turnable;          /* "26-Jun-14": the year may stand first */
	enum sheet_field field; /* where it stood */
};

/* What was read lately: kept.h. */
#define STATUSES_KEPT 16
#define PLACES_KEPT   64
#define ZONES_KEPT    64
#define TIMES_KEPT    512
struct sheet_memo {
	struct kept_status {
		struct kept_text text;
		const struct status_code *row;
	} statuses[STATUSES_KEPT];
	struct kept_place {
		struct kept_text text;
		const char *place; /* the world's; NULL: nobody knows it */
	} places[PLACES_KEPT];
	struct kept_zone {
		struct kept_text text; /* the place's code */
		const struct zone *zone;
		enum zone_source source;
	} zones[ZONES_KEPT];
	struct kept_time {
		struct kept_text text;
		struct time_found {
			struct cell_time t;
			bool fine, serial; /* it was a spreadsheet's serial day */
			bool doubt;        /* another order would make another day of it */
		} found;
	} times[TIMES_KEPT];
};

struct sheet_reading {
	struct arena *a; /* of the row */
	const struct decode_world *world;
	const struct decode_sink *sink;
	const struct decode_hint *hint;
	const struct partner *who; /* NULL: nobody known */
	const char *partner;       /* its name; NULL */
	const struct sheet_table *table;
	const struct sheet_title *title;
	const struct row *row;
	struct sheet_memo *memo;
	struct message m;
	struct paper *papers;
	size_t event_room, paper_room, diagnostic_room;
	bool warned, rejected;
	/* Said once for a row, used by several events. */
	const char *container, *wagon;
	bool container_failed;
	const char *train_names[3]; /* number, index, programme */
};

/* Says something about a field's cell (FIELDS: about the row).  An error refuses the row. */
void sheet_say(struct sheet_reading *r, enum severity severity, const char *code, enum sheet_field field,
	const char *fmt, ...) __attribute__((format(printf, 5, 6)));
/* One behind the other. */
#define SHEET_PARTS 5
const char *sheet_join(struct arena *a, const char *const parts[SHEET_PARTS]);
/* "D17", "Sheet1!D17"; column 0: the row alone. */
const char *sheet_where(struct arena *a, const char *sheet, uint32_t row, uint32_t column);
/* A code that nobody mapped. */
void sheet_unknown(struct sheet_reading *r, enum partner_list list, const char *code, enum sheet_field field);

/* values.c.  The columns are all known: before the first row. */
void sheet_table_ready(struct sheet_table *t);
/* Puts the row's cells where the table says; what is too long is cut, and said. */
void sheet_values_of(struct sheet_reading *r, struct sheet_values *v);
/* The text of a cell; NULL: empty, a sign for nothing ("-", "н/д", "无"), or a formula that failed. */
static inline const char *sheet_text(const struct sheet_values *v, enum sheet_field field)
{
	return v->of[field] ? v->of[field]->text : NULL;
}

/* Reads the row's container, wagon (FIELD_WAGON) and names of the train.  False: a number is wrong, which was
 * said. */
bool sheet_subjects(struct sheet_reading *r, const struct sheet_values *v);

/* A new event of what the row is about, with all that rows of every kind say.  subject: the container where
 * `of_wagon` is false, else WAGON:.  happened and place are the kind's. */
struct event *sheet_event(
	struct sheet_reading *r, const struct sheet_values *v, const char *code, bool of_wagon);
/* The same of a document "SMGS:123" (arena's or static). */
struct event *sheet_document(
	struct sheet_reading *r, const struct sheet_values *v, const char *code, const char *subject);
struct sheet_spot {
	const char *place, *text; /* NULL: not known; as received, where it differs from the code */
};
void sheet_at(
	struct sheet_reading *r, struct event *e, const struct moment *when, const struct sheet_spot *s);
/* The train of the row, dated; day NULL: none, and so no key. */
void sheet_train(struct sheet_reading *r, struct event *e, const struct civil *day);
void sheet_reference(struct sheet_reading *r, struct event *e, const char *kind, const char *value);
void sheet_seals(struct sheet_reading *r, struct event *e, const char *cell);
void sheet_remark(struct sheet_reading *r, struct event *e, const char *what, const char *text);
void sheet_measure(
	struct sheet_reading *r, struct event *e, const char *what, const char *value, const char *unit);

/* A new paper over what the row is about. */
struct paper *sheet_paper(
	struct sheet_reading *r, const struct sheet_values *v, enum paper_kind kind, const char *number);
void sheet_covers(struct sheet_reading *r, struct paper *p, const char *wagon);

/* What a row of each kind says.  Says what is odd; events and papers come into r->m. */
typedef void sheet_take(struct sheet_reading *r, const struct sheet_values *v);
extern sheet_take *const sheet_takes[SHEET_KINDS];
sheet_take take_dislocation, take_train_list, take_waybill, take_handover, take_yard_stock, take_customs;

#endif
