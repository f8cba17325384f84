#include "domain/findings.h"

/* Whose box it is, as was said last; a handover names a railway. */
static const char *operator_of(const struct line *l)
{
	const char *operator_code = NULL;

	for (size_t i = l->trip; i < l->count; i++)
		if (!l->voided[i] && l->events[i]->operator_code && !is(l->events[i], EVENT_HANDOVER))
			operator_code = l->events[i]->operator_code;
	return operator_code;
}

size_t findings_places(struct arena *a, const struct line *l, const char ***places)
{
	size_t n = 0;

	*places = arena_alloc_array(a, l->count + 1, sizeof **places);
	for (size_t i = l->trip; i < l->count; i++)
		if (l->events[i]->place)
			(*places)[n++] = l->events[i]->place;
	return n;
}

void findings_find(struct findings *f, struct arena *a, const struct findings_of *of, instant now)
{
	const struct findings_world *w = of->world;
	const struct line *l = of->line, spoken = line_spoken(a, l, of->facts);

	f->hold_count = holds_find(a, l, &f->holds);
	available_make(&f->available, &spoken, f->holds, f->hold_count, of->documents, of->documents_voided,
		of->document_count);
	seals_find(&f->seals, a, l, of->papers, of->paper_count);
	weights_find(&f->weights, a, l, of->papers, of->paper_count, of->size_type);
	f->transit_count = transits_find(
		a, &spoken, of->papers, of->paper_count, &w->transit, now, &f->transits, &f->bonded);
	f->custody_count = custody_find(a, &spoken, &f->custody);
	dwell_find(&f->dwell, a, &spoken, of->terms, of->term_count, operator_of(&spoken), of->size_type,
		&w->dwell, now);
	f->change_count = gauge_changes(a, l->events + l->trip, l->voided + l->trip, l->count - l->trip,
		&w->gauge, &f->changes);
	reefer_find(&f->reefer, l, of->size_type, of->watch);
}
