#include "service/ingest_write.h"

#include "base/limits.h"
#include "service/ingest_chain.h"
#include "service/ingest_fold.h"
#include "store/lookup_store.h"
#include "store/wire.h"
#include "wire/dcsa.h"

#include <stdlib.h>
#include <string.h>

#define CLAIMS_A_TRIP 8192 /* noted containers */

static int by_id(const void *a, const void *b)
{
	const struct stored_event *const *x = a, *const *y = b;
	bool x_box = (*x)->event.subject_kind == SUBJECT_CONTAINER;
	bool y_box = (*y)->event.subject_kind == SUBJECT_CONTAINER;
	int order = x_box - y_box;

	if (!order)
		order = memcmp((*x)->event.id, (*y)->event.id, sizeof(*x)->event.id);
	if (!order)
		order = strcmp((*x)->event.subject, (*y)->event.subject);
	return order ? order : ((*x)->line > (*y)->line) - ((*x)->line < (*y)->line);
}

static int by_subject(const void *a, const void *b)
{
	const struct stored_event *const *x = a, *const *y = b;

	return strcmp((*x)->event.subject, (*y)->event.subject);
}

/* Nothing of it is new yet; its events stand behind those of the shares before it. */
static void take_share(struct writing *w, struct share *s)
{
	struct part *p = s->part;

	s->new_events = 0;
	s->line = (uint32_t)w->event_count;
	for (size_t i = 0; i < p->event_count; i++) {
		struct stored_event *e = p->events[i];

		e->is_new = false;
		e->intake = s->intake;
		if (!p->numbered)
			e->line = (uint32_t)w->event_count;
		w->by_line[w->event_count++] = e;
	}
	for (size_t i = 0; i < p->message_count; i++)
		p->messages[i].new_events = 0;
}

static void take_shares(struct writing *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->share_count; i++)
		n += w->shares[i].part->event_count;
	w->by_line = arena_alloc_array(&w->arena, n + 1, sizeof *w->by_line);
	for (size_t i = 0; i < w->share_count; i++)
		take_share(w, &w->shares[i]);
}

static bool know_types(struct conn *c, struct fault *f)
{
	return conn_type_oid(c, "event_in", f) && conn_type_oid(c, "journey_in", f) &&
	       conn_type_oid(c, "message_in", f);
}

/* Those that ride on what is told of. */
static bool add_riders(struct writing *w, struct fault *f)
{
	struct subject *riders;
	size_t n;

	if (!rail_kin(w->conn, &w->arena, w->by_line, w->event_count, w->rail, &riders, &n, f))
		return false;
	w->kin = chain_with_kin(&w->arena, w->kin, &w->kin_count, riders, n);
	return true;
}

bool writing_open(struct writing *w, struct conn *c, struct share *shares, size_t n, struct fault *f)
{
	size_t events;

	*w = (struct writing){.conn = c, .shares = shares, .share_count = n};
	take_shares(w);
	events = w->event_count;
	w->sorted = arena_alloc_array(&w->arena, events + 1, sizeof *w->sorted);
	memcpy(w->sorted, w->by_line, events * sizeof *w->sorted);
	qsort(w->sorted, events, sizeof *w->sorted, by_id);
	while (w->others < events && w->sorted[w->others]->event.subject_kind != SUBJECT_CONTAINER)
		w->others++;
	w->added = arena_alloc_array(&w->arena, events / LIMIT_BATCH_EVENTS + 3, sizeof(struct rows *));
	w->rail = rail_part_of_all(w->by_line, events);
	return know_types(c, f) && chain_kin(c, &w->arena, w->by_line, events, &w->kin, &w->kin_count, f) &&
	       add_riders(w, f);
}

void writing_close(struct writing *w)
{
	arena_free(&w->arena);
}

/* Each container once, with the size-type that the latest of them says, from events sorted by subject. */
static size_t boxes_of(struct stored_event **by_name, size_t n, struct subject *out)
{
	const struct event *size = NULL;
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		const struct event *e = &by_name[i]->event;

		if (e->subject_kind != SUBJECT_CONTAINER)
			continue;
		if (!count || strcmp(out[count - 1].number, e->subject) != 0) {
			out[count++] = (struct subject){e->subject, e->number_failed, NULL};
			size = NULL;
		}
		size = journey_size_from(size, e);
		out[count - 1].size_type = size ? size->size_type : NULL;
	}
	return count;
}

/* What is noted of containers; NULL: their events are all here. */
static const struct noted *noting(const struct writing *w)
{
	return w->share_count == 1 && w->shares->part->notes ? &w->shares->part->noted : NULL;
}

static int by_grant(const void *a, const void *b)
{
	const struct grant *x = a, *y = b;
	int order = strcmp(x->party, y->party);

	return order ? order : strcmp(x->subject, y->subject);
}

static size_t each_once(struct grant *grants, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (!count || by_grant(&grants[count - 1], &grants[i]) != 0)
			grants[count++] = grants[i];
	return count;
}

static size_t grant_paper(struct grant *grants, size_t n, const char *party, const struct paper *p)
{
	for (size_t i = 0; i < p->subject_count; i++)
		grants[n++] = (struct grant){party, p->subjects[i]};
	return n;
}

/* How many subjects the papers of a writing name. */
static size_t covered(const struct writing *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->share_count; i++)
		for (size_t k = 0; k < w->shares[i].part->paper_count; k++)
			n += w->shares[i].part->papers[k]->paper.subject_count;
	return n;
}

/* A party sees the subjects that its own deliveries name. */
static void grant_access(struct writing *w, struct batch *b)
{
	struct grant *grants = arena_alloc_array(&w->arena, w->event_count + covered(w) + 1, sizeof *grants);
	size_t n = 0;

	for (size_t i = 0; i < w->share_count; i++) {
		const struct share *s = &w->shares[i];

		for (size_t k = 0; s->party && k < s->part->event_count; k++)
			grants[n++] = (struct grant){s->party, s->part->events[k]->event.subject};
		for (size_t k = 0; s->party && k < s->part->paper_count; k++)
			n = grant_paper(grants, n, s->party, &s->part->papers[k]->paper);
	}
	if (!n)
		return;
	qsort(grants, n, sizeof *grants, by_grant);
	access_grant_later(b, &w->arena, grants, each_once(grants, n));
}

static bool add_events(struct writing *w, struct batch *b, size_t from, size_t until, struct fault *f)
{
	while (from < until) {
		size_t n = until - from < LIMIT_BATCH_EVENTS ? until - from : LIMIT_BATCH_EVENTS;

		if (!events_add_later(
			    b, &w->arena, w->conn, w->sorted + from, n, &w->added[w->added_count++], f))
			return false;
		from += n;
	}
	return true;
}

static void claim_boxes(struct writing *w, struct batch *b)
{
	if (w->post)
		post_claim_later(b, &w->arena, w->boxes, noting(w) ? 0 : w->box_count, w->post, &w->locked);
	else if (w->box_count)
		journeys_lock_later(b, &w->arena, w->boxes, w->box_count, &w->locked);
}

static void find_boxes(struct writing *w)
{
	size_t n = w->event_count;
	struct stored_event **by_name;

	if (noting(w)) {
		w->boxes = noted_boxes(noting(w), &w->arena, &w->box_count);
		return;
	}
	by_name = arena_alloc_array(&w->arena, n + 1, sizeof *by_name);
	memcpy(by_name, w->sorted, n * sizeof *by_name);
	qsort(by_name, n, sizeof *by_name, by_subject);
	w->boxes = arena_alloc_array(&w->arena, n + 1, sizeof *w->boxes);
	w->box_count = boxes_of(by_name, n, w->boxes);
	w->boxes = chain_with_kin(&w->arena, w->boxes, &w->box_count, w->kin, w->kin_count);
}

static void add_transports(struct writing *w, struct batch *b)
{
	const struct noted *noted = noting(w);
	size_t n = w->event_count, named = noted ? noted->named_count : 0;
	struct stored_event **all = w->by_line;

	if (named) {
		all = arena_alloc_array(&w->arena, n + named, sizeof *all);
		memcpy(all, w->by_line, n * sizeof *all);
		memcpy(all + n, noted->named, named * sizeof *all);
	}
	transports_add_later(b, &w->arena, all, n + named, w->told);
}

void writing_reclaim_later(struct writing *w, struct batch *b)
{
	struct param *p = arena_alloc_array(&w->arena, 3, sizeof *p);

	find_boxes(w);
	/* what was noted of them was no size: their rows say none yet */
	for (size_t i = 0; i < w->box_count; i++)
		w->boxes[i].size_type = NULL;
	subjects_columns(&w->arena, w->boxes, w->box_count, p);
	journeys_read_later(b, p, &w->locked);
}

bool writing_claim_later(struct writing *w, struct batch *b, struct fault *f)
{
	find_boxes(w);
	chain_lock_later(b, &w->arena, w->by_line, w->event_count);
	rail_claim_later(b, &w->arena, noting(w) && noting(w)->rail > w->rail ? noting(w)->rail : w->rail);
	add_transports(w, b);
	claim_boxes(w, b);
	if (noting(w))
		return true;
	grant_access(w, b);
	return add_events(w, b, 0, w->others, f);
}

/* What is claimed of noted containers: each kind for all of them, some a trip, before the next begins. */
enum claim { CLAIM_SUBJECT, CLAIM_JOURNEY, CLAIM_ACCESS, CLAIMS };

static void claim_later(struct writing *w, struct batch *b, struct arena *a, enum claim what,
	const struct subject *boxes, size_t n)
{
	struct param *p = arena_alloc_array(a, 3, sizeof *p);
	struct grant *grants;

	if (what == CLAIM_ACCESS) {
		grants = arena_alloc_array(a, n, sizeof *grants);
		for (size_t i = 0; i < n; i++)
			grants[i] = (struct grant){w->shares->party, boxes[i].number};
		access_grant_later(b, a, grants, n);
		return;
	}
	subjects_columns(a, boxes, n, p);
	if (what == CLAIM_SUBJECT)
		subjects_add_later(b, p);
	else
		journeys_hold_later(b, p);
}

static bool claim_all(struct writing *w, enum claim what, struct fault *f)
{
	bool fine = true;

	for (size_t i = 0; fine && i < w->box_count; i += CLAIMS_A_TRIP) {
		size_t n = w->box_count - i < CLAIMS_A_TRIP ? w->box_count - i : CLAIMS_A_TRIP;
		struct arena a = ARENA_INIT;
		struct batch *b = batch_new(w->conn, &a);

		claim_later(w, b, &a, what, w->boxes + i, n);
		fine = batch_run(b, f);
		arena_free(&a);
	}
	return fine;
}

bool writing_claim_noted(struct writing *w, struct fault *f)
{
	struct batch *b = batch_new(w->conn, &w->arena);

	if (!noting(w))
		return true;
	for (enum claim what = CLAIM_SUBJECT; what < CLAIMS; what++)
		if ((what != CLAIM_ACCESS || w->shares->party) && !claim_all(w, what, f))
			return false;
	grant_access(w, b);
	return add_events(w, b, 0, w->others, f) && batch_run(b, f);
}

bool writing_events_later(struct writing *w, struct batch *b, struct fault *f)
{
	return add_events(w, b, w->others, w->event_count, f);
}

/* Of two shares that begin with the same line the first has no events. */
static struct share *share_with(struct writing *w, uint32_t line)
{
	size_t i = w->share_count - 1;

	while (w->shares[i].line > line)
		i--;
	return &w->shares[i];
}

static int by_line_sought(const void *line, const void *b)
{
	const struct stored_event *const *e = b;

	return (*(const uint32_t *)line > (*e)->line) - (*(const uint32_t *)line < (*e)->line);
}

void writing_mark_new(struct writing *w, uint32_t line)
{
	struct share *s = share_with(w, line);
	struct stored_event *e = *(struct stored_event **)bsearch(
		&line, w->by_line, w->event_count, sizeof *w->by_line, by_line_sought);
	uint32_t first = s->part->messages[0].message->line;

	e->is_new = true;
	s->part->messages[e->message - first].new_events++;
	s->new_events++;
	s->unsaid += !dcsa_says(&e->event);
}

static void mark_all_new(struct writing *w)
{
	for (size_t i = 0; i < w->added_count; i++)
		for (int row = 0; row < rows_count(w->added[i]); row++)
			writing_mark_new(w, (uint32_t)rows_int(w->added[i], row, 0));
}

void writing_journeys(struct writing *w)
{
	if (w->journeys)
		return;
	w->journeys = journeys_of_rows(&w->arena, w->locked, w->boxes, w->box_count);
	w->journey_count = w->box_count;
}

bool writing_fold(struct writing *w, struct fault *f)
{
	mark_all_new(w);
	if (!chain_fold(w->conn, &w->arena, w->sorted, w->event_count, f) ||
		!rail_fold(w->conn, &w->arena, w->sorted, w->event_count, w->rail, f))
		return false;
	if (!w->locked)
		return true;
	writing_journeys(w);
	return fold_journeys(w->conn, &w->arena, w->sorted + w->others, w->event_count - w->others,
		w->journeys, w->journey_count, f);
}

static bool save_messages(struct writing *w, struct batch *b, struct fault *f)
{
	for (size_t i = 0; i < w->share_count; i++) {
		const struct share *s = &w->shares[i];

		if (s->part->message_count && !messages_add_later(b, &w->arena, w->conn, s->intake,
						      s->part->messages, s->part->message_count, f))
			return false;
	}
	return true;
}

/* Papers are few: who brings none asks for nothing more. */
static void save_papers(struct writing *w, struct batch *b)
{
	struct stored_paper **all;
	size_t n = 0;

	for (size_t i = 0; i < w->share_count; i++)
		n += w->shares[i].part->paper_count;
	if (!n)
		return;
	all = arena_alloc_array(&w->arena, n, sizeof *all);
	n = 0;
	for (size_t i = 0; i < w->share_count; i++)
		for (size_t k = 0; k < w->shares[i].part->paper_count; k++) {
			all[n] = w->shares[i].part->papers[k];
			all[n++]->intake = w->shares[i].intake;
		}
	papers_add_later(b, &w->arena, all, n);
}

/* So are positions, but of what trackers send. */
static void save_positions(struct writing *w, struct batch *b)
{
	struct stored_position **all;
	size_t n = 0;

	for (size_t i = 0; i < w->share_count; i++)
		n += w->shares[i].part->position_count;
	if (!n)
		return;
	all = arena_alloc_array(&w->arena, n, sizeof *all);
	n = 0;
	for (size_t i = 0; i < w->share_count; i++)
		for (size_t k = 0; k < w->shares[i].part->position_count; k++) {
			all[n] = w->shares[i].part->positions[k];
			all[n++]->intake = w->shares[i].intake;
		}
	positions_add_later(b, &w->arena, all, n);
}

bool writing_save_events_later(struct writing *w, struct batch *b, struct fault *f)
{
	if (!journeys_save_later(b, &w->arena, w->conn, w->journeys, w->journey_count, f))
		return false;
	references_add_later(b, &w->arena, w->sorted, w->event_count);
	mentions_add_later(b, &w->arena, w->sorted, w->event_count);
	lookups_add_later(b, &w->arena, w->sorted, w->event_count);
	return true;
}

bool writing_save_later(struct writing *w, struct batch *b, struct fault *f)
{
	save_papers(w, b);
	save_positions(w, b);
	return writing_save_events_later(w, b, f) && save_messages(w, b, f);
}

bool writing_save_posts_later(
	struct writing *w, struct batch *b, const struct post_kept *kept, size_t n, struct fault *f)
{
	save_papers(w, b);
	save_positions(w, b);
	mentions_add_later(b, &w->arena, w->sorted, w->event_count);
	lookups_add_later(b, &w->arena, w->sorted, w->event_count);
	return journeys_save_later(b, &w->arena, w->conn, w->journeys, w->journey_count, f) &&
	       post_keep_later(b, &w->arena, w->conn, kept, n, w->sorted, w->event_count, f);
}
