#include "domain/journey.h"

#include "domain/ride.h"
#include "domain/settle.h"

#include <string.h>

const char *const journey_status_words[] = {
#define STATUS(name, word, text) [JOURNEY_##name] = word,
#include "domain/journey.def"
#undef STATUS
};

const char *const journey_status_texts[] = {
#define STATUS(name, word, text) [JOURNEY_##name] = text,
#include "domain/journey.def"
#undef STATUS
};

/* What a code does to a box.  Codes that are not here (seals, inspection, stuffing, customs, holds,
 * handovers, damage, notes) change holds or cargo, never the status. */
static const struct move {
	char code[5];
	int order; /* inside one transfer at one moment */
	enum journey_status laden, empty;
	bool vehicle; /* the box is on the event's vehicle from now on */
} moves[] = {
	{"ARRI", 0, JOURNEY_ON_BOARD, JOURNEY_ON_BOARD, true},
	{"WAYP", 0, JOURNEY_ON_BOARD, JOURNEY_ON_BOARD, true},
	{"DISC", 1, JOURNEY_IN_TERMINAL, JOURNEY_IN_TERMINAL, false},
	{"GTOT", 2, JOURNEY_ON_ROAD, JOURNEY_ON_ROAD, true},
	{"PICK", 2, JOURNEY_ON_ROAD, JOURNEY_ON_ROAD, true},
	{"DROP", 2, JOURNEY_DELIVERED, JOURNEY_DELIVERED, false},
	{"GTIN", 3, JOURNEY_IN_TERMINAL, JOURNEY_EMPTY_RETURNED, false},
	{"LOAD", 4, JOURNEY_ON_BOARD, JOURNEY_ON_BOARD, true},
	{"ABRD", 5, JOURNEY_ON_BOARD, JOURNEY_ON_BOARD, true},
	{"DEPA", 6, JOURNEY_ON_BOARD, JOURNEY_ON_BOARD, true},
};

/* Where nobody told that it was delivered: facts_last_move. */
static const struct move stripped = {"STRP", 0, JOURNEY_DELIVERED, JOURNEY_DELIVERED, false};

/* Where nobody told that it came: likewise. */
static const struct move stocked = {EVENT_NOTE, 3, JOURNEY_IN_TERMINAL, JOURNEY_EMPTY_RETURNED, false};
/* What is shifted on the quay is its ship's all the while. */
static const struct move restowed = {"DISC", 1, JOURNEY_ON_BOARD, JOURNEY_ON_BOARD, true};

#define MOVES (sizeof moves / sizeof moves[0])

static const struct move *move_of(const char *code)
{
	for (size_t i = 0; code && i < MOVES; i++)
		if (strcmp(moves[i].code, code) == 0)
			return &moves[i];
	return NULL;
}

bool journey_moves(const char *code)
{
	return move_of(code) != NULL;
}

enum journey_status journey_status_of_word(const char *word)
{
	enum journey_status s = 0;

	while (s < JOURNEY_STATUSES && strcmp(journey_status_words[s], word) != 0)
		s++;
	return s;
}

/* Where a time sorts: one known only to the day at its noon, to the hour in its middle. */
instant moment_sorts(const struct moment *m)
{
	if (m->at == INSTANT_NONE)
		return INSTANT_NONE;
	if (m->precision == PRECISION_DAY)
		return m->at + INSTANT_DAY / 2;
	if (m->precision == PRECISION_HOUR)
		return m->at + 1800 * INSTANT_SECOND;
	return m->at;
}

static int compare_instants(instant a, instant b)
{
	return (a > b) - (a < b);
}

int event_compare(const struct event *a, const struct event *b)
{
	const struct move *x = move_of(a->code), *y = move_of(b->code);
	int d = compare_instants(moment_sorts(&a->happened), moment_sorts(&b->happened));

	d = d ? d : (x ? x->order : 0) - (y ? y->order : 0);
	d = d ? d : compare_instants(a->said, b->said);
	return d ? d : memcmp(a->id, b->id, sizeof a->id);
}

void journey_start(struct journey *j)
{
	*j = (struct journey){.since.at = INSTANT_NONE,
		.said = INSTANT_NONE,
		.run = {.since = INSTANT_NONE, .until = INSTANT_NONE}};
}

static bool is_fact(const struct event *e)
{
	return e->subject_kind == SUBJECT_CONTAINER && e->classifier == CLASSIFIER_ACT &&
	       !event_only_voids(e) && move_of(e->code);
}

static bool carries(enum mode m)
{
	return m == MODE_RAIL || m == MODE_BARGE || m == MODE_VESSEL;
}

/* What moves by truck is on the road, not on board; what leaves by the gate on a train is. */
static enum journey_status status_of(const struct event *e, const struct move *m)
{
	enum journey_status status = e->load_state == LOAD_EMPTY ? m->empty : m->laden;

	if (status == JOURNEY_ON_BOARD && e->transport.mode == MODE_TRUCK)
		return JOURNEY_ON_ROAD;
	return status == JOURNEY_ON_ROAD && carries(e->transport.mode) ? JOURNEY_ON_BOARD : status;
}

static const struct move *moved_by(const struct event *e)
{
	const struct move *m = event_restows(e) ? &restowed : event_in_stock(e) ? &stocked : move_of(e->code);

	return m ? m : &stripped;
}

static void stand_on(struct journey *j, const struct event *e)
{
	const struct move *m = moved_by(e);
	struct journey before = *j;

	*j = (struct journey){
		.status = status_of(e, m),
		.place = e->place,
		.place_text = e->place_text,
		.facility = e->facility,
		.facility_list = e->facility_list,
		.load_state = e->load_state,
		.size_type = before.size_type,
		.number_failed = e->number_failed,
		.code = e->code,
		.classifier = e->classifier,
		.since = e->happened,
		.said = e->said,
		.voids = before.voids,
		.run = before.run,
		.anew = before.anew,
	};
	memcpy(j->event, e->id, sizeof j->event);
	if (!m->vehicle)
		return;
	j->transport = e->transport.key;
	j->mode = e->transport.mode;
	j->vehicle = e->transport.name ? e->transport.name : e->transport.train;
	j->wagon = e->transport.wagon;
	j->voyage = e->transport.voyage;
}

static bool says_size(const struct event *e)
{
	return e->subject_kind == SUBJECT_CONTAINER && !event_only_voids(e) && e->size_type;
}

const struct event *journey_size_from(const struct event *a, const struct event *b)
{
	if (!says_size(b))
		return a;
	return a && event_compare(a, b) > 0 ? a : b;
}

/* Which of two words is the later one is known only to who sees all events; mostly there is one word. */
static bool take_size(struct journey *j, const struct event *e)
{
	if (!says_size(e))
		return false;
	if (j->size_type) {
		j->anew |= strcmp(j->size_type, e->size_type) != 0;
		return false;
	}
	j->size_type = e->size_type;
	return true;
}

/* After all moves of the run, by so much that no precision hides another order, and the first of its code. */
static bool is_next(const struct fact_run *run, const struct event *e)
{
	return !(run->codes & (fact_code_bit(e->code) | FACT_RUN_VAGUE)) &&
	       e->happened.precision <= PRECISION_MINUTE &&
	       e->happened.at - run->until >= 60 * INSTANT_SECOND;
}

static bool take_timed(struct journey *j, const struct event *e)
{
	instant at = moment_sorts(&e->happened);
	struct fact_run *run = &j->run;

	if (run->until == INSTANT_NONE || at - run->until > FACT_WINDOW) {
		*run = (struct fact_run){at, at, fact_run_codes(e)};
	} else if (run->since - at > FACT_WINDOW) {
		j->anew |= (run->codes & FACT_RUN_LOOSE) != 0;
		return false;
	} else if (is_next(run, e)) {
		run->until = at;
		run->codes |= fact_run_codes(e);
	} else {
		j->anew = true;
		return false;
	}
	stand_on(j, e);
	return true;
}

/* Of what has no time only the first word is known to count, and only until something has one. */
static bool take_untimed(struct journey *j, const struct event *e)
{
	if (j->code) {
		j->anew |= j->since.at == INSTANT_NONE || j->run.codes & FACT_RUN_LOOSE;
		return false;
	}
	stand_on(j, e);
	return true;
}

static bool take_move(struct journey *j, const struct event *e)
{
	if (j->run.codes & FACT_RUN_UNKNOWN) {
		j->anew = true;
		return false;
	}
	return e->happened.at == INSTANT_NONE ? take_untimed(j, e) : take_timed(j, e);
}

bool journey_take(struct journey *j, const struct event *e)
{
	bool changed = take_size(j, e);

	if (e->subject_kind == SUBJECT_CONTAINER && (event_voids_others(e) || ride_names(e)) && !j->voids)
		j->voids = changed = true;
	if (e->subject_kind == SUBJECT_CONTAINER && e->classifier == CLASSIFIER_ACT && !event_only_voids(e) &&
		fact_rests(e)) {
		j->anew = true;
		return changed;
	}
	return (is_fact(e) && take_move(j, e)) || changed;
}

static void stand_on_fact(struct journey *j, const struct fact *f)
{
	struct event told = *f->speaker;

	told.place = f->place;
	told.place_text = f->place_text;
	told.facility = f->facility;
	told.facility_list = f->facility_list;
	told.load_state = f->load_state;
	told.transport = *f->transport;
	stand_on(j, &told);
}

struct facts journey_fold(struct journey *j, struct arena *a, const struct ride_world *w,
	const struct event **events, size_t n, bool *voided)
{
	bool *gone = voided ? voided : arena_alloc_array(a, n + 1, sizeof *gone);
	bool any = events_settle(a, events, n, gone), rides = false;
	struct facts facts = facts_make(a, w, events, gone, n);
	const struct fact *last = facts_last_move(&facts);
	const struct event *size = NULL;

	journey_start(j);
	for (size_t i = 0; i < n; i++) {
		rides |= ride_names(events[i]);
		if (!gone[i])
			size = journey_size_from(size, events[i]);
	}
	if (last)
		stand_on_fact(j, last);
	j->size_type = size ? size->size_type : NULL;
	j->voids = any || rides;
	j->run = facts.run;
	return facts;
}
