#include "service/findings.h"

#include "base/words.h"
#include "domain/trip.h"
#include "service/answer_parts.h"
#include "service/terms.h"

/* Papers */

static const char *detail_text(struct arena *a, const json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));

	return text && *text ? arena_strdup(a, text) : NULL;
}

static instant detail_time(const json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));
	instant t;
	int offset;

	return text && instant_read(text, strlen(text), &t, &offset) ? t : INSTANT_NONE;
}

/* Of several containers nobody can say whose seal and weight a note tells. */
static const char *own_text(struct arena *a, const struct rows *r, int row, const json_t *o, const char *key)
{
	return rows_bool(r, row, PAPER_ALONE) ? detail_text(a, o, key) : NULL;
}

static struct line_paper paper_of(struct arena *a, const struct rows *r, int row)
{
	const char *detail = rows_text(r, row, PAPER_DETAIL);
	json_t *o = json_loads(detail ? detail : "{}", 0, NULL);
	int64_t function = rows_int(r, row, PAPER_FUNCTION);
	struct line_paper p = {.kind = rows_text(r, row, PAPER_KIND),
		.number = rows_text(r, row, PAPER_WRITTEN),
		.sender = rows_text(r, row, PAPER_SENDER),
		.place = rows_text(r, row, PAPER_PLACE),
		.issued = rows_instant(r, row, PAPER_ISSUED),
		.until = detail_time(o, "limit"),
		.seals = own_text(a, r, row, o, "seal"),
		.gross = own_text(a, r, row, o, "gross"),
		.gross_unit = json_object_get(o, "unit") ? detail_text(a, o, "unit") : "KGM",
		.office_from = detail_text(a, o, "from"),
		.office_to = detail_text(a, o, "to"),
		.guarantee = detail_text(a, o, "guarantee"),
		.over = function == FUNCTION_CANCEL || function == FUNCTION_RETRACT ||
			rows_text(r, row, PAPER_REPLACED)};

	json_decref(o);
	return p;
}

static struct line_paper *papers_of(struct arena *a, const struct rows *r)
{
	struct line_paper *papers = arena_alloc_array(a, (size_t)rows_count(r) + 1, sizeof *papers);

	for (int i = 0; i < rows_count(r); i++)
		papers[i] = paper_of(a, r, i);
	return papers;
}

/* The world, as the domain asks for it */

static bool same_place_of(void *self, const char *a, const char *b)
{
	return world_same_place(self, a, b);
}

static int offset_at(void *self, const char *place, instant t)
{
	const struct zone *zone = world_zone(self, place);

	return zone ? zone_offset_at(zone, t) : 0;
}

/* Whose box it is, as was said last; a handover names a railway. */
static const char *operator_of(const struct line *l)
{
	const char *operator_code = NULL;

	for (size_t i = l->trip; i < l->count; i++)
		if (!l->voided[i] && l->events[i]->operator_code && !is(l->events[i], EVENT_HANDOVER))
			operator_code = l->events[i]->operator_code;
	return operator_code;
}

/* The places of the trip, as a parameter. */
static const char *places_of(struct arena *a, const struct line *l)
{
	const char **places = arena_alloc_array(a, l->count + 1, sizeof *places);
	size_t n = 0;

	for (size_t i = l->trip; i < l->count; i++)
		if (l->events[i]->place)
			places[n++] = l->events[i]->place;
	return array_literal(a, places, words_once(places, n));
}

static bool find_dwell(struct asking *q, const struct world *w, const struct line *l,
	const struct journey *state, instant now, struct dwell *d)
{
	const struct dwell_world world = {(void *)(uintptr_t)w, offset_at};
	const char *places = places_of(q->arena, l);
	struct term *terms = NULL;
	size_t n = 0;

	if (places && !terms_of(q, places, q->as_of ? q->as_of : INSTANT_NONE, &terms, &n))
		return false;
	dwell_find(d, q->arena, l, terms, n, operator_of(l), state->size_type, &world, now);
	return true;
}

static bool find_all(
	struct asking *q, const struct world *w, const struct findings_about *about, struct findings *f)
{
	const struct timeline *t = about->timeline;
	const struct line l = {t->events, t->voided, t->count, trip_begins(t->events, t->voided, t->count)};
	const struct line spoken = line_spoken(q->arena, &l, &t->facts);
	const struct transit_world world = {(void *)(uintptr_t)w, same_place_of};
	struct line_paper *papers = papers_of(q->arena, about->rows);
	size_t n = (size_t)rows_count(about->rows);

	f->sees_prices = !q->viewer;
	f->hold_count = holds_find(q->arena, &l, &f->holds);
	available_make(&f->available, &spoken, f->holds, f->hold_count, about->documents,
		about->documents_voided, about->document_count);
	seals_find(&f->seals, q->arena, &l, papers, n);
	weights_find(&f->weights, q->arena, &l, papers, n, t->state.size_type);
	f->transit_count =
		transits_find(q->arena, &spoken, papers, n, &world, about->now, &f->transits, &f->bonded);
	f->custody_count = custody_find(q->arena, &spoken, &f->custody);
	return find_dwell(q, w, &spoken, &t->state, about->now, &f->dwell);
}

void finding_told(const struct findings_writing *x, const struct event *e)
{
	part_moment(x->j, "at", &e->happened);
	part_place(x->j, x->w, e->place, e->place_text);
	jw_member(x->j, "sender", e->sender);
}

void finding_paper(const struct findings_writing *x, const struct line_paper *p)
{
	if (!p)
		return;
	jw_key(x->j, "paper");
	jw_open(x->j, '{');
	jw_member(x->j, "kind", p->kind);
	jw_member(x->j, "number", p->number);
	jw_close(x->j, '}');
}

bool findings_write(
	struct asking *q, struct json *j, const struct world *w, const struct findings_about *about)
{
	struct findings f;
	const struct findings_writing x = {j, w, q->arena, &f};

	if (!find_all(q, w, about, &f))
		return false;
	findings_write_holds(&x);
	findings_write_seals(&x);
	findings_write_weights(&x);
	findings_write_transit(&x);
	findings_write_custody(&x);
	findings_write_dwell(&x);
	return true;
}
