/*
 * Records that the hub keeps by name: terms of free time, routes, transfers, restrictions.  One JSON object
 * each, set whole.
 *
 * What is set holds from then on, and what was set before stays known (`set`, `before`).  A body that is
 * wrong is BAD_BODY with the member, "stops[2].departs: ..."; of several records, or of a sheet, with its row
 * as well.  Several are set all or none.
 *
 * A sheet's first row has headings, its others a record each, or a record and more rows of its lists: the
 * rows behind it without a name, or with the same one.
 */
#ifndef SERVICE_STANDING_H
#define SERVICE_STANDING_H

#include "service/answers.h"
#include "service/members.h"
#include "store/standing_store.h"

enum column_how { /* what a cell becomes, where it can */
	HOW_TEXT,
	HOW_NUMBER,
	HOW_DECIMAL,
	HOW_BOOL,
	HOW_DAY,
	HOW_CLOCK,
	HOW_DAYS,    /* a list, apart by blanks or commas */
	HOW_NUMBERS, /* a list of whole numbers */
	HOW_WORDS,   /* a list of texts */
	HOW_STEPS    /* "1:4500 8:9000": a list of {"from","minor"} */
};

struct standing_column {
	const char *heading;
	const char *list;   /* NULL: a member of the record; else of one in this list of it */
	const char *object; /* NULL: a member itself; else of this object */
	const char *member;
	enum column_how how;
};

struct standing_kind {
	const char *plural; /* in paths and answers: "routes" */
	const char *a;      /* "a route" */
	bool lists;         /* a row of a sheet without a name goes on with the record before it */
	/* Reads one and says how it is kept: places and told of the row. */
	bool (*read)(
		const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row);
	const struct standing_column *columns; /* heading NULL at the end; name is none of them */
	/* Whether two of them can stand beside one another, by what was read of them; NULL: any can. */
	bool (*apart)(const void *about, const void *other);
};
extern const struct standing_kind standing_kinds[STANDINGS];
bool standing_called(const char *plural, enum standing *of);

/* Whether a record may have that name; false with why. */
bool standing_named(const struct member_reading *r, const char *name);

enum standing_form { STANDING_JSON, STANDING_CSV, STANDING_XLSX };
/* {"terms":[...],"next"} by name, or all of them as a sheet that can be set again; place (its whole complex)
 * and as_of NULL: any, now. */
bool standing_list(
	struct asking *q, enum standing of, const char *place, const char *as_of, enum standing_form form);
/* One with all that was told of it. */
bool standing_show(struct asking *q, enum standing of, const char *name);
/* Sets it; *made: there was none. */
bool standing_put(
	struct asking *q, enum standing of, const char *name, const char *by, const json_t *body, bool *made);
/* {"terms":[{"name",...}]} */
bool standing_put_all(struct asking *q, enum standing of, const char *by, const json_t *body);
/* CSV, XLSX, XLS */
bool standing_put_sheet(struct asking *q, enum standing of, const char *by, const char *bytes, size_t n);
bool standing_drop(struct asking *q, enum standing of, const char *name, const char *by);

/* For its files. */
struct standing_sheet {
	json_t **records; /* each with the member "row", and so each of its lists */
	size_t count;
};
/* What members of its records are called in a sheet of that kind. */
struct member_sheet standing_sheet_of(enum standing of);
bool standing_sheet_read(struct arena *a, struct world *w, enum standing of, const char *bytes, size_t n,
	struct standing_sheet *sheet, struct fault *f);
bool standing_sheet_write(struct text *out, struct arena *a, enum standing of,
	const struct standing_row *rows, size_t n, bool workbook, struct fault *f);

#endif
