/*
 * Terms of free time: records that the hub keeps, one JSON object each.
 *
 * {"kind":"storage","place":"CNLYG","facility":"LNOCT","party":"COSU","size":"4","load":"LADEN","freeDays":7,
 *  "days":"working","holidays":["2026-06-19"],"startCounts":false,"start":"DISC","stop":"GTOT",
 *  "currency":"CNY","rates":[{"from":1,"minor":4500},{"from":8,"minor":9000}],"from":"2026-01-01","until":"2026-12-31"}
 * kind, place, freeDays, start and stop must be said; domain/dwell.h has what each means.  A body that is
 * wrong is BAD_BODY with the member; of several terms, or of a sheet, with its row as well: "row 4,
 * freeDays: ...".  What is set holds from then on, and what was set before stays known (`set`).
 */
#ifndef SERVICE_TERMS_H
#define SERVICE_TERMS_H

#include "domain/dwell.h"
#include "service/answers.h"

#include <jansson.h>

/* {"terms":[...],"next"} by name; place (its whole complex) and as_of NULL: any, now. */
bool terms_list(struct asking *q, const char *place, const char *as_of);
/* One with all that was told of it. */
bool terms_show(struct asking *q, const char *name);
/* Sets it; *made: there was none. */
bool terms_put(struct asking *q, const char *name, const char *by, const json_t *body, bool *made);
/* Sets several, all or none: {"terms":[{"name",...}]}. */
bool terms_put_all(struct asking *q, const char *by, const json_t *body);
/* The same from a sheet (CSV, XLSX, XLS) whose first row has the members' names; rates are "1:4500 8:9000",
 * holidays apart by blanks. */
bool terms_put_sheet(struct asking *q, const char *by, const char *bytes, size_t n);
bool terms_drop(struct asking *q, const char *name, const char *by);

/* Queues the question of terms of these places, each as often as it comes, as they were by as_of
 * (INSTANT_NONE: now); *r NULL: there are no places.  When the batch has run, terms_of makes them terms for
 * the domain and says how many. */
void terms_of_later(
	struct batch *b, struct arena *a, const char **places, size_t n, instant as_of, struct rows **r);
size_t terms_of(struct arena *a, const struct world *w, const struct rows *r, struct term **terms);

/* For the files of terms. */
struct term_reading {
	struct arena *a;
	const struct world *w;
	struct fault *f;
	const char *row; /* "row 4, " or "terms[3]." or "" */
};
bool term_read(const struct term_reading *r, const char *name, const json_t *o, struct term *t);
/* Its JSON as it is kept. */
const char *term_told(struct arena *a, const struct term *t);
struct term_sheet {
	struct term_sheet_row {
		uint32_t row; /* as the sheet numbers it */
		json_t *told;
	} * rows;
	size_t count;
};
/* A sheet's rows as such objects; they go with the arena. */
bool term_sheet_read(struct arena *a, struct world *w, const char *bytes, size_t n, struct term_sheet *sheet,
	struct fault *f);
extern const char *const term_members[]; /* NULL at the end; name is none of them */

#endif
