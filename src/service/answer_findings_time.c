/* Transit, custody and free time of a container, as members of its answer. */
#include "base/calendar.h"
#include "service/answer_parts.h"
#include "service/findings.h"

static void write_office(const struct findings_writing *x, const char *key, const char *office)
{
	const struct place *known = office ? world_place(x->w, office) : NULL;

	if (!office)
		return;
	jw_key(x->j, key);
	part_place_alone(x->j, x->w, known ? office : NULL, known ? NULL : office);
}

static void write_procedure(const struct findings_writing *x, const struct transit *t)
{
	struct json *j = x->j;

	jw_open(j, '{');
	jw_member(j, "kind", transit_kind_words[t->kind]);
	jw_member(j, "text", transit_kind_texts[t->kind]);
	jw_member(j, "number", t->number);
	jw_member(j, "state", transit_state_words[t->state]);
	jw_member(j, "limit", transit_limit_words[t->limit]);
	if (t->paper) {
		part_instant(j, "issued", t->paper->issued);
		part_instant(j, "until", t->paper->until);
		write_office(x, "officeFrom", t->paper->office_from);
		write_office(x, "officeTo", t->paper->office_to);
		jw_member(j, "guarantee", t->paper->guarantee);
		jw_member(j, "seals", t->paper->seals);
		finding_paper(x, t->paper);
	}
	if (t->arrived)
		part_moment(j, "arrived", &t->arrived->happened);
	if (t->discharged)
		part_moment(j, "discharged", &t->discharged->happened);
	jw_close(j, '}');
}

void findings_write_transit(const struct findings_writing *x)
{
	if (!x->f->transit_count)
		return;
	jw_key(x->j, "transit");
	jw_open(x->j, '{');
	jw_member_bool(x->j, "bonded", x->f->bonded);
	jw_key(x->j, "procedures");
	jw_open(x->j, '[');
	for (size_t i = 0; i < x->f->transit_count; i++)
		write_procedure(x, &x->f->transits[i]);
	jw_close(x->j, ']');
	jw_close(x->j, '}');
}

static void write_hand(const struct findings_writing *x, const struct custody *c)
{
	struct json *j = x->j;

	jw_open(j, '{');
	jw_member(j, "hand", hand_words[c->hand]);
	jw_member(j, "text", hand_texts[c->hand]);
	jw_member(j, "name", c->name);
	part_place(j, x->w, c->place, c->place_text);
	part_moment(j, "since", &c->from->happened);
	jw_member(j, "sender", c->from->sender);
	if (c->to)
		part_moment(j, "until", &c->to->happened);
	if (c->gap)
		jw_member_bool(j, "gap", true);
	jw_close(j, '}');
}

void findings_write_custody(const struct findings_writing *x)
{
	if (!x->f->custody_count)
		return;
	jw_key(x->j, "custody");
	jw_open(x->j, '{');
	jw_key(x->j, "now");
	write_hand(x, &x->f->custody[x->f->custody_count - 1]);
	jw_key(x->j, "chain");
	jw_open(x->j, '[');
	for (size_t i = 0; i < x->f->custody_count; i++)
		write_hand(x, &x->f->custody[i]);
	jw_close(x->j, ']');
	jw_close(x->j, '}');
}

/* Free time */

static void member_day(const struct findings_writing *x, const char *key, int64_t day)
{
	struct civil c = {0};

	calendar_date(day, &c);
	jw_member(x->j, key, arena_printf(x->a, "%04d-%02d-%02d", c.year, c.month, c.day));
}

static void write_cost(const struct findings_writing *x, const struct dwell_clock *c)
{
	struct json *j = x->j;

	jw_member(j, "currency", c->term->currency);
	jw_member_integer(j, "cost", c->cost);
	if (!c->coming_count)
		return;
	jw_key(j, "coming");
	jw_open(j, '[');
	for (size_t i = 0; i < c->coming_count; i++) {
		jw_open(j, '{');
		member_day(x, "day", c->coming[i].day);
		jw_member_integer(j, "minor", c->coming[i].minor);
		jw_member_integer(j, "total", c->coming[i].total);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_clock(const struct findings_writing *x, const struct dwell_clock *c)
{
	struct json *j = x->j;

	jw_open(j, '{');
	jw_member(j, "kind", clock_kind_words[c->term->kind]);
	jw_member(j, "term", c->term->name);
	jw_member(j, "party", c->term->party);
	part_place(j, x->w, c->term->place, NULL);
	jw_member(j, "facility", c->term->facility);
	part_moment(j, "start", &c->start->happened);
	jw_member(j, "startEvent", c->term->start);
	jw_member(j, "stopEvent", c->term->stop);
	if (c->stop)
		part_moment(j, "stop", &c->stop->happened);
	jw_member_integer(j, "freeDays", c->term->free_days);
	jw_member(j, "days", day_kind_words[c->term->days]);
	member_day(x, "lastFreeDay", c->last_free_day);
	jw_member_integer(j, "freeLeft", c->free_left);
	jw_member_integer(j, "charged", c->charged);
	if (x->sees_prices && c->term->currency)
		write_cost(x, c);
	jw_close(j, '}');
}

void findings_write_dwell(const struct findings_writing *x)
{
	const struct dwell *d = &x->f->dwell;
	struct json *j = x->j;

	if (!d->since && !d->count)
		return;
	jw_key(j, "dwell");
	jw_open(j, '{');
	jw_member_bool(j, "assessed", d->assessed);
	if (d->since)
		part_moment(j, "since", &d->since->happened);
	if (d->earliest)
		member_day(x, "lastFreeDay", d->earliest->last_free_day);
	jw_key(j, "clocks");
	jw_open(j, '[');
	for (size_t i = 0; i < d->count; i++)
		write_clock(x, &d->clocks[i]);
	jw_close(j, ']');
	jw_close(j, '}');
}
