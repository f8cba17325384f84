#include "domain/exception_inside.h"

#include <stdlib.h>

const char *const cause_words[] = {"container", "transport", "border", "source"};

const char *const rolled_by_words[] = {NULL, "carrier", "shipper", "connection", "hold"};

const struct exception_row exception_rows[] = {
#define EXCEPTION(name, code, hours, severity, cause, text)                                                  \
	[EXCEPTION_##name] = {code, severity, text, hours, CAUSE_##cause},
#include "domain/exception.def"
#undef EXCEPTION
};

void exception_look_again(struct assessing *x, instant at)
{
	if (at > x->now && (x->out->again == INSTANT_NONE || at < x->out->again))
		x->out->again = at;
}

void exception_tell(struct assessing *x, const struct exception *e)
{
	instant fires = e->since + (e->sure ? 0 : exception_rows[e->code].hours * HOUR);

	if (e->since == INSTANT_NONE)
		return;
	if (fires > x->now) {
		exception_look_again(x, fires);
		return;
	}
	x->out->list = arena_grow(x->a, x->out->list, x->out->count, &x->room, sizeof *x->out->list);
	x->out->list[x->out->count++] = *e;
}

void exception_cannot(struct assessing *x, enum exception_code code)
{
	x->out->not_assessed |= UINT64_C(1) << code;
}

instant exception_at(const struct fact *f)
{
	return f->speaker ? moment_sorts(&f->when) : f->from;
}

const struct event *exception_event(const struct exception *e)
{
	return e->fact && e->fact->speaker ? e->fact->speaker : e->word;
}

static int by_table(const void *x, const void *y)
{
	const struct exception *a = x, *b = y;

	return a->code != b->code ? (a->code < b->code ? -1 : 1)
				  : (a->since > b->since) - (a->since < b->since);
}

void exceptions_find(struct assessment *out, struct arena *a, const struct situation *s, instant now)
{
	struct assessing x = {.a = a, .s = s, .now = now, .out = out};

	*out = (struct assessment){.again = INSTANT_NONE};
	if (s->trip->end != TRIP_OPEN)
		return;
	exceptions_of_way(&x);
	exceptions_of_lists(&x);
	exceptions_of_findings(&x);
	if (out->count)
		qsort(out->list, out->count, sizeof *out->list, by_table);
	exception_look_again(&x, s->trip->closed);
}
