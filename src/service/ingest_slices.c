#include "service/ingest_slices.h"

#include <string.h>

struct slicing {
	const struct slices *s;
	struct part part; /* the slice under way */
	uint32_t line;    /* events so far, whatever their subject */
	struct fault *fault;
	bool failed;
};

static void start_slice(struct slicing *x)
{
	const struct part *whole = x->s->whole->part;

	part_open(&x->part, whole->sender, whole->party, 0);
	x->part.numbered = true;
	x->part.messages = whole->messages; /* that the new events are counted with */
}

static bool save(struct writing *w, struct fault *f)
{
	struct batch *b = batch_new(w->conn, &w->arena);

	return writing_save_events_later(w, b, f) && batch_run(b, f);
}

static bool write_part(struct slicing *x)
{
	struct share share = {.part = &x->part, .intake = x->s->whole->intake};
	struct writing w;
	bool fine = writing_open(&w, x->s->conn, &share, 1, x->fault);
	struct batch *b = batch_new(w.conn, &w.arena);

	writing_reclaim_later(&w, b);
	fine = fine && writing_events_later(&w, b, x->fault) && batch_run(b, x->fault) &&
	       writing_fold(&w, x->fault) && save(&w, x->fault);
	x->s->whole->new_events += share.new_events;
	x->s->whole->unsaid += share.unsaid;
	writing_close(&w);
	return fine;
}

static bool write_slice(struct slicing *x)
{
	if (!x->part.event_count)
		return true;
	x->failed = !write_part(x);
	part_close(&x->part);
	start_slice(x);
	return !x->failed;
}

/* The message as it was judged in the end; NULL: it was refused. */
static const struct message *judged(const struct slicing *x, uint32_t line)
{
	const struct part *whole = x->s->whole->part;
	size_t at = line - whole->messages[0].message->line;
	const struct message *m = at < whole->message_count ? whole->messages[at].message : NULL;

	return m && m->verdict != VERDICT_REJECTED ? m : NULL;
}

static bool take_events(void *self, const struct message *under_way, const struct event *e, size_t n)
{
	struct slicing *x = self;
	const struct message *m = judged(x, under_way->line);

	for (size_t i = 0; m && i < n; i++, x->line++) {
		if (e[i].subject_kind != SUBJECT_CONTAINER)
			continue;
		part_identify(&x->part, part_add_event(&x->part, m, &e[i], x->line), m->sender);
		if (x->part.event_count >= x->s->most && !write_slice(x))
			return false;
	}
	return true;
}

static bool take_message(void *self, const struct message *m)
{
	(void)self;
	(void)m;
	return true;
}

static void pass_over(void *self, const struct diagnostic *d)
{
	(void)self;
	(void)d;
}

bool slices_write(const struct slices *s, struct fault *f)
{
	struct slicing x = {.s = s, .fault = f};
	struct decode_sink sink = {.self = &x, .message = take_message, .diagnostic = pass_over};

	start_slice(&x);
	decode_all(s->format, s->world, &s->whole->part->hint, &sink, take_events, s->bytes, s->length);
	if (!x.failed)
		write_slice(&x);
	part_close(&x.part);
	return !x.failed;
}
