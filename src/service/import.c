#include "base/limits.h"
#include "service/import_judge.h"
#include "service/ingest_steps.h"
#include "service/receipt.h"
#include "service/reference.h"
#include "store/intake.h"
#include "wire/unread.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define RECEIPT_MESSAGES 1000 /* refused or warned about, that an import's receipt names */
#define LOCK_TRIES       30
#define LIST_MOST        (256ull << 20) /* bytes of a reference list */

/* The receipt of a whole import: only what is odd is told message by message. */
static bool write_receipt(
	struct import *i, const struct import_part *sums, struct receipt *r, struct fault *f)
{
	struct receipt_writing w;
	struct rows *odd;

	if (!messages_odd(i->conn, &i->arena, i->intake.id, RECEIPT_MESSAGES, &odd, f))
		return false;
	memcpy(r->intake, i->intake.id, sizeof r->intake);
	r->messages = sums->messages;
	r->events = sums->events;
	r->new_events = sums->new_events;
	r->rejected = sums->rejected;
	r->warned = sums->warned;
	text_clear(&r->json);
	receipt_begin(&w, &r->json, i->intake.id, receipt_status_word(r->status), r->events, r->new_events);
	receipt_diagnostics(&w, sums->diagnostics);
	for (int row = 0; row < rows_count(odd); row++)
		receipt_message(
			&w, &(struct receipt_line){(uint32_t)rows_int(odd, row, 0), rows_text(odd, row, 1),
				    rows_text(odd, row, 2), rows_text(odd, row, 3),
				    (uint64_t)rows_int(odd, row, 4), rows_text(odd, row, 5)});
	receipt_end(&w);
	return true;
}

static enum receipt_status status_of(const struct import_part *sums)
{
	if (sums->messages == sums->rejected)
		return RECEIPT_REJECTED;
	return sums->rejected || sums->warned || sums->warns ? RECEIPT_WARNINGS : RECEIPT_ACCEPTED;
}

static bool finish(struct import *i, struct receipt *r, struct fault *f)
{
	struct batch *b = batch_new(i->conn, &i->arena);
	struct import_part sums;

	if (!import_parts(i->conn, &i->arena, i->intake.id, &sums, f))
		return false;
	r->status = status_of(&sums);
	i->intake.status = receipt_status_word(r->status);
	r->status = receipt_verdict(r->status, sums.rejected, sums.events, sums.new_events);
	if (!write_receipt(i, &sums, r, f))
		return false;
	i->intake.messages = sums.messages;
	i->intake.events = sums.events;
	i->intake.new_events = sums.new_events;
	i->intake.receipt = text_string(&r->json);
	intake_done_later(b, &i->arena, &i->intake);
	return batch_run(b, f);
}

/* From the first byte, or from where the last try was cut; a deadlock cuts as well. */
static bool run_until_done(struct import *i, struct fault *f)
{
	for (int tries = 1;; tries++) {
		struct import_part done;

		*f = (struct fault){0};
		if (!import_parts(i->conn, &i->arena, i->intake.id, &done, f))
			return false;
		if (done.line >= 0 && done.until == i->source.size)
			return true;
		if (import_run(i, &done, f))
			return true;
		/* A clash: the last part of an import that was killed was committed only just now. */
		if (tries == TRIES || !(fault_runs_again(f) || fault_is_clash(f)))
			return false;
	}
}

static bool add_intake(struct import *i, const char *status, struct fault *f)
{
	struct batch *b = batch_new(i->conn, &i->arena);

	i->intake.status = status;
	if (!intake_new_id(i->intake.id, f))
		return false;
	intake_add_later(b, &i->arena, &i->intake, NULL, 0);
	return batch_run(b, f);
}

/* Bytes that are kept in one go: of a reference list, or of what is refused. */
static bool keep_whole(struct import *i, const char *bytes, const char *status, struct fault *f)
{
	struct batch *b = batch_new(i->conn, &i->arena);
	uint64_t size = i->source.size <= LIMIT_BODY ? i->source.size : 0;

	i->intake.status = status;
	i->intake.unkept = size < i->source.size;
	batch_begin(b);
	intake_add_later(b, &i->arena, &i->intake, NULL, 0);
	for (uint32_t line = 0; (uint64_t)line * LIMIT_CHUNK < size; line++) {
		size_t at = (size_t)line * LIMIT_CHUNK;
		size_t n = (size_t)size - at;

		intake_chunk_later(
			b, &i->arena, i->intake.id, line, bytes + at, n < LIMIT_CHUNK ? n : LIMIT_CHUNK);
	}
	batch_commit(b);
	if (batch_run(b, f))
		return true;
	conn_rollback(i->conn);
	return false;
}

/* The receipt of bytes that hold no messages: a reference list (rows), or nothing we know. */
static void receipt_of_whole(
	struct import *i, struct receipt *r, const char *diagnostics, const struct receipt_rows *rows)
{
	struct receipt_writing w;

	memcpy(r->intake, i->intake.id, sizeof r->intake);
	text_clear(&r->json);
	receipt_begin(&w, &r->json, i->intake.id, receipt_status_word(r->status), 0, 0);
	receipt_diagnostics(&w, diagnostics);
	w.rows = rows;
	receipt_end(&w);
	i->intake.receipt = text_string(&r->json);
}

struct told {
	struct text objects;
	size_t count, warnings;
};

static void take_diagnostic(void *self, const struct diagnostic *d)
{
	struct told *t = self;
	struct json j = {&t->objects, t->count > 0};

	t->warnings += d->severity == SEVERITY_WARNING;
	if (t->count++ < LIMIT_DIAGNOSTICS)
		diagnostic_write(&j, d);
}

static const char *source_of_list(enum reference_list list)
{
	return list == REFERENCE_LOCODE ? "locode" : list == REFERENCE_SMDG ? "smdg" : "user";
}

static bool load_list(
	struct import *i, enum reference_list list, const char *bytes, struct receipt *r, struct fault *f)
{
	struct told told = {0};
	struct world *world = service_world(i->service);
	struct reference_told to = {take_diagnostic, &told, world};
	struct reference_count count = {0};
	bool fine = reference_load(
		i->conn, list, source_of_list(list), bytes, (size_t)i->source.size, &to, &count, f);
	struct receipt_rows rows = {
		reference_list_name(list), count.taken, count.passed, count.refused, told.warnings};

	world_release(world);
	i->intake.format = reference_list_name(list);
	r->status = !count.taken ? RECEIPT_REJECTED : told.count ? RECEIPT_WARNINGS : RECEIPT_ACCEPTED;
	if (fine) {
		receipt_of_whole(i, r, text_string(&told.objects), &rows);
		fine = keep_whole(i, bytes, receipt_status_word(r->status), f);
	}
	text_free(&told.objects);
	return fine && service_reload_places(i->service, f);
}

static bool refuse(struct import *i, const char *bytes, struct receipt *r, struct fault *f)
{
	struct told told = {0};
	struct diagnostic d = {.severity = SEVERITY_ERROR,
		.code = "unknown-format",
		.text = "This is in no format that is taken here: messages in EDIFACT, DCSA events in JSON, "
			"UN/LOCODE, SMDG and status code lists as CSV.",
		.offset = NO_OFFSET};
	const char *seen = unread_words(&i->arena, i->source.head, i->source.head_length, "import");

	if (seen)
		d.text = seen;
	r->status = RECEIPT_REJECTED;
	take_diagnostic(&told, &d);
	receipt_of_whole(i, r, text_string(&told.objects), NULL);
	text_free(&told.objects);
	return keep_whole(i, bytes, verdict_names[VERDICT_REJECTED], f);
}

/* What is no stream of messages is looked at as a whole. */
static bool take_whole(struct import *i, struct receipt *r, struct fault *f)
{
	size_t n = (size_t)i->source.size;
	enum reference_list list = REFERENCE_NONE;
	char *bytes = NULL;
	bool fine;

	if (!intake_new_id(i->intake.id, f))
		return false;
	if (n && n <= LIST_MOST) {
		bytes = mmap(NULL, n, PROT_READ, MAP_PRIVATE, i->source.fd, 0);
		if (bytes == MAP_FAILED)
			return fault_say(f, FAULT_ENVIRONMENT, "the file cannot be mapped into memory");
		list = i->delivery->messages_only ? REFERENCE_NONE : reference_sniff(bytes, n);
	}
	fine = list != REFERENCE_NONE && list != REFERENCE_CODES ? load_list(i, list, bytes, r, f)
								 : refuse(i, bytes, r, f);
	if (bytes)
		munmap(bytes, n);
	return fine;
}

/* What fits into memory needs no parts: one transaction, one wait for the disk. */
static bool take_small(struct import *i, struct receipt *r, struct fault *f)
{
	struct delivery d = *i->delivery;
	char *bytes = arena_alloc(&i->arena, (size_t)i->source.size + 1);
	size_t got;

	if (!source_read(&i->source, 0, bytes, (size_t)i->source.size, &got, f) ||
		!source_unchanged(&i->source, f))
		return false;
	d.bytes = bytes;
	d.length = got;
	return ingest_bytes(i->service, i->conn, &d, 0, r, f);
}

static bool tell_resumed(struct import *i, struct fault *f)
{
	const struct import_progress *to = i->progress;
	struct import_part done;

	if (!import_parts(i->conn, &i->arena, i->intake.id, &done, f))
		return false;
	if (to && to->resumed)
		to->resumed(to->self, done.line >= 0 ? done.until : 0, i->source.size, done.messages);
	return true;
}

/* What was to be taken whole and is not: its receipt is kept, and as much of its bytes as of all that is
 * refused. */
static bool keep_judged(struct import *i, struct fault *f)
{
	size_t n = (size_t)i->source.size;
	char *bytes = n <= LIMIT_BODY ? mmap(NULL, n, PROT_READ, MAP_PRIVATE, i->source.fd, 0) : NULL;
	bool fine;

	if (bytes == MAP_FAILED)
		return fault_say(f, FAULT_ENVIRONMENT, "the file cannot be mapped into memory");
	fine = source_unchanged(&i->source, f) && keep_whole(i, bytes, verdict_names[VERDICT_REJECTED], f);
	if (bytes)
		munmap(bytes, n);
	return fine;
}

/* *done: nothing more is to be done, the receipt says why. */
static bool judge(struct import *i, bool there, struct receipt *r, bool *done, struct fault *f)
{
	if ((!there && !intake_new_id(i->intake.id, f)) || !import_judge(i, r, done, f))
		return false;
	if (*done && there)
		return fault_say(f, FAULT_CLASH,
			"parts of this file were taken already, message by message, and some of the rest is "
			"refused: it can only be brought to its end with --rows good");
	return !*done || keep_judged(i, f);
}

static bool take_messages(struct import *i, bool there, struct receipt *r, struct fault *f)
{
	if (there ? !tell_resumed(i, f) : !add_intake(i, "importing", f))
		return false;
	return run_until_done(i, f) && finish(i, r, f);
}

/* Under the lock on these bytes. */
static bool take_in(struct import *i, struct receipt *r, struct fault *f)
{
	bool there, done = false;

	i->intake.format = decode_sniff(i->source.head, i->source.head_length);
	if (!intake_find(i->conn, &i->arena, i->intake.sender, i->intake.sha256, &i->intake, &there, f))
		return false;
	if (there && strcmp(i->intake.status, "importing") != 0) {
		receipt_duplicate(r, &i->intake);
		return true;
	}
	if (!i->intake.format)
		return take_whole(i, r, f);
	if (!there && i->source.size <= LIMIT_BODY_MEMORY)
		return take_small(i, r, f);
	if (import_is_judged(i) && !judge(i, there, r, &done, f))
		return false;
	return done || take_messages(i, there, r, f);
}

/* The server lets go of a killed import's lock only when it notices that nobody is there: worth a short wait.
 */
static bool lock(struct import *i, struct fault *f)
{
	static const struct timespec pause = {.tv_nsec = 100 * 1000 * 1000};
	bool got = false;

	for (int tries = 0; tries < LOCK_TRIES; tries++) {
		if (!import_lock(i->conn, &i->arena, i->intake.sha256, &got, f))
			return false;
		if (got)
			return true;
		nanosleep(&pause, NULL);
	}
	return fault_say(f, FAULT_BUSY, "another import of the same bytes is under way");
}

static bool import_locked(struct import *i, struct receipt *r, struct fault *f)
{
	bool fine;

	if (!lock(i, f))
		return false;
	fine = take_in(i, r, f);
	import_unlock(i->conn, &i->arena, i->intake.sha256);
	return fine;
}

bool ingest_import(struct service *s, struct conn *c, const char *path, const struct delivery *d,
	const struct import_progress *p, struct receipt *r, struct fault *f)
{
	struct import i = {.service = s, .conn = c, .delivery = d, .progress = p};
	bool fine;

	*r = (struct receipt){0};
	if (!source_open(&i.source, path, p, f))
		return false;
	i.intake = intake_of_delivery(&i.arena, d);
	i.intake.length = i.source.size;
	memcpy(i.intake.sha256, i.source.sha256, sizeof i.intake.sha256);
	fine = import_locked(&i, r, f);
	source_close(&i.source);
	arena_free(&i.arena);
	if (!fine)
		receipt_free(r);
	return fine;
}
