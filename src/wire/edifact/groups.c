#include "wire/edifact/groups.h"

static const enum group parents[GROUPS] = {
#define GROUP(name, parent, about) GROUP_##parent,
#include "wire/edifact/groups.def"
#undef GROUP
};

static unsigned slot(uint32_t tag)
{
	return (tag * 2654435761u) >> 24;
}

void groups_ready(struct groups *g, const struct rule *rules, size_t count)
{
	size_t i;
	unsigned k;

	memset(g, 0, sizeof *g);
	g->rules = rules;
	g->count = count < MOST_RULES ? count : MOST_RULES;
	for (i = 0; i < g->count; i++) {
		const char *tag = rules[i].tag;

		g->tag[i] = TAG(tag[0], tag[1], tag[2]);
		for (const char *q = tag + 3; *q == '+' || (*q >= '0' && *q <= '9'); q++)
			if (*q != '+')
				g->qualifier[i] = (uint16_t)(g->qualifier[i] * 10 + *q - '0');
		g->next[i] = g->first[slot(g->tag[i])];
		g->first[slot(g->tag[i])] = (uint8_t)(i + 1);
	}
	for (k = 0; k < GROUPS; k++)
		g->open[k] = UINT64_C(1) << k | (k ? g->open[parents[k]] : 0);
}

static unsigned qualifier_of(const struct segment *s)
{
	struct slice x = segment_at(s, 1, 1);
	unsigned n = 0;

	for (uint32_t i = 0; i < x.n && i < 4; i++) {
		if (x.s[i] < '0' || x.s[i] > '9')
			return 0;
		n = n * 10 + (unsigned)(x.s[i] - '0');
	}
	return x.n < 5 ? n : 0;
}

const struct rule *groups_match(
	const struct groups *g, enum group at, const struct segment *s, enum group *stands)
{
	const struct rule *best = NULL;
	uint64_t innermost = 0;
	bool exact = false;

	for (unsigned i = g->first[slot(s->tag)]; i; i = g->next[i - 1]) {
		uint64_t in = g->tag[i - 1] == s->tag ? g->rules[i - 1].in & g->open[at] : 0;
		unsigned wanted = g->qualifier[i - 1];

		if (!in || (wanted && wanted != qualifier_of(s)) || (exact && !wanted))
			continue;
		/* open groups are a chain, inner ones have the higher bits */
		if (in > innermost || (wanted && !exact)) {
			innermost = in;
			best = &g->rules[i - 1];
			exact = wanted != 0;
		}
	}
	if (best)
		*stands = (enum group)(63 - __builtin_clzll(innermost));
	return best;
}

bool groups_know(const struct groups *g, uint32_t tag)
{
	unsigned i;

	for (i = g->first[slot(tag)]; i; i = g->next[i - 1])
		if (g->tag[i - 1] == tag)
			return true;
	return false;
}
