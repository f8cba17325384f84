/* A heading and what its columns are: by the profile, else guessed. */
#include "wire/partner_ask.h"
#include "wire/sheet/history.h"
#include "wire/sheet/sheet_parts.h"
#include "wire/sheet/value.h"
#include "wire/sheet/words.h"

#include "base/limits.h"
#include "codes/code.h"

#include <string.h>

static const struct sheet_profile *asked(
	struct sheet_in *s, const char *name, const struct row *head, size_t n)
{
	const struct profile_asked a = {name, s->partner, head, n};

	if (s->hint.draft)
		return s->hint.draft;
	return s->world.profile ? s->world.profile(s->world.self, &a) : NULL;
}

/* What is shipped for the kind in the language of the heading: how it writes dates. */
static const struct sheet_profile *shipped(struct sheet_in *s, enum sheet_kind kind)
{
	enum sheet_language l = headings_language(&s->headings);
	char name[64];
	const struct profile_asked a = {name, NULL, NULL, 0};

	snprintf(name, sizeof name, "%s-%s", sheet_kind_rows[kind].word, sheet_language_words[l]);
	return s->world.profile ? s->world.profile(s->world.self, &a) : NULL;
}

/* The field that the partner heads so; FIELDS: it has not said. */
static enum sheet_field column_meant(const struct sheet_in *s, const char *heading)
{
	const char *lower = strrchr(heading, '|');
	const char *meaning = meaning_for(&s->world, s->who, CODES_COLUMN, heading);

	if (!meaning && lower)
		meaning = meaning_for(&s->world, s->who, CODES_COLUMN, lower + 1);
	return meaning ? sheet_field_of(meaning) : FIELDS;
}

/* With the usual words where the partner has its own. */
static struct headings in_usual_words(struct sheet_in *s, struct arena *a, const struct headings *h)
{
	struct headings usual = {arena_alloc_array(a, h->count + 1, sizeof *usual.text), h->count};

	for (size_t i = 0; i < h->count; i++) {
		enum sheet_field f = h->text[i] ? column_meant(s, h->text[i]) : FIELDS;
		const char *words = f < FIELDS ? sheet_field_rows[f].words[SHEET_EN] : NULL;

		usual.text[i] = words ? arena_strndup(a, words, strcspn(words, "|")) : h->text[i];
	}
	return usual;
}

/* Headings that the profile names; one that goes by positions alone takes any. */
static unsigned known_to(const struct sheet_profile *p, const struct headings *h)
{
	unsigned worded, known = profile_finds(p, h, &worded);

	return worded ? known : 2;
}

unsigned sheet_known(struct sheet_in *s, const struct row *rows, size_t n)
{
	struct headings h = headings_of(&s->row_arena, rows, n);
	struct headings usual = s->who ? in_usual_words(s, &s->row_arena, &h) : h;
	unsigned known = headings_known(&s->book, &usual), more = 0;
	const struct sheet_profile *p = NULL;

	if (known < 2 && (s->hint.profile || s->partner))
		p = asked(s, s->hint.profile, rows, n);
	if (p)
		more = known_to(p, &h);
	return more > known ? more : known;
}

unsigned sheet_head_rows(struct sheet_in *s, const struct row *rows, size_t n)
{
	const struct sheet_profile *p =
		s->hint.profile || s->partner ? asked(s, s->hint.profile, rows, n) : NULL;

	return p ? p->header_rows : 0;
}

static enum sheet_kind kind_of(struct sheet_in *s)
{
	struct headings usual = in_usual_words(s, &s->table_arena, &s->headings);
	char words[TITLE_MOST + 200];

	snprintf(words, sizeof words, "%s %s %.120s", s->title_words, s->sheet ? s->sheet : "",
		s->hint.name ? s->hint.name : "");
	return kind_guess(&s->book, &usual, words);
}

static bool profile_named(struct sheet_in *s, const struct row *head, size_t n)
{
	s->profile_name = s->hint.profile;
	s->table.profile = asked(s, s->hint.profile, head, n);
	if (s->hint.profile && !s->table.profile) {
		sheet_tell(s, SEVERITY_ERROR, "profile-unknown", &head[0], 0, NULL,
			"no profile has the name \"%s\": nothing of this table was read", s->hint.profile);
		return false;
	}
	if (s->table.profile && !profile_takes_sheet(s->table.profile, head[0].sheet)) {
		sheet_tell(s, SEVERITY_INFORMATION, "sheet-passed", &head[0], 0, NULL,
			"this sheet is none of the profile's: it was passed over");
		return false;
	}
	return true;
}

/* What this program handed out itself tells nothing new, and would be told again as somebody's word. */
static bool is_history(const struct headings *h)
{
	unsigned same = 0;

	for (size_t i = 0; i < h->count; i++)
		for (size_t k = 0; h->text[i] && k < sheet_column_count; k++)
			same += strcmp(h->text[i], sheet_columns[k].name) == 0;
	return same >= 12;
}

bool sheet_head(struct sheet_in *s, const struct row *head, size_t n)
{
	arena_reset(&s->table_arena);
	s->table = (struct sheet_table){.kind = SHEET_KINDS};
	s->headings = headings_of(&s->table_arena, head, n);
	s->head_row = head[n - 1].row;
	s->head_offset = head[0].offset;
	s->found = true;
	if (is_history(&s->headings)) {
		sheet_tell(s, SEVERITY_ERROR, "history", &head[0], 0, NULL,
			"this is a history as it is handed out here: it is not taken in again");
		return false;
	}
	if (!profile_named(s, head, n))
		return false;
	s->table.kind = s->table.profile ? s->table.profile->kind : kind_of(s);
	if (s->table.kind == SHEET_KINDS) {
		sheet_tell(s, SEVERITY_ERROR, "kind-unknown", &head[n - 1], 0, NULL,
			"this heading is that of no kind of sheet that is known here: name a profile, or map "
			"its "
			"columns");
		return false;
	}
	if (!s->table.profile) {
		s->profile_name = NULL;
		s->table.profile = shipped(s, s->table.kind);
	}
	s->table.classifier = s->table.profile ? s->table.profile->classifier : CLASSIFIER_ACT;
	return true;
}

/* ---- columns ---- */

static void place_field(struct sheet_in *s, enum sheet_field field, unsigned column)
{
	s->table.sure[field] = 100;
	s->table.doubt[field] = NULL;
	s->table.column[field] = column;
	s->table.header[field] = column && column <= s->headings.count ? s->headings.text[column - 1] : NULL;
}

static bool column_taken(const struct sheet_in *s, unsigned column)
{
	for (unsigned f = 0; f < FIELDS; f++)
		if (s->table.column[f] == column)
			return true;
	return false;
}

static void by_profile(struct sheet_in *s)
{
	const struct sheet_profile *p = s->table.profile;

	for (size_t i = 0; p && i < p->field_count; i++) {
		const struct field_at *at = &p->fields[i];

		s->table.zone[at->field] = at->zone;
		s->table.constant[at->field] = at->constant;
		if (at->column)
			place_field(s, at->field, at->column);
		for (unsigned c = 0; at->words && !at->column && c < s->headings.count; c++)
			if (s->headings.text[c] && !column_taken(s, c + 1) &&
				heading_is_of(s->headings.text[c], at->words)) {
				place_field(s, at->field, c + 1);
				break;
			}
	}
}

/* Headings that the partner's own map has, where the profile says nothing of them. */
static void by_map(struct sheet_in *s)
{
	for (unsigned c = 0; s->who && c < s->headings.count; c++) {
		const char *h = s->headings.text[c];
		enum sheet_field f = h && !column_taken(s, c + 1) ? column_meant(s, h) : FIELDS;

		if (f < FIELDS && (sheet_field_rows[f].kinds & 1u << s->table.kind) && !s->table.column[f] &&
			!s->table.constant[f])
			place_field(s, f, c + 1);
	}
}

/* Of two columns of consignment notes one is the note before: the one that is not CIM's, where one is. */
static void two_waybills(struct sheet_in *s)
{
	unsigned first = s->table.column[FIELD_WAYBILL];
	bool cim = first && words_within(s->table.header[FIELD_WAYBILL] ? s->table.header[FIELD_WAYBILL] : "",
				    "cim|цим");

	if (!first || s->table.column[FIELD_REPLACES] ||
		!(sheet_field_rows[FIELD_REPLACES].kinds & 1u << s->table.kind))
		return;
	for (unsigned c = 0; c < s->headings.count; c++) {
		const char *h = s->headings.text[c];
		bool other;

		if (!h || column_taken(s, c + 1) || heading_fits(&s->book, h, FIELD_WAYBILL) < 90)
			continue;
		other = words_within(h, "cim|цим");
		if (other == cim)
			continue;
		place_field(s, FIELD_REPLACES, cim ? c + 1 : first);
		place_field(s, FIELD_WAYBILL, cim ? first : c + 1);
		return;
	}
}

/* Of two wagons that the headings tell apart by their gauge alone, the left one is the one before. */
static void two_gauges(struct sheet_in *s, const struct row *where)
{
	unsigned old = s->table.column[FIELD_WAGON], new = s->table.column[FIELD_NEW_WAGON];

	if (s->table.kind != SHEET_HANDOVER || (old && s->table.sure[FIELD_WAGON] == 100) ||
		(new && s->table.sure[FIELD_NEW_WAGON] == 100))
		return; /* somebody says which is which */
	for (unsigned c = 0; c < s->headings.count && !(old && new); c++)
		if (s->headings.text[c] && !column_taken(s, c + 1) &&
			words_within(s->headings.text[c], GAUGE_WORDS) &&
			heading_fits(&s->book, s->headings.text[c], FIELD_WAGON) >= GUESS_SURE)
			*(old ? &new : &old) = c + 1;
	if (!old || !new || !s->headings.text[old - 1] || !s->headings.text[new - 1] ||
		!words_within(s->headings.text[old - 1], GAUGE_WORDS) ||
		!words_within(s->headings.text[new - 1], GAUGE_WORDS))
		return;
	place_field(s, FIELD_WAGON, old < new ? old : new);
	place_field(s, FIELD_NEW_WAGON, old < new ? new : old);
	s->table.doubt[FIELD_NEW_WAGON] = "of two wagons the right one was taken for the one after";
	s->table.sure[FIELD_WAGON] = s->table.sure[FIELD_NEW_WAGON] = 75;
	sheet_tell(s, SEVERITY_INFORMATION, "column-doubt", where, s->table.column[FIELD_NEW_WAGON],
		s->table.header[FIELD_NEW_WAGON],
		"of the two wagons of different gauge the left one was taken for the one before, the right "
		"one "
		"for the one after: say otherwise in a profile");
}

static void by_guess(struct sheet_in *s, const struct row *values, size_t n)
{
	struct column_guess *g = arena_alloc_array(&s->table_arena, FIELDS + 1, sizeof *g);
	size_t count =
		profile_guess(&s->table_arena, &s->book, s->table.kind, &s->headings, values, n, g, FIELDS);
	struct row where = {.sheet = s->sheet, .row = s->head_row, .offset = s->head_offset};

	for (size_t i = 0; i < count; i++) {
		enum sheet_field field = g[i].field;

		if (s->table.column[field] || s->table.constant[field] || column_taken(s, g[i].column))
			continue;
		place_field(s, field, g[i].column);
		s->table.sure[field] = (uint8_t)(g[i].sure < 100 ? g[i].sure : 100);
		s->table.doubt[field] = g[i].doubt;
		if (g[i].doubt)
			sheet_tell(s, SEVERITY_INFORMATION, "column-doubt", &where, g[i].column, g[i].header,
				"this column was taken for \"%s\": %s", sheet_field_rows[field].word,
				g[i].doubt);
	}
	two_waybills(s);
	two_gauges(s, &where);
}

/* ---- the order of dates ---- */

static bool is_time(enum sheet_field f)
{
	enum sheet_shape shape = sheet_field_rows[f].shape;

	return shape == SHAPE_TIME || shape == SHAPE_DATE;
}

/* What the first two of three numbers show: 1 day first, -1 month first, 0 nothing. */
static int order_shown(const struct row *values, size_t n, unsigned column)
{
	bool day_first = false, month_first = false;

	for (size_t i = 0; i < n; i++) {
		const struct cell *c = column <= values[i].count ? &values[i].cells[column - 1] : NULL;
		int a, b, year;
		char x, y;

		if (!c || c->kind != CELL_TEXT ||
			sscanf(c->text, "%2d%c%2d%c%4d", &a, &x, &b, &y, &year) != 5)
			continue;
		if (!strchr("./-", x) || x != y)
			continue;
		day_first |= a > 12 && b <= 12;
		month_first |= b > 12 && a <= 12;
	}
	return day_first == month_first ? 0 : day_first ? 1 : -1;
}

static void order_dates(struct sheet_in *s, const struct row *values, size_t n)
{
	enum sheet_language l = headings_language(&s->headings);
	const struct sheet_profile *p = s->table.profile;
	bool said = p && p->order != ORDER_GUESS && (s->profile_name || p->partner);
	int shown = 0;

	s->table.order = p ? p->order : ORDER_GUESS;
	s->table.doubtful = false;
	if (said)
		return;
	for (unsigned f = 0; f < FIELDS && !shown; f++)
		if (is_time((enum sheet_field)f) && s->table.column[f])
			shown = order_shown(values, n, s->table.column[f]);
	if (shown)
		s->table.order = shown > 0 ? ORDER_DMY : ORDER_MDY;
	else if (s->table.order == ORDER_GUESS)
		s->table.order = l == SHEET_ZH ? ORDER_YMD : ORDER_DMY;
	s->table.doubtful = !shown && l != SHEET_RU;
}

/* ---- what is not read ---- */

static bool has_values(const struct row *values, size_t n, size_t column)
{
	for (size_t i = 0; i < n; i++)
		if (column < values[i].count && cell_says_something(&values[i].cells[column]))
			return true;
	return false;
}

static bool of_containers(const struct row *values, size_t n, size_t column)
{
	size_t said = 0, numbers = 0;

	for (size_t i = 0; i < n; i++) {
		if (column >= values[i].count || !cell_says_something(&values[i].cells[column]))
			continue;
		said++;
		numbers += code_holds(CODE_CONTAINER, values[i].cells[column].text);
	}
	return numbers && numbers * 2 >= said;
}

static void tell_unread(struct sheet_in *s, const struct row *values, size_t n)
{
	struct row where = {.sheet = s->sheet, .row = s->head_row, .offset = s->head_offset};
	size_t columns = s->headings.count;

	for (size_t i = 0; i < n; i++)
		columns = values[i].count > columns ? values[i].count : columns;
	if (columns > LIMIT_SHEET_COLUMNS)
		columns = LIMIT_SHEET_COLUMNS;
	for (size_t i = 0; i < columns; i++) {
		const char *h = i < s->headings.count ? s->headings.text[i] : NULL;

		if (column_taken(s, (unsigned)i + 1) || !has_values(values, n, i))
			continue;
		if (of_containers(values, n, i)) {
			sheet_tell(s, SEVERITY_WARNING, "containers-unread", &where, (unsigned)i + 1, h,
				"numbers of containers stand in this column too, and are not read: put them "
				"into "
				"rows of their own, or into one cell");
			continue;
		}
		sheet_tell(s, SEVERITY_INFORMATION, "column-unread", &where, (unsigned)i + 1, h,
			"what stands in the column \"%s\" is not read: no field of %s is headed so",
			h ? h : "", sheet_kind_rows[s->table.kind].word);
		if (h && s->who)
			unknown_tell(&s->sink, s->who, NULL, CODES_COLUMN, h,
				sheet_where(&s->table_arena, s->sheet, s->head_row, (unsigned)i + 1));
	}
}

/* ---- told beforehand ---- */

static struct sheet_column_told column_told(const struct sheet_in *s, unsigned column)
{
	struct sheet_column_told t = {.column = column, .field = FIELDS};

	t.header = column <= s->headings.count ? s->headings.text[column - 1] : NULL;
	for (unsigned f = 0; f < FIELDS; f++)
		if (s->table.column[f] == column) {
			t.field = (enum sheet_field)f;
			t.sure = s->table.sure[f];
			t.doubt = s->table.doubt[f];
		}
	return t;
}

static void tell_table(struct sheet_in *s, const struct row *values, size_t n)
{
	struct sheet_told t = {.sheet = s->sheet,
		.head_row = s->head_row,
		.kind = s->table.kind,
		.profile = s->table.profile ? s->table.profile->name : NULL,
		.about = rows_about(s->rows),
		.order = s->table.order,
		.order_doubtful = s->table.doubtful,
		.title = &s->title,
		.rows = values,
		.row_count = n};
	struct sheet_column_told *columns;
	size_t count = s->headings.count;

	for (size_t i = 0; i < n; i++)
		count = values[i].count > count ? values[i].count : count;
	if (count > LIMIT_SHEET_COLUMNS)
		count = LIMIT_SHEET_COLUMNS;
	columns = arena_alloc_array(&s->table_arena, count + 1, sizeof *columns);
	for (size_t i = 0; i < count; i++) {
		columns[t.count] = column_told(s, (unsigned)i + 1);
		t.count += columns[t.count].header || columns[t.count].field < FIELDS ||
			   has_values(values, n, i);
	}
	t.columns = columns;
	s->sink.table(s->sink.self, &t);
}

void sheet_settle(struct sheet_in *s, const struct row *values, size_t n)
{
	by_profile(s);
	by_map(s);
	if (!s->table.profile || !s->table.profile->exact)
		by_guess(s, values, n);
	sheet_table_ready(&s->table);
	order_dates(s, values, n);
	tell_unread(s, values, n);
	if (s->sink.table)
		tell_table(s, values, n);
}
