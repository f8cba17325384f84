/* What stands in a container's way, its seals and its weights, as members of its answer. */
#include "service/answer_parts.h"
#include "service/findings.h"

static const char *const stop_words[STOPS] = {
	[STOP_HELD] = "held", [STOP_CUSTOMS] = "selected", [STOP_DAMAGED] = "damaged"};

static void write_reasons(struct json *j, const struct event *e)
{
	bool any = false;

	for (size_t i = 0; i < e->remark_count; i++)
		any |= line_reason(e->remarks[i]) != NULL;
	if (!any)
		return;
	jw_key(j, "reasons");
	jw_open(j, '[');
	for (size_t i = 0; i < e->remark_count; i++)
		if (line_reason(e->remarks[i]))
			jw_string(j, line_reason(e->remarks[i]));
	jw_close(j, ']');
}

/* The world knows the country also of places with a code of our own. */
static const char *country_of(const struct findings_writing *x, const struct hold *h)
{
	const struct place *p = h->opened->place ? world_place(x->w, h->opened->place) : NULL;

	return p ? p->country : *h->country ? h->country : NULL;
}

static void write_hold(const struct findings_writing *x, const struct hold *h)
{
	struct json *j = x->j;

	jw_open(j, '{');
	jw_member(j, "what", stop_words[h->stop]);
	jw_member(j, "kind", h->stop == STOP_DAMAGED ? NULL : hold_kind_words[h->kind]);
	jw_member(j, "country", country_of(x, h));
	jw_member(j, "state", hold_end_words[h->end]);
	finding_told(x, h->opened);
	write_reasons(j, h->opened);
	if (h->inspected)
		part_moment(j, "inspected", &h->inspected->happened);
	if (h->lifted) {
		part_moment(j, "until", &h->lifted->happened);
		jw_member(j, "liftedBy", h->lifted->sender);
	}
	jw_close(j, '}');
}

static void write_condition(const struct findings_writing *x, enum condition c)
{
	const struct condition_state *s = &x->f->available.conditions[c];

	jw_open(x->j, '{');
	jw_member(x->j, "condition", condition_words[c]);
	jw_member(x->j, "is", known_words[s->is]);
	if (s->by)
		finding_told(x, s->by);
	jw_close(x->j, '}');
}

static void write_available(const struct findings_writing *x)
{
	const struct available *v = &x->f->available;
	struct json *j = x->j;

	if (!v->applies)
		return;
	jw_key(j, "available");
	jw_open(j, '{');
	jw_member(j, "is", known_words[v->is]);
	part_moment(j, "since", &v->since);
	jw_key(j, "missing");
	jw_open(j, '[');
	for (enum condition c = 0; c < CONDITIONS; c++)
		if (v->conditions[c].is != KNOWN_YES)
			jw_string(j, condition_words[c]);
	jw_close(j, ']');
	jw_key(j, "conditions");
	jw_open(j, '[');
	for (enum condition c = 0; c < CONDITIONS; c++)
		write_condition(x, c);
	jw_close(j, ']');
	jw_close(j, '}');
}

void findings_write_holds(const struct findings_writing *x)
{
	if (x->f->hold_count) {
		jw_key(x->j, "holds");
		jw_open(x->j, '[');
		for (size_t i = 0; i < x->f->hold_count; i++)
			write_hold(x, &x->f->holds[i]);
		jw_close(x->j, ']');
	}
	write_available(x);
}

/* Seals */

static void write_change(const struct findings_writing *x, const struct seal_change *c)
{
	struct json *j = x->j;

	jw_open(j, '{');
	jw_member(j, "step", seal_rows[c->step].word);
	jw_member(j, "text", seal_rows[c->step].text);
	if (seal_rows[c->step].wrong)
		jw_member_bool(j, "wrong", true);
	jw_member(j, "sort", seal_sort_words[c->sort]);
	jw_member(j, "number", c->number);
	jw_member(j, "issuer", c->issuer);
	jw_member(j, "before", c->before);
	if (c->gauge)
		jw_member_bool(j, "changeOfWagon", true);
	finding_told(x, c->told);
	finding_paper(x, c->paper);
	jw_close(j, '}');
}

static void write_now(const struct findings_writing *x, const struct seal_now *n)
{
	struct json *j = x->j;

	jw_open(j, '{');
	jw_member(j, "number", n->number);
	jw_member(j, "issuer", n->issuer);
	jw_member(j, "sort", seal_sort_words[n->sort]);
	part_moment(j, "since", &n->since->happened);
	part_moment(j, "seen", &n->seen->happened);
	finding_paper(x, n->paper);
	jw_close(j, '}');
}

void findings_write_seals(const struct findings_writing *x)
{
	const struct seals *s = &x->f->seals;
	struct json *j = x->j;

	if (!s->change_count)
		return;
	jw_key(j, "seals");
	jw_open(j, '{');
	jw_member_bool(j, "wrong", s->wrong);
	jw_key(j, "now");
	jw_open(j, '[');
	for (size_t i = 0; i < s->now_count; i++)
		write_now(x, &s->now[i]);
	jw_close(j, ']');
	jw_key(j, "history");
	jw_open(j, '[');
	for (size_t i = 0; i < s->change_count; i++)
		write_change(x, &s->changes[i]);
	jw_close(j, ']');
	jw_key(j, "papersApart");
	jw_open(j, '[');
	for (size_t i = 0; i < s->apart_count; i++) {
		jw_open(j, '{');
		finding_paper(x, s->apart[i]);
		jw_member(j, "seals", s->apart[i]->seals);
		jw_close(j, '}');
	}
	jw_close(j, ']');
	jw_close(j, '}');
}

/* Weights */

static void member_kilograms(const struct findings_writing *x, const char *key, int64_t grams)
{
	long long whole = grams / 1000, rest = grams % 1000;

	jw_key(x->j, key);
	jw_raw(x->j, rest ? arena_printf(x->a, "%s%lld.%03lld", grams < 0 ? "-" : "",
				    whole < 0 ? -whole : whole, rest < 0 ? -rest : rest)
			  : arena_printf(x->a, "%lld", whole));
}

static void write_weight(const struct findings_writing *x, const struct weight *n)
{
	jw_open(x->j, '{');
	jw_member(x->j, "kind", weight_kind_words[n->kind]);
	member_kilograms(x, "kilograms", n->grams);
	if (n->told)
		finding_told(x, n->told);
	if (n->paper)
		jw_member(x->j, "sender", n->paper->sender);
	finding_paper(x, n->paper);
	jw_close(x->j, '}');
}

static void write_apart(const struct findings_writing *x, const struct weight_apart *d)
{
	const struct weights *w = &x->f->weights;

	jw_open(x->j, '{');
	jw_member(x->j, "rule", weight_rule_words[d->rule]);
	jw_member(x->j, "first", weight_kind_words[w->weights[d->a].kind]);
	jw_member(x->j, "second", weight_kind_words[w->weights[d->b].kind]);
	member_kilograms(x, "difference", d->difference);
	member_kilograms(x, "tolerance", d->tolerance);
	jw_close(x->j, '}');
}

void findings_write_weights(const struct findings_writing *x)
{
	const struct weights *w = &x->f->weights;
	struct json *j = x->j;

	if (!w->count && !w->unbalanced)
		return;
	jw_key(j, "weights");
	jw_open(j, '{');
	jw_key(j, "numbers");
	jw_open(j, '[');
	for (size_t i = 0; i < w->count; i++)
		write_weight(x, &w->weights[i]);
	jw_close(j, ']');
	jw_key(j, "apart");
	jw_open(j, '[');
	for (size_t i = 0; i < w->apart_count; i++)
		write_apart(x, &w->apart[i]);
	jw_close(j, ']');
	if (w->rating)
		member_kilograms(x, "rating", w->rating);
	if (w->over < w->count)
		member_kilograms(x, "overload", w->weights[w->over].grams - w->rating);
	if (w->unbalanced) {
		jw_key(j, "unbalanced");
		jw_open(j, '{');
		finding_told(x, w->unbalanced);
		jw_close(j, '}');
	}
	jw_close(j, '}');
}
