#include "domain/weight.h"

#include "codes/size_type.h"

#include <ctype.h>

const char *const weight_kind_words[] = {
#define WEIGHT(name, word, text) [WEIGHT_##name] = word,
#define TOLERANCE(rule, a, b, kg, hundredths)
#define RATING(length, kg)
#include "domain/weight.def"
#undef WEIGHT
#undef TOLERANCE
#undef RATING
};
const char *const weight_rule_words[] = {"sea", "rail"};

static const struct tolerance {
	enum weight_rule rule;
	enum weight_kind a, b;
	int64_t kilograms, hundredths;
} tolerances[] = {
#define WEIGHT(name, word, text)
#define TOLERANCE(rule, a, b, kg, hundredths) {WEIGHT_##rule, WEIGHT_##a, WEIGHT_##b, kg, hundredths},
#define RATING(length, kg)
#include "domain/weight.def"
#undef WEIGHT
#undef TOLERANCE
#undef RATING
};

static const struct rating {
	const char *length;
	int64_t kilograms;
} ratings[] = {
#define WEIGHT(name, word, text)
#define TOLERANCE(rule, a, b, kg, hundredths)
#define RATING(length, kg) {length, kg},
#include "domain/weight.def"
#undef WEIGHT
#undef TOLERANCE
#undef RATING
};

#define KILOGRAM   INT64_C(1000)
#define MOST_GRAMS INT64_C(1000000000) /* more is no container's */
#define UNBALANCED "unbalanced|uneven load|off-centre|eccentric|偏载|偏重|смещен|неравномерн"

static const struct unit {
	const char *code;
	int64_t micrograms; /* millionths of a gram */
} units[] = {{"KGM", 1000000000}, {"KG", 1000000000}, {"TNE", 1000000000000}, {"LBR", 453592370},
	{"GRM", 1000000}};

int64_t weight_grams(const char *value, const char *unit)
{
	size_t n = sizeof units / sizeof *units, i = 0;
	int64_t micrograms = 0, scale;

	while (i < n && (!unit || strcasecmp(units[i].code, unit) != 0))
		i++;
	if (i == n || !isdigit((unsigned char)*value))
		return -1;
	for (; isdigit((unsigned char)*value); value++)
		if ((micrograms = micrograms * 10 + (*value - '0') * units[i].micrograms) >
			MOST_GRAMS * 1000000)
			return -1;
	scale = units[i].micrograms;
	for (value += *value == '.' || *value == ','; isdigit((unsigned char)*value); value++)
		micrograms += (*value - '0') * (scale /= 10);
	return *value ? -1 : (micrograms + 500000) / 1000000;
}

struct finding {
	struct arena *a;
	struct weights *w;
	size_t room;
};

static bool same_teller(const struct weight *x, const struct weight *y)
{
	if (!x->told != !y->told)
		return false;
	return x->told ? same(x->told->sender, y->told->sender)
		       : same(x->paper->kind, y->paper->kind) && same(x->paper->number, y->paper->number);
}

static void add(struct finding *f, struct weight x)
{
	struct weights *w = f->w;

	if (x.grams <= 0)
		return;
	for (size_t i = 0; i < w->count; i++)
		if (w->weights[i].kind == x.kind && same_teller(&w->weights[i], &x)) {
			w->weights[i] = x; /* events come in their order */
			return;
		}
	w->weights = arena_grow(f->a, w->weights, w->count, &f->room, sizeof *w->weights);
	w->weights[w->count++] = x;
}

/* "G:15400:KGM" */
static bool measure_is(const char *measure, const char *const *whats, int64_t *grams)
{
	const char *value = strchr(measure, ':'), *unit = value ? strchr(value + 1, ':') : NULL;
	char what[16], number[32];

	if (!unit || (size_t)(value - measure) >= sizeof what || (size_t)(unit - value) > sizeof number)
		return false;
	memcpy(what, measure, (size_t)(value - measure));
	what[value - measure] = '\0';
	memcpy(number, value + 1, (size_t)(unit - value) - 1);
	number[unit - value - 1] = '\0';
	if (!is_among(what, whats))
		return false;
	*grams = weight_grams(number, unit + 1);
	return *grams > 0;
}

static int64_t measured(const struct event *e, const char *const *whats)
{
	int64_t grams;

	for (size_t i = 0; i < e->measure_count; i++)
		if (measure_is(e->measures[i], whats, &grams))
			return grams;
	return 0;
}

static void take_event(struct finding *f, const struct event *e)
{
	static const char *const verified[] = {"VGM", NULL}, *const gross[] = {"G", "WT", "AAB", NULL},
				 *const tares[] = {"T", NULL}, *const nets[] = {"N", "AAL", NULL};
	bool gate = is(e, "GTIN") || is(e, "GTOT");
	int64_t tare = measured(e, tares), net = measured(e, nets);

	add(f, (struct weight){WEIGHT_VGM, measured(e, verified), e, NULL});
	add(f, (struct weight){gate && e->classifier == CLASSIFIER_ACT ? WEIGHT_WEIGHBRIDGE : WEIGHT_DECLARED,
		       measured(e, gross), e, NULL});
	if (tare && net)
		add(f, (struct weight){WEIGHT_TARE_NET, tare + net, e, NULL});
}

static void take_papers(struct finding *f, const struct line_paper *papers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!papers[i].over && papers[i].gross)
			add(f, (struct weight){WEIGHT_WAYBILL,
				       weight_grams(papers[i].gross, papers[i].gross_unit), NULL,
				       &papers[i]});
}

static void take_legs(struct weights *w, const struct event *e)
{
	w->at_sea |= e->transport.mode == MODE_VESSEL;
	w->on_rail |= e->transport.mode == MODE_RAIL;
}

static bool binds(const struct weights *w, enum weight_rule rule)
{
	return rule == WEIGHT_SEA ? w->at_sea : w->on_rail;
}

static void compare(struct finding *f, const struct tolerance *t, size_t a, size_t b, size_t *room)
{
	struct weights *w = f->w;
	int64_t x = w->weights[a].grams, y = w->weights[b].grams, share = x * t->hundredths / 10000,
		most = t->kilograms * KILOGRAM;

	if (w->weights[a].kind != t->a || w->weights[b].kind != t->b)
		return;
	if (share > most)
		most = share;
	if (y - x <= most && x - y <= most)
		return;
	w->apart = arena_grow(f->a, w->apart, w->apart_count, room, sizeof *w->apart);
	w->apart[w->apart_count++] = (struct weight_apart){t->rule, a, b, y - x, most};
}

static void compare_all(struct finding *f)
{
	size_t room = 0;

	for (size_t t = 0; t < sizeof tolerances / sizeof *tolerances; t++)
		for (size_t a = 0; binds(f->w, tolerances[t].rule) && a < f->w->count; a++)
			for (size_t b = 0; b < f->w->count; b++)
				compare(f, &tolerances[t], a, b, &room);
}

static int64_t rating_of(const char *size_type)
{
	struct size_type s = size_type_read(size_type ? size_type : "");

	for (size_t i = 0; s.length && i < sizeof ratings / sizeof *ratings; i++)
		if (strcmp(ratings[i].length, s.length) == 0)
			return ratings[i].kilograms * KILOGRAM;
	return 0;
}

static void look_for_overload(struct weights *w)
{
	w->over = w->count;
	for (size_t i = 0; w->rating && i < w->count; i++)
		if (w->weights[i].grams > w->rating &&
			(w->over == w->count || w->weights[i].grams > w->weights[w->over].grams))
			w->over = i;
}

void weights_find(struct weights *w, struct arena *a, const struct line *l, const struct line_paper *papers,
	size_t paper_count, const char *size_type)
{
	struct finding f = {.a = a, .w = w};

	*w = (struct weights){.rating = rating_of(size_type)};
	for (size_t i = l->trip; i < l->count; i++) {
		const struct event *e = l->events[i];

		if (l->voided[i] || e->load_state == LOAD_EMPTY)
			continue;
		take_event(&f, e);
		take_legs(w, e);
		if (line_fact(l, i) && line_remark(e, UNBALANCED))
			w->unbalanced = e;
	}
	take_papers(&f, papers, paper_count);
	compare_all(&f);
	look_for_overload(w);
}

int64_t weights_mass(const struct weights *w)
{
	const struct weight *best = NULL;

	for (const struct weight *x = w->weights; x < w->weights + w->count; x++)
		if (!best || x->kind < best->kind || (x->kind == best->kind && x->grams > best->grams))
			best = x;
	return best ? best->grams : -1;
}
