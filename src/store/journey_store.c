#include "store/journey_store.h"

#include "store/column.h"
#include "store/conn.h"

#include <string.h>

#define JOURNEY_FIELDS 24

void subjects_columns(struct arena *a, const struct subject *subjects, size_t n, struct param p[3])
{
	struct column number, failed, size;

	column_open(&number, a, OID_TEXT);
	column_open(&failed, a, OID_INT4);
	column_open(&size, a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		wire_array_text(&number.array, subjects[i].number);
		wire_array_int4(&failed.array, subjects[i].number_failed);
		wire_array_text(&size.array, subjects[i].size_type);
	}
	p[0] = column_close(&number);
	p[1] = column_close(&failed);
	p[2] = column_close(&size);
}

void journeys_read_later(struct batch *b, const struct param *numbers, struct rows **r)
{
	batch_add(b, SQL_journeys_lock, numbers, 1, r);
}

void subjects_add_later(struct batch *b, const struct param *p)
{
	batch_add(b, SQL_subjects_add, p, 3, NULL);
}

void journeys_hold_later(struct batch *b, const struct param *numbers)
{
	batch_add(b, SQL_journeys_hold, numbers, 1, NULL);
}

void journeys_lock_later(
	struct batch *b, struct arena *a, const struct subject *subjects, size_t n, struct rows **r)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);

	subjects_columns(a, subjects, n, p);
	subjects_add_later(b, p);
	journeys_read_later(b, p, r);
}

static const char *word_or_null(const char *s)
{
	return s && *s ? s : NULL;
}

static struct moment since_of(const struct rows *r, int row)
{
	return (struct moment){
		.at = rows_instant(r, row, 17),
		.offset = (int)rows_int(r, row, 18),
		.precision = (enum precision)rows_int(r, row, 19),
		.zone_source = (enum zone_source)rows_int(r, row, 20),
	};
}

static struct fact_run run_of(const struct rows *r, int row)
{
	return (struct fact_run){
		.since = rows_instant(r, row, 24),
		.until = rows_instant(r, row, 25),
		.codes = rows_text(r, row, 26) ? (unsigned)rows_int(r, row, 26) : FACT_RUN_UNKNOWN,
	};
}

static struct journey journey_of(const struct rows *r, int row)
{
	struct journey j;

	journey_start(&j);
	j.status = journey_status_of_word(rows_text(r, row, 2));
	j.place = rows_text(r, row, 3);
	j.place_text = rows_text(r, row, 4);
	j.facility = rows_text(r, row, 5);
	j.facility_list = rows_text(r, row, 6);
	j.transport = rows_text(r, row, 7);
	j.mode = (enum mode)rows_int(r, row, 8);
	j.vehicle = rows_text(r, row, 9);
	j.wagon = rows_text(r, row, 10);
	j.voyage = rows_text(r, row, 11);
	j.load_state = (enum load_state)rows_int(r, row, 12);
	j.size_type = rows_text(r, row, 13);
	j.number_failed = rows_bool(r, row, 14);
	j.code = word_or_null(rows_text(r, row, 15));
	j.classifier = (enum classifier)rows_int(r, row, 16);
	j.since = since_of(r, row);
	j.said = rows_instant(r, row, 21);
	rows_uuid(r, row, 22, j.event);
	j.voids = rows_bool(r, row, 23);
	j.run = run_of(r, row);
	return j;
}

static void start_journey(struct stored_journey *s, const struct subject *subject)
{
	*s = (struct stored_journey){
		.container = subject->number, .number = 1, .is_new = true, .size_type = subject->size_type};
	journey_start(&s->journey);
	s->journey.number_failed = subject->number_failed;
}

struct stored_journey *journeys_of_rows(
	struct arena *a, const struct rows *r, const struct subject *subjects, size_t n)
{
	struct stored_journey *all = arena_alloc_array(a, n + 1, sizeof *all);
	int row = 0, rows = rows_count(r);

	/* Both are sorted as bytes. */
	for (size_t i = 0; i < n; i++) {
		if (row == rows || strcmp(rows_text(r, row, 0), subjects[i].number) != 0) {
			start_journey(&all[i], &subjects[i]);
			continue;
		}
		all[i].container = subjects[i].number;
		all[i].number = rows_int(r, row, 1);
		all[i].journey = journey_of(r, row);
		all[i].size_type = all[i].journey.size_type;
		row++;
	}
	return all;
}

static void fields_of_place(struct wire_array *w, const struct journey *j)
{
	wire_field_text(w, journey_status_words[j->status]);
	wire_field_text(w, j->place);
	wire_field_text(w, j->place_text);
	wire_field_text(w, j->facility);
	wire_field_text(w, j->facility_list);
	wire_field_text(w, j->transport);
	wire_field_int2(w, (int)j->mode);
	wire_field_text(w, j->vehicle);
	wire_field_text(w, j->wagon);
	wire_field_text(w, j->voyage);
	wire_field_int2(w, (int)j->load_state);
	wire_field_text(w, j->size_type);
	wire_field_bool(w, j->number_failed);
}

/* JOURNEY_FIELDS, as journey_in has them. */
static void write_fields(struct wire_array *w, const struct stored_journey *s)
{
	const struct journey *j = &s->journey;

	wire_field_text(w, s->container);
	wire_field_int4(w, (int32_t)s->number);
	fields_of_place(w, j);
	wire_field_text(w, j->code ? j->code : "");
	wire_field_int2(w, (int)j->classifier);
	wire_field_instant(w, j->since.at);
	wire_field_int4(w, j->since.offset);
	wire_field_int2(w, (int)j->since.precision);
	wire_field_int2(w, (int)j->since.zone_source);
	wire_field_instant(w, j->said);
	if (j->code)
		wire_field_uuid(w, j->event);
	else
		wire_field_null(w, OID_UUID);
	wire_field_bool(w, j->voids);
}

static void write_journey(struct wire_array *w, const struct stored_journey *s)
{
	size_t at = wire_record_open(w, JOURNEY_FIELDS);

	write_fields(w, s);
	wire_record_close(w, at);
}

#define RUN_FIELDS 3
static void write_row(struct wire_array *w, const struct stored_journey *s)
{
	const struct fact_run *run = &s->journey.run;
	size_t at = wire_record_open(w, JOURNEY_FIELDS + RUN_FIELDS);

	write_fields(w, s);
	wire_field_instant(w, run->since);
	wire_field_instant(w, run->until);
	wire_field_int4(w, (int32_t)run->codes);
	wire_record_close(w, at);
}

/* Either the new ones or those that changed. */
static bool write_journeys(struct batch *b, struct arena *a, struct conn *c, enum sql statement,
	const struct stored_journey *journeys, size_t n, bool are_new, struct rows **r, struct fault *f)
{
	struct param *p = arena_alloc_array(a, 4, sizeof *p);
	uint32_t oid = conn_type_oid(c, "journey_in", f);
	struct column column, since, until, codes;
	size_t count = 0;

	if (!oid)
		return false;
	column_open(&column, a, oid);
	column_open(&since, a, OID_TIMESTAMPTZ);
	column_open(&until, a, OID_TIMESTAMPTZ);
	column_open(&codes, a, OID_INT4);
	for (size_t i = 0; i < n; i++)
		if (journeys[i].is_new == are_new && (are_new || journeys[i].changed)) {
			write_journey(&column.array, &journeys[i]);
			wire_array_instant(&since.array, journeys[i].journey.run.since);
			wire_array_instant(&until.array, journeys[i].journey.run.until);
			wire_array_int4(&codes.array, (int32_t)journeys[i].journey.run.codes);
			count++;
		}
	p[0] = column_close(&column);
	p[1] = column_close(&since);
	p[2] = column_close(&until);
	p[3] = column_close(&codes);
	if (count)
		batch_add(b, statement, p, 4, r);
	return true;
}

static bool says_size(const struct stored_journey *s)
{
	const char *a = s->size_type, *b = s->journey.size_type;

	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void write_sizes(struct batch *b, struct arena *a, const struct stored_journey *journeys, size_t n)
{
	struct param *p = arena_alloc_array(a, 2, sizeof *p);
	struct column number, size;
	size_t count = 0;

	column_open(&number, a, OID_TEXT);
	column_open(&size, a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		if (says_size(&journeys[i]))
			continue;
		wire_array_text(&number.array, journeys[i].container);
		wire_array_text(&size.array, journeys[i].journey.size_type);
		count++;
	}
	p[0] = column_close(&number);
	p[1] = column_close(&size);
	if (count)
		batch_add(b, SQL_containers_size, p, 2, NULL);
}

bool journeys_save_later(struct batch *b, struct arena *a, struct conn *c,
	const struct stored_journey *journeys, size_t n, struct fault *f)
{
	write_sizes(b, a, journeys, n);
	return write_journeys(b, a, c, SQL_journeys_add, journeys, n, true, NULL, f) &&
	       write_journeys(b, a, c, SQL_journeys_save, journeys, n, false, NULL, f);
}

bool journeys_copy(struct conn *c, struct stored_journey *journeys, size_t n, struct fault *f)
{
	struct text rows = TEXT_INIT;
	struct wire_array w;
	bool fine;

	wire_copy_open(&w, &rows);
	for (size_t i = 0; i < n; i++) {
		if (!journeys[i].is_new)
			continue;
		write_row(&w, &journeys[i]);
		journeys[i].is_new = journeys[i].changed = false;
	}
	wire_array_close(&w);
	fine = !w.count || conn_copy(c, SQL_journeys_copy, rows.bytes, rows.length, f);
	text_free(&rows);
	return fine;
}

bool journeys_differ_later(struct batch *b, struct arena *a, struct conn *c,
	const struct stored_journey *journeys, size_t n, struct rows **differ, struct fault *f)
{
	return write_journeys(b, a, c, SQL_journeys_differ, journeys, n, true, differ, f);
}

bool journeys_as_of_later(struct batch *b, struct arena *a, struct conn *c,
	const struct stored_journey *journeys, size_t n, struct fault *f)
{
	return write_journeys(b, a, c, SQL_as_of_journeys, journeys, n, true, NULL, f);
}

void access_grant_later(struct batch *b, struct arena *a, const struct grant *grants, size_t n)
{
	struct param *p = arena_alloc_array(a, 2, sizeof *p);
	struct column party, subject;

	column_open(&party, a, OID_TEXT);
	column_open(&subject, a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		wire_array_text(&party.array, grants[i].party);
		wire_array_text(&subject.array, grants[i].subject);
	}
	p[0] = column_close(&party);
	p[1] = column_close(&subject);
	batch_add(b, SQL_access_grant, p, 2, NULL);
}
