#include "domain/journey.h"

#include <stdlib.h>
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

/* What a code does to a box.  Codes that are not here (seals, inspection, stuffing) change holds or cargo,
 * never the status. */
static const struct move {
	char code[5];
	int order; /* inside one transfer at one moment */
	enum journey_status laden, empty;
	bool vehicle; /* the box is on the event's vehicle from now on */
} moves[] = {
	{"ARRI", 0, JOURNEY_ON_BOARD, JOURNEY_ON_BOARD, true},
	{"DISC", 1, JOURNEY_IN_TERMINAL, JOURNEY_IN_TERMINAL, false},
	{"GTOT", 2, JOURNEY_ON_ROAD, JOURNEY_ON_ROAD, true},
	{"PICK", 2, JOURNEY_ON_ROAD, JOURNEY_ON_ROAD, true},
	{"DROP", 2, JOURNEY_DELIVERED, JOURNEY_DELIVERED, false},
	{"GTIN", 3, JOURNEY_IN_TERMINAL, JOURNEY_EMPTY_RETURNED, false},
	{"LOAD", 4, JOURNEY_ON_BOARD, JOURNEY_ON_BOARD, true},
	{"DEPA", 5, JOURNEY_ON_BOARD, JOURNEY_ON_BOARD, true},
};

#define MOVES (sizeof moves / sizeof moves[0])

static const struct move *move_of(const char *code)
{
	for (size_t i = 0; code && i < MOVES; i++)
		if (strcmp(moves[i].code, code) == 0)
			return &moves[i];
	return NULL;
}

enum journey_status journey_status_of_word(const char *word)
{
	enum journey_status s = 0;

	while (s < JOURNEY_STATUSES && strcmp(journey_status_words[s], word) != 0)
		s++;
	return s;
}

/* Where a time sorts: one known only to the day at its noon, to the hour in its middle. */
static instant sort_time(const struct moment *m)
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

/* The members of the total order, of an event and of the fact a journey stands on. */
struct standing {
	const struct moment *happened;
	const char *code;
	instant said;
	const uint8_t *id;
};

static int compare_standing(struct standing a, struct standing b)
{
	const struct move *ma = move_of(a.code), *mb = move_of(b.code);
	int oa = ma ? ma->order : 0, ob = mb ? mb->order : 0;
	int d = compare_instants(sort_time(a.happened), sort_time(b.happened));

	if (!d)
		d = oa - ob;
	if (!d)
		d = compare_instants(a.said, b.said);
	return d ? d : memcmp(a.id, b.id, 16);
}

static struct standing standing_of(const struct event *e)
{
	return (struct standing){&e->happened, e->code, e->said, e->id};
}

int event_compare(const struct event *a, const struct event *b)
{
	return compare_standing(standing_of(a), standing_of(b));
}

void journey_start(struct journey *j)
{
	*j = (struct journey){.since.at = INSTANT_NONE, .said = INSTANT_NONE};
}

/* It says nothing but that something else does not hold. */
static bool only_voids(const struct event *e)
{
	return e->function == FUNCTION_CANCEL || e->function == FUNCTION_RETRACT;
}

static bool is_fact(const struct event *e)
{
	return e->subject_kind == SUBJECT_CONTAINER && e->classifier == CLASSIFIER_ACT && !only_voids(e) &&
	       move_of(e->code);
}

static void stand_on(struct journey *j, const struct event *e)
{
	const struct move *m = move_of(e->code);
	bool voids = j->voids;

	*j = (struct journey){
		.status = e->load_state == LOAD_EMPTY ? m->empty : m->laden,
		.place = e->place,
		.place_text = e->place_text,
		.facility = e->facility,
		.facility_list = e->facility_list,
		.load_state = e->load_state,
		.size_type = e->size_type,
		.number_failed = e->number_failed,
		.code = e->code,
		.classifier = e->classifier,
		.since = e->happened,
		.said = e->said,
		.voids = voids,
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

/* Its document is the event's own identity: all that was said under it is one saying. */
static bool by_identity(const struct event *e)
{
	return e->function == FUNCTION_OVERRIDE || e->function == FUNCTION_RETRACT;
}

static bool voids_others(const struct event *e)
{
	return e->function == FUNCTION_CANCEL || e->function == FUNCTION_CHANGE ||
	       e->function == FUNCTION_REPLACE || by_identity(e);
}

bool journey_take(struct journey *j, const struct event *e)
{
	bool changed = false;

	if (e->subject_kind == SUBJECT_CONTAINER && voids_others(e) && !j->voids)
		j->voids = changed = true;
	if (!is_fact(e))
		return changed;
	if (j->code && compare_standing(
			       (struct standing){&j->since, j->code, j->said, j->event}, standing_of(e)) >= 0)
		return changed;
	stand_on(j, e);
	return true;
}

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* A retraction that says no time comes after all that is and will be said. */
static instant saying_time(const struct event *e)
{
	return e->said == INSTANT_NONE && e->function == FUNCTION_RETRACT ? INT64_MAX : e->said;
}

static bool is_later(const struct event *later, const struct event *e)
{
	int d = compare_instants(saying_time(later), saying_time(e));

	if (!d && by_identity(later))
		d = (later->function == FUNCTION_RETRACT) - (e->function == FUNCTION_RETRACT);
	return d ? d > 0 : memcmp(later->id, e->id, 16) > 0;
}

/* A later word of the same sender on the same document and move takes the earlier one back; where the
 * document is the event's identity, whatever move it told of. */
static bool takes_back(const struct event *later, const struct event *e)
{
	if (!voids_others(later) || later == e || !same(later->sender, e->sender) ||
		!same(later->document, e->document))
		return false;
	if (!by_identity(later) && (strcmp(later->code, e->code) != 0 || later->classifier != e->classifier))
		return false;
	return is_later(later, e);
}

static bool is_voided(const struct event *e, const struct event **events, size_t n)
{
	if (only_voids(e) || e->overruled)
		return true;
	for (size_t i = 0; i < n; i++)
		if (takes_back(events[i], e))
			return true;
	return false;
}

static int compare_pointers(const void *a, const void *b)
{
	return event_compare(*(const struct event *const *)a, *(const struct event *const *)b);
}

void journey_fold(struct journey *j, const struct event **events, size_t n, bool *voided)
{
	bool any = false;

	journey_start(j);
	if (n)
		qsort(events, n, sizeof *events, compare_pointers);
	for (size_t i = 0; i < n; i++)
		any |= events[i]->subject_kind == SUBJECT_CONTAINER && voids_others(events[i]);
	for (size_t i = 0; i < n; i++) {
		/* of what moves nothing only a timeline asks whether it holds */
		bool gone = any && (voided || is_fact(events[i])) && is_voided(events[i], events, n);

		if (voided)
			voided[i] = gone;
		if (!gone)
			journey_take(j, events[i]);
	}
	j->voids = any;
}
