#include "service/fact_write.h"

#include "service/answer_parts.h"

static void member_id(struct json *j, const char *key, const struct event *e)
{
	jw_key(j, key);
	text_byte(j->out, '"');
	text_uuid(j->out, e->id);
	text_byte(j->out, '"');
	j->comma = true;
}

static void write_source(struct json *j, const struct event *e)
{
	jw_key(j, "source");
	jw_open(j, '{');
	jw_member(j, "kind", source_words[e->source]);
	jw_member(j, "sender", e->sender);
	jw_close(j, '}');
}

static void write_also(const struct fact_writing *x, const struct fact *f)
{
	struct json *j = x->j;

	if (f->observation_count < 2)
		return;
	jw_key(j, "alsoReported");
	jw_open(j, '[');
	for (size_t i = 1; i < f->observation_count; i++) {
		const struct event *e = f->observations[i];

		jw_open(j, '{');
		member_id(j, "eventID", e);
		write_source(j, e);
		part_moment(j, "happened", &e->happened);
		part_instant(j, "said", e->said);
		part_instant(j, "recorded", x->recorded(x->self, e));
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

/* A fact that is reported, by which another is explained. */
static void write_other(struct json *j, const char *key, const struct fact *f)
{
	jw_key(j, key);
	jw_open(j, '{');
	member_id(j, "eventID", f->speaker);
	jw_member(j, "eventCode", f->code);
	jw_close(j, '}');
}

static void write_inferred(const struct fact_writing *x, const struct fact *f)
{
	struct json *j = x->j;

	jw_key(j, "inferred");
	jw_open(j, '{');
	part_moment(j, "from", &f->after->when);
	part_moment(j, "until", &f->because->when);
	write_other(j, "after", f->after);
	write_other(j, "because", f->because);
	jw_close(j, '}');
}

static void say_where(struct text *out, const struct fact *f)
{
	const struct transport_ref *t = f->transport;
	const char *name = t->name ? t->name : t->train ? t->train : t->key ? t->key : t->wagon;

	text_printf(out, "%s", f->code);
	if (f->place)
		text_printf(out, " at %s", f->place);
	if (name)
		text_printf(out, ", %s", name);
	text_printf(out, ", by %s", f->speaker->sender ? f->speaker->sender : "nobody known");
}

static void write_conflict(struct json *j, const struct fact *f)
{
	struct text words = TEXT_INIT;

	text_printf(&words, "Both cannot be: ");
	say_where(&words, f);
	text_printf(&words, "; and ");
	say_where(&words, f->conflicts_with);
	jw_key(j, "conflict");
	jw_open(j, '{');
	jw_member(j, "text", text_string(&words));
	write_other(j, "with", f->conflicts_with);
	jw_close(j, '}');
	text_free(&words);
}

/* The first that we learnt of it. */
static instant learnt(const struct fact_writing *x, const struct fact *f)
{
	instant first = INSTANT_NONE;

	for (size_t i = 0; i < f->observation_count; i++) {
		instant at = x->recorded(x->self, f->observations[i]);

		first = first == INSTANT_NONE || at < first ? at : first;
	}
	return first;
}

static void write_reported(const struct fact_writing *x, const struct fact *f, bool late)
{
	struct json *j = x->j;

	member_id(j, "eventID", f->speaker);
	part_moment(j, "happened", &f->when);
	write_source(j, f->speaker);
	if (late)
		jw_member_bool(j, "late", true);
	write_also(x, f);
	if (f->conflicts_with)
		write_conflict(j, f);
}

/* Of which observation the facility is. */
static const char *facility_name(const struct fact_writing *x, const struct fact *f)
{
	for (size_t i = 0; f->facility && i < f->observation_count; i++)
		if (f->observations[i]->facility == f->facility)
			return x->facility_name(x->self, f->observations[i]);
	return NULL;
}

static void write_fact(const struct fact_writing *x, const struct fact *f, bool late)
{
	const struct transport_ref *t = f->transport;
	struct json *j = x->j;

	jw_open(j, '{');
	jw_member(j, "eventCode", f->code);
	if (f->speaker)
		write_reported(x, f, late);
	else
		write_inferred(x, f);
	part_place(j, x->world, f->place, f->place_text);
	part_facility(j, f->facility, f->facility_list, facility_name(x, f));
	part_vehicle(j, t->mode, t->name ? t->name : t->train, t->imo, t->voyage, t->wagon, t->key);
	jw_member(j, "loadState", load_state_names[f->load_state]);
	jw_close(j, '}');
}

void facts_write(const struct fact_writing *x, const struct facts *f)
{
	instant known = INSTANT_NONE; /* the first that we learnt of anything that happened later */

	jw_key(x->j, "facts");
	jw_open(x->j, '[');
	for (size_t i = f->count; i--;) {
		instant at = f->list[i]->speaker ? learnt(x, f->list[i]) : INSTANT_NONE;

		write_fact(x, f->list[i], known != INSTANT_NONE && at > known);
		if (at != INSTANT_NONE)
			known = known == INSTANT_NONE || at < known ? at : known;
	}
	jw_close(x->j, ']');
}
