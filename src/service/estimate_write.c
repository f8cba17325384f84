#include "service/estimate_write.h"

#include "service/answer_parts.h"
#include "store/column.h"

#include <string.h>

struct writing_estimate {
	struct json j;
	struct arena *a;
	const struct world *w;
	const struct eta_box *box;
	const struct zone *zone;
};

static void write_at(struct writing_estimate *x, const char *key, instant at)
{
	jw_key(&x->j, key);
	text_byte(x->j.out, '"');
	instant_write(x->j.out, at, x->zone ? zone_offset_at(x->zone, at) : 0);
	text_byte(x->j.out, '"');
	x->j.comma = true;
}

static void write_number(struct writing_estimate *x, const char *key, double n)
{
	jw_key(&x->j, key);
	jw_raw(&x->j, n < 10 && n > -10 ? arena_printf(x->a, "%.2f", n) : arena_printf(x->a, "%.0f", n));
}

static void write_end(struct writing_estimate *x, const char *key, const char *key_of_name, const char *place)
{
	const struct place *p = world_namesake(x->w, place);

	jw_member(&x->j, key, place);
	if (p)
		part_names_as(&x->j, key_of_name, p->name);
}

static void write_step(struct writing_estimate *x, const struct stretch *s)
{
	struct json *j = &x->j;

	jw_key(j, "step");
	jw_open(j, '{');
	jw_member(j, "kind", stretch_rows[s->kind].word);
	write_end(x, "from", "fromName", s->from);
	if (strcmp(s->from, s->to) != 0)
		write_end(x, "to", "toName", s->to);
	jw_member(j, "mode", mode_names[s->mode]);
	if (s->direction[0])
		jw_member(j, "direction", s->direction);
	jw_close(j, '}');
}

static void write_reason(struct writing_estimate *x, const struct eta_reason *r)
{
	struct json *j = &x->j;

	jw_open(j, '{');
	jw_member(j, "code", eta_reason_words[r->code]);
	if (r->step < x->box->count)
		write_step(x, &x->box->steps[r->step].stretch);
	jw_member(j, "who", r->who);
	write_number(x, "amount", r->amount);
	write_number(x, "of", r->of);
	jw_close(j, '}');
}

static bool says_why_not(const struct eta_reason *r)
{
	return r->code == ETA_NO_WAY || r->code == ETA_NO_PAST;
}

static void write_why_not(struct writing_estimate *x, const struct eta *eta)
{
	for (size_t i = eta->reason_count; i--;)
		if (says_why_not(&eta->reasons[i])) {
			jw_key(&x->j, "because");
			write_reason(x, &eta->reasons[i]);
			return;
		}
}

/* How such intervals held is of the goal, all else of what lies before it. */
static bool is_of(const struct eta_reason *r, const struct eta_interval *e)
{
	return r->code == ETA_HELD ? r->step + 1 == e->steps : r->step < e->steps;
}

static void write_interval(struct writing_estimate *x, const struct eta *eta, const struct eta_interval *e)
{
	struct json *j = &x->j;

	write_at(x, "likely", e->likely);
	write_at(x, "from", e->from);
	write_at(x, "until", e->until);
	write_number(x, "coverage", ETA_COVERAGE);
	jw_member_integer(j, "passings", (int64_t)e->passings);
	jw_key(j, "period");
	jw_open(j, '{');
	part_instant(j, "from", e->since);
	part_instant(j, "until", e->period);
	jw_close(j, '}');
	jw_key(j, "reasons");
	jw_open(j, '[');
	for (size_t i = 0; i < eta->reason_count; i++)
		if (is_of(&eta->reasons[i], e) && !says_why_not(&eta->reasons[i]))
			write_reason(x, &eta->reasons[i]);
	jw_close(j, ']');
}

const char *estimate_told(struct arena *a, const struct world *w, const struct eta_box *box,
	const struct eta *eta, enum eta_goal goal, const char *place, instant now)
{
	const struct eta_interval *e = &eta->goals[goal];
	struct text *out = arena_text(a);
	struct writing_estimate x = {{out, false}, a, w, box, place ? world_zone(w, place) : NULL};

	jw_open(&x.j, '{');
	part_instant(&x.j, "made", now);
	if (e->known)
		write_interval(&x, eta, e);
	else
		write_why_not(&x, eta);
	jw_close(&x.j, '}');
	return text_string(out);
}
