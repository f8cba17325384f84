#include "store/event_read.h"

#include "base/text.h"

#include <string.h>

/* Behind the columns of an event, in events_history.sql. */
enum { H_RECORDED = EVENT_COLUMNS, H_OVERRULED };

static struct moment happened_of(const struct rows *r, int row)
{
	return (struct moment){
		.at = rows_instant(r, row, E_HAPPENED),
		.offset = (int)rows_int(r, row, E_HAPPENED_OFFSET),
		.precision = (enum precision)rows_int(r, row, E_PRECISION),
		.zone_source = (enum zone_source)rows_int(r, row, E_ZONE_SOURCE),
		.text = rows_text(r, row, E_HAPPENED_TEXT),
	};
}

/* The vehicle is a name where one was said, else the train's number; older rows have no number beside it, but
 * a train that can be told apart is keyed by it. */
static void read_vehicle(struct transport_ref *t, const char *vehicle)
{
	if (!t->train && t->key && strncmp(t->key, "TRAIN:", 6) == 0)
		t->train = vehicle;
	if (vehicle && (!t->train || strcmp(vehicle, t->train) != 0))
		t->name = vehicle;
}

static struct transport_ref transport_of(const struct rows *r, int row)
{
	struct transport_ref t = {
		.key = rows_text(r, row, E_TRANSPORT),
		.mode = (enum mode)rows_int(r, row, E_MODE),
		.imo = rows_text(r, row, E_IMO),
		.call_sign = rows_text(r, row, E_CALL_SIGN),
		.voyage = rows_text(r, row, E_VOYAGE),
		.carrier = rows_text(r, row, E_CARRIER),
		.train = rows_text(r, row, E_TRAIN),
		.wagon = rows_text(r, row, E_WAGON),
		.call = rows_text(r, row, E_CALL),
	};

	read_vehicle(&t, rows_text(r, row, E_VEHICLE));
	return t;
}

/* KIND:VALUE of each; no kind has a colon in it. */
void event_read_references(struct event *e, struct arena *a, const struct rows *r, int row, int column)
{
	const char **words = rows_words(r, row, column, a, &e->reference_count);

	e->references = arena_alloc_array(a, e->reference_count + 1, sizeof *e->references);
	for (size_t i = 0; i < e->reference_count; i++) {
		size_t kind = strcspn(words[i], ":");

		e->references[i].kind = arena_strndup(a, words[i], kind);
		e->references[i].value = words[i] + kind + (words[i][kind] == ':');
	}
}

static void read_what(struct event *e, const struct rows *r, int row)
{
	*e = (struct event){
		.subject_kind = (enum subject_kind)rows_int(r, row, E_SUBJECT_KIND),
		.subject = rows_text(r, row, E_SUBJECT),
		.type = (enum event_type)rows_int(r, row, E_TYPE),
		.code = rows_text(r, row, E_CODE),
		.classifier = (enum classifier)rows_int(r, row, E_CLASSIFIER),
		.happened = happened_of(r, row),
		.said = rows_instant(r, row, E_SAID),
		.said_offset = (int)rows_int(r, row, E_SAID_OFFSET),
		.function = (enum function)rows_int(r, row, E_FUNCTION),
		.sender = rows_text(r, row, E_SENDER),
		.party = rows_text(r, row, E_PARTY),
		.document = rows_text(r, row, E_DOCUMENT),
		.place = rows_text(r, row, E_PLACE),
		.place_text = rows_text(r, row, E_PLACE_TEXT),
		.facility = rows_text(r, row, E_FACILITY),
		.facility_list = rows_text(r, row, E_FACILITY_LIST),
		.transport = transport_of(r, row),
		.load_state = (enum load_state)rows_int(r, row, E_LOAD_STATE),
		.number_failed = rows_bool(r, row, E_NUMBER_FAILED),
		.size_type = rows_text(r, row, E_SIZE_TYPE),
		.movement = rows_text(r, row, E_MOVEMENT),
		.operator_code = rows_text(r, row, E_OPERATOR_CODE),
		.load_place = rows_text(r, row, E_LOAD_PLACE),
		.discharge_place = rows_text(r, row, E_DISCHARGE_PLACE),
		.destination = rows_text(r, row, E_DESTINATION),
		.stowage = rows_text(r, row, E_STOWAGE),
		.source = (enum source_kind)(rows_int(r, row, E_SOURCE) % SOURCES),
	};
}

/* An older program did not store whose clock a message was told by; its id tells, if it is the clock of where
 * it happened, as it mostly is. */
static void guess_said_offset(struct event *e)
{
	struct event guess = *e;

	guess.said_offset = e->happened.offset;
	event_identify(&guess, e->sender);
	if (memcmp(guess.id, e->id, sizeof e->id) == 0)
		e->said_offset = guess.said_offset;
}

void event_read(struct event *e, struct arena *a, const struct rows *r, int row)
{
	read_what(e, r, row);
	event_read_references(e, a, r, row, E_REFERENCES);
	e->seals = rows_words(r, row, E_SEALS, a, &e->seal_count);
	e->measures = rows_words(r, row, E_MEASURES, a, &e->measure_count);
	e->remarks = rows_words(r, row, E_REMARKS, a, &e->remark_count);
	rows_uuid(r, row, E_ID, e->id);
	if (!rows_text(r, row, E_SAID_OFFSET) && e->said != INSTANT_NONE)
		guess_said_offset(e);
}

bool events_history(struct conn *c, struct arena *a, const char *viewer, const char *container, int most,
	struct history *h, struct fault *f)
{
	struct param p[] = {P_TEXT(viewer), P_TEXT(container), p_int(a, most)};
	struct rows *r;

	if (!conn_query(c, SQL_events_history, p, 3, a, &r, f))
		return false;
	h->count = (size_t)rows_count(r);
	h->events = arena_alloc_array(a, h->count + 1, sizeof *h->events);
	h->recorded = arena_alloc_array(a, h->count + 1, sizeof *h->recorded);
	for (size_t i = 0; i < h->count; i++) {
		event_read(&h->events[i], a, r, (int)i);
		h->events[i].overruled = rows_bool(r, (int)i, H_OVERRULED);
		h->recorded[i] = rows_instant(r, (int)i, H_RECORDED);
	}
	return true;
}
