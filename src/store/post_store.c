#include "store/post_store.h"

#include "store/column.h"

enum { INTAKE_COLUMNS = 15, KEEP_PARAMS = INTAKE_COLUMNS + 7 };

void post_claim_later(struct batch *b, struct arena *a, const struct subject *subjects, size_t n,
	struct post_claim *claim, struct rows **locked)
{
	struct param *p = arena_alloc_array(a, 5, sizeof *p);
	struct column sender, sha256;

	column_open(&sender, a, OID_TEXT);
	column_open(&sha256, a, OID_BYTEA);
	for (size_t i = 0; i < claim->count; i++) {
		wire_array_text(&sender.array, claim->intakes[i]->sender);
		wire_array_bytes(&sha256.array, claim->intakes[i]->sha256, 32);
	}
	subjects_columns(a, subjects, n, p);
	p[3] = column_close(&sender);
	p[4] = column_close(&sha256);
	batch_add(b, SQL_post_claim, p, 5, &claim->same);
	if (n)
		journeys_read_later(b, p, locked);
}

size_t post_of_row(const struct rows *same, int row)
{
	return (size_t)rows_int(same, row, 6) - 1;
}

static void add_intake(struct column *c, const struct post_kept *k)
{
	const struct intake *i = k->intake;

	wire_array_uuid(&c[0].array, i->id);
	wire_array_bytes(&c[1].array, i->sha256, sizeof i->sha256);
	wire_array_text(&c[2].array, i->sender);
	wire_array_text(&c[3].array, i->party);
	wire_array_text(&c[4].array, i->channel);
	wire_array_text(&c[5].array, i->format);
	wire_array_text(&c[6].array, i->content_type);
	wire_array_text(&c[7].array, i->name);
	wire_array_int8(&c[8].array, (int64_t)i->length);
	wire_array_text(&c[9].array, i->status);
	wire_array_int4(&c[10].array, (int32_t)i->messages);
	wire_array_int4(&c[11].array, (int32_t)i->events);
	wire_array_int4(&c[12].array, (int32_t)i->new_events);
	wire_array_text(&c[13].array, i->receipt);
	wire_array_bytes(&c[14].array, k->piece, k->piece_length);
}

static void intakes_columns(struct arena *a, const struct post_kept *kept, size_t count, struct param *p)
{
	static const uint32_t types[INTAKE_COLUMNS] = {OID_UUID, OID_BYTEA, OID_TEXT, OID_TEXT, OID_TEXT,
		OID_TEXT, OID_TEXT, OID_TEXT, OID_INT8, OID_TEXT, OID_INT4, OID_INT4, OID_INT4, OID_TEXT,
		OID_BYTEA};
	struct column c[INTAKE_COLUMNS];

	columns_open(c, a, types, INTAKE_COLUMNS);
	for (size_t i = 0; i < count; i++)
		add_intake(c, &kept[i]);
	columns_close(p, c, INTAKE_COLUMNS);
}

static struct param kept_column(struct arena *a, const struct post_kept *kept, size_t count)
{
	struct column c;

	column_open(&c, a, OID_BOOL);
	for (size_t i = 0; i < count; i++)
		wire_array_bool(&c.array, !kept[i].intake->unkept);
	return column_close(&c);
}

static bool messages_columns(struct arena *a, struct conn *c, const struct post_kept *kept, size_t count,
	struct param *p, struct fault *f)
{
	uint32_t oid = conn_type_oid(c, "message_in", f);
	struct column intake, message;

	if (!oid)
		return false;
	column_open(&intake, a, OID_UUID);
	column_open(&message, a, oid);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < kept[i].message_count; k++) {
			wire_array_uuid(&intake.array, kept[i].intake->id);
			message_write(&message.array, &kept[i].messages[k]);
		}
	p[0] = column_close(&intake);
	p[1] = column_close(&message);
	return true;
}

bool post_keep_later(struct batch *b, struct arena *a, struct conn *c, const struct post_kept *kept,
	size_t count, struct stored_event *const *events, size_t event_count, struct fault *f)
{
	struct param *p = arena_alloc_array(a, KEEP_PARAMS, sizeof *p);

	intakes_columns(a, kept, count, p);
	if (!messages_columns(a, c, kept, count, &p[INTAKE_COLUMNS], f))
		return false;
	references_columns(a, events, event_count, &p[INTAKE_COLUMNS + 2]);
	p[KEEP_PARAMS - 1] = kept_column(a, kept, count);
	batch_add(b, SQL_post_keep, p, KEEP_PARAMS, NULL);
	return true;
}
