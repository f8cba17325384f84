/* A look-up as JSON, and an outlook as a container's answer has it. */
#include "codes/iso6346.h"
#include "service/answer_parts.h"
#include "service/lookup.h"

static void write_vehicle(struct json *j, const struct transport_ref *t)
{
	part_vehicle(j, t->mode, t->name ? t->name : t->train, t->imo, t->voyage, t->wagon, t->key);
}

static void write_when(struct json *j, const struct world *w, const struct event *e)
{
	jw_member(j, "eventCode", e->code);
	jw_member(j, "classifier", classifier_names[e->classifier]);
	part_moment(j, "happened", &e->happened);
	part_place(j, w, e->place, e->place_text);
}

static void write_how(struct json *j, const struct event *e)
{
	part_facility(j, e->facility, e->facility_list, NULL);
	write_vehicle(j, &e->transport);
}

static void write_last(struct json *j, const struct world *w, const struct event *e)
{
	jw_key(j, "last");
	jw_open(j, '{');
	write_when(j, w, e);
	write_how(j, e);
	jw_member(j, "sender", e->sender);
	jw_close(j, '}');
}

static void write_next(struct json *j, const struct world *w, const struct event *e)
{
	jw_key(j, "next");
	jw_open(j, '{');
	write_when(j, w, e);
	write_how(j, e);
	jw_close(j, '}');
}

static void write_eta(struct json *j, const struct world *w, const struct event *e)
{
	jw_key(j, "eta");
	jw_open(j, '{');
	write_when(j, w, e);
	jw_member(j, "sender", e->sender);
	part_instant(j, "said", e->said);
	jw_close(j, '}');
}

static void write_block(struct json *j, const struct world *w, const struct block *b)
{
	const struct block_row *row = &block_rows[b->code];

	jw_open(j, '{');
	jw_member(j, "code", row->code);
	jw_member(j, "severity", row->severity);
	jw_member(j, "text", row->text);
	part_moment(j, "since", &b->since);
	part_place(j, w, b->place, b->place_text);
	if (b->reason_count) {
		jw_key(j, "reasons");
		jw_open(j, '[');
		for (size_t i = 0; i < b->reason_count; i++)
			jw_string(j, b->reasons[i]);
		jw_close(j, ']');
	}
	jw_close(j, '}');
}

void lookup_write_outlook(struct json *j, const struct world *w, const struct outlook *o, instant heard)
{
	part_instant(j, "heard", heard);
	if (o->last)
		write_last(j, w, o->last);
	if (o->next)
		write_next(j, w, o->next);
	if (o->eta)
		write_eta(j, w, o->eta);
	if (o->destination) {
		jw_key(j, "destination");
		part_place_alone(j, w, o->destination, NULL);
	}
	jw_key(j, "blocks");
	jw_open(j, '[');
	for (size_t i = 0; i < o->block_count; i++)
		write_block(j, w, &o->blocks[i]);
	jw_close(j, ']');
}

static void write_found(
	struct json *j, const struct world *w, const struct lookup *l, const struct lookup_row *row)
{
	const struct lookup_box *box = row->box;
	const struct journey *s = &box->state;

	jw_member(j, "kind", found_by_words[row->kind]);
	jw_member(j, "by", row->by);
	jw_member(j, "container", box->number);
	jw_member(j, "checkDigit", box->number_failed ? "invalid" : "valid");
	part_size_type(j, s->size_type);
	jw_member(j, "status", journey_status_words[s->status]);
	jw_member(j, "statusText", journey_status_texts[s->status]);
	part_place(j, w, s->place, s->place_text);
	part_facility(j, s->facility, s->facility_list, NULL);
	part_moment(j, "since", &s->since);
	part_vehicle(j, s->mode, s->vehicle, NULL, s->voyage, s->wagon, s->transport);
	jw_member(j, "loadState", load_state_names[s->load_state]);
	lookup_write_outlook(j, w, &box->outlook, box->heard);
	part_estimate(j, &l->estimates, box->number, NULL);
}

static void write_row(
	struct json *j, const struct world *w, const struct lookup *l, const struct lookup_row *row)
{
	jw_open(j, '{');
	jw_member(j, "reference", row->asked->raw);
	jw_member(j, "normalised", row->value);
	jw_member_bool(j, "found", row->box != NULL);
	if (row->box) {
		write_found(j, w, l, row);
	} else {
		jw_member(j, "why", lookup_why_words[row->why]);
		jw_member(j, "suggest", row->asked->suggest);
	}
	jw_close(j, '}');
}

void lookup_write_json(struct text *out, const struct world *w, const struct lookup *l)
{
	struct json j = {out, false};

	jw_open(&j, '{');
	part_instant(&j, "asOf", l->as_of);
	jw_member_integer(&j, "found", (int64_t)l->found);
	jw_member_integer(&j, "unknown", (int64_t)l->unknown);
	jw_member_bool(&j, "cut", l->cut);
	jw_key(&j, "rows");
	jw_open(&j, '[');
	for (size_t i = 0; i < l->count; i++)
		write_row(&j, w, l, &l->rows[i]);
	jw_close(&j, ']');
	jw_close(&j, '}');
}
