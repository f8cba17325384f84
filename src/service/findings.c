#include "service/findings.h"

#include "domain/hub.h"
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

struct line_paper *findings_papers(struct arena *a, const struct rows *r, int from, int until)
{
	struct line_paper *papers = arena_alloc_array(a, (size_t)(until - from) + 1, sizeof *papers);

	for (int i = from; i < until; i++)
		papers[i - from] = paper_of(a, r, i);
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

static const char *complex_of(void *self, const char *place)
{
	const struct place *p = world_place(self, place);

	return p && p->complex ? p->complex : place;
}

static bool changes_gauge(void *self, const char *place)
{
	const struct place *p = world_place(self, place);

	return p && hub_has_word(p->kinds, "gauge-change");
}

struct findings_world findings_world(const struct world *w)
{
	void *self = (void *)(uintptr_t)w;

	return (struct findings_world){
		{self, same_place_of}, {self, offset_at}, {self, complex_of, changes_gauge}};
}

static struct line line_of(const struct timeline *t)
{
	return (struct line){t->events, t->voided, t->count, trip_begins(t->events, t->voided, t->count)};
}

void findings_terms_later(struct batch *b, const struct asking *q, struct findings_about *about)
{
	const struct line l = line_of(about->timeline);
	const char **places;
	size_t n = findings_places(q->arena, &l, &places);

	terms_of_later(b, q->arena, places, n, q->as_of ? q->as_of : INSTANT_NONE, &about->terms);
}

static void find_all(
	struct asking *q, const struct world *w, const struct findings_about *about, struct findings *f)
{
	const struct timeline *t = about->timeline;
	const struct line l = line_of(t);
	const struct findings_world world = findings_world(w);
	int papers = rows_count(about->rows);
	struct findings_of of = {.line = &l,
		.facts = &t->facts,
		.papers = findings_papers(q->arena, about->rows, 0, papers),
		.paper_count = (size_t)papers,
		.documents = about->documents,
		.documents_voided = about->documents_voided,
		.document_count = about->document_count,
		.size_type = t->state.size_type,
		.world = &world};
	struct term *terms = NULL;

	of.term_count = terms_of(q->arena, w, about->terms, &terms);
	of.terms = terms;
	findings_find(f, q->arena, &of, about->now);
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

void findings_write(
	struct asking *q, struct json *j, const struct world *w, const struct findings_about *about)
{
	struct findings f;
	const struct findings_writing x = {j, w, q->arena, &f, !q->viewer};

	find_all(q, w, about, &f);
	findings_write_holds(&x);
	findings_write_seals(&x);
	findings_write_weights(&x);
	findings_write_transit(&x);
	findings_write_custody(&x);
	findings_write_dwell(&x);
}
