/* Which boxes and wagons may matter to an answer of what was known at a moment. */
#include "base/limits.h"
#include "base/words.h"
#include "domain/ride.h"
#include "domain/train.h"
#include "record/paper.h"
#include "service/answer_parts.h"
#include "service/as_of_inside.h"
#include "store/rail_store.h"

#include <stdlib.h>
#include <string.h>

struct finding {
	struct asking *q;
	struct as_of_names boxes, wagons, transports;
	int most;        /* boxes, or other things of a kind */
	const char *end; /* boxes beyond it were not all found; NULL: they were */
	bool cut;        /* nor were all wagons and transports */
	bool trips;      /* are folded too */
};

static bool ask(struct asking *q, enum sql s, const struct param *p, int params, struct rows **r)
{
	return conn_query(q->conn, s, p, params, q->arena, r, q->fault);
}

static struct param names_param(struct asking *q, const struct as_of_names *names)
{
	return P_TEXT(names->count ? array_literal(q->arena, names->at, names->count) : "{}");
}

static struct finding finding_of(struct asking *q)
{
	return (struct finding){.q = q, .most = LIMIT_AS_OF};
}

static struct param most(const struct finding *f)
{
	return p_int(f->q->arena, f->most + 1);
}

/* Rows by number: they end where there are too many of them. */
static void take_boxes(struct finding *f, const struct rows *r, int from, int column)
{
	int n = rows_count(r);

	if (n - from > f->most) {
		n = from + f->most;
		if (!f->end || strcmp(rows_text(r, n - 1, column), f->end) < 0)
			f->end = rows_text(r, n - 1, column);
	}
	for (int i = from; i < n; i++)
		as_of_add(&f->boxes, f->q->arena, rows_text(r, i, column));
}

static bool find_boxes(struct finding *f, enum sql s, struct param first, const char *after)
{
	struct param p[] = {first, P_TEXT(after), most(f)};
	struct rows *r;

	if (!ask(f->q, s, p, 3, &r))
		return false;
	take_boxes(f, r, 0, 0);
	return true;
}

static bool find_vehicles(struct finding *f, const char *places, const char *prefix)
{
	struct param p[] = {P_TEXT(places), P_TEXT(prefix), most(f)};
	struct rows *r;

	if (!ask(f->q, SQL_as_of_vehicles_at, p, 3, &r))
		return false;
	f->cut |= rows_count(r) > f->most;
	for (int i = 0; i < rows_count(r) && i < f->most; i++) {
		const char *subject = rows_text(r, i, 0);
		bool wagon = strncmp(subject, RIDE_WAGON, strlen(RIDE_WAGON)) == 0;

		as_of_add(wagon ? &f->wagons : &f->transports, f->q->arena,
			subject + (wagon ? strlen(RIDE_WAGON) : 0));
	}
	return true;
}

/* The trains among them by all of their keys. */
static bool all_keys(struct finding *f)
{
	struct train_name *names;
	size_t n;

	if (!f->transports.count)
		return true;
	if (!rail_names(
		    f->q->conn, f->q->arena, f->transports.at, f->transports.count, &names, &n, f->q->fault))
		return false;
	for (size_t i = 0; i < n; i++)
		as_of_add(&f->transports, f->q->arena, names[i].train);
	f->transports.count = words_once(f->transports.at, f->transports.count);
	return true;
}

/* Who rides on what was found. */
static bool find_riders(struct finding *f, const char *after)
{
	struct param p[4] = {{0}};
	struct rows *r;
	int i = 0;

	if (!f->wagons.count && !f->transports.count)
		return true;
	if (!all_keys(f))
		return false;
	p[0] = names_param(f->q, &f->wagons);
	p[1] = names_param(f->q, &f->transports);
	p[2] = P_TEXT(after);
	p[3] = most(f);
	if (!ask(f->q, SQL_as_of_riders, p, 4, &r))
		return false;
	for (; i < rows_count(r) && rows_int(r, i, 0) == 1; i++)
		as_of_add(&f->wagons, f->q->arena, rows_text(r, i, 1));
	f->cut |= i > f->most;
	take_boxes(f, r, i, 1);
	return true;
}

/* Boxes by number, none behind the first that may be missing; *last: where they end, if not by themselves. */
static bool fold_boxes(struct finding *f, const char **last)
{
	size_t n = words_once(f->boxes.at, f->boxes.count), done;

	*last = NULL;
	if (f->q->folded)
		return true;
	f->q->folded = true;
	while (f->end && n && strcmp(f->boxes.at[n - 1], f->end) > 0)
		n--;
	if (n > (size_t)f->most) {
		n = (size_t)f->most;
		f->end = f->boxes.at[n - 1];
	}
	if (!as_of_fold(f->q, f->boxes.at, n, f->trips, &done))
		return false;
	*last = done < n ? f->boxes.at[done - 1] : f->end;
	return true;
}

static bool fold_wagons(struct finding *f)
{
	return as_of_fold_wagons(f->q, f->wagons.at, words_once(f->wagons.at, f->wagons.count));
}

bool as_of_boxes(struct asking *q, const char *prefix, const char *after, int most, const char **last)
{
	struct finding f = {.q = q, .most = most};

	*last = NULL;
	return !q->as_of || (find_boxes(&f, SQL_as_of_boxes, P_TEXT(prefix), after) && fold_boxes(&f, last));
}

static bool fold_at(struct finding *f, const char *places, const char *after, const char **last, bool *cut)
{
	if (!find_boxes(f, SQL_as_of_at, P_TEXT(places), after) || !find_vehicles(f, places, NULL) ||
		!find_riders(f, after) || !fold_boxes(f, last))
		return false;
	*cut |= f->cut;
	return true;
}

bool as_of_boxes_at(struct asking *q, const char *places, const char *after, const char **last, bool *cut)
{
	struct finding f = finding_of(q);

	*last = NULL;
	return !q->as_of || fold_at(&f, places, after, last, cut);
}

static bool find_of_party(struct finding *f, const char *after)
{
	struct param p[] = {P_TEXT(f->q->viewer), P_NULL, P_TEXT(after), most(f)};
	struct rows *r;

	if (!ask(f->q, SQL_containers_of_party, p, 4, &r))
		return false;
	take_boxes(f, r, 0, 0);
	return true;
}

bool as_of_trips(
	struct asking *q, const char *places, const char *after, int most, const char **last, bool *cut)
{
	struct finding f = {.q = q, .most = most, .trips = true};

	*last = NULL;
	if (!q->as_of)
		return true;
	if (places)
		return fold_at(&f, places, after, last, cut);
	return (q->viewer ? find_of_party(&f, after) : find_boxes(&f, SQL_as_of_boxes, P_NULL, after)) &&
	       fold_boxes(&f, last);
}

bool as_of_changes(struct asking *q, struct param places, struct param until, bool *cut)
{
	struct finding f = finding_of(q);
	struct param p[] = {places, P_NULL, most(&f)};
	const char *last;
	struct rows *r;

	if (!q->as_of)
		return true;
	if (until.bytes) /* of two clocks, the other half may stand later */
		p[1] = p_int(q->arena, strtoll(until.bytes, NULL, 10) + GAUGE_WITHIN);
	if (!ask(q, SQL_as_of_changed_at, p, 3, &r))
		return false;
	*cut |= rows_count(r) > LIMIT_AS_OF;
	for (int i = 0; i < rows_count(r) && i < LIMIT_AS_OF; i++)
		as_of_add(&f.boxes, q->arena, rows_text(r, i, 0));
	if (!fold_boxes(&f, &last))
		return false;
	*cut |= last != NULL;
	return true;
}

bool as_of_riders(struct asking *q, const char *const *wagons, size_t n, const char *const *transports,
	size_t transport_count, bool *cut)
{
	struct finding f = finding_of(q);
	const char *last;

	if (!q->as_of)
		return true;
	for (size_t i = 0; i < n; i++)
		as_of_add(&f.wagons, q->arena, wagons[i]);
	for (size_t i = 0; i < transport_count; i++)
		as_of_add(&f.transports, q->arena, transports[i]);
	if (!find_riders(&f, NULL) || !fold_boxes(&f, &last) || !fold_wagons(&f))
		return false;
	*cut |= f.cut || last;
	return true;
}

bool as_of_wagons(struct asking *q, const char *places, const char *after, const char **last, bool *cut)
{
	struct finding f = finding_of(q);
	struct rows *r;
	int n;

	*last = NULL;
	if (!q->as_of)
		return true;
	if (places) {
		if (!find_vehicles(&f, places, RIDE_WAGON))
			return false;
	} else {
		if (!ask(q, SQL_as_of_every_wagon, (struct param[]){P_TEXT(after), most(&f)}, 2, &r))
			return false;
		n = rows_count(r) < LIMIT_AS_OF ? rows_count(r) : LIMIT_AS_OF;
		for (int i = 0; i < n; i++)
			as_of_add(&f.wagons, q->arena, rows_text(r, i, 0));
		if (rows_count(r) > n)
			*last = rows_text(r, n - 1, 0);
	}
	*cut |= f.cut;
	return fold_wagons(&f);
}

static struct param paper_kinds(struct asking *q)
{
	return P_TEXT(array_literal(q->arena, paper_words, PAPERS));
}

static struct param days_of_names(struct asking *q)
{
	struct text t = TEXT_INIT;
	const char *literal;

	for (int i = 0; i < TRAIN_KINDS; i++)
		text_printf(&t, "%c%d", i ? ',' : '{', train_kind_days[i]);
	text_byte(&t, '}');
	literal = arena_strdup(q->arena, text_string(&t));
	text_free(&t);
	return P_TEXT(literal);
}

bool as_of_looked_up(struct asking *q, const char *const *values, size_t n, bool *cut)
{
	struct finding f = finding_of(q);
	struct rows *r;

	if (!q->as_of || !n)
		return true;
	if (!ask(q, SQL_as_of_looked_up,
		    (struct param[]){
			    P_TEXT(array_literal(q->arena, values, n)), paper_kinds(q), days_of_names(q)},
		    3, &r))
		return false;
	for (int i = 0; i < rows_count(r); i++)
		as_of_add(rows_int(r, i, 0) == 1 ? &f.wagons : &f.transports, q->arena, rows_text(r, i, 1));
	return as_of_riders(q, f.wagons.at, f.wagons.count, f.transports.at, f.transports.count, cut);
}

bool as_of_party(struct asking *q, bool *cut)
{
	struct finding f = finding_of(q);
	const char *last;

	if (!q->as_of || !q->viewer)
		return true;
	if (!find_of_party(&f, NULL) || !fold_boxes(&f, &last))
		return false;
	*cut |= last != NULL;
	return true;
}
