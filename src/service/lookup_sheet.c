#include "service/lookup_sheet.h"

#include "codes/size_type.h"
#include "service/workbook.h"
#include "wire/sheet/csv_write.h"

#include <string.h>

#define HOUR (3600 * INSTANT_SECOND)

struct sheet {
	const struct world *world;
	const struct lookup *lookup;
	enum language language;
};

/* Cells: of rows that were not found only those of `any` are asked for. */

static void say(struct workbook_cell *c, const char *s)
{
	if (s)
		text_say(&c->text, s);
}

static void say_reference(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	(void)s;
	say(c, r->asked->raw);
}

static void say_kind(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	say(c, r->box ? lookup_word(WORD_KIND, found_by_words[r->kind], s->language)
		      : lookup_word(WORD_WHY, lookup_why_words[r->why], s->language));
}

static void say_suggest(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	(void)s;
	say(c, r->asked->suggest);
}

static void say_container(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	(void)s;
	say(c, r->box->number);
}

static void say_size_type(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	char words[128];

	say(c, r->box->state.size_type);
	if (s->language == LANG_EN && r->box->state.size_type &&
		size_type_words(r->box->state.size_type, words, sizeof words))
		text_printf(&c->text, " %s", words);
}

static void say_status(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	say(c, lookup_word(WORD_STATUS, journey_status_words[r->box->state.status], s->language));
}

static void say_place(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	say(c, lookup_place_name(s->world, r->box->state.place, r->box->state.place_text, s->language));
}

static void say_place_code(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	(void)s;
	say(c, r->box->state.place);
}

static void say_facility(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	(void)s;
	say(c, r->box->state.facility);
}

static struct sheet_time time_of(const struct moment *m)
{
	return (struct sheet_time){m->at, m->offset, m->zone_source != ZONE_NOBODY, m->precision};
}

static void say_since(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	(void)s;
	c->time = time_of(&r->box->state.since);
}

static void say_vehicle(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	const struct journey *j = &r->box->state;
	const char *parts[] = {j->vehicle, j->voyage, j->wagon};

	say(c, lookup_word(WORD_MODE, mode_names[j->mode], s->language));
	for (size_t i = 0; i < 3; i++)
		if (parts[i])
			text_printf(&c->text, "%s%s", c->text.length ? " " : "", parts[i]);
}

static void say_load_state(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	say(c, lookup_word(WORD_LOAD, load_state_names[r->box->state.load_state], s->language));
}

static void say_last(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	if (r->box->outlook.last)
		say(c, lookup_word(WORD_EVENT, r->box->outlook.last->code, s->language));
}

static void say_age(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	const struct event *last = r->box->outlook.last;

	if (!last || last->happened.at == INSTANT_NONE)
		return;
	c->counts = true;
	c->number = (double)((s->lookup->as_of - last->happened.at) / HOUR);
}

static void say_heard(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	(void)s;
	c->time = (struct sheet_time){
		r->box->heard / INSTANT_SECOND * INSTANT_SECOND, 0, true, PRECISION_MINUTE};
}

static void say_next(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	if (r->box->outlook.next)
		say(c, lookup_coming(r->box->outlook.next->code, s->language));
}

static void say_event_place(const struct sheet *s, const struct event *e, struct workbook_cell *c)
{
	if (e)
		say(c, lookup_place_name(s->world, e->place, e->place_text, s->language));
}

static void say_next_place(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	say_event_place(s, r->box->outlook.next, c);
}

static void say_next_time(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	(void)s;
	if (r->box->outlook.next)
		c->time = time_of(&r->box->outlook.next->happened);
}

static void say_destination(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	say(c, lookup_place_name(s->world, r->box->outlook.destination, NULL, s->language));
}

static void say_eta(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	(void)s;
	if (r->box->outlook.eta)
		c->time = time_of(&r->box->outlook.eta->happened);
}

static void say_eta_place(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	say_event_place(s, r->box->outlook.eta, c);
}

/* "Held (Lianyungang): PAPERS MISSING; Damaged" */
static void say_blocks(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c)
{
	for (size_t i = 0; i < r->box->outlook.block_count; i++) {
		const struct block *b = &r->box->outlook.blocks[i];
		const char *place = lookup_place_name(s->world, b->place, b->place_text, s->language);

		text_printf(&c->text, "%s%s", i ? "; " : "",
			lookup_word(WORD_BLOCK, block_rows[b->code].code, s->language));
		if (*place)
			text_printf(&c->text, " (%s)", place);
		for (size_t k = 0; k < b->reason_count; k++)
			text_printf(&c->text, "%s%s", k ? ", " : ": ", b->reasons[k]);
	}
}

/* Columns */

enum holds { WORDS, TIMES, NUMBERS };

static const struct column {
	const char *heading;
	int width;
	enum holds holds;
	bool any; /* rows that were not found have it too */
	void (*say)(const struct sheet *s, const struct lookup_row *r, struct workbook_cell *c);
} columns[] = {
	{"reference", 18, WORDS, true, say_reference},
	{"kind", 16, WORDS, true, say_kind},
	{"container", 14, WORDS, false, say_container},
	{"sizeType", 20, WORDS, false, say_size_type},
	{"status", 16, WORDS, false, say_status},
	{"place", 20, WORDS, false, say_place},
	{"placeCode", 10, WORDS, false, say_place_code},
	{"facility", 12, WORDS, false, say_facility},
	{"since", 17, TIMES, false, say_since},
	{"vehicle", 26, WORDS, false, say_vehicle},
	{"loadState", 10, WORDS, false, say_load_state},
	{"last", 18, WORDS, false, say_last},
	{"age", 12, NUMBERS, false, say_age},
	{"heard", 17, TIMES, false, say_heard},
	{"next", 18, WORDS, false, say_next},
	{"nextPlace", 20, WORDS, false, say_next_place},
	{"nextTime", 17, TIMES, false, say_next_time},
	{"destination", 20, WORDS, false, say_destination},
	{"eta", 17, TIMES, false, say_eta},
	{"etaPlace", 20, WORDS, false, say_eta_place},
	{"blocks", 44, WORDS, false, say_blocks},
	{"suggest", 14, WORDS, true, say_suggest},
};
#define COLUMNS (sizeof columns / sizeof *columns)

static struct workbook_column column_of(const void *self, size_t column)
{
	const struct sheet *s = self;
	const struct column *c = &columns[column];

	return (struct workbook_column){lookup_word(WORD_HEADING, c->heading, s->language),
		c->holds == TIMES ? lookup_word(WORD_HEADING, "offset", s->language) : NULL, c->width};
}

static void cell_of(const void *self, size_t row, size_t column, struct workbook_cell *cell)
{
	const struct sheet *s = self;
	const struct lookup_row *r = &s->lookup->rows[row];

	if (r->box || columns[column].any)
		columns[column].say(s, r, cell);
}

bool lookup_write_workbook(struct text *out, const struct world *w, const struct lookup *l,
	enum language language, struct fault *f)
{
	struct sheet s = {w, l, language};
	struct workbook_table table = {lookup_word(WORD_TITLE, "lookup", language),
		lookup_word(WORD_TITLE, "sheet", language), l->as_of, COLUMNS, l->count, &s, column_of,
		cell_of};

	return workbook_write(out, &table, f);
}

/* Local where nobody knows whose time it is: then without a Z.  The day alone where only that is known. */
static void say_time(struct text *out, const struct sheet_time *t)
{
	if (t->at == INSTANT_NONE)
		return;
	instant_write(out, t->at, t->zoned ? t->offset : 0);
	if (t->precision == PRECISION_DAY)
		out->length = strcspn(out->bytes, "T");
	else if (!t->zoned)
		out->length--;
	out->bytes[out->length] = '\0';
}

static void write_line(struct text *out, const struct sheet *s, size_t row, struct workbook_cell *cell)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		text_clear(&cell->text);
		cell->time.at = INSTANT_NONE;
		cell->counts = false;
		cell_of(s, row, i, cell);
		say_time(&cell->text, &cell->time);
		if (cell->counts)
			text_printf(&cell->text, "%.0f", cell->number);
		csv_cell(out, text_string(&cell->text), i == 0);
	}
	csv_end_line(out);
}

void lookup_write_csv(struct text *out, const struct world *w, const struct lookup *l, enum language language)
{
	struct sheet s = {w, l, language};
	struct workbook_cell cell = {.text = TEXT_INIT};

	csv_begin(out);
	for (size_t i = 0; i < COLUMNS; i++)
		csv_cell(out, column_of(&s, i).name, i == 0);
	csv_end_line(out);
	for (size_t i = 0; i < l->count; i++)
		write_line(out, &s, i, &cell);
	text_free(&cell.text);
}
