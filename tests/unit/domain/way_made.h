/* A made net of ways for tests: Lianyungang, the border at Alashankou, Almaty, over the sea to Baku, Osaka.
 */
#ifndef TESTS_UNIT_DOMAIN_WAY_MADE_H
#define TESTS_UNIT_DOMAIN_WAY_MADE_H

#include "domain/passage.h"
#include "record/corridor.h"

#include <string.h>

static const struct made_place {
	const char *code;
	int32_t lat, lon;
} made_places[] = {
	{"JPOSA", 34600000, 135400000},
	{"CNLYG", 34700000, 119400000},
	{"CNSIA", 34300000, 108900000},
	{"CNAKL", 45170000, 82570000},
	{"KZDOS", 45250000, 82480000},
	{"KZALA", 43200000, 76900000},
	{"KZAAU", 43650000, 51150000},
	{"AZBAK", 40370000, 49890000},
	{"AZTOV", 41000000, 45600000},
};

static inline const char *made_complex(void *self, const char *place)
{
	(void)self;
	return strcmp(place, "CNAKL") == 0 || strcmp(place, "KZDOS") == 0 ? "dostyk-alashankou" : place;
}

static inline bool made_where(void *self, const char *place, int32_t *lat, int32_t *lon)
{
	(void)self;
	for (size_t i = 0; i < sizeof made_places / sizeof *made_places; i++)
		if (strcmp(made_places[i].code, place) == 0) {
			*lat = made_places[i].lat;
			*lon = made_places[i].lon;
			return true;
		}
	return false;
}

#define MADE_BEND                                                                                            \
	{                                                                                                    \
		NULL, 39000000, 98000000                                                                     \
	}
#define MADE_AT(code)                                                                                        \
	{                                                                                                    \
		code, NO_COORDINATE, NO_COORDINATE                                                           \
	}

static inline struct passages *made_passages(struct arena *a)
{
	static struct corridor_point sea[] = {MADE_AT("JPOSA"), MADE_AT("CNLYG")},
				     east[] = {MADE_AT("CNLYG"), MADE_AT("CNSIA"), MADE_BEND,
					     MADE_AT("CNAKL")},
				     over[] = {MADE_AT("CNAKL"), MADE_AT("KZDOS"), MADE_AT("KZALA"),
					     MADE_AT("KZAAU")},
				     caspian[] = {MADE_AT("KZAAU"), MADE_AT("AZBAK")},
				     west[] = {MADE_AT("AZBAK"), MADE_AT("AZTOV")};
	static struct stretch lines[] = {{"x", MODE_VESSEL, 0, sea, 2}, {"x", MODE_RAIL, 1435, east, 4},
		{"x", MODE_RAIL, 1520, over, 4}, {"x", MODE_VESSEL, 0, caspian, 2},
		{"x", MODE_RAIL, 1520, west, 2}};
	static const struct corridors list = {NULL, lines, 0, sizeof lines / sizeof *lines};
	static const struct passage_world world = {NULL, made_complex, made_where};

	return passages_make(a, &world, &list);
}

#endif
