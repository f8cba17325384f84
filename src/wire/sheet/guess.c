#include "wire/sheet/guess.h"

#include "codes/code.h"
#include "wire/sheet/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- kinds ---- */

#define KIND_NEAR  60
#define KIND_TITLE 3 /* what a title that names the kind weighs */

/* What makes a sheet one of a kind: fields that only it needs weigh more. */
static const struct {
	enum sheet_kind kind;
	enum sheet_field field;
	int weight;
} marks[] = {
	{SHEET_DISLOCATION, FIELD_OPERATION, 6},
	{SHEET_DISLOCATION, FIELD_REMAINING_KM, 6},
	{SHEET_DISLOCATION, FIELD_ETA, 2},
	{SHEET_DISLOCATION, FIELD_STATION, 1},
	{SHEET_TRAIN_LIST, FIELD_WAGON_PLACE, 5},
	{SHEET_TRAIN_LIST, FIELD_TRAIN_PLACE, 5},
	{SHEET_TRAIN_LIST, FIELD_PROGRAMME, 3},
	{SHEET_TRAIN_LIST, FIELD_TRAIN, 1},
	{SHEET_TRAIN_LIST, FIELD_WAGON, 1},
	{SHEET_TRAIN_LIST, FIELD_CONTAINER, 1},
	{SHEET_WAYBILL, FIELD_WAYBILL, 3},
	{SHEET_WAYBILL, FIELD_WAYBILL_KIND, 5},
	{SHEET_WAYBILL, FIELD_REPLACES, 5},
	{SHEET_WAYBILL, FIELD_CONSIGNOR, 3},
	{SHEET_WAYBILL, FIELD_CONSIGNEE, 2},
	{SHEET_HANDOVER, FIELD_NEW_WAGON, 8},
	{SHEET_HANDOVER, FIELD_NEW_SEAL, 6},
	{SHEET_HANDOVER, FIELD_LIST, 8},
	{SHEET_HANDOVER, FIELD_ACT, 7},
	{SHEET_HANDOVER, FIELD_RAILWAY, 2},
	{SHEET_YARD_STOCK, FIELD_AREA, 5},
	{SHEET_YARD_STOCK, FIELD_SLOT, 5},
	{SHEET_YARD_STOCK, FIELD_SINCE, 5},
	{SHEET_YARD_STOCK, FIELD_WAY_IN, 5},
	{SHEET_CUSTOMS, FIELD_CUSTOMS, 4},
	{SHEET_CUSTOMS, FIELD_RESULT, 4},
	{SHEET_CUSTOMS, FIELD_RELEASE, 6},
};

static uint64_t all_fields(const struct heading_book *b, const struct headings *h)
{
	uint64_t fields = 0;

	for (size_t i = 0; i < h->count; i++)
		fields |= h->text[i] ? heading_fields(b, h->text[i]) : 0;
	return fields;
}

/* What the rows are about may be headed by more than a word of ours. */
static bool any_heading_near(const struct heading_book *b, const struct headings *h, enum sheet_field field)
{
	for (size_t i = 0; i < h->count; i++)
		if (h->text[i] && heading_fits(b, h->text[i], field) >= KIND_NEAR)
			return true;
	return false;
}

/* What the marks of a kind have to come to, where no title says what the sheet is: a list that is none of
 * them has some of their columns too. */
static const int least[SHEET_KINDS] = {[SHEET_DISLOCATION] = 1,
	[SHEET_TRAIN_LIST] = 2,
	[SHEET_WAYBILL] = 3,
	[SHEET_HANDOVER] = 6,
	[SHEET_YARD_STOCK] = 5,
	[SHEET_CUSTOMS] = 4};

/* Without these a sheet of the kind says nothing. */
static bool kind_has_subject(enum sheet_kind kind, const bool *has)
{
	switch (kind) {
	case SHEET_WAYBILL:
		return has[FIELD_WAYBILL];
	case SHEET_YARD_STOCK:
	case SHEET_CUSTOMS:
		return has[FIELD_CONTAINER] || (kind == SHEET_CUSTOMS && has[FIELD_CUSTOMS]);
	default:
		return has[FIELD_CONTAINER] || has[FIELD_WAGON];
	}
}

bool headings_name_subjects(const struct heading_book *b, const struct headings *h)
{
	return any_heading_near(b, h, FIELD_CONTAINER) || any_heading_near(b, h, FIELD_WAGON) ||
	       any_heading_near(b, h, FIELD_WAYBILL) || any_heading_near(b, h, FIELD_CUSTOMS);
}

/* A wagon of either gauge. */
static bool has_two_gauges(const struct heading_book *b, const struct headings *h)
{
	unsigned wagons = 0;

	for (size_t i = 0; i < h->count; i++)
		wagons += h->text[i] && words_within(h->text[i], GAUGE_WORDS) &&
			  (heading_fits(b, h->text[i], FIELD_WAGON) >= GUESS_SURE ||
				  heading_fields(b, h->text[i]) >> FIELD_NEW_WAGON & 1);
	return wagons >= 2;
}

enum sheet_kind kind_guess(const struct heading_book *b, const struct headings *h, const char *title)
{
	char words[WORDS_ROOM * 4] = "";
	uint64_t fields = all_fields(b, h);
	bool has[FIELDS];
	enum sheet_kind best = SHEET_KINDS;
	int most = 0;

	if (title)
		words_loosely(title, strlen(title), words, sizeof words);
	for (unsigned f = 0; f < FIELDS; f++)
		has[f] = fields >> f & 1 ||
			 ((f == FIELD_CONTAINER || f == FIELD_WAGON || f == FIELD_WAYBILL) &&
				 any_heading_near(b, h, (enum sheet_field)f));
	for (unsigned k = 0; k < SHEET_KINDS; k++) {
		bool titled = words_held(words, b->titles[k]);
		int score = titled ? KIND_TITLE : 0;

		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (marks[i].kind == k && has[marks[i].field])
				score += marks[i].weight;
		if (k == SHEET_HANDOVER && has_two_gauges(b, h))
			score += 8;
		if (score > most && (titled || score >= least[k]) &&
			kind_has_subject((enum sheet_kind)k, has)) {
			most = score;
			best = (enum sheet_kind)k;
		}
	}
	return best;
}

/* ---- shapes ---- */

static bool looks_like_date(const struct cell *c)
{
	size_t digits = 0, signs = 0;

	if (c->kind == CELL_DATE)
		return true;
	if (c->kind != CELL_TEXT)
		return false;
	for (const char *s = c->text; *s; s++) {
		digits += *s >= '0' && *s <= '9';
		signs += *s == '.' || *s == '-' || *s == '/' || *s == ':' || (unsigned char)*s == 0xE5;
	}
	return digits >= 6 && digits <= 14 && signs >= 2 && strlen(c->text) < 32;
}

static bool has_shape(const struct cell *c, enum sheet_shape shape)
{
	switch (shape) {
	case SHAPE_CONTAINER:
		return code_holds(CODE_CONTAINER, c->text);
	case SHAPE_WAGON:
		return code_holds(CODE_WAGON_CIS, c->text) || code_holds(CODE_WAGON_UIC, c->text);
	case SHAPE_STATION:
		return code_holds(CODE_STATION_ESR, c->text);
	case SHAPE_TIME:
		return looks_like_date(c);
	default:
		return false;
	}
}

/* How many of a hundred values have the shape; 0 where there are none. */
static unsigned share(const struct row *values, size_t n, size_t column, enum sheet_shape shape)
{
	unsigned said = 0, fit = 0;

	for (size_t i = 0; i < n && i < GUESS_ROWS; i++) {
		if (column >= values[i].count || !cell_says_something(&values[i].cells[column]))
			continue;
		said++;
		fit += has_shape(&values[i].cells[column], shape);
	}
	return said ? fit * 100 / said : 0;
}

/* ---- columns ---- */

struct candidate {
	unsigned sure, rank;
	uint16_t column;
	uint16_t field;
};

static int surest(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->sure != y->sure)
		return x->sure < y->sure ? 1 : -1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return x->field < y->field ? -1 : x->field > y->field;
}

struct choosing {
	struct arena *a;
	enum sheet_kind kind;
	const struct headings *h;
	const struct row *values;
	size_t n;
	struct column_guess *g;
	size_t room, count;
	bool field_taken[FIELDS];
	bool *column_taken;
};

static void take(struct choosing *c, size_t column, enum sheet_field field, unsigned sure, const char *doubt)
{
	if (c->count == c->room)
		return;
	c->field_taken[field] = c->column_taken[column] = true;
	c->g[c->count++] =
		(struct column_guess){(unsigned)column + 1, field, sure, c->h->text[column], doubt};
}

static void by_words(struct choosing *c, const struct heading_book *b)
{
	struct candidate *all = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < c->h->count; i++) {
		if (!c->h->text[i])
			continue;
		for (unsigned f = 0; f < FIELDS; f++) {
			unsigned sure = sheet_field_rows[f].kinds & 1u << c->kind
						? heading_fits(b, c->h->text[i], (enum sheet_field)f)
						: 0;

			if (sure < GUESS_SURE)
				continue;
			all = arena_grow(c->a, all, count, &room, sizeof *all);
			all[count++] =
				(struct candidate){sure, heading_rank(b, c->h->text[i], (enum sheet_field)f),
					(uint16_t)i, (uint16_t)f};
		}
	}
	if (count)
		qsort(all, count, sizeof *all, surest);
	for (size_t i = 0; i < count; i++)
		if (!c->field_taken[all[i].field] && !c->column_taken[all[i].column])
			take(c, all[i].column, (enum sheet_field)all[i].field, all[i].sure, NULL);
}

/* Fields whose values speak for themselves, and how many of a hundred have to. */
static const struct {
	enum sheet_field field;
	enum sheet_shape shape;
	unsigned share;
} by_shape[] = {
	{FIELD_CONTAINER, SHAPE_CONTAINER, 60},
	{FIELD_WAGON, SHAPE_WAGON, 80},
	{FIELD_STATION_CODE, SHAPE_STATION, 90},
	{FIELD_TIME, SHAPE_TIME, 80},
};

/* A column of dates, or one of clocks that has days in it too. */
static bool time_is_told(const struct choosing *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->g[i].field == FIELD_DATE ||
			(c->g[i].field == FIELD_CLOCK &&
				share(c->values, c->n, c->g[i].column - 1, SHAPE_TIME) >= 50))
			return true;
	return false;
}

/* Dates of something else: "Срок доставки", "Valid until". */
static bool may_be_by_values(const struct choosing *c, enum sheet_field field, size_t column)
{
	char loose[WORDS_ROOM];
	const char *h = c->h->text[column];

	if (!h || field != FIELD_TIME)
		return true;
	words_loosely(h, strlen(h), loose, sizeof loose);
	return !heading_is_else(loose, FIELD_TIME);
}

static void by_values(struct choosing *c)
{
	for (size_t s = 0; s < sizeof by_shape / sizeof *by_shape; s++) {
		enum sheet_field field = by_shape[s].field;

		if (!(sheet_field_rows[field].kinds & 1u << c->kind))
			continue;
		if (field == FIELD_TIME && time_is_told(c))
			continue;
		for (size_t i = 0; i < c->h->count && !c->field_taken[field]; i++) {
			unsigned found = c->column_taken[i] || !may_be_by_values(c, field, i)
						 ? 0
						 : share(c->values, c->n, i, by_shape[s].shape);

			if (found >= by_shape[s].share)
				take(c, i, field, 50 + found / 4,
					"its heading says nothing, its values look so");
		}
	}
}

/* A heading can be wrong: most values of a column of containers are numbers of containers. */
static void doubt(struct choosing *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct column_guess *g = &c->g[i];
		size_t said = 0;

		if (g->field != FIELD_CONTAINER || g->doubt)
			continue;
		for (size_t k = 0; k < c->n; k++)
			said += g->column <= c->values[k].count &&
				cell_says_something(&c->values[k].cells[g->column - 1]);
		if (said >= 3 && share(c->values, c->n, g->column - 1, SHAPE_CONTAINER) < 30) {
			g->sure = g->sure / 2;
			g->doubt = "few of its values are numbers of containers";
		}
	}
}

static int by_column(const void *a, const void *b)
{
	const struct column_guess *x = a, *y = b;

	return (x->column > y->column) - (x->column < y->column);
}

size_t profile_guess(struct arena *a, const struct heading_book *b, enum sheet_kind kind,
	const struct headings *h, const struct row *values, size_t n, struct column_guess *g, size_t room)
{
	struct choosing c = {a, kind, h, values, n > GUESS_ROWS ? GUESS_ROWS : n, g, room, 0, {false}, NULL};

	c.column_taken = arena_alloc_array(a, h->count + 1, sizeof *c.column_taken);
	by_words(&c, b);
	by_values(&c);
	doubt(&c);
	if (c.count)
		qsort(g, c.count, sizeof *g, by_column);
	return c.count;
}

bool heading_is_of(const char *heading, const char *words)
{
	const char *bar = strchr(heading, '|');

	while (*words) {
		size_t n = strcspn(words, "|");
		char word[WORDS_ROOM], whole[2 * WORDS_ROOM], loose[WORDS_ROOM];

		words_loosely(words, n, word, sizeof word);
		words_loosely(heading, strlen(heading), whole, sizeof whole);
		if (*word && strcmp(word, whole) == 0)
			return true;
		if (bar && words_loosely(bar + 1, strlen(bar + 1), loose, sizeof loose) &&
			strcmp(word, loose) == 0)
			return true;
		words += n + (words[n] == '|');
	}
	return false;
}

unsigned profile_finds(const struct sheet_profile *p, const struct headings *h, unsigned *worded)
{
	unsigned known = 0;

	*worded = 0;
	for (size_t i = 0; i < p->field_count; i++) {
		bool found = false;

		*worded += p->fields[i].words != NULL;
		for (size_t c = 0; p->fields[i].words && c < h->count && !found; c++)
			found = h->text[c] && heading_is_of(h->text[c], p->fields[i].words);
		known += found;
	}
	return known;
}
