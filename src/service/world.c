#include "service/world_inside.h"

#include "system/clock.h"
#include "system/embed.h"
#include "wire/sheet/reference.h"

#include <stdlib.h>
#include <string.h>

static int by_code(const void *a, const void *b)
{
	const struct known_place *x = a, *y = b;

	return strcmp(x->place.code, y->place.code);
}

/* Zones that many places share are read once: the few names are looked through from the newest. */
struct zone_shelf {
	struct {
		const char *name;
		const struct zone *zone;
	} * read;
	size_t count, room;
};

static const struct zone *zone_of_name(struct zone_shelf *s, struct arena *a, const char *name)
{
	struct fault unreadable;

	if (!name || !*name)
		return NULL;
	for (size_t i = s->count; i-- > 0;)
		if (strcmp(s->read[i].name, name) == 0)
			return s->read[i].zone;
	s->read = arena_grow(a, s->read, s->count, &s->room, sizeof *s->read);
	s->read[s->count].name = name;
	/* A zone that this machine's tzdata lacks is the same as none: times then say so. */
	s->read[s->count].zone = clock_zone(a, name, &unreadable);
	return s->read[s->count++].zone;
}

static void copy_place(struct arena *a, struct place *to, const struct place *from)
{
	*to = *from;
	to->code = arena_strdup(a, from->code);
	for (int i = 0; i < LANGUAGES; i++)
		to->name[i] = arena_strdup(a, from->name[i]);
	to->country = arena_strdup(a, from->country);
	to->zone = arena_strdup(a, from->zone);
	to->kinds = arena_strdup(a, from->kinds);
	to->gauges = arena_strdup(a, from->gauges);
	to->complex = arena_strdup(a, from->complex);
}

struct shelf { /* status codes while they are gathered */
	struct arena arena;
	struct status_code *rows;
	size_t count, room;
};

static bool shelve(void *self, const struct status_code *c, struct fault *f)
{
	struct shelf *s = self;
	struct status_code *to;

	(void)f;
	s->rows = arena_grow(&s->arena, s->rows, s->count, &s->room, sizeof *s->rows);
	to = &s->rows[s->count++];
	*to = *c;
	to->sender = arena_strdup(&s->arena, c->sender);
	to->list = arena_strdup(&s->arena, c->list);
	to->status = arena_strdup(&s->arena, c->status);
	to->event = arena_strdup(&s->arena, c->event);
	to->name = arena_strdup(&s->arena, c->name);
	return true;
}

/* Everybody's meanings, and behind them, so that they hold, those of whoever runs this. */
static bool read_statuses(struct world *w, const struct status_code *own, size_t n, struct fault *f)
{
	const struct embedded *e = embedded_find("data/status_codes.csv");
	struct shelf s = {0};
	struct reference_sink sink = {.self = &s, .status_code = shelve};
	struct reference_count count;
	bool fine = !e || reference_decode(REFERENCE_STATUS_CODES, (const char *)e->bytes, e->length, &sink,
				  &count, f);

	for (size_t i = 0; fine && i < n; i++)
		shelve(&s, &own[i], f);
	if (fine)
		status_book_make(&w->statuses, &w->arena, s.rows, s.count);
	arena_free(&s.arena);
	return fine;
}

struct world *world_of(const struct place *places, size_t n, const struct status_code *statuses,
	size_t status_count, struct fault *f)
{
	struct world *w = calloc(1, sizeof *w);
	struct zone_shelf shelf = {0};

	if (!w) {
		fault_say(f, FAULT_INTERNAL, "no memory for the world");
		return NULL;
	}
	atomic_init(&w->held, 1);
	pthread_mutex_init(&w->lock, NULL);
	w->places = arena_alloc_array(&w->arena, n + 1, sizeof *w->places);
	w->count = n;
	for (size_t i = 0; i < n; i++) {
		copy_place(&w->arena, &w->places[i].place, &places[i]);
		w->places[i].zone = zone_of_name(&shelf, &w->arena, w->places[i].place.zone);
	}
	qsort(w->places, n, sizeof *w->places, by_code);
	world_note_places(w);
	if (world_read_profiles(w, f) && read_statuses(w, statuses, status_count, f))
		return w;
	world_release(w);
	return NULL;
}

void world_partners(struct world *w, const struct partner_rows *rows, const struct partner_zone_name *zones,
	size_t zone_count)
{
	struct arena *a = &w->arena;
	struct partner_rows mine;
	struct zone_shelf shelf = {0};

	partner_rows_copy(a, &mine, rows);
	mine.zones = arena_alloc_array(a, zone_count + 1, sizeof *mine.zones);
	mine.zone_count = 0;
	for (size_t i = 0; i < zone_count; i++) {
		const struct partner_zone_name *z = &zones[i];
		const struct zone *zone = zone_of_name(&shelf, a, arena_strdup(a, z->zone));

		if (zone)
			mine.zones[mine.zone_count++] = (struct partner_zone){arena_strdup(a, z->partner),
				arena_strdup(a, z->type), arena_strdup(a, z->column), zone};
	}
	partner_book_make(&w->partners, a, &mine);
}

const struct partner_book *world_partner_book(const struct world *w)
{
	return &w->partners;
}

bool world_zone_known(const char *name)
{
	struct arena a = ARENA_INIT;
	struct fault unreadable;
	bool known = clock_zone(&a, name, &unreadable) != NULL;

	arena_free(&a);
	return known;
}

struct gathering {
	struct arena arena;
	struct place *places;
	size_t count, room;
	struct place_code *codes;
	size_t code_count, code_room;
};

static bool gather(void *self, const struct place *p, struct fault *f)
{
	struct gathering *g = self;

	(void)f;
	g->places = arena_grow(&g->arena, g->places, g->count, &g->room, sizeof *g->places);
	copy_place(&g->arena, &g->places[g->count++], p);
	return true;
}

static bool gather_code(void *self, const struct place_code *c, struct fault *f)
{
	struct gathering *g = self;
	struct arena *a = &g->arena;

	(void)f;
	g->codes = arena_grow(a, g->codes, g->code_count, &g->code_room, sizeof *g->codes);
	g->codes[g->code_count++] = (struct place_code){
		arena_strdup(a, c->place), arena_strdup(a, c->system), arena_strdup(a, c->code)};
	return true;
}

static bool gather_list(struct gathering *g, enum reference_list list, const char *file, struct fault *f)
{
	const struct embedded *e = embedded_find(file);
	struct reference_sink sink = {.self = g, .place = gather, .place_code = gather_code};
	struct reference_count count;

	if (!e)
		return fault_say(f, FAULT_INTERNAL, "this program was built without %s", file);
	return reference_decode(list, (const char *)e->bytes, e->length, &sink, &count, f);
}

struct world *world_embedded(struct fault *f)
{
	return world_embedded_and(NULL, 0, NULL, 0, f);
}

struct world *world_embedded_and(const struct place_code *codes, size_t m, const struct status_code *statuses,
	size_t n, struct fault *f)
{
	struct gathering g = {0};
	struct world *w = NULL;

	if (gather_list(&g, REFERENCE_PLACES, "data/places.csv", f) &&
		gather_list(&g, REFERENCE_PLACE_CODES, "data/place_codes.csv", f))
		w = world_of(g.places, g.count, statuses, n, f);
	for (size_t i = 0; w && i < m; i++)
		gather_code(&g, &codes[i], f);
	if (w)
		world_call(w, g.codes, g.code_count);
	arena_free(&g.arena);
	return w;
}

struct world *world_hold(struct world *w)
{
	atomic_fetch_add(&w->held, 1);
	return w;
}

void world_release(struct world *w)
{
	if (!w || atomic_fetch_sub(&w->held, 1) != 1)
		return;
	pthread_mutex_destroy(&w->lock);
	arena_free(&w->country_arena);
	arena_free(&w->arena);
	free(w);
}
