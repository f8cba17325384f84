/* Events back out of the database, as far as the fold needs them. */
#include "store/column.h"
#include "store/event_read.h"
#include "store/event_store.h"

#include <string.h>

static struct moment moment_of(const struct rows *r, int row)
{
	return (struct moment){
		.at = rows_instant(r, row, 2),
		.offset = (int)rows_int(r, row, 4),
		.precision = (enum precision)rows_int(r, row, 7),
		.zone_source = (enum zone_source)rows_int(r, row, 8),
		.text = rows_text(r, row, 26),
	};
}

static struct transport_ref transport_of(const struct rows *r, int row)
{
	return (struct transport_ref){
		.mode = (enum mode)rows_int(r, row, 9),
		.key = rows_text(r, row, 20),
		.name = rows_text(r, row, 21),
		.wagon = rows_text(r, row, 22),
		.train = rows_text(r, row, 30),
		.voyage = rows_text(r, row, 23),
		.call = rows_text(r, row, 27),
	};
}

static void event_of(const struct rows *r, int row, struct arena *a, struct event *e)
{
	*e = (struct event){
		.subject_kind = SUBJECT_CONTAINER,
		.subject = rows_text(r, row, 0),
		.happened = moment_of(r, row),
		.said = rows_instant(r, row, 3),
		.type = (enum event_type)rows_int(r, row, 5),
		.classifier = (enum classifier)rows_int(r, row, 6),
		.load_state = (enum load_state)rows_int(r, row, 10),
		.function = (enum function)rows_int(r, row, 11),
		.number_failed = rows_bool(r, row, 12),
		.code = rows_text(r, row, 13),
		.sender = rows_text(r, row, 14),
		.party = rows_text(r, row, 28),
		.document = rows_text(r, row, 15),
		.place = rows_text(r, row, 16),
		.place_text = rows_text(r, row, 17),
		.facility = rows_text(r, row, 18),
		.facility_list = rows_text(r, row, 19),
		.transport = transport_of(r, row),
		.size_type = rows_text(r, row, 24),
		.movement = rows_text(r, row, 25),
		.overruled = rows_bool(r, row, 29),
		.stowage = rows_text(r, row, 31),
		.source = (enum source_kind)(rows_int(r, row, 33) % SOURCES),
	};
	event_read_references(e, a, r, row, 32);
	rows_uuid(r, row, 1, e->id);
}

bool events_of(struct conn *c, struct arena *a, const char *const *containers, size_t n, const char *viewer,
	struct event **events, size_t *count, struct fault *f)
{
	struct param p[] = {p_texts(a, containers, n), P_TEXT(viewer)};
	struct rows *r;

	if (!conn_query(c, SQL_events_of, p, 2, a, &r, f))
		return false;
	*count = (size_t)rows_count(r);
	*events = arena_alloc_array(a, *count + 1, sizeof **events);
	for (size_t i = 0; i < *count; i++)
		event_of(r, (int)i, a, &(*events)[i]);
	return true;
}

bool events_unsay(
	struct conn *c, struct arena *a, const struct event *const *events, size_t n, struct fault *f)
{
	struct column id, subject;
	struct param p[2];

	column_open(&id, a, OID_UUID);
	column_open(&subject, a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		wire_array_uuid(&id.array, events[i]->id);
		wire_array_text(&subject.array, events[i]->subject);
	}
	p[0] = column_close(&id);
	p[1] = column_close(&subject);
	return conn_query(c, SQL_events_unsay, p, 2, a, NULL, f);
}
