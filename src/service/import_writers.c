#include "service/import_writers.h"

#include "service/ingest_write.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define WRITERS 2
#define TAKE_MS 10000

struct import_writers {
	pthread_mutex_t lock;
	pthread_cond_t turn;
	pthread_t threads[WRITERS];
	struct conn *conns[WRITERS];
	int running;
	uint8_t intake[16];
	const char *party;
	struct lot *waiting;               /* given, not yet taken by a writer */
	int64_t claimed, saved, committed; /* the line whose turn it is */
	struct transports_told told;       /* by the last lot that claimed */
	bool ended, failed;
	struct fault fault;
};

struct lot *lot_new(const char *sender, const char *party)
{
	struct lot *l = calloc(1, sizeof *l);

	if (!l)
		abort();
	part_open(&l->part, sender, party, 0);
	return l;
}

void lot_free(struct lot *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->piece_count; i++)
		free(l->pieces[i].bytes);
	part_close(&l->part);
	free(l);
}

static struct lot *next_lot(struct import_writers *w)
{
	struct lot *l;

	pthread_mutex_lock(&w->lock);
	while (!w->waiting && !w->ended && !w->failed)
		pthread_cond_wait(&w->turn, &w->lock);
	l = w->failed ? NULL : w->waiting;
	if (l) {
		w->waiting = NULL;
		pthread_cond_broadcast(&w->turn);
	}
	pthread_mutex_unlock(&w->lock);
	return l;
}

/* Waits until *turn is this line; false when the import has failed meanwhile. */
static bool wait_turn(struct import_writers *w, const int64_t *turn, int64_t line)
{
	bool fine;

	pthread_mutex_lock(&w->lock);
	while (*turn != line && !w->failed)
		pthread_cond_wait(&w->turn, &w->lock);
	fine = !w->failed;
	pthread_mutex_unlock(&w->lock);
	return fine;
}

static void pass_turn(struct import_writers *w, int64_t *turn)
{
	pthread_mutex_lock(&w->lock);
	++*turn;
	pthread_cond_broadcast(&w->turn);
	pthread_mutex_unlock(&w->lock);
}

static void fail(struct import_writers *w, const struct fault *f)
{
	pthread_mutex_lock(&w->lock);
	if (!w->failed)
		w->fault = *f;
	w->failed = true;
	pthread_cond_broadcast(&w->turn);
	pthread_mutex_unlock(&w->lock);
}

static bool begin(struct writing *x, struct fault *f)
{
	struct batch *b = batch_new(x->conn, &x->arena);

	batch_begin(b);
	/* Parts need not wait for the disk: one that is lost takes its row of progress with it.  The end of
	 * the import does. */
	batch_add(b, SQL_commit_soon, NULL, 0, NULL);
	return batch_run(b, f);
}

/* The bytes go first, and one piece a trip: libpq holds all that travels together once more, and never gives
 * that room back. */
static bool keep_pieces(struct writing *x, struct lot *l, struct fault *f)
{
	for (; l->piece_count; l->piece_count--) {
		struct piece *p = &l->pieces[l->piece_count - 1];
		struct batch *b = batch_new(x->conn, &x->arena);

		intake_chunk_later(b, &x->arena, x->shares->intake, p->line, p->bytes, p->length);
		if (!batch_run(b, f))
			return false;
		free(p->bytes);
	}
	return true;
}

static bool claim(struct writing *x, struct fault *f)
{
	struct batch *b = batch_new(x->conn, &x->arena);

	return writing_claim_later(x, b, f) && batch_run(b, f);
}

static bool add_events(struct writing *x, struct fault *f)
{
	return writing_events_copy(x, f) && writing_fold(x, f);
}

static bool save(struct writing *x, struct lot *l, struct fault *f)
{
	struct batch *b = batch_new(x->conn, &x->arena);

	if (!journeys_copy(x->conn, x->journeys, x->journey_count, f) || !writing_save_later(x, b, f))
		return false;
	unknowns_save_later(b, &x->arena, x->shares->intake, &l->part.unknown, false);
	l->row.new_events = x->shares->new_events;
	import_part_later(b, &x->arena, x->shares->intake, &l->row);
	return batch_run(b, f);
}

static bool commit(struct writing *x, struct fault *f)
{
	struct batch *b = batch_new(x->conn, &x->arena);

	batch_commit(b);
	return batch_run(b, f);
}

/* A fault without a code: another writer has failed. */
static bool write_steps(struct import_writers *w, struct writing *x, struct lot *l, struct fault *f)
{
	if (!begin(x, f) || !keep_pieces(x, l, f) || !wait_turn(w, &w->claimed, l->row.line) || !claim(x, f))
		return false;
	pass_turn(w, &w->claimed);
	if (!add_events(x, f) || !wait_turn(w, &w->saved, l->row.line) || !save(x, l, f))
		return false;
	pass_turn(w, &w->saved);
	if (!wait_turn(w, &w->committed, l->row.line) || !commit(x, f))
		return false;
	pass_turn(w, &w->committed);
	return true;
}

static bool write_lot(struct import_writers *w, struct conn *c, struct lot *l, struct fault *f)
{
	struct share share = {.part = &l->part, .intake = w->intake, .party = w->party};
	struct writing x;
	bool fine = writing_open(&x, c, &share, 1, f);

	x.told = &w->told;
	fine = fine && write_steps(w, &x, l, f);
	if (!fine)
		conn_rollback(c);
	writing_close(&x);
	return fine;
}

struct writer {
	struct import_writers *all;
	struct conn *conn;
};

static void *run(void *self)
{
	struct writer me = *(struct writer *)self;
	struct lot *l;

	free(self);
	while ((l = next_lot(me.all))) {
		struct fault f = {0};
		bool fine = write_lot(me.all, me.conn, l, &f);

		lot_free(l);
		if (!fine)
			fail(me.all, &f);
	}
	return NULL;
}

static bool start_one(struct import_writers *w, struct db *db, struct fault *f)
{
	struct conn *c = db_take(db, TAKE_MS, f);
	struct writer *me = c ? malloc(sizeof *me) : NULL;

	if (!c)
		return false;
	w->conns[w->running] = c;
	if (me)
		*me = (struct writer){w, c};
	if (!me || pthread_create(&w->threads[w->running], NULL, run, me)) {
		free(me);
		db_give(c);
		return fault_say(f, FAULT_ENVIRONMENT, "the system starts no thread");
	}
	w->running++;
	return true;
}

bool writers_start(struct import_writers **out, struct db *db, const uint8_t intake[16], const char *party,
	int64_t first_line, struct fault *f)
{
	struct import_writers *w = calloc(1, sizeof *w);
	struct fault ignored;

	*out = w;
	if (!w)
		return fault_say(f, FAULT_INTERNAL, "no memory for the writers");
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->turn, NULL);
	memcpy(w->intake, intake, sizeof w->intake);
	w->party = party;
	w->claimed = w->saved = w->committed = first_line;
	while (w->running < WRITERS)
		if (!start_one(w, db, f)) {
			writers_end(w, &ignored);
			*out = NULL;
			return false;
		}
	return true;
}

bool writers_give(struct import_writers *w, struct lot *l)
{
	bool fine;

	pthread_mutex_lock(&w->lock);
	while (w->waiting && !w->failed)
		pthread_cond_wait(&w->turn, &w->lock);
	fine = !w->failed;
	if (fine) {
		w->waiting = l;
		pthread_cond_broadcast(&w->turn);
	}
	pthread_mutex_unlock(&w->lock);
	if (!fine)
		lot_free(l);
	return fine;
}

bool writers_end(struct import_writers *w, struct fault *f)
{
	bool fine;

	pthread_mutex_lock(&w->lock);
	w->ended = true;
	pthread_cond_broadcast(&w->turn);
	pthread_mutex_unlock(&w->lock);
	for (int i = 0; i < w->running; i++) {
		pthread_join(w->threads[i], NULL);
		db_give(w->conns[i]);
	}
	fine = !w->failed;
	if (!fine)
		*f = w->fault;
	lot_free(w->waiting);
	transports_forget(&w->told);
	pthread_cond_destroy(&w->turn);
	pthread_mutex_destroy(&w->lock);
	free(w);
	return fine;
}
