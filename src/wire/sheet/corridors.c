#include "wire/sheet/corridors.h"

#include "wire/sheet/csv.h"
#include "wire/sheet/reference_value.h"

#include <string.h>

enum cell {
	CELL_CORRIDOR,
	CELL_NAME,
	CELL_MODE = CELL_NAME + LANGUAGES,
	CELL_GAUGE,
	CELL_PLACE,
	CELL_LAT,
	CELL_LON,
	CELLS
};

struct reading {
	struct arena *arena;
	struct corridors *list;
	size_t corridor_room, stretch_room, point_room;
};

bool stretch_is_of(const struct stretch *s, const char *corridor)
{
	size_t length = strlen(corridor);

	for (const char *word = s->corridors; *word; word += strcspn(word, " "), word += *word == ' ')
		if (strcspn(word, " ") == length && strncmp(word, corridor, length) == 0)
			return true;
	return false;
}

static bool knows_corridors(const struct reading *r, const struct stretch *s)
{
	size_t known = 0, words = 1;

	for (const char *c = s->corridors; *c; c++)
		words += *c == ' ';
	for (size_t i = 0; i < r->list->corridor_count; i++)
		known += stretch_is_of(s, r->list->corridors[i].code);
	return known == words;
}

static bool begin_corridor(struct reading *r, char **cells)
{
	struct corridors *l = r->list;
	struct corridor c = {.code = cells[CELL_CORRIDOR]};

	for (int i = 0; i < LANGUAGES; i++)
		c.name[i] = *cells[CELL_NAME + i] ? cells[CELL_NAME + i] : NULL;
	l->corridors = arena_grow(
		r->arena, l->corridors, l->corridor_count, &r->corridor_room, sizeof *l->corridors);
	l->corridors[l->corridor_count++] = c;
	return *c.code && !*cells[CELL_MODE] && !*cells[CELL_PLACE];
}

static enum mode mode_of(const char *word)
{
	for (int m = MODE_UNKNOWN + 1; m < MODES; m++)
		if (strcmp(mode_names[m], word) == 0)
			return (enum mode)m;
	return MODE_UNKNOWN;
}

static bool begin_stretch(struct reading *r, char **cells)
{
	struct corridors *l = r->list;
	struct stretch s = {.corridors = cells[CELL_CORRIDOR], .mode = mode_of(cells[CELL_MODE])};

	for (const char *c = cells[CELL_GAUGE]; *c >= '0' && *c <= '9' && s.gauge < 10000; c++)
		s.gauge = s.gauge * 10 + (*c - '0');
	l->stretches =
		arena_grow(r->arena, l->stretches, l->stretch_count, &r->stretch_room, sizeof *l->stretches);
	l->stretches[l->stretch_count++] = s;
	r->point_room = 0;
	return s.mode != MODE_UNKNOWN && (s.mode == MODE_RAIL) == (s.gauge > 0) && knows_corridors(r, &s);
}

static bool add_point(struct reading *r, char **cells)
{
	struct corridor_point p = {.lat = NO_COORDINATE, .lon = NO_COORDINATE};
	struct stretch *s;

	if (!r->list->stretch_count)
		return false;
	s = &r->list->stretches[r->list->stretch_count - 1];
	if (*cells[CELL_PLACE])
		p.place = cells[CELL_PLACE];
	else if (!value_degrees(cells[CELL_LAT], 90, "NS", &p.lat) ||
		 !value_degrees(cells[CELL_LON], 180, "EW", &p.lon))
		return false;
	s->points = arena_grow(r->arena, s->points, s->count, &r->point_room, sizeof *s->points);
	s->points[s->count++] = p;
	return !p.place || value_is_place_code(p.place);
}

static bool take_row(struct reading *r, char **cells)
{
	if (*cells[CELL_NAME])
		return begin_corridor(r, cells);
	if (*cells[CELL_MODE] && !begin_stretch(r, cells))
		return false;
	return add_point(r, cells);
}

bool corridors_decode(struct arena *a, const char *bytes, size_t n, struct corridors *list, struct fault *f)
{
	struct reading r = {.arena = a, .list = list};
	bool heading = true;
	size_t count;
	char **cells;
	struct csv c;

	*list = (struct corridors){.corridor_count = 0};
	csv_start(&c, bytes, n);
	while (csv_next(&c, a, &cells, &count, f)) {
		if (count != CELLS || (!heading && !take_row(&r, cells)))
			return fault_say(f, FAULT_BAD_BODY,
				"row %u is no corridor, no stretch and no point of one", c.row);
		heading = false;
	}
	return f->code == FAULT_NONE;
}
