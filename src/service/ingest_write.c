#include "service/ingest_write.h"

#include "base/limits.h"
#include "service/ingest_fold.h"
#include "store/wire.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b)
{
	const struct stored_event *const *x = a, *const *y = b;
	bool x_box = (*x)->event.subject_kind == SUBJECT_CONTAINER;
	bool y_box = (*y)->event.subject_kind == SUBJECT_CONTAINER;
	int order = x_box - y_box;

	if (!order)
		order = memcmp((*x)->event.id, (*y)->event.id, sizeof(*x)->event.id);
	return order ? order : strcmp((*x)->event.subject, (*y)->event.subject);
}

static int by_subject(const void *a, const void *b)
{
	const struct stored_event *const *x = a, *const *y = b;

	return strcmp((*x)->event.subject, (*y)->event.subject);
}

static void start_again(struct writing *w)
{
	struct part *p = w->part;

	for (size_t i = 0; i < p->event_count; i++)
		p->events[i]->is_new = false;
	for (size_t i = 0; i < p->message_count; i++)
		p->messages[i].new_events = 0;
}

static bool know_types(struct conn *c, struct fault *f)
{
	return conn_type_oid(c, "event_in", f) && conn_type_oid(c, "journey_in", f) &&
	       conn_type_oid(c, "message_in", f);
}

bool writing_open(struct writing *w, struct conn *c, struct part *p, const uint8_t intake[16],
	const char *party, struct fault *f)
{
	*w = (struct writing){.conn = c, .part = p, .intake = intake, .party = party};
	start_again(w);
	w->sorted = arena_alloc_array(&w->arena, p->event_count + 1, sizeof *w->sorted);
	if (p->event_count)
		memcpy(w->sorted, p->events, p->event_count * sizeof *w->sorted);
	qsort(w->sorted, p->event_count, sizeof *w->sorted, by_id);
	while (w->others < p->event_count && w->sorted[w->others]->event.subject_kind != SUBJECT_CONTAINER)
		w->others++;
	w->added =
		arena_alloc_array(&w->arena, p->event_count / LIMIT_BATCH_EVENTS + 3, sizeof(struct rows *));
	return know_types(c, f);
}

void writing_close(struct writing *w)
{
	arena_free(&w->arena);
}

/* Each subject once, from events sorted by subject; containers only or all. */
static size_t subjects_of(struct stored_event **by_name, size_t n, struct subject *out, bool containers_only)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &by_name[i]->event;

		if (containers_only && e->subject_kind != SUBJECT_CONTAINER)
			continue;
		if (count && strcmp(out[count - 1].number, e->subject) == 0)
			continue;
		out[count++] = (struct subject){e->subject, e->number_failed};
	}
	return count;
}

static void grant_access(struct writing *w, struct batch *b, struct stored_event **by_name, size_t n)
{
	struct subject *all = arena_alloc_array(&w->arena, n, sizeof *all);
	size_t count = subjects_of(by_name, n, all, false);
	const char **names = arena_alloc_array(&w->arena, count, sizeof *names);

	for (size_t i = 0; i < count; i++)
		names[i] = all[i].number;
	access_grant_later(b, &w->arena, w->party, names, count);
}

static bool add_events(struct writing *w, struct batch *b, size_t from, size_t until, struct fault *f)
{
	while (from < until) {
		size_t n = until - from < LIMIT_BATCH_EVENTS ? until - from : LIMIT_BATCH_EVENTS;

		if (!events_add_later(b, &w->arena, w->conn, w->intake, w->sorted + from, n,
			    &w->added[w->added_count++], f))
			return false;
		from += n;
	}
	return true;
}

static void claim_boxes(struct writing *w, struct batch *b)
{
	if (w->post)
		post_claim_later(b, &w->arena, w->boxes, w->box_count, w->post, &w->locked);
	else if (w->box_count)
		journeys_lock_later(b, &w->arena, w->boxes, w->box_count, &w->locked);
}

bool writing_claim_later(struct writing *w, struct batch *b, struct fault *f)
{
	size_t n = w->part->event_count;
	struct stored_event **by_name = arena_alloc_array(&w->arena, n + 1, sizeof *by_name);

	memcpy(by_name, w->sorted, n * sizeof *by_name);
	qsort(by_name, n, sizeof *by_name, by_subject);
	w->boxes = arena_alloc_array(&w->arena, n + 1, sizeof *w->boxes);
	w->box_count = subjects_of(by_name, n, w->boxes, true);
	transports_add_later(b, &w->arena, w->part->events, n);
	claim_boxes(w, b);
	if (w->party && n)
		grant_access(w, b, by_name, n);
	return add_events(w, b, 0, w->others, f);
}

bool writing_events_later(struct writing *w, struct batch *b, struct fault *f)
{
	return add_events(w, b, w->others, w->part->event_count, f);
}

static void mark_new(struct writing *w)
{
	struct part *p = w->part;
	uint32_t first = p->message_count ? p->messages[0].message->line : 0;

	for (size_t i = 0; i < w->added_count; i++)
		for (int row = 0; row < rows_count(w->added[i]); row++) {
			struct stored_event *e = p->events[rows_int(w->added[i], row, 0)];

			e->is_new = true;
			p->messages[e->message - first].new_events++;
			w->new_events++;
		}
}

bool writing_fold(struct writing *w, struct fault *f)
{
	mark_new(w);
	if (!w->locked)
		return true;
	w->journeys = journeys_of_rows(&w->arena, w->locked, w->boxes, w->box_count);
	return fold_journeys(w->conn, &w->arena, w->sorted + w->others, w->part->event_count - w->others,
		w->journeys, w->box_count, f);
}

bool writing_save_later(struct writing *w, struct batch *b, struct fault *f)
{
	struct part *p = w->part;

	if (!journeys_save_later(b, &w->arena, w->conn, w->journeys, w->box_count, f))
		return false;
	references_add_later(b, &w->arena, w->sorted, p->event_count);
	if (!p->message_count)
		return true;
	return messages_add_later(b, &w->arena, w->conn, w->intake, p->messages, p->message_count, f);
}

bool writing_save_post_later(struct writing *w, struct batch *b, const struct intake *i, const char *piece,
	size_t n, struct fault *f)
{
	struct part *p = w->part;
	struct post_kept kept = {i, piece, n, p->messages, p->message_count, w->sorted, p->event_count};

	return journeys_save_later(b, &w->arena, w->conn, w->journeys, w->box_count, f) &&
	       post_keep_later(b, &w->arena, w->conn, &kept, f);
}
