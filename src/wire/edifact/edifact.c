#include "wire/edifact/edifact.h"

#include "wire/edifact/baplie.h"
#include "wire/edifact/coarri.h"
#include "wire/edifact/codeco.h"
#include "wire/edifact/codes.h"
#include "wire/edifact/contrl_in.h"
#include "wire/edifact/coparn.h"
#include "wire/edifact/coprar.h"
#include "wire/edifact/envelope.h"
#include "wire/edifact/iftmin.h"
#include "wire/edifact/iftsai.h"
#include "wire/edifact/iftsta.h"
#include "wire/edifact/own.h"
#include "wire/edifact/vermas.h"
#include "wire/partner_ask.h"

/* Message types that are taken. */
static const struct message_kind *const kinds[] = {
	&codeco,
	&coarri,
	&iftsta,
	&baplie,
	&coprar,
	&contrl_in,
	&iftsai,
	&coparn,
	&vermas,
	&iftmin,
};
#define KINDS (sizeof kinds / sizeof *kinds)

struct edifact {
	struct decode_world world;
	struct decode_limits limits;
	struct decode_sink sink;
	const struct decode_hint *hint; /* NULL: nothing is known of the delivery */
	struct tokens *tokens;
	struct groups groups[KINDS];
	struct envelope envelope;
	struct arena arena; /* of the message under way */
	struct arena boxes; /* of its boxes whose events are not handed over yet */
	struct made made;   /* those events */
	decode_events *hand_over;
	struct reading reading;
	bool in_message, stopped;
	uint32_t line; /* messages handed over */
	uint32_t told; /* diagnostics outside of messages */
	uint64_t safe; /* nothing behind it has been looked at but for an open message */
	struct syntax safe_syntax;
};

const struct message_kind *edifact_kind(size_t i)
{
	return i < KINDS ? kinds[i] : NULL;
}

bool edifact_sniff(const char *bytes, size_t n)
{
	size_t i = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	char next;

	while (i < n && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t'))
		i++;
	if (n - i < 4 || bytes[i] != 'U' || bytes[i + 1] != 'N' || !strchr("ABH", bytes[i + 2]))
		return false;
	next = bytes[i + 3];
	return (uint8_t)next < 0x80 && !(next >= 'A' && next <= 'Z') && !(next >= 'a' && next <= 'z');
}

void *edifact_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	struct edifact *f = calloc(1, sizeof *f);
	size_t i;

	if (!f)
		abort();
	f->world = *world;
	if (limits)
		f->limits = *limits;
	f->sink = *sink;
	f->tokens = tokens_new();
	f->safe_syntax = tokens_syntax(f->tokens);
	for (i = 0; i < KINDS; i++)
		groups_ready(&f->groups[i], kinds[i]->rules, kinds[i]->rule_count);
	return f;
}

void edifact_free(void *self)
{
	struct edifact *f = self;

	if (!f)
		return;
	tokens_free(f->tokens);
	arena_free(&f->arena);
	arena_free(&f->boxes);
	free(f->made.events);
	free(f);
}

void edifact_hand_over(void *self, decode_events *events)
{
	((struct edifact *)self)->hand_over = events;
}

void edifact_hint(void *self, const struct decode_hint *hint)
{
	((struct edifact *)self)->hint = hint;
}

/* Who the interchange is from; NULL: nobody who is known. */
static const struct partner *partner_of(const struct edifact *f)
{
	return partner_for(
		&f->world, f->hint, NULL, f->envelope.open ? f->envelope.interchange.sender : NULL);
}

static void tell(void *self, enum severity usual, const char *code, const struct segment *s, unsigned e,
	const char *text)
{
	struct edifact *f = self;
	enum severity severity = severity_for(&f->world, partner_of(f), code, usual);
	struct diagnostic d = {.severity = severity,
		.tightened = severity == SEVERITY_ERROR && usual != SEVERITY_ERROR,
		.code = code,
		.text = text,
		.element = e,
		.offset = NO_OFFSET};

	/* errors are few, and must be heard however much was said before */
	if (severity == SEVERITIES || (f->told++ >= LIMIT_DIAGNOSTICS && severity != SEVERITY_ERROR) ||
		!f->sink.diagnostic)
		return;
	if (s) {
		d.tag = *s->name ? s->name : NULL;
		d.offset = s->offset;
	}
	f->sink.diagnostic(f->sink.self, &d);
}

static void safe_here(struct edifact *f, uint64_t offset)
{
	f->safe = offset;
	f->safe_syntax = tokens_syntax(f->tokens);
}

/* Hands the message over; `end` is the offset behind it. */
static void message_done(struct edifact *f, uint64_t end)
{
	struct reading *r = &f->reading;
	struct message *m = &r->message;

	reading_end(r);
	m->length = end - m->offset;
	m->verdict = r->rejected || r->refused ? VERDICT_REJECTED
		     : r->warned               ? VERDICT_WARNINGS
					       : VERDICT_ACCEPTED;
	if (m->verdict == VERDICT_REJECTED)
		m->event_count = m->paper_count = 0;
	else if (r->hand_over)
		reading_hand_over(r);
	else {
		reading_identify(r);
		m->events = f->made.events;
	}
	if (!m->sender && m->interchange)
		m->sender = m->interchange->sender;
	f->in_message = false;
	f->line = m->line;
	f->envelope.messages++;
	f->envelope.group_messages++;
	safe_here(f, end);
	f->stopped = r->stopped || !f->sink.message(f->sink.self, m);
}

static void message_broken(struct edifact *f, const struct segment *s, const char *why, uint64_t end)
{
	say(&f->reading, SEVERITY_ERROR, "message-unterminated", s, 0, 0, "%s: the message was refused", why);
	message_done(f, end);
}

static void unt(struct edifact *f, const struct segment *s)
{
	struct reading *r = &f->reading;
	struct slice count = segment_at(s, 1, 1), reference = trimmed(segment_at(s, 2, 1));
	const char *opened = r->message.reference ? r->message.reference : "";

	r->segments++;
	reading_last_box(r);
	if (r->kind && !r->rejected && slice_number(count) != r->segments)
		say(r, SEVERITY_WARNING, "count-mismatch", s, 1, 0,
			"UNT says %.*s segments, the message has %u", (int)(count.n < 20 ? count.n : 20),
			count.s, r->segments);
	if (r->kind && !r->rejected && !slice_is(reference, opened))
		say(r, SEVERITY_WARNING, "reference-mismatch", s, 2, 0,
			"UNT ends \"%.*s\", but UNH began \"%s\"",
			(int)(reference.n < 100 ? reference.n : 100), reference.s, opened);
	message_done(f, s->offset + s->length);
}

/* "CODECO, COARRI and IFTSTA" */
static void kinds_list(char *out, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < KINDS; i++)
		n += (size_t)snprintf(out + n, room - n, "%s%s",
			i == 0          ? ""
			: i + 1 < KINDS ? ", "
					: " and ",
			kinds[i]->type);
}

static void kind_find(struct edifact *f, const struct segment *s)
{
	struct reading *r = &f->reading;
	const char *type = r->message.type;
	char list[16 * KINDS];
	size_t i;

	for (i = 0; i < KINDS; i++)
		if (type && strcmp(kinds[i]->type, type) == 0) {
			r->kind = kinds[i];
			r->groups = &f->groups[i];
			return;
		}
	kinds_list(list, sizeof list);
	say(r, SEVERITY_ERROR, "message-type", s, 2, 1,
		"%s messages are not taken yet: %s are. The message was refused", type ? type : "nameless",
		list);
}

static void message_start(struct edifact *f, const struct segment *s)
{
	struct reading *r = &f->reading;
	struct slice version = segment_at(s, 2, 2), release = segment_at(s, 2, 3);

	arena_reset(&f->arena);
	arena_reset(&f->boxes);
	f->made.count = f->made.identified = 0;
	memset(r, 0, sizeof *r);
	r->arena = r->lasting = &f->arena;
	r->passing = &f->boxes;
	r->made = &f->made;
	r->hand_over = f->hand_over;
	r->ear = f->sink.self;
	r->world = &f->world;
	r->hint = f->hint;
	r->sink = &f->sink;
	r->segments = 1;
	r->head.count = -1;
	r->head.own_said = INSTANT_NONE;
	r->own = slice_is(trimmed(segment_at(s, 3, 1)), OWN_NAME);
	r->partner = r->own ? NULL : partner_of(f);
	r->message.line = f->line + 1;
	r->message.interchange = f->envelope.open ? &f->envelope.interchange : NULL;
	r->message.format = "EDIFACT";
	r->message.offset = s->offset;
	r->message.said = INSTANT_NONE;
	r->message.reference = keep(r, segment_at(s, 1, 1));
	r->message.type = keep(r, segment_at(s, 2, 1));
	r->message.directory = joined(r, version, '.', release);
	r->message.agency = keep(r, segment_at(s, 2, 4));
	r->message.association = keep(r, segment_at(s, 2, 5));
	r->release = release_of(version, release);
	f->in_message = true;
	kind_find(f, s);
	if (!r->release && r->kind && !r->kind->eventless) /* the syntax's own are of no directory */
		say(r, SEVERITY_WARNING, "directory", s, 2, 2,
			"directory %s is none of D.95B to D.23A: the message was read as if it were",
			r->message.directory ? r->message.directory : "(none)");
}

static void unh(struct edifact *f, const struct segment *s)
{
	if (f->limits.messages && f->line >= f->limits.messages) {
		tell(f, SEVERITY_ERROR, "too-many-messages", s, 0,
			"there are more messages here than one delivery may have: send them in several, or "
			"import them");
		f->stopped = true;
		return;
	}
	if (!f->envelope.open && !f->envelope.unb_missed) {
		tell(f, SEVERITY_WARNING, "unb-missing", s, 0,
			"no UNB begins this interchange: who sent it is not said");
		f->envelope.unb_missed = true;
	}
	message_start(f, s);
}

static void outside(struct edifact *f, const struct segment *s)
{
	const struct envelope_ear ear = {f, tell};

	switch (s->tag) {
	case TAG('U', 'N', 'B'):
		envelope_unb(&f->envelope, s, &ear);
		tokens_announce(f->tokens, f->envelope.set, f->envelope.version);
		break;
	case TAG('U', 'N', 'G'):
		envelope_ung(&f->envelope, s, &ear);
		break;
	case TAG('U', 'N', 'E'):
		envelope_une(&f->envelope, s, &ear);
		break;
	case TAG('U', 'N', 'Z'):
		envelope_unz(&f->envelope, s, &ear);
		/* its character set ends with it: what is resumed behind it knows none either */
		tokens_announce(f->tokens, CHARSET_UNOB, tokens_syntax(f->tokens).repeats ? 4 : 3);
		break;
	case TAG('U', 'N', 'H'):
		unh(f, s);
		return;
	default:
		tell(f, SEVERITY_WARNING, "segment-outside", s, 0,
			"this stands outside of every message: it was passed over");
	}
	safe_here(f, s->offset + s->length);
}

static bool is_envelope(uint32_t tag)
{
	return tag == TAG('U', 'N', 'H') || tag == TAG('U', 'N', 'B') || tag == TAG('U', 'N', 'Z') ||
	       tag == TAG('U', 'N', 'G') || tag == TAG('U', 'N', 'E');
}

static void take(struct edifact *f, const struct segment *s)
{
	if (f->in_message && (s->tag >> 8) == (TAG('U', 'N', 0) >> 8)) {
		if (s->tag == TAG('U', 'N', 'T')) {
			unt(f, s);
			return;
		}
		if (is_envelope(s->tag))
			message_broken(f, s, "its UNT is missing", s->offset);
	}
	if (f->stopped)
		return;
	if (f->in_message) {
		reading_take(&f->reading, s);
		f->stopped = f->reading.stopped;
	} else {
		outside(f, s);
	}
}

bool edifact_feed(void *self, const void *bytes, size_t n)
{
	struct edifact *f = self;
	const struct segment *s;

	if (f->stopped)
		return false;
	tokens_give(f->tokens, bytes, n);
	while ((s = tokens_next(f->tokens))) {
		take(f, s);
		if (f->stopped)
			return false;
	}
	return true;
}

static void end_cut(struct edifact *f, const struct segment *s)
{
	if (f->in_message) {
		f->reading.segments++;
		message_broken(f, s, "the bytes end inside a segment", s->offset + s->length);
		return;
	}
	if (s->tag == TAG('U', 'N', 'Z') || s->tag == TAG('U', 'N', 'E'))
		outside(f, s);
	tell(f, SEVERITY_WARNING, "segment-unterminated", s, 0, "the bytes end inside this segment");
}

bool edifact_end(void *self)
{
	struct edifact *f = self;
	uint64_t noise;
	const struct segment *s;
	struct segment nothing = {.offset = tokens_offset(f->tokens)};

	if (f->stopped)
		return false;
	s = tokens_end(f->tokens);
	if (s)
		end_cut(f, s);
	else if (f->in_message)
		message_broken(f, &nothing, "the bytes end before its UNT", nothing.offset);
	if (f->stopped)
		return false;
	if (f->envelope.open)
		tell(f, SEVERITY_WARNING, "unz-missing", NULL, 0, "no UNZ ends the last interchange");
	if (tokens_noise(f->tokens, &noise)) {
		nothing.offset = noise;
		tell(f, SEVERITY_INFORMATION, "control-character", &nothing, 0,
			"control characters between segments were passed over");
	}
	if (!f->line)
		tell(f, SEVERITY_ERROR, "no-message", NULL, 0, "there is no message (UNH) in these bytes");
	return true;
}

uint64_t edifact_safe_offset(const void *self)
{
	return ((const struct edifact *)self)->safe;
}

const char *edifact_state(const void *self, struct arena *a)
{
	const struct edifact *f = self;

	return envelope_write(&f->envelope, &f->safe_syntax, a);
}

bool edifact_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before)
{
	struct edifact *f = self;

	if (!envelope_read(&f->envelope, &f->safe_syntax, state))
		return false;
	tokens_resume(f->tokens, &f->safe_syntax, offset);
	if (f->envelope.open)
		tokens_announce(f->tokens, f->envelope.set, f->safe_syntax.repeats ? 4 : 3);
	f->safe = offset;
	f->line = messages_before;
	return true;
}
