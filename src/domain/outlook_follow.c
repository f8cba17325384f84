/* What an itinerary that was told says of next and of the arrival: whoever asks hears the same everywhere. */
#include "domain/outlook_box.h"

static const struct moment *clock_of(const struct leg *l, const struct expected *e)
{
	return e->kind <= EXPECTED_START_DEPA ? &l->departs : &l->arrives;
}

/* As an event: of who said so last, when it is due by now. */
static const struct event *event_of(struct arena *a, const struct itinerary *i, const struct expected *e)
{
	const struct event *said = e->estimate_count  ? e->estimates[0].event
				   : e->planned.event ? e->planned.event
						      : i->told;
	const struct leg *l = &i->legs[e->leg];
	struct event *told = arena_alloc(a, sizeof *told);

	*told = *said;
	told->code = e->code;
	told->place = e->place;
	told->place_text = NULL;
	if (said == i->told)
		told->facility = told->facility_list = NULL;
	told->classifier = e->estimate_count || e->pushed ? CLASSIFIER_EST : CLASSIFIER_PLN;
	told->happened = (struct moment){.at = e->due,
		.offset = clock_of(l, e)->offset,
		.precision = PRECISION_MINUTE,
		.zone_source = ZONE_IN_MESSAGE};
	told->transport = (struct transport_ref){
		.key = i->states[e->leg].taken ? i->states[e->leg].taken : l->transport,
		.mode = l->mode,
		.name = l->vehicle,
		.voyage = l->voyage};
	return told;
}

static bool is_arrival(const struct itinerary *i, const struct expected *e)
{
	return e->leg + 1 == i->leg_count && e->state == EXPECTED_AHEAD && e->due != INSTANT_NONE &&
	       (e->kind == EXPECTED_END_ARRI || e->kind == EXPECTED_END_DISC || e->kind == EXPECTED_END_GTIN);
}

void outlook_follow(struct outlook *o, struct arena *a, const struct itinerary *i)
{
	const struct expected *arrival = NULL;

	for (size_t k = 0; k < i->expected_count; k++)
		if (is_arrival(i, &i->expected[k]))
			arrival = &i->expected[k];
	o->next = i->next ? event_of(a, i, i->next) : NULL;
	o->eta = i->next && arrival ? event_of(a, i, arrival) : NULL;
	o->destination = i->destination;
}
