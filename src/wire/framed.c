#include "wire/framed.h"

#include "wire/partner_ask.h"

#include <string.h>

void framed_start(struct framed *f, const struct decode_world *world, const struct decode_limits *limits,
	const struct decode_sink *sink)
{
	f->world = *world;
	if (limits)
		f->limits = *limits;
	f->sink = *sink;
	f->hint.received = INSTANT_NONE;
}

void framed_hand_over(void *self, decode_events *events)
{
	((struct framed *)self)->hand_over = events;
}

void framed_hint(void *self, const struct decode_hint *hint)
{
	((struct framed *)self)->hint = *hint;
}

void framed_tell(struct framed *f, enum severity usual, const char *code, const char *text, uint64_t offset)
{
	const struct partner *p = partner_for(&f->world, &f->hint, NULL, NULL);
	enum severity severity = severity_for(&f->world, p, code, usual);
	struct diagnostic what = {.severity = severity,
		.tightened = severity == SEVERITY_ERROR && usual != SEVERITY_ERROR,
		.code = code,
		.text = text,
		.offset = offset};

	f->failed |= severity == SEVERITY_ERROR;
	if (severity != SEVERITIES && f->sink.diagnostic)
		f->sink.diagnostic(f->sink.self, &what);
}

void framed_outside(struct framed *f, enum severity severity, const char *text, uint64_t offset)
{
	if (f->outside_told)
		return;
	f->outside_told = true;
	framed_tell(f, severity, "bytes-between", text, offset);
}

bool framed_more(struct framed *f)
{
	if (f->limits.messages && f->line >= f->limits.messages) {
		framed_tell(f, SEVERITY_ERROR, "too-many-messages",
			"there are more messages here than one delivery may have: send them in several, or "
			"import them",
			f->begin);
		return false;
	}
	f->line++;
	arena_reset(&f->arena);
	return true;
}

void framed_done(struct framed *f, const char *text)
{
	if (!f->line && !f->failed)
		framed_tell(f, SEVERITY_ERROR, "no-message", text, NO_OFFSET);
}

uint64_t framed_safe_offset(const void *self)
{
	return ((const struct framed *)self)->end;
}

const char *framed_state(const void *self, struct arena *a)
{
	return arena_strdup(a, ((const struct framed *)self)->outside_told ? "outside" : "");
}

bool framed_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before)
{
	struct framed *f = self;

	f->outside_told = strcmp(state, "outside") == 0;
	f->at = f->begin = f->end = offset;
	f->line = messages_before;
	return *state == '\0' || f->outside_told;
}
