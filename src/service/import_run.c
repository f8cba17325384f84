#include "service/import_run.h"

#include "base/limits.h"
#include "service/ingest_steps.h"

#include <stdlib.h>

#define LOT_EVENTS   3072 /* about: up to four lots are in memory, two of them with what is sent of them */
#define LOT_MESSAGES 500
#define SLICE        (64u << 10) /* fed at once: a lot may be cut behind each */

struct pass {
	struct import *import;
	struct world *world;
	struct decode_world knows;
	struct decoder *decoder;
	struct import_writers *writers;
	struct lot *lot;
	struct decode_hint hint;
	int64_t line;   /* of the lot under way */
	bool deaf;      /* the decoder takes no more: a limit */
	bool at_end;    /* a workbook, which is read when all of it is there: lots are cut between messages */
	uint64_t again; /* messages that are read again, and were taken */
	uint64_t offset; /* decoded up to here */
	uint64_t messages, events, diagnostics;
};

static void take_diagnostic(void *self, const struct diagnostic *d)
{
	struct pass *p = self;

	if (p->again)
		return;
	/* The limit counts for the whole intake, not for each of its parts. */
	if (p->diagnostics++ < LIMIT_DIAGNOSTICS)
		part_diagnostic(&p->lot->part, d);
	else if (d->severity >= SEVERITY_WARNING)
		p->lot->part.envelope_warns = true;
}

static void take_unknown(void *self, const struct unknown_code *u)
{
	struct pass *p = self;
	struct decode_sink sink = part_sink(&p->lot->part);

	if (!p->again)
		sink.unknown(sink.self, u);
}

static void tell(struct pass *p)
{
	const struct import_progress *to = p->import->progress;

	if (to && to->told)
		to->told(to->self, p->offset, p->import->source.size, p->messages, p->events);
}

static void count(struct pass *p)
{
	p->messages += p->lot->part.message_count;
	p->events += p->lot->part.event_count;
}

/* Closes the lot under way and hands it to the writers.  What is to go on at byte 0 begins anew, and passes
 * over the messages that were taken: it needs no state. */
static bool cut(struct pass *p, uint64_t until)
{
	struct lot *l = p->lot;
	struct part *part = &l->part;

	count(p);
	l->row = (struct import_part){
		.line = p->line++,
		.until = until,
		.state = until ? decoder_state(p->decoder, &part->arena) : "",
		.messages = part->message_count,
		.rejected = part->rejected,
		.warned = part->warned,
		.events = part->event_count,
		.diagnostics = text_string(&part->envelope),
		.warns = part->envelope_warns,
	};
	p->lot = lot_new(p->import->intake.sender, p->import->intake.party);
	tell(p);
	return writers_give(p->writers, l);
}

static bool is_full(const struct lot *l)
{
	return l->part.event_count >= LOT_EVENTS || l->part.message_count >= LOT_MESSAGES;
}

static bool take_message(void *self, const struct message *m)
{
	struct pass *p = self;
	struct decode_sink sink = part_sink(&p->lot->part);

	if (p->again) {
		p->again--;
		return true;
	}
	return sink.message(sink.self, m) && (!p->at_end || !is_full(p->lot) || cut(p, 0));
}

/* Feeds a piece of the file; what of it lies before `from` is decoded already. */
static bool feed(struct pass *p, const struct piece *piece, uint64_t at)
{
	size_t begin = p->offset > at ? (size_t)(p->offset - at) : 0;

	while (begin < piece->length) {
		size_t n = piece->length - begin < SLICE ? piece->length - begin : SLICE;

		if (!p->deaf)
			p->deaf = !decoder_feed(p->decoder, piece->bytes + begin, n);
		begin += n;
		p->offset = at + begin;
		if (is_full(p->lot) && !cut(p, decoder_safe_offset(p->decoder)))
			return false;
	}
	return true;
}

static bool read_piece(struct pass *p, uint32_t line, struct piece *piece, struct fault *f)
{
	*piece = (struct piece){.line = line, .bytes = malloc(LIMIT_CHUNK)};
	if (!piece->bytes)
		return fault_say(f, FAULT_INTERNAL, "no memory for a piece");
	if (source_read(&p->import->source, (uint64_t)line * LIMIT_CHUNK, piece->bytes, LIMIT_CHUNK,
		    &piece->length, f))
		return true;
	free(piece->bytes);
	return false;
}

/* False without a fault: a writer failed. */
static bool take_piece(struct pass *p, struct piece *piece)
{
	/* The piece goes with the lot that is under way behind it: what is fed from it must stay until then.
	 */
	if (!feed(p, piece, (uint64_t)piece->line * LIMIT_CHUNK)) {
		free(piece->bytes);
		return false;
	}
	p->lot->pieces[p->lot->piece_count++] = *piece;
	return p->lot->piece_count < LOT_PIECES || cut(p, decoder_safe_offset(p->decoder));
}

static void note_emptiness(struct pass *p)
{
	struct diagnostic d = {.severity = SEVERITY_ERROR,
		.code = "no-message",
		.text = "No message stands in these bytes.",
		.offset = NO_OFFSET};

	if (!p->messages && !p->lot->part.message_count && !p->diagnostics)
		take_diagnostic(p, &d);
}

static bool read_all(struct pass *p, struct fault *f)
{
	uint64_t size = p->import->source.size;

	for (uint64_t line = p->offset / LIMIT_CHUNK; line * LIMIT_CHUNK < size; line++) {
		struct piece piece;

		if (!read_piece(p, (uint32_t)line, &piece, f))
			return false;
		if (!take_piece(p, &piece))
			return true; /* writers_end tells why */
	}
	p->at_end = p->offset && decoder_safe_offset(p->decoder) == 0;
	if (!p->deaf)
		decoder_end(p->decoder);
	note_emptiness(p);
	if (source_unchanged(&p->import->source, f))
		cut(p, size);
	else
		return false;
	return true;
}

static bool start_decoder(struct pass *p, const struct import_part *done, struct fault *f)
{
	static const struct decode_limits no_limits;
	struct decode_sink sink = {
		.self = p, .message = take_message, .diagnostic = take_diagnostic, .unknown = take_unknown};

	p->decoder = decoder_new(p->import->intake.format, &p->knows, &no_limits, &sink);
	if (!p->decoder)
		return fault_say(f, FAULT_INTERNAL, "no decoder for %s", p->import->intake.format);
	p->hint = intake_hint(&p->import->arena, &p->import->intake);
	decoder_hint(p->decoder, &p->hint);
	p->messages = done->messages;
	p->events = done->events;
	p->offset = done->until;
	p->line = done->line + 1;
	p->again = done->until ? 0 : done->messages;
	if (done->line >= 0 && done->until &&
		!decoder_resume(p->decoder, done->state, done->until, (uint32_t)done->messages))
		return fault_say(f, FAULT_INTERNAL, "the import cannot go on at byte %llu",
			(unsigned long long)done->until);
	return true;
}

static bool run(struct pass *p, const struct import_part *done, struct fault *f)
{
	struct import *i = p->import;
	struct fault of_writers = {0};
	bool fine, written;

	if (!start_decoder(p, done, f) ||
		!writers_start(&p->writers, i->service->db, i->intake.id, i->intake.party, p->line, f))
		return false;
	fine = read_all(p, f);
	written = writers_end(p->writers, &of_writers);
	if (fine && !written)
		*f = of_writers;
	return fine && written;
}

bool import_run(struct import *i, const struct import_part *done, struct fault *f)
{
	struct pass p = {.import = i, .world = service_world(i->service)};
	bool fine;

	p.knows = world_decode(p.world);
	p.lot = lot_new(i->intake.sender, i->intake.party);
	fine = run(&p, done, f);
	lot_free(p.lot);
	if (p.decoder)
		decoder_free(p.decoder);
	world_release(p.world);
	return fine;
}
