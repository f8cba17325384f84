/* Decoding a stored intake again: after places were added, after a decoder was mended. */
#include "base/limits.h"
#include "service/ingest.h"
#include "service/ingest_steps.h"
#include "service/ingest_write.h"

#include <string.h>

#define REPLAY_MOST (4 * LIMIT_BODY) /* bytes; all that an intake says is one transaction */

struct replay {
	struct arena arena;
	struct intake intake;
	const char *viewer;
	struct part part;
	uint64_t known;    /* events that were new when it first came */
	const char *ended; /* its status before */
};

/* New events, some that are understood better, or a delivery that is taken now and was refused.  Without that
 * its receipt stays the one that was answered when it came. */
static bool brings(const struct replay *p, uint64_t new_events, uint64_t mended)
{
	const char *refused = verdict_names[VERDICT_REJECTED];

	return new_events || mended || p->part.paper_count || p->part.position_count ||
	       (strcmp(p->ended, refused) == 0 && strcmp(part_status(&p->part), refused) != 0);
}

/* Feeds the pieces as they are stored. */
static bool decode_pieces(const struct intake *i, struct decoder *d, struct conn *c, struct fault *f)
{
	for (uint32_t line = 0;; line++) {
		struct arena piece = ARENA_INIT;
		const char *bytes;
		size_t n;
		bool fine = intake_chunk(c, &piece, i->id, line, &bytes, &n, f);
		bool more = fine && bytes && decoder_feed(d, bytes, n);

		arena_free(&piece);
		if (!fine)
			return false;
		if (!more)
			break;
	}
	decoder_end(d);
	return true;
}

static const char *format_of(const struct intake *i, struct conn *c, struct arena *a, struct fault *f)
{
	const char *bytes;
	size_t n;

	if (!intake_chunk(c, a, i->id, 0, &bytes, &n, f) || !bytes)
		return i->content_type ? decode_format_of_type(i->content_type) : NULL;
	return decode_format(i->content_type, bytes, n);
}

bool intake_decode(struct service *s, struct conn *c, struct arena *a, struct intake *i,
	const struct decode_sink *sink, struct fault *f)
{
	struct world *world = service_world(s);
	struct decode_world knows = world_decode(world);
	struct decode_limits limits = {0};
	const struct decode_hint hint = intake_hint(a, i);
	struct decoder *d = NULL;
	bool fine;

	i->format = format_of(i, c, a, f);
	if (i->format)
		d = decoder_new(i->format, &knows, &limits, sink);
	if (d)
		decoder_hint(d, &hint);
	fine = d ? decode_pieces(i, d, c, f)
		 : fault_say(f, FAULT_REFUSED, "this intake is in no format that is taken here");
	if (d)
		decoder_free(d);
	world_release(world);
	return fine;
}

static bool decode(struct replay *p, struct service *s, struct conn *c, struct fault *f)
{
	const struct decode_sink sink = part_sink(&p->part);
	bool fine = intake_decode(s, c, &p->arena, &p->intake, &sink, f);

	part_settle(&p->part);
	return fine;
}

static bool save(struct replay *p, struct writing *w, uint64_t new_events, struct fault *f)
{
	struct batch *b = batch_new(w->conn, &w->arena);

	p->intake.new_events = p->known + new_events;
	intake_done_later(b, &w->arena, &p->intake);
	if (!writing_save_later(w, b, f))
		return false;
	unknowns_save_later(b, &w->arena, p->intake.id, &p->part.unknown, true);
	batch_commit(b);
	return batch_run(b, f);
}

static bool attempt(struct replay *p, struct conn *c, struct receipt *r, struct fault *f)
{
	struct share share = {.part = &p->part, .intake = p->intake.id, .party = p->intake.party};
	struct writing w;
	struct batch *b;
	bool fine = writing_open(&w, c, &share, 1, f), keep;

	b = batch_new(c, &w.arena);
	batch_begin(b);
	fine = fine && writing_claim_later(&w, b, f) && writing_events_later(&w, b, f) && batch_run(b, f) &&
	       writing_fold(&w, f) && writing_mend(&w, &r->mended, f);
	keep = fine && brings(p, share.new_events, r->mended);
	if (fine)
		receipt_of_part(r, &p->intake, &p->part, share.new_events);
	if (keep)
		fine = save(p, &w, share.new_events, f);
	if (!fine || !keep)
		conn_rollback(c);
	writing_close(&w);
	return fine;
}

bool intake_can_be_decoded(const struct intake *i, struct fault *f)
{
	if (strcmp(i->status, "importing") == 0)
		return fault_say(
			f, FAULT_CLASH, "this import has not come to its end; run landbridge import again");
	if (i->unkept)
		return fault_say(f, FAULT_GONE, "its bytes were not kept: there is nothing to decode again");
	if (i->length > REPLAY_MOST)
		return fault_say(f, FAULT_TOO_LARGE,
			"an intake of more than %llu MB is not decoded again in one go: import its file "
			"under another "
			"sender instead",
			REPLAY_MOST >> 20);
	return true;
}

static bool run(struct replay *p, struct service *s, struct conn *c, struct receipt *r, struct fault *f)
{
	if (!intake_for_replay(c, &p->arena, p->intake.id, p->viewer, &p->intake, f) ||
		!intake_can_be_decoded(&p->intake, f))
		return false;
	p->known = p->intake.new_events;
	p->ended = p->intake.status;
	part_open(&p->part, p->intake.sender, p->intake.party, 0);
	p->part.rows = intake_rows(&p->arena, &p->intake);
	if (!decode(p, s, c, f))
		return false;
	for (int i = 1;; i++) {
		*f = (struct fault){0};
		if (attempt(p, c, r, f))
			return true;
		if (fault_is_clash(f))
			return fault_say(f, FAULT_CLASH,
				"the same bytes came again and were accepted since; that intake holds their "
				"events");
		if (i == TRIES || !fault_runs_again(f))
			return false;
	}
}

bool ingest_replay(struct service *s, struct conn *c, const uint8_t intake[16], const char *viewer,
	struct receipt *r, struct fault *f)
{
	struct replay p = {.viewer = viewer};
	bool fine;

	*r = (struct receipt){0};
	memcpy(p.intake.id, intake, sizeof p.intake.id);
	fine = run(&p, s, c, r, f);
	part_close(&p.part);
	arena_free(&p.arena);
	if (!fine)
		receipt_free(r);
	return fine;
}
