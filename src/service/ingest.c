#include "service/ingest.h"

#include "base/limits.h"
#include "service/ingest_slices.h"
#include "service/ingest_steps.h"
#include "service/ingest_write.h"
#include "service/refused.h"

#include <stdlib.h>
#include <string.h>

#define SLICE_EVENTS 1024         /* that a post holds at once */
#define AN_EVENT     256          /* bytes that say one, more or less */
#define TRIP_PIECES  4            /* pieces of the bytes that are sent at once */
#define LOOK_FIRST   (256u << 10) /* bytes from which on a look for a duplicate before decoding pays */
#define LOCK_WAIT_MS "1000"       /* of posts that are taken in together */

/* One post: what it brings, what of it is decoded, what becomes of it. */
struct post {
	const struct delivery *d;
	struct world *world; /* that it is decoded in; NULL: it is not */
	struct part part;
	size_t slice; /* events that are held at once */
	struct intake intake;
	struct receipt *receipt;
	struct fault *fault;
	struct post *same; /* one before it that has the same bytes and is not refused; NULL */
	bool settled;      /* it has its receipt or its fault */
};

/* Posts that share a transaction. */
struct group {
	struct arena arena; /* of one attempt */
	struct post **posts, **live;
	size_t count, live_count;
	bool hurried; /* others may wait behind it: no lock is waited for for long */
};

static void fail(struct post *p, const struct fault *f)
{
	*p->fault = *f;
	p->settled = true;
}

/* An import that was cut holds only some of the bytes' events: to call them received would lose the rest. */
static void answer_duplicate(struct post *p, const struct intake *first)
{
	if (strcmp(first->status, "importing") == 0)
		fault_say(p->fault, FAULT_CLASH,
			"an import of the same bytes is under way, or was cut: let it end, or run it again");
	else
		receipt_duplicate(p->receipt, first);
	p->settled = true;
}

static void answer_same(struct group *g, const struct post *p, const struct intake *first)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->posts[i]->same == p)
			answer_duplicate(g->posts[i], first);
}

static bool find_live(struct group *g)
{
	g->live = arena_alloc_array(&g->arena, g->count, sizeof(struct post *));
	g->live_count = 0;
	for (size_t i = 0; i < g->count; i++)
		if (!g->posts[i]->settled && !g->posts[i]->same)
			g->live[g->live_count++] = g->posts[i];
	return g->live_count > 0;
}

static struct post_claim claim_of(struct group *g)
{
	const struct intake **intakes = arena_alloc_array(&g->arena, g->live_count, sizeof *intakes);

	for (size_t i = 0; i < g->live_count; i++)
		intakes[i] = &g->live[i]->intake;
	return (struct post_claim){intakes, g->live_count, NULL};
}

static bool settle_duplicates(struct group *g, const struct rows *same)
{
	for (int row = 0; row < rows_count(same); row++) {
		struct post *p = g->live[post_of_row(same, row)];
		struct intake first = p->intake;

		intake_of_row(same, row, &first);
		answer_duplicate(p, &first);
		answer_same(g, p, &first);
	}
	return rows_count(same) > 0;
}

static void begin(struct group *g, struct batch *b)
{
	static const struct param wait = {LOCK_WAIT_MS, 0, false};

	batch_begin(b);
	if (g->hurried)
		batch_add(b, SQL_tx_lock_wait, &wait, 1, NULL);
}

/* Claims, adds events and looks for the same bytes, all in one round trip.  *duplicates: some were answered
 * so, and what the transaction has done must not stay. */
static bool first_trip(struct group *g, struct writing *w, bool *duplicates, struct fault *f)
{
	struct batch *b = batch_new(w->conn, &w->arena);
	struct post_claim claim = claim_of(g);

	w->post = &claim;
	begin(g, b);
	if (!writing_claim_later(w, b, f) || !writing_events_later(w, b, f) || !batch_run(b, f))
		return false;
	*duplicates = settle_duplicates(g, claim.same);
	return *duplicates || (writing_claim_noted(w, f) && writing_fold(w, f));
}

/* Few at once: libpq keeps a copy of what it has not sent yet. */
static bool add_pieces(struct post *p, struct writing *w, struct batch *b, struct fault *f)
{
	size_t n = p->intake.unkept ? 0 : p->d->length;

	for (uint32_t line = 1; (uint64_t)line * LIMIT_CHUNK < n; line++) {
		size_t at = (size_t)line * LIMIT_CHUNK;

		intake_chunk_later(b, &w->arena, p->intake.id, line, p->d->bytes + at,
			n - at < LIMIT_CHUNK ? n - at : LIMIT_CHUNK);
		if (line % TRIP_PIECES == 0 && !batch_run(b, f))
			return false;
	}
	return true;
}

/* What of a big post is but noted. */
static bool write_slices(struct group *g, struct writing *w, struct fault *f)
{
	const struct post *p = g->live[0];
	struct slices s = {
		w->conn, &w->shares[0], p->world, p->intake.format, p->d->bytes, p->d->length, p->slice};

	return !p->part.noted.events || slices_write(&s, f);
}

static int by_bytes(const void *a, const void *b)
{
	const struct post_kept *x = a, *y = b;
	int order = strcmp(x->intake->sender, y->intake->sender);

	return order ? order : memcmp(x->intake->sha256, y->intake->sha256, sizeof x->intake->sha256);
}

/* With each its receipt. */
static struct post_kept *kept_of(struct group *g, const struct writing *w)
{
	struct post_kept *kept = arena_alloc_array(&g->arena, g->live_count, sizeof *kept);

	for (size_t i = 0; i < g->live_count; i++) {
		struct post *p = g->live[i];
		size_t n = p->d->length;

		receipt_of_part(p->receipt, &p->intake, &p->part, w->shares[i].new_events);
		p->receipt->unsaid = w->shares[i].unsaid;
		if (p->intake.unkept) {
			p->intake.receipt = refused_receipt(&p->part.arena, &p->intake, &p->part);
			kept[i] = (struct post_kept){.intake = &p->intake};
			continue;
		}
		kept[i] = (struct post_kept){&p->intake, p->d->bytes ? p->d->bytes : "",
			n < LIMIT_CHUNK ? n : LIMIT_CHUNK, p->part.messages, p->part.message_count};
	}
	qsort(kept, g->live_count, sizeof *kept, by_bytes);
	return kept;
}

static bool second_trip(struct group *g, struct writing *w, struct fault *f)
{
	struct batch *b = batch_new(w->conn, &w->arena);

	if (!writing_save_posts_later(w, b, kept_of(g, w), g->live_count, f))
		return false;
	for (size_t i = 0; i < g->live_count; i++) {
		struct post *p = g->live[i];

		if (!p->intake.unkept)
			unknowns_save_later(b, &w->arena, p->intake.id, &p->part.unknown, false);
		if (!add_pieces(p, w, b, f))
			return false;
	}
	batch_commit(b);
	return batch_run(b, f);
}

static void settle_live(struct group *g)
{
	for (size_t i = 0; i < g->live_count; i++) {
		g->live[i]->settled = true;
		answer_same(g, g->live[i], &g->live[i]->intake);
	}
}

static struct share *shares_of(struct group *g)
{
	struct share *shares = arena_alloc_array(&g->arena, g->live_count, sizeof *shares);

	for (size_t i = 0; i < g->live_count; i++) {
		struct post *p = g->live[i];

		shares[i] =
			(struct share){.part = &p->part, .intake = p->intake.id, .party = p->intake.party};
	}
	return shares;
}

/* Settles at least one: all that are live, or only those that turned out to be duplicates. */
static bool attempt(struct group *g, struct conn *c, struct fault *f)
{
	struct writing w;
	bool duplicates = false;
	bool fine = writing_open(&w, c, shares_of(g), g->live_count, f) &&
		    first_trip(g, &w, &duplicates, f) &&
		    (duplicates || (write_slices(g, &w, f) && second_trip(g, &w, f)));

	if (!fine || duplicates)
		conn_rollback(c);
	else
		settle_live(g);
	writing_close(&w);
	return fine;
}

static bool write_group(struct group *g, struct conn *c, struct fault *f)
{
	bool fine = true;

	for (int tries = 1; fine && find_live(g); arena_reset(&g->arena)) {
		*f = (struct fault){0};
		if (!attempt(g, c, f))
			fine = tries++ < TRIES && (fault_runs_again(f) || fault_is_clash(f));
	}
	arena_free(&g->arena);
	return fine;
}

/* Whether each may be tried by itself: the server has said no, can be asked again, and did not say so of a
 * lock that the next one may wait for as well. */
static bool may_part(const struct fault *f)
{
	return f->sqlstate[0] && f->code != FAULT_NO_DATABASE && !ingest_is_blocked(f);
}

static void write_alone(struct post *p, struct conn *c, bool hurried)
{
	struct group g = {.posts = &p, .count = 1, .hurried = hurried};
	struct fault f = {0};

	if (!write_group(&g, c, &f))
		fail(p, &f);
}

static void write_posts(struct post **posts, size_t n, struct conn *c)
{
	struct group g = {.posts = posts, .count = n, .hurried = n > 1};
	struct fault f = {0};

	if (write_group(&g, c, &f))
		return;
	for (size_t i = 0; i < n; i++) {
		posts[i]->same = NULL;
		if (posts[i]->settled)
			continue;
		if (n > 1 && may_part(&f))
			write_alone(posts[i], c, true);
		else
			fail(posts[i], &f);
	}
}

/* Big bodies are looked up before they are decoded. */
static bool look_first(struct post *p, struct conn *c)
{
	struct intake first = p->intake;
	bool there;

	if (p->d->length < LOOK_FIRST)
		return true;
	if (!intake_find(c, &p->part.arena, p->intake.sender, p->intake.sha256, &first, &there, p->fault))
		return false;
	if (there)
		answer_duplicate(p, &first);
	return !there;
}

static void decode(struct post *p, struct service *s)
{
	p->world = service_world(s);
	part_decode(&p->part, p->world, p->d->content_type, p->d->bytes, p->d->length, &p->intake.format);
}

static void prepare(struct post *p, struct service *s, struct conn *c, uint32_t messages_most, bool alone)
{
	part_open(&p->part, p->d->sender, NULL, messages_most);
	p->slice = s->settings.slice_events ? s->settings.slice_events : SLICE_EVENTS;
	p->part.notes = p->part.numbered = alone && p->d->length > p->slice * AN_EVENT;
	p->intake = intake_of_delivery(&p->part.arena, p->d);
	p->part.sender = p->intake.sender;
	p->part.party = p->intake.party;
	sha256_of(p->d->bytes ? p->d->bytes : "", p->d->length, p->intake.sha256);
	p->settled = !look_first(p, c) || !intake_new_id(p->intake.id, p->fault);
	if (!p->settled) {
		p->part.hint = intake_hint(&p->part.arena, &p->intake);
		p->part.rows = p->d->rows;
		p->part.acknowledge = p->d->acknowledge;
		decode(p, s);
		p->settled = !refused_judge(&s->settings, c, &p->part, &p->intake, p->fault);
	}
}

/* Refused bytes are no duplicate of anything, nor is anything one of theirs. */
static void find_same(struct post *p, struct post *all)
{
	for (struct post *q = all; q < p && !p->same; q++)
		if (!q->settled && !q->same && q->part.accepted &&
			memcmp(q->intake.sha256, p->intake.sha256, sizeof p->intake.sha256) == 0 &&
			strcmp(q->intake.sender, p->intake.sender) == 0)
			p->same = q;
}

static void take_in(struct service *s, struct conn *c, const struct delivery *d, uint32_t messages_most,
	struct receipt *r, struct fault *f, size_t n)
{
	struct arena a = ARENA_INIT;
	struct post *all = arena_alloc_array(&a, n, sizeof *all);
	struct post **posts = arena_alloc_array(&a, n, sizeof *posts);

	for (size_t i = 0; i < n; i++) {
		r[i] = (struct receipt){0};
		f[i] = (struct fault){0};
		all[i] = (struct post){.d = &d[i], .receipt = &r[i], .fault = &f[i]};
		posts[i] = &all[i];
		prepare(&all[i], s, c, messages_most, n == 1);
		find_same(&all[i], all);
	}
	write_posts(posts, n, c);
	for (size_t i = 0; i < n; i++) {
		part_close(&all[i].part);
		if (all[i].world)
			world_release(all[i].world);
		if (f[i].code)
			receipt_free(&r[i]);
	}
	arena_free(&a);
}

void ingest_posts(struct service *s, struct conn *c, const struct delivery *d, struct receipt *r,
	struct fault *f, size_t n)
{
	take_in(s, c, d, s->settings.messages_most, r, f, n);
}

bool ingest_is_blocked(const struct fault *f)
{
	return strcmp(f->sqlstate, "55P03") == 0;
}

bool ingest_post(
	struct service *s, struct conn *c, const struct delivery *d, struct receipt *r, struct fault *f)
{
	ingest_posts(s, c, d, r, f, 1);
	return !f->code;
}

bool ingest_bytes(struct service *s, struct conn *c, const struct delivery *d, uint32_t messages_most,
	struct receipt *r, struct fault *f)
{
	take_in(s, c, d, messages_most, r, f, 1);
	return !f->code;
}
