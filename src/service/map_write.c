/* The map as JSON. */
#include "service/map.h"

static void write_standing(struct json *j, const struct map *m, const struct standing *s)
{
	jw_open(j, '{');
	part_place_as(j, "place", m->w, s->place, true);
	jw_member_integer(j, "count", s->count);
	jw_key(j, "status");
	jw_open(j, '{');
	for (int k = 0; k < JOURNEY_STATUSES; k++)
		if (s->in_status[k])
			jw_member_integer(j, journey_status_words[k], s->in_status[k]);
	jw_close(j, '}');
	jw_member_integer(j, "silent", s->silent);
	part_instant(j, "oldest", s->oldest);
	jw_close(j, '}');
}

/* The same for the same group whenever it is asked for (FNV-1a). */
static void write_id(struct json *j, const struct moving *g)
{
	const char *const parts[] = {
		g->place, mode_names[g->mode], g->transport, g->vehicle, g->voyage, g->plate, g->bound};
	uint64_t hash = 14695981039346656037u;
	char id[20];

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (const char *c = parts[i] ? parts[i] : "";; c++) {
			hash = (hash ^ (unsigned char)*c) * 1099511628211u;
			if (!*c)
				break;
		}
	snprintf(id, sizeof id, "%016llx", (unsigned long long)hash);
	jw_member(j, "id", id);
}

static void write_moving(struct json *j, const struct map *m, const struct moving *g)
{
	jw_open(j, '{');
	write_id(j, g);
	jw_member(j, "mode", mode_names[g->mode]);
	part_vehicle(j, g->mode, g->vehicle, NULL, g->voyage, g->plate, g->transport);
	part_place_as(j, "from", m->w, g->place, false);
	part_place_as(j, "to", m->w, g->to, false);
	jw_member_integer(j, "count", g->count);
	part_instant(j, "since", g->since);
	part_instant(j, "expected", g->expected);
	part_instant(j, "heard", g->heard);
	if (g->arrived)
		jw_member_bool(j, "arrived", true);
	jw_key(j, "containers");
	jw_open(j, '[');
	for (size_t i = 0; i < NAMED && g->containers[i]; i++)
		jw_string(j, g->containers[i]);
	jw_close(j, ']');
	jw_close(j, '}');
}

void map_write(struct map *m)
{
	struct json j = {m->q->out, false};

	jw_open(&j, '{');
	answer_as_of(m->q, &j, m->now);
	jw_member_integer(&j, "boxes", m->boxes);
	jw_member_integer(&j, "unplaced", m->unplaced);
	jw_member_bool(&j, "cut", m->cut);
	jw_key(&j, "places");
	jw_open(&j, '[');
	for (size_t i = 0; i < m->standing_count; i++)
		write_standing(&j, m, &m->standing[i]);
	jw_close(&j, ']');
	jw_key(&j, "moving");
	jw_open(&j, '[');
	for (size_t i = 0; i < m->moving_count; i++)
		write_moving(&j, m, &m->moving[i]);
	jw_close(&j, ']');
	jw_close(&j, '}');
}
