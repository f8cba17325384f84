/* Containers: the list, and one with its whole history. */
#include "base/limits.h"
#include "codes/code.h"
#include "codes/iso6346.h"
#include "domain/journey.h"
#include "service/answer_parts.h"
#include "service/lookup.h"
#include "system/clock.h"

/* The columns of events_of_container.sql, in its order. */
enum column {
	C_ID,
	C_CODE,
	C_CLASSIFIER,
	C_FUNCTION,
	C_SENDER,
	C_HAPPENED,
	C_OFFSET,
	C_PRECISION,
	C_ZONE_SOURCE,
	C_HAPPENED_TEXT,
	C_SAID,
	C_RECORDED,
	C_DOCUMENT,
	C_PLACE,
	C_PLACE_TEXT,
	C_FACILITY,
	C_FACILITY_LIST,
	C_TRANSPORT,
	C_MODE,
	C_VEHICLE,
	C_IMO,
	C_VOYAGE,
	C_WAGON,
	C_CARRIER,
	C_LOAD_STATE,
	C_NUMBER_FAILED,
	C_SIZE_TYPE,
	C_MOVEMENT,
	C_OPERATOR,
	C_LOAD_PLACE,
	C_DISCHARGE_PLACE,
	C_DESTINATION,
	C_STOWAGE,
	C_REFERENCES,
	C_SEALS,
	C_MEASURES,
	C_REMARKS,
	C_INTAKE,
	C_MESSAGE,
	C_MESSAGE_TYPE,
	C_DIAGNOSTICS,
	C_TYPE,
	C_FACILITY_NAME,
	C_PARTY,
	C_OVERRULED,
	C_REMARK_WORDS,
};

struct seen {               /* an event and the row it came from */
	struct event event; /* first, so that the fold's pointers lead back to it */
	int row;
};

static void read_event(struct event *e, struct arena *a, const struct rows *r, int row, const char *number)
{
	*e = (struct event){
		.subject = number,
		.code = rows_text(r, row, C_CODE),
		.type = (enum event_type)rows_int(r, row, C_TYPE),
		.classifier = (enum classifier)rows_int(r, row, C_CLASSIFIER),
		.function = (enum function)rows_int(r, row, C_FUNCTION),
		.sender = rows_text(r, row, C_SENDER),
		.party = rows_text(r, row, C_PARTY),
		.happened = {.at = rows_instant(r, row, C_HAPPENED),
			.offset = (int)rows_int(r, row, C_OFFSET),
			.precision = (enum precision)rows_int(r, row, C_PRECISION),
			.zone_source = (enum zone_source)rows_int(r, row, C_ZONE_SOURCE),
			.text = rows_text(r, row, C_HAPPENED_TEXT)},
		.said = rows_instant(r, row, C_SAID),
		.document = rows_text(r, row, C_DOCUMENT),
		.place = rows_text(r, row, C_PLACE),
		.place_text = rows_text(r, row, C_PLACE_TEXT),
		.facility = rows_text(r, row, C_FACILITY),
		.facility_list = rows_text(r, row, C_FACILITY_LIST),
		.transport = {.key = rows_text(r, row, C_TRANSPORT),
			.mode = (enum mode)rows_int(r, row, C_MODE),
			.name = rows_text(r, row, C_VEHICLE),
			.imo = rows_text(r, row, C_IMO),
			.voyage = rows_text(r, row, C_VOYAGE),
			.wagon = rows_text(r, row, C_WAGON)},
		.load_state = (enum load_state)rows_int(r, row, C_LOAD_STATE),
		.number_failed = rows_bool(r, row, C_NUMBER_FAILED),
		.overruled = rows_bool(r, row, C_OVERRULED),
		.size_type = rows_text(r, row, C_SIZE_TYPE),
		.discharge_place = rows_text(r, row, C_DISCHARGE_PLACE),
		.destination = rows_text(r, row, C_DESTINATION),
	};
	e->remarks = rows_words(r, row, C_REMARK_WORDS, a, &e->remark_count);
	uuid_read(rows_text(r, row, C_ID), e->id);
}

static void add_source(struct json *j, const struct rows *r, int row)
{
	const char *intake = rows_text(r, row, C_INTAKE);

	jw_member(j, "sender", rows_text(r, row, C_SENDER));
	jw_key(j, "source");
	jw_open(j, '{');
	jw_member(j, "intakeId", intake);
	jw_key(j, "messageId");
	text_printf(j->out, "\"%s.%s\"", intake, rows_text(r, row, C_MESSAGE));
	j->comma = true;
	jw_member(j, "type", rows_text(r, row, C_MESSAGE_TYPE));
	jw_close(j, '}');
}

static void add_event(struct json *j, const struct world *w, const struct rows *r, const struct seen *s,
	bool voided, bool outdated)
{
	const struct event *e = &s->event;
	int row = s->row;

	jw_open(j, '{');
	jw_member(j, "eventID", rows_text(r, row, C_ID));
	jw_member(j, "eventCode", e->code);
	jw_member(j, "classifier", classifier_names[e->classifier]);
	part_moment(j, "happened", &e->happened);
	part_instant(j, "said", e->said);
	part_instant(j, "recorded", rows_instant(r, row, C_RECORDED));
	jw_member(j, "function", function_names[e->function]);
	if (voided)
		jw_member_bool(j, "voided", true);
	if (outdated)
		jw_member_bool(j, "outdated", true);
	part_place(j, w, e->place, e->place_text);
	part_facility(j, e->facility, e->facility_list, rows_text(r, row, C_FACILITY_NAME));
	part_vehicle(j, e->transport.mode, e->transport.name, e->transport.imo, e->transport.voyage,
		e->transport.wagon, e->transport.key);
	jw_member(j, "loadState", load_state_names[e->load_state]);
	jw_member(j, "sizeType", e->size_type);
	jw_member(j, "movement", rows_text(r, row, C_MOVEMENT));
	jw_member(j, "operator", rows_text(r, row, C_OPERATOR));
	jw_member(j, "loadPlace", rows_text(r, row, C_LOAD_PLACE));
	jw_member(j, "dischargePlace", rows_text(r, row, C_DISCHARGE_PLACE));
	jw_member(j, "destination", rows_text(r, row, C_DESTINATION));
	jw_member(j, "stowage", rows_text(r, row, C_STOWAGE));
	jw_member(j, "document", e->document);
	part_raw(j, "references", rows_text(r, row, C_REFERENCES));
	part_raw(j, "seals", rows_text(r, row, C_SEALS));
	part_raw(j, "measures", rows_text(r, row, C_MEASURES));
	part_raw(j, "remarks", rows_text(r, row, C_REMARKS));
	add_source(j, r, row);
	part_raw(j, "diagnostics", rows_text(r, row, C_DIAGNOSTICS));
	jw_close(j, '}');
}

static void add_state(
	struct json *j, const struct world *w, const struct journey *state, const char *facility_name)
{
	jw_member(j, "status", journey_status_words[state->status]);
	jw_member(j, "statusText", journey_status_texts[state->status]);
	part_place(j, w, state->place, state->place_text);
	part_facility(j, state->facility, state->facility_list, facility_name);
	part_moment(j, "since", &state->since);
	part_vehicle(j, state->mode, state->vehicle, NULL, state->voyage, state->wagon, state->transport);
	jw_member(j, "loadState", load_state_names[state->load_state]);
	jw_member(j, "lastEvent", state->code);
}

static instant heard(const struct rows *r)
{
	instant latest = INSTANT_NONE;

	for (int i = 0; i < rows_count(r); i++)
		if (rows_instant(r, i, C_RECORDED) > latest)
			latest = rows_instant(r, i, C_RECORDED);
	return latest;
}

/* Of the last fact's facility, as its row tells it. */
static const char *facility_name_of(
	const struct rows *r, const struct seen *seen, size_t n, const struct journey *state)
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(seen[i].event.id, state->event, sizeof state->event) == 0)
			return rows_text(r, seen[i].row, C_FACILITY_NAME);
	return NULL;
}

static void write_container(struct asking *q, const struct rows *r, const char *number, const struct world *w)
{
	size_t n = (size_t)rows_count(r);
	struct seen *seen = arena_alloc_array(q->arena, n, sizeof *seen);
	const struct event **sorted = arena_alloc_array(q->arena, n, sizeof *sorted);
	bool *voided = arena_alloc_array(q->arena, n, sizeof *voided);
	struct json j = {q->out, false};
	struct outlook outlook;
	struct journey state;
	enum iso6346 verdict = iso6346_judge(number, NULL);

	for (size_t i = 0; i < n; i++) {
		read_event(&seen[i].event, q->arena, r, (int)i, number);
		seen[i].row = (int)i;
		sorted[i] = &seen[i].event;
	}
	journey_fold(&state, q->arena, sorted, n, voided);
	outlook_make(&outlook, q->arena, &state, sorted, voided, n, verdict != ISO6346_HOLDS, clock_now());
	jw_open(&j, '{');
	jw_member(&j, "number", number);
	jw_member(&j, "checkDigit", verdict == ISO6346_HOLDS ? "valid" : "invalid");
	part_size_type(&j, state.size_type);
	add_state(&j, w, &state, facility_name_of(r, seen, n, &state));
	lookup_write_outlook(&j, w, &outlook, heard(r));
	jw_key(&j, "timeline");
	jw_open(&j, '[');
	for (size_t i = n; i--;)
		add_event(&j, w, r, (const struct seen *)sorted[i], voided[i], outlook.outdated[i]);
	jw_close(&j, ']');
	if (n >= LIMIT_TIMELINE)
		jw_member_bool(&j, "timelineCut", true);
	jw_close(&j, '}');
}

bool part_say_unknown(struct fault *f, const char *code)
{
	char digit;

	if (!code)
		return fault_say(f, FAULT_UNKNOWN,
			"this is no container number; one looks like CSQU3054383: four letters, seven "
			"digits");
	if (iso6346_judge(code, &digit) == ISO6346_CHECK_FAILS)
		return fault_say(f, FAULT_UNKNOWN,
			"nothing is known of container %s; its check digit is wrong: %.10s%c would hold",
			code, code, digit);
	return fault_say(f, FAULT_UNKNOWN, "nothing is known of container %s", code);
}

bool answer_container(struct asking *q, const char *number)
{
	struct param p[] = {P_TEXT(q->viewer), P_NULL, p_int(q->arena, LIMIT_TIMELINE)};
	char code[32], changed[128];
	struct world *w;
	struct rows *r;

	if (!code_normalise(number, code, sizeof code, changed, sizeof changed))
		return part_say_unknown(q->fault, NULL);
	p[1] = P_TEXT(code);
	if (!conn_query(q->conn, SQL_events_of_container, p, 3, q->arena, &r, q->fault))
		return false;
	if (!rows_count(r))
		return part_say_unknown(q->fault, code);
	w = service_world(q->service);
	write_container(q, r, code, w);
	world_release(w);
	return true;
}

/* The columns of the containers_*.sql, in their order. */
enum list_column {
	L_NUMBER,
	L_STATUS,
	L_PLACE,
	L_PLACE_TEXT,
	L_FACILITY,
	L_MODE,
	L_VEHICLE,
	L_WAGON,
	L_VOYAGE,
	L_LOAD_STATE,
	L_SIZE_TYPE,
	L_NUMBER_FAILED,
	L_CODE,
	L_SINCE,
	L_OFFSET,
	L_PRECISION,
	L_ZONE_SOURCE,
	L_SINCE_TEXT,
};

static void add_container(struct json *j, const struct world *w, const struct rows *r, int row)
{
	struct journey state = {
		.status = journey_status_of_word(rows_text(r, row, L_STATUS)),
		.place = rows_text(r, row, L_PLACE),
		.place_text = rows_text(r, row, L_PLACE_TEXT),
		.facility = rows_text(r, row, L_FACILITY),
		.mode = (enum mode)rows_int(r, row, L_MODE),
		.vehicle = rows_text(r, row, L_VEHICLE),
		.wagon = rows_text(r, row, L_WAGON),
		.voyage = rows_text(r, row, L_VOYAGE),
		.load_state = (enum load_state)(rows_int(r, row, L_LOAD_STATE) % LOAD_STATES),
		.size_type = rows_text(r, row, L_SIZE_TYPE),
		.number_failed = rows_bool(r, row, L_NUMBER_FAILED),
		.code = rows_text(r, row, L_CODE),
		.since = {rows_instant(r, row, L_SINCE), (int)rows_int(r, row, L_OFFSET),
			(enum precision)rows_int(r, row, L_PRECISION),
			(enum zone_source)rows_int(r, row, L_ZONE_SOURCE), rows_text(r, row, L_SINCE_TEXT)},
	};

	part_listed(j, w, rows_text(r, row, L_NUMBER), &state);
}

/* Counts by status go with the first page, for the page's overview. */
static bool add_counts(struct asking *q, struct json *j)
{
	struct param p[] = {P_TEXT(q->viewer)};
	struct rows *r;

	if (!conn_query(q->conn, SQL_containers_count, p, 1, q->arena, &r, q->fault))
		return false;
	jw_key(j, "counts");
	jw_open(j, '{');
	for (int i = 0; i < rows_count(r); i++)
		jw_member_integer(j, rows_text(r, i, 0), rows_int(r, i, 1));
	jw_close(j, '}');
	return true;
}

static bool list_params(struct asking *q, const char *prefix, struct param p[6], struct fault *f)
{
	char code[32], changed[128];
	const char *after = NULL;

	if (prefix && *prefix) {
		if (!code_normalise(prefix, code, sizeof code, changed, sizeof changed))
			return fault_say(f, FAULT_BAD_REQUEST,
				"prefix: a container number begins with letters and digits");
		p[1] = P_TEXT(arena_strdup(q->arena, code));
	}
	if (q->cursor) {
		after = cursor_read(q->arena, q->cursor, f);
		if (!after)
			return false;
	}
	p[4] = P_TEXT(after);
	return true;
}

/* The place's whole border complex, as an array for the statement. */
static const char *complex_of(struct asking *q, const struct world *w, const char *place)
{
	const char *codes[64];
	size_t n = world_complex(w, place, codes, sizeof codes / sizeof codes[0]);

	return array_literal(q->arena, codes, n);
}

/* As the journeys have it, for who may see all. */
static bool list_journeys(struct asking *q, const struct world *w, struct param p[6], bool counts)
{
	enum sql statement = p[2].bytes   ? SQL_containers_at
			     : p[3].bytes ? SQL_containers_in_status
					  : SQL_containers_from;
	struct json j = {q->out, false};
	struct rows *r;
	int n;

	if (!conn_query(q->conn, statement, p, 6, q->arena, &r, q->fault))
		return false;
	n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	jw_open(&j, '{');
	jw_key(&j, "containers");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++)
		add_container(&j, w, r, i);
	jw_close(&j, ']');
	if (rows_count(r) > n)
		q->next = cursor_write(q->arena, rows_text(r, n - 1, L_NUMBER));
	jw_member(&j, "next", q->next);
	if (counts && !add_counts(q, &j))
		return false;
	jw_close(&j, '}');
	return true;
}

bool answer_containers(struct asking *q, const char *prefix, const char *place, const char *status)
{
	struct world *w = service_world(q->service);
	struct param p[6] = {P_NULL, P_NULL, P_TEXT(place ? complex_of(q, w, place) : NULL), P_TEXT(status),
		P_NULL, p_int(q->arena, q->limit + 1)};
	bool answered = list_params(q, prefix, p, q->fault);

	if (answered && q->viewer)
		answered = answer_containers_seen(
			q, w, &(struct seen_query){p[1].bytes, p[4].bytes, place, status});
	else if (answered)
		answered = list_journeys(q, w, p, !q->cursor && !prefix && !place && !status);
	world_release(w);
	return answered;
}
