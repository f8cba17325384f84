/* One container with its whole history, what it borrows of its wagons and trains among it. */
#include "base/limits.h"
#include "codes/code.h"
#include "codes/iso6346.h"
#include "domain/journey.h"
#include "domain/settle.h"
#include "service/answer_parts.h"
#include "service/as_of.h"
#include "service/container_event.h"
#include "service/estimate.h"
#include "service/fact_write.h"
#include "service/findings.h"
#include "service/lookup.h"
#include "service/positions.h"
#include "service/rail.h"
#include "service/rail_write.h"
#include "service/story.h"
#include "store/event_read.h"

/* The columns of events_of_container.sql behind those of an event. */
enum column {
	C_RECORDED = EVENT_COLUMNS,
	C_OVERRULED,
	C_INTAKE,
	C_MESSAGE,
	C_MESSAGE_TYPE,
	C_ODD,
	C_FACILITY_NAME,
	C_PAPER, /* null: the box's own */
	C_PAPERED,
	C_TRACKED,
	C_TERMED, /* terms are kept of any place */
};

struct seen {               /* an event and the row it came from */
	struct event event; /* first, so that the fold's pointers lead back to it */
	int row;
};

/* A borrowed one, from where it was borrowed. */
static struct told told_by_rail(const struct rail_event *from)
{
	return (struct told){
		.intake = from->intake,
		.message = from->message,
		.type = from->type,
		.facility_name = from->facility_name,
		.recorded = from->recorded,
	};
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

/* One container: what was read of it, and what that comes to. */
struct read_box {
	const char *number;
	const struct rows *rows;
	struct seen *seen;
	size_t n; /* its own */
	struct rail *rail;
	struct timeline line;
	const struct event **papers; /* of documents that name it, in order */
	bool *papers_voided;
	size_t paper_count;
	struct tracker_spans spans;   /* which devices told where it was */
	struct box_position position; /* later than what the timeline knows */
	struct rows *paper_rows;      /* NULL: none */
	struct rows *odd;             /* intake, message, what; NULL: nothing was */
	struct estimates estimates;
};

static const char *odd_of(const struct read_box *b, const char *intake, const char *message)
{
	for (int row = 0; row < rows_count(b->odd); row++)
		if (strcmp(rows_text(b->odd, row, 1), message) == 0 &&
			strcmp(rows_text(b->odd, row, 0), intake) == 0)
			return rows_text(b->odd, row, 2);
	return NULL;
}

static struct told told_by_row(const struct read_box *b, int row)
{
	const struct rows *r = b->rows;
	const char *intake = rows_text(r, row, C_INTAKE), *message = rows_text(r, row, C_MESSAGE);

	return (struct told){
		.intake = intake,
		.message = message,
		.type = rows_text(r, row, C_MESSAGE_TYPE),
		.facility_name = rows_text(r, row, C_FACILITY_NAME),
		.diagnostics = rows_bool(r, row, C_ODD) ? odd_of(b, intake, message) : NULL,
		.recorded = rows_instant(r, row, C_RECORDED),
	};
}

static struct told told_of(const struct read_box *b, const struct event *e)
{
	return e->via ? told_by_rail(rail_source(b->rail, e)) : told_by_row(b, ((const struct seen *)e)->row);
}

static instant heard(const struct read_box *b)
{
	instant latest = rail_heard(b->rail, &b->line);

	for (int i = 0; i < (int)b->n; i++) /* its own come first */
		if (rows_instant(b->rows, i, C_RECORDED) > latest)
			latest = rows_instant(b->rows, i, C_RECORDED);
	return latest;
}

static instant recorded_of(const void *self, const struct event *e)
{
	const struct read_box *b = self;

	return e->via ? rail_source(b->rail, e)->recorded
		      : rows_instant(b->rows, ((const struct seen *)e)->row, C_RECORDED);
}

static const char *facility_name(const void *self, const struct event *e)
{
	const struct read_box *b = self;

	return e->via ? rail_source(b->rail, e)->facility_name
		      : rows_text(b->rows, ((const struct seen *)e)->row, C_FACILITY_NAME);
}

/* Of the last fact's facility, as it was told. */
static const char *facility_name_of(const struct read_box *b)
{
	for (size_t i = 0; i < b->line.count; i++)
		if (memcmp(b->line.events[i]->id, b->line.state.event, sizeof b->line.state.event) == 0)
			return facility_name(b, b->line.events[i]);
	return NULL;
}

static bool read_box(struct asking *q, const struct world *w, struct read_box *b)
{
	size_t all = (size_t)rows_count(b->rows);
	const struct event **own = arena_alloc_array(q->arena, all + 1, sizeof *own);

	b->seen = arena_alloc_array(q->arena, all + 1, sizeof *b->seen);
	b->papers = arena_alloc_array(q->arena, all + 1, sizeof *b->papers);
	b->papers_voided = arena_alloc_array(q->arena, all + 1, sizeof *b->papers_voided);
	for (size_t i = 0; i < all; i++) {
		const char *paper = rows_text(b->rows, (int)i, C_PAPER);
		struct event *e = &b->seen[i].event;

		event_read(e, q->arena, b->rows, (int)i);
		e->overruled = rows_bool(b->rows, (int)i, C_OVERRULED);
		e->subject = paper ? paper : b->number;
		b->seen[i].row = (int)i;
		if (!paper && b->n < LIMIT_TIMELINE)
			own[b->n++] = e;
		else if (paper && b->paper_count < LIMIT_BOX_PAPERS)
			b->papers[b->paper_count++] = e;
	}
	events_settle(q->arena, b->papers, b->paper_count, b->papers_voided);
	if (!rail_read(&b->rail, q->conn, q->arena, w, q->viewer, own, b->n, q->fault))
		return false;
	rail_timeline(b->rail, q->arena, b->number, own, b->n, &b->line);
	return box_position_read(q, b->number, &b->spans, b->line.state.since.at, &b->position);
}

static void write_event(
	const struct timeline_writing *x, const struct read_box *b, const struct outlook *o, size_t i)
{
	struct told t = told_of(b, b->line.events[i]);

	timeline_event(x, b->line.events[i], &t, NULL, b->line.voided[i], o->outdated[i]);
}

/* Of a document: it moves nothing, and nothing is expected of it. */
static void write_paper_event(const struct timeline_writing *x, const struct read_box *b, size_t i)
{
	int row = ((const struct seen *)b->papers[i])->row;
	struct told t = told_by_row(b, row);

	timeline_event(x, b->papers[i], &t, rows_text(b->rows, row, C_PAPER), b->papers_voided[i], false);
}

/* The latest first. */
static void write_timeline(
	const struct timeline_writing *x, const struct read_box *b, const struct outlook *o)
{
	size_t i = b->line.count, k = b->paper_count;

	jw_key(x->j, "timeline");
	jw_open(x->j, '[');
	while (i || k) {
		bool paper = !i || (k && event_compare(b->papers[k - 1], b->line.events[i - 1]) > 0);

		if (paper)
			write_paper_event(x, b, --k);
		else
			write_event(x, b, o, --i);
	}
	jw_close(x->j, ']');
	if (b->n >= LIMIT_TIMELINE)
		jw_member_bool(x->j, "timelineCut", true);
}

static bool write_container(struct asking *q, struct read_box *b, struct world *w)
{
	struct json j = {q->out, false};
	struct timeline_writing x = {&j, w, b->rail, q->arena};
	const struct timeline *t = &b->line;
	struct outlook outlook;
	enum iso6346 verdict = iso6346_judge(b->number, NULL);
	struct findings_about about = {
		t, b->papers, b->papers_voided, b->paper_count, b->paper_rows, NULL, asking_now(q)};
	struct batch *more = batch_new(q->conn, q->arena);
	struct ahead ahead;

	itinerary_ahead_later(&ahead, more, q, w, b->rail, b->number, t);
	if (rows_bool(b->rows, 0, C_TERMED))
		findings_terms_later(more, q, &about);
	if (!batch_run(more, q->fault))
		return false;
	outlook_make(&outlook, q->arena, &t->state, t->events, t->voided, t->count, itinerary_ahead(&ahead),
		verdict != ISO6346_HOLDS, about.now);
	jw_open(&j, '{');
	jw_member(&j, "number", b->number);
	jw_member(&j, "checkDigit", verdict == ISO6346_HOLDS ? "valid" : "invalid");
	part_size_type(&j, t->state.size_type);
	add_state(&j, w, &t->state, facility_name_of(b));
	part_position(&j, w, &b->position);
	lookup_write_outlook(&j, w, &outlook, heard(b));
	part_estimate(&j, &b->estimates, b->number, NULL);
	rail_write_rides(&j, w, b->rail, q->arena, b->number, t);
	part_papers(&j, w, about.rows);
	findings_write(q, &j, w, &about);
	facts_write(&(struct fact_writing){&j, w, b, recorded_of, facility_name}, &t->facts);
	write_timeline(&x, b, &outlook);
	jw_close(&j, '}');
	return true;
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

/* What few containers have, where the first answer says so. */
static bool read_rest(struct asking *q, struct read_box *b)
{
	const struct param number = P_TEXT(b->number);
	struct batch *rest = batch_new(q->conn, q->arena);
	bool odd = false;

	for (int row = 0; row < rows_count(b->rows); row++)
		odd |= rows_bool(b->rows, row, C_ODD);
	if (odd)
		batch_add(rest, SQL_odd_of_container, &number, 1, &b->odd);
	if (rows_bool(b->rows, 0, C_TRACKED))
		tracker_spans_later(rest, q->arena, q->viewer, b->number, &b->spans);
	if (rows_bool(b->rows, 0, C_PAPERED))
		part_papers_later(rest, q->arena, q->viewer, &b->number, 1, &b->paper_rows);
	return batch_run(rest, q->fault);
}

/* What can be asked by its number alone. */
static bool read_rows(struct asking *q, struct read_box *b)
{
	const struct param p[] = {
		P_TEXT(q->viewer), P_TEXT(b->number), p_int(q->arena, LIMIT_TIMELINE + LIMIT_BOX_PAPERS)};
	struct batch *all = batch_new(q->conn, q->arena);
	struct rows *r;

	batch_add(all, SQL_events_of_container, p, 3, &r);
	estimates_for_later(all, &b->estimates, q, &b->number, 1);
	if (!batch_run(all, q->fault))
		return false;
	b->rows = r;
	return rows_count(r) ? read_rest(q, b) : part_say_unknown(q->fault, b->number);
}

bool answer_container(struct asking *q, const char *number)
{
	char code[32], changed[128];
	struct read_box b = {.number = code};
	struct world *w;
	bool fine;

	if (!code_normalise(number, code, sizeof code, changed, sizeof changed))
		return part_say_unknown(q->fault, NULL);
	w = service_world(q->service);
	fine = as_of_box(q, code) && read_rows(q, &b) && read_box(q, w, &b) && write_container(q, &b, w);
	world_release(w);
	return fine;
}
