/* Events that are here already, and of which more is understood by now. */
#include "base/limits.h"
#include "base/words.h"
#include "service/ingest_fold.h"
#include "service/ingest_rail.h"
#include "service/ingest_write.h"

#include <stdlib.h>
#include <string.h>

static int by_line(const void *line, const void *b)
{
	const struct stored_event *const *e = b;

	return (*(const uint32_t *)line > (*e)->line) - (*(const uint32_t *)line < (*e)->line);
}

/* Journeys of those containers are made anew, from what is there now. */
static bool fold_mended(struct writing *w, const char **containers, size_t n, struct fault *f)
{
	return !n || fold_anew(w->conn, &w->arena, containers, n, w->journeys, w->journey_count, f);
}

/* What is mended: boxes that were told of, and wagons and trains that others may ride on. */
struct mending {
	const char **boxes;
	struct stored_event **vehicles;
	size_t box_count, vehicle_count;
	uint64_t *mended;
};

static void take_mended(struct writing *w, const struct rows *r, struct mending *m)
{
	for (int row = 0; row < rows_count(r); row++) {
		uint32_t line = (uint32_t)rows_int(r, row, 0);
		struct stored_event *e;

		if (!rows_text(r, row, 0))
			continue;
		++*m->mended;
		e = *(struct stored_event **)bsearch(
			&line, w->by_line, w->event_count, sizeof *w->by_line, by_line);
		if (e->event.subject_kind == SUBJECT_CONTAINER)
			m->boxes[m->box_count++] = e->event.subject;
		else if (rail_part_of(&e->event) == RAIL_VEHICLES)
			m->vehicles[m->vehicle_count++] = e;
	}
}

/* To wagons, trains and the boxes on them it is as if it had been told just now; boxes with new events of
 * their own are left to fold_mended. */
static bool fold_mended_vehicles(struct writing *w, struct mending *m, struct fault *f)
{
	bool fine;

	if (!m->vehicle_count)
		return true;
	for (size_t i = 0; i < w->event_count; i++)
		if (w->sorted[i]->is_new && w->sorted[i]->event.subject_kind == SUBJECT_CONTAINER)
			m->boxes[m->box_count++] = w->sorted[i]->event.subject;
	for (size_t i = 0; i < m->vehicle_count; i++)
		m->vehicles[i]->is_new = true;
	fine = rail_fold(w->conn, &w->arena, w->sorted, w->event_count, RAIL_VEHICLES, f);
	for (size_t i = 0; i < m->vehicle_count; i++)
		m->vehicles[i]->is_new = false;
	return fine;
}

bool writing_mend(struct writing *w, uint64_t *mended, struct fault *f)
{
	struct stored_event **known = arena_alloc_array(&w->arena, w->event_count + 1, sizeof *known);
	struct mending m = {.boxes = arena_alloc_array(&w->arena, w->event_count + 1, sizeof *m.boxes),
		.vehicles = arena_alloc_array(&w->arena, w->event_count + 1, sizeof *m.vehicles),
		.mended = mended};
	size_t n = 0;

	*mended = 0;
	for (size_t i = 0; i < w->event_count; i++)
		if (!w->sorted[i]->is_new)
			known[n++] = w->sorted[i];
	for (size_t i = 0, part; i < n; i += part) {
		struct rows *r;

		part = n - i < LIMIT_BATCH_EVENTS ? n - i : LIMIT_BATCH_EVENTS;
		if (!events_mend(w->conn, &w->arena, known + i, part, &r, f))
			return false;
		take_mended(w, r, &m);
	}
	return fold_mended_vehicles(w, &m, f) && fold_mended(w, m.boxes, words_once(m.boxes, m.box_count), f);
}
