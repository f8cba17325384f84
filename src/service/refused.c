#include "service/refused.h"

#include "service/receipt.h"

#include <string.h>

#define NOTE_CODE "not-kept"
#define NOTE_TEXT                                                                                            \
	"The bytes of this delivery are not kept: of what is refused of its sender within a day no more is."

bool refused_judge(const struct service_settings *s, struct conn *c, const struct part *p, struct intake *i,
	struct fault *f)
{
	struct arena a = ARENA_INIT;
	struct refused_kept kept;
	bool fine = true;

	if (p->accepted || strcmp(i->channel, "post") != 0)
		return true;
	fine = refused_kept(c, &a, i->sender, &kept, f);
	if (fine)
		i->unkept = kept.count >= s->refusals_most || i->length > s->refused_most ||
			    kept.bytes > s->refused_most - i->length;
	arena_free(&a);
	return fine;
}

const char *refused_note(void)
{
	return "{\"severity\":\"information\",\"code\":\"" NOTE_CODE "\",\"text\":\"" NOTE_TEXT "\"}";
}

/* Length of the object that begins at s: JSON of our own writing. */
static size_t object_length(const char *s)
{
	bool quoted = false;
	int deep = 0;

	for (size_t n = 0; s[n]; n++) {
		if (quoted && s[n] == '\\' && s[n + 1])
			n++;
		else if (s[n] == '"')
			quoted = !quoted;
		else if (!quoted && s[n] == '{')
			deep++;
		else if (!quoted && s[n] == '}' && --deep == 0)
			return n + 1;
	}
	return 0;
}

/* The first error among diagnostics, objects with commas between; NULL where there is none. */
static const char *first_error(struct arena *a, const char *objects)
{
	size_t n;

	for (const char *s = strchr(objects, '{'); s; s = strchr(s + n, '{')) {
		n = object_length(s);
		if (!n)
			return NULL;
		if (memmem(s, n, "\"severity\":\"error\"", 18))
			return arena_strndup(a, s, n);
	}
	return NULL;
}

static const char *reason_of(struct arena *a, const struct part *p)
{
	const char *reason = first_error(a, text_string(&p->envelope));

	for (size_t i = 0; i < p->message_count && !reason; i++)
		reason = first_error(a, p->messages[i].diagnostics);
	return reason ? reason : "";
}

const char *refused_receipt(struct arena *a, const struct intake *i, const struct part *p)
{
	struct receipt_writing w;
	struct text out = TEXT_INIT;
	const char *kept;

	receipt_begin(&w, &out, i->id, i->status, i->events, 0);
	receipt_diagnostics(&w, refused_note());
	receipt_diagnostics(&w, reason_of(a, p));
	receipt_end(&w);
	kept = arena_strndup(a, out.bytes, out.length);
	text_free(&out);
	return kept;
}
