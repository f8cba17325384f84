/* Who takes back what (domain/settle.h). */
#include "domain/settle.h"

#include "domain/journey.h"

#include <stdlib.h>
#include <string.h>

bool event_only_voids(const struct event *e)
{
	return e->function == FUNCTION_CANCEL || e->function == FUNCTION_RETRACT;
}

/* Its document is the event's own identity: all that was said under it is one saying. */
static bool by_identity(const struct event *e)
{
	return e->function == FUNCTION_OVERRIDE || e->function == FUNCTION_RETRACT;
}

static bool voids_its_word(const struct event *e)
{
	return e->function == FUNCTION_CANCEL || e->function == FUNCTION_CHANGE ||
	       e->function == FUNCTION_REPLACE;
}

bool event_voids_others(const struct event *e)
{
	return voids_its_word(e) || by_identity(e);
}

static int compare_instants(instant a, instant b)
{
	return (a > b) - (a < b);
}

/* An event, and whether it was taken back. */
struct told {
	const struct event *event;
	bool gone;
};

static int compare_texts(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

/* What one sender said on one document.  A sender is who a message says it is from; the party that delivered
 * it is who it is known to be from. */
static int compare_identity(const struct event *a, const struct event *b)
{
	int d = compare_texts(a->party, b->party);

	d = d ? d : compare_texts(a->sender, b->sender);
	return d ? d : compare_texts(a->document, b->document);
}

/* The same of one move. */
static int compare_word(const struct event *a, const struct event *b)
{
	int d = compare_identity(a, b);

	d = d ? d : compare_texts(a->code, b->code);
	return d ? d : (int)a->classifier - (int)b->classifier;
}

/* Of what was said at one time, what takes back comes last. */
static int rank_of_word(const struct event *e)
{
	return e->function == FUNCTION_CANCEL ? 2 : voids_its_word(e);
}

/* Each such word's events together, the last said first. */
static int compare_told(const void *x, const void *y)
{
	const struct event *a = ((const struct told *)x)->event, *b = ((const struct told *)y)->event;
	int d = compare_word(a, b);

	d = d ? d : compare_instants(b->said, a->said);
	d = d ? d : rank_of_word(b) - rank_of_word(a);
	return d ? d : memcmp(b->id, a->id, sizeof a->id);
}

/* A retraction that says no time comes after all that is and will be said. */
static instant saying_time(const struct event *e)
{
	return e->said == INSTANT_NONE && e->function == FUNCTION_RETRACT ? INT64_MAX : e->said;
}

/* All of one identity together, the last said first; of two at one time the retraction. */
static int compare_said(const void *x, const void *y)
{
	const struct event *a = ((const struct told *)x)->event, *b = ((const struct told *)y)->event;
	int d = compare_identity(a, b);

	d = d ? d : compare_instants(saying_time(b), saying_time(a));
	d = d ? d : (b->function == FUNCTION_RETRACT) - (a->function == FUNCTION_RETRACT);
	return d ? d : memcmp(b->id, a->id, sizeof a->id);
}

static int compare_timeline(const void *x, const void *y)
{
	return event_compare(((const struct told *)x)->event, ((const struct told *)y)->event);
}

/* Who takes back what: a later word that voids, of the same sender on the same document and move; where the
 * document is the event's identity, whatever move it tells of. */
static const struct taking_back {
	int (*order)(const void *x, const void *y);
	int (*same)(const struct event *a, const struct event *b);
	bool (*voids)(const struct event *e);
} takings_back[] = {
	{compare_told, compare_word, voids_its_word},
	{compare_said, compare_identity, by_identity},
};

static void take_back(struct told *told, size_t n, const struct taking_back *t)
{
	const struct event *voider = NULL; /* of what is gone through: the last that voids */

	qsort(told, n, sizeof *told, t->order);
	for (size_t i = 0; i < n; i++) {
		const struct event *e = told[i].event;

		if (e->via)
			continue;
		if (voider && t->same(voider, e) != 0)
			voider = NULL;
		told[i].gone |= voider && memcmp(voider->id, e->id, 16) != 0;
		if (!voider && t->voids(e) && e->sender && e->document)
			voider = e;
	}
}

/* The status that an event was made of, as it came: "STS:ZZZ PRIB"; NULL: none. */
static const char *status_told(const struct event *e)
{
	for (size_t i = 0; i < e->remark_count; i++)
		if (strncmp(e->remarks[i], "STS:", 4) == 0)
			return e->remarks[i];
	return NULL;
}

static bool is_note(const struct event *e)
{
	return e->code && strcmp(e->code, EVENT_NOTE) == 0;
}

/* What a status means may be said after it came: the event that it is then stands beside the note that it
 * was. Its own caption may be there by then, behind the code. */
static bool explains(const struct event *e, const struct event *note, const char *told)
{
	const char *now = is_note(e) || compare_identity(e, note) != 0 ||
					  compare_texts(e->happened.text, note->happened.text) != 0
				  ? NULL
				  : status_told(e);
	size_t n = strlen(told);

	return now && strncmp(now, told, n) == 0 && (!now[n] || now[n] == ' ');
}

static void explain_notes(struct told *told, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *status = is_note(told[i].event) ? status_told(told[i].event) : NULL;

		for (size_t k = 0; status && k < n && !told[i].gone; k++)
			told[i].gone = explains(told[k].event, told[i].event, status);
	}
}

bool events_settle(struct arena *a, const struct event **events, size_t n, bool *voided)
{
	struct told *told = arena_alloc_array(a, n + 1, sizeof *told);
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		told[i] = (struct told){
			events[i], !events[i]->via && (event_only_voids(events[i]) || events[i]->overruled)};
		any |= !events[i]->via && event_voids_others(events[i]);
	}
	for (size_t i = 0; any && i < sizeof takings_back / sizeof *takings_back; i++)
		take_back(told, n, &takings_back[i]);
	explain_notes(told, n);
	qsort(told, n, sizeof *told, compare_timeline);
	for (size_t i = 0; i < n; i++) {
		events[i] = told[i].event;
		voided[i] = told[i].gone;
	}
	return any;
}
