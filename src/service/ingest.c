#include "service/ingest.h"

#include "base/limits.h"
#include "service/ingest_steps.h"
#include "service/ingest_write.h"

#include <string.h>

#define LOOK_FIRST (256u << 10) /* bytes from which on a look for a duplicate before decoding pays */

/* One post: what it brings, what of it is decoded, and the attempt under way. */
struct post {
	const struct delivery *d;
	struct part part;
	struct intake intake;
	struct receipt *receipt;
	bool duplicate; /* the same bytes are there */
};

/* An import that was cut holds only some of the bytes' events: to call them received would lose the rest. */
static bool answer_duplicate(struct post *p, struct fault *f)
{
	if (strcmp(p->intake.status, "importing") == 0)
		return fault_say(f, FAULT_CLASH,
			"an import of the same bytes is under way, or was cut: let it end, or run it again");
	receipt_duplicate(p->receipt, &p->intake);
	return true;
}

/* Claims, adds events and looks for the same bytes, all in one round trip. */
static bool first_trip(struct post *p, struct writing *w, struct conn *c, struct fault *f)
{
	struct batch *b = batch_new(c, &w->arena);
	struct post_claim claim = {p->intake.sender, p->intake.sha256, NULL};

	w->post = &claim;
	batch_begin(b);
	if (!writing_claim_later(w, b, f) || !writing_events_later(w, b, f) || !batch_run(b, f))
		return false;
	p->duplicate = rows_count(claim.same) > 0;
	if (!p->duplicate)
		return writing_fold(w, f);
	intake_of_row(claim.same, &p->intake);
	return answer_duplicate(p, f);
}

static void add_pieces(struct post *p, struct writing *w, struct batch *b)
{
	size_t n = p->d->length;

	for (uint32_t line = 1; (uint64_t)line * LIMIT_CHUNK < n; line++) {
		size_t at = (size_t)line * LIMIT_CHUNK;

		intake_chunk_later(b, &w->arena, p->intake.id, line, p->d->bytes + at,
			n - at < LIMIT_CHUNK ? n - at : LIMIT_CHUNK);
	}
}

static bool second_trip(struct post *p, struct writing *w, struct conn *c, struct fault *f)
{
	struct batch *b = batch_new(c, &w->arena);
	size_t n = p->d->length;

	receipt_of_part(p->receipt, &p->intake, &p->part, w->new_events);
	if (!writing_save_post_later(
		    w, b, &p->intake, p->d->bytes ? p->d->bytes : "", n < LIMIT_CHUNK ? n : LIMIT_CHUNK, f))
		return false;
	add_pieces(p, w, b);
	batch_commit(b);
	return batch_run(b, f);
}

static bool attempt(struct post *p, struct conn *c, struct fault *f)
{
	struct writing w;
	bool fine =
		writing_open(&w, c, &p->part, p->intake.id, p->intake.party, f) && first_trip(p, &w, c, f);

	if (fine && !p->duplicate)
		fine = second_trip(p, &w, c, f);
	if (!fine || p->duplicate)
		conn_rollback(c);
	writing_close(&w);
	return fine;
}

/* Big bodies are looked up before they are decoded. */
static bool look_first(struct post *p, struct conn *c, struct fault *f)
{
	if (p->d->length < LOOK_FIRST)
		return true;
	if (!intake_find(c, &p->part.arena, p->intake.sender, p->intake.sha256, &p->intake, &p->duplicate, f))
		return false;
	return !p->duplicate || answer_duplicate(p, f);
}

static void decode(struct post *p, struct service *s)
{
	struct world *w = service_world(s);

	part_decode(&p->part, w, p->d->content_type, p->d->bytes, p->d->length, &p->intake.format);
	world_release(w);
}

static bool take_in(struct post *p, struct service *s, struct conn *c, struct fault *f)
{
	if (!look_first(p, c, f))
		return false;
	if (p->duplicate)
		return true;
	if (!intake_new_id(p->intake.id, f))
		return false;
	decode(p, s);
	for (int i = 1;; i++) {
		*f = (struct fault){0};
		if (attempt(p, c, f))
			return true;
		if (i == TRIES || !(fault_runs_again(f) || fault_is_clash(f)))
			return false;
	}
}

bool ingest_bytes(struct service *s, struct conn *c, const struct delivery *d, uint32_t messages_most,
	struct receipt *r, struct fault *f)
{
	struct post p = {.d = d, .receipt = r};
	bool fine;

	*r = (struct receipt){0};
	part_open(&p.part, d->sender, messages_most);
	p.intake = intake_of_delivery(&p.part.arena, d);
	p.part.sender = p.intake.sender;
	sha256_of(d->bytes ? d->bytes : "", d->length, p.intake.sha256);
	fine = take_in(&p, s, c, f);
	part_close(&p.part);
	if (!fine)
		receipt_free(r);
	return fine;
}

bool ingest_post(
	struct service *s, struct conn *c, const struct delivery *d, struct receipt *r, struct fault *f)
{
	return ingest_bytes(s, c, d, s->settings.messages_most, r, f);
}
