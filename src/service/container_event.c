#include "service/container_event.h"

#include "service/answer_parts.h"
#include "service/rail_write.h"

#include <string.h>

static void add_words(struct json *j, const char *key, const char *const *words, size_t n)
{
	if (!n)
		return;
	jw_key(j, key);
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++)
		jw_string(j, words[i]);
	jw_close(j, ']');
}

static void add_references(struct json *j, const struct event *e)
{
	if (!e->reference_count)
		return;
	jw_key(j, "references");
	jw_open(j, '[');
	for (size_t i = 0; i < e->reference_count; i++) {
		jw_open(j, '{');
		jw_member(j, "kind", e->references[i].kind);
		jw_member(j, "value", e->references[i].value);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void add_source(struct json *j, const struct event *e, const struct told *t)
{
	jw_member(j, "sender", e->sender);
	jw_key(j, "source");
	jw_open(j, '{');
	jw_member(j, "intakeId", t->intake);
	jw_key(j, "messageId");
	text_printf(j->out, "\"%s.%s\"", t->intake, t->message);
	j->comma = true;
	jw_member(j, "type", t->type);
	jw_member(j, "kind", source_words[e->source]);
	jw_close(j, '}');
}

/* On what it was by rail: the wagon, where on it, and what the train is called. */
static void add_rail(const struct timeline_writing *x, const struct event *e)
{
	jw_member(x->j, "via", e->via);
	if (e->transport.mode != MODE_RAIL)
		return;
	jw_member(x->j, "wagon", ride_wagon(x->a, e));
	jw_member(x->j, "position", e->stowage);
	rail_write_trains(x->j, x->rail, e->transport.key);
}

static void add_what(const struct timeline_writing *x, const struct event *e)
{
	struct json *j = x->j;

	jw_member(j, "loadState", load_state_names[e->load_state]);
	jw_member(j, "sizeType", e->size_type);
	jw_member(j, "movement", e->movement);
	jw_member(j, "operator", e->operator_code);
	jw_member(j, "loadPlace", e->load_place);
	jw_member(j, "dischargePlace", e->discharge_place);
	jw_member(j, "destination", e->destination);
	jw_member(j, "stowage", e->stowage);
	jw_member(j, "document", e->document);
}

static void add_id(struct json *j, const struct event *e)
{
	jw_key(j, "eventID");
	text_byte(j->out, '"');
	text_uuid(j->out, e->id);
	text_byte(j->out, '"');
	j->comma = true;
}

static void add_document(struct json *j, const char *document)
{
	const char *colon = document ? strchr(document, ':') : NULL;

	if (!colon)
		return;
	jw_key(j, "of");
	jw_open(j, '{');
	jw_key(j, "kind");
	jw_string_n(j, document, (size_t)(colon - document));
	jw_member(j, "number", colon + 1);
	jw_close(j, '}');
}

void timeline_event(const struct timeline_writing *x, const struct event *e, const struct told *t,
	const char *document, bool voided, bool outdated)
{
	struct json *j = x->j;

	jw_open(j, '{');
	add_id(j, e);
	jw_member(j, "eventCode", e->code);
	add_document(j, document);
	jw_member(j, "classifier", classifier_names[e->classifier]);
	part_moment(j, "happened", &e->happened);
	part_instant(j, "said", e->said);
	part_instant(j, "recorded", t->recorded);
	jw_member(j, "function", function_names[e->function]);
	if (voided)
		jw_member_bool(j, "voided", true);
	if (outdated)
		jw_member_bool(j, "outdated", true);
	part_place(j, x->world, e->place, e->place_text);
	part_facility(j, e->facility, e->facility_list, t->facility_name);
	part_vehicle(j, e->transport.mode, e->transport.name ? e->transport.name : e->transport.train,
		e->transport.imo, e->transport.voyage, e->transport.wagon, e->transport.key);
	add_rail(x, e);
	add_what(x, e);
	add_references(j, e);
	add_words(j, "seals", e->seals, e->seal_count);
	add_words(j, "measures", e->measures, e->measure_count);
	add_words(j, "remarks", e->remarks, e->remark_count);
	add_source(j, e, t);
	part_raw(j, "diagnostics", t->diagnostics);
	jw_close(j, '}');
}
