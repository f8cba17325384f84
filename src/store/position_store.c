#include "store/position_store.h"

#include "domain/reefer.h"
#include "store/column.h"

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#define HASH    16 /* bytes of it that are kept */
#define COLUMNS 20

struct told { /* as it is written */
	const struct stored_position *from;
	uint8_t hash[SHA256_DIGEST_LENGTH];
};

/* Texts with their ends, so that what one lacks is not another's. */
static void hash_text(SHA256_CTX *c, const char *s)
{
	SHA256_Update(c, s ? s : "\1", s ? strlen(s) + 1 : 2);
}

/* All that was told, but not by which delivery, nor of which device, which stands beside it. */
static void hash_told(struct told *t)
{
	const struct position *p = &t->from->position;
	const int64_t numbers[] = {p->at, p->lat, p->lon, p->datum, p->speed, p->course, p->accuracy,
		p->battery, p->locked, p->door, p->outdated, p->held == HELD_NO_FIX};
	SHA256_CTX c;

	SHA256_Init(&c);
	hash_text(&c, p->alarm);
	hash_text(&c, t->from->party);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char text[32];

		snprintf(text, sizeof text, "%lld", (long long)numbers[i]);
		hash_text(&c, text);
	}
	SHA256_Final(t->hash, &c);
}

static int by_key(const void *a, const void *b)
{
	const struct told *x = a, *y = b;
	const struct position *p = &x->from->position, *q = &y->from->position;
	int d = strcmp(p->device, q->device);

	d = d ? d : (p->at > q->at) - (p->at < q->at);
	return d ? d : memcmp(x->hash, y->hash, HASH);
}

static const char *yes_no(enum yes_no said)
{
	return said == UNSAID ? NULL : said == SAID_YES ? "t" : "f";
}

static void add(struct column c[COLUMNS], struct arena *a, const struct told *t)
{
	const struct stored_position *s = t->from;
	const struct position *p = &s->position;

	wire_array_text(&c[0].array, p->device);
	wire_array_text(&c[1].array, p_instant(a, p->at).bytes);
	wire_array_bytes(&c[2].array, t->hash, HASH);
	wire_array_int4(&c[3].array, p->lat);
	wire_array_int4(&c[4].array, p->lon);
	wire_array_text(&c[5].array, p->datum < DATUMS ? datum_names[p->datum] : NULL);
	wire_array_int4(&c[6].array, p->speed);
	wire_array_int4(&c[7].array, p->course);
	wire_array_int4(&c[8].array, p->accuracy);
	wire_array_int4(&c[9].array, p->battery);
	wire_array_text(&c[10].array, yes_no(p->locked));
	wire_array_text(&c[11].array, yes_no(p->door));
	wire_array_text(&c[12].array, p->alarm);
	wire_array_bool(&c[13].array, p->outdated);
	wire_array_text(&c[14].array, held_words[p->held]);
	wire_array_text(&c[15].array, p->partner);
	wire_array_text(&c[16].array, s->party);
	wire_array_uuid(&c[17].array, s->intake);
	wire_array_int4(&c[18].array, (int32_t)s->message);
	wire_array_text(&c[19].array, p_instant(a, p->received).bytes);
}

void positions_add_later(struct batch *b, struct arena *a, struct stored_position *const *positions, size_t n)
{
	static const uint32_t types[COLUMNS] = {[2] = OID_BYTEA,
		[3] = OID_INT4,
		[4] = OID_INT4,
		[6] = OID_INT4,
		[7] = OID_INT4,
		[8] = OID_INT4,
		[9] = OID_INT4,
		[13] = OID_BOOL,
		[17] = OID_UUID,
		[18] = OID_INT4};
	struct param *p = arena_alloc_array(a, COLUMNS + 1, sizeof *p);
	struct told *told;
	struct column c[COLUMNS];

	if (!n)
		return;
	told = arena_alloc_array(a, n, sizeof *told);
	for (size_t i = 0; i < n; i++) {
		told[i].from = positions[i];
		hash_told(&told[i]);
	}
	qsort(told, n, sizeof *told, by_key);
	for (int i = 0; i < COLUMNS; i++)
		column_open(&c[i], a, types[i] ? types[i] : OID_TEXT);
	for (size_t i = 0; i < n; i++)
		if (!i || by_key(&told[i - 1], &told[i]) != 0)
			add(c, a, &told[i]);
	for (int i = 0; i < COLUMNS; i++)
		p[i] = column_close(&c[i]);
	p[COLUMNS] = p_texts(a, reefer_alarms, reefer_alarm_count);
	batch_add(b, SQL_positions_add, p, COLUMNS + 1, NULL);
}

/* The columns of positions_read.sql, in its order. */
enum column_of_row {
	P_DEVICE,
	P_AT,
	P_HASH,
	P_LAT,
	P_LON,
	P_DATUM,
	P_SPEED,
	P_COURSE,
	P_ACCURACY,
	P_BATTERY,
	P_LOCKED,
	P_DOOR,
	P_ALARM,
	P_OUTDATED,
	P_HELD,
	P_PARTNER,
	P_INTAKE,
	P_MESSAGE,
	P_RECEIVED,
	P_SPAN,
	P_SENDER,
	P_BEFORE,
	P_AFTER = P_BEFORE + 3,
	P_SECOND = P_AFTER + 3
};

static int32_t number_of(const struct rows *r, int row, int column)
{
	return rows_text(r, row, column) ? (int32_t)rows_int(r, row, column) : POSITION_UNSAID;
}

static enum yes_no answer_of(const struct rows *r, int row, int column)
{
	if (!rows_text(r, row, column))
		return UNSAID;
	return rows_bool(r, row, column) ? SAID_YES : SAID_NO;
}

static enum datum datum_of(const char *word)
{
	return (enum datum)partner_word(datum_names, DATUMS, word);
}

static struct track_point point_of(const struct rows *r, int row, int column)
{
	return (struct track_point){rows_instant(r, row, column), (int32_t)rows_int(r, row, column + 1),
		(int32_t)rows_int(r, row, column + 2)};
}

static enum position_held held_of(const char *word)
{
	for (int h = HELD_NOT + 1; word && h < HELDS; h++)
		if (strcmp(held_words[h], word) == 0)
			return (enum position_held)h;
	return HELD_NOT;
}

static bool is_same(const struct rows *r, int row, const struct position *p)
{
	return (int32_t)rows_int(r, row, P_SECOND) == p->lat &&
	       (int32_t)rows_int(r, row, P_SECOND + 1) == p->lon &&
	       datum_of(rows_text(r, row, P_SECOND + 2)) == p->datum;
}

static void read_row(struct position_row *x, const struct rows *r, int row, const struct tracker_span *spans)
{
	x->position = (struct position){.device = rows_text(r, row, P_DEVICE),
		.at = rows_instant(r, row, P_AT),
		.lat = (int32_t)rows_int(r, row, P_LAT),
		.lon = (int32_t)rows_int(r, row, P_LON),
		.datum = datum_of(rows_text(r, row, P_DATUM)),
		.speed = number_of(r, row, P_SPEED),
		.course = number_of(r, row, P_COURSE),
		.accuracy = number_of(r, row, P_ACCURACY),
		.battery = number_of(r, row, P_BATTERY),
		.locked = answer_of(r, row, P_LOCKED),
		.door = answer_of(r, row, P_DOOR),
		.alarm = rows_text(r, row, P_ALARM),
		.outdated = rows_bool(r, row, P_OUTDATED),
		.held = held_of(rows_text(r, row, P_HELD)),
		.received = rows_instant(r, row, P_RECEIVED),
		.partner = rows_text(r, row, P_PARTNER)};
	x->hash = rows_text(r, row, P_HASH);
	x->intake = rows_text(r, row, P_INTAKE);
	x->message = rows_text(r, row, P_MESSAGE);
	x->sender = rows_text(r, row, P_SENDER);
	x->span = &spans[rows_int(r, row, P_SPAN) - 1];
	x->before = point_of(r, row, P_BEFORE);
	x->after = point_of(r, row, P_AFTER);
	x->second = rows_text(r, row, P_SECOND) != NULL;
	x->same = x->second && is_same(r, row, &x->position);
}

bool positions_read(struct conn *c, struct arena *a, const struct positions_query *q,
	struct position_row **rows, size_t *n, struct fault *f)
{
	struct column columns[4];
	struct param p[12] = {P_TEXT(q->viewer), [5] = p_bool(q->held), P_TEXT(q->at), P_TEXT(q->device),
		P_TEXT(q->hash), p_int(a, q->most), P_TEXT(q->since), P_TEXT(q->until)};
	struct rows *r;

	for (int i = 0; i < 4; i++)
		column_open(&columns[i], a, i < 3 ? OID_TEXT : OID_BOOL);
	for (size_t i = 0; i < q->span_count; i++) {
		wire_array_text(&columns[0].array, q->spans[i].device);
		wire_array_text(&columns[1].array, q->spans[i].since);
		wire_array_text(&columns[2].array, q->spans[i].until);
		wire_array_bool(&columns[3].array, q->spans[i].whole);
	}
	for (int i = 0; i < 4; i++)
		p[1 + i] = column_close(&columns[i]);
	if (!conn_query(c, SQL_positions_read, p, 12, a, &r, f))
		return false;
	*n = (size_t)rows_count(r);
	*rows = arena_alloc_array(a, *n + 1, sizeof **rows);
	for (size_t i = 0; i < *n; i++)
		read_row(&(*rows)[i], r, (int)i, q->spans);
	return true;
}

static void take_spans(void *self, struct arena *a, struct rows *r)
{
	struct tracker_spans *s = self;

	s->count = (size_t)rows_count(r);
	s->list = arena_alloc_array(a, s->count + 1, sizeof *s->list);
	for (int i = 0; i < rows_count(r); i++)
		s->list[i] = (struct tracker_span){rows_text(r, i, 0), rows_text(r, i, 1), rows_text(r, i, 2),
			rows_text(r, i, 3), rows_bool(r, i, 4)};
}

void tracker_spans_later(
	struct batch *b, struct arena *a, const char *viewer, const char *subject, struct tracker_spans *s)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);

	p[0] = P_TEXT(viewer);
	p[1] = P_TEXT(subject);
	p[2] = p_int(a, TRACKER_SPANS);
	batch_add_taken(b, SQL_tracker_spans, p, 3, take_spans, s);
}

bool tracker_datums_read(struct conn *c, struct arena *a, const char *const *devices, size_t n,
	enum datum *datums, struct fault *f)
{
	struct column column;
	struct param p;
	struct rows *r;

	column_open(&column, a, OID_TEXT);
	for (size_t i = 0; i < n; i++)
		wire_array_text(&column.array, devices[i]);
	p = column_close(&column);
	if (!conn_query(c, SQL_tracker_datums, &p, 1, a, &r, f))
		return false;
	for (size_t i = 0; i < n; i++) {
		datums[i] = DATUMS;
		for (int row = 0; row < rows_count(r); row++)
			if (strcmp(rows_text(r, row, 0), devices[i]) == 0)
				datums[i] = datum_of(rows_text(r, row, 1));
	}
	return true;
}
