/* Events that outlive the message they came in. */
#include "base/arena.h"
#include "record/event.h"

static const char **copy_words(struct arena *a, const char *const *words, size_t n)
{
	const char **copy = n ? arena_alloc_array(a, n, sizeof *copy) : NULL;

	for (size_t i = 0; i < n; i++)
		copy[i] = arena_strdup(a, words[i]);
	return copy;
}

void transport_keep(struct arena *a, struct transport_ref *t)
{
	t->key = arena_strdup(a, t->key);
	t->imo = arena_strdup(a, t->imo);
	t->call_sign = arena_strdup(a, t->call_sign);
	t->name = arena_strdup(a, t->name);
	t->voyage = arena_strdup(a, t->voyage);
	t->carrier = arena_strdup(a, t->carrier);
	t->train = arena_strdup(a, t->train);
	t->wagon = arena_strdup(a, t->wagon);
	t->call = arena_strdup(a, t->call);
}

static void copy_references(struct arena *a, struct event *e)
{
	struct reference *copy = NULL;

	if (e->reference_count)
		copy = arena_alloc_array(a, e->reference_count, sizeof *copy);
	for (size_t i = 0; i < e->reference_count; i++) {
		copy[i].kind = arena_strdup(a, e->references[i].kind);
		copy[i].value = arena_strdup(a, e->references[i].value);
	}
	e->references = copy;
}

void event_keep(struct arena *a, struct event *e)
{
	e->sender = arena_strdup(a, e->sender);
	e->party = arena_strdup(a, e->party);
	e->subject = arena_strdup(a, e->subject);
	e->code = arena_strdup(a, e->code);
	e->happened.text = arena_strdup(a, e->happened.text);
	e->document = arena_strdup(a, e->document);
	e->place = arena_strdup(a, e->place);
	e->place_text = arena_strdup(a, e->place_text);
	e->facility = arena_strdup(a, e->facility);
	e->facility_list = arena_strdup(a, e->facility_list);
	e->facility_said = arena_strdup(a, e->facility_said);
	transport_keep(a, &e->transport);
	e->size_type = arena_strdup(a, e->size_type);
	e->size_said = arena_strdup(a, e->size_said);
	e->movement = arena_strdup(a, e->movement);
	e->operator_code = arena_strdup(a, e->operator_code);
	e->load_place = arena_strdup(a, e->load_place);
	e->discharge_place = arena_strdup(a, e->discharge_place);
	e->destination = arena_strdup(a, e->destination);
	e->stowage = arena_strdup(a, e->stowage);
	e->via = arena_strdup(a, e->via);
	copy_references(a, e);
	e->seals = copy_words(a, e->seals, e->seal_count);
	e->measures = copy_words(a, e->measures, e->measure_count);
	e->remarks = copy_words(a, e->remarks, e->remark_count);
}
