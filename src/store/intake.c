#include "store/intake.h"

#include "store/column.h"

#include <string.h>

static struct param p_count(struct arena *a, uint64_t n)
{
	return p_int(a, (int64_t)n);
}

/* What a query asks for must outlive the call that queues it. */
static struct param p_id(struct arena *a, const uint8_t id[16])
{
	uint8_t *copy = arena_alloc(a, 16);

	memcpy(copy, id, 16);
	return p_uuid(copy);
}

static struct param p_hash(struct arena *a, const uint8_t sha256[32])
{
	uint8_t *copy = arena_alloc(a, 32);

	memcpy(copy, sha256, 32);
	return P_BYTES(copy, 32);
}

void intake_of_row(const struct rows *r, int row, struct intake *i)
{
	uuid_read(rows_text(r, row, 0), i->id);
	i->status = rows_text(r, row, 1);
	i->messages = (uint64_t)rows_int(r, row, 2);
	i->events = (uint64_t)rows_int(r, row, 3);
	i->new_events = (uint64_t)rows_int(r, row, 4);
	i->receipt = rows_text(r, row, 5);
}

bool intake_find(struct conn *c, struct arena *a, const char *sender, const uint8_t sha256[32],
	struct intake *found, bool *there, struct fault *f)
{
	struct param p[] = {P_TEXT(sender), p_hash(a, sha256)};
	struct rows *r;

	if (!conn_query(c, SQL_intake_find, p, 2, a, &r, f))
		return false;
	*there = rows_count(r) > 0;
	if (*there)
		intake_of_row(r, 0, found);
	return true;
}

bool refused_kept(
	struct conn *c, struct arena *a, const char *sender, struct refused_kept *kept, struct fault *f)
{
	struct param p[] = {P_TEXT(sender)};
	struct rows *r;

	if (!conn_query(c, SQL_refused_kept, p, 1, a, &r, f))
		return false;
	kept->count = (uint64_t)rows_int(r, 0, 0);
	kept->bytes = (uint64_t)rows_int(r, 0, 1);
	return true;
}

void intake_add_later(struct batch *b, struct arena *a, const struct intake *i, const char *piece, size_t n)
{
	struct param all[] = {p_id(a, i->id), p_hash(a, i->sha256), P_TEXT(i->sender), P_TEXT(i->party),
		P_TEXT(i->channel), P_TEXT(i->format), P_TEXT(i->content_type), P_TEXT(i->name),
		p_count(a, i->length), P_TEXT(i->status), p_count(a, i->messages), p_count(a, i->events),
		p_count(a, i->new_events), P_TEXT(i->receipt), piece ? P_BYTES(piece, n) : P_NULL,
		p_bool(!i->unkept)};
	struct param *p = arena_alloc(a, sizeof all);

	memcpy(p, all, sizeof all);
	batch_add(b, SQL_intake_add, p, sizeof all / sizeof *all, NULL);
}

void intake_chunk_later(
	struct batch *b, struct arena *a, const uint8_t id[16], uint32_t line, const char *bytes, size_t n)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);

	p[0] = p_id(a, id);
	p[1] = p_int(a, line);
	p[2] = P_BYTES(bytes, n);
	batch_add(b, SQL_intake_chunk_add, p, 3, NULL);
}

void intake_done_later(struct batch *b, struct arena *a, const struct intake *i)
{
	struct param *p = arena_alloc_array(a, 7, sizeof *p);

	p[0] = p_id(a, i->id);
	p[1] = P_TEXT(i->status);
	p[2] = p_count(a, i->messages);
	p[3] = p_count(a, i->events);
	p[4] = p_count(a, i->new_events);
	p[5] = P_TEXT(i->receipt);
	p[6] = P_TEXT(i->format);
	batch_add(b, SQL_intake_done, p, 7, NULL);
}

bool intake_for_replay(struct conn *c, struct arena *a, const uint8_t id[16], const char *viewer,
	struct intake *i, struct fault *f)
{
	struct param p[] = {p_id(a, id), P_TEXT(viewer)};
	struct rows *r;

	if (!conn_query(c, SQL_intake_for_replay, p, 2, a, &r, f))
		return false;
	if (!rows_count(r))
		return fault_say(f, FAULT_UNKNOWN, "no intake has this id");
	memcpy(i->id, id, 16);
	i->sender = rows_text(r, 0, 0);
	i->party = rows_text(r, 0, 1);
	i->content_type = rows_text(r, 0, 2);
	i->name = rows_text(r, 0, 3);
	i->length = (uint64_t)rows_int(r, 0, 4);
	i->status = rows_text(r, 0, 5);
	i->new_events = (uint64_t)rows_int(r, 0, 6);
	i->format = rows_text(r, 0, 7);
	i->unkept = !rows_bool(r, 0, 8);
	return true;
}

bool intake_chunk(struct conn *c, struct arena *a, const uint8_t id[16], uint32_t line, const char **bytes,
	size_t *n, struct fault *f)
{
	struct param p[] = {p_id(a, id), p_int(a, line)};
	struct rows *r;

	*bytes = NULL;
	*n = 0;
	if (!conn_query(c, SQL_intake_chunk, p, 2, a, &r, f))
		return false;
	if (rows_count(r)) {
		*bytes = rows_text(r, 0, 0);
		*n = (size_t)rows_length(r, 0, 0);
	}
	return true;
}

void message_write(struct wire_array *w, const struct message_row *row)
{
	const struct message *m = row->message;
	size_t at = wire_record_open(w, 16);

	wire_field_int4(w, (int32_t)m->line);
	wire_field_text(w, m->format);
	wire_field_text(w, m->type ? m->type : "");
	wire_field_text(w, m->directory);
	wire_field_text(w, m->reference);
	wire_field_text(w, m->document);
	wire_field_text(w, m->sender);
	wire_field_text(w, m->interchange ? m->interchange->recipient : NULL);
	wire_field_instant(w, m->said);
	wire_field_int2(w, (int)m->function);
	wire_field_text(w, verdict_names[m->verdict]);
	wire_field_int4(w, (int32_t)m->event_count);
	wire_field_int4(w, (int32_t)row->new_events);
	wire_field_int8(w, (int64_t)m->offset);
	wire_field_int8(w, (int64_t)m->length);
	wire_field_text(w, row->diagnostics);
	wire_record_close(w, at);
}

bool messages_add_later(struct batch *b, struct arena *a, struct conn *c, const uint8_t intake[16],
	const struct message_row *rows, size_t n, struct fault *f)
{
	struct param *p = arena_alloc_array(a, 2, sizeof *p);
	uint32_t oid = conn_type_oid(c, "message_in", f);
	struct column column;

	if (!oid)
		return false;
	column_open(&column, a, oid);
	for (size_t i = 0; i < n; i++)
		message_write(&column.array, &rows[i]);
	p[0] = p_id(a, intake);
	p[1] = column_close(&column);
	batch_add(b, SQL_messages_add, p, 2, NULL);
	return true;
}

bool messages_odd(
	struct conn *c, struct arena *a, const uint8_t intake[16], int most, struct rows **r, struct fault *f)
{
	struct param p[] = {p_id(a, intake), p_int(a, most)};

	return conn_query(c, SQL_messages_odd, p, 2, a, r, f);
}

void import_part_later(
	struct batch *b, struct arena *a, const uint8_t intake[16], const struct import_part *part)
{
	struct param all[] = {p_id(a, intake), p_int(a, part->line), p_count(a, part->until),
		P_TEXT(part->state), p_count(a, part->messages), p_count(a, part->rejected),
		p_count(a, part->warned), p_count(a, part->events), p_count(a, part->new_events),
		P_TEXT(part->diagnostics), p_bool(part->warns)};
	struct param *p = arena_alloc(a, sizeof all);

	memcpy(p, all, sizeof all);
	batch_add(b, SQL_intake_part_add, p, sizeof all / sizeof *all, NULL);
}

bool import_parts(
	struct conn *c, struct arena *a, const uint8_t intake[16], struct import_part *sums, struct fault *f)
{
	struct param p[] = {p_id(a, intake)};
	struct rows *r;

	*sums = (struct import_part){.line = -1, .diagnostics = ""};
	if (!conn_query(c, SQL_intake_parts, p, 1, a, &r, f))
		return false;
	if (!rows_count(r))
		return true;
	sums->line = rows_int(r, 0, 0);
	sums->until = (uint64_t)rows_int(r, 0, 1);
	sums->state = rows_text(r, 0, 2);
	sums->messages = (uint64_t)rows_int(r, 0, 3);
	sums->rejected = (uint64_t)rows_int(r, 0, 4);
	sums->warned = (uint64_t)rows_int(r, 0, 5);
	sums->events = (uint64_t)rows_int(r, 0, 6);
	sums->new_events = (uint64_t)rows_int(r, 0, 7);
	sums->diagnostics = rows_text(r, 0, 8);
	sums->warns = rows_bool(r, 0, 9);
	return true;
}

static int64_t lock_key(const uint8_t sha256[32])
{
	int64_t key;

	memcpy(&key, sha256, sizeof key);
	return key;
}

bool import_lock(struct conn *c, struct arena *a, const uint8_t sha256[32], bool *got, struct fault *f)
{
	struct param p[] = {p_int(a, lock_key(sha256))};
	struct rows *r;

	if (!conn_query(c, SQL_import_lock, p, 1, a, &r, f))
		return false;
	*got = rows_bool(r, 0, 0);
	return true;
}

void import_unlock(struct conn *c, struct arena *a, const uint8_t sha256[32])
{
	struct param p[] = {p_int(a, lock_key(sha256))};
	struct rows *r;
	struct fault ignored;

	conn_query(c, SQL_import_unlock, p, 1, a, &r, &ignored);
}
