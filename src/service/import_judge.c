#include "service/import_judge.h"

#include "base/limits.h"
#include "service/ingest_steps.h"
#include "service/receipt.h"
#include "wire/sheet/profile.h"

#include <string.h>

#define LINES_MOST 1000 /* refused messages that the receipt names */

struct judging {
	struct import *import;
	uint64_t messages, rejected, events, at;
	bool whole, errs; /* a profile has it so; something that is no message could not be read */
	struct text envelope;
	size_t told;
	struct receipt_line *lines;
	size_t count, room;
};

static bool a_profile_wants_it(const struct world *w)
{
	const struct sheet_profile *p;
	bool shipped;

	for (size_t i = 0; (p = world_profile_at(w, i, &shipped)); i++)
		if (p->all_or_none)
			return true;
	return false;
}

bool import_is_judged(const struct import *i)
{
	struct world *w;
	bool wanted;

	if (i->delivery->rows != ROWS_AS_PROFILE)
		return i->delivery->rows == ROWS_ALL_OR_NONE;
	w = service_world(i->service);
	wanted = strcmp(i->intake.format, "SHEET") == 0 && a_profile_wants_it(w);
	world_release(w);
	return wanted;
}

static void take_diagnostic(void *self, const struct diagnostic *d)
{
	struct judging *j = self;
	struct json out = {&j->envelope, j->told > 0};

	j->errs |= d->severity == SEVERITY_ERROR;
	if (j->told++ < LIMIT_DIAGNOSTICS)
		diagnostic_write(&out, d);
}

static const char *diagnostics_of(struct arena *a, const struct message *m)
{
	struct text t = TEXT_INIT;
	struct json j = {&t, false};
	const char *kept;

	jw_open(&j, '[');
	for (size_t i = 0; i < m->diagnostic_count; i++)
		if (m->diagnostics[i].severity == SEVERITY_ERROR)
			diagnostic_write(&j, &m->diagnostics[i]);
	jw_close(&j, ']');
	kept = arena_strndup(a, t.bytes, t.length);
	text_free(&t);
	return kept;
}

static bool take_message(void *self, const struct message *m)
{
	struct judging *j = self;
	struct arena *a = &j->import->arena;

	j->messages++;
	j->whole |= m->whole;
	if (m->verdict != VERDICT_REJECTED)
		return true;
	j->rejected++;
	if (j->count == LINES_MOST)
		return true;
	j->lines = arena_grow(a, j->lines, j->count, &j->room, sizeof *j->lines);
	j->lines[j->count++] = (struct receipt_line){m->line, arena_strdup(a, m->format),
		arena_strdup(a, m->reference), verdict_names[VERDICT_REJECTED], 0, diagnostics_of(a, m)};
	return true;
}

static bool take_events(void *self, const struct message *m, const struct event *events, size_t n)
{
	(void)m;
	(void)events;
	((struct judging *)self)->events += n;
	return true;
}

static bool feed_all(struct judging *j, struct decoder *d, struct fault *f)
{
	struct import *i = j->import;
	const struct import_progress *to = i->progress;
	char *piece = arena_alloc(&i->arena, LIMIT_CHUNK);
	bool going = true;

	while (going && j->at < i->source.size) {
		size_t n;

		if (!source_read(&i->source, j->at, piece, LIMIT_CHUNK, &n, f))
			return false;
		going = n && decoder_feed(d, piece, n);
		j->at += n;
		if (to && to->told)
			to->told(to->self, j->at, i->source.size, j->messages, j->events);
	}
	if (going)
		decoder_end(d);
	return true;
}

static bool decode(struct judging *j, struct fault *f)
{
	struct import *i = j->import;
	struct world *w = service_world(i->service);
	const struct decode_world knows = world_decode(w);
	const struct decode_sink sink = {.self = j, .message = take_message, .diagnostic = take_diagnostic};
	const struct decode_limits none = {0};
	const struct decode_hint hint = intake_hint(&i->arena, &i->intake);
	struct decoder *d = decoder_new(i->intake.format, &knows, &none, &sink);
	bool fine;

	decoder_hint(d, &hint);
	decoder_hand_over(d, take_events);
	fine = feed_all(j, d, f);
	decoder_free(d);
	world_release(w);
	return fine;
}

static void say_why(struct judging *j)
{
	struct diagnostic d = {.severity = SEVERITY_ERROR, .code = "all-or-none", .offset = NO_OFFSET};

	d.text = arena_printf(&j->import->arena,
		"%llu of %llu messages were refused%s, and all were to be taken or none: nothing of them was",
		(unsigned long long)j->rejected, (unsigned long long)j->messages,
		j->errs ? " or something beside them could not be read" : "");
	j->told = j->told < LIMIT_DIAGNOSTICS ? j->told : LIMIT_DIAGNOSTICS - 1;
	take_diagnostic(j, &d);
}

static void write_receipt(struct judging *j, struct receipt *r)
{
	struct import *i = j->import;
	struct receipt_writing w;

	say_why(j);
	r->status = RECEIPT_REJECTED;
	r->messages = r->rejected = j->messages;
	memcpy(r->intake, i->intake.id, sizeof r->intake);
	text_clear(&r->json);
	receipt_begin(&w, &r->json, i->intake.id, receipt_status_word(r->status), 0, 0);
	receipt_diagnostics(&w, text_string(&j->envelope));
	for (size_t k = 0; k < j->count; k++)
		receipt_message(&w, &j->lines[k]);
	receipt_end(&w);
	i->intake.messages = j->messages;
	i->intake.receipt = text_string(&r->json);
}

bool import_judge(struct import *i, struct receipt *r, bool *refused, struct fault *f)
{
	struct judging j = {.import = i};
	bool fine = decode(&j, f);

	*refused = fine && rows_are_whole(i->delivery->rows, j.whole) && (j.rejected || j.errs) &&
		   j.rejected < j.messages;
	if (*refused)
		write_receipt(&j, r);
	text_free(&j.envelope);
	return fine;
}
