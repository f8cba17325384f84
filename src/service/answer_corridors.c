/* The corridors, for the map to draw: our own list, with the places as they are known now. */
#include "service/answer_parts.h"
#include "system/embed.h"
#include "wire/sheet/corridors.h"

static void add_point(struct json *j, const struct world *w, const struct corridor_point *p)
{
	const struct place *place = p->place ? world_place(w, p->place) : NULL;

	jw_open(j, '{');
	jw_member(j, "code", p->place);
	if (place)
		part_names(j, place->name);
	part_coordinate(j, "lat", place ? place->lat : p->lat);
	part_coordinate(j, "lon", place ? place->lon : p->lon);
	jw_close(j, '}');
}

static void add_stretch(struct json *j, const struct world *w, const struct stretch *s)
{
	jw_open(j, '{');
	jw_member(j, "mode", mode_names[s->mode]);
	if (s->gauge)
		jw_member_integer(j, "gauge", s->gauge);
	jw_key(j, "points");
	jw_open(j, '[');
	for (size_t i = 0; i < s->count; i++)
		add_point(j, w, &s->points[i]);
	jw_close(j, ']');
	jw_close(j, '}');
}

static void add_corridor(
	struct json *j, const struct world *w, const struct corridors *list, const struct corridor *c)
{
	jw_open(j, '{');
	jw_member(j, "code", c->code);
	part_names(j, c->name);
	jw_key(j, "stretches");
	jw_open(j, '[');
	for (size_t i = 0; i < list->stretch_count; i++)
		if (stretch_is_of(&list->stretches[i], c->code))
			add_stretch(j, w, &list->stretches[i]);
	jw_close(j, ']');
	jw_close(j, '}');
}

bool answer_corridors(struct asking *q)
{
	const struct embedded *e = embedded_find("data/corridors.csv");
	struct json j = {q->out, false};
	struct corridors list;
	struct world *w;

	if (!e)
		return fault_say(q->fault, FAULT_INTERNAL, "this program was built without its corridors");
	if (!corridors_decode(q->arena, (const char *)e->bytes, e->length, &list, q->fault))
		return false;
	w = service_world(q->service);
	jw_open(&j, '{');
	jw_key(&j, "corridors");
	jw_open(&j, '[');
	for (size_t i = 0; i < list.corridor_count; i++)
		add_corridor(&j, w, &list, &list.corridors[i]);
	jw_close(&j, ']');
	jw_close(&j, '}');
	world_release(w);
	return true;
}
